select * from kontor.start_rules_prove($1::timestamptz)
