-- The doors to processes and their tasks: start, take, give back, redirect.  Each checks who asks, locks, does all of it or nothing, and gives a
-- repeated operation its first answer.

-- @project: for which it is started, beside the one that the record belongs to.
create or replace function kontor.start_process(map uuid, subject text, record uuid, operation uuid default null, project uuid default null)
  returns uuid
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_record jsonb;
  v_started record;
  v_project uuid;
begin
  if not kontor.engine_begins(operation, 'start_process', 'Process started') then
    return (kontor.engine_answer(operation)->>'process')::uuid;
  end if;
  if exists (select from kontor.route_map m where m.id = map and m.subject <> start_process.subject) then
    raise exception 'The map "%" is made for another kind of record.', (select m.name from kontor.route_map m where m.id = map)
      using errcode = 'KO001';
  end if;
  v_record := kontor.engine_record(subject, record);
  if v_record is null
     or (v_record ? 'manager_id'
         and not kontor.engine_sees((v_record->>'manager_id')::uuid, (v_record->>'team_id')::uuid)) then
    raise exception 'The record is not there, or you may not see it.' using errcode = '42501';
  end if;
  if subject = 'deal' and v_record->>'status' <> 'open' then
    raise exception 'The deal "%" is closed.', v_record->>'name' using errcode = 'KO001';
  end if;
  v_project := kontor.project_to_start(project, subject, v_record);
  perform kontor.check_project_takes(v_project, map);
  v_started := kontor.engine_starts(map, subject, record, kontor.me(), p_project => v_project);
  perform kontor.engine_ends(operation, jsonb_build_object('process', v_started.process, 'next', to_jsonb(v_started.tasks)));
  return v_started.process;
end $$;

create or replace function kontor.engine_sees_task(p_task kontor.task) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return kontor.engine_sees(p_task.manager_id, p_task.team_id)
      or coalesce(p_task.author_id = kontor.me(), false)
      or (p_task.manager_id is null and p_task.team_id = kontor.my_team()
          and coalesce(p_task.for_role, 'seller') = kontor.my_role());
end $$;

-- Who may go around what a map says: a head or an administrator who sees it.
create or replace function kontor.engine_overrides(p_process kontor.process, p_reason text) returns void
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if not kontor.engine_sees(p_process.manager_id, p_process.team_id) then
    raise exception 'The process is not there, or you may not see it.' using errcode = '42501';
  end if;
  if kontor.my_role() = 'seller' then
    raise exception 'Only a head or an administrator can go around the map.' using errcode = '42501';
  end if;
  if coalesce(trim(p_reason), '') = '' then
    raise exception 'Say why.' using errcode = 'KO001', column = 'reason';
  end if;
end $$;

-- Take, give back, redirect ------------------------------------------------------------

-- The task for these doors: visible, open, its process running.
create or replace function kontor.engine_task_for(p_task uuid, p_own boolean) returns kontor.task
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_task kontor.task;
  v_process kontor.process;
begin
  select * into v_task from kontor.task t where t.id = p_task;
  if v_task.process_id is not null then
    v_process := kontor.engine_locks(v_task.process_id);
  end if;
  select * into v_task from kontor.task t where t.id = p_task for update;
  if not found or not kontor.engine_sees_task(v_task) then
    raise exception 'The task is not there, or it is not yours.' using errcode = '42501';
  end if;
  if p_own and v_task.manager_id is distinct from kontor.me() and v_task.manager_id is not null then
    raise exception 'The task "%" is to be done by somebody else.', v_task.name using errcode = '42501';
  end if;
  if v_task.state not in ('open', 'taken') then
    raise exception 'The task "%" is finished.', v_task.name using errcode = 'KO001';
  end if;
  if v_process.state <> 'running' then
    raise exception 'The process of the task "%" is stopped.', v_task.name using errcode = 'KO001';
  end if;
  return v_task;
end $$;

