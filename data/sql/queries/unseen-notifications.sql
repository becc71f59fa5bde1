-- What I was told and have not seen, the latest first.
select n.id, n.kind, n.at, n.due_at, n.task_id, t.name as task, t.state, t.importance, t.manager_id = (select kontor.me()) as mine,
       e.name as performer, coalesce(p.name, d.name) as about
from kontor.notification n
join kontor.task t on t.id = n.task_id
left join kontor.employee e on e.id = t.manager_id
left join kontor.partner p on p.id = t.partner_id
left join kontor.deal d on d.id = t.deal_id
where n.employee_id = (select kontor.me()) and n.seen_at is null
order by n.at desc, n.id
limit 200
