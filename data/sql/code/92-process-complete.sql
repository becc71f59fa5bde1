-- Completing a task: what must be true of it, and what it leads to.

-- The entities of which a record must have been made, each with the newest one
-- that was, since the token came to its point: [{"entity", "id"}].
create or replace function kontor.engine_required(p_process kontor.process, p_task uuid, p_since timestamptz, p_requires jsonb) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_entity text;
  v_link text;
  v_id uuid;
  v_answer jsonb := '[]';
begin
  if jsonb_typeof(p_requires) is distinct from 'array' then
    return v_answer;
  end if;
  for v_entity in select jsonb_array_elements_text(p_requires) loop
    v_id := null;
    v_link := kontor.engine_belongs(v_entity, p_process.subject, 't');
    if v_link is not null then
      if kontor.has_column(v_entity, 'task_id') then
        v_link := format('(%s or t.task_id = $5)', v_link);
      end if;
      execute format('select t.id from kontor.%I t where %s and t.created_at >= $4 order by t.created_at desc, t.id desc limit 1', v_entity, v_link)
        into v_id using p_process.record_id, p_process.deal_id, p_process.partner_id, p_since, p_task;
    end if;
    v_answer := v_answer || jsonb_build_object('entity', v_entity, 'id', v_id);
  end loop;
  return v_answer;
end $$;

-- What must be true before a task may be left; refuses with the reason.
create or replace function kontor.engine_demands(p_task kontor.task, p_process kontor.process, p_token kontor.process_token, p_point jsonb)
  returns void
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_open text;
  v_field text;
  v_record jsonb;
begin
  if coalesce((p_point->>'checklist_strict')::boolean, false) then
    select string_agg(c->>'text', ', ') into v_open from jsonb_array_elements(p_task.checklist) c
     where not coalesce((c->>'done')::boolean, false);
    if v_open is not null then
      raise exception 'First tick off what belongs to "%": %.', p_task.name, v_open using errcode = 'KO001', column = 'checklist';
    end if;
  end if;
  select string_agg(r->>'entity', ', ') into v_open
    from jsonb_array_elements(kontor.engine_required(p_process, p_task.id, p_token.arrived_at, p_point->'requires')) r
   where r->>'id' is null;
  if v_open is not null then
    raise exception '"%" ends with what has not been made yet: %. Make it first.', p_task.name, v_open using errcode = 'KO001';
  end if;
  if jsonb_typeof(p_point->'required_fields') = 'array' and p_point->'required_fields' <> '[]' then
    v_record := kontor.engine_record(p_process.subject, p_process.record_id);
    for v_field in select jsonb_array_elements_text(p_point->'required_fields') loop
      -- A number that cannot be empty is not filled in while it is nought.
      if coalesce(v_record->>v_field, '') in ('', '[]', '{}')
         or v_record->v_field = '0' and exists (select from kontor.column_of(p_process.subject, v_field) c where c.required) then
        raise exception '"%" cannot be left while "%" is empty.', p_task.name, v_field using errcode = 'KO001', column = v_field;
      end if;
    end loop;
  end if;
end $$;

-- The way on that several performers of one step decided together; null where
-- they do not agree.
create or replace function kontor.engine_agreed(p_process kontor.process, p_point kontor.route_point, p_since timestamptz,
                                                out answer text, out votes text)
  language sql stable
as $$
  select case when count(distinct q.answer) = 1 then min(q.answer) end,
         string_agg(format('%s: %s', q.performer, coalesce(q.words, q.answer)), '; ' order by q.done_at)
    from (select t.answer, t.done_at, e.name as performer,
                 (select a->>'text' from jsonb_array_elements(t.answers) a where a->>'key' = t.answer limit 1) as words
            from kontor.task t join kontor.employee e on e.id = t.done_by
           where t.process_id = p_process.id and t.point = p_point.key and t.state = 'done' and t.created_at >= p_since) q
$$;

-- Refuses to complete a task, with the reason.
create or replace function kontor.engine_may_complete(p_task kontor.task, p_process kontor.process, p_me uuid, p_answer text) returns void
  language plpgsql stable
