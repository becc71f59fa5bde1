-- Open deals of the last weeks ($3: the office's day) that walk the map "Sale": of
-- each seller some that have an offer and some that have none.
select d.id as deal, e.login, k.route_map_id as map, k.id as kind, p.country,
       extract(epoch from d.created_at)::bigint as created, extract(epoch from d.offered_at)::bigint as offered
from (select d.id, d.partner_id, d.manager_id, d.created_at, o.offered_at,
             row_number() over (partition by d.manager_id, o.offered_at is null order by md5(d.id::text)) as place
      from kontor.deal d
      left join lateral (select max(o.created_at) as offered_at from kontor.offer o
                         where o.deal_id = d.id and o.status <> 'superseded') o on true
      where d.status = 'open' and d.stage_id is not null and d.created_at >= $3::date - 28) d
join kontor.partner p on p.id = d.partner_id
join kontor.employee e on e.id = d.manager_id and e.role = 'seller'
cross join (select id, route_map_id from kontor.deal_kind where mode = 'process' and not retired order by id limit 1) k
where d.place <= $1::integer
order by d.place, e.login, d.offered_at nulls last
limit $2::integer
