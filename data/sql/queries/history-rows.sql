-- The rows that one operation changed: (entity, id, action, before, after, changed again since).
-- Numbers as text: who reads JSON reads them as binary fractions, and 12404.20 is none.
-- $1: the operation
select h.entity, h.id, h.action,
       (select jsonb_object_agg(b.key, case jsonb_typeof(b.value) when 'number' then to_jsonb(b.value #>> '{}') else b.value end)
          from jsonb_each(h.before) b) as before,
       (select jsonb_object_agg(a.key, case jsonb_typeof(a.value) when 'number' then to_jsonb(a.value #>> '{}') else a.value end)
          from jsonb_each(h.after) a) as after,
       exists (select 1 from kontor.history later
                where later.entity = h.entity and later.id = h.id and later.version > h.version)
  from kontor.history h
 where h.operation = $1::uuid
 order by h.seq
 limit 200
