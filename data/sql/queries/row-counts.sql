-- Exact, not what the statistics believe.
select c.relname,
       (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from kontor.%I', c.relname), false, true, '')))[1]::text as rows
from pg_class c
where c.relnamespace = 'kontor'::regnamespace and c.relkind = 'r'
order by c.relname
