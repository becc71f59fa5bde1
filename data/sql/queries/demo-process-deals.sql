-- Open deals that begin to walk the map "Sale": some of each manager's latest.
select d.id as deal, e.login, k.route_map_id as map, k.id as kind
from (select id, manager_id, row_number() over (partition by manager_id order by created_at desc, id) as place
      from kontor.deal where status = 'open' and stage_id is not null) d
join kontor.employee e on e.id = d.manager_id
cross join (select id, route_map_id from kontor.deal_kind where mode = 'process' and not retired order by id limit 1) k
where d.place <= $1::integer
order by e.login, d.place
limit $2::integer
