-- The indexes of these tables that no constraint needs, the longest to build first.
select format('drop index %s', i.indexrelid::regclass) as dropping,
       pg_get_indexdef(i.indexrelid) as building
from pg_catalog.pg_index i
join pg_catalog.pg_class c on c.oid = i.indrelid
join pg_catalog.pg_class x on x.oid = i.indexrelid
join pg_catalog.pg_am a on a.oid = x.relam
where c.relnamespace = 'kontor'::regnamespace
  and c.relname = any ($1::text[])
  and not i.indisunique
order by a.amname <> 'gin', array_position($1::text[], c.relname::text), x.relname
