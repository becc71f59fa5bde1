-- What the map editor offers: employees, teams, stages, maps, functions.
select 'employee' as kind, e.id::text as id, e.name, 0 as position from kontor.employee e where e.active
union all
select 'team', t.id::text, t.name, 0 from kontor.team t
union all
select 'stage', s.id::text, s.name, s.position from kontor.stage s where not s.retired
union all
select 'map', m.id::text, m.name, 0 from kontor.route_map m
union all
select 'function', f.id, f.name, 0 from kontor.route_function f
 order by 1, 4, 3
