-- What the map editor offers: employees, teams, stages, maps.
select 'employee' as kind, e.id, e.name, 0 as position from kontor.employee e where e.active
union all
select 'team', t.id, t.name, 0 from kontor.team t
union all
select 'stage', s.id, s.name, s.position from kontor.stage s where not s.retired
union all
select 'map', m.id, m.name, 0 from kontor.route_map m
 order by 1, 4, 3
