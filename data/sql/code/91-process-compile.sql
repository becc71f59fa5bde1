-- Whether what a map says can be run on the records it is made for, and the map
-- taken apart for running.

-- Why a condition cannot be asked of the records of an entity; null where it can.
create or replace function kontor.map_rule_problem(p_entity text, p_condition jsonb) returns text
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  execute format('select from kontor.%I t where false and (%s)', p_entity, kontor.condition_sql(p_entity, p_condition, 't'));
  return null;
exception when data_exception or syntax_error_or_access_rule_violation or program_limit_exceeded then
  return sqlerrm;
end $$;

-- What is wrong with the settings of its points; the shape is map_problems()' matter.
create or replace function kontor.map_setting_problems(p_map uuid, p_graph jsonb)
  returns table (severity text, code text, points text[], message text)
  language plpgsql stable set search_path = pg_catalog, pg_temp set jit = off set plan_cache_mode = force_generic_plan
as $$
declare
  v_subject text;
  v_point record;
  v_who jsonb;
  v_piece record;
  v_problem text;
begin
  select m.subject into v_subject from kontor.route_map m where m.id = p_map;
  for v_point in
    -- The lines are looked through once, and a rule is compiled once, however many ask it.
    with rule as materialized (
      select q.key, q.condition, q.n, q.on_line
        from (select p->>'key' as key, p->'condition' as condition, 0 as n, false as on_line
                from jsonb_array_elements(p_graph->'points') p where p->>'kind' in ('condition', 'choice', 'event')
              union all
              select f->>'from', f->'condition', n, true
                from jsonb_array_elements(p_graph->'flows') with ordinality l (f, n)) q
       where jsonb_typeof(q.condition) = 'object'),
    answer as materialized (
      select d.condition, kontor.map_rule_problem(v_subject, d.condition) as problem
        from (select distinct r.condition from rule r) d),
    wrong as (
      select r.key, array_agg(a.problem order by r.n) as problems, array_agg(a.problem order by r.n) filter (where not r.on_line) as own
        from rule r join answer a on a.condition = r.condition where a.problem is not null group by r.key)
    select p->>'key' as key, p->>'kind' as kind, coalesce(nullif(p->>'name', ''), p->>'kind') as name, p as point,
           case when p->>'kind' = 'event' then w.own when p->>'kind' in ('condition', 'choice') then w.problems end as rules
      from jsonb_array_elements(p_graph->'points') with ordinality q (p, n) left join wrong w on w.key = p->>'key' order by q.n
  loop
    severity := 'error';
    points := array[v_point.key];

    -- Who does it.  A point is asked with as few queries as can be: there may be thousands.
    foreach v_who in array array[v_point.point->'performer', v_point.point->'deputy', v_point.point->'escalate_to',
                                 v_point.point#>'{processing,performer}'] loop
      continue when jsonb_typeof(v_who) is distinct from 'object';
      v_problem := null;
      case v_who->>'kind'
        when 'employee' then
          if not exists (select from kontor.employee e where e.id::text = v_who->>'id' and e.active) then
            v_problem := 'The performer of "%s" is not an active employee.';
          end if;
        when 'role' then
          if coalesce(v_who->>'role', '') not in ('seller', 'head', 'administrator')
             or coalesce(v_who->>'team', '') <> '' and not exists (select from kontor.team t where t.id::text = v_who->>'team') then
            v_problem := 'The performers of "%s" are not known.';
          end if;
        when 'field' then
          if kontor.map_path_target(v_subject, v_who->>'path') is distinct from 'employee' then
            v_problem := 'The performer of "%s" is a field that names no employee.';
          end if;
        else
          if coalesce(v_who->>'kind', 'deal_manager') not in ('deal_manager', 'head', 'author', 'starter', 'owner', '') then
            v_problem := 'The performers of "%s" are not known.';
          end if;
      end case;
      if v_problem is not null then
        code := 'performer';
        message := format(v_problem, v_point.name);
        return next;
      end if;
    end loop;

    if coalesce(v_point.point->>'stage', '') <> '' then
      if not exists (select from kontor.stage s where s.id::text = v_point.point->>'stage') then
        code := 'stage';
        message := format('The stage of "%s" is not known.', v_point.name);
        return next;
      end if;
    end if;

    -- Fields of the record.
    if v_point.point ?| array['required_fields', 'shown_fields', 'locked_fields', 'processing', 'until'] then
      for v_piece in
        select q.field from (
          select jsonb_array_elements_text(case when jsonb_typeof(v_point.point->n) = 'array' then v_point.point->n else '[]' end) as field
            from unnest(array['required_fields', 'shown_fields', 'locked_fields']) n
          union all
          select v_point.point#>>'{processing,field}' where v_point.point#>>'{processing,kind}' = 'set_field'
          union all
          select v_point.point->>'until' where v_point.kind = 'timer' and coalesce(v_point.point->>'until', '') <> '') q
         where kontor.map_path_target(v_subject, q.field) is null
      loop
        code := 'field';
        message := format('"%s": there is no field "%s".', v_point.name, v_piece.field);
        return next;
      end loop;
    end if;
    if v_point.kind = 'timer' and coalesce(v_point.point->>'until', '') <> ''
       and kontor.map_path_target(v_subject, v_point.point->>'until') not in ('date', 'timestamp with time zone') then
      code := 'field';
      message := format('"%s": the field "%s" holds no date.', v_point.name, v_point.point->>'until');
      return next;
    end if;
    if v_point.point#>>'{processing,kind}' = 'set_field' and v_point.point#>>'{processing,field}' = any (kontor.engine_kept(v_subject)) then
      code := 'field';
      message := format('"%s": the field "%s" cannot be set by a process.', v_point.name, v_point.point#>>'{processing,field}');
      return next;
    end if;

    -- What must exist.
    if v_point.point ? 'requires' then
      for v_piece in
        select e.entity from jsonb_array_elements_text(case when jsonb_typeof(v_point.point->'requires') = 'array'
                                                            then v_point.point->'requires' else '[]' end) e (entity)
         where not exists (select from kontor.entity k where k.name = e.entity)
            or kontor.engine_belongs(e.entity, v_subject, 't') is null
      loop
        code := 'requires';
        message := format('"%s": nothing links "%s" to the record of the process.', v_point.name, v_piece.entity);
        return next;
      end loop;
    end if;

    -- Conditions.
    foreach v_problem in array coalesce(v_point.rules, '{}') loop
      code := 'condition';
      message := format('"%s": the rule cannot be asked: %s', v_point.name, v_problem);
      return next;
    end loop;

    if v_point.kind in ('processing', 'nested') then
      v_problem := kontor.map_work_problem(p_map, v_subject, v_point.point);
      if v_problem is not null then
        code := v_point.kind;
        message := format('"%s": %s', v_point.name, v_problem);
        return next;
      end if;
    end if;
  end loop;
end $$;

-- What the last step of a path of links is: the entity it leads to, else its type;
-- null where there is no such path.
create or replace function kontor.map_path_target(p_subject text, p_path text) returns text
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_entity text := p_subject;
  v_step text;
  v_column record;
begin
  if coalesce(p_path, '') = '' then
    return null;
  end if;
  foreach v_step in array string_to_array(p_path, '.') loop
    select c.type, c.target into v_column from kontor.column_of(v_entity, v_step) c;
    if not found then
      return null;
    end if;
    v_entity := v_column.target;
  end loop;
  return coalesce(v_column.target, v_column.type);
end $$;

-- What is wrong with what a point does by itself; null where nothing is.
create or replace function kontor.map_work_problem(p_map uuid, p_subject text, p_point jsonb) returns text
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_do jsonb := coalesce(p_point->'nested', p_point->'processing');
  v_map kontor.route_map;
  v_entity text;
  v_row record;
  v_problem text;
begin
  if p_point->>'kind' = 'nested' or v_do->>'kind' = 'start_process' then
    select m.* into v_map from kontor.route_map m where m.id::text = v_do->>'map';
    if not found then
      return 'it is not said which process starts here.';
    end if;
    v_entity := nullif(v_do#>>'{each,entity}', '');
    if v_entity is not null then
      if not exists (select from kontor.entity e where e.name = v_entity) or kontor.engine_belongs(v_entity, p_subject, 't') is null then
        return format('nothing links "%s" to the record of the process.', v_entity);
      elsif v_map.subject <> v_entity then
        return format('the map "%s" is made for another kind of record.', v_map.name);
      end if;
      v_problem := kontor.map_rule_problem(v_entity, v_do#>'{each,condition}');
      if v_problem is not null then
        return format('the rule cannot be asked: %s', v_problem);
      end if;
    elsif v_map.subject <> p_subject
          and not (v_map.subject in ('deal', 'partner')
                   and exists (select from kontor.column_of(p_subject, v_map.subject || '_id'))) then
      return format('the map "%s" is made for another kind of record.', v_map.name);
    end if;
    if not exists (select from kontor.route_map_version v where v.map_id = v_map.id and v.state = 'published') and v_map.id <> p_map then
      return format('the map "%s" has no published version yet.', v_map.name);
    end if;
    -- Round and round: a process that begins by starting itself never ends.
    if p_point->>'kind' = 'nested' and exists (
         with recursive inside as (
           select v_map.id as map
           union
           select (r.point#>>'{nested,map}')::uuid from inside i
             join kontor.route_map_version v on v.map_id = i.map and v.state = 'published'
             join kontor.route_point r on r.version_id = v.id and r.kind = 'nested' and coalesce(r.point#>>'{nested,map}', '') <> '')
         select from inside i where i.map = p_map) then
      return 'the map would be nested in itself.';
    end if;
    return null;
  end if;

  case v_do->>'kind'
    when 'set_field' then
      if v_do->>'value' not like '=%' then
        begin
          execute format('select %L::%s', nullif(v_do->>'value', ''),
                         (select c.type from kontor.column_of(p_subject, v_do->>'field') c));
        exception when data_exception or syntax_error_or_access_rule_violation then
          return format('the field "%s" cannot hold "%s".', v_do->>'field', v_do->>'value');
        end;
      elsif kontor.map_path_target(p_subject, substr(v_do->>'value', 2)) is null then
        return format('there is no field "%s".', substr(v_do->>'value', 2));
      end if;
    when 'create_task' then
      if coalesce(v_do->>'name', '') = '' and coalesce(p_point->>'name', '') = '' then
        return 'the task has no name.';
      end if;
    when 'create_record' then
      v_entity := v_do->>'entity';
      if not exists (select from kontor.entity e where e.name = v_entity and e.writing = 'own') or v_entity in ('view', 'file') then
        return 'it is not said what kind of record is made.';
      end if;
      for v_row in select e.key, e.value from jsonb_each_text(coalesce(v_do->'values', '{}')) e loop
        if kontor.map_path_target(v_entity, v_row.key) is null or v_row.key = any (kontor.kept_columns(v_entity)) then
          return format('there is no field "%s".', v_row.key);
        elsif v_row.value like '=%' and kontor.map_path_target(p_subject, substr(v_row.value, 2)) is null then
          return format('there is no field "%s".', substr(v_row.value, 2));
        end if;
      end loop;
    when 'call_function' then
      if not exists (select from kontor.route_function f where f.id = v_do->>'function' and (f.subject is null or f.subject = p_subject)) then
        return 'this function may not be called.';
      end if;
    else
      null;
  end case;
  return null;
end $$;

-- Takes a checked graph apart.
create or replace function kontor.engine_compiles(p_version uuid, p_graph jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off
as $$
declare
  -- The graph may lie compressed beside its row and would be unpacked at each look.
  v_points constant jsonb := p_graph->'points';
  v_flows constant jsonb := p_graph->'flows';
  v_subject text;
begin
  delete from kontor.route_point r where r.version_id = p_version;
  with way as materialized (
    select f->>'from' as tail, f->>'to' as head, f->>'key' as key, f - 'bends' as flow, n from jsonb_array_elements(v_flows) with ordinality q (f, n)),
  leaves as (
    select w.tail, jsonb_agg(w.flow order by w.n) as outgoing, array_agg(w.key order by w.n) as flows, array_agg(w.head order by w.n) as heads
      from way w group by w.tail),
  asked as (
    select w.tail, min(c->>'key') as key
      from jsonb_array_elements(v_points) c join way w on w.head = c->>'key'
     where c->>'kind' in ('condition', 'choice') and jsonb_typeof(c->'answers') = 'array' and jsonb_array_length(c->'answers') > 0
     group by w.tail)
  insert into kontor.route_point (version_id, key, kind, point, outgoing, asks, compiled, name, flows, heads, stage_id, question, answers,
                                  checklist, demanding, locked_fields, usual, task_text, hours, working, calendar_id, told, joins)
  select p_version, p->>'key', p->>'kind', p, coalesce(w.outgoing, '[]'),
         case when p->>'kind' = 'action' then a.key end,
         2, nullif(p->>'name', ''), coalesce(w.flows, '{}'), coalesce(w.heads, '{}'), nullif(p->>'stage', '')::uuid,
         case when p->>'kind' in ('condition', 'choice') or coalesce(p->>'answers_from', '') <> ''
              then coalesce(nullif(p->>'question', ''), nullif(p->>'name', '')) end,
         case when p->>'kind' in ('condition', 'choice') then kontor.engine_answers(p) end,
         coalesce((select jsonb_agg(jsonb_build_object('text', c, 'done', false) order by n)
                     from jsonb_array_elements_text(case when jsonb_typeof(p->'checklist') = 'array' then p->'checklist' else '[]' end)
                          with ordinality q (c, n)), '[]'),
         coalesce((p->>'checklist_strict')::boolean, false)
           or coalesce(jsonb_typeof(p->'requires') = 'array' and p->'requires' <> '[]', false)
           or coalesce(jsonb_typeof(p->'required_fields') = 'array' and p->'required_fields' <> '[]', false),
         case when jsonb_typeof(p->'locked_fields') = 'array' and p->'locked_fields' <> '[]'
              then array(select jsonb_array_elements_text(p->'locked_fields')) end,
         coalesce(nullif(p#>>'{performer,kind}', ''), 'deal_manager') = 'deal_manager' and coalesce(p#>>'{deputy,kind}', '') = '',
         nullif(p->>'text', ''),
         nullif(coalesce(nullif(p->>'due_hours', '')::numeric, 24), 0), coalesce(p->>'due_clock', '') <> 'clock', nullif(p->>'calendar', '')::uuid,
         coalesce(nullif(p->>'remind_hours', '')::numeric, 0) > 0 or coalesce(nullif(p->>'escalate_hours', '')::numeric, 0) > 0,
         exists (select from jsonb_array_elements(v_points) m where m->>'kind' = 'merge')
    from jsonb_array_elements(v_points) p left join leaves w on w.tail = p->>'key' left join asked a on a.tail = p->>'key';
  -- Where a point asks a question of its own, the condition behind it asks by itself.
  update kontor.route_point r set asks = null
   where r.version_id = p_version and r.asks is not null and coalesce(r.point->>'answers_from', '') <> '';
  -- Else its task asks what the condition wants to know.
  update kontor.route_point r set question = c.question, answers = c.answers
    from kontor.route_point c
   where r.version_id = p_version and r.asks is not null and c.version_id = p_version and c.key = r.asks;

  update kontor.route_point r set awaited = a.by_point
    from kontor.map_awaited(p_graph) a where r.version_id = p_version and r.key = a.merge;

  select m.subject into v_subject from kontor.route_map m join kontor.route_map_version v on v.map_id = m.id where v.id = p_version;
  perform kontor.engine_arranges(v_subject);
end $$;

-- Maps that were published by an older program are taken apart anew.
do $$
declare v_version record;
begin
  for v_version in
    select v.id, v.graph from kontor.route_map_version v
     where v.state <> 'draft' and exists (select from kontor.route_point r where r.version_id = v.id and r.compiled < 2)
  loop
    perform kontor.engine_compiles(v_version.id, v_version.graph);
  end loop;
end $$;
