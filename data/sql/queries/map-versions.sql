select v.id, v.number, v.state, v.note, v.published_at, e.name as published_by,
       (select count(*) from kontor.process p where p.map_version_id = v.id and p.state in ('running', 'stopped')) as running
  from kontor.route_map_version v
  left join kontor.employee e on e.id = v.published_by
 where v.map_id = $1::uuid
 order by v.number desc
