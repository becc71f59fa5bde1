-- Whoever looks at a task has seen what was told about it.
select kontor.see_notifications(array(
  select n.id from kontor.notification n
  where n.employee_id = (select kontor.me()) and n.task_id = $1 and n.seen_at is null))
