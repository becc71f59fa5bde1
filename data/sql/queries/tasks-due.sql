-- My open tasks for the dashboard, the most urgent first.
select t.id, t.name, t.due_at, t.importance, t.due_at < now() as overdue, p.name as partner, d.name as deal
from kontor.task t
left join kontor.partner p on p.id = t.partner_id
left join kontor.deal d on d.id = t.deal_id
where t.manager_id = (select kontor.me()) and t.state in ('open', 'taken')
order by t.due_at nulls last, t.id
limit $1::integer
