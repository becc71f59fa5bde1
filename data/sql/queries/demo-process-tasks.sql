-- What stands open in a process, whose it is, and what may be answered.
select t.id, e.login, t.answers->0->>'key' as answer
from kontor.task t join kontor.employee e on e.id = t.manager_id
where t.process_id = $1::uuid and t.state in ('open', 'taken')
order by t.number
