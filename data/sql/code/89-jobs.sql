-- What has to happen at a moment: timers and waiting points of processes, a step
-- that is tried again, reminders, escalations; and what people are told of them.
--
-- `kontor-admin worker` does it on the server, or where none runs the elected
-- desk.  Whoever does a job locks its process first, as every door does, and does
-- it in a subtransaction of its own: a job that fails holds up no other.

-- Sets, moves or (with no moment) removes the one job of that kind that a token
-- or a task has.
create or replace function kontor.engine_job(p_kind text, p_process uuid, p_token uuid, p_task uuid, p_due timestamptz)
  returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if p_due is null then
    delete from kontor.process_job j
     where j.kind = p_kind
       and (j.task_id = p_task or p_task is null and j.task_id is null and j.token_id = p_token);
  elsif p_task is not null then
    insert into kontor.process_job as j (kind, process_id, token_id, task_id, due_at)
    values (p_kind, p_process, p_token, p_task, p_due)
    on conflict (task_id, kind) where task_id is not null
      do update set due_at = excluded.due_at, set_at = excluded.set_at, token_id = excluded.token_id, attempts = 0, error = null;
  else
    insert into kontor.process_job as j (kind, process_id, token_id, due_at)
    values (p_kind, p_process, p_token, p_due)
    on conflict (token_id, kind) where token_id is not null and task_id is null
      do update set due_at = excluded.due_at, set_at = excluded.set_at, attempts = 0, error = null;
  end if;
end $$;

-- When the performer of a task is reminded and when somebody else hears of it, as
-- its point says, counted from the deadline.
create or replace function kontor.engine_task_jobs(p_process uuid, p_token uuid, p_task uuid, p_point jsonb, p_due timestamptz)
  returns void
  language plpgsql
as $$
declare
  v_working boolean := coalesce(p_point->>'due_clock', '') <> 'clock';
  v_remind numeric := nullif(p_point->>'remind_hours', '')::numeric;
  v_escalate numeric := nullif(p_point->>'escalate_hours', '')::numeric;
begin
  if v_remind > 0 and p_due is not null then
    perform kontor.engine_job('reminder', p_process, p_token, p_task, kontor.engine_moment(p_due, -v_remind, v_working, p_point->>'calendar'));
  end if;
  if v_escalate > 0 and p_due is not null then
    perform kontor.engine_job('escalation', p_process, p_token, p_task, kontor.engine_moment(p_due, v_escalate, v_working, p_point->>'calendar'));
  end if;
end $$;

-- They go along when the deadline is moved.
create or replace function kontor.task_moved() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform kontor.engine_task_jobs(new.process_id, new.token_id, new.id, r.point, new.due_at)
    from kontor.process p join kontor.route_point r on r.version_id = p.map_version_id and r.key = new.point
   where p.id = new.process_id;
  return null;
end $$;

drop trigger if exists y_jobs on kontor.task;
create trigger y_jobs after update of due_at on kontor.task for each row
  when (new.token_id is not null and old.due_at is distinct from new.due_at) execute function kontor.task_moved();

-- Nothing happens to a stopped process; what came due meanwhile happens when it
-- goes on.
create or replace function kontor.jobs_rest() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update kontor.process_job j set resting = new.state <> 'running'
   where j.process_id = new.id and j.resting <> (new.state <> 'running');
  return null;
end $$;

drop trigger if exists jobs_rest on kontor.process;
create trigger jobs_rest after update of state on kontor.process
  for each row when (old.state is distinct from new.state) execute function kontor.jobs_rest();

-- Telling people -------------------------------------------------------------------

-- Who does a task now: its performer, and who stands in for him; of a task that
-- anybody of a team may take, the team's sellers.
create or replace function kontor.task_people(p_task kontor.task) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if p_task.manager_id is null then
    return array(select e.id from kontor.employee e where e.active and e.role = 'seller' and e.team_id = p_task.team_id);
  end if;
  return array[p_task.manager_id]
      || case when kontor.absent(p_task.manager_id, clock_timestamp())
         then kontor.deputy_of(p_task.manager_id, clock_timestamp()) end;
end $$;

-- Tells each of them once; a deadline that was moved is told anew.
create or replace function kontor.notify_of_task(p_kind text, p_task kontor.task, p_people uuid[]) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into kontor.notification (id, kind, employee_id, task_id, due_at)
  select kontor.new_id(), p_kind, e.id, p_task.id, p_task.due_at
    from kontor.employee e where e.id = any (p_people) and e.active
  on conflict (task_id, kind, employee_id, due_at) do nothing;
end $$;

-- News of it goes by the change log, to nobody but whom it is for.
create or replace function kontor.notification_log() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into kontor.change_log (entity, id, version, action, manager_id)
  select 'notification', r.id, 1, lower(tg_op), r.employee_id from new_rows r;
  return null;
