-- The doors to route maps: drafts, copies, publishing.

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
    select kontor.new_id(), map, coalesce(max(v.number), 0) + 1, 'draft', save_map_draft.graph, save_map_draft.note
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
-- A copy is walked by what its model is walked by; a map from nothing by what is said.
drop function if exists kontor.copy_map(uuid, text, uuid);
create or replace function kontor.copy_map(map uuid, name text, operation uuid default null, subject text default null) returns uuid
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_map uuid := kontor.new_id();
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
  if nullif(copy_map.subject, '') is not null and not exists (select from kontor.entity e where e.name = copy_map.subject) then
    raise exception 'unknown entity: %', copy_map.subject using errcode = '22023';
  end if;
  insert into kontor.route_map (id, name, description, subject)
  select v_map, trim(copy_map.name), m.description, coalesce(m.subject, nullif(copy_map.subject, ''), 'deal')
    from (values (1)) one left join kontor.route_map m on m.id = map;
  insert into kontor.route_map_version (id, map_id, number, state, graph)
  select kontor.new_id(), v_map, 1, 'draft', v.graph
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
    into v_problems from (select p.* from kontor.map_problems(v_version.graph) p where p.severity = 'error'
                          union all
                          select p.* from kontor.map_setting_problems(v_version.map_id, v_version.graph) p where p.severity = 'error') q;
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
