-- The rows that one operation changed: (entity, id, action, before, after, changed again since).
-- $1: the operation
select h.entity, h.id, h.action, h.before, h.after,
       exists (select 1 from kontor.history later
                where later.entity = h.entity and later.id = h.id and later.version > h.version)
  from kontor.history h
 where h.operation = $1::uuid
 order by h.seq
 limit 200
