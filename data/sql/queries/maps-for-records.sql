-- The published maps that these records can walk, and the process that walks one already; for a
-- project ($3) only those that are bound to it, where any is.
select m.id, m.name, m.description, r.subject, r.id as record_id, p.id as running
from unnest($1::text[], $2::uuid[]) with ordinality r (subject, id, place)
join kontor.route_map m on m.subject = r.subject
join kontor.route_map_version v on v.map_id = m.id and v.state = 'published'
left join kontor.process p on p.map_id = m.id and p.record_id = r.id and p.state in ('running', 'stopped')
where not exists (select from kontor.project_map b where b.project_id = $3::uuid)
   or exists (select from kontor.project_map b where b.project_id = $3::uuid and b.map_id = m.id)
order by r.place, m.name, m.id
