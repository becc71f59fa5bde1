-- What the person has to do in a process that has just begun.
select t.id from kontor.task t
where t.process_id = $1::uuid and t.manager_id = (select kontor.me()) and t.state in ('open', 'taken')
order by t.number limit 1
