select * from kontor.distribution_rule_list()
