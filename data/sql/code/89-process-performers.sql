-- Who does a step, and until when.

-- The record a process is about, or what a link of it leads to.
create or replace function kontor.engine_record(p_subject text, p_record uuid) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare v_row jsonb;
begin
  if not exists (select from kontor.entity e where e.name = p_subject) then
    raise exception 'There is no entity "%".', p_subject using errcode = 'KO001';
  end if;
  execute format('select to_jsonb(t) from kontor.%I t where t.id = $1', p_subject) into v_row using p_record;
  return v_row;
end $$;

-- What stands at the end of a path of links ("partner_id.manager_id").
create or replace function kontor.engine_follows(p_subject text, p_record uuid, p_path text) returns text
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_path text[] := string_to_array(p_path, '.');
  v_entity text := p_subject;
  v_id uuid := p_record;
  v_value text;
  v_column record;
begin
  for v_step in 1 .. coalesce(cardinality(v_path), 0) loop
    select c.name, c.target into v_column from kontor.column_of(v_entity, v_path[v_step]) c;
    if not found then
      raise exception 'There is no field "%".', p_path using errcode = 'KO001';
    end if;
    execute format('select t.%I::text from kontor.%I t where t.id = $1', v_path[v_step], v_entity) into v_value using v_id;
    exit when v_value is null;
    if v_step < cardinality(v_path) then
      if v_column.target is null then
        raise exception '"%" is not a link.', v_path[v_step] using errcode = 'KO001';
      end if;
      v_entity := v_column.target;
      v_id := v_value::uuid;
    end if;
  end loop;
  return v_value;
end $$;

create or replace function kontor.engine_active(p_employee uuid) returns uuid
  language sql stable
as $$
  select e.id from kontor.employee e where e.id = p_employee and e.active
$$;

-- Those of a role, of the team where one is named; who is there and has the
-- least to do comes first.
create or replace function kontor.engine_of_role(p_role text, p_team uuid) returns uuid[]
  language plpgsql stable
as $$
declare
  v_people uuid[] := array(
    select e.id from kontor.employee e
     where e.role = p_role and e.active and (p_role = 'administrator' or p_team is null or e.team_id = p_team));
begin
  -- With one of them there is nobody to compare with.
  if cardinality(v_people) < 2 then
    return v_people;
  end if;
  return array(
    select e.id from kontor.employee e where e.id = any (v_people)
     order by kontor.absent(e.id, clock_timestamp()),
              (select count(*) from kontor.task t where t.manager_id = e.id and t.state in ('open', 'taken')), e.id);
end $$;

-- Everybody whom "who does it" names, most fitting first; nobody is an empty list.
create or replace function kontor.engine_performers(p_process kontor.process, p_performer jsonb) returns uuid[]
  language plpgsql stable
as $$
declare
  v_one uuid;
begin
  case coalesce(nullif(p_performer->>'kind', ''), 'deal_manager')
    when 'deal_manager' then
      -- As the record stands now: whoever takes over the record takes over its processes.
      v_one := p_process.manager_id;
    when 'head' then
      return kontor.engine_of_role('head', p_process.team_id);
    when 'starter' then
      v_one := p_process.created_by;
    when 'owner' then
      v_one := kontor.engine_owner(p_process);
    else
      -- Only what may name a field that is gone is tried with a way back.
      begin
        case p_performer->>'kind'
          when 'employee' then
            v_one := (p_performer->>'id')::uuid;
          when 'role' then
            return kontor.engine_of_role(p_performer->>'role', coalesce(nullif(p_performer->>'team', '')::uuid, p_process.team_id));
          when 'author' then
            v_one := (kontor.engine_record(p_process.subject, p_process.record_id)->>'created_by')::uuid;
          when 'field' then
            v_one := kontor.engine_follows(p_process.subject, p_process.record_id, p_performer->>'path')::uuid;
          else
            return '{}';
        end case;
      exception when data_exception or sqlstate 'KO001' then
        -- A field that is gone, or holds no employee: nobody.
        return '{}';
      end;
  end case;
  v_one := kontor.engine_active(v_one);
  return case when v_one is null then '{}' else array[v_one] end;
end $$;

-- The one who fits best; null where nobody does.
create or replace function kontor.engine_performer(p_process kontor.process, p_performer jsonb) returns uuid
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return (kontor.engine_performers(p_process, p_performer))[1];
end $$;

-- Who looks after a map where nobody else can: never nobody.
create or replace function kontor.engine_owner(p_process kontor.process) returns uuid
  language plpgsql stable