create or replace function kontor.engine_task_step(p_task kontor.task, p_action text, p_note text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_process kontor.process;
begin
  select * into v_process from kontor.process p where p.id = p_task.process_id;
  if found then
    perform kontor.engine_step(v_process, p_task.point, p_action, null, null, p_note, p_task.id);
  end if;
end $$;

create or replace function kontor.take_task(task uuid, operation uuid default null) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_task kontor.task;
  v_earlier text;
begin
  if not kontor.engine_begins(operation, 'take_task', 'Task taken') then
    return kontor.engine_answer(operation);
  end if;
  v_task := kontor.engine_task_for(take_task.task, true);
  if v_task.state = 'taken' then
    raise exception 'The task "%" is taken already.', v_task.name using errcode = 'KO001';
  end if;
  if v_task.manager_id is null and v_task.for_role is distinct from kontor.my_role() and v_task.for_role is not null then
    raise exception 'The task "%" is for others to take: %.', v_task.name, v_task.for_role using errcode = '42501';
  end if;
  v_earlier := kontor.engine_enter();
  update kontor.task t
     set state = 'taken', taken_at = clock_timestamp(), manager_id = kontor.me(), team_id = coalesce(t.team_id, kontor.my_team())
   where t.id = v_task.id;
  perform kontor.engine_task_step(v_task, 'taken', null);
  perform kontor.engine_leave(v_earlier);
  perform kontor.engine_ends(operation, '{"state": "taken"}');
  return '{"state": "taken"}';
end $$;

create or replace function kontor.give_back_task(task uuid, operation uuid default null) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_task kontor.task;
  v_earlier text;
begin
  if not kontor.engine_begins(operation, 'give_back_task', 'Task given back') then
    return kontor.engine_answer(operation);
  end if;
  v_task := kontor.engine_task_for(give_back_task.task, true);
  if v_task.state <> 'taken' then
    raise exception 'The task "%" was not taken.', v_task.name using errcode = 'KO001';
  end if;
  v_earlier := kontor.engine_enter();
  -- What was anybody's before it was taken is anybody's again.
  update kontor.task t
     set state = 'open', taken_at = null, manager_id = case when t.for_role is null then t.manager_id end
   where t.id = v_task.id;
  perform kontor.engine_task_step(v_task, 'given_back', null);
  perform kontor.engine_leave(v_earlier);
  perform kontor.engine_ends(operation, '{"state": "open"}');
  return '{"state": "open"}';
end $$;

create or replace function kontor.engine_redirects(p_task uuid, p_to uuid, p_reason text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_task kontor.task := kontor.engine_task_for(p_task, false);
  v_employee kontor.employee;
  v_earlier text;
begin
  if v_task.process_id is not null and v_task.manager_id is distinct from kontor.me()
     and not kontor.engine_sees(v_task.manager_id, v_task.team_id) then
    raise exception 'The task "%" is to be done by somebody else.', v_task.name using errcode = '42501';
  end if;
  select * into v_employee from kontor.employee e where e.id = p_to and e.active;
  if not found then
    raise exception 'A task can be redirected to an active employee only.' using errcode = 'KO001';
  end if;
  if coalesce(trim(p_reason), '') = '' then
    raise exception 'Say why the task is redirected.' using errcode = 'KO001';
  end if;
  if v_task.manager_id = v_employee.id then
    raise exception '% has the task already.', v_employee.name using errcode = 'KO001';
  end if;
  v_earlier := kontor.engine_enter();
  update kontor.task t
     set manager_id = v_employee.id, team_id = v_employee.team_id, state = 'open', taken_at = null, for_role = null
   where t.id = v_task.id;
  perform kontor.engine_task_step(v_task, 'redirected', v_employee.name || ': ' || p_reason);
  perform kontor.engine_leave(v_earlier);
end $$;

create or replace function kontor.redirect_task(task uuid, "to" uuid, reason text, operation uuid default null)
  returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if not kontor.engine_begins(operation, 'redirect_task', 'Task redirected') then
    return kontor.engine_answer(operation);
  end if;
  perform kontor.engine_redirects(task, "to", reason);
  perform kontor.engine_ends(operation, '{"state": "open"}');
  return '{"state": "open"}';
end $$;

-- Many at once: those that the employee has already stay; all of the others go
-- over, or none.  -> {"redirected": n}
create or replace function kontor.redirect_tasks(tasks uuid[], employee uuid, reason text, operation uuid default null)
  returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_task uuid;
  v_count integer := 0;
  v_others integer;
  v_answer jsonb;
begin
  if not kontor.engine_begins(operation, 'redirect_tasks', 'Tasks redirected') then
    return kontor.engine_answer(operation);
  end if;
  select count(distinct i) into v_others from unnest(tasks) i
   where not exists (select from kontor.task t where t.id = i and t.manager_id = redirect_tasks.employee);
  for v_task in
    select t.id from kontor.task t left join kontor.process p on p.id = t.process_id
     where t.id = any (redirect_tasks.tasks) and t.manager_id is distinct from redirect_tasks.employee
     order by coalesce(p.parent_id, p.id), p.id, t.id
  loop
    perform kontor.engine_redirects(v_task, redirect_tasks.employee, redirect_tasks.reason);
    v_count := v_count + 1;
  end loop;
  if v_count < v_others then
    raise exception 'One of the tasks is not there any more, or you may not see it.' using errcode = '42501';
  end if;
  v_answer := jsonb_build_object('redirected', v_count);
  perform kontor.engine_ends(operation, v_answer);
  return v_answer;
end $$;
