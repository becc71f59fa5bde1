select count(*) from kontor.process where state = 'running'
