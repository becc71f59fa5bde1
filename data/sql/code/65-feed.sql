-- Everything that happened with a partner or a deal, newest first (R23, R25).
-- Runs under the caller's row security.
create or replace function kontor.feed(partner uuid, deal uuid, before timestamptz, max integer)
  returns table (at timestamptz, kind text, entity text, id uuid, title text, detail text, author text,
                 amount numeric, currency text, status text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  until timestamptz := coalesce(before, 'infinity');
  n integer := least(greatest(coalesce(max, 50), 1), 500);
begin
  return query
    with event as (
      (select i.at, i.kind, 'interaction' as entity, i.id, i.subject as title, coalesce(i.text, i.outcome) as detail,
              i.manager_id as author_id, null::numeric as amount, null::text as currency,
              case when i.done then i.direction else 'planned' end as status
       from kontor.interaction i
       where (partner is null or i.partner_id = partner) and (deal is null or i.deal_id = deal)
         and (partner is not null or deal is not null) and i.at < until
       order by i.at desc limit n)
      union all
      (select d.created_at, 'deal', 'deal', d.id, concat_ws(' ', d.number, d.name), d.note,
              d.manager_id, d.amount, d.currency::text, d.status
       from kontor.deal d
       where partner is not null and d.partner_id = partner and (deal is null or d.id = deal) and d.created_at < until
       order by d.created_at desc limit n)
      union all
      (select coalesce(o.created_at, o.issued_on), 'offer', 'offer', o.id, o.number, o.intro,
              o.manager_id, o.total, o.currency::text, o.status
       from kontor.offer o
       where (partner is null or o.partner_id = partner) and (deal is null or o.deal_id = deal)
         and (partner is not null or deal is not null) and coalesce(o.created_at, o.issued_on) < until
       order by 1 desc limit n)
      union all
      (select t.done_at, 'task', 'task', t.id, t.name,
              coalesce(t.result, (select a->>'text' from jsonb_array_elements(t.answers) a where a->>'key' = t.answer limit 1), t.answer),
              t.done_by, null, null, t.state
       from kontor.task t
       where t.done_at is not null and (partner is null or t.partner_id = partner) and (deal is null or t.deal_id = deal)
         and (partner is not null or deal is not null) and t.done_at < until
       order by t.done_at desc limit n)
      union all
      (select p.started_at, 'process', 'process', p.id, p.name, p.result, p.manager_id, null, null, p.state
       from kontor.process p
       where (partner is null or p.partner_id = partner) and (deal is null or p.deal_id = deal)
         and (partner is not null or deal is not null) and p.started_at < until
       order by p.started_at desc limit n)
      union all
      (select f.created_at, 'file', 'file', f.id, f.name, f.mime, f.created_by, f.size, null, null
       from kontor.file f
       where (f.entity = 'partner' and f.record_id = partner or f.entity = 'deal' and f.record_id = deal
              or deal is null and f.partner_id = partner)
         and f.created_at < until
       order by f.created_at desc limit n)
      union all
      (select h.at, 'history', h.entity, h.id, h.action,
              (select string_agg(k.key, ', ' order by k.key) from jsonb_object_keys(h.after) k(key)),
              h.author_id, null, null, null
       from kontor.history h
       where (h.entity = 'partner' and h.id = partner or h.entity = 'deal' and h.id = deal)
         and h.action = 'update' and h.at < until
       order by h.at desc limit n)
    )
    select e.at, e.kind, e.entity, e.id, e.title, e.detail,
           (select m.name from kontor.employee m where m.id = e.author_id), e.amount, e.currency, e.status
    from event e
    order by e.at desc nulls last, e.id
    limit n;
end
$$;

drop function if exists kontor.record_history(text, uuid, integer);

grant execute on function kontor.feed(uuid, uuid, timestamptz, integer)
  to kontor_seller, kontor_head, kontor_administrator;
