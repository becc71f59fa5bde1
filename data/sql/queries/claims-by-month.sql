-- The same by month.
select date_trunc('month', c.closed_at)::date as month, count(*) as closed,
       count(*) filter (where c.status = 'satisfied') as satisfied
from kontor.claim c
where c.closed_at >= $1::date and c.closed_at < $2::date + 1
group by 1
order by 1
