-- The import of rows from files: many at a time, each under the person's own
-- rights, the same batch twice without doubles.

-- What has been imported already, by operation and first line.
create table if not exists kontor.import_batch (
  operation   uuid not null,
  first_line  bigint not null,
  answer      jsonb not null,
  primary key (operation, first_line)
);
alter table kontor.import_batch enable row level security;
revoke all on kontor.import_batch from public, kontor_seller, kontor_head, kontor_administrator;

-- Columns that a file may fill: not generated, not bookkeeping, not owners.
create or replace function kontor.import_columns(entity_name text, rows jsonb, part text) returns text[]
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select coalesce(array_agg(a.attname::text order by a.attnum), '{}')
    from pg_attribute a
    where a.attrelid = format('kontor.%I', entity_name)::regclass
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''
      and a.attname <> all (array['id', 'version', 'created_at', 'created_by', 'changed_at', 'changed_by',
                                  'manager_id', 'team_id', 'last_contact_at'])
      and a.attname in (select distinct key
                        from jsonb_array_elements(rows) as r, jsonb_object_keys(r->part) as key
                        where jsonb_typeof(r->part) = 'object'));
end
$$;

-- "coalesce(v.kind, 'company'::text)": an empty cell takes the column's default.
create or replace function kontor.import_values(entity_name text, columns text[]) returns text
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select string_agg(case when d.adbin is null then format('v.%I', a.attname)
                           else format('coalesce(v.%I, %s)', a.attname, pg_get_expr(d.adbin, d.adrelid)) end,
                      ', ' order by a.attnum)
    from pg_attribute a
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = format('kontor.%I', entity_name)::regclass and a.attname = any (columns));
end
$$;

create or replace function kontor.import_names(columns text[]) returns text
  language sql immutable
  set search_path = pg_catalog, pg_temp
as $$
  select string_agg(quote_ident(c.name), ', ' order by c.place)
  from unnest(columns) with ordinality as c (name, place)
$$;

-- What becomes of each row, in the rows' order: the record that it is about, whether
-- that is new, and whether no row before it is about the same.
create or replace function kontor.import_plan(entity_name text, rows jsonb,
                                              out ids uuid[], out fresh boolean[], out first boolean[], out n_again bigint)
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  title text := (select e.title_column from kontor.entity e where e.name = entity_name);
  key_sql text;
begin
  -- The search key begins with the folded title and is indexed; what else stands
  -- in it (the city, the telephone) must not part two rows of one name.
  key_sql := case when exists (select 1 from pg_attribute a
                               where a.attrelid = format('kontor.%I', entity_name)::regclass and a.attname = 'search_key')
                  then 't.search_key >= k.key and t.search_key < k.key || chr(1114111) and ' else '' end
             || format('kontor.fold(t.%I) = k.key', title);

  execute format($statement$
    with incoming as materialized (
      select place, kontor.fold(r->'fields'->>%1$L) as key, coalesce((r->>'again')::boolean, false) as again
      from jsonb_array_elements($1) with ordinality as e (r, place)),
    known as materialized (
      select k.key, k.place, coalesce(x.id, kontor.new_id()) as id, x.id is null as fresh
      from (select key, min(place) as place from incoming group by key) as k
      left join lateral (select t.id from kontor.%2$I t where %3$s and (%4$s) order by t.id limit 1) as x on true)
    select array_agg(k.id order by i.place), array_agg(k.fresh order by i.place), array_agg(i.place = k.place order by i.place),
           count(*) filter (where k.fresh and i.place = k.place and i.again)
    from incoming i join known k using (key)
  $statement$, title, entity_name, key_sql, kontor.policy_sql(entity_name, kontor.my_role(), 't'))
    into ids, fresh, first, n_again using rows;
end
$$;

-- The clients and what belongs to them come by the hundred thousand: their rows are
-- stamped and owned here, all at once, and not by a trigger each.  These functions
-- belong to the role for which those triggers are not called.
do $$
declare
  name text;
begin
  foreach name in array array['partner', 'legal_entity', 'person', 'address'] loop
    execute format('drop policy if exists engine on kontor.%I', name);
    execute format('create policy engine on kontor.%I to kontor_engine using (true) with check (true)', name);
    execute format('grant select, insert on kontor.%I to kontor_engine', name);
  end loop;
  drop policy if exists engine on kontor.employee;
  create policy engine on kontor.employee for select to kontor_engine using (true);
end $$;
grant usage, create on schema kontor to kontor_engine;
grant select on kontor.employee to kontor_engine;
grant execute on function kontor.phone_key(text), kontor.fold(text), kontor.collation_key(text), kontor.match_key(text),
  kontor.new_id(), kontor.author(), kontor.import_names(text[]), kontor.import_values(text, text[]) to kontor_engine;

