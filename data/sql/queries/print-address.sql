-- Addresses for envelopes, the best first: one by its id, or those of a partner,
-- a person or a legal entity.
select a.id, coalesce(a.recipient, l.name, p.name) as recipient, h.name as attention,
       a.street, a.postcode, a.city, a.subdivision, coalesce(a.country, p.country) as country, a.kind,
       p.name as partner
from kontor.address a
join kontor.partner p on p.id = a.partner_id
left join kontor.legal_entity l on l.id = a.legal_entity_id
left join kontor.person h on h.id = a.person_id
where case $1::text
        when 'address' then a.id = $2::uuid
        when 'person' then a.person_id = $2::uuid
                           or (a.person_id is null and a.partner_id = (select q.partner_id from kontor.person q where q.id = $2::uuid))
        when 'legal_entity' then a.legal_entity_id = $2::uuid
                           or (a.legal_entity_id is null and a.partner_id = (select q.partner_id from kontor.legal_entity q where q.id = $2::uuid))
        when 'deal' then a.partner_id = (select q.partner_id from kontor.deal q where q.id = $2::uuid)
        when 'offer' then a.partner_id = (select q.partner_id from kontor.offer q where q.id = $2::uuid)
        else a.partner_id = $2::uuid
      end
order by case $1::text when 'person' then a.person_id = $2::uuid when 'legal_entity' then a.legal_entity_id = $2::uuid end desc nulls last,
         array_position(array['postal', 'legal', 'delivery'], a.kind), a.id
