-- What the map editor offers: employees, stages.
select 'employee' as kind, e.id, e.name, 0 as position from kontor.employee e where e.active
union all
select 'stage', s.id, s.name, s.position from kontor.stage s where not s.retired
 order by 1, 4, 3
