-- The open tasks of an assignment: whose, and whether it is the check that accepts or returns it.
select t.id, t.manager_id = (select kontor.me()) as mine, coalesce(t.answers::text like '%"returned"%', false) as checks
from kontor.task t
where t.subject = 'assignment' and t.record_id = $1::uuid and t.state in ('open', 'taken')
order by t.number
limit 10
