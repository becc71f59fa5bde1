-- The process engine's doors: what people may do with processes, tasks of
-- processes and route maps.  Each checks who asks, locks the process, does all
-- of it or nothing, and gives a repeated operation its first answer.

create or replace function kontor.start_process(map uuid, subject text, record uuid, operation uuid default null)
  returns uuid
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_process kontor.process;
  v_map kontor.route_map;
  v_version kontor.route_map_version;
  v_record jsonb;
  v_start kontor.route_point;
  v_tasks uuid[];
begin
  if not kontor.engine_begins(operation, 'start_process', 'Process started') then
    return (kontor.engine_answer(operation)->>'process')::uuid;
  end if;
  select * into v_map from kontor.route_map m where m.id = map;
  if not found then
    raise exception 'There is no such route map.' using errcode = 'KO001';
  end if;
  if v_map.subject <> subject then
    raise exception 'The map "%" is made for another kind of record.', v_map.name using errcode = 'KO001';
  end if;
  select * into v_version from kontor.route_map_version v where v.map_id = map and v.state = 'published';
  if not found then
    raise exception 'The map "%" has no published version yet.', v_map.name using errcode = 'KO001';
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

  perform kontor.engine_open();
  begin
    insert into kontor.process (id, name, map_id, map_version_id, subject, record_id, partner_id, deal_id,
                                manager_id, team_id, created_by)
    values (kontor.engine_identifier(),
            v_map.name || ': ' || coalesce(v_record->>(select e.title_column from kontor.entity e where e.name = subject), ''),
            map, v_version.id, subject, record,
            case when subject = 'partner' then record else (v_record->>'partner_id')::uuid end,
            case when subject = 'deal' then record else (v_record->>'deal_id')::uuid end,
            coalesce((v_record->>'manager_id')::uuid, kontor.me()),
            coalesce((v_record->>'team_id')::uuid, kontor.my_team()), kontor.me())
    returning * into v_process;
  exception when unique_violation then
    raise exception 'The map "%" is being walked on this record already.', v_map.name using errcode = 'KO001';
  end;
  select * into v_start from kontor.route_point r where r.version_id = v_version.id and r.kind = 'start';
  perform kontor.engine_step(v_process, v_start.key, 'left', v_start.outgoing->0->>'key');
  if v_process.deal_id is not null and nullif(v_start.point->>'stage', '') is not null then
    perform kontor.engine_moves_deal(v_process.deal_id, (v_start.point->>'stage')::uuid, null, null);
  end if;
  v_tasks := kontor.engine_walk(v_process, array[v_start.outgoing->0]);
  perform kontor.engine_close();
  perform kontor.engine_ends(operation, jsonb_build_object('process', v_process.id, 'next', to_jsonb(v_tasks)));
  return v_process.id;
end $$;

-- What must be true before a task may be left; null where all is well.
create or replace function kontor.engine_hinders(p_task kontor.task, p_process kontor.process, p_point jsonb) returns text
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_open text;
  v_field text;
  v_record jsonb;
begin
  select string_agg(c->>'text', ', ') into v_open from jsonb_array_elements(p_task.checklist) c
   where not coalesce((c->>'done')::boolean, false);
  if v_open is not null then
    return format('First tick off what belongs to "%s": %s.', p_task.name, v_open);
  end if;
  -- Each question by its own index: one with "or" would read all offers.
  if p_point->>'document' = 'offer' then
    if not exists (select from kontor.offer o where o.task_id = p_task.id and o.status <> 'superseded')
       and not exists (select from kontor.offer o where o.deal_id = p_process.deal_id and o.status <> 'superseded')
       and not (p_process.deal_id is null
                and exists (select from kontor.offer o
                             where o.partner_id = p_process.partner_id and o.status <> 'superseded')) then
      return format('"%s" ends with an offer: make one first.', p_task.name);
    end if;
  end if;
  if jsonb_typeof(p_point->'required') = 'array' then
    v_record := kontor.engine_record(p_process.subject, p_process.record_id);
    for v_field in select jsonb_array_elements_text(p_point->'required') loop
      if v_record->>v_field is null then
        return format('"%s" cannot be left while "%s" is empty.', p_task.name, v_field);
      end if;
    end loop;
  end if;
  return null;
