-- Claims closed in a period and how many of them satisfied the client, by manager.
select c.manager_id, coalesce(e.name, '') as name, count(*) as closed,
       count(*) filter (where c.status = 'satisfied') as satisfied
from kontor.claim c
left join kontor.employee e on e.id = c.manager_id
where c.closed_at >= $1::date and c.closed_at < $2::date + 1
group by c.manager_id, e.name
order by count(*) filter (where c.status = 'satisfied')::numeric / count(*) desc, count(*) desc, e.name
limit 30
