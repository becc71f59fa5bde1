-- What only the process engine may write: guards beneath every door.  They tell
-- the engine's writing from a person's, and keep what a map has locked.

alter table kontor.engine_word enable row level security;
alter table kontor.route_point enable row level security;
drop policy if exists everybody on kontor.route_point;
create policy everybody on kontor.route_point for select
  to kontor_seller, kontor_head, kontor_administrator using (true);
grant select on kontor.route_point to kontor_seller, kontor_head, kontor_administrator;
alter table kontor.route_function enable row level security;
drop policy if exists everybody on kontor.route_function;
create policy everybody on kontor.route_function for select
  to kontor_seller, kontor_head, kontor_administrator using (true);
grant select on kontor.route_function to kontor_seller, kontor_head, kontor_administrator;

-- Is the engine at work? ---------------------------------------------------------
-- Triggers must tell the engine's writing from a person's.  A setting alone can
-- be forged, so it has to hold a secret that only the owner can read.  The few
-- functions that write a step (90-process-write.sql) belong to a role of their
-- own, which nobody can become: for them no trigger is even called.

create or replace function kontor.engine_open() returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform set_config('kontor.engine', (select w.word from kontor.engine_word w), true);
end $$;

create or replace function kontor.engine_close() returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform set_config('kontor.engine', '', true);
end $$;

create or replace function kontor.engine_at_work() returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce(current_setting('kontor.engine', true), '') = (select w.word from kontor.engine_word w);
end $$;

-- Rows that only the engine may change --------------------------------------------

-- Asked by rule_task() of what is inserted (@p_old null) or updated.
create or replace function kontor.engine_guards_task(p_old kontor.task, p_new kontor.task) returns void
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if kontor.engine_at_work() then
    return;
  end if;
  if p_old.id is null then
    if p_new.process_id is not null or p_new.token_id is not null or p_new.point is not null then
      raise exception 'Only a process can add a task to itself.' using errcode = 'KO001';
    end if;
    return;
  end if;
  if p_new.process_id is distinct from p_old.process_id or p_new.token_id is distinct from p_old.token_id
     or p_new.point is distinct from p_old.point then
    raise exception 'A task cannot be moved into or out of a process.' using errcode = 'KO001';
  end if;
  if p_old.process_id is not null
     and (p_new.state, p_new.manager_id, p_new.author_id, p_new.taken_at, p_new.done_at, p_new.done_by, p_new.answer,
          p_new.question, p_new.answers, p_new.name, p_new.description, p_new.partner_id, p_new.deal_id, p_new.due_at, p_new.number,
          p_new.seat, p_new.for_role)
     is distinct from
         (p_old.state, p_old.manager_id, p_old.author_id, p_old.taken_at, p_old.done_at, p_old.done_by, p_old.answer,
          p_old.question, p_old.answers, p_old.name, p_old.description, p_old.partner_id, p_old.deal_id, p_old.due_at, p_old.number,
          p_old.seat, p_old.for_role)
  then
    raise exception 'The task "%" is a step of a process: complete it, give it back or redirect it.', p_old.name
      using errcode = 'KO001';
  end if;
  -- An employee who changes the team takes the tasks along.
  if p_old.process_id is not null and p_new.team_id is distinct from p_old.team_id
     and p_new.team_id is distinct from (select e.team_id from kontor.employee e where e.id = p_new.manager_id) then
    raise exception 'The task "%" is a step of a process: redirect it.', p_old.name using errcode = 'KO001';
  end if;
  if p_old.process_id is not null and p_old.state in ('done', 'cancelled')
     and (p_new.checklist, p_new.result) is distinct from (p_old.checklist, p_old.result) then
    raise exception 'The task "%" is finished and stays as it is.', p_old.name using errcode = 'KO001';
  end if;
end $$;

