select * from kontor.start_rule_list()
