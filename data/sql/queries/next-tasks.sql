-- Which of these tasks come next: one's own first.
select t.id, t.name, e.name as performer, t.manager_id = (select kontor.me()) as mine
from kontor.task t
left join kontor.employee e on e.id = t.manager_id
where t.id = any ($1::uuid[]) and t.state in ('open', 'taken')
order by (t.manager_id = (select kontor.me())) desc nulls last, t.number
