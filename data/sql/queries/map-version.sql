-- A version of a map: by its own id, or with $2 the newest of a map (a draft
-- before the published one); a map that was not drawn yet answers without one.
select v.id, m.id as map_id, v.number, v.state, v.graph, v.note, v.published_at, m.name as map_name, m.subject, m.built_in,
       v.version, e.name as changed_by
  from kontor.route_map m
  left join kontor.route_map_version v on v.map_id = m.id
  left join kontor.employee e on e.id = v.changed_by
 where v.id = $1::uuid or m.id = $2::uuid
 order by v.state = 'draft' desc nulls last, v.number desc
 limit 1
