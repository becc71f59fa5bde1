select kontor.start_rules_catch_up($1::timestamptz)
