-- Open deals by stage, a row a currency; stages without deals too.
select s.id, s.name, count(d.id) as number, d.currency, sum(d.amount) as amount
from kontor.stage s
left join kontor.deal d on d.stage_id = s.id and d.status = 'open'
group by s.id, s.name, s.position, d.currency, s.retired
having not s.retired or count(d.id) > 0
order by s.position, s.id, sum(d.amount) desc nulls last
