-- What points do without a person: processing, nested processes, moments; and
-- what happens when it does not work.

-- Values ------------------------------------------------------------------------------

-- What a map says a field becomes: text, or "=path" for what stands in a field of
-- the record or beyond its links.
create or replace function kontor.engine_value(p_process kontor.process, p_value text) returns text
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if p_value like '=%' then
    return kontor.engine_follows(p_process.subject, p_process.record_id, substr(p_value, 2));
  end if;
  return nullif(p_value, '');
end $$;

-- The columns of a subject that a map may not set: the server's, and what
-- becomes of a deal, which its end says.
create or replace function kontor.engine_kept(p_entity text) returns text[]
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select kontor.kept_columns(p_entity) || case when p_entity = 'deal' then array['status', 'stage_id'] else array[]::text[] end
$$;

-- Processing -----------------------------------------------------------------------------

create or replace function kontor.engine_sets_field(p_process kontor.process, p_do jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_field text := p_do->>'field';
  v_column record;
begin
  select c.* into v_column from kontor.column_of(p_process.subject, v_field) c
   where not c.generated and c.name <> all (kontor.engine_kept(p_process.subject));
  if not found then
    raise exception 'The field "%" cannot be set by a process.', v_field using errcode = 'KO001';
  end if;
  execute format('update kontor.%I set %I = $1::%s where id = $2', p_process.subject, v_field, v_column.type)
    using kontor.engine_value(p_process, p_do->>'value'), p_process.record_id;
end $$;

create or replace function kontor.engine_makes_task(p_process kontor.process, p_point kontor.route_point, p_do jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_performer uuid := (kontor.engine_performers(p_process, p_do->'performer'))[1];
begin
  if v_performer is null then
    raise exception 'Nobody is there to get the task that should be made here.' using errcode = 'KO001';
  end if;
  insert into kontor.task (id, name, description, partner_id, deal_id, manager_id, team_id, author_id, due_at)
  select kontor.new_id(), coalesce(nullif(p_do->>'name', ''), p_point.name, p_process.name), nullif(p_do->>'text', ''),
         p_process.partner_id, p_process.deal_id, e.id, e.team_id, p_process.created_by,
         case when coalesce(p_do->>'due_hours', '') <> '0' then kontor.engine_deadline(p_do, clock_timestamp()) end
    from kontor.employee e where e.id = v_performer;
end $$;

-- A new record; its links to the process's record, deal and partner, and its
-- manager, come by themselves where the map does not name them.
create or replace function kontor.engine_makes_record(p_process kontor.process, p_do jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_entity text := p_do->>'entity';
  v_values jsonb := '{}';
  v_columns text[];
  v_row record;
  v_names text[];
begin
  if not exists (select from kontor.entity e where e.name = v_entity and e.writing = 'own') or v_entity in ('view', 'file') then
    raise exception 'Records of the kind "%" cannot be made by a process.', v_entity using errcode = 'KO001';
  end if;
  v_columns := array(select c.name from kontor.columns_of(v_entity) c where not c.generated);
  for v_row in select e.key, e.value from jsonb_each_text(coalesce(p_do->'values', '{}')) e loop
    v_values := v_values || jsonb_build_object(v_row.key, kontor.engine_value(p_process, v_row.value));
  end loop;
  v_values := kontor.clean_changes(v_entity, v_values, true);
  for v_row in
    select l.name, l.value from (values
      (p_process.subject || '_id', p_process.record_id), ('deal_id', p_process.deal_id), ('partner_id', p_process.partner_id),
      ('manager_id', p_process.manager_id)) l (name, value)
     where l.value is not null and l.name = any (v_columns)
       and not (l.name = 'manager_id' and exists (select from kontor.entity e where e.name = v_entity and e.parent_entity is not null))
  loop
    if not v_values ? v_row.name then
      v_values := v_values || jsonb_build_object(v_row.name, v_row.value);
    end if;
  end loop;
  v_names := array(select k from jsonb_object_keys(v_values) k order by k);
  execute format('insert into kontor.%I (id%s) select $1%s from jsonb_populate_record(null::kontor.%I, $2) r', v_entity,
                 (select string_agg(format(', %I', n), '') from unnest(v_names) n),
                 (select string_agg(format(', r.%I', n), '') from unnest(v_names) n), v_entity)
    using kontor.new_id(), v_values;
end $$;

-- Another process, on its own: on the same record, else on the deal or the partner.
create or replace function kontor.engine_starts_other(p_process kontor.process, p_do jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_subject text;
  v_record uuid;
begin
  select m.subject into v_subject from kontor.route_map m where m.id = nullif(p_do->>'map', '')::uuid;
  v_record := case v_subject when p_process.subject then p_process.record_id
                             when 'deal' then p_process.deal_id when 'partner' then p_process.partner_id end;
  if v_record is null then
    raise exception 'There is no record on which the process could be started.' using errcode = 'KO001';
  end if;
  perform kontor.engine_starts((p_do->>'map')::uuid, v_subject, v_record, p_process.created_by,
                               format('Started by the process "%s".', p_process.name), p_project => p_process.project_id);
end $$;

create or replace function kontor.engine_calls(p_process kontor.process, p_do jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_function kontor.route_function;
begin
  select f.* into v_function from kontor.route_function f
   where f.id = p_do->>'function' and (f.subject is null or f.subject = p_process.subject);
  if not found or to_regprocedure(format('kontor.%I(uuid,uuid)', v_function.id)) is null then
    raise exception 'The function "%" may not be called by a process.', p_do->>'function' using errcode = 'KO001';
  end if;
  execute format('select kontor.%I($1, $2)', v_function.id) using p_process.id, p_process.record_id;
end $$;

-- What a point does by itself.  Returns null, or why it could not; then nothing
-- of it was done.
create or replace function kontor.engine_processes(p_process kontor.process, p_point kontor.route_point) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_do jsonb := coalesce(p_point.point->'processing', '{}');
  v_state text;
  v_problem text;
begin
  case v_do->>'kind'
    when 'set_field' then perform kontor.engine_sets_field(p_process, v_do);
    when 'create_task' then perform kontor.engine_makes_task(p_process, p_point, v_do);
    when 'create_record' then perform kontor.engine_makes_record(p_process, v_do);
    when 'start_process' then perform kontor.engine_starts_other(p_process, v_do);
    when 'call_function' then perform kontor.engine_calls(p_process, v_do);
    else return 'It is not said what should be done here.';
  end case;
  return null;
exception when others then
  get stacked diagnostics v_state = returned_sqlstate, v_problem = message_text;
  -- The server's own troubles are for the whole transaction.
  if v_state ~ '^(40|53|57|58|XX)' or v_state = '55P03' then
    raise;
  end if;
  return coalesce(nullif(v_problem, ''), v_state);
end $$;

-- Functions that come with the product, for processing points.

-- R101, R102: the record goes to whoever of the sellers has the fewest open deals.
create or replace function kontor.give_to_least_busy(process uuid, record uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_process kontor.process;
  v_seller uuid;
begin
  select * into v_process from kontor.process p where p.id = give_to_least_busy.process;
  select e.id into v_seller from kontor.employee e
   where e.role = 'seller' and e.active and (v_process.team_id is null or e.team_id = v_process.team_id)
   order by kontor.absent(e.id, clock_timestamp()),
            (select count(*) from kontor.deal d where d.manager_id = e.id and d.status = 'open'), e.id
   limit 1;
  if v_seller is null then
    raise exception 'There is no seller to whom the record could be given.' using errcode = 'KO001';
  end if;
  execute format('update kontor.%I set manager_id = $1 where id = $2', v_process.subject) using v_seller, record;
end $$;

-- When it does not work ------------------------------------------------------------------

-- It is tried again after 1, 5 and 25 minutes; then a person decides.
create or replace function kontor.engine_fails(p_process kontor.process, p_token uuid, p_point kontor.route_point, p_try integer,
                                               p_problem text) returns uuid[]
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_due timestamptz;
begin
  if p_try > 3 then
    return kontor.engine_asks_what_now(p_process, p_token, p_point, p_problem);
  end if;
  v_due := clock_timestamp() + case p_try when 1 then interval '1 minute' when 2 then interval '5 minutes' else interval '25 minutes' end;
  update kontor.process_token k set waits_for = 'retry', tries = p_try, problem = p_problem where k.id = p_token;
  perform kontor.engine_step(p_process, p_point.key, 'failed', null, null, p_problem);
  perform kontor.engine_job('retry', p_process.id, p_token, null, v_due);
  return '{}';
end $$;

-- The owner of the map is asked whether to try again or to go on without it.
create or replace function kontor.engine_asks_what_now(p_process kontor.process, p_token uuid, p_point kontor.route_point,
                                                       p_problem text) returns uuid[]
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update kontor.process_token k set waits_for = 'person', problem = p_problem where k.id = p_token;
  return kontor.engine_tasks(p_process, p_token, p_point, kontor.engine_author(), p_problem, kontor.word('This step did not work. What now?'),
    jsonb_build_array(jsonb_build_object('key', 'retry', 'text', kontor.word('Try again')),
                      jsonb_build_object('key', 'skip', 'text', kontor.word('Go on without it'))));
end $$;

-- One more try of what a token stands at: processing, nested processes, a condition.
create or replace function kontor.engine_tries(p_process kontor.process, p_token kontor.process_token, p_point kontor.route_point) returns uuid[]
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_problem text;
  v_nested record;
begin
  case p_point.kind
    when 'processing' then
      v_problem := kontor.engine_processes(p_process, p_point);
      if v_problem is null then
        return kontor.engine_leaves(p_process, p_token.id, p_point);
      end if;
      return kontor.engine_fails(p_process, p_token.id, p_point, p_token.tries + 1, v_problem);
    when 'nested' then
      v_nested := kontor.engine_nests(p_process, p_token.id, p_point);
      if v_nested.problem is not null then
        return kontor.engine_fails(p_process, p_token.id, p_point, p_token.tries + 1, v_nested.problem);
      elsif v_nested.over then
        return v_nested.tasks || kontor.engine_leaves(p_process, p_token.id, p_point);
      end if;
      return v_nested.tasks;
    else
      -- It comes to the point once more.
      return (kontor.engine_walk(p_process, p_token.id, array[p_token.flow], array[p_point.key], kontor.engine_author())).tasks;
  end case;
end $$;

-- Nested processes ------------------------------------------------------------------------

-- Starts what is nested at a point: one for the same record, or one for each
-- record that belongs to it.  @over: all that was to be waited for has ended.
create or replace function kontor.engine_nests(p_process kontor.process, p_token uuid, p_point kontor.route_point,
                                               out problem text, out over boolean, out tasks uuid[])
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_do jsonb := coalesce(p_point.point->'nested', '{}');
  v_map uuid := nullif(v_do->>'map', '')::uuid;
  v_subject text := p_process.subject;
  v_records uuid[] := array[p_process.record_id];
  v_link text;
  v_state text;
  v_started record;
begin
  tasks := '{}';
  begin
    if v_map is null then
      raise exception 'It is not said which process starts here.' using errcode = 'KO001';
    end if;
    if coalesce(v_do#>>'{each,entity}', '') <> '' then
      v_subject := v_do#>>'{each,entity}';
      v_link := kontor.engine_belongs(v_subject, p_process.subject, 't');
      if v_link is null then
        raise exception 'Nothing links "%" to the record of this process.', v_subject using errcode = 'KO001';
      end if;
      execute format('select coalesce(array_agg(t.id order by t.created_at, t.id), ''{}'') from kontor.%I t where %s and (%s)',
                     v_subject, v_link, kontor.condition_sql(v_subject, v_do#>'{each,condition}', 't'))
        into v_records using p_process.record_id, p_process.deal_id, p_process.partner_id;
      if cardinality(v_records) > 1000 then
        raise exception 'More than 1,000 records fit; so many processes are not started at once.' using errcode = 'KO001';
      end if;
    elsif not exists (select from kontor.route_map m where m.id = v_map and m.subject = p_process.subject) then
      -- The map may be about the deal or the partner of the record.
      select m.subject, array[case m.subject when 'deal' then p_process.deal_id when 'partner' then p_process.partner_id end]
        into v_subject, v_records from kontor.route_map m where m.id = v_map;
    end if;
    if v_records[1] is null and cardinality(v_records) > 0 then
      raise exception 'There is no record on which the process could be started.' using errcode = 'KO001';
    end if;
    for v_place in 1 .. cardinality(v_records) loop
      v_started := kontor.engine_starts(v_map, v_subject, v_records[v_place], p_process.created_by,
                                        format('Part of the process "%s".', p_process.name), p_process, p_token);
      tasks := tasks || v_started.tasks;
    end loop;
  exception when others then
    get stacked diagnostics v_state = returned_sqlstate, problem = message_text;
    if v_state ~ '^(40|53|57|58|XX)' or v_state = '55P03' then
      raise;
    end if;
    tasks := '{}';
    return;
  end;
  perform kontor.engine_step(p_process, p_point.key, 'nested', null, null,
                             case when cardinality(v_records) = 0 then 'No record fits, so no process was started.'
                                  else cardinality(v_records)::text end);
  over := kontor.engine_nested_over(p_token, v_do->>'wait');
  if not over then
    update kontor.process_token k set waits_for = 'nested', problem = null where k.id = p_token;
  end if;
end $$;

-- Whether a token that nested processes has waited long enough; those that
-- nobody waits for any more are cancelled.
create or replace function kontor.engine_nested_over(p_token uuid, p_wait text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_child kontor.process;
begin
  if p_wait = 'none' or not exists (select from kontor.process c where c.parent_token_id = p_token and c.state in ('running', 'stopped')) then
    return true;
  end if;
  if p_wait = 'any' and exists (select from kontor.process c where c.parent_token_id = p_token and c.state = 'done') then
    for v_child in
      select c.* from kontor.process c where c.parent_token_id = p_token and c.state in ('running', 'stopped') order by c.id for update
    loop
      perform kontor.engine_cancels(v_child, 'Another one was faster, and one is enough.');
    end loop;
    return true;
  end if;
  return false;
end $$;

-- A nested process is over: the one it is nested in, locked already, goes on
-- where it waited for that.
create or replace function kontor.engine_returns(p_process kontor.process) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_parent kontor.process;
  v_token kontor.process_token;
  v_point kontor.route_point;
begin
  select * into v_parent from kontor.process p where p.id = p_process.parent_id;
  select * into v_token from kontor.process_token k where k.id = p_process.parent_token_id and k.waits_for = 'nested';
  if not found or v_parent.state not in ('running', 'stopped') then
    return;
  end if;
  select * into v_point from kontor.route_point r where r.version_id = v_parent.map_version_id and r.key = v_token.point;
  perform kontor.engine_step(v_parent, v_token.point, 'returned', null, null, p_process.name);
  if kontor.engine_nested_over(v_token.id, v_point.point#>>'{nested,wait}') then
    perform kontor.engine_leaves(v_parent, v_token.id, v_point);
  end if;
end $$;

-- Moments -----------------------------------------------------------------------------------

-- Until when a timer waits that a process came to at a moment.  A day in the
-- record that is not known yet, or that may be moved, is looked at every hour.
create or replace function kontor.engine_until(p_process kontor.process, p_point kontor.route_point, p_arrived timestamptz) returns timestamptz
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare v_until timestamptz;
begin
  if coalesce(p_point.point->>'until', '') <> '' then
    v_until := kontor.engine_follows(p_process.subject, p_process.record_id, p_point.point->>'until')::timestamptz;
    return least(coalesce(v_until, 'infinity'), clock_timestamp() + interval '1 hour');
  end if;
  return kontor.engine_moment(p_arrived, coalesce(nullif(p_point.point->>'wait_hours', '')::numeric, 24),
                              coalesce(p_point.point->>'wait_clock', '') = 'working', p_point.point->>'calendar');
end $$;

-- The condition of an event does not hold yet: when to look again, more seldom
-- the longer it lasts.
create or replace function kontor.engine_looks_again(p_arrived timestamptz) returns timestamptz
  language sql volatile set search_path = pg_catalog, pg_temp
as $$
  select clock_timestamp() + least(greatest((clock_timestamp() - p_arrived) / 20, interval '1 minute'), interval '15 minutes')
$$;

create or replace function kontor.engine_event_due(p_process kontor.process, p_token kontor.process_token, p_point kontor.route_point) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if kontor.engine_holds(p_process, p_point.point->'condition') then
    perform kontor.engine_leaves(p_process, p_token.id, p_point);
    return;
  end if;
  if p_token.give_up_at <= clock_timestamp()
     and not exists (select from kontor.task t where t.token_id = p_token.id and t.state in ('open', 'taken')) then
    perform kontor.engine_tasks(p_process, p_token.id, p_point, kontor.engine_author(), 'It has not happened yet, however long was waited.',
      kontor.word('It has not happened yet. What now?'),
      jsonb_build_array(jsonb_build_object('key', 'wait', 'text', kontor.word('Wait on')),
                        jsonb_build_object('key', 'skip', 'text', kontor.word('Go on without it'))));
  end if;
  perform kontor.engine_job('event', p_process.id, p_token.id, null, kontor.engine_looks_again(p_token.arrived_at));
end $$;

-- A token's moment has come: the door of the jobs.  The process is locked and
-- running; what cannot be done now gets another job.
create or replace function kontor.engine_token_due(p_process kontor.process, p_token kontor.process_token, p_kind text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_earlier text := kontor.engine_enter();
  v_timer text := coalesce(current_setting('kontor.engine_timer', true), '');
  v_operation text := coalesce(current_setting('kontor.operation', true), '');
  v_process kontor.process;
  v_token kontor.process_token;
  v_point kontor.route_point;
  v_due timestamptz;
begin
  select * into v_process from kontor.process p where p.id = p_process.id for update;
  select * into v_token from kontor.process_token k where k.id = p_token.id;
  if v_process.state is distinct from 'running' or v_token.id is null then
    perform kontor.engine_leave(v_earlier);
    return;
  end if;
  -- Outer processes are locked first by everybody else; here the inner one is
  -- locked already, so nobody is waited for.
  if v_process.parent_id is not null and not kontor.engine_locks_outer(v_process.parent_id) then
    perform kontor.engine_job(p_kind, v_process.id, v_token.id, null, clock_timestamp() + interval '1 second');
    perform kontor.engine_leave(v_earlier);
    return;
  end if;
  perform set_config('kontor.engine_timer', current_setting('kontor.engine'), true);
  perform set_config('kontor.operation', '', true);
  select * into v_point from kontor.route_point r where r.version_id = v_process.map_version_id and r.key = v_token.point;
  begin
    if p_kind = 'timer' and v_token.waits_for = 'timer' then
      -- A day of the record may have been moved meanwhile; hours were counted when
      -- the process came here.
      v_due := case when coalesce(v_point.point->>'until', '') <> '' then kontor.engine_until(v_process, v_point, v_token.arrived_at) end;
      if v_due is null or v_due <= clock_timestamp() then
        perform kontor.engine_leaves(v_process, v_token.id, v_point);
      else
        perform kontor.engine_job('timer', v_process.id, v_token.id, null, v_due);
      end if;
    elsif p_kind = 'event' and v_token.waits_for = 'event' then
      perform kontor.engine_event_due(v_process, v_token, v_point);
    elsif p_kind = 'retry' and v_token.waits_for = 'retry' then
      perform kontor.engine_tries(v_process, v_token, v_point);
    end if;
  exception when data_exception or syntax_error_or_access_rule_violation or sqlstate 'KO001' or integrity_constraint_violation then
    -- A date that is none, a field that is gone: tried again, then somebody decides.
    perform kontor.engine_fails(v_process, v_token.id, v_point, v_token.tries + 1, sqlerrm);
  end;
  perform set_config('kontor.engine_timer', v_timer, true);
  perform set_config('kontor.operation', v_operation, true);
  perform kontor.engine_leave(v_earlier);
end $$;

create or replace function kontor.engine_locks_outer(p_process uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_process kontor.process;
begin
  select * into v_process from kontor.process p where p.id = p_process for update skip locked;
  return found and (v_process.parent_id is null or kontor.engine_locks_outer(v_process.parent_id));
end $$;
