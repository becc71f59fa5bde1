-- The funnel of the dashboard: open deals, their amount and what it is likely to bring.
select s.id, s.name, count(d.id) as deals, coalesce(sum(d.amount), 0) as amount,
       coalesce(sum(round(d.amount * coalesce(d.probability, s.probability) / 100, 2)), 0) as expected
from kontor.stage s
left join kontor.deal d on d.stage_id = s.id and d.status = 'open'
where not s.retired or d.id is not null
group by s.id, s.name, s.position
order by s.position, s.name
