-- Won deals by month, twelve months back, with the amount in the currency most won in.
with usual as (
  select d.currency from kontor.deal d
  where d.status = 'won' and d.closed_at >= date_trunc('month', current_date) - interval '11 months'
  group by d.currency order by sum(d.amount) desc limit 1)
select m.month::date as month, count(d.id) as number, coalesce(sum(d.amount) filter (where d.currency = u.currency), 0) as amount,
       u.currency
from generate_series(date_trunc('month', current_date) - interval '11 months', date_trunc('month', current_date), interval '1 month') as m(month)
left join usual u on true
left join kontor.deal d on d.status = 'won' and d.closed_at >= m.month and d.closed_at < m.month + interval '1 month'
group by m.month, u.currency
order by m.month
