-- What clients complained about in a period, the most frequent first.
select c.reason_id, coalesce(r.name, '') as name, count(*) as claims
from kontor.claim c
left join kontor.claim_reason r on r.id = c.reason_id
where c.received_at >= $1::date and c.received_at < $2::date + 1
group by c.reason_id, r.name
order by count(*) desc, r.name
limit 30