end $$;

drop trigger if exists log_insert on kontor.notification;
create trigger log_insert after insert on kontor.notification referencing new table as new_rows
  for each statement execute function kontor.notification_log();
drop trigger if exists log_update on kontor.notification;
create trigger log_update after update on kontor.notification referencing new table as new_rows
  for each statement execute function kontor.notification_log();

-- Marks what one was told as seen; null: all of it.  -> how many were
create or replace function kontor.see_notifications(notifications uuid[] default null) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_count integer;
begin
  if kontor.me() is null then
    raise exception 'You are not registered as an employee.' using errcode = '42501';
  end if;
  update kontor.notification n set seen_at = clock_timestamp()
   where n.employee_id = kontor.me() and n.seen_at is null and (notifications is null or n.id = any (notifications));
  get diagnostics v_count = row_count;
  return v_count;
end $$;

-- Overdue tasks ---------------------------------------------------------------------

-- When a deadline counts as missed anew is in rule_task().
drop trigger if exists d_overdue_insert on kontor.task;
drop trigger if exists d_overdue_update on kontor.task;
drop function if exists kontor.task_overdue();

-- Whose deadline passed: the performer, the author and the owner of the process
-- are told, once.
create or replace function kontor.notice_overdue(p_most integer) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_task kontor.task;
  v_count integer := 0;
begin
  for v_task in
    select t.* from kontor.task t
     where t.state in ('open', 'taken') and t.overdue_at is null and t.due_at <= clock_timestamp()
     order by t.due_at limit p_most for update skip locked
  loop
    update kontor.task t set overdue_at = clock_timestamp() where t.id = v_task.id;
    -- A stopped process hurries nobody.
    if not exists (select from kontor.process p where p.id = v_task.process_id and p.state <> 'running') then
      perform kontor.notify_of_task('overdue', v_task, kontor.task_people(v_task)
        || v_task.author_id || (select p.manager_id from kontor.process p where p.id = v_task.process_id));
    end if;
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;

-- Doing what is due -------------------------------------------------------------------

-- A reminder or an escalation; nothing where the task is done meanwhile.
create or replace function kontor.job_of_task(p_process kontor.process, p_job kontor.process_job) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_task kontor.task;
  v_whom uuid;
begin
  select * into v_task from kontor.task t where t.id = p_job.task_id and t.state in ('open', 'taken');
  if not found then
    return;
  end if;
  if p_job.kind = 'reminder' then
    perform kontor.notify_of_task('reminder', v_task, kontor.task_people(v_task));
    return;
  end if;
  v_whom := coalesce(
    (select kontor.engine_performer(p_process, coalesce(r.point->'escalate_to', '{"kind": "head"}'))
       from kontor.route_point r where r.version_id = p_process.map_version_id and r.key = v_task.point),
    kontor.engine_owner(p_process));
  perform kontor.notify_of_task('escalation', v_task, array[v_whom]);
  perform kontor.engine_step(p_process, v_task.point, 'escalated', null, null,
                             (select e.name from kontor.employee e where e.id = v_whom), v_task.id);
end $$;

-- How long a job that failed waits: a minute, two, four, at most six hours.
create or replace function kontor.job_pause(p_attempts integer) returns interval
  language sql immutable set search_path = pg_catalog, pg_temp
as $$ select least(interval '1 minute' * 2 ^ least(p_attempts - 1, 20), interval '6 hours') $$;

-- A clock that was set back leaves pauses behind that would last until it has
-- caught up; deadlines mean the clock as it is and stay.
create or replace function kontor.mind_the_clock() returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_seen timestamptz := (select c.seen_at from kontor.job_clock c);
begin
  -- Asked often, so that it is written down once a minute only.
  if clock_timestamp() between v_seen - interval '10 seconds' and v_seen + interval '1 minute' then
    return;
  end if;
  select c.seen_at into v_seen from kontor.job_clock c for update skip locked;
  if not found then
    return;
  end if;
  update kontor.job_clock c set seen_at = clock_timestamp();
  if clock_timestamp() < v_seen then
    update kontor.process_job j set due_at = clock_timestamp(), set_at = clock_timestamp()
     where j.set_at > clock_timestamp() and (j.kind in ('event', 'retry') or j.attempts > 0);
  end if;
end $$;

-- Does what is due, at most that much and for about half a second, so that nobody
-- waits long for a process.  -> how much it did; 0: nothing is due
create or replace function kontor.run_jobs(most integer default 20) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_until timestamptz := clock_timestamp() + interval '500 ms';
  v_candidate bigint;
  v_locked uuid;
  v_job kontor.process_job;
  v_process kontor.process;
  v_token kontor.process_token;
  v_count integer := 0;
  v_state text;
  v_problem text;
