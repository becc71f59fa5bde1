-- The published maps that these records can walk, and the process that walks one already.
select m.id, m.name, m.description, r.subject, r.id as record_id, p.id as running
from unnest($1::text[], $2::uuid[]) with ordinality r (subject, id, place)
join kontor.route_map m on m.subject = r.subject
join kontor.route_map_version v on v.map_id = m.id and v.state = 'published'
left join kontor.process p on p.map_id = m.id and p.record_id = r.id and p.state in ('running', 'stopped')
order by r.place, m.name, m.id
