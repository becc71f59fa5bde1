-- The numbers beside the sections of the sidebar.
select (select count(*) from kontor.task t
        where t.manager_id = (select kontor.me()) and t.state in ('open', 'taken')) as tasks_open,
       (select count(*) from kontor.task t
        where t.manager_id = (select kontor.me()) and t.state in ('open', 'taken')
          and t.due_at < (current_date + 1)::timestamptz) as tasks_today,
       (select count(*) from kontor.task t
        where t.manager_id = (select kontor.me()) and t.state in ('open', 'taken') and t.due_at < now()) as tasks_overdue,
       (select count(*) from kontor.deal d
        where d.manager_id = (select kontor.me()) and d.status = 'open') as deals_open,
       (select count(*) from kontor.offer o
        where o.manager_id = (select kontor.me()) and o.status = 'sent') as offers_sent,
       (select count(*) from kontor.interaction i
        where i.manager_id = (select kontor.me()) and not i.done and i.at < now()) as contacts_overdue
