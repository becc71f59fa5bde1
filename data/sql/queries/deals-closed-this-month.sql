select status, count(*) as deals, coalesce(sum(amount), 0) as amount
from kontor.deal
where closed_at >= date_trunc('month', current_date)::timestamptz and status in ('won', 'lost')
group by status
order by status desc
