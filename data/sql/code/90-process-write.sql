-- The few statements with which a step is written.  These functions belong to the
-- role kontor_engine: the triggers that stamp, guard and keep books of what people
-- write are not called for it, and the books are written here, together.

-- It answers in another shape than it did.
do $$
begin
  if exists (select from pg_proc p where p.pronamespace = 'kontor'::regnamespace and p.proname = 'engine_writes_task' and p.prorettype = 'uuid'::regtype) then
    drop function kontor.engine_writes_task(kontor.process, uuid, kontor.route_point, integer, uuid, text, uuid, text, timestamptz, text, jsonb, uuid);
  end if;
end $$;

do $$
declare
  v_table text;
begin
  foreach v_table in array array['task', 'deal', 'process', 'process_token', 'process_step', 'history', 'change_log', 'operation'] loop
    execute format('drop policy if exists engine on kontor.%I', v_table);
    execute format('create policy engine on kontor.%I to kontor_engine using (true) with check (true)', v_table);
  end loop;
  foreach v_table in array array['employee', 'route_point'] loop
    execute format('drop policy if exists engine on kontor.%I', v_table);
    execute format('create policy engine on kontor.%I for select to kontor_engine using (true)', v_table);
  end loop;
end $$;
grant usage, create on schema kontor to kontor_engine;
grant select, insert, update on kontor.task, kontor.process_token to kontor_engine;
-- Of a process only to lock it.
grant select, update on kontor.deal, kontor.process to kontor_engine;
grant insert on kontor.process_step, kontor.history, kontor.change_log to kontor_engine;
grant select, insert on kontor.operation to kontor_engine;
grant select on kontor.employee, kontor.route_point to kontor_engine;
grant execute on function kontor.fold(text), kontor.collation_key(text), kontor.match_key(text), kontor.new_id(),
  kontor.working_moment(uuid, timestamptz, numeric), kontor.engine_task_jobs(uuid, uuid, uuid, jsonb, timestamptz),
  kontor.engine_job(text, uuid, uuid, uuid, timestamptz), kontor.engine_moment(timestamptz, numeric, boolean, text) to kontor_engine;

-- A token comes to a point: @p_token goes on there, or a new one is made.
create or replace function kontor.engine_stands(p_process kontor.process, p_token uuid, p_point text, p_flow text,
                                                p_waits text) returns uuid
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_token uuid := p_token;
begin
  if v_token is null then
    v_token := kontor.new_id();
    insert into kontor.process_token (id, process_id, point, flow, waits_for, manager_id, team_id)
    values (v_token, p_process.id, p_point, p_flow, p_waits, p_process.manager_id, p_process.team_id)
    on conflict (process_id, point, flow) do nothing;
    if not found then
      raise exception 'The process came to the same point twice at once; its map is drawn wrong at "%".', p_point
        using errcode = 'KO001';
    end if;
  else
    update kontor.process_token k
       set point = p_point, flow = p_flow, waits_for = p_waits, arrived_at = clock_timestamp(),
           tries = 0, problem = null, give_up_at = null
     where k.id = p_token;
  end if;
  return v_token;
end $$;

-- Steps of a path, in their order.
create or replace function kontor.engine_writes_steps(p_steps kontor.process_step[]) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into kontor.process_step (process_id, at, point, action, flow, answer, note, task_id, author_id, manager_id, team_id)
  select s.process_id, s.at, s.point, s.action, s.flow, s.answer, s.note, s.task_id, s.author_id, s.manager_id, s.team_id
    from unnest(p_steps) s;
end $$;

-- The task of a person (@p_person), or of anybody of a role in a team, and the
-- deadline that it has in the end: an assignment brings its own.  Null where the
-- person is not there any more.
create or replace function kontor.engine_writes_task(p_process kontor.process, p_token uuid, p_point kontor.route_point, p_seat integer,
                                                     p_person uuid, p_for_role text, p_team uuid, p_note text, p_due timestamptz,
                                                     p_question text, p_answers jsonb, p_author uuid,
                                                     out task uuid, out due timestamptz)
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_now constant timestamptz := clock_timestamp();
  v_task constant uuid := kontor.new_id();
  v_operation constant uuid := nullif(current_setting('kontor.operation', true), '')::uuid;
  v_person record;
  v_made record;