create or replace function kontor.engine_keeps_task() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if kontor.engine_at_work() then
    return old;
  end if;
  if old.process_id is not null then
    raise exception 'The task "%" belongs to a process and cannot be deleted.', old.name using errcode = 'KO001';
  end if;
  if old.author_id is distinct from kontor.me() and kontor.my_role() = 'seller' then
    raise exception 'The task "%" was given by somebody else; only who gave it can delete it.', old.name
      using errcode = 'KO001';
  end if;
  return old;
end $$;

drop trigger if exists engine_guards_insert on kontor.task;
drop trigger if exists engine_guards_update on kontor.task;
drop trigger if exists engine_guards_delete on kontor.task;
create trigger engine_guards_delete before delete on kontor.task
  for each row execute function kontor.engine_keeps_task();
drop function if exists kontor.engine_guards_task();

-- Processes, tokens and the path walked are written by the engine alone; only
-- their owners change along with the record's.
create or replace function kontor.engine_guards_process() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if kontor.engine_at_work() then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'UPDATE' and to_jsonb(new) - array['manager_id', 'team_id', 'version', 'changed_at', 'changed_by', 'alive']
                        = to_jsonb(old) - array['manager_id', 'team_id', 'version', 'changed_at', 'changed_by', 'alive'] then
    return new;
  end if;
  raise exception 'Processes are moved by completing their tasks only.' using errcode = 'KO001';
end $$;

