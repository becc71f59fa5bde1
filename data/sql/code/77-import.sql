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

-- Children of the plan's rows that the partner does not have yet.
create or replace function kontor.import_children(child text, plan jsonb, same_by text[]) returns uuid[]
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  columns text[] := kontor.import_columns(child, plan, child);
  same text;
  first_of text;
  added uuid[];
begin
  if cardinality(columns) = 0 then
    return '{}';
  end if;
  select string_agg(format('kontor.fold(coalesce(c.%1$I, '''')) = kontor.fold(coalesce(v.%1$I, ''''))', name), ' and '),
         string_agg(format('kontor.fold(coalesce(v.%I, ''''))', name), ', ')
    into same, first_of
    from unnest(same_by) as name;

  execute format($statement$
    with fresh as (
      select distinct on (p.id, %4$s) p.id as parent, v.*
      from jsonb_to_recordset($1) as p (id uuid, line bigint, fresh boolean, %1$I jsonb),
           lateral jsonb_populate_record(null::kontor.%1$I, p.%1$I) as v
      where p.%1$I is not null and p.%1$I <> '{}'
        -- A scalar subquery, so that it is looked up by index and never becomes a
        -- join with the whole table.
        and (p.fresh or not coalesce((select true from kontor.%1$I c where c.partner_id = p.id and %5$s limit 1), false))
      order by p.id, %4$s, p.line),
    written as (
      insert into kontor.%1$I (id, partner_id, %2$s)
      select kontor.new_id(), v.parent, %3$s from fresh v
      returning partner_id)
    select coalesce(array_agg(partner_id), '{}') from written
  $statement$, child, kontor.import_names(columns), kontor.import_values(child, columns), first_of, same)
    into added using plan;
  return added;
end
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
  key_sql text;
  plan jsonb;
  created bigint;
  touched uuid[] := '{}';
  changed uuid[];
  n_touched bigint;
  n_again bigint;
begin
  select * into strict meta from kontor.entity e where e.name = entity_name;
  -- The search key begins with the folded title and is indexed; what else stands
  -- in it (the city, the telephone) must not part two rows of one name.
  key_sql := case when exists (select 1 from pg_attribute a
                               where a.attrelid = format('kontor.%I', entity_name)::regclass and a.attname = 'search_key')
                  then 't.search_key >= k.key and t.search_key < k.key || chr(1114111) and ' else '' end
             || format('kontor.fold(t.%I) = k.key', meta.title_column);

  if entity_name = 'partner' and (jsonb_path_exists(rows, '$[*].address') or jsonb_path_exists(rows, '$[*].legal_entity')) then
    select jsonb_agg(
        -- What a known partner is completed from: its city is not changed because
        -- it has one more address.
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
      into rows from jsonb_array_elements(rows) with ordinality as e (r, place);
  end if;

  execute format($statement$
    with incoming as materialized (
      select (r->>'line')::bigint as line, kontor.fold(r->'fields'->>%1$L) as key, r
      from jsonb_array_elements($1) as r),
    known as materialized (
      select k.key, coalesce(x.id, kontor.new_id()) as id, x.id is null as fresh
      from (select distinct key from incoming) as k
      left join lateral (select t.id from kontor.%2$I t where %3$s and (%4$s) order by t.id limit 1) as x on true)
    select jsonb_agg(i.r || jsonb_build_object('id', k.id, 'fresh', k.fresh, 'n', i.n) order by i.line)
    from (select *, row_number() over (partition by key order by line) as n from incoming) as i join known k using (key)
  $statement$, meta.title_column, entity_name, key_sql,
               kontor.policy_sql(entity_name, kontor.my_role(), 't'))
    into plan using rows;

  columns := kontor.import_columns(entity_name, rows, 'fields');
  execute format($statement$
    insert into kontor.%1$I (id, %2$s)
    select p.id, %3$s
    from jsonb_to_recordset($1) as p (id uuid, line bigint, n bigint, fresh boolean, fields jsonb),
         lateral jsonb_populate_record(null::kontor.%1$I, p.fields) as v
    where p.fresh and p.n = 1
    order by p.line
  $statement$, entity_name, kontor.import_names(columns), kontor.import_values(entity_name, columns))
    using plan;
  get diagnostics created = row_count;

  -- The title is what they were found by; another spelling of it is no news.
  others := array_remove(columns, meta.title_column);
  if cardinality(others) > 0 then
    execute format($statement$
      with written as (
        update kontor.%1$I t set %2$s
        from jsonb_to_recordset($1) as p (id uuid, n bigint, fresh boolean, fields jsonb, given jsonb),
             lateral jsonb_populate_record(null::kontor.%1$I, coalesce(p.given, p.fields)) as v
        where t.id = p.id and not p.fresh and p.n = 1 and (%3$s)
        returning t.id)
      select coalesce(array_agg(id), '{}') from written
    $statement$, entity_name,
      (select string_agg(format('%1$I = coalesce(v.%1$I, t.%1$I)', c), ', ') from unnest(others) as c),
      (select string_agg(format('(v.%1$I is not null and v.%1$I is distinct from t.%1$I)', c), ' or ') from unnest(others) as c))
      into changed using plan;
    touched := touched || changed;
  end if;

  if entity_name = 'partner' then
    touched := touched || kontor.import_children('legal_entity', plan, array['name'])
                       || kontor.import_children('person', plan, array['name'])
                       || kontor.import_children('address', plan, array['street', 'postcode', 'city']);
  end if;

  -- In a dry run, what an earlier batch created is not there any more.
  select count(*) filter (where p.fresh and p.n = 1 and p.again),
         count(distinct p.id) filter (where not p.fresh and p.id = any (touched))
    into n_again, n_touched
    from jsonb_to_recordset(plan) as p (id uuid, n bigint, fresh boolean, again boolean);

  return jsonb_build_object('created', created - n_again, 'updated', n_touched + n_again,
    'unchanged', jsonb_array_length(rows) - created - n_touched, 'rejects', '[]'::jsonb);
end
$$;

-- A batch with a faulty row is halved until the row stands alone.
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
