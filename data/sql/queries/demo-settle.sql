-- What belongs to the deadlines of the steps under way: reminders and escalations
-- that are still to come, and that everybody knows of those missed before today ($1).
with open_task as (
  select t.id, t.process_id, t.token_id, t.due_at, t.created_at, r.point
    from kontor.task t join kontor.process p on p.id = t.process_id
    join kontor.route_point r on r.version_id = p.map_version_id and r.key = t.point
   where t.state in ('open', 'taken')),
known as (
  update kontor.task t set overdue_at = t.due_at
    from open_task o where o.id = t.id and t.due_at < $1::date and t.overdue_at is null)
select kontor.engine_task_jobs(o.process_id, o.token_id, o.id, o.point, o.due_at) from open_task o
