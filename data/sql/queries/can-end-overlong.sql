select kontor.can_end_overlong()
