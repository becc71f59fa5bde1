-- The process engine, inside: tokens, tasks, steps.
--
-- A published map is taken apart into kontor.route_point.  A token stands on a
-- point or, at a merge, on a flow; one function (90-process-walk.sql) moves
-- tokens on until every one of them waits for a person, a merge, a moment or
-- another process.  All of it happens in the transaction of whoever completed
-- the task, with the process locked.
--
-- Locks are taken from the outermost process inwards, then its tasks: everybody
-- in this order, so that nobody waits in a circle.
--
-- Nothing here may be called by people; their doors are in 92-*.sql.  What the
-- doors call many times for one step has no rights and no search path of its own:
-- it runs in the door's, every name in it being qualified, because setting a path
-- and taking it back costs as much as a small function does.

-- Operations -----------------------------------------------------------------------

-- Books an operation; false where it was done before (then its answer counts).
create or replace function kontor.engine_begins(p_operation uuid, p_kind text, p_title text) returns boolean
  language plpgsql
as $$
declare
  v_me uuid := kontor.me();
  v_author uuid;
begin
  if v_me is null then
    raise exception 'You are not registered as an employee.' using errcode = '42501';
  end if;
  if p_operation is null then
    return true;
  end if;
  insert into kontor.operation (id, author_id, kind, title) values (p_operation, v_me, p_kind, p_title)
    on conflict (id) do nothing;
  if not found then
    select o.author_id into v_author from kontor.operation o where o.id = p_operation;
    if v_author is distinct from v_me then
      raise exception 'This operation belongs to somebody else.' using errcode = '42501';
    end if;
    return false;
  end if;
  perform set_config('kontor.operation', p_operation::text, true);
  return true;
end $$;

create or replace function kontor.engine_ends(p_operation uuid, p_answer jsonb) returns void
  language plpgsql
as $$
begin
  if p_operation is not null then
    update kontor.operation o set answer = p_answer where o.id = p_operation;
  end if;
end $$;

create or replace function kontor.engine_answer(p_operation uuid) returns jsonb
  language sql stable
as $$
  select o.answer from kontor.operation o where o.id = p_operation
$$;

-- Who is at work: nobody, where a moment has come, whichever desk it runs on.
create or replace function kontor.engine_author() returns uuid
  language plpgsql stable
as $$
begin
  if coalesce(current_setting('kontor.engine_timer', true), '') = (select w.word from kontor.engine_word w) then
    return null;
  end if;
  return kontor.me();
end $$;

