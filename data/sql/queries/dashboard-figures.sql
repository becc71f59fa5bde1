-- The figures of the dashboard, each as the list behind it counts them.
select 'overdue' as figure, count(*) as number
from kontor.task t
where t.manager_id = (select kontor.me()) and t.state in ('open', 'taken') and t.due_at < now()
union all
select 'today', count(*)
from kontor.task t
where t.manager_id = (select kontor.me()) and t.state in ('open', 'taken')
  and t.due_at >= current_date and t.due_at < current_date + 1
union all
select 'no-step', count(*)
from kontor.deal d
where d.status = 'open' and d.next_step_on is null
union all
select 'new-clients', count(*)
from kontor.partner p
where p.created_at >= date_trunc('month', current_date)
  and p.created_at < date_trunc('month', current_date) + interval '1 month'
