-- The numbers that were given this year go on from there.
insert into kontor.number_series (name, year, last)
select s.name, extract(year from $1::date)::integer, s.last
from (select 'D' as name, max(substring(number from '-([0-9]+)$')::bigint) as last
      from kontor.deal where number like format('D-%s-%%', extract(year from $1::date))
      union all
      select 'O', max(substring(number from '-([0-9]+)$')::bigint)
      from kontor.offer where number like format('O-%s-%%', extract(year from $1::date))) s
where s.last is not null
on conflict (name) do update set year = excluded.year, last = excluded.last
