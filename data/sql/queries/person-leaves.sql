-- What the colleague $1 looks after, and the map by which it is handed over:
-- (partners, deals, tasks, map, name, whether it begins by itself).
select (select count(*) from kontor.partner p where p.manager_id = e.id) as partners,
       (select count(*) from kontor.deal d where d.manager_id = e.id and d.status = 'open') as deals,
       (select count(*) from kontor.task t where t.manager_id = e.id and t.state in ('open', 'taken')) as tasks,
       m.id as map, m.name,
       exists (select from kontor.start_rule r where r.map_id = m.id and r.entity = 'employee' and r.active) as starts
from kontor.employee e
left join lateral (
  select m.id, m.name from kontor.route_map m
    join kontor.route_map_version v on v.map_id = m.id and v.state = 'published'
    join kontor.route_point p on p.version_id = v.id and p.point -> 'processing' ->> 'function' = 'hand_over'
   where m.subject = 'employee' order by m.created_at, m.id limit 1) m on true
where e.id = $1::uuid
