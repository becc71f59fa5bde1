-- My open tasks, to notice what came new; those that came by my own doing are told apart.
select t.id, t.name, p.name as partner, t.created_by is not distinct from (select kontor.me()) as own
from kontor.task t
left join kontor.partner p on p.id = t.partner_id
where t.manager_id = (select kontor.me()) and t.state in ('open', 'taken')
order by t.created_at desc
limit 2000
