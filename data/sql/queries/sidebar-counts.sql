-- What calls for action in the sidebar: (section, count).
-- The person's own tasks that are due today or overdue, own deals whose next step is overdue.
select 'tasks', count(*)
  from kontor.task t
 where t.manager_id = (select kontor.me())
   and t.state in ('open', 'taken')
   and t.due_at < (current_date + 1)
union all
select 'deals', count(*)
  from kontor.deal d
 where d.manager_id = (select kontor.me())
   and d.status = 'open'
   and d.next_step_on < current_date