end $$;

create or replace function kontor.complete_task(task uuid, answer text default null, result text default null,
                                                operation uuid default null) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_me uuid := kontor.me();
  v_task kontor.task;
  v_process kontor.process;
  v_point kontor.route_point;
  v_flow jsonb;
  v_hindrance text;
  v_tasks uuid[] := '{}';
  v_answer jsonb;
begin
  if not kontor.engine_begins(operation, 'complete_task', 'Task completed') then
    return kontor.engine_answer(operation);
  end if;
  select * into v_task from kontor.task t where t.id = complete_task.task;
  if not found then
    raise exception 'The task is not there, or it is not yours.' using errcode = '42501';
  end if;
  -- The process first, then the task: everyone locks in this order.
  if v_task.process_id is not null then
    select * into v_process from kontor.process p where p.id = v_task.process_id for update;
  end if;
  select * into v_task from kontor.task t where t.id = complete_task.task for update;
  if v_task.manager_id is distinct from v_me
     and not (v_task.process_id is null and v_task.author_id = v_me) then
    if not kontor.engine_sees_task(v_task) then
      raise exception 'The task is not there, or it is not yours.' using errcode = '42501';
    end if;
    raise exception 'The task "%" is %', v_task.name,
      case when v_task.manager_id is null then 'nobody''s yet; take it first.'
           else 'to be done by somebody else; redirect it to yourself first.' end
      using errcode = '42501';
  end if;
  if v_task.state = 'done' then
    raise exception 'The task "%" is done already.', v_task.name using errcode = 'KO001';
  elsif v_task.state = 'cancelled' then
    raise exception 'The task "%" was cancelled.', v_task.name using errcode = 'KO001';
  end if;
  if answer is not null and (v_task.answers is null
     or not exists (select from jsonb_array_elements(v_task.answers) a where a->>'key' = answer)) then
    raise exception '"%" is no answer to the task "%".', answer, v_task.name using errcode = 'KO001';
  end if;
  if v_task.answers is not null and answer is null then
    raise exception 'The task "%" asks a question; choose an answer.', v_task.name using errcode = 'KO001';
  end if;

  if v_task.process_id is not null then
    if v_process.state <> 'running' then
      raise exception 'The process "%" is %, so its tasks cannot be completed.', v_process.name,
        case v_process.state when 'stopped' then 'stopped' when 'done' then 'finished' else 'cancelled' end
        using errcode = 'KO001';
    end if;
    select * into v_point from kontor.route_point r
     where r.version_id = v_process.map_version_id and r.key = v_task.point;
    if not exists (select from kontor.process_token k
                    where k.id = v_task.token_id and k.process_id = v_process.id and k.point = v_task.point) then
      raise exception 'The process does not stand at "%"; this task is out of order.', v_task.name using errcode = 'KO001';
    end if;
    v_hindrance := kontor.engine_hinders(v_task, v_process, v_point.point);
    if v_hindrance is not null then
      raise exception '%', v_hindrance using errcode = 'KO001';
    end if;
  end if;

  perform kontor.engine_open();
  update kontor.task t
     set state = 'done', done_at = clock_timestamp(), done_by = v_me, token_id = null,
         answer = complete_task.answer, result = coalesce(nullif(complete_task.result, ''), t.result)
   where t.id = v_task.id;
  if v_task.process_id is not null then
    delete from kontor.process_token k where k.id = v_task.token_id;
    if v_point.point->>'answers_from' = 'loss_reason' and v_process.deal_id is not null then
      perform kontor.engine_moves_deal(v_process.deal_id, null, null, answer::uuid);
    end if;
    if v_point.kind in ('condition', 'choice') then
      v_flow := kontor.engine_way(v_process, v_point, answer);
      if v_flow is null then
        raise exception 'The map has no way on for this answer.' using errcode = 'KO001';
      end if;
    else
      v_flow := v_point.outgoing->0;
    end if;
    perform kontor.engine_step(v_process, v_point.key, 'left', v_flow->>'key', answer,
                               nullif(complete_task.result, ''), v_task.id);
    v_tasks := kontor.engine_walk(v_process, array[v_flow],
                                  case when v_point.asks is not null then answer end);
  end if;
  perform kontor.engine_close();
  v_answer := jsonb_build_object('task', v_task.id, 'process', v_task.process_id, 'next', to_jsonb(v_tasks),
    'state', (select p.state from kontor.process p where p.id = v_task.process_id));
  perform kontor.engine_ends(operation, v_answer);
  return v_answer;
