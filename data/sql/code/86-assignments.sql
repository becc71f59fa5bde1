-- Assignments (R105, R144 to R147): who gives them, who may change them, and what
-- their tasks are called.  Execution and check are steps of a route map.

-- R147: what a task was made from is a record that its maker sees.
create or replace function kontor.check_task_record(p_subject text, p_record uuid) returns void
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if p_record is not null and kontor.my_role() is not null and not kontor.engine_works() and not kontor.visible(p_subject, p_record) then
    raise exception 'The record the task is about does not exist, or you may not see it.' using errcode = '42501', column = 'record_id';
  end if;
end $$;

-- Whose partner and which deal's a record is.
create or replace function kontor.record_belongings(p_subject text, p_record uuid, out partner_id uuid, out deal_id uuid)
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare v_record jsonb := kontor.engine_record(p_subject, p_record);
begin
  partner_id := case when p_subject = 'partner' then p_record else (v_record->>'partner_id')::uuid end;
  deal_id := case when p_subject = 'deal' then p_record else (v_record->>'deal_id')::uuid end;
end $$;

-- A task of an assignment says what was assigned, not only "Do it"; its performer
-- has the time he was given, and what was found missing at the last check.
create or replace function kontor.task_of_assignment(p_task kontor.task) returns kontor.task
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_assignment kontor.assignment;
  v_missing text;
begin
  select * into v_assignment from kontor.assignment a where a.id = p_task.record_id;
  if not found then
    return p_task;
  end if;
  p_task.author_id := v_assignment.author_id;
  if p_task.manager_id = v_assignment.manager_id then
    select t.result into v_missing from kontor.task t
     where t.process_id = p_task.process_id and t.state = 'done' and t.point <> p_task.point
     order by t.done_at desc limit 1;
    p_task.name := v_assignment.name;
    p_task.due_at := coalesce(v_assignment.due_at, p_task.due_at);
    p_task.importance := v_assignment.importance;
    p_task.description := nullif(concat_ws(E'\n\n', v_missing, v_assignment.description, p_task.description), '');
  else
    p_task.name := left(p_task.name || ': ' || v_assignment.name, 500);
    p_task.description := nullif(concat_ws(E'\n\n', p_task.description,
      (select t.result from kontor.task t where t.process_id = p_task.process_id and t.state = 'done'
        order by t.done_at desc limit 1)), '');
  end if;
  return p_task;
end $$;

create or replace function kontor.rule_assignment() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_role text := kontor.my_role();
  v_person boolean := v_role is not null and not kontor.engine_works();
begin
  if tg_op = 'DELETE' then
    if v_person and v_role <> 'administrator' and old.author_id is distinct from kontor.me()
       and (v_role = 'seller' or old.manager_id is not distinct from kontor.me()) then
      raise exception 'The assignment "%" was given by somebody else; only who gave it can delete it.', old.name
        using errcode = 'KO001';
    end if;
    if v_person and v_role <> 'administrator' and old.status = 'done' then
      raise exception 'The assignment "%" is done and stays, so that it can be seen how it was done.', old.name
        using errcode = 'KO001';
    end if;
    return old;
  end if;

  if tg_op = 'INSERT' then
    new.author_id := coalesce(new.author_id, kontor.me());
    if v_person and new.version = 1 and new.status <> 'open' then
      raise exception 'A new assignment is to be done.' using errcode = 'KO001', column = 'status';
    end if;
  elsif v_person then
    if v_role = 'seller' and old.author_id is distinct from kontor.me()
       and (new.name, new.description, new.due_at, new.importance, new.manager_id, new.partner_id, new.deal_id, new.status)
           is distinct from
           (old.name, old.description, old.due_at, old.importance, old.manager_id, old.partner_id, old.deal_id, old.status) then
      raise exception 'Only who gave the assignment "%" can change it; write what you found out into the result of its task.', old.name
        using errcode = 'KO001';
    end if;
    if old.status in ('done', 'cancelled') and new.status is not distinct from old.status
       and (new.name, new.description, new.due_at, new.manager_id) is distinct from (old.name, old.description, old.due_at, old.manager_id) then
      raise exception 'The assignment "%" is finished.', old.name using errcode = 'KO001';
    end if;
    if new.status is distinct from old.status and (new.status <> 'cancelled' or old.status = 'done') then
      raise exception 'The status of an assignment follows its tasks.' using errcode = 'KO001', column = 'status';
    end if;
  end if;
  if new.manager_id is null then
    raise exception 'An assignment needs somebody who does it.' using errcode = 'KO001', column = 'manager_id';
  end if;
  if (tg_op = 'INSERT' or new.manager_id <> old.manager_id)
     and not exists (select from kontor.employee e where e.id = new.manager_id and e.active) then
    raise exception 'Who does it has left; choose somebody else.' using errcode = 'KO001', column = 'manager_id';
  end if;
  new.partner_id := coalesce(new.partner_id, (select d.partner_id from kontor.deal d where d.id = new.deal_id));
  new.to_oneself := new.author_id is not distinct from new.manager_id;
  new.done_at := case when new.status = 'done' then coalesce(new.done_at, clock_timestamp()) end;
  return new;
