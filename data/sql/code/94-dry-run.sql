-- What if this map had led the deals of last year (D7)?  Past records walk a
-- graph that may not even be saved yet; nothing is started and nothing written.
--
-- A step is left when the record's own history says that it was done: its stage
-- was left, the document it demands was made, the fields it demands are filled.
-- Where nothing is known of a step, its length is a guess: how long steps of this
-- name took, else half of the time until its deadline.  A question is answered as the
-- deal ended.

-- The ends that can be reached from each point, by their outcome.
create or replace function kontor.dry_run_outcomes(p_graph jsonb) returns jsonb
  language sql immutable set search_path = pg_catalog, pg_temp
as $$
  with recursive flow as (
    select f->>'from' as tail, f->>'to' as head from jsonb_array_elements(p_graph->'flows') f),
  back as (
    select p->>'key' as key, coalesce(p->>'outcome', '') as outcome from jsonb_array_elements(p_graph->'points') p where p->>'kind' = 'end'
    union
    select f.tail, b.outcome from back b join flow f on f.head = b.key)
  select coalesce(jsonb_object_agg(q.key, q.outcomes), '{}')
    from (select b.key, jsonb_agg(distinct b.outcome) as outcomes from back b group by b.key) q
$$;

-- The question that is asked of the records: their row, what each condition of
-- the graph says of them, when documents were made and stages left.
create or replace function kontor.dry_run_question(p_graph jsonb, p_subject text, p_condition jsonb) returns text
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_conditions text[] := '{}';
  v_documents text[] := '{}';
  v_piece record;
  v_link text;
begin
  for v_piece in
    select 'p:' || (p->>'key') as key, p->'condition' as condition from jsonb_array_elements(p_graph->'points') p
     where jsonb_typeof(p->'condition') = 'object'
    union all
    select 'f:' || (f->>'key'), f->'condition' from jsonb_array_elements(p_graph->'flows') f where jsonb_typeof(f->'condition') = 'object'
  loop
    v_conditions := v_conditions || format('%L, coalesce((%s), false)', v_piece.key, kontor.condition_sql(p_subject, v_piece.condition, 't'));
  end loop;
  for v_piece in
    select distinct d.entity from jsonb_array_elements(p_graph->'points') p,
      lateral jsonb_array_elements_text(case when jsonb_typeof(p->'requires') = 'array' then p->'requires' else '[]' end) d (entity)
     where d.entity in (select e.name from kontor.entity e)
  loop
    -- By the nearest link there is.
    select format('x.%I = t.%I', c.name, case when c.name = p_subject || '_id' then 'id' else c.name end) into v_link
      from kontor.columns_of(v_piece.entity) c
     where c.name = p_subject || '_id'
        or c.name in ('deal_id', 'partner_id') and exists (select from kontor.column_of(p_subject, c.name) s)
     order by c.name = p_subject || '_id' desc, c.name = 'deal_id' desc limit 1;
    if v_link is not null then
      v_documents := v_documents || format('%L, (select jsonb_agg(extract(epoch from x.created_at) order by x.created_at) from kontor.%I x where %s)',
                                           v_piece.entity, v_piece.entity, v_link);
    end if;
  end loop;
  return format($question$
    select t.id, to_jsonb(t) as row, jsonb_build_object(%s) as conditions, jsonb_build_object(%s) as documents, %s as stages
      from kontor.%I t where (%s) and (%s)
     order by t.created_at desc nulls last, t.id limit $1
  $question$, array_to_string(v_conditions, ', '), array_to_string(v_documents, ', '),
    case when p_subject = 'deal' then $stages$(select jsonb_object_agg(h.stage, h.left_at)
      from (select h.before->>'stage_id' as stage, max(extract(epoch from h.at)) as left_at from kontor.history h
             where h.entity = 'deal' and h.id = t.id and h.action = 'update' and h.before->>'stage_id' is not null group by 1) h)$stages$
    else 'null::jsonb' end,
    p_subject, kontor.policy_sql(p_subject, kontor.my_role(), 't'), kontor.condition_sql(p_subject, p_condition, 't'));
