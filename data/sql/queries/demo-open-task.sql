-- What stands open at a point of the map that is walked on a record: whose it is, and whether it asks.
select t.id, e.login, t.answers is not null as asks, t.answers->0->>'key' as first
from kontor.task t join kontor.employee e on e.id = t.manager_id
where t.record_id = $1::uuid and t.point = $2::text and t.process_id is not null and t.state in ('open', 'taken')
order by t.number
limit 1