as $$
begin
  if p_task.id is null then
    raise exception 'The task is not there, or it is not yours.' using errcode = '42501';
  end if;
  if p_task.manager_id is distinct from p_me
     and not (p_task.process_id is null and p_task.author_id = p_me) then
    if not kontor.engine_sees_task(p_task) then
      raise exception 'The task is not there, or it is not yours.' using errcode = '42501';
    end if;
    if p_task.manager_id is null then
      raise exception 'The task "%" is nobody''s yet; take it first.', p_task.name using errcode = '42501';
    end if;
    raise exception 'The task "%" is to be done by somebody else; redirect it to yourself first.', p_task.name using errcode = '42501';
  end if;
  if p_task.state = 'done' then
    raise exception 'The task "%" is done already.', p_task.name using errcode = 'KO001';
  elsif p_task.state = 'cancelled' then
    raise exception 'The task "%" was cancelled.', p_task.name using errcode = 'KO001';
  end if;
  if p_answer is not null and (p_task.answers is null
     or not exists (select from jsonb_array_elements(p_task.answers) a where a->>'key' = p_answer)) then
    raise exception '"%" is no answer to the task "%".', p_answer, p_task.name using errcode = 'KO001';
  end if;
  if p_task.answers is not null and p_answer is null then
    raise exception 'The task "%" asks a question; choose an answer.', p_task.name using errcode = 'KO001';
  end if;
  if p_process.state = 'stopped' then
    raise exception 'The process "%" is stopped, so its tasks cannot be completed.', p_process.name using errcode = 'KO001';
  elsif p_process.state = 'done' then
    raise exception 'The process "%" is finished, so its tasks cannot be completed.', p_process.name using errcode = 'KO001';
  elsif p_process.state = 'cancelled' then
    raise exception 'The process "%" is cancelled, so its tasks cannot be completed.', p_process.name using errcode = 'KO001';
  end if;
end $$;

-- What completing a task leads to where its token waits for a decision about
-- what did not happen.
create or replace function kontor.engine_decides(p_process kontor.process, p_token kontor.process_token, p_point kontor.route_point,
                                                 p_answer text, p_result text, p_task uuid) returns uuid[]
  language plpgsql
as $$
begin
  if p_answer = 'skip' then
    perform kontor.engine_overrides(p_process, p_result);
    perform kontor.engine_step(p_process, p_point.key, 'skipped', null, p_answer, p_result, p_task);
    return kontor.engine_leaves(p_process, p_token.id, p_point);
  elsif p_token.waits_for = 'event' then
    perform kontor.engine_step(p_process, p_point.key, 'answered', null, p_answer, p_result, p_task);
    update kontor.process_token k
       set problem = null, give_up_at = clock_timestamp() + (p_point.point->>'give_up_hours')::numeric * interval '1 hour'
     where k.id = p_token.id;
    return '{}';
  end if;
  perform kontor.engine_step(p_process, p_point.key, 'retried', null, p_answer, p_result, p_task);
  return kontor.engine_tries(p_process, p_token, p_point);
end $$;

-- Whatever a task leads to.
create or replace function kontor.engine_completes(task uuid, answer text, result text, operation uuid) returns jsonb
  language plpgsql
as $$
declare
  v_me uuid := kontor.me();
  v_at record;
  v_task kontor.task;
  v_process kontor.process;
  v_point kontor.route_point;
  v_token kontor.process_token;
  v_earlier text;
  v_way integer := 1;
  v_walked record;
  v_tasks uuid[] := '{}';
  v_state text;
  v_answer jsonb;
  v_votes text;
  v_given text := answer;
  v_result text := nullif(result, '');
