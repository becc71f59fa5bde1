-- Two people may draw on one draft.  Each says on which state of it the work
-- stands; where that is not the newest one nothing is written, and the answer
-- carries the newest, so that the desk puts both together and tries again.

-- The state a desk has to stand on: the draft, else the newest version.
create or replace function kontor.newest_map_version(p_map uuid) returns kontor.route_map_version
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select v from kontor.route_map_version v where v.map_id = p_map order by v.state = 'draft' desc, v.number desc limit 1
$$;

-- base and base_version: id and version of the row that was read; null for a map
-- that was not drawn yet.
create or replace function kontor.keep_map_draft(map uuid, base uuid, base_version bigint, graph jsonb, operation uuid default null)
  returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_now kontor.route_map_version;
begin
  if kontor.my_role() is distinct from 'administrator' then
    raise exception 'Only administrators can change route maps.' using errcode = '42501';
  end if;
  perform 1 from kontor.route_map m where m.id = map for update;
  v_now := kontor.newest_map_version(map);
  if v_now.id is distinct from base or v_now.version is distinct from base_version then
    return jsonb_build_object('status', 'changed', 'id', v_now.id, 'version', v_now.version, 'number', v_now.number,
                              'state', v_now.state, 'graph', v_now.graph,
                              'changed_by', (select e.name from kontor.employee e where e.id = v_now.changed_by));
  end if;
  perform kontor.save_map_draft(map, graph, null, operation);
  v_now := kontor.newest_map_version(map);
  return jsonb_build_object('status', 'saved', 'id', v_now.id, 'version', v_now.version, 'number', v_now.number);
end $$;

-- Trying a map out with a chosen record (R85): what each rule on it says of that
-- record, by the point's or the line's key: true, false, or in words why it
-- cannot be tried; null where the record is not seen.
create or replace function kontor.map_rules_of(graph jsonb, subject text, record uuid) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_piece record;
  v_answer jsonb := '{}';
  v_holds jsonb;
begin
  if kontor.my_role() is null then
    raise exception 'You are not registered as an employee.' using errcode = '42501';
  end if;
  if jsonb_typeof(graph) is distinct from 'object' or jsonb_typeof(graph->'points') is distinct from 'array'
     or jsonb_typeof(graph->'flows') is distinct from 'array' or not exists (select from kontor.entity e where e.name = subject) then
    raise exception 'This is not a route map.' using errcode = 'KO001';
  end if;
  for v_piece in
    select p->>'key' as key, p->'condition' as condition from jsonb_array_elements(graph->'points') p where jsonb_typeof(p->'condition') = 'object'
    union all
    select f->>'key', f->'condition' from jsonb_array_elements(graph->'flows') f where jsonb_typeof(f->'condition') = 'object'
  loop
    begin
      v_holds := null;
      execute format('select to_jsonb(coalesce((%s), false)) from kontor.%I t where t.id = $1 and (%s)',
                     kontor.condition_sql(subject, v_piece.condition, 't'), subject, kontor.policy_sql(subject, kontor.my_role(), 't'))
        into v_holds using record;
    exception when others then
      -- A rule that is not finished yet is no reason not to try the rest.
      v_holds := to_jsonb(sqlerrm);
    end;
    v_answer := v_answer || jsonb_build_object(v_piece.key, v_holds);
  end loop;
  return v_answer;
end $$;

-- What holds a draft back from being published, counted, for the list of the maps.
create or replace function kontor.map_draft_problems(version uuid) returns integer
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select case when kontor.my_role() = 'administrator' then (
    select count(*)::integer
      from kontor.route_map_version v,
           lateral (select p.severity from kontor.map_problems(v.graph) p
                    union all
                    select p.severity from kontor.map_setting_problems(v.map_id, v.graph) p) q
     where v.id = $1 and v.state = 'draft' and q.severity = 'error') end
$$;

-- What the settings of a drawing say that cannot run, while it is drawn (R78): the
-- drawing need not be kept yet.
create or replace function kontor.draft_setting_problems(map uuid, graph jsonb)
  returns table (severity text, code text, points text[], message text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if kontor.my_role() is distinct from 'administrator' then
    raise exception 'Only administrators can change route maps.' using errcode = '42501';
  end if;
  if not exists (select from kontor.route_map m where m.id = draft_setting_problems.map) then
    raise exception 'There is no such route map.' using errcode = 'KO001';
  end if;
  if jsonb_typeof(graph) is distinct from 'object' or jsonb_typeof(graph->'points') is distinct from 'array'
     or jsonb_typeof(graph->'flows') is distinct from 'array' then
    raise exception 'This is not a route map.' using errcode = 'KO001';
  end if;
  -- A larger map cannot be published whatever its settings.
  if jsonb_array_length(graph->'points') <= 2000 and jsonb_array_length(graph->'flows') <= 5000 then
    return query select p.severity, p.code, p.points, p.message from kontor.map_setting_problems(map, graph) p;
  end if;
end $$;

-- Trying a map out: until when a step that is come to at a moment has to be done,
-- or a timer waits, in the working time of its calendar.
create or replace function kontor.map_moment(point jsonb, since timestamptz) returns timestamptz
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if kontor.my_role() is null then
    raise exception 'You are not registered as an employee.' using errcode = '42501';
  end if;
  if point->>'kind' = 'timer' then
    return kontor.engine_moment(since, coalesce(nullif(point->>'wait_hours', '')::numeric, 24),
                                coalesce(point->>'wait_clock', '') = 'working', point->>'calendar');
  end if;
  return kontor.engine_deadline(point, since);
end $$;

revoke all on function kontor.newest_map_version(uuid), kontor.keep_map_draft(uuid, uuid, bigint, jsonb, uuid),
  kontor.map_rules_of(jsonb, text, uuid), kontor.map_moment(jsonb, timestamptz), kontor.map_draft_problems(uuid), kontor.draft_setting_problems(uuid, jsonb)
  from public, kontor_seller, kontor_head, kontor_administrator;
grant execute on function kontor.keep_map_draft(uuid, uuid, bigint, jsonb, uuid), kontor.draft_setting_problems(uuid, jsonb) to kontor_administrator;
grant execute on function kontor.map_rules_of(jsonb, text, uuid), kontor.map_moment(jsonb, timestamptz) to kontor_seller, kontor_head, kontor_administrator;
grant execute on function kontor.map_draft_problems(uuid) to kontor_seller, kontor_head, kontor_administrator;
