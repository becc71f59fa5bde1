-- The doors to running processes: stop, continue, cancel, and going around the
-- map with a right and a reason.  What is nested goes along.

create or replace function kontor.engine_process_for(p_process uuid) returns kontor.process
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_process kontor.process := kontor.engine_locks(p_process);
begin
  if v_process.id is null or not kontor.engine_sees(v_process.manager_id, v_process.team_id) then
    raise exception 'The process is not there, or you may not see it.' using errcode = '42501';
  end if;
  if v_process.state in ('done', 'cancelled') then
    raise exception 'The process "%" is finished.', v_process.name using errcode = 'KO001';
  end if;
  return v_process;
end $$;

create or replace function kontor.engine_stops(p_process kontor.process, p_reason text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_child kontor.process;
begin
  for v_child in
    select c.* from kontor.process c where c.parent_id = p_process.id and c.state = 'running' order by c.id for update
  loop
    perform kontor.engine_stops(v_child, p_reason);
  end loop;
  update kontor.process p set state = 'stopped' where p.id = p_process.id;
  perform kontor.engine_step(p_process, '', 'stopped', null, null, p_reason);
end $$;

-- The jobs of a stopped process rest (89-jobs.sql); what became due meanwhile is
-- due at once.
create or replace function kontor.engine_continues(p_process kontor.process, p_reason text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_child kontor.process;
begin
  update kontor.process p set state = 'running' where p.id = p_process.id;
  perform kontor.engine_step(p_process, '', 'continued', null, null, p_reason);
  for v_child in
    select c.* from kontor.process c where c.parent_id = p_process.id and c.state = 'stopped' order by c.id for update
  loop
    perform kontor.engine_continues(v_child, p_reason);
  end loop;
end $$;

create or replace function kontor.stop_process(process uuid, reason text, operation uuid default null) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_process kontor.process;
  v_earlier text;
begin
  if not kontor.engine_begins(operation, 'stop_process', 'Process stopped') then
    return kontor.engine_answer(operation);
  end if;
  v_process := kontor.engine_process_for(stop_process.process);
  if v_process.state = 'stopped' then
    raise exception 'The process "%" is stopped already.', v_process.name using errcode = 'KO001';
  end if;
  if coalesce(trim(reason), '') = '' then
    raise exception 'Say why the process is stopped.' using errcode = 'KO001';
  end if;
  v_earlier := kontor.engine_enter();
  perform kontor.engine_stops(v_process, reason);
  perform kontor.engine_leave(v_earlier);
  perform kontor.engine_ends(operation, '{"state": "stopped"}');
  return '{"state": "stopped"}';
end $$;

create or replace function kontor.continue_process(process uuid, reason text default null, operation uuid default null)
  returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_process kontor.process;
  v_earlier text;
begin
  if not kontor.engine_begins(operation, 'continue_process', 'Process continued') then
    return kontor.engine_answer(operation);
  end if;
  v_process := kontor.engine_process_for(continue_process.process);
  if v_process.state <> 'stopped' then
    raise exception 'The process "%" is not stopped.', v_process.name using errcode = 'KO001';
  end if;
  if exists (select from kontor.process p where p.id = v_process.parent_id and p.state = 'stopped') then
    raise exception 'The process that "%" belongs to is stopped; continue that one.', v_process.name using errcode = 'KO001';
  end if;
  v_earlier := kontor.engine_enter();
  perform kontor.engine_continues(v_process, nullif(reason, ''));
  perform kontor.engine_leave(v_earlier);
  perform kontor.engine_ends(operation, '{"state": "running"}');
  return '{"state": "running"}';
end $$;

create or replace function kontor.cancel_process(process uuid, reason text, operation uuid default null) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_process kontor.process;
  v_earlier text;
begin
  if not kontor.engine_begins(operation, 'cancel_process', 'Process cancelled') then
    return kontor.engine_answer(operation);
  end if;
  v_process := kontor.engine_process_for(cancel_process.process);
  -- Cancelling is a way around the map, so it is not for those whom the map holds.
  if kontor.my_role() = 'seller' then
    raise exception 'Only a head or an administrator can cancel a process.' using errcode = '42501';
  end if;
  if coalesce(trim(reason), '') = '' then
    raise exception 'Say why the process is cancelled.' using errcode = 'KO001';
  end if;
  v_earlier := kontor.engine_enter();
  perform kontor.engine_cancels(v_process, reason);
  -- What waited for it waits no longer.
  if v_process.parent_id is not null then
    perform kontor.engine_returns(v_process);
  end if;
  perform kontor.engine_leave(v_earlier);
  perform kontor.engine_ends(operation, '{"state": "cancelled"}');
  return '{"state": "cancelled"}';
end $$;

-- Around the map --------------------------------------------------------------------------

-- How these doors open: the running process, locked, one of its tokens and the point
-- where that stands.
drop function if exists kontor.engine_token_for(uuid, uuid);
create function kontor.engine_token_for(p_process uuid, p_token uuid, out process kontor.process, out token kontor.process_token,
                                        out point kontor.route_point)
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  process := kontor.engine_process_for(p_process);
  if process.state <> 'running' then
    raise exception 'The process "%" is stopped; continue it first.', process.name using errcode = 'KO001';
  end if;
  select * into token from kontor.process_token k where k.id = p_token and k.process_id = p_process for update;
  if not found then
    raise exception 'The process "%" does not stand there any more.', process.name using errcode = 'KO001';
  end if;
  select * into point from kontor.route_point r where r.version_id = process.map_version_id and r.key = token.point;
end $$;

-- What a token waits for is over: its tasks, and the processes nested at it.
create or replace function kontor.engine_frees(p_process kontor.process, p_token kontor.process_token, p_reason text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_child kontor.process;
begin
  for v_child in
    select c.* from kontor.process c where c.parent_token_id = p_token.id and c.state in ('running', 'stopped') order by c.id for update
  loop
    perform kontor.engine_cancels(v_child, p_reason);
  end loop;
  perform kontor.engine_withdraws(p_process.id, p_token.id);
  if p_token.waits_for in ('timer', 'event', 'retry') then
    perform kontor.engine_job(p_token.waits_for, p_process.id, p_token.id, null, null);
  end if;
end $$;

create or replace function kontor.move_token(process uuid, token uuid, point text, reason text, operation uuid default null) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_at record;
  v_point kontor.route_point;
  v_flow text;
  v_earlier text;
  v_answer jsonb;
begin
  if not kontor.engine_begins(operation, 'move_token', 'Step of a process moved') then
    return kontor.engine_answer(operation);
  end if;
  v_at := kontor.engine_token_for(move_token.process, move_token.token);
  perform kontor.engine_overrides(v_at.process, reason);
  select * into v_point from kontor.route_point r where r.version_id = (v_at.process).map_version_id and r.key = move_token.point;
  if not found or v_point.kind in ('start', 'split') then
    raise exception 'A process cannot be moved to this point.' using errcode = 'KO001';
  end if;
  if v_point.key = (v_at.token).point then
    raise exception 'The process stands at "%" already.', coalesce(v_point.name, v_point.kind) using errcode = 'KO001';
  end if;
  if v_point.kind <> 'merge' and exists (select from kontor.process_token k
                                          where k.process_id = (v_at.process).id and k.point = v_point.key) then
    raise exception 'The process stands at "%" with another of its steps.', coalesce(v_point.name, v_point.kind) using errcode = 'KO001';
  end if;
  -- It comes by a way on which nobody has come yet, to a merge by its own if it can.
  select f->>'key' into v_flow
    from kontor.route_map_version v, jsonb_array_elements(v.graph->'flows') with ordinality q (f, n)
   where v.id = (v_at.process).map_version_id and f->>'to' = v_point.key
     and not exists (select from kontor.process_token k
                      where k.process_id = (v_at.process).id and k.point = v_point.key and k.flow = f->>'key')
   order by coalesce(v_point.awaited->(v_at.token).point ? (f->>'key'), false) desc, n limit 1;
  v_earlier := kontor.engine_enter();
  perform kontor.engine_frees(v_at.process, v_at.token, reason);
  perform kontor.engine_step(v_at.process, (v_at.token).point, 'moved', null, v_point.key, reason);
  v_answer := jsonb_build_object('state', 'moved', 'next',
    to_jsonb((kontor.engine_walk(v_at.process, (v_at.token).id, array[v_flow], array[v_point.key], kontor.me())).tasks));
  perform kontor.engine_leave(v_earlier);
  perform kontor.engine_ends(operation, v_answer);
  return v_answer;
end $$;

-- One more try of a step that failed.
create or replace function kontor.retry_step(process uuid, token uuid, operation uuid default null) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_at record;
  v_earlier text;
  v_answer jsonb;
begin
  if not kontor.engine_begins(operation, 'retry_step', 'Step of a process tried again') then
    return kontor.engine_answer(operation);
  end if;
  v_at := kontor.engine_token_for(retry_step.process, retry_step.token);
  if (v_at.token).waits_for not in ('retry', 'person') then
    raise exception 'This step has not failed.' using errcode = 'KO001';
  end if;
  v_earlier := kontor.engine_enter();
  perform kontor.engine_frees(v_at.process, v_at.token, null);
  perform kontor.engine_step(v_at.process, (v_at.point).key, 'retried');
  v_answer := jsonb_build_object('next', to_jsonb(kontor.engine_tries(v_at.process, v_at.token, v_at.point)));
  v_answer := v_answer || jsonb_build_object('state',
    case when exists (select from kontor.process_token k where k.id = (v_at.token).id and k.waits_for in ('retry', 'person') and k.point = (v_at.point).key)
         then 'failed' else 'done' end,
    'problem', (select k.problem from kontor.process_token k where k.id = (v_at.token).id));
  perform kontor.engine_leave(v_earlier);
  perform kontor.engine_ends(operation, v_answer);
  return v_answer;
end $$;

-- Goes on without a step.  A condition or a choice is left by its answer, not
-- by skipping it; a merge by whoever it waits for.
create or replace function kontor.skip_step(process uuid, token uuid, reason text, operation uuid default null) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_at record;
  v_earlier text;
  v_answer jsonb;
begin
  if not kontor.engine_begins(operation, 'skip_step', 'Step of a process skipped') then
    return kontor.engine_answer(operation);
  end if;
  v_at := kontor.engine_token_for(skip_step.process, skip_step.token);
  perform kontor.engine_overrides(v_at.process, reason);
  if (v_at.point).kind in ('condition', 'choice', 'merge') then
    raise exception '"%" decides how it goes on; move the process instead.', coalesce((v_at.point).name, (v_at.point).kind) using errcode = 'KO001';
  end if;
  v_earlier := kontor.engine_enter();
  perform kontor.engine_frees(v_at.process, v_at.token, reason);
  perform kontor.engine_step(v_at.process, (v_at.point).key, 'skipped', null, null, reason);
  v_answer := jsonb_build_object('state', 'skipped', 'next', to_jsonb(kontor.engine_leaves(v_at.process, (v_at.token).id, v_at.point)));
  perform kontor.engine_leave(v_earlier);
  perform kontor.engine_ends(operation, v_answer);
  return v_answer;
end $$;

-- What the process page shows, in one answer: for whoever sees the process, and
-- for whoever has or had a task in it.
create or replace function kontor.process_state(process uuid) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_process kontor.process;
  v_sees boolean;
  v_around boolean;
begin
  select * into v_process from kontor.process p where p.id = process_state.process;
  v_sees := found and kontor.engine_sees(v_process.manager_id, v_process.team_id);
  if not found or not (v_sees
                       or exists (select from kontor.task t where t.process_id = v_process.id
                                   and (t.manager_id = kontor.me() or t.done_by = kontor.me()
                                        or kontor.engine_sees(t.manager_id, t.team_id)))) then
    raise exception 'The process is not there, or you may not see it.' using errcode = '42501';
  end if;
  v_around := kontor.my_role() in ('head', 'administrator') and v_sees;
  return jsonb_build_object(
    'process', to_jsonb(v_process) || jsonb_build_object(
      'map_name', (select m.name from kontor.route_map m where m.id = v_process.map_id),
      'version_number', (select v.number from kontor.route_map_version v where v.id = v_process.map_version_id),
      'manager_name', (select e.name from kontor.employee e where e.id = v_process.manager_id),
      'project_name', kontor.title_of('project', v_process.project_id),
      'may_cancel', v_around, 'may_move', v_around, 'may_skip', v_around, 'may_retry', v_sees, 'may_stop', v_sees),
    'graph', (select v.graph from kontor.route_map_version v where v.id = v_process.map_version_id),
    'parent', (select jsonb_build_object('id', p.id, 'name', p.name, 'state', p.state) from kontor.process p where p.id = v_process.parent_id),
    'nested', coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'state', c.state, 'token', c.parent_token_id,
                                                            'record_id', c.record_id, 'subject', c.subject, 'started_at', c.started_at,
                                                            'ended_at', c.ended_at, 'result', c.result) order by c.started_at, c.id)
                          from kontor.process c where c.parent_id = v_process.id), '[]'),
    'tokens', coalesce((select jsonb_agg(jsonb_build_object(
                                  'id', k.id, 'point', k.point, 'flow', k.flow, 'arrived_at', k.arrived_at,
                                  'due_at', (select min(j.due_at) from kontor.process_job j
                                              where j.token_id = k.id and j.task_id is null),
                                  'waits_for', k.waits_for, 'tries', k.tries, 'problem', k.problem,
                                  'name', coalesce(r.name, r.kind), 'kind', r.kind,
                                  -- Who holds it and since when.
                                  'holders', coalesce((select jsonb_agg(jsonb_build_object(
                                       'task', t.id, 'manager_id', t.manager_id, 'manager_name', e.name, 'for_role', t.for_role,
                                       'state', t.state, 'since', coalesce(t.taken_at, (select max(s.at) from kontor.process_step s
                                                                                        where s.process_id = t.process_id and s.task_id = t.id
                                                                                          and s.action = 'redirected'), t.created_at),
                                       'due_at', t.due_at) order by t.seat)
                                       from kontor.task t left join kontor.employee e on e.id = t.manager_id where t.token_id = k.id), '[]'))
                                order by k.arrived_at)
                          from kontor.process_token k
                          left join kontor.route_point r on r.version_id = v_process.map_version_id and r.key = k.point
                         where k.process_id = v_process.id), '[]'),
    'tasks', coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'point', t.point, 'state', t.state, 'token', t.token_id,
                                                           'manager_id', t.manager_id, 'manager_name', e.name, 'for_role', t.for_role,
                                                           'mine', t.manager_id = kontor.me(), 'answer', t.answer, 'result', t.result,
                                                           'due_at', t.due_at, 'taken_at', t.taken_at, 'done_at', t.done_at, 'created_at', t.created_at)
                                        order by t.number)
                         from kontor.task t left join kontor.employee e on e.id = t.manager_id
                        where t.process_id = v_process.id), '[]'),
    'incidents', coalesce((select jsonb_agg(jsonb_build_object('at', s.at, 'point', s.point, 'note', s.note, 'task', s.task_id,
                                                               'open', exists (select from kontor.process_token k
                                                                                where k.process_id = s.process_id and k.point = s.point
                                                                                  and k.problem is not null)) order by s.seq)
                             from kontor.process_step s where s.process_id = v_process.id and s.action = 'incident'), '[]'),
    'steps', coalesce((select jsonb_agg(jsonb_build_object('at', s.at, 'point', s.point, 'action', s.action, 'flow', s.flow,
                                                           'answer', s.answer, 'note', s.note, 'task', s.task_id,
                                                           'author', e.name) order by s.seq)
                         from kontor.process_step s left join kontor.employee e on e.id = s.author_id
                        where s.process_id = v_process.id), '[]'));
end $$;

-- Where a process stands, in whose hands, and since when: what lists tell with each row
-- (R84).  A step without a task of its own waits for itself: a timer, a nested process.
create or replace function kontor.process_now(process uuid, out step text, out holder text, out held_since timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select string_agg(q.name, ', ' order by q.since, q.name),
         string_agg(distinct q.who, ', '),
         min(q.since)
    from (select t.name, coalesce(e.name, m.name) as who, coalesce(t.taken_at, t.created_at) as since
            from kontor.task t left join kontor.employee e on e.id = t.manager_id left join kontor.team m on m.id = t.team_id
           where t.process_id = process_now.process and t.state in ('open', 'taken')
          union all
          select r.name, null, k.arrived_at
            from kontor.process_token k join kontor.process p on p.id = k.process_id
            join kontor.route_point r on r.version_id = p.map_version_id and r.key = k.point
           where k.process_id = process_now.process and r.name is not null and r.kind not in ('merge', 'split')
             and not exists (select from kontor.task t where t.token_id = k.id and t.state in ('open', 'taken'))) q
   where exists (select from kontor.process p where p.id = process_now.process and kontor.engine_sees(p.manager_id, p.team_id))
$$;