begin
  perform kontor.mind_the_clock();
  -- In a transaction of its own: whoever gives holds up who enters.
  v_count := kontor.distribute_waiting(most);
  if v_count > 0 then
    return v_count;
  end if;
  while v_count < most and clock_timestamp() between v_until - interval '10 seconds' and v_until loop
    -- The process first, and none that somebody else is at.
    select j.id, p.id into v_candidate, v_locked
      from kontor.process_job j join kontor.process p on p.id = j.process_id
     where not j.resting and j.due_at <= clock_timestamp()
     order by j.due_at, j.id limit 1
       for update of p skip locked;
    exit when not found;
    v_count := v_count + 1;
    -- As it stands now that nobody else can change it.
    select * into v_process from kontor.process p where p.id = v_locked;
    select * into v_job from kontor.process_job j where j.id = v_candidate for update;
    continue when not found or v_job.resting or v_job.due_at > clock_timestamp();
    if v_process.state <> 'running' then
      -- Finished: nothing will ever be due.
      delete from kontor.process_job j where j.id = v_job.id;
      continue;
    end if;

    begin
      perform kontor.engine_open();
      perform set_config('kontor.engine_timer', current_setting('kontor.engine'), true);
      -- The job is over before it is done: what it leads to may set the next one.
      delete from kontor.process_job j where j.id = v_job.id;
      if v_job.task_id is not null and v_job.kind in ('reminder', 'escalation') then
        perform kontor.job_of_task(v_process, v_job);
      else
        select * into v_token from kontor.process_token k where k.id = v_job.token_id;
        perform kontor.engine_token_due(v_process, v_token, v_job.kind);
      end if;
    exception when others then
      get stacked diagnostics v_state = returned_sqlstate, v_problem = message_text;
      -- The server's own troubles are for the whole transaction.
      if v_state ~ '^(53|57|58)' then
        raise;
      end if;
      perform kontor.engine_open();
      perform set_config('kontor.engine_timer', current_setting('kontor.engine'), true);
      update kontor.process_job j
         set attempts = j.attempts + 1, error = v_problem, set_at = clock_timestamp(),
             due_at = clock_timestamp() + kontor.job_pause(j.attempts + 1)
       where j.id = v_job.id;
      -- Told once, not at each of the many times.
      if v_job.attempts = 2 then
        perform kontor.engine_step(v_process, coalesce(v_token.point, ''), 'incident', null, null, v_problem, v_job.task_id);
      end if;
    end;
    perform set_config('kontor.engine_timer', '', true);
    perform kontor.engine_close();
  end loop;
  if v_count < most then
    v_count := v_count + kontor.notice_overdue(most - v_count);
  end if;
  return v_count;
end $$;

-- Once a night, from two o'clock on: every record that a start rule fits has its
-- process (R91, D8), and what was seen long ago is thrown away.  -> what was
-- missing and what still is; null where it is not the time
create or replace function kontor.nightly_round() returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_night date := kontor.office_day(clock_timestamp() - interval '2 hours');
  v_proved timestamptz := (select c.proved_at from kontor.job_clock c);
  v_answer jsonb;
begin
  if kontor.office_day(v_proved - interval '2 hours') >= v_night then
    return null;
  end if;
  perform 1 from kontor.job_clock c where c.proved_at is not distinct from v_proved for update skip locked;
  if not found then
    return null;
  end if;
  v_answer := kontor.start_rules_catch_up(coalesce(v_proved, clock_timestamp()) - interval '7 days', 1000);
  delete from kontor.notification n where n.seen_at < clock_timestamp() - interval '90 days';
  update kontor.job_clock c set proved_at = clock_timestamp();
  return v_answer;
end $$;

-- Who sees what, who may call what ---------------------------------------------------------

do $$
declare v_role text;
begin
  foreach v_role in array array['seller', 'head', 'administrator'] loop
    perform kontor.set_policy('notification', v_role, 'employee_id = (select kontor.me())');
  end loop;
end $$;

revoke all on function kontor.engine_job(text, uuid, uuid, uuid, timestamptz),
  kontor.engine_task_jobs(uuid, uuid, uuid, jsonb, timestamptz), kontor.task_moved(), kontor.jobs_rest(),
  kontor.task_people(kontor.task), kontor.notify_of_task(text, kontor.task, uuid[]), kontor.notification_log(),
  kontor.see_notifications(uuid[]), kontor.notice_overdue(integer),
  kontor.job_of_task(kontor.process, kontor.process_job), kontor.job_pause(integer), kontor.mind_the_clock(),
  kontor.run_jobs(integer), kontor.nightly_round() from public, kontor_seller, kontor_head, kontor_administrator;
grant execute on function kontor.see_notifications(uuid[]) to kontor_seller, kontor_head, kontor_administrator;
grant execute on function kontor.run_jobs(integer), kontor.nightly_round() to kontor_worker;
