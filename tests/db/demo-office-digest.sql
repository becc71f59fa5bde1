-- What people did in the demo office, without what no two bases have in common:
-- ids that are drawn anew, and the seconds that the work itself took.
set timezone = 'UTC';
select p.name, p.state, p.result, date_trunc('minute', p.started_at), date_trunc('minute', p.ended_at)
  from kontor.process p order by p.started_at, p.name;
select p.name, s.point, s.action, s.answer, s.note, date_trunc('minute', s.at), e.login
  from kontor.process_step s join kontor.process p on p.id = s.process_id left join kontor.employee e on e.id = s.author_id
 order by s.seq;
select t.name, t.state, e.login, date_trunc('minute', t.created_at), date_trunc('minute', t.due_at), date_trunc('minute', t.done_at)
  from kontor.task t left join kontor.employee e on e.id = t.manager_id where t.process_id is not null order by t.number;
select to_jsonb(c) - 'created_at' - 'changed_at' - 'closed_at', date_trunc('minute', c.created_at), date_trunc('minute', c.closed_at)
  from kontor.claim c order by c.number;
select to_jsonb(a) - 'created_at' - 'changed_at' - 'done_at', date_trunc('minute', a.created_at), date_trunc('minute', a.done_at)
  from kontor.assignment a order by a.number;
select to_jsonb(a) - 'created_at' - 'changed_at' from kontor.absence a order by a.id;
select to_jsonb(j), (select count(*) from kontor.project_map m where m.project_id = j.id),
       (select count(*) from kontor.process p where p.project_id = j.id), (select count(*) from kontor.claim c where c.project_id = j.id),
       (select sum(t.spent_minutes) from kontor.task t where t.record_id = j.id)
  from kontor.project j order by j.id;
select i.project_id, i.at, i.spent_minutes, p.name from kontor.interaction i left join kontor.process p on p.id = i.process_id
 where i.spent_minutes is not null or i.process_id is not null order by i.id;
select name, entity, condition, among, role, way, position from kontor.distribution_rule order by position;
select name, entity, does, task_name, task_hours, condition from kontor.start_rule where does = 'task' order by name;
