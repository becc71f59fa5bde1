-- What must hold of a step is asked for every row that is written, and each CHECK
-- is read from the catalogue anew by every statement: for a row of a task that was
-- a sixth of the work of completing one.  The same rules, in a few short calls.

create function kontor.task_stands(state text, done_at timestamptz, process_id uuid, token_id uuid, point text, seat integer,
                                   subject text, record_id uuid) returns boolean
  language plpgsql immutable parallel safe
  set search_path = pg_catalog, pg_temp
as $$
begin
  return (state = 'done') = (done_at is not null)
     and (process_id is null or point is not null)
     -- A step is open exactly as long as a token stands at it.
     and (token_id is not null) = (process_id is not null and state in ('open', 'taken'))
     and (subject is null) = (record_id is null)
     and seat > 0;
end $$;

create function kontor.token_may_wait_for(what text) returns boolean
  language plpgsql immutable parallel safe
  set search_path = pg_catalog, pg_temp
as $$
begin
  -- A person's task, the other ways into a merge, a moment, a condition, the next
  -- try of what failed, a person's decision after that, nested processes.
  return what in ('task', 'merge', 'timer', 'event', 'retry', 'person', 'nested');
end $$;

create function kontor.step_may_be(action text) returns boolean
  language plpgsql immutable parallel safe
  set search_path = pg_catalog, pg_temp
as $$
begin
  return action in
    ('arrived', 'left', 'ended', 'stopped', 'continued', 'cancelled', 'taken', 'given_back', 'redirected', 'escalated', 'incident',
     'answered', 'failed', 'moved', 'skipped', 'retried', 'nested', 'returned');
end $$;

alter table kontor.task
  drop constraint task_check,
  drop constraint task_check1,
  drop constraint task_check2,
  drop constraint task_seat_check,
  drop constraint task_stands_at_token,
  add constraint task_stands_at_token check (kontor.task_stands(state, done_at, process_id, token_id, point, seat, subject, record_id));
alter table kontor.process_token
  drop constraint process_token_waits_for_check,
  add constraint process_token_waits_for_check check (kontor.token_may_wait_for(waits_for));
alter table kontor.process_step
  drop constraint process_step_action_check,
  add constraint process_step_action_check check (kontor.step_may_be(action));
-- Whoever writes a row is asked these.
revoke all on function kontor.task_stands(text, timestamptz, uuid, uuid, text, integer, text, uuid), kontor.token_may_wait_for(text),
  kontor.step_may_be(text) from public;
grant execute on function kontor.task_stands(text, timestamptz, uuid, uuid, text, integer, text, uuid), kontor.token_may_wait_for(text),
  kontor.step_may_be(text) to kontor_seller, kontor_head, kontor_administrator, kontor_registrar, kontor_worker, kontor_engine;