as $$
declare v_owner uuid;
begin
  select coalesce(
    (select kontor.engine_active(v.published_by) from kontor.route_map_version v where v.id = p_process.map_version_id),
    (select kontor.engine_active(m.created_by) from kontor.route_map m where m.id = p_process.map_id),
    (kontor.engine_of_role('administrator', null))[1],
    (kontor.engine_of_role('head', p_process.team_id))[1],
    kontor.engine_active(p_process.created_by),
    kontor.engine_active(p_process.manager_id)) into v_owner;
  if v_owner is null then
    raise exception 'Nobody can do the next step of "%": there is no performer, no owner of the map and no administrator.',
      p_process.name using errcode = 'KO001';
  end if;
  return v_owner;
end $$;

-- Those who get a task each at a point.  @for_role: nobody in particular but
-- anybody of this role, in @team.
create or replace function kontor.engine_seats(p_process kontor.process, p_point jsonb,
                                               out people uuid[], out for_role text, out team uuid)
  language plpgsql stable
as $$
declare
  v_performer jsonb := p_point->'performer';
  v_deputy jsonb := p_point->'deputy';
  v_group text := coalesce(p_point->>'group', '');
  v_deputies uuid[];
begin
  people := kontor.engine_performers(p_process, v_performer);
  if cardinality(people) = 0 then
    return;
  end if;
  if v_performer->>'kind' = 'role' and v_group = 'first' then
    for_role := v_performer->>'role';
    team := case when for_role <> 'administrator' then (select e.team_id from kontor.employee e where e.id = people[1]) end;
    people := people[1:1];
    return;
  end if;
  if v_group <> 'each' then
    people := people[1:1];
  end if;
  if coalesce(v_deputy->>'kind', '') <> ''
     and exists (select from unnest(people) p where kontor.absent(p, clock_timestamp())) then
    select array_agg(d order by n) into v_deputies
      from unnest(kontor.engine_performers(p_process, v_deputy)) with ordinality q (d, n)
     where not kontor.absent(d, clock_timestamp());
    -- Where the deputy is away too, the step stays with its performer.
    if v_deputies is not null then
      people := array(select p from unnest(people) with ordinality q (p, n) where not kontor.absent(p, clock_timestamp()) order by n);
      if not v_deputies[1] = any (people) then
        people := people || v_deputies[1];
      end if;
    end if;
  elsif coalesce(v_deputy->>'kind', '') = '' and exists (select from kontor.absence a where a.employee_id = any (people)) then
    -- The map says nothing: whoever is named in the absence does the work meanwhile.
    people := array(select q.who from (select coalesce(kontor.deputy_of(p, clock_timestamp()), p) as who, n
                                         from unnest(people) with ordinality u (p, n)) q
                     group by q.who order by min(q.n));
  end if;
end $$;

-- A span of hours from a moment, by the clock or in working time.
create or replace function kontor.engine_moment(p_from timestamptz, p_hours numeric, p_working boolean, p_calendar text) returns timestamptz
  language plpgsql stable
as $$
begin
  if p_working then
    return kontor.working_moment(nullif(p_calendar, '')::uuid, p_from, p_hours);
  end if;
  return p_from + p_hours * interval '1 hour';
end $$;

-- Until when a task at a point has to be done.
create or replace function kontor.engine_deadline(p_point jsonb, p_from timestamptz) returns timestamptz
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return kontor.engine_moment(p_from, coalesce(nullif(p_point->>'due_hours', '')::numeric, 24),
                              coalesce(p_point->>'due_clock', '') <> 'clock', p_point->>'calendar');
end $$;

-- The records of an entity that belong to a process: of its record, else of its
-- deal, else of its partner.  SQL over the row called @p_alias; $1 record, $2
-- deal, $3 partner.  Null where nothing links them.
create or replace function kontor.engine_belongs(p_entity text, p_subject text, p_alias text) returns text
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_columns text[] := array(select c.name from kontor.columns_of(p_entity) c);
  v_own text := p_subject || '_id';
begin
  if v_own = any (v_columns) and p_subject not in ('deal', 'partner') then
    return format('%I.%I = $1', p_alias, v_own);
  elsif p_entity = 'partner' then
    return format('%I.id = $3', p_alias);
  elsif p_entity = 'deal' then
    return format('($2 is not null and %1$I.id = $2 or $2 is null and %1$I.partner_id = $3)', p_alias);
  elsif 'deal_id' = any (v_columns) and 'partner_id' = any (v_columns) then
    return format('(%1$I.deal_id = $2 or ($2 is null or %1$I.deal_id is null) and %1$I.partner_id = $3)', p_alias);
  elsif 'deal_id' = any (v_columns) then
    return format('%I.deal_id = $2', p_alias);
  elsif 'partner_id' = any (v_columns) then
    return format('%I.partner_id = $3', p_alias);
  end if;
  return null;
end $$;