end $$;

create or replace function kontor.engine_sees_task(p_task kontor.task) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return kontor.engine_sees(p_task.manager_id, p_task.team_id)
      or coalesce(p_task.author_id = kontor.me(), false)
      or (p_task.manager_id is null and p_task.team_id = kontor.my_team());
end $$;

-- The task for the three small doors: visible, open, its process running.
create or replace function kontor.engine_task_for(p_task uuid, p_own boolean) returns kontor.task
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_task kontor.task;
  v_state text;
begin
  select p.state into v_state from kontor.process p join kontor.task t on t.process_id = p.id
   where t.id = p_task for update of p;
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
  if v_state is not null and v_state <> 'running' then
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
declare v_task kontor.task;
begin
  if not kontor.engine_begins(operation, 'take_task', 'Task taken') then
    return kontor.engine_answer(operation);
  end if;
  v_task := kontor.engine_task_for(take_task.task, true);
  if v_task.state = 'taken' then
    raise exception 'The task "%" is taken already.', v_task.name using errcode = 'KO001';
  end if;
  perform kontor.engine_open();
  update kontor.task t set state = 'taken', taken_at = clock_timestamp(), manager_id = kontor.me()
   where t.id = v_task.id;
  perform kontor.engine_task_step(v_task, 'taken', null);
  perform kontor.engine_close();
  perform kontor.engine_ends(operation, '{"state": "taken"}');
  return '{"state": "taken"}';
end $$;

