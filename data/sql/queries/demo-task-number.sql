select setval(pg_get_serial_sequence('kontor.task', 'number'), greatest(1, (select max(number) from kontor.task)))
