-- What a new offer takes over from the record it is made from: ids and their titles.
-- Made from nothing it takes over what the office is known for.
with source as (
  select d.partner_id, d.person_id, d.legal_entity_id, d.id as deal_id, null::uuid as task_id, d.currency
  from kontor.deal d where $1::text = 'deal' and d.id = $2::uuid
  union all
  select coalesce(t.partner_id, d.partner_id), d.person_id, d.legal_entity_id, t.deal_id, t.id, d.currency
  from kontor.task t left join kontor.deal d on d.id = t.deal_id
  where $1::text = 'task' and t.id = $2::uuid
  union all
  select p.id, null, null, null, null, null from kontor.partner p where $1::text = 'partner' and p.id = $2::uuid
  union all
  select h.partner_id, h.id, h.legal_entity_id, null, null, null
  from kontor.person h where $1::text = 'person' and h.id = $2::uuid
  union all
  select null, null, null, null, null, null where $1::text is null
)
select s.partner_id, p.name as partner,
       l.id as legal_entity_id, l.name as legal_entity,
       h.id as person_id, h.name as person,
       s.deal_id, d.name as deal, s.task_id, t.name as task,
       coalesce(s.currency, c.currency, 'EUR') as currency, c.id as own_company_id, c.name as own_company,
       (current_date + 30) as valid_until
from source s
left join kontor.partner p on p.id = s.partner_id
-- The only legal entity and the only person go without saying.
left join lateral (
  select min(x.id::text)::uuid as id from kontor.legal_entity x where x.partner_id = s.partner_id having count(*) = 1) only_entity on true
left join lateral (
  select min(x.id::text)::uuid as id from kontor.person x where x.partner_id = s.partner_id having count(*) = 1) only_person on true
left join kontor.legal_entity l on l.id = coalesce(s.legal_entity_id, only_entity.id)
left join kontor.person h on h.id = coalesce(s.person_id, only_person.id)
left join kontor.deal d on d.id = s.deal_id
left join kontor.task t on t.id = s.task_id
left join lateral (select w.* from kontor.own_company w order by w.created_at, w.id limit 1) c on true
where p.id is not null or $1::text is null