create or replace function kontor.give_back_task(task uuid, operation uuid default null) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_task kontor.task;
begin
  if not kontor.engine_begins(operation, 'give_back_task', 'Task given back') then
    return kontor.engine_answer(operation);
  end if;
  v_task := kontor.engine_task_for(give_back_task.task, true);
  if v_task.state <> 'taken' then
    raise exception 'The task "%" was not taken.', v_task.name using errcode = 'KO001';
  end if;
  perform kontor.engine_open();
  -- What was anybody's before it was taken is anybody's again.
  update kontor.task t
     set state = 'open', taken_at = null,
         manager_id = case when exists (
             select from kontor.process p join kontor.route_point r on r.version_id = p.map_version_id
              where p.id = t.process_id and r.key = t.point
                and r.point#>>'{performer,kind}' = 'role' and r.point#>>'{performer,role}' = 'seller')
           then null else t.manager_id end
   where t.id = v_task.id;
  perform kontor.engine_task_step(v_task, 'given_back', null);
  perform kontor.engine_close();
  perform kontor.engine_ends(operation, '{"state": "open"}');
  return '{"state": "open"}';
end $$;

create or replace function kontor.redirect_task(task uuid, "to" uuid, reason text, operation uuid default null)
  returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_task kontor.task;
  v_employee kontor.employee;
begin
  if not kontor.engine_begins(operation, 'redirect_task', 'Task redirected') then
    return kontor.engine_answer(operation);
  end if;
  v_task := kontor.engine_task_for(redirect_task.task, false);
  if v_task.process_id is not null and v_task.manager_id is distinct from kontor.me()
     and not kontor.engine_sees(v_task.manager_id, v_task.team_id) then
    raise exception 'The task "%" is to be done by somebody else.', v_task.name using errcode = '42501';
  end if;
  select * into v_employee from kontor.employee e where e.id = "to" and e.active;
  if not found then
    raise exception 'A task can be redirected to an active employee only.' using errcode = 'KO001';
  end if;
  if coalesce(trim(reason), '') = '' then
    raise exception 'Say why the task is redirected.' using errcode = 'KO001';
  end if;
  if v_task.manager_id = v_employee.id then
    raise exception '% has the task already.', v_employee.name using errcode = 'KO001';
  end if;
  perform kontor.engine_open();
  update kontor.task t
     set manager_id = v_employee.id, team_id = v_employee.team_id, state = 'open', taken_at = null
   where t.id = v_task.id;
  perform kontor.engine_task_step(v_task, 'redirected', v_employee.name || ': ' || reason);
  perform kontor.engine_close();
  perform kontor.engine_ends(operation, '{"state": "open"}');
  return '{"state": "open"}';
end $$;

-- Stop, continue, cancel ---------------------------------------------------------------

create or replace function kontor.engine_process_for(p_process uuid, p_cancel boolean) returns kontor.process
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_process kontor.process;
begin
  select * into v_process from kontor.process p where p.id = p_process for update;
  if not found or not kontor.engine_sees(v_process.manager_id, v_process.team_id) then
    raise exception 'The process is not there, or you may not see it.' using errcode = '42501';
  end if;
  -- Cancelling is a way around the map, so it is not for those whom the map holds.
  if p_cancel and kontor.my_role() = 'seller' then
    raise exception 'Only a head or an administrator can cancel a process.' using errcode = '42501';
  end if;
  if v_process.state in ('done', 'cancelled') then
    raise exception 'The process "%" is finished.', v_process.name using errcode = 'KO001';
  end if;
  return v_process;
end $$;

create or replace function kontor.stop_process(process uuid, reason text, operation uuid default null) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_process kontor.process;
begin
  if not kontor.engine_begins(operation, 'stop_process', 'Process stopped') then
    return kontor.engine_answer(operation);
  end if;
  v_process := kontor.engine_process_for(stop_process.process, false);
  if v_process.state = 'stopped' then
    raise exception 'The process "%" is stopped already.', v_process.name using errcode = 'KO001';
  end if;
  if coalesce(trim(reason), '') = '' then
    raise exception 'Say why the process is stopped.' using errcode = 'KO001';
  end if;
  perform kontor.engine_open();
  update kontor.process p set state = 'stopped' where p.id = v_process.id;
  perform kontor.engine_step(v_process, '', 'stopped', null, null, reason);
  perform kontor.engine_close();
  perform kontor.engine_ends(operation, '{"state": "stopped"}');
  return '{"state": "stopped"}';
end $$;

create or replace function kontor.continue_process(process uuid, reason text default null, operation uuid default null)
  returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_process kontor.process;
begin
  if not kontor.engine_begins(operation, 'continue_process', 'Process continued') then
    return kontor.engine_answer(operation);
  end if;
  v_process := kontor.engine_process_for(continue_process.process, false);
  if v_process.state <> 'stopped' then
    raise exception 'The process "%" is not stopped.', v_process.name using errcode = 'KO001';
  end if;
  perform kontor.engine_open();
  update kontor.process p set state = 'running' where p.id = v_process.id;
  perform kontor.engine_step(v_process, '', 'continued', null, null, reason);
  perform kontor.engine_close();
  perform kontor.engine_ends(operation, '{"state": "running"}');
  return '{"state": "running"}';
end $$;

create or replace function kontor.cancel_process(process uuid, reason text, operation uuid default null) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_process kontor.process;
begin
  if not kontor.engine_begins(operation, 'cancel_process', 'Process cancelled') then
    return kontor.engine_answer(operation);
  end if;
  v_process := kontor.engine_process_for(cancel_process.process, true);
  if coalesce(trim(reason), '') = '' then
    raise exception 'Say why the process is cancelled.' using errcode = 'KO001';
  end if;
  perform kontor.engine_open();
  update kontor.task t set state = 'cancelled', token_id = null
   where t.process_id = v_process.id and t.state in ('open', 'taken');
  delete from kontor.process_token k where k.process_id = v_process.id;
  update kontor.process p set state = 'cancelled', ended_at = clock_timestamp(), result = reason
   where p.id = v_process.id;
  perform kontor.engine_step(v_process, '', 'cancelled', null, null, reason);
  perform kontor.engine_close();
  perform kontor.engine_ends(operation, '{"state": "cancelled"}');
  return '{"state": "cancelled"}';
end $$;

-- Maps -----------------------------------------------------------------------------------

create or replace function kontor.save_map_draft(map uuid, graph jsonb, note text default null, operation uuid default null)
  returns uuid
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_version uuid;
begin
  if not kontor.engine_begins(operation, 'save_map_draft', 'Draft of a route map saved') then
    return (kontor.engine_answer(operation)->>'version')::uuid;
  end if;
  if kontor.my_role() is distinct from 'administrator' then
    raise exception 'Only administrators can change route maps.' using errcode = '42501';
  end if;
  perform 1 from kontor.route_map m where m.id = map for update;
  if not found then
    raise exception 'There is no such route map.' using errcode = 'KO001';
  end if;
  if jsonb_typeof(graph) is distinct from 'object' or jsonb_typeof(graph->'points') is distinct from 'array'
     or jsonb_typeof(graph->'flows') is distinct from 'array' or length(graph::text) > 8000000 then
    raise exception 'This is not a route map.' using errcode = 'KO001';
  end if;
  update kontor.route_map_version v set graph = save_map_draft.graph, note = coalesce(save_map_draft.note, v.note)
   where v.id = (select w.id from kontor.route_map_version w
                  where w.map_id = map and w.state = 'draft' order by w.number desc limit 1)
  returning v.id into v_version;
  if v_version is null then
    insert into kontor.route_map_version (id, map_id, number, state, graph, note)
    select kontor.engine_identifier(), map, coalesce(max(v.number), 0) + 1, 'draft', save_map_draft.graph, save_map_draft.note
      from kontor.route_map_version v where v.map_id = map
    returning id into v_version;
  end if;
  perform kontor.engine_ends(operation, jsonb_build_object('version', v_version));
  return v_version;
end $$;

create or replace function kontor.discard_map_draft(version uuid, operation uuid default null) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if not kontor.engine_begins(operation, 'discard_map_draft', 'Draft of a route map thrown away') then
    return kontor.engine_answer(operation);
  end if;
  if kontor.my_role() is distinct from 'administrator' then
    raise exception 'Only administrators can change route maps.' using errcode = '42501';
  end if;
  delete from kontor.route_map_version v where v.id = discard_map_draft.version and v.state = 'draft';
  if not found then
    raise exception 'There is no such draft.' using errcode = 'KO001';
  end if;
  perform kontor.engine_ends(operation, '{"status": "discarded"}');
  return '{"status": "discarded"}';
end $$;

-- R78: a map of one's own that begins as another one stands now; @map null
-- begins with an empty sheet.
create or replace function kontor.copy_map(map uuid, name text, operation uuid default null) returns uuid
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_map uuid := kontor.engine_identifier();
begin
  if not kontor.engine_begins(operation, 'copy_map', 'Route map created') then
    return (kontor.engine_answer(operation)->>'map')::uuid;
  end if;
  if kontor.my_role() is distinct from 'administrator' then
    raise exception 'Only administrators can make route maps.' using errcode = '42501';
  end if;
  if coalesce(trim(name), '') = '' then
    raise exception 'A route map needs a name.' using errcode = 'KO001';
  end if;
  insert into kontor.route_map (id, name, description, subject)
  select v_map, trim(copy_map.name), m.description, coalesce(m.subject, 'deal')
    from (values (1)) one left join kontor.route_map m on m.id = map;
  insert into kontor.route_map_version (id, map_id, number, state, graph)
  select kontor.engine_identifier(), v_map, 1, 'draft', v.graph
    from kontor.route_map_version v where v.map_id = map
   order by v.state = 'published' desc, v.number desc limit 1;
  perform kontor.engine_ends(operation, jsonb_build_object('map', v_map));
  return v_map;
end $$;

create or replace function kontor.remove_map(map uuid, operation uuid default null) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_map kontor.route_map;
begin
  if not kontor.engine_begins(operation, 'remove_map', 'Route map deleted') then
    return kontor.engine_answer(operation);
  end if;
  if kontor.my_role() is distinct from 'administrator' then
    raise exception 'Only administrators can delete route maps.' using errcode = '42501';
  end if;
  select * into v_map from kontor.route_map m where m.id = map for update;
  if not found then
    raise exception 'There is no such route map.' using errcode = 'KO001';
  end if;
  if exists (select from kontor.process p where p.map_id = map) then
    raise exception 'Processes have walked the map "%"; it stays, so that their history can be read.', v_map.name
      using errcode = 'KO001';
  end if;
  if exists (select from kontor.deal_kind k where k.route_map_id = map) then
    raise exception 'A kind of deal is led by the map "%".', v_map.name using errcode = 'KO001';
  end if;
  delete from kontor.route_map m where m.id = map;
  perform kontor.engine_ends(operation, '{"status": "removed"}');
  return '{"status": "removed"}';
end $$;

create or replace function kontor.engine_publishes(p_version uuid) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_version kontor.route_map_version;
  v_problems jsonb;
begin
  select v.* into v_version from kontor.route_map_version v join kontor.route_map m on m.id = v.map_id
   where v.id = p_version for update;
  if not found then
    raise exception 'There is no such version of a route map.' using errcode = 'KO001';
  end if;
  if v_version.state <> 'draft' then
    raise exception 'Version % is published already.', v_version.number using errcode = 'KO001';
  end if;
  select jsonb_agg(jsonb_build_object('code', q.code, 'points', q.points, 'message', q.message))
    into v_problems from kontor.map_problems(v_version.graph) q where q.severity = 'error';
  if v_problems is not null then
    raise exception 'The map cannot be published: %', v_problems->0->>'message'
      using errcode = 'KO001', detail = v_problems::text;
  end if;
  perform kontor.engine_open();
  update kontor.route_map_version v set state = 'retired' where v.map_id = v_version.map_id and v.state = 'published';
  update kontor.route_map_version v set state = 'published', published_at = clock_timestamp(), published_by = kontor.me()
   where v.id = p_version;
  perform kontor.engine_compiles(p_version, v_version.graph);
  perform kontor.engine_close();
  return v_version.number;
end $$;

create or replace function kontor.publish_map(version uuid, operation uuid default null) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_answer jsonb;
begin
  if not kontor.engine_begins(operation, 'publish_map', 'Route map published') then
    return kontor.engine_answer(operation);
  end if;
  if kontor.my_role() is distinct from 'administrator' then
    raise exception 'Only administrators can publish route maps.' using errcode = '42501';
  end if;
  v_answer := jsonb_build_object('status', 'published', 'version', version, 'number', kontor.engine_publishes(version));
  perform kontor.engine_ends(operation, v_answer);
  return v_answer;
end $$;

-- What the process page shows, in one answer: for whoever sees the process, and
-- for whoever has or had a task in it.
create or replace function kontor.process_state(process uuid) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare v_process kontor.process;
begin
  select * into v_process from kontor.process p where p.id = process_state.process;
  if not found or not (kontor.engine_sees(v_process.manager_id, v_process.team_id)
                       or exists (select from kontor.task t where t.process_id = v_process.id
                                   and (t.manager_id = kontor.me() or t.done_by = kontor.me()
                                        or kontor.engine_sees(t.manager_id, t.team_id)))) then
    raise exception 'The process is not there, or you may not see it.' using errcode = '42501';
  end if;
  return jsonb_build_object(
    'process', to_jsonb(v_process) || jsonb_build_object(
      'map_name', (select m.name from kontor.route_map m where m.id = v_process.map_id),
      'version_number', (select v.number from kontor.route_map_version v where v.id = v_process.map_version_id),
      'manager_name', (select e.name from kontor.employee e where e.id = v_process.manager_id),
      'may_cancel', kontor.my_role() in ('head', 'administrator')
                    and kontor.engine_sees(v_process.manager_id, v_process.team_id),
      'may_stop', kontor.engine_sees(v_process.manager_id, v_process.team_id)),
    'graph', (select v.graph from kontor.route_map_version v where v.id = v_process.map_version_id),
    'tokens', coalesce((select jsonb_agg(jsonb_build_object('point', k.point, 'flow', k.flow, 'arrived_at', k.arrived_at,
                                                            'due_at', k.due_at) order by k.arrived_at)
                          from kontor.process_token k where k.process_id = v_process.id), '[]'),
    'tasks', coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'point', t.point, 'state', t.state,
                                                           'manager_id', t.manager_id, 'manager_name', e.name,
                                                           'mine', t.manager_id = kontor.me(),
                                                           'due_at', t.due_at, 'done_at', t.done_at, 'created_at', t.created_at)
                                        order by t.number)
                         from kontor.task t left join kontor.employee e on e.id = t.manager_id
                        where t.process_id = v_process.id), '[]'),
    'steps', coalesce((select jsonb_agg(jsonb_build_object('at', s.at, 'point', s.point, 'action', s.action, 'flow', s.flow,
                                                           'answer', s.answer, 'note', s.note, 'task', s.task_id,
                                                           'author', e.name) order by s.seq)
                         from kontor.process_step s left join kontor.employee e on e.id = s.author_id
                        where s.process_id = v_process.id), '[]'));
