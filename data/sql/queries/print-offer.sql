-- What is printed on an offer, found by its id or its number.
select o.id, o.number, o.revision, o.issued_on, o.valid_until, o.currency, o.status,
       o.prices_include_vat, o.discount_percent, o.net_total, o.vat_total, o.total, o.intro, o.terms,
       c.name as sender_name, c.street as sender_street, c.postcode as sender_postcode,
       c.city as sender_city, c.country as sender_country, c.phone as sender_phone,
       c.email as sender_email, c.website as sender_website, c.tax_number as sender_tax_number,
       c.bank_name as sender_bank, c.bank_account as sender_account, c.bic as sender_bic,
       coalesce(l.name, a.recipient, p.name) as recipient_name, h.name as recipient_attention,
       a.street as recipient_street, a.postcode as recipient_postcode,
       coalesce(a.city, p.city) as recipient_city, a.subdivision as recipient_subdivision,
       coalesce(a.country, p.country) as recipient_country, l.tax_number as recipient_tax_number,
       e.name as author, e.position as author_position, e.phone as author_phone, e.email as author_email
from kontor.offer o
join kontor.partner p on p.id = o.partner_id
left join kontor.legal_entity l on l.id = o.legal_entity_id
left join kontor.person h on h.id = o.person_id
left join kontor.employee e on e.id = o.manager_id
left join lateral (
  select w.* from kontor.own_company w order by w.id = o.own_company_id desc nulls last, w.id limit 1) c on true
left join lateral (
  select b.* from kontor.address b where b.partner_id = o.partner_id
  order by b.legal_entity_id = o.legal_entity_id desc nulls last, b.person_id is null desc,
           array_position(array['postal', 'legal', 'delivery'], b.kind), b.id
  limit 1) a on true
where o.id::text = $1::text or o.number = $1::text
