-- The best postal address of each of many records, in their order; a record
-- without an address has a line of nulls.
select w.id as record, p.id as partner_id, a.id as address_id,
       coalesce(h.name, l.name, p.name) as title, p.country as partner_country,
       case when a.id is not null then coalesce(a.recipient, al.name, p.name) end as recipient,
       coalesce(ah.name, h.name) as attention,
       a.street, a.postcode, a.city, a.subdivision, coalesce(a.country, p.country) as country
from unnest($2::uuid[]) with ordinality w(id, place)
left join kontor.person h on $1::text = 'person' and h.id = w.id
left join kontor.legal_entity l on $1::text = 'legal_entity' and l.id = w.id
left join kontor.deal d on $1::text = 'deal' and d.id = w.id
left join kontor.address o on $1::text = 'address' and o.id = w.id
join kontor.partner p on p.id = coalesce(h.partner_id, l.partner_id, d.partner_id, o.partner_id, w.id)
left join lateral (
  select b.*
  from kontor.address b
  where b.partner_id = p.id and (o.id is null or b.id = o.id)
    and (b.person_id is null or h.id is null or b.person_id = h.id)
    and (b.legal_entity_id is null or l.id is null or b.legal_entity_id = l.id)
  order by (b.person_id = h.id) desc nulls last, (b.legal_entity_id = l.id) desc nulls last,
           array_position(array['postal', 'legal', 'delivery'], b.kind), b.id
  limit 1) a on true
left join kontor.legal_entity al on al.id = a.legal_entity_id
left join kontor.person ah on ah.id = a.person_id
order by w.place