begin
  if v_me is null then
    raise exception 'You are not registered as an employee.' using errcode = '42501';
  end if;
  -- The process first, outer ones before it; what is read afterwards is what the
  -- one who held it before has left.
  select p.* into v_process from kontor.process p
   where p.id = (select t.process_id from kontor.task t where t.id = engine_completes.task) and p.parent_id is null for update;
  if not found then
    v_process := kontor.engine_locks((select t.process_id from kontor.task t where t.id = engine_completes.task));
  end if;
  select t as task, k as token, r as point into v_at
    from kontor.task t
    left join kontor.process_token k on k.id = t.token_id
    left join kontor.route_point r on r.version_id = v_process.map_version_id and r.key = t.point
   where t.id = engine_completes.task;
  v_task := v_at.task;
  -- A task that is still open has not been completed by this operation.
  if operation is not null and v_task.state is distinct from 'open' and v_task.state is distinct from 'taken' then
    select o.answer into v_answer from kontor.operation o where o.id = operation and o.author_id = v_me and o.kind = 'complete_task';
    if found then
      return v_answer;
    end if;
  end if;
  perform kontor.engine_may_complete(v_task, v_process, v_me, answer);
  if operation is not null then
    perform set_config('kontor.operation', operation::text, true);
  end if;

  if v_task.process_id is null then
    v_earlier := kontor.engine_enter();
    if not kontor.engine_writes_done(v_task, v_me, v_given, v_result) then
      raise exception 'The task "%" is done already.', v_task.name using errcode = 'KO001';
    end if;
    perform kontor.engine_leave(v_earlier);
  else
    v_point := v_at.point;
    v_token := v_at.token;
    if v_token.point is distinct from v_task.point then
      raise exception 'The process does not stand at "%"; this task is out of order.', v_task.name using errcode = 'KO001';
    end if;
    if v_point.demanding then
      perform kontor.engine_demands(v_task, v_process, v_token, v_point.point);
    end if;
    if v_token.waits_for in ('person', 'event') and answer = 'skip' then
      perform kontor.engine_overrides(v_process, v_result);
    end if;
    v_earlier := kontor.engine_enter();
    if not kontor.engine_writes_done(v_task, v_me, v_given, v_result) then
      raise exception 'The task "%" is done already.', v_task.name using errcode = 'KO001';
    end if;
    if v_point.kind = 'action' and v_process.deal_id is not null and v_point.point->>'answers_from' = 'loss_reason' then
      perform kontor.engine_moves_deal(v_process.deal_id, null, null, v_given::uuid);
    end if;
    v_state := 'running';
    if not v_point.usual and exists (select from kontor.task t where t.token_id = v_token.id) then
      -- Others still have to do their part.
      perform kontor.engine_step(v_process, v_point.key, 'answered', null, v_given, v_result, v_task.id);
    elsif v_token.waits_for = 'event' or v_token.waits_for = 'person' and v_point.kind not in ('condition', 'choice') then
      v_tasks := kontor.engine_decides(v_process, v_token, v_point, v_given, v_result, v_task.id);
      v_state := null;
    else
      -- Who was asked because they do not agree has the last word.
      if not v_point.usual and v_point.point->>'group' = 'each' and v_token.problem is null then
        -- Where they do not agree, the condition behind asks its own performer.
        select a.answer, a.votes into v_given, v_votes from kontor.engine_agreed(v_process, v_point, v_token.arrived_at) a;
      end if;
      if v_point.kind in ('condition', 'choice') and v_given is null then
        perform kontor.engine_step(v_process, v_point.key, 'answered', null, answer, v_result, v_task.id);
        v_tasks := kontor.engine_tasks(v_process, v_token.id, v_point, v_me,
                                       format('They do not agree, so the owner of the map decides: %s.', v_votes));
        v_way := null;
      elsif v_point.kind in ('condition', 'choice') then
        v_way := kontor.engine_way(v_process, v_point, v_given);
        if v_way is null then
          raise exception 'The map has no way on for this answer.' using errcode = 'KO001';
        end if;
      end if;
      if v_way is not null then
        v_walked := kontor.engine_walk(v_process, v_token.id, v_point.flows[v_way:v_way], v_point.heads[v_way:v_way], v_me,
          case when v_point.asks is not null then v_given end,
          (null, v_process.id, clock_timestamp(), v_point.key, 'left', v_point.flows[v_way], answer,
           coalesce(v_result, case when v_given is null then v_votes end), v_task.id, v_me,
           v_process.manager_id, v_process.team_id)::kontor.process_step);
        v_tasks := v_walked.tasks;
        if v_walked.over then
          v_state := null;
        end if;
      end if;
    end if;
    perform kontor.engine_leave(v_earlier);
    if v_state is null then
      select p.state into v_state from kontor.process p where p.id = v_process.id;
    end if;
  end if;
  v_answer := jsonb_build_object('task', v_task.id, 'process', v_task.process_id, 'next', to_jsonb(v_tasks), 'state', v_state);
  if operation is not null then
    insert into kontor.operation (id, author_id, kind, title, answer) values (operation, v_me, 'complete_task', 'Task completed', v_answer)
      on conflict (id) do nothing;
    if not found then
      raise exception 'This operation was another one before.' using errcode = '42501';
    end if;
    perform set_config('kontor.operation', '', true);
  end if;
  return v_answer;
end $$;

create or replace function kontor.complete_task(task uuid, answer text default null, result text default null,
                                                operation uuid default null) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_answer jsonb;
begin
  if answer is null then
    v_answer := kontor.engine_writes_plain_step(task, result, operation);
  end if;
  if v_answer is null then
    v_answer := kontor.engine_completes(task, answer, result, operation);
  end if;
  return v_answer;
end $$;