end $$;

drop trigger if exists c_rules on kontor.assignment;
create trigger c_rules before insert or update or delete on kontor.assignment
  for each row execute function kontor.rule_assignment();

-- The open tasks follow: another performer, another deadline, or none of it.
create or replace function kontor.assignment_changed() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_earlier text := kontor.engine_enter();
  v_process kontor.process;
begin
  for v_process in
    select p.* from kontor.process p where p.subject = 'assignment' and p.record_id = new.id and p.state in ('running', 'stopped')
     order by p.id for update
  loop
    if new.status = 'cancelled' then
      perform kontor.engine_cancels(v_process, 'The assignment was cancelled.');
      continue;
    end if;
    if new.manager_id <> old.manager_id then
      insert into kontor.process_step (process_id, point, action, note, task_id, author_id, manager_id, team_id)
      select t.process_id, t.point, 'redirected', (select e.name from kontor.employee e where e.id = new.manager_id), t.id, kontor.me(),
             new.manager_id, new.team_id
        from kontor.task t
       where t.process_id = v_process.id and t.state in ('open', 'taken') and t.manager_id = old.manager_id;
      update kontor.task t set manager_id = new.manager_id, team_id = new.team_id, state = 'open', taken_at = null
       where t.process_id = v_process.id and t.state in ('open', 'taken') and t.manager_id = old.manager_id;
      update kontor.process p set manager_id = new.manager_id, team_id = new.team_id where p.id = v_process.id;
    end if;
    update kontor.task t
       set due_at = coalesce(new.due_at, t.due_at), importance = new.importance, name = new.name
     where t.process_id = v_process.id and t.state in ('open', 'taken') and t.manager_id = new.manager_id;
  end loop;
  perform kontor.engine_leave(v_earlier);
  return null;
end $$;

drop trigger if exists y_tasks on kontor.assignment;
create trigger y_tasks after update on kontor.assignment for each row
  when ((old.manager_id, old.due_at, old.importance, old.name) is distinct from (new.manager_id, new.due_at, new.importance, new.name)
        or old.status <> new.status and new.status = 'cancelled')
  execute function kontor.assignment_changed();

-- Whatever the map says, an assignment is not open when its process is over.
create or replace function kontor.assignment_ends() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_earlier text := kontor.engine_enter();
begin
  update kontor.assignment a set status = new.state
   where a.id = new.record_id and a.status not in ('done', 'cancelled');
  perform kontor.engine_leave(v_earlier);
  return null;
end $$;

drop trigger if exists z_assignment on kontor.process;
create trigger z_assignment after update of state on kontor.process for each row
  when (new.subject = 'assignment' and new.parent_id is null and new.state in ('done', 'cancelled') and old.state is distinct from new.state)
  execute function kontor.assignment_ends();

drop trigger if exists d_returns on kontor.task;
drop trigger if exists c_assignment on kontor.task;
drop function if exists kontor.check_returns();
drop function if exists kontor.task_becomes_assignment();

revoke all on function kontor.check_task_record(text, uuid), kontor.record_belongings(text, uuid), kontor.task_of_assignment(kontor.task),
  kontor.rule_assignment(), kontor.assignment_changed(), kontor.assignment_ends()
  from public, kontor_seller, kontor_head, kontor_administrator;
grant execute on function kontor.task_of_assignment(kontor.task) to kontor_engine;
