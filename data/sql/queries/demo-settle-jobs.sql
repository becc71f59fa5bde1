-- Nobody is reminded of what is done, nor again of what he was reminded of.
with over as (
  delete from kontor.process_job j
   where j.task_id is not null
     and (j.due_at < $1::date or not exists (select from kontor.task t where t.id = j.task_id and t.state in ('open', 'taken'))))
update kontor.process_job j set set_at = t.created_at
  from kontor.task t where t.id = j.task_id and t.state in ('open', 'taken') and j.due_at >= $1::date
