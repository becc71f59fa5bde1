-- Running processes go over to a new version of their map (D7).  What the
-- preview says is what happens: both ask the same function, and the change locks
-- the processes before it asks.
--
-- A mapping says for each point of the old version: the key of the point it is
-- now ({"old": "new"}), false where its processes are to be stopped, and nothing
-- or null where they stay on the old version to their end.

-- Every set of places that tokens can hold at once in a version: points, and for
-- a merge the flow by which one came ("merge<flow").  No more than @p_cap of them.
create or replace function kontor.migration_markings(p_version uuid, p_cap integer default 4000) returns setof text[]
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_kinds jsonb;
  v_outs jsonb;
  v_merges jsonb;
  v_graph jsonb;
  v_seen jsonb := '{}';
  v_queue text[];
  v_state text[];
  v_rest text[];
  v_place text;
  v_point text;
  v_out text;
  v_next text[];
  v_nexts jsonb;
  v_one jsonb;
begin
  select v.graph into v_graph from kontor.route_map_version v where v.id = p_version;
  select jsonb_object_agg(p->>'key', p->>'kind') into v_kinds from jsonb_array_elements(v_graph->'points') p;
  -- Where the token stands that went along each flow, by the point it left.
  select jsonb_object_agg(q.tail, q.places) into v_outs
    from (select f->>'from' as tail,
                 jsonb_agg(case when v_kinds->>(f->>'to') = 'merge' then (f->>'to') || '<' || (f->>'key') else f->>'to' end order by n) as places
            from jsonb_array_elements(v_graph->'flows') with ordinality g (f, n) group by 1) q;
  select coalesce(jsonb_object_agg(r.key, coalesce(r.awaited, '{}')), '{}') into v_merges
    from kontor.route_point r where r.version_id = p_version and r.kind = 'merge';

  select array[(v_outs->k.key->>0)] into v_state from jsonb_each_text(v_kinds) k where k.value = 'start';
  v_queue := array[v_state::text];
  v_seen := jsonb_build_object(v_state::text, true);
  while cardinality(v_queue) > 0 loop
    v_state := v_queue[1]::text[];
    v_queue := v_queue[2:];
    return next v_state;
    foreach v_place in array v_state loop
      v_point := split_part(v_place, '<', 1);
      case v_kinds->>v_point
        when 'end' then
          continue;
        when 'merge' then
          v_rest := array(select s from unnest(v_state) s where split_part(s, '<', 1) <> v_point);
          continue when exists (select from unnest(v_rest) s, lateral (select v_merges->v_point->split_part(s, '<', 1)) w (flows)
                                 where w.flows is not null
                                   and not w.flows ?| array(select split_part(h, '<', 2) from unnest(v_state) h
                                                             where split_part(h, '<', 1) = v_point));
          v_nexts := jsonb_build_array(v_outs->v_point);
        when 'condition', 'choice' then
          v_rest := array_remove(v_state, v_place);
          v_nexts := (select jsonb_agg(jsonb_build_array(o)) from jsonb_array_elements(v_outs->v_point) o);
        else
          v_rest := array_remove(v_state, v_place);
          v_nexts := jsonb_build_array(v_outs->v_point);
      end case;
      for v_one in select n from jsonb_array_elements(v_nexts) n loop
        v_next := array(select distinct s from unnest(v_rest || array(select jsonb_array_elements_text(v_one))) s order by s);
        if not v_seen ? v_next::text then
          v_seen := v_seen || jsonb_build_object(v_next::text, true);
          v_queue := v_queue || v_next::text;
          if cardinality(v_queue) > p_cap then
            return;
          end if;
        end if;
      end loop;
    end loop;
  end loop;
end $$;

create or replace function kontor.migration_keeper() returns void
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if kontor.my_role() is distinct from 'administrator' then
    raise exception 'Only administrators move processes to another version of their map.' using errcode = '42501';
  end if;
end $$;

-- What a token at a point waits for; only like becomes like.
create or replace function kontor.migration_waits_for(p_kind text) returns text
  language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case when p_kind in ('condition', 'choice') then 'answer' when p_kind in ('start', 'end', 'split') then null else p_kind end