end $$;

-- Until when a step has to be done that was come to at a moment; null: at any time.
create or replace function kontor.dry_run_due(p_point jsonb, p_arrived double precision, p_hours numeric) returns double precision
  language sql stable
as $$
  select case when p_hours > 0 then
    extract(epoch from kontor.engine_moment(to_timestamp(p_arrived), p_hours, coalesce(p_point->>'due_clock', '') <> 'clock', p_point->>'calendar')) end
$$;

-- Every step of every record; no departure: there it would have waited.
create or replace function kontor.dry_run_steps(p_graph jsonb, p_subject text, p_condition jsonb, p_max integer)
  returns table (record_id uuid, point text, arrived double precision, departed double precision, guessed boolean, overdue boolean,
                 performer uuid, performer_kind text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_points jsonb;
  v_outs jsonb;
  -- Of each flow, where it comes from.
  v_tails jsonb;
  v_start text;
  v_outcomes jsonb := kontor.dry_run_outcomes(p_graph);
  v_awaited jsonb := (select coalesce(jsonb_object_agg(a.merge, a.by_point), '{}') from kontor.map_awaited(p_graph) a);
  v_typical jsonb;
  v_ranks jsonb;
  v_stages integer;
  v_record record;
  v_row jsonb;
  v_born double precision;
  v_end double precision;
  v_now constant double precision := extract(epoch from now());
  v_status text;
  v_keys text[];
  v_times double precision[];
  v_flows text[];
  v_came jsonb;
  v_awaits text[];
  v_ways text[];
  v_held text[];
  v_merges jsonb;
  v_visits jsonb;
  v_point jsonb;
  v_flow jsonb;
  v_way jsonb;
  v_by text;
  v_name text;
  v_value text;
  v_rank integer;
  v_at_rank integer;
  v_count integer;
  v_steps integer;
  v_best integer;
  v_asked boolean;
  v_hours numeric;
begin
  select jsonb_object_agg(p->>'key', p), min(p->>'key') filter (where p->>'kind' = 'start') into v_points, v_start
    from jsonb_array_elements(p_graph->'points') p;
  if v_start is null then
    raise exception 'The map has no start.' using errcode = 'KO001';
  end if;
  select jsonb_object_agg(q.tail, q.flows) into v_outs
    from (select f->>'from' as tail, jsonb_agg(f order by n) as flows
            from jsonb_array_elements(p_graph->'flows') with ordinality g (f, n) group by 1) q;
  select coalesce(jsonb_object_agg(f->>'key', f->>'from'), '{}') into v_tails from jsonb_array_elements(p_graph->'flows') f;
  select coalesce(jsonb_object_agg(q.name, q.hours), '{}') into v_typical
    from (select kontor.fold(t.name) as name,
                 percentile_cont(0.5) within group (order by extract(epoch from t.done_at - t.created_at) / 3600) as hours
            from kontor.task t where t.process_id is not null and t.state = 'done'
             and kontor.fold(t.name) in (select kontor.fold(p->>'name') from jsonb_array_elements(p_graph->'points') p)
           group by 1) q;
  select jsonb_object_agg(q.id, q.n), max(q.n) into v_ranks, v_stages
    from (select s.id, row_number() over (order by s.position, s.id) as n from kontor.stage s) q;

  for v_record in execute kontor.dry_run_question(p_graph, p_subject, p_condition) using p_max loop
    v_row := v_record.row;
    record_id := v_record.id;
    v_born := coalesce(extract(epoch from (v_row->>'created_at')::timestamptz), v_now);
    v_status := v_row->>'status';
    v_end := extract(epoch from (v_row->>'closed_at')::timestamptz);
    v_at_rank := (v_ranks->>(v_row->>'stage_id'))::integer;
    v_keys := array[v_start];
    v_times := array[v_born];
    v_flows := array[null::text];
    v_came := '{}';
    v_held := '{}';
    v_merges := '{}';
    v_visits := '{}';
    v_steps := 0;
    loop
      while cardinality(v_keys) > 0 and v_steps < 500 loop
        v_steps := v_steps + 1;
        point := v_keys[1];
        arrived := v_times[1];
        v_keys := v_keys[2:];
        v_times := v_times[2:];
        v_by := v_flows[1];
        v_flows := v_flows[2:];
        v_point := v_points->point;
        v_count := coalesce((v_visits->>point)::integer, 0) + 1;
        v_visits := v_visits || jsonb_build_object(point, v_count);
        -- Round and round would tell nothing new.
        continue when v_count > 3;
        departed := arrived;
        guessed := false;
        overdue := false;
        performer := null;
        performer_kind := null;
        v_way := null;

        -- A question is put to somebody by a task of its own where no step before it asks.
        v_asked := v_point->>'kind' = 'action'
          or v_point->>'kind' in ('condition', 'choice') and jsonb_typeof(v_point->'answers') = 'array' and v_point->'answers' <> '[]'
             and (v_points->(v_tails->>v_by)->>'kind' is distinct from 'action'
                  or coalesce(v_points->(v_tails->>v_by)->>'answers_from', '') <> '');
        v_hours := null;
        if v_asked then
          performer_kind := coalesce(nullif(v_point#>>'{performer,kind}', ''), 'deal_manager');
          performer := case performer_kind
            when 'employee' then nullif(v_point#>>'{performer,id}', '')::uuid
            when 'deal_manager' then (v_row->>'manager_id')::uuid
            when 'author' then (v_row->>'created_by')::uuid
            when 'starter' then (v_row->>'created_by')::uuid
            when 'field' then case when v_row->>(v_point#>>'{performer,path}') ~ '^[0-9a-f-]{36}$' then (v_row->>(v_point#>>'{performer,path}'))::uuid end
            end;
          v_hours := coalesce(nullif(v_point->>'due_hours', '')::numeric, 24);
        end if;

        case v_point->>'kind'
          when 'merge' then
            v_came := v_came || jsonb_build_object(point, coalesce(v_came->point, '[]') || to_jsonb(v_by));
            v_merges := v_merges || jsonb_build_object(point, greatest(arrived, coalesce((v_merges->>point)::double precision, 0)));
            continue;
          when 'action' then
            v_flow := null;
            for v_name in
              select jsonb_array_elements_text(case when jsonb_typeof(v_point->'requires') = 'array' then v_point->'requires' else '[]' end)
            loop
              v_flow := 'true';
              -- The next one that was made; one that was there already will do.
              departed := case when v_record.documents->v_name is null or jsonb_typeof(v_record.documents->v_name) = 'null' then null
                else greatest(departed, coalesce((select min(d::double precision) from jsonb_array_elements_text(v_record.documents->v_name) d
                                                   where d::double precision >= arrived), arrived)) end;
            end loop;
            if jsonb_typeof(v_point->'required_fields') = 'array' then
              for v_name in select jsonb_array_elements_text(v_point->'required_fields') loop
                v_flow := 'true';
                -- As kontor.engine_demands() has it.
                if coalesce(v_row->>v_name, '') in ('', '[]', '{}')
                   or v_row->v_name = '0' and exists (select from kontor.column_of(p_subject, v_name) c where c.required) then
                  departed := null;
                end if;
              end loop;
            end if;
            v_rank := (v_ranks->>(v_point->>'stage'))::integer;
            if v_flow is null and v_rank is not null then
              v_flow := 'true';
              v_value := v_record.stages->>(v_point->>'stage');
              if v_value is not null then
                departed := greatest(arrived, v_value::double precision);
              elsif v_status = 'won' or v_at_rank > v_rank then
                guessed := true;
                departed := greatest(arrived, v_born + (coalesce(v_end, v_now) - v_born) * v_rank / greatest(v_stages, 1));
              elsif v_end is not null then
                departed := greatest(arrived, v_end);
              else
                departed := null;
              end if;
            end if;
            if v_flow is null then
              guessed := true;
              departed := arrived + coalesce(3600 * (v_typical->>kontor.fold(v_point->>'name'))::double precision,
                                             (kontor.dry_run_due(v_point, arrived, v_hours) - arrived) / 2, 3600 * 8);
              -- What would still be going on now.
              if v_end is null and departed > v_now then
                departed := null;
              end if;
            end if;
          when 'condition', 'choice' then
            if jsonb_typeof(v_point->'condition') = 'object' then
              v_value := case when (v_record.conditions->>('p:' || point))::boolean then 'yes' else 'no' end;
              for v_flow in select f from jsonb_array_elements(v_outs->point) f loop
                v_way := case when v_flow->>'answer' = v_value then v_flow else v_way end;
              end loop;
            end if;
            for v_flow in select f from jsonb_array_elements(v_outs->point) f loop
              exit when v_way is not null;
              v_way := case when (v_record.conditions->>('f:' || (v_flow->>'key')))::boolean then v_flow end;
            end loop;
            if v_way is null and jsonb_typeof(v_point->'answers') = 'array' or v_point->>'answers_from' is not null then
              -- As it ended: the way that leads there and to the fewest other ends.
              guessed := true;
              if v_status in ('won', 'lost') then
                v_best := null;
                for v_flow in select f from jsonb_array_elements(v_outs->point) f loop
                  if v_outcomes->(v_flow->>'to') ? v_status
                     and (v_best is null or jsonb_array_length(v_outcomes->(v_flow->>'to')) < v_best) then
                    v_best := jsonb_array_length(v_outcomes->(v_flow->>'to'));
                    v_way := v_flow;
                  end if;
                end loop;
              elsif v_status = 'open' then
                departed := null;
              end if;
              if v_asked and departed is not null then
                departed := arrived + coalesce(3600 * (v_typical->>kontor.fold(v_point->>'name'))::double precision,
                                               (kontor.dry_run_due(v_point, arrived, v_hours) - arrived) / 2, 3600 * 8);
                if v_end is null and departed > v_now then
                  departed := null;
                end if;
              end if;
            end if;
            if v_way is null and departed is not null then
              guessed := true;
              select f into v_way from jsonb_array_elements(v_outs->point) with ordinality g (f, n)
               order by coalesce((f->>'default')::boolean, false) desc, n limit 1;
            end if;
          when 'timer' then
            departed := case when nullif(v_point->>'until', '') is not null
                               then greatest(arrived, coalesce(extract(epoch from (v_row->>(v_point->>'until'))::timestamptz), arrived))
                             else extract(epoch from kontor.engine_moment(to_timestamp(arrived), coalesce(nullif(v_point->>'wait_hours', '')::numeric, 24),
                                                                          coalesce(v_point->>'wait_clock', '') = 'working', v_point->>'calendar')) end;
            if departed > v_now then
              departed := null;
            end if;
          when 'event' then
            guessed := true;
            if not coalesce((v_record.conditions->>('p:' || point))::boolean, false) then
              departed := arrived + 3600 * nullif(v_point->>'give_up_hours', '')::double precision;
            end if;
          else
            null;
        end case;

        -- No deadline is nearer than its hours by the clock.
        overdue := v_hours > 0 and coalesce(departed, v_end, v_now) - arrived > 3600 * v_hours
                   and coalesce(departed, v_end, v_now) > kontor.dry_run_due(v_point, arrived, v_hours);
        overdue := coalesce(overdue, false);
        return next;
        if departed is null then
          v_held := v_held || point;
        elsif v_way is not null then
          v_keys := v_keys || (v_way->>'to');
          v_times := v_times || departed;
          v_flows := v_flows || (v_way->>'key');
        else
          for v_flow in select f from jsonb_array_elements(coalesce(v_outs->point, '[]')) f loop
            v_keys := v_keys || (v_flow->>'to');
            v_times := v_times || departed;
            v_flows := v_flows || (v_flow->>'key');
          end loop;
        end if;
      end loop;
      exit when v_merges = '{}';
      -- A merge goes on when nobody can come to it any more but by ways on which
      -- one has come already.
      for v_name, v_value in select m.key, m.value from jsonb_each_text(v_merges) m loop
        v_ways := array(select jsonb_array_elements_text(v_came->v_name));
        v_awaits := array(select k from jsonb_object_keys(v_awaited->v_name) k where kontor.map_awaits(v_awaited->v_name, k, v_ways));
        continue when exists (select from jsonb_object_keys(v_merges) k where k <> v_name and k = any (v_awaits))
                  and not v_held && v_awaits;
        v_merges := v_merges - v_name;
        v_came := v_came - v_name;
        point := v_name;
        arrived := v_value::double precision;
        guessed := false;
        overdue := false;
        performer := null;
        performer_kind := null;
        if v_held && v_awaits then
          departed := null;
          v_held := v_held || v_name;
        else
          departed := arrived;
          v_keys := array[v_outs->v_name->0->>'to'];
          v_times := array[departed];
          v_flows := array[v_outs->v_name->0->>'key'];
        end if;
        return next;
        exit;
      end loop;
      exit when cardinality(v_keys) = 0 and v_merges = '{}';
      v_steps := v_steps + 1;
      exit when v_steps >= 500;
    end loop;
  end loop;
end $$;

-- Point by point: how many would have passed, how many would wait there (now, or
-- for ever), how long, how many past the deadline, tasks and for whom.
create or replace function kontor.dry_run(graph jsonb, subject text, condition jsonb default '{}', max integer default 10000)
  returns table (point text, passed bigint, waiting bigint, median_hours numeric, p90_hours numeric, overdue bigint,
                 tasks bigint, performers jsonb, guessed bigint)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  set jit = off
as $$
#variable_conflict use_column
begin
  if kontor.my_role() is null then
    raise exception 'You are not registered as an employee.' using errcode = '42501';
  end if;
  if jsonb_typeof(graph) is distinct from 'object' or jsonb_typeof(graph->'points') is distinct from 'array'
     or jsonb_typeof(graph->'flows') is distinct from 'array' or not exists (select from kontor.entity e where e.name = subject) then
    raise exception 'This is not a route map.' using errcode = 'KO001';
  end if;
  return query
    with step as materialized (
      select s.* from kontor.dry_run_steps(graph, subject, coalesce(condition, '{}'), least(greatest(coalesce(max, 10000), 1), 100000)) s),
    doer as (
      select s.point, coalesce(e.name, '') as name, s.performer, s.performer_kind as kind, count(*) as n
        from step s left join kontor.employee e on e.id = s.performer
       where s.performer_kind is not null group by 1, 2, 3, 4)
    select s.point, count(*) filter (where s.departed is not null), count(*) filter (where s.departed is null),
           round((percentile_cont(0.5) within group (order by (s.departed - s.arrived) / 3600))::numeric, 2),
           round((percentile_cont(0.9) within group (order by (s.departed - s.arrived) / 3600))::numeric, 2),
           count(*) filter (where s.overdue), count(*) filter (where s.performer_kind is not null),
           coalesce((select jsonb_agg(jsonb_build_object('id', q.performer, 'name', q.name, 'kind', q.kind, 'tasks', q.n) order by q.n desc, q.name)
                       from (select d.* from doer d where d.point = s.point order by d.n desc limit 20) q), '[]'),
           count(*) filter (where s.guessed)
      from step s group by s.point order by s.point;
end $$;

revoke all on function kontor.dry_run_outcomes(jsonb), kontor.dry_run_due(jsonb, double precision, numeric), kontor.dry_run_question(jsonb, text, jsonb),
  kontor.dry_run_steps(jsonb, text, jsonb, integer), kontor.dry_run(jsonb, text, jsonb, integer)
  from public, kontor_seller, kontor_head, kontor_administrator;
grant execute on function kontor.dry_run(jsonb, text, jsonb, integer) to kontor_seller, kontor_head, kontor_administrator;
