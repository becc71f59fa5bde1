-- What the tasks of a process took, in minutes, as far as one may see them.
select coalesce(sum(t.spent_minutes), 0) as minutes from kontor.task t where t.process_id = $1::uuid
