-- My tasks that are overdue or due today, the longest overdue first.
select t.id, t.name, p.name as partner, t.due_at, t.due_at < now() as overdue, t.importance
from kontor.task t
left join kontor.partner p on p.id = t.partner_id
where t.manager_id = (select kontor.me()) and t.state in ('open', 'taken') and t.due_at < current_date + 1
order by t.due_at, t.id
limit 50
