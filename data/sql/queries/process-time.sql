-- What a process took, in minutes, as far as one may see it: its tasks and what was written down of it.
select coalesce((select sum(t.spent_minutes) from kontor.task t where t.process_id = $1::uuid), 0)
     + coalesce((select sum(i.spent_minutes) from kontor.interaction i where i.process_id = $1::uuid), 0) as minutes
