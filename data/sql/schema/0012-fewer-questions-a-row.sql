-- Each CHECK of a table is read from the catalogue, planned and made ready anew by
-- every statement that writes it: eight of them were a third of what writing a task
-- costs.  The same rules asked in one call.  Whoever may not write a table need not
-- be able to ask: these have no rights and no search path of their own.

create function kontor.task_holds(name text, description text, importance text, state text, result text, spent_minutes integer,
                                  for_role text, done_at timestamptz, process_id uuid, token_id uuid, point text, seat integer,
                                  subject text, record_id uuid) returns boolean
  language plpgsql immutable parallel safe
as $$
declare wrong text;
begin
  wrong := case
    when length(name) not between 1 and 500 then 'name'
    when length(description) > 100000 then 'description'
    when importance not in ('low', 'normal', 'high') then 'importance'
    when state not in ('open', 'taken', 'done', 'cancelled') then 'state'
    when length(result) > 100000 then 'result'
    when spent_minutes < 0 then 'spent_minutes'
    when for_role not in ('seller', 'head', 'administrator') then 'for_role'
    when seat < 1 then 'seat' end;
  if wrong is not null then
    -- As a CHECK of the column would say it: forms find the field by it.
    raise check_violation
      using message = format('new row for relation "task" violates check constraint "task_%s_check"', wrong),
            schema = 'kontor', table = 'task', constraint = 'task_' || wrong || '_check';
  end if;
  return (state = 'done') = (done_at is not null)
     and (process_id is null or point is not null)
     -- A step is open exactly as long as a token stands at it.
     and (token_id is not null) = (process_id is not null and state in ('open', 'taken'))
     and (subject is null) = (record_id is null);
end $$;

alter table kontor.task
  drop constraint task_name_check,
  drop constraint task_description_check,
  drop constraint task_importance_check,
  drop constraint task_state_check,
  drop constraint task_result_check,
  drop constraint task_spent_minutes_check,
  drop constraint task_for_role_check,
  drop constraint task_stands_at_token,
  add constraint task_holds check (kontor.task_holds(name, description, importance, state, result, spent_minutes, for_role, done_at,
                                                     process_id, token_id, point, seat, subject, record_id));
drop function kontor.task_stands(text, timestamptz, uuid, uuid, text, integer, text, uuid);

alter function kontor.token_may_wait_for(text) reset all;
alter function kontor.step_may_be(text) reset all;
revoke all on function kontor.task_holds(text, text, text, text, text, integer, text, timestamptz, uuid, uuid, text, integer, text, uuid),
  kontor.token_may_wait_for(text), kontor.step_may_be(text)
  from public, kontor_seller, kontor_head, kontor_administrator, kontor_registrar, kontor_worker;
grant execute on function kontor.task_holds(text, text, text, text, text, integer, text, timestamptz, uuid, uuid, text, integer, text, uuid)
  to kontor_engine;

-- process_token_merge begins with the process as well.
drop index kontor.process_token_process;

-- Foreign keys ask once for every row.  Two of them asked what holds anyway:
--
-- the path is written by nobody but the engine, which has its process locked, and
-- goes with its process by a trigger (kontor.process_goes());
alter table kontor.process_step drop constraint process_step_process_id_fkey;
-- and what a task is about is checked when somebody writes it (check_task_record())
-- or is its process's.  All of them had the one row of "deal" locked at the same
-- time, which made the server keep lists of who holds it.
alter table kontor.task drop constraint task_subject_fkey;

-- The path is read by process, so its key can be that as well.
alter table kontor.process_step drop constraint process_step_pkey, add primary key (process_id, seq);
drop index kontor.process_step_process;