-- Whether the caller sees a row with these owners: the policies' rule once more,
-- because definer functions are not held by row security.
create or replace function kontor.engine_sees(p_manager uuid, p_team uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return case kontor.my_role()
    when 'administrator' then true
    when 'head' then coalesce(p_team = kontor.my_team(), false)
    when 'seller' then coalesce(p_manager = kontor.me(), false)
    else false end;
end $$;

-- The process, locked, and before it those it is nested in.
create or replace function kontor.engine_locks(p_process uuid) returns kontor.process
  language plpgsql
as $$
declare
  v_process kontor.process;
  v_parent uuid;
begin
  select p.parent_id into v_parent from kontor.process p where p.id = p_process;
  if v_parent is not null then
    perform kontor.engine_locks(v_parent);
  end if;
  select * into v_process from kontor.process p where p.id = p_process for update;
  return v_process;
end $$;

-- Steps, tokens, tasks --------------------------------------------------------------

create or replace function kontor.engine_step(p_process kontor.process, p_point text, p_action text,
                                              p_flow text default null, p_answer text default null,
                                              p_note text default null, p_task uuid default null) returns void
  language plpgsql
as $$
begin
  perform kontor.engine_writes_steps(array[(null, p_process.id, clock_timestamp(), p_point, p_action, p_flow, p_answer, p_note, p_task,
                                            kontor.engine_author(), p_process.manager_id, p_process.team_id)::kontor.process_step]);
end $$;

-- What a token's task asks: written in the map, or the rows of a directory.
create or replace function kontor.engine_answers(p_point jsonb) returns jsonb
  language plpgsql stable
as $$
begin
  if p_point->>'answers_from' = 'loss_reason' then
    return (select jsonb_agg(jsonb_build_object('key', l.id, 'text', l.name) order by l.name)
              from kontor.loss_reason l where not l.retired);
  end if;
  if jsonb_typeof(p_point->'answers') = 'array' and jsonb_array_length(p_point->'answers') > 0 then
    return p_point->'answers';
  end if;
  return null;
end $$;

-- The ways out of a point that cannot decide by itself, as answers.
create or replace function kontor.engine_ways_out(p_point kontor.route_point) returns jsonb
  language sql stable
as $$
  select jsonb_agg(jsonb_build_object('key', coalesce(nullif(f->>'answer', ''), f->>'key'),
                                      'text', coalesce(nullif(f->>'label', ''), nullif(f->>'answer', ''), f->>'key')) order by n)
    from jsonb_array_elements(p_point.outgoing) with ordinality q (f, n)
$$;

-- The tasks of a token.  Where nobody is named who could do it, or something
-- went wrong (@p_incident), there is one, the owner of the map has it and the
-- path says so: no point is ever passed without a word.
create or replace function kontor.engine_tasks(p_process kontor.process, p_token uuid, p_point kontor.route_point, p_author uuid,
                                               p_incident text default null, p_question text default null,
                                               p_answers jsonb default null) returns uuid[]
  language plpgsql
as $$
declare
  v_seats record;
  v_people uuid[];
  v_for_role text;
  v_team uuid;
  v_note text := p_incident;
  v_question text := p_question;
  v_answers jsonb := p_answers;
  v_due timestamptz;
  v_tasks uuid[] := '{}';
  v_written record;
begin
  if v_answers is null then
    v_answers := p_point.answers;
    v_question := p_point.question;
    if v_answers is null and v_question is not null then
      v_answers := kontor.engine_answers(p_point.point);
    end if;
    if v_answers is null and p_point.kind in ('condition', 'choice') then
      v_answers := kontor.engine_ways_out(p_point);
      v_question := coalesce(v_question, p_point.name);
    end if;
  end if;
  if p_point.hours is not null then
    v_due := case when p_point.working then kontor.working_moment(p_point.calendar_id, clock_timestamp(), p_point.hours)
                  else clock_timestamp() + p_point.hours * interval '1 hour' end;
  end if;

  -- Who is away may have a deputy.
  if v_note is null and p_point.usual and not exists (select from kontor.absence a where a.employee_id = p_process.manager_id) then
    v_written := kontor.engine_writes_task(p_process, p_token, p_point, 1, p_process.manager_id, null, null, null, v_due,
                                           v_question, v_answers, p_author);
    if v_written.task is not null then
      if p_point.told then
        perform kontor.engine_task_jobs(p_process.id, p_token, v_written.task, p_point.point, v_written.due);
      end if;
      return array[v_written.task];
    end if;
    v_people := '{}';
  elsif v_note is null then
    v_seats := kontor.engine_seats(p_process, p_point.point);
    v_people := v_seats.people;
    v_for_role := v_seats.for_role;
    v_team := v_seats.team;
  end if;
  if v_note is null and cardinality(v_people) = 0 then
    v_note := 'Nobody is there to do this step, so it came to the owner of the map.';
  end if;
  if v_note is not null then
    v_people := array[kontor.engine_owner(p_process)];
    update kontor.process_token k set problem = v_note where k.id = p_token;
  end if;
  for v_seat in 1 .. cardinality(v_people) loop
    v_written := kontor.engine_writes_task(p_process, p_token, p_point, v_seat, v_people[v_seat], v_for_role, v_team, v_note, v_due,
                                           v_question, v_answers, p_author);
    v_tasks := v_tasks || v_written.task;
    if v_note is not null then
      perform kontor.engine_step(p_process, p_point.key, 'incident', null, null, v_note, v_written.task);
    end if;
    if p_point.told then
      perform kontor.engine_task_jobs(p_process.id, p_token, v_written.task, p_point.point, v_written.due);
    end if;
  end loop;
  return v_tasks;
end $$;

-- The open tasks of a token, or of a whole process, are not to be done any more.
create or replace function kontor.engine_withdraws(p_process uuid, p_token uuid default null) returns void
  language plpgsql
as $$
begin
  update kontor.task t set state = 'cancelled', token_id = null
   where t.process_id = p_process and t.state in ('open', 'taken') and (p_token is null or t.token_id = p_token);
end $$;

-- Ends a process without its end, and those nested in it.
create or replace function kontor.engine_cancels(p_process kontor.process, p_reason text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_child kontor.process;
begin
  for v_child in
    select c.* from kontor.process c where c.parent_id = p_process.id and c.state in ('running', 'stopped') order by c.id for update
  loop
    perform kontor.engine_cancels(v_child, p_reason);
  end loop;
  perform kontor.engine_withdraws(p_process.id);
  delete from kontor.process_token k where k.process_id = p_process.id;
  update kontor.process p set state = 'cancelled', ended_at = clock_timestamp(), result = p_reason where p.id = p_process.id;
  perform kontor.engine_step(p_process, '', 'cancelled', null, null, p_reason);
end $$;

-- Whether a condition holds for the record of the process.
create or replace function kontor.engine_holds(p_process kontor.process, p_condition jsonb) returns boolean
  language plpgsql stable
as $$
declare v_holds boolean;
begin
  execute format('select exists (select from kontor.%I t where t.id = $1 and (%s))', p_process.subject,
                 kontor.condition_sql(p_process.subject, p_condition, 't'))
    into v_holds using p_process.record_id;
  return v_holds;
end $$;

-- The flow by which a condition or a choice is left, as its place among those
-- that leave it; null where none fits.
create or replace function kontor.engine_way(p_process kontor.process, p_point kontor.route_point, p_answer text) returns integer
  language plpgsql stable
as $$
declare
  v_flow jsonb;
  v_way integer;
  v_answer text := p_answer;
begin
  if v_answer is null and jsonb_typeof(p_point.point->'condition') = 'object' then
    v_answer := case when kontor.engine_holds(p_process, p_point.point->'condition') then 'yes' else 'no' end;
  end if;
  for v_place in 1 .. cardinality(p_point.flows) loop
    v_flow := p_point.outgoing->(v_place - 1);
    if v_answer is not null and v_answer in (v_flow->>'answer', v_flow->>'key') then
      return v_place;
    end if;
    if v_answer is null and jsonb_typeof(v_flow->'condition') = 'object' and kontor.engine_holds(p_process, v_flow->'condition') then
      return v_place;
    end if;
    if coalesce((v_flow->>'default')::boolean, false) then
      v_way := v_place;
    end if;
  end loop;
  return v_way;
end $$;