begin
  select e.id, e.team_id into v_person from kontor.employee e where e.id = p_person and e.active;
  if not found then
    return;
  end if;
  insert into kontor.task as t (id, created_at, created_by, changed_at, changed_by, name, description, process_id, token_id, point, seat,
                                subject, record_id, for_role, partner_id, deal_id, manager_id, team_id, author_id, importance, due_at,
                                checklist, question, answers)
  values (v_task, v_now, p_author, v_now, p_author, coalesce(p_point.name, p_process.name),
          case when p_note is null then p_point.task_text else concat_ws(E'\n\n', p_point.task_text, p_note) end,
          p_process.id, p_token, p_point.key, p_seat, p_process.subject, p_process.record_id,
          p_for_role, p_process.partner_id, p_process.deal_id,
          case when p_for_role is null then v_person.id end, case when p_for_role is null then v_person.team_id else p_team end,
          p_process.created_by, case when p_note is null then 'normal' else 'high' end, p_due, p_point.checklist, p_question, p_answers)
  returning t.manager_id, t.team_id, t.author_id, t.due_at into v_made;
  with booked as (
    insert into kontor.history (operation, at, author_id, entity, id, version, action, manager_id, team_id)
    values (v_operation, v_now, p_author, 'task', v_task, 1, 'insert', v_made.manager_id, v_made.team_id))
  insert into kontor.change_log (at, entity, id, version, action, manager_id, team_id, operation)
  select v_now, 'task', v_task, 1, 'insert', l.manager, l.team, v_operation
    from (values (v_made.manager_id, v_made.team_id, true),
                 -- A task is also its author's.
                 (v_made.author_id, null, v_made.author_id is not null and v_made.author_id is distinct from v_made.manager_id)) l (manager, team, told)
   where l.told;
  task := v_task;
  due := v_made.due_at;
end $$;

