-- What was won and lost in this month; currencies are never added up.
select d.status, d.currency, count(*) as number, sum(d.amount) as amount
from kontor.deal d
where d.status in ('won', 'lost')
  and d.closed_at >= date_trunc('month', current_date)
  and d.closed_at < date_trunc('month', current_date) + interval '1 month'
group by d.status, d.currency
order by d.status, sum(d.amount) desc
