select kontor.process_state($1::uuid) as state