-- A task is done; false where somebody was faster.
create or replace function kontor.engine_writes_done(p_task kontor.task, p_by uuid, p_answer text, p_result text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_now constant timestamptz := clock_timestamp();
  v_operation constant uuid := nullif(current_setting('kontor.operation', true), '')::uuid;
  v_done record;
begin
  update kontor.task t
     set state = 'done', done_at = v_now, done_by = p_by, token_id = null, answer = p_answer, result = coalesce(p_result, t.result),
         version = t.version + 1, changed_at = v_now, changed_by = p_by
   where t.id = p_task.id and t.state in ('open', 'taken')
  returning t.version, t.manager_id, t.team_id, t.author_id into v_done;
  if not found then
    return false;
  end if;
  with booked as (
    insert into kontor.history (operation, at, author_id, entity, id, version, action, before, after, manager_id, team_id)
    values (v_operation, v_now, p_by, 'task', p_task.id, v_done.version, 'update',
            jsonb_build_object('state', p_task.state, 'token_id', p_task.token_id, 'done_at', null, 'done_by', null)
              || case when p_answer is null then '{}'::jsonb else '{"answer": null}' end
              || case when p_result is null then '{}'::jsonb else jsonb_build_object('result', p_task.result) end,
            jsonb_build_object('state', 'done', 'token_id', null, 'done_at', v_now, 'done_by', p_by)
              || case when p_answer is null then '{}'::jsonb else jsonb_build_object('answer', p_answer) end
              || case when p_result is null then '{}'::jsonb else jsonb_build_object('result', p_result) end,
            v_done.manager_id, v_done.team_id))
  insert into kontor.change_log (at, entity, id, version, action, manager_id, team_id, operation)
  select v_now, 'task', p_task.id, v_done.version, 'update', l.manager, l.team, v_operation
    from (values (v_done.manager_id, v_done.team_id, true),
                 (v_done.author_id, null, v_done.author_id is not null and v_done.author_id is distinct from v_done.manager_id)) l (manager, team, told)
   where l.told;
  return true;
end $$;

-- A deal comes to a stage; where it stands there already nothing is written.
create or replace function kontor.engine_writes_stage(p_deal uuid, p_stage uuid, p_author uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_now constant timestamptz := clock_timestamp();
  v_operation constant uuid := nullif(current_setting('kontor.operation', true), '')::uuid;
  v_earlier uuid;
  v_moved record;
begin
  -- Not locked more strongly: who has just hung an offer on the deal holds its key.
  select d.stage_id into v_earlier from kontor.deal d where d.id = p_deal and d.stage_id is distinct from p_stage for no key update;
  if not found then
    return;
  end if;
  update kontor.deal d set stage_id = p_stage, version = d.version + 1, changed_at = v_now, changed_by = p_author
   where d.id = p_deal returning d.version, d.manager_id, d.team_id into v_moved;
  with booked as (
    insert into kontor.history (operation, at, author_id, entity, id, version, action, before, after, manager_id, team_id)
    values (v_operation, v_now, p_author, 'deal', p_deal, v_moved.version, 'update',
            jsonb_build_object('stage_id', v_earlier), jsonb_build_object('stage_id', p_stage), v_moved.manager_id, v_moved.team_id))
  insert into kontor.change_log (at, entity, id, version, action, manager_id, team_id, operation)
  values (v_now, 'deal', p_deal, v_moved.version, 'update', v_moved.manager_id, v_moved.team_id, v_operation);
end $$;

-- The commonest walk, from a step that is done to the next one of the same
-- performer: three looks by key and two statements that write all of it.  Null where
-- it is not that walk, and nothing is written then: whatever has to be decided,
-- refused or waited for is the business of engine_completes().
--
-- What is read before the process is locked may be older than what the one who held
-- it has left; but who moved the token or gave the task away has changed the task's
-- version, and then nothing is done here.
create or replace function kontor.engine_writes_plain_step(p_task uuid, p_result text, p_operation uuid) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  t record;
  p record;
  n record;
  v_now timestamptz;
  v_next uuid;
  v_due timestamptz;
  v_answer jsonb;
  v_result constant text := nullif(p_result, '');
begin
  select t1.version, t1.state, t1.result, t1.author_id, t1.manager_id, t1.team_id, t1.process_id, t1.token_id, t1.point,
         e.team_id as team_now
    into t
    from kontor.task t1 join kontor.employee e on e.id = t1.manager_id and e.login = session_user::text and e.active
   where t1.id = p_task and t1.state in ('open', 'taken') and t1.answers is null;
  if not found then
    return null;
  end if;
  select p1.id, p1.name, p1.map_version_id, p1.subject, p1.record_id, p1.partner_id, p1.deal_id, p1.created_by,
         p1.manager_id, p1.team_id
    into p
    from kontor.process p1
   where p1.id = t.process_id and p1.state = 'running' and p1.parent_id is null and p1.subject <> 'assignment'
     and p1.manager_id = t.manager_id
     for update;
  if not found then
    return null;
  end if;
  select r.flows[1] as flow, n1.key, n1.name, n1.task_text, n1.question, n1.answers, n1.checklist,
         n1.hours, n1.working, n1.calendar_id, n1.stage_id, case when n1.told then n1.point end as told_as
    into n
    from kontor.route_point r
    join kontor.route_point n1 on n1.version_id = r.version_id and n1.key = r.heads[1]
     and n1.kind = 'action' and n1.usual and (n1.question is null or n1.answers is not null)
    join kontor.process_token k on k.id = t.token_id and k.point = t.point and k.waits_for = 'task' and k.problem is null
   where r.version_id = p.map_version_id and r.key = t.point
     and r.kind = 'action' and r.usual and not r.demanding and r.asks is null
     -- Nobody may be waiting for this one at a merge.
     and (not r.joins or not exists (select from kontor.process_token o where o.process_id = p.id and o.id <> t.token_id));
  if not found then
    return null;
  end if;
  v_now := clock_timestamp();
  v_next := kontor.new_id();
  v_answer := jsonb_build_object('task', p_task, 'process', p.id, 'next', jsonb_build_array(v_next), 'state', 'running');
  if n.hours is not null then
    v_due := case when n.working then kontor.working_moment(n.calendar_id, v_now, n.hours) else v_now + n.hours * interval '1 hour' end;
  end if;

  update kontor.task d
     set state = 'done', done_at = v_now, done_by = t.manager_id, token_id = null, result = coalesce(v_result, d.result),
         version = d.version + 1, changed_at = v_now, changed_by = t.manager_id
   where d.id = p_task and d.version = t.version;
  if not found then
    return null;
  end if;
  with stands as (
    update kontor.process_token k
       set point = n.key, flow = n.flow, arrived_at = v_now, tries = 0, give_up_at = null
     where k.id = t.token_id),
  made as (
    insert into kontor.task (id, created_at, created_by, changed_at, changed_by, name, description, process_id, token_id, point,
                             subject, record_id, partner_id, deal_id, manager_id, team_id, author_id, due_at, checklist, question, answers)
    values (v_next, v_now, t.manager_id, v_now, t.manager_id, coalesce(n.name, p.name), n.task_text, p.id, t.token_id, n.key,
            p.subject, p.record_id, p.partner_id, p.deal_id, t.manager_id, t.team_now, p.created_by, v_due, n.checklist, n.question, n.answers)),
  walked as (
    insert into kontor.process_step (process_id, at, point, action, flow, note, task_id, author_id, manager_id, team_id)
    values (p.id, v_now, t.point, 'left', n.flow, v_result, p_task, t.manager_id, p.manager_id, p.team_id),
           (p.id, v_now, n.key, 'arrived', n.flow, null, null, t.manager_id, p.manager_id, p.team_id)),
  booked as (
    insert into kontor.history (operation, at, author_id, entity, id, version, action, before, after, manager_id, team_id)
    values (p_operation, v_now, t.manager_id, 'task', p_task, t.version + 1, 'update',
            jsonb_build_object('state', t.state, 'token_id', t.token_id, 'done_at', null, 'done_by', null)
              || case when v_result is null then '{}' else jsonb_build_object('result', t.result) end,
            jsonb_build_object('state', 'done', 'token_id', null, 'done_at', v_now, 'done_by', t.manager_id)
              || case when v_result is null then '{}' else jsonb_build_object('result', v_result) end,
            t.manager_id, t.team_id),
           (p_operation, v_now, t.manager_id, 'task', v_next, 1, 'insert', null, null, t.manager_id, t.team_now)),
  told as (
    insert into kontor.change_log (at, entity, id, version, action, manager_id, team_id, operation)
    select v_now, 'task', l.id, l.version, l.action, l.manager, l.team, p_operation
      from (values
        (p_task, t.version + 1, 'update', t.manager_id, t.team_id),
        (v_next, 1, 'insert', t.manager_id, t.team_now),
        -- A task is also its author's.
        (p_task, t.version + 1, 'update', case when t.author_id <> t.manager_id then t.author_id end, null),
        (v_next, 1, 'insert', case when p.created_by <> t.manager_id then p.created_by end, null)) l (id, version, action, manager, team)
     where l.manager is not null)
  insert into kontor.operation (id, author_id, kind, title, answer)
  select p_operation, t.manager_id, 'complete_task', 'Task completed', v_answer where p_operation is not null
  on conflict (id) do nothing;
  if p_operation is not null and not found then
    raise exception 'This operation was another one before.' using errcode = '42501';
  end if;
  if n.stage_id is not null and p.deal_id is not null then
    perform set_config('kontor.operation', coalesce(p_operation::text, ''), true);
    perform kontor.engine_writes_stage(p.deal_id, n.stage_id, t.manager_id);
    perform set_config('kontor.operation', '', true);
  end if;
  if n.told_as is not null then
    perform kontor.engine_task_jobs(p.id, t.token_id, v_next, n.told_as, v_due);
  end if;
  return v_answer;
end $$;

alter function kontor.engine_writes_stage(uuid, uuid, uuid) owner to kontor_engine;
alter function kontor.engine_stands(kontor.process, uuid, text, text, text) owner to kontor_engine;
alter function kontor.engine_writes_steps(kontor.process_step[]) owner to kontor_engine;
alter function kontor.engine_writes_task(kontor.process, uuid, kontor.route_point, integer, uuid, text, uuid, text, timestamptz, text, jsonb, uuid)
  owner to kontor_engine;
alter function kontor.engine_writes_done(kontor.task, uuid, text, text) owner to kontor_engine;
alter function kontor.engine_writes_plain_step(uuid, text, uuid) owner to kontor_engine;