end $$;

-- Timers and waiting points; any desk may call it, for it does only what is due.
create or replace function kontor.run_timers() returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if kontor.me() is null then
    raise exception 'You are not registered as an employee.' using errcode = '42501';
  end if;
  return kontor.engine_ticks(20);
end $$;

-- Rights: the doors are for the three roles, the inside is for nobody. -----------------------
do $$
declare
  v_function regprocedure;
begin
  for v_function in
    select p.oid::regprocedure from pg_proc p
     where p.pronamespace = 'kontor'::regnamespace
       and (p.proname like 'engine\_%' or p.proname like 'map\_%' or p.proname in
            ('start_process', 'complete_task', 'take_task', 'give_back_task', 'redirect_task', 'stop_process',
             'continue_process', 'cancel_process', 'save_map_draft', 'discard_map_draft', 'copy_map', 'remove_map',
             'publish_map', 'process_state', 'run_timers'))
  loop
    execute format('revoke all on function %s from public, kontor_seller, kontor_head, kontor_administrator', v_function);
  end loop;
  for v_function in
    select p.oid::regprocedure from pg_proc p
     where p.pronamespace = 'kontor'::regnamespace
       and p.proname in ('start_process', 'complete_task', 'take_task', 'give_back_task', 'redirect_task', 'stop_process',
                         'continue_process', 'cancel_process', 'save_map_draft', 'discard_map_draft', 'copy_map', 'remove_map',
             'publish_map', 'process_state', 'run_timers')
  loop
    execute format('grant execute on function %s to kontor_seller, kontor_head, kontor_administrator', v_function);
  end loop;
end $$;
