select m.id, m.name, m.description, m.subject, m.built_in,
       published.number as published, draft.id as draft,
       (select count(*) from kontor.process p where p.map_id = m.id and p.state in ('running', 'stopped')) as running,
       kontor.map_draft_problems(draft.id) as problems
  from kontor.route_map m
  left join kontor.route_map_version published on published.map_id = m.id and published.state = 'published'
  left join lateral (select v.id from kontor.route_map_version v
                      where v.map_id = m.id and v.state = 'draft' order by v.number desc limit 1) draft on true
 order by m.name, m.id
