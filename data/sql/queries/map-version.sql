-- A version of a map: by its own id, or with $2 the newest of a map (a draft
-- before the published one).
select v.id, v.map_id, v.number, v.state, v.graph, v.note, v.published_at, m.name as map_name, m.subject, m.built_in
  from kontor.route_map_version v
  join kontor.route_map m on m.id = v.map_id
 where v.id = $1::uuid or v.map_id = $2::uuid
 order by v.state = 'draft' desc, v.number desc
 limit 1
