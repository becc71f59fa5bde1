-- My open tasks and those that anybody of my role may take, to notice what came new; what
-- came by my own doing is told apart.
select t.id, t.name, p.name as partner, t.created_by is not distinct from (select kontor.me()) as own, t.manager_id is null as free
from kontor.task t
left join kontor.partner p on p.id = t.partner_id
where t.manager_id = (select kontor.me()) and t.state in ('open', 'taken')
   or t.manager_id is null and t.state = 'open' and coalesce(t.for_role, 'seller') = (select kontor.my_role())
order by t.created_at desc
limit 2000