$$;

-- The points of the old version where a process can stand, how many do, and what
-- they probably are now: of the same key, else of the same name.
create or replace function kontor.migration_points(from_version uuid, to_version uuid)
  returns table (key text, name text, kind text, waiting bigint, suggestion text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform kontor.migration_keeper();
  return query
    select o.key, coalesce(o.point->>'name', ''), o.kind,
           (select count(distinct k.process_id) from kontor.process p join kontor.process_token k on k.process_id = p.id
             where p.map_version_id = from_version and p.state in ('running', 'stopped') and k.point = o.key),
           (select n.key from kontor.route_point n
             where n.version_id = to_version and kontor.migration_waits_for(n.kind) = kontor.migration_waits_for(o.kind)
               and (n.key = o.key or coalesce(n.point->>'name', '') <> '' and kontor.fold(n.point->>'name') = kontor.fold(o.point->>'name'))
             order by n.key = o.key desc, n.kind = o.kind desc, n.key limit 1)
      from kontor.route_point o
      join kontor.route_map_version v on v.id = o.version_id
      left join lateral (select q.n from jsonb_array_elements(v.graph->'points') with ordinality q (p, n) where q.p->>'key' = o.key) place on true
     where o.version_id = from_version and kontor.migration_waits_for(o.kind) is not null
     order by place.n;
end $$;

-- Where each token of the processes of a version would stand, and what becomes
-- of each process.
create or replace function kontor.migration_outcomes(p_from uuid, p_to uuid, p_mapping jsonb)
  returns table (process_id uuid, outcome text, why text, from_points text[], to_points text[], tokens jsonb)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_markings text[][];
  v_from_graph jsonb;
  v_to_graph jsonb;
  v_row record;
begin
  select v.graph into v_from_graph from kontor.route_map_version v where v.id = p_from;
  select v.graph into v_to_graph from kontor.route_map_version v where v.id = p_to;
  for v_row in
    with token as (
      select k.process_id, k.id, k.point as old_key, k.flow as old_flow, o.kind as old_kind,
             coalesce(nullif(o.point->>'name', ''), o.kind) as old_name,
             jsonb_typeof(p_mapping->k.point) as said, p_mapping->>k.point as new_key, n.kind as new_kind,
             coalesce(nullif(n.point->>'name', ''), n.kind) as new_name
        from kontor.process p join kontor.process_token k on k.process_id = p.id
        left join kontor.route_point o on o.version_id = p_from and o.key = k.point
        left join kontor.route_point n on n.version_id = p_to and n.key = p_mapping->>k.point
                                      and jsonb_typeof(p_mapping->k.point) = 'string'
       where p.map_version_id = p_from and p.state in ('running', 'stopped')),
    placed as (
      select t.*,
             -- By which flow it came there: the same one, one from where it came, for
             -- a merge one that leads there from the same place.
             coalesce(
               (select f->>'key' from jsonb_array_elements(v_to_graph->'flows') f
                 where f->>'to' = t.new_key and f->>'key' = t.old_flow limit 1),
               (select f->>'key' from jsonb_array_elements(v_to_graph->'flows') f
                 where f->>'to' = t.new_key
                   and f->>'from' in (select coalesce(p_mapping->>(g->>'from'), g->>'from')
                                        from jsonb_array_elements(v_from_graph->'flows') g where g->>'key' = t.old_flow) limit 1),
               case when t.new_kind <> 'merge' then
                 (select f->>'key' from jsonb_array_elements(v_to_graph->'flows') f where f->>'to' = t.new_key limit 1) end) as new_flow
        from token t)
    select q.process_id,
           case when bool_or(q.said = 'boolean') then 'stopped'
                when bool_or(q.new_kind is null) or bool_or(q.trouble is not null) then 'kept' else 'migrated' end as outcome,
           coalesce(
             min(format('"%s" has no place in the new version.', q.old_name)) filter (where q.said = 'boolean'),
             min(format('"%s" is not in the new version, so it goes on by the old one.', q.old_name))
               filter (where coalesce(q.said, 'null') = 'null'),
             min(q.trouble)) as why,
           array_agg(q.old_key order by q.old_key, q.id) as from_points,
           array_agg(q.new_key order by q.old_key, q.id) as to_points,
           jsonb_agg(jsonb_build_object('id', q.id, 'point', q.new_key, 'flow', q.new_flow) order by q.id) as tokens,
           array_agg(case when q.new_kind = 'merge' then q.new_key || '<' || q.new_flow else q.new_key end) as marking
      from (select p.*,
                   case when p.said = 'string' and p.new_kind is null then format('The new version has no point "%s".', p.new_key)
                        when kontor.migration_waits_for(p.new_kind) is distinct from kontor.migration_waits_for(p.old_kind)
                          and p.new_kind is not null
                          then format('"%s" waits for something else than "%s".', p.new_name, p.old_name)
                        when p.new_kind = 'merge' and p.new_flow is null
                          then format('It came to "%s" by a way that the new version does not have.', p.old_name) end as trouble
              from placed p) q
     group by q.process_id
     order by q.process_id
  loop
    process_id := v_row.process_id;
    outcome := v_row.outcome;
    why := v_row.why;
    from_points := v_row.from_points;
    to_points := case when v_row.outcome = 'migrated' then v_row.to_points end;
    tokens := v_row.tokens;
    if outcome = 'migrated' then
      if cardinality(v_row.marking) <> (select count(distinct m) from unnest(v_row.marking) m) then
        outcome := 'kept';
        why := 'Two of its steps would be one and the same.';
      elsif cardinality(v_row.marking) > 1 then
        -- Steps side by side must be able to stand side by side there.
        if v_markings is null then
          select array_agg(m::text) into v_markings from kontor.migration_markings(p_to) m;
        end if;
        if not exists (select from unnest(v_markings) m where m::text[] @> v_row.marking) then
          outcome := 'kept';
          why := 'Its steps stand side by side, and follow one another in the new version.';
        end if;
      end if;
      to_points := case when outcome = 'migrated' then to_points end;
    end if;
    return next;
  end loop;
end $$;

create or replace function kontor.migration_checked(p_map uuid, p_from uuid, p_to uuid, p_mapping jsonb) returns void
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform kontor.migration_keeper();
  if not exists (select from kontor.route_map_version v where v.id = p_from and v.map_id = p_map and v.state <> 'draft')
     or not exists (select from kontor.route_map_version v where v.id = p_to and v.map_id = p_map and v.state <> 'draft') or p_from = p_to then
    raise exception 'Choose two published versions of one map.' using errcode = 'KO001';
  end if;
  if jsonb_typeof(p_mapping) is distinct from 'object' then
    raise exception 'It is not said which point becomes which.' using errcode = 'KO001';
  end if;
end $$;

create or replace function kontor.migration_preview(map uuid, from_version uuid, to_version uuid, mapping jsonb)
  returns table (process_id uuid, name text, manager_name text, outcome text, why text, from_points text[], to_points text[])
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform kontor.migration_checked(map, from_version, to_version, mapping);
  return query
    select o.process_id, p.name, e.name, o.outcome, o.why, o.from_points, o.to_points
      from kontor.migration_outcomes(from_version, to_version, mapping) o
      join kontor.process p on p.id = o.process_id
      left join kontor.employee e on e.id = p.manager_id
     order by o.outcome desc, p.started_at, p.id;
end $$;

-- What the performer of a point is asked: by itself, or by the condition behind it.
create or replace function kontor.migration_question(p_version uuid, p_key text, out question text, out answers jsonb)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_point kontor.route_point;
  v_asker jsonb;
begin
  select * into v_point from kontor.route_point r where r.version_id = p_version and r.key = p_key;
  v_asker := v_point.point;
  answers := kontor.engine_answers(v_asker);
  if answers is null and v_point.asks is not null then
    select r.point into v_asker from kontor.route_point r where r.version_id = p_version and r.key = v_point.asks;
    answers := kontor.engine_answers(v_asker);
  end if;
  if answers is null and v_point.kind in ('condition', 'choice') then
    select jsonb_agg(jsonb_build_object('key', coalesce(f->>'answer', f->>'key'),
                                        'text', coalesce(nullif(f->>'label', ''), f->>'answer', f->>'key')))
      into answers from jsonb_array_elements(v_point.outgoing) f;
  end if;
  if answers is not null then
    question := coalesce(nullif(v_asker->>'question', ''), v_asker->>'name');
  end if;
end $$;

-- One process that goes over.
create or replace function kontor.migration_moves(p_process kontor.process, p_to uuid, p_tokens jsonb, p_note text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_token record;
  v_task kontor.task;
  v_old jsonb;
  v_new kontor.route_point;
  v_asked record;
begin
  update kontor.process p set map_version_id = p_to where p.id = p_process.id;
  for v_token in select t.* from jsonb_to_recordset(p_tokens) as t (id uuid, point text, flow text) loop
    update kontor.process_token k set point = v_token.point, flow = v_token.flow where k.id = v_token.id;
    for v_task in
      select t.* from kontor.task t where t.process_id = p_process.id and t.token_id = v_token.id and t.state in ('open', 'taken')
    loop
      select r.point into v_old from kontor.route_point r where r.version_id = p_process.map_version_id and r.key = v_task.point;
      select * into v_new from kontor.route_point r where r.version_id = p_to and r.key = v_token.point;
      v_asked := kontor.migration_question(p_to, v_token.point);
      -- Who does it and until when stays; what is asked is what the new version asks.
      update kontor.task t
         set point = v_token.point,
             name = case when t.name = v_old->>'name' then coalesce(nullif(v_new.point->>'name', ''), t.name) else t.name end,
             description = case when t.description = v_old->>'text' then nullif(v_new.point->>'text', '') else t.description end,
             question = v_asked.question, answers = v_asked.answers
       where t.id = v_task.id;
    end loop;
  end loop;
  perform kontor.engine_step(p_process, '', 'continued', null, null, p_note);
end $$;

create or replace function kontor.migrate_processes(map uuid, from_version uuid, to_version uuid, mapping jsonb, operation uuid default null)
  returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_earlier text;
  v_migration uuid := kontor.new_id();
  v_outcome record;
  v_process kontor.process;
  v_from integer;
  v_to integer;
  v_answer jsonb;
begin
  if not kontor.engine_begins(operation, 'migrate_processes', 'Processes moved to a new version') then
    return kontor.engine_answer(operation);
  end if;
  perform kontor.migration_checked(map, from_version, to_version, mapping);
  select v.number into v_from from kontor.route_map_version v where v.id = from_version;
  select v.number into v_to from kontor.route_map_version v where v.id = to_version;
  -- From here on nobody completes a task of theirs.
  perform 1 from kontor.process p where p.map_version_id = from_version and p.state in ('running', 'stopped') order by p.id for update;
  insert into kontor.process_migration (id, author_id, map_id, from_version_id, to_version_id, mapping, migrated, kept, stopped, operation)
  values (v_migration, kontor.me(), map, from_version, to_version, mapping, 0, 0, 0, operation);

  v_earlier := kontor.engine_enter();
  for v_outcome in select o.* from kontor.migration_outcomes(from_version, to_version, mapping) o loop
    select * into v_process from kontor.process p where p.id = v_outcome.process_id;
    if v_outcome.outcome = 'migrated' then
      perform kontor.migration_moves(v_process, to_version, v_outcome.tokens,
                                     format('Went over from version %s to version %s of the map.', v_from, v_to));
    elsif v_outcome.outcome = 'stopped' and v_process.state = 'running' then
      update kontor.process p set state = 'stopped' where p.id = v_process.id;
      perform kontor.engine_step(v_process, '', 'stopped', null, null, v_outcome.why);
    end if;
    insert into kontor.process_migration_item (migration_id, process_id, outcome, why, from_points, to_points, manager_id, team_id)
    values (v_migration, v_outcome.process_id, v_outcome.outcome, v_outcome.why, v_outcome.from_points, v_outcome.to_points,
            v_process.manager_id, v_process.team_id);
  end loop;
  perform kontor.engine_leave(v_earlier);

  update kontor.process_migration m
     set (migrated, kept, stopped) = (select count(*) filter (where i.outcome = 'migrated'), count(*) filter (where i.outcome = 'kept'),
                                             count(*) filter (where i.outcome = 'stopped')
                                        from kontor.process_migration_item i where i.migration_id = v_migration)
   where m.id = v_migration
  returning jsonb_build_object('migration', m.id, 'migrated', m.migrated, 'kept', m.kept, 'stopped', m.stopped) into v_answer;
  perform kontor.engine_ends(operation, v_answer);
  return v_answer;
end $$;

-- How it went in a version, point by point: how often passed, how many stand
-- there now, how long it took, how many tasks are overdue.  Of the processes that
-- the caller sees.
create or replace function kontor.map_heat(map uuid, version uuid default null, since timestamptz default null, until timestamptz default null)
  returns table (point text, passed bigint, waiting bigint, median_hours numeric, p90_hours numeric, overdue bigint)
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  with walked as (
    select p.id, p.state from kontor.process p
     where p.map_id = $1 and ($2 is null or p.map_version_id = $2)),
  step as (
    select s.process_id, s.point, s.action, s.at,
           lead(s.action) over place as next_action, lead(s.at) over place as next_at
      from kontor.process_step s
     where s.process_id in (select w.id from walked w) and s.action in ('arrived', 'left', 'ended') and s.point <> ''
    window place as (partition by s.process_id, s.point order by s.seq)),
  arrival as (
    select s.point, s.process_id, s.at, case when s.next_action in ('left', 'ended') then s.next_at end as left_at
      from step s
     where s.action = 'arrived' and ($3 is null or s.at >= $3) and ($4 is null or s.at < $4)),
  standing as (
    select k.point, count(*) as waiting from kontor.process_token k join walked w on w.id = k.process_id
     where w.state in ('running', 'stopped') group by k.point),
  late as (
    select t.point, count(*) as overdue from kontor.task t join walked w on w.id = t.process_id
     where t.state in ('open', 'taken') and t.due_at < now() group by t.point),
  gone as (
    -- Where nobody waits no leaving is written: there it was passed at once.
    select a.point, count(*) filter (where a.left_at is not null or not exists (
                      select from kontor.process_token k where k.process_id = a.process_id and k.point = a.point)) as passed,
           percentile_cont(0.5) within group (order by extract(epoch from a.left_at - a.at) / 3600) as median,
           percentile_cont(0.9) within group (order by extract(epoch from a.left_at - a.at) / 3600) as p90
      from arrival a group by a.point)
  select coalesce(g.point, s.point, l.point), coalesce(g.passed, 0), coalesce(s.waiting, 0), round(g.median::numeric, 2), round(g.p90::numeric, 2),
         coalesce(l.overdue, 0)
    from gone g full join standing s on s.point = g.point full join late l on l.point = coalesce(g.point, s.point)
   order by 1
$$;

do $$
declare
  v_role text;
begin
  foreach v_role in array array['seller', 'head', 'administrator'] loop
    perform kontor.set_policy('process_migration', v_role, '(select kontor.me()) is not null');
    perform kontor.set_policy('process_migration_item', v_role, kontor.policy_sql('process', v_role));
  end loop;
end $$;

revoke all on function kontor.migration_markings(uuid, integer), kontor.migration_keeper(), kontor.migration_waits_for(text),
  kontor.migration_points(uuid, uuid), kontor.migration_outcomes(uuid, uuid, jsonb), kontor.migration_checked(uuid, uuid, uuid, jsonb),
  kontor.migration_preview(uuid, uuid, uuid, jsonb), kontor.migration_question(uuid, text),
  kontor.migration_moves(kontor.process, uuid, jsonb, text), kontor.migrate_processes(uuid, uuid, uuid, jsonb, uuid),
  kontor.map_heat(uuid, uuid, timestamptz, timestamptz)
  from public, kontor_seller, kontor_head, kontor_administrator;
grant execute on function kontor.migration_points(uuid, uuid), kontor.migration_preview(uuid, uuid, uuid, jsonb),
  kontor.migrate_processes(uuid, uuid, uuid, jsonb, uuid) to kontor_administrator;
grant execute on function kontor.map_heat(uuid, uuid, timestamptz, timestamptz) to kontor_seller, kontor_head, kontor_administrator;