create or replace function kontor.import_writes_partners(columns text[], rows jsonb, ids uuid[], wanted boolean[]) returns bigint
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  who uuid := kontor.author();
  -- Where there are rules they decide whose each is (R102).
  owners uuid[] := case when kontor.has_distribution('partner') then kontor.import_owners(columns, rows, ids, wanted)
                        else array_fill(who, array[cardinality(ids)]) end;
  created bigint;
begin
  execute format($statement$
    insert into kontor.partner (id, version, created_at, created_by, changed_at, changed_by, manager_id, team_id, %1$s)
    select p.id, 1, clock_timestamp(), $4, clock_timestamp(), $4, p.owner, (select e.team_id from kontor.employee e where e.id = p.owner), %2$s
    from rows from (jsonb_to_recordset($1) as (fields kontor.partner), unnest($2), unnest($3), unnest($5)) as p (fields, id, wanted, owner),
         lateral (select (p.fields).*) as v
    where p.wanted
  $statement$, kontor.import_names(columns), kontor.import_values('partner', columns))
    using rows, ids, wanted, who, owners;
  get diagnostics created = row_count;
  return created;
end
$$;

-- Those that the partner does not have yet.  Returns the partners that got one.
create or replace function kontor.import_writes_children(child text, columns text[], rows jsonb, ids uuid[], fresh boolean[], same_by text[])
  returns uuid[]
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  who uuid := kontor.author();
  same text;
  first_of text;
  added uuid[];