do $$
declare name text;
begin
  foreach name in array array['process', 'process_token', 'process_step'] loop
    execute format('drop trigger if exists engine_guards on kontor.%I', name);
    execute format('create trigger engine_guards before insert or update or delete on kontor.%I
                    for each row when (current_user <> ''kontor_engine'') execute function kontor.engine_guards_process()', name);
  end loop;
end $$;

-- A process that is deleted takes its path along.
create or replace function kontor.process_goes() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  delete from kontor.process_step s where s.process_id = old.id;
  return null;
end $$;

drop trigger if exists z_path on kontor.process;
create trigger z_path after delete on kontor.process for each row execute function kontor.process_goes();

-- A published version never changes.
create or replace function kontor.engine_guards_version() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'DELETE' then
    if exists (select from kontor.process p where p.map_version_id = old.id) then
      raise exception 'Processes walk this version of the map; it cannot be deleted.' using errcode = 'KO001';
    end if;
    return old;
  end if;
  if tg_op = 'INSERT' then
    if new.state <> 'draft' and not kontor.engine_at_work() then
      raise exception 'A version of a map begins as a draft.' using errcode = 'KO001';
    end if;
    return new;
  end if;
  if old.state <> 'draft'
     and (new.graph, new.number, new.map_id, new.published_at, new.published_by)
         is distinct from (old.graph, old.number, old.map_id, old.published_at, old.published_by) then
    raise exception 'Version % of the map is published and never changes; draw a new one.', old.number
      using errcode = 'KO001';
  end if;
  if new.state <> old.state and not kontor.engine_at_work() then
    raise exception 'A version is published by publishing it, so that it is checked.' using errcode = 'KO001';
  end if;
  return new;
end $$;

drop trigger if exists engine_guards on kontor.route_map_version;
create trigger engine_guards before insert or update or delete on kontor.route_map_version
  for each row execute function kontor.engine_guards_version();

-- What a map has locked while a process stands at a point -------------------------------

create or replace function kontor.engine_keeps_locked() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_point record;
  v_old jsonb;
  v_new jsonb;
  v_field text;
begin
  if kontor.engine_at_work() then
    return new;
  end if;
  for v_point in
    select r.locked_fields, coalesce(r.name, r.kind) as name, p.name as process
      from kontor.process p join kontor.process_token k on k.process_id = p.id
      join kontor.route_point r on r.version_id = p.map_version_id and r.key = k.point
     where p.record_id = new.id and p.subject = tg_table_name and p.state in ('running', 'stopped')
       and r.locked_fields is not null
  loop
    v_old := coalesce(v_old, to_jsonb(old));
    v_new := coalesce(v_new, to_jsonb(new));
    select f into v_field from unnest(v_point.locked_fields) f where v_old->f is distinct from v_new->f limit 1;
    if found then
      raise exception 'The field "%" cannot be changed now: the process "%" stands at "%".', v_field, v_point.process, v_point.name
        using errcode = 'KO001', column = v_field;
    end if;
  end loop;
  return new;
end $$;

-- What waits for a condition over a record looks again when the record changed.
create or replace function kontor.engine_wakes() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_token record;
begin
  for v_token in
    select k.id, k.process_id from new_rows n
      join kontor.process p on p.record_id = n.id and p.subject = tg_table_name and p.state = 'running'
      join kontor.process_token k on k.process_id = p.id and k.waits_for in ('event', 'timer')
      join kontor.route_point r on r.version_id = p.map_version_id and r.key = k.point
     where k.waits_for = 'event' or coalesce(r.point->>'until', '') <> ''
  loop
    perform kontor.engine_job(case when exists (select from kontor.process_token k where k.id = v_token.id and k.waits_for = 'event')
                                   then 'event' else 'timer' end,
                              v_token.process_id, v_token.id, null, clock_timestamp());
  end loop;
  return null;
end $$;

-- What was walked on a record that is gone walks nowhere.
create or replace function kontor.engine_loses_record() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_earlier text := kontor.engine_enter();
  v_process kontor.process;
begin
  for v_process in
    select p.* from kontor.process p join old_rows o on o.id = p.record_id
     where p.subject = tg_table_name and p.state in ('running', 'stopped') order by p.id for update of p
  loop
    perform kontor.engine_cancels(v_process, 'The record was deleted.');
  end loop;
  perform kontor.engine_leave(v_earlier);
  return null;
end $$;

-- The triggers of an entity that maps are walked on: there while a map needs them.
create or replace function kontor.engine_arranges(p_entity text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_name text;
  v_wanted boolean;
  v_there "char";
  v_sql text;
begin
  foreach v_name in array array['e_locked', 'z_wakes', 'z_lost'] loop
    v_wanted := exists (
      select from kontor.route_point r join kontor.route_map_version v on v.id = r.version_id
        join kontor.route_map m on m.id = v.map_id
       where m.subject = p_entity
         and case v_name when 'e_locked' then r.locked_fields is not null
                         when 'z_wakes' then r.kind = 'event' or r.kind = 'timer' and coalesce(r.point->>'until', '') <> ''
                         else true end);
    select t.tgenabled into v_there from pg_trigger t
     where t.tgrelid = format('kontor.%I', p_entity)::regclass and t.tgname = v_name;
    if v_wanted and v_there is null then
      v_sql := case v_name
        when 'e_locked' then 'create trigger e_locked before update on kontor.%I for each row when (current_user <> ''kontor_engine'')
                              execute function kontor.engine_keeps_locked()'
        when 'z_wakes' then 'create trigger z_wakes after update on kontor.%I referencing new table as new_rows
                             for each statement execute function kontor.engine_wakes()'
        else 'create trigger z_lost after delete on kontor.%I referencing old table as old_rows
              for each statement execute function kontor.engine_loses_record()' end;
      execute format(v_sql, p_entity);
    elsif v_wanted and v_there = 'D' then
      execute format('alter table kontor.%I enable trigger %I', p_entity, v_name);
    elsif not v_wanted and v_there is not null and v_there <> 'D' then
      -- Dropping it would have to wait for every reader.
      execute format('alter table kontor.%I disable trigger %I', p_entity, v_name);
    end if;
  end loop;
end $$;

-- It once was called for the engine's own writing too.
do $$
declare v_entity text;
begin
  for v_entity in
    select e.name from kontor.entity e join pg_trigger t on t.tgrelid = format('kontor.%I', e.name)::regclass
     where t.tgname = 'e_locked' and t.tgqual is null
  loop
    execute format('drop trigger e_locked on kontor.%I', v_entity);
    perform kontor.engine_arranges(v_entity);
  end loop;
end $$;