begin
  select string_agg(format('kontor.fold(coalesce(c.%1$I, '''')) = kontor.fold(coalesce(v.%1$I, ''''))', name), ' and '),
         string_agg(format('kontor.fold(coalesce(v.%I, ''''))', name), ', ')
    into same, first_of
    from unnest(same_by) as name;

  execute format($statement$
    with missing as (
      select distinct on (p.owner, %4$s) p.owner, v.*
      from rows from (jsonb_to_recordset($1) as (%1$I kontor.%1$I), unnest($2), unnest($3)) with ordinality as p (part, owner, fresh, place),
           lateral (select (p.part).*) as v
      where not (p.part is null)
        -- A scalar subquery, so that it is looked up by index and never becomes a
        -- join with the whole table.
        and (p.fresh or not coalesce((select true from kontor.%1$I c where c.partner_id = p.owner and %5$s limit 1), false))
      order by p.owner, %4$s, p.place),
    written as (
      insert into kontor.%1$I (id, version, created_at, created_by, changed_at, changed_by, manager_id, team_id, partner_id, %2$s)
      select kontor.new_id(), 1, clock_timestamp(), $4, clock_timestamp(), $4, o.manager_id, o.team_id, o.id, %3$s
      from missing v join kontor.partner o on o.id = v.owner
      returning partner_id)
    select coalesce(array_agg(partner_id), '{}') from written
  $statement$, child, kontor.import_names(columns), kontor.import_values(child, columns), first_of, same)
    into added using rows, ids, fresh, who;
  return added;
end
$$;

alter function kontor.import_writes_partners(text[], jsonb, uuid[], boolean[]) owner to kontor_engine;
alter function kontor.import_writes_children(text, text[], jsonb, uuid[], boolean[], text[]) owner to kontor_engine;
drop function if exists kontor.import_children(text, jsonb, text[]);

-- What a known partner is completed from is kept as "given": its city is not changed
-- because it has one more address.
create or replace function kontor.import_complete(rows jsonb) returns jsonb
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select jsonb_agg(
      r || jsonb_build_object('given', r->'fields')
        || case when jsonb_typeof(r->'address') = 'object'
                -- What the list shows of the address.
                then jsonb_build_object('fields', jsonb_strip_nulls(jsonb_build_object(
                       'city', r->'address'->'city', 'country', r->'address'->'country')) || (r->'fields'))
                else '{}' end
        || case when jsonb_typeof(r->'legal_entity') = 'object' and r->'legal_entity' <> '{}'
                -- A tax number alone names the partner's own legal entity.
                then jsonb_build_object('legal_entity', jsonb_build_object('name', r->'fields'->'name') || (r->'legal_entity'))
                else '{}' end
      order by place)
  from jsonb_array_elements(rows) with ordinality as e (r, place)
$$;

-- One batch, all or nothing.
create or replace function kontor.import_batch_rows(entity_name text, rows jsonb) returns jsonb
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  meta kontor.entity;
  columns text[];
  others text[];
  given text := 'fields';
  plan record;
  wanted boolean[];
  created bigint;
  child record;
  touched uuid[] := '{}';
  changed uuid[];
  n_touched bigint;
begin
  select * into strict meta from kontor.entity e where e.name = entity_name;
  if entity_name = 'partner' and (jsonb_path_exists(rows, '$[*].address') or jsonb_path_exists(rows, '$[*].legal_entity')) then
    rows := kontor.import_complete(rows);
    given := 'given';
  end if;
  plan := kontor.import_plan(entity_name, rows);

  columns := kontor.import_columns(entity_name, rows, 'fields');
  select array_agg(p.fresh and p.first order by p.place) into wanted
    from unnest(plan.fresh, plan.first) with ordinality as p (fresh, first, place);
  if entity_name = 'partner' then
    created := kontor.import_writes_partners(columns, rows, plan.ids, wanted);
  else
    execute format($statement$
      insert into kontor.%1$I (id, %2$s)
      select p.id, %3$s
      from rows from (jsonb_to_recordset($1) as (fields kontor.%1$I), unnest($2), unnest($3)) as p (fields, id, wanted),
           lateral (select (p.fields).*) as v
      where p.wanted
    $statement$, entity_name, kontor.import_names(columns), kontor.import_values(entity_name, columns))
      using rows, plan.ids, wanted;
    get diagnostics created = row_count;
  end if;

  -- The title is what they were found by; another spelling of it is no news.
  others := array_remove(columns, meta.title_column);
  if cardinality(others) > 0 and false = any (plan.fresh) then
    execute format($statement$
      with written as (
        update kontor.%1$I t set %2$s
        from rows from (jsonb_to_recordset($1) as (%4$I kontor.%1$I), unnest($2), unnest($3), unnest($4)) as p (given, id, fresh, first),
             lateral (select (p.given).*) as v
        where t.id = p.id and not p.fresh and p.first and (%3$s)
        returning t.id)
      select coalesce(array_agg(id), '{}') from written
    $statement$, entity_name,
      (select string_agg(format('%1$I = coalesce(v.%1$I, t.%1$I)', c), ', ') from unnest(others) as c),
      (select string_agg(format('(v.%1$I is not null and v.%1$I is distinct from t.%1$I)', c), ' or ') from unnest(others) as c),
      given)
      into changed using rows, plan.ids, plan.fresh, plan.first;
    touched := touched || changed;
  end if;

  if entity_name = 'partner' then
    for child in select * from (values ('legal_entity', array['name']), ('person', array['name']),
                                       ('address', array['street', 'postcode', 'city'])) as c (name, same_by) loop
      columns := kontor.import_columns(child.name, rows, child.name);
      continue when cardinality(columns) = 0;
      touched := touched || kontor.import_writes_children(child.name, columns, rows, plan.ids, plan.fresh, child.same_by);
    end loop;
  end if;
  select count(distinct t.id) into n_touched
    from unnest(touched) as t (id) join unnest(plan.ids, plan.fresh) as p (id, fresh) on p.id = t.id
    where not p.fresh;

  -- In a dry run, what an earlier batch created is not there any more.
  return jsonb_build_object('created', created - plan.n_again, 'updated', n_touched + plan.n_again,
    'unchanged', jsonb_array_length(rows) - created - n_touched, 'rejects', '[]'::jsonb);
end
$$;

-- The rows that break a rule of their table, all at once: their places, and what the
-- server would have said of each.
create or replace function kontor.import_faults(entity_name text, rows jsonb, out places bigint[], out rejects jsonb)
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  rules text;
begin
  select string_agg(format(
      'select e.place, e.r, %1$L as field, %2$L as broken, %3$L as reason from jsonb_array_elements($1) with ordinality as e (r, place),'
      ' lateral jsonb_populate_record(null::kontor.%4$I, e.r->%5$L) as v where jsonb_typeof(e.r->%5$L) = ''object'' and (%6$s) is false',
      a.attname, c.conname, format('new row for relation "%s" violates check constraint "%s"', t.name, c.conname),
      t.name, t.part, pg_get_expr(c.conbin, c.conrelid)), ' union all ')
    into rules
    from (values (entity_name, 'fields'), ('legal_entity', 'legal_entity'), ('person', 'person'), ('address', 'address')) as t (name, part)
    join pg_constraint c on c.conrelid = format('kontor.%I', t.name)::regclass and c.contype = 'c'
    left join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where t.part = 'fields' or entity_name = 'partner';

  execute format('select array_agg(f.place), jsonb_agg(jsonb_build_object(''line'', f.r->''line'', ''field'', f.field, ''constraint'', f.broken, ''reason'', f.reason))
                  from (select distinct on (place) * from (%s) as b order by place, broken) as f', rules)
    into places, rejects using rows;
exception when data_exception then
  -- A value that is not even of its kind: it is found by halving.
  null;
end
$$;

-- A batch with faulty rows: those that break a rule are taken out together; where
-- another fault hides it is halved until the row stands alone.
create or replace function kontor.import_part(entity_name text, rows jsonb) returns jsonb
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  n integer := jsonb_array_length(rows);
  one jsonb;
  other jsonb;
  reason text;
  fault_constraint text;
  fault_column text;
  faults record;
begin
  if n = 0 then
    return '{"created": 0, "updated": 0, "unchanged": 0, "rejects": []}';
  end if;

  begin
    return kontor.import_batch_rows(entity_name, rows);
  exception
    when data_exception or integrity_constraint_violation or sqlstate 'KO001' then
      get stacked diagnostics reason = message_text, fault_constraint = constraint_name, fault_column = column_name;
  end;

  if n = 1 then
    if coalesce(fault_column, '') = '' and coalesce(fault_constraint, '') <> '' then
      select a.attname into fault_column
        from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
        where c.conname = fault_constraint and c.connamespace = 'kontor'::regnamespace
        limit 1;
    end if;
    return jsonb_build_object('created', 0, 'updated', 0, 'unchanged', 0,
      'rejects', jsonb_build_array(jsonb_build_object('line', rows->0->'line', 'field', nullif(fault_column, ''),
        'constraint', nullif(fault_constraint, ''), 'reason', reason)));
  end if;

  faults := kontor.import_faults(entity_name, rows);
  if cardinality(faults.places) > 0 then
    one := kontor.import_part(entity_name, (select coalesce(jsonb_agg(r order by place), '[]')
      from jsonb_array_elements(rows) with ordinality as e (r, place) where place <> all (faults.places)));
    return one || jsonb_build_object('rejects', (one->'rejects') || faults.rejects);
  end if;

  one := kontor.import_part(entity_name, (select jsonb_agg(r order by place)
    from jsonb_array_elements(rows) with ordinality as e (r, place) where place <= n / 2));
  other := kontor.import_part(entity_name, (select jsonb_agg(r order by place)
    from jsonb_array_elements(rows) with ordinality as e (r, place) where place > n / 2));
  return jsonb_build_object(
    'created', (one->>'created')::bigint + (other->>'created')::bigint,
    'updated', (one->>'updated')::bigint + (other->>'updated')::bigint,
    'unchanged', (one->>'unchanged')::bigint + (other->>'unchanged')::bigint,
    'rejects', (one->'rejects') || (other->'rejects'));
end
$$;

-- rows: [{"line": 2, "again": false, "fields": {...}, "address": {...}, "person": {...}, "legal_entity": {...}}]
create or replace function kontor.import_rows(entity_name text, rows jsonb, work uuid, first bigint, dry_run boolean)
  returns jsonb
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  meta kontor.entity;
  answer jsonb;
  author uuid;
begin
  select * into meta from kontor.entity e where e.name = entity_name;
  if kontor.my_role() is null or meta.name is null or meta.writing = 'nobody' or meta.parent_entity is not null
     or meta.writing = 'administrator' and kontor.my_role() <> 'administrator' then
    raise exception 'No right to import into %', entity_name using errcode = '42501';
  end if;
  if jsonb_typeof(rows) is distinct from 'array' or jsonb_array_length(rows) > 10000 or work is null then
    raise exception 'A batch is a list of at most 10,000 rows' using errcode = 'KO001';
  end if;

  if dry_run then
    begin
      answer := kontor.import_part(entity_name, rows);
      raise exception using errcode = 'KO999', message = 'dry run';
    exception when sqlstate 'KO999' then
      return answer;
    end;
  end if;

  insert into kontor.operation (id, author_id, kind, title)
    values (work, kontor.me(), 'import', entity_name)
    on conflict (id) do nothing;
  -- The lock makes a second sender of the same batch wait for the first.
  select o.author_id into author from kontor.operation o where o.id = work for update;
  if author is distinct from kontor.me() then
    raise exception 'The operation belongs to somebody else' using errcode = '42501';
  end if;
  select b.answer into answer from kontor.import_batch b where b.operation = work and b.first_line = first;
  if found then
    return answer;
  end if;

  perform set_config('kontor.operation', work::text, true);
  answer := kontor.import_part(entity_name, rows);
  insert into kontor.import_batch values (work, first, answer);
  return answer;
end
$$;

revoke execute on function kontor.import_rows(text, jsonb, uuid, bigint, boolean) from public;
grant execute on function kontor.import_rows(text, jsonb, uuid, bigint, boolean)
  to kontor_seller, kontor_head, kontor_administrator;
