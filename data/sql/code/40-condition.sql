-- The condition language, compiled to SQL in this one place.  Every name is
-- checked against the catalogue and every value quoted; what is left is text
-- that the desk runs under its own row security.

-- The columns of an entity; for a link, the entity it points to.
create or replace function kontor.columns_of(entity_name text)
  returns table (name text, type text, required boolean, generated boolean, target text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  place oid := (select k.oid from pg_class k join kontor.entity e on e.name = k.relname
                where k.relnamespace = 'kontor'::regnamespace and e.name = entity_name);
begin
  return query
    select a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated <> '', t.relname::text
    from pg_attribute a
    -- Joined: asked for every column, the keys are looked through as often.
    left join (select distinct on (c.conkey[1]) c.conkey[1] as attnum, c.confrelid
               from pg_constraint c
               where c.conrelid = place and c.contype = 'f' and cardinality(c.conkey) = 1
               order by c.conkey[1]) f on f.attnum = a.attnum
    left join pg_class t on t.oid = f.confrelid and t.relnamespace = 'kontor'::regnamespace
    where a.attrelid = place and a.attnum > 0 and not a.attisdropped
    order by a.attnum;
end
$$;

-- One of them, found by its name: a map is checked with hundreds of conditions.
create or replace function kontor.column_of(entity_name text, field text)
  returns table (name text, type text, required boolean, generated boolean, target text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    select a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated <> '',
           (select t.relname::text from pg_constraint c join pg_class t on t.oid = c.confrelid
            where c.contype = 'f' and c.conrelid = a.attrelid and c.conkey = array[a.attnum]
              and t.relnamespace = 'kontor'::regnamespace limit 1)
    from pg_attribute a
    where a.attrelid = (select k.oid from pg_class k join kontor.entity e on e.name = k.relname
                        where k.relname = entity_name::name and k.relnamespace = 'kontor'::regnamespace and e.name = entity_name)
      -- A name that is too long for a column is cut by the cast and must not be found so.
      and a.attname = field::name and a.attname::text = field and a.attnum > 0 and not a.attisdropped;
end
$$;

-- The column that orders and titles an entity; sort_key is made from it.
create or replace function kontor.title_column(entity_name text) returns text
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
begin
  return (select e.title_column from kontor.entity e where e.name = entity_name);
end
$$;

-- First and last-but-one moment of a span told in words, as SQL texts that
-- stay right tomorrow.
create or replace function kontor.span_sql(span text) returns text[]
  language plpgsql immutable
  set search_path = pg_catalog, pg_temp
as $$
declare
  answer text[];
begin
  answer := case span
    when 'today' then array['current_date', 'current_date + 1']
    when 'yesterday' then array['current_date - 1', 'current_date']
    when 'tomorrow' then array['current_date + 1', 'current_date + 2']
    when 'this_week' then array['date_trunc(''week'', current_date)::date', 'date_trunc(''week'', current_date)::date + 7']
    when 'this_month' then array['date_trunc(''month'', current_date)::date', '(date_trunc(''month'', current_date) + interval ''1 month'')::date']
    when 'last_month' then array['(date_trunc(''month'', current_date) - interval ''1 month'')::date', 'date_trunc(''month'', current_date)::date']
    when 'this_quarter' then array['date_trunc(''quarter'', current_date)::date', '(date_trunc(''quarter'', current_date) + interval ''3 months'')::date']
    when 'this_year' then array['date_trunc(''year'', current_date)::date', '(date_trunc(''year'', current_date) + interval ''1 year'')::date']
    when 'last_7_days' then array['current_date - 6', 'current_date + 1']
    when 'last_30_days' then array['current_date - 29', 'current_date + 1']
    when 'next_7_days' then array['current_date', 'current_date + 8']
  end;
  if answer is null then
    raise exception 'unknown span of time: %', span using errcode = '22023';
  end if;
  return answer;
end
$$;

-- One value as an SQL literal of the column's type.
create or replace function kontor.value_sql(value jsonb, type text, target text) returns text
  language plpgsql immutable
  set search_path = pg_catalog, pg_temp
as $$
declare
  raw text := value #>> '{}';
begin
  if raw is null then
    return 'null';
  elsif target = 'employee' and raw = 'me' then
    return '(select kontor.me())';
  elsif target = 'team' and raw = 'my_team' then
    return '(select kontor.my_team())';
  elsif type = 'date' and raw = 'today' then
    return 'current_date';
  end if;
  return format('%L::%s', raw, type);
end
$$;

-- One comparison of a column of the row called "alias".
create or replace function kontor.comparison_sql(entity_name text, field text, operator text, value jsonb, alias text) returns text
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  c record;
  other record;
  days constant text[] := array['date', 'timestamp with time zone'];
  p text;
  kind text;
  span text[];
  v text;
  is_list boolean;
  is_moment boolean;
  is_day boolean;
  items text;
begin
  select * into c from kontor.column_of(entity_name, field) k;
  if not found then
    raise exception 'unknown field: %.%', entity_name, field using errcode = '22023';
  end if;
  p := format('%I.%I', alias, field);
  kind := case when c.type like '%[]' then left(c.type, -2) else regexp_replace(c.type, '\(.*', '') end;
  is_list := c.type like '%[]';
  is_moment := kind = 'timestamp with time zone';
  -- A day compared with a moment means the whole day.
  is_day := is_moment and jsonb_typeof(value) = 'string' and value #>> '{}' ~ '^\d{4}-\d\d-\d\d$';

  case operator
  when 'is', 'is_not' then
    if jsonb_typeof(value) = 'null' then
      return p || case operator when 'is' then ' is null' else ' is not null' end;
    end if;
    v := kontor.value_sql(value, kind, c.target);
    if is_list then
      v := format('coalesce(%s @> array[%s], false)', p, v);
      return case operator when 'is' then v else 'not ' || v end;
    elsif is_day then
      v := format('(%s >= %s and %s < %s::timestamptz + interval ''1 day'')', p, v, p, v);
      return case operator when 'is' then v else format('not coalesce(%s, false)', v) end;
    end if;
    return p || case operator when 'is' then ' = ' else ' is distinct from ' end || v;
  when 'above', 'below', 'at_least', 'at_most' then
    v := kontor.value_sql(value, kind, c.target);
    -- Names are compared in the order in which lists show them.
    if kind = 'text' and field = kontor.title_column(entity_name)
       and exists (select 1 from kontor.column_of(entity_name, 'sort_key')) then
      p := format('%I.sort_key', alias);
      v := format('kontor.collation_key(%s)', v);
    end if;
    if is_day and operator in ('above', 'at_most') then
      return p || case operator when 'above' then ' >= ' else ' < ' end || v || ' + interval ''1 day''';
    end if;
    return p || case operator when 'above' then ' > ' when 'below' then ' < ' when 'at_least' then ' >= ' else ' <= ' end || v;
  when 'above_field', 'below_field' then
    -- Another field of the same record.
    select k.name, k.type into other from kontor.column_of(entity_name, value #>> '{}') k;
    if not found then
      raise exception 'unknown field: %.%', entity_name, value #>> '{}' using errcode = '22023';
    elsif regexp_replace(other.type, '\(.*', '') <> kind
          and not (kind = any (days) and other.type = any (days)) then
      raise exception '% and % cannot be compared', field, other.name using errcode = '22023';
    end if;
    return format('%s %s %I.%I', p, case operator when 'above_field' then '>' else '<' end, alias, other.name);
  when 'between' then
    if jsonb_typeof(value) <> 'array' or jsonb_array_length(value) <> 2 then
      raise exception '"between" needs two values' using errcode = '22023';
    end if;
    return format('(%s and %s)', kontor.comparison_sql(entity_name, field, 'at_least', value->0, alias),
                                 kontor.comparison_sql(entity_name, field, 'at_most', value->1, alias));
  when 'contains' then
    if is_list then
      return kontor.comparison_sql(entity_name, field, 'is', value, alias);
    end if;
    -- position() knows no wildcards, so nothing in the value needs escaping.
    return format('position(kontor.fold(%L) in kontor.fold(%s::text)) > 0', value #>> '{}', p);
  when 'starts' then
    -- The search key begins with the title, and it has an index.
    if field = kontor.title_column(entity_name)
       and exists (select 1 from kontor.column_of(entity_name, 'search_key')) then
      return format('starts_with(%I.search_key, kontor.fold(%L))', alias, value #>> '{}');
    end if;
    return format('starts_with(kontor.fold(%s::text), kontor.fold(%L))', p, value #>> '{}');
  when 'in' then
    if jsonb_typeof(value) <> 'array' then
      raise exception '"in" needs a list' using errcode = '22023';
    end if;
    select string_agg(kontor.value_sql(e, kind, c.target), ', ') into items from jsonb_array_elements(value) e
      where jsonb_typeof(e) <> 'null';
    if items is null then
      return 'false';
    elsif is_list then
      return format('%s && array[%s]', p, items);
    end if;
    return format('%s in (%s)', p, items);
  when 'empty' then
    v := case when is_list then format('coalesce(cardinality(%s), 0) = 0', p)
              when kind in ('text', 'character') then format('coalesce(%s, '''') = ''''', p)
              else p || ' is null' end;
    return case when value = 'false'::jsonb or value #>> '{}' in ('false', 'no', '0') then 'not (' || v || ')' else v end;
  when 'within' then
    if kind not in ('date', 'timestamp with time zone') then
      raise exception '% is not a date', field using errcode = '22023';
    elsif value #>> '{}' = 'overdue' then
      return p || case when is_moment then ' < now()' else ' < current_date' end;
    end if;
    span := kontor.span_sql(value #>> '{}');
    return format('(%1$s >= (%2$s)::%4$s and %1$s < (%3$s)::%4$s)', p, span[1], span[2], kind);
  when 'older_than_days' then
    if kind not in ('date', 'timestamp with time zone') then
      raise exception '% is not a date', field using errcode = '22023';
    end if;
    -- Never is older than any number of days.
    return format('(%1$s is null or %1$s < (current_date - %2$L::integer)::%3$s)', p, value #>> '{}', kind);
  else
    raise exception 'unknown operator: %', operator using errcode = '22023';
  end case;
end
$$;

create or replace function kontor.path_sql(entity_name text, path text[], operator text, value jsonb, alias text, depth integer) returns text
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  target text;
  inner_alias text := 'l' || depth || '_' || cardinality(path);
  negative boolean;
  turned text := operator;
  turned_value jsonb := value;
begin
  if cardinality(path) = 1 then
    return kontor.comparison_sql(entity_name, path[1], operator, value, alias);
  elsif cardinality(path) > 4 then
    raise exception 'at most three links deep' using errcode = '22023';
  end if;
  select k.target into target from kontor.column_of(entity_name, path[1]) k;
  if target is null or not exists (select 1 from kontor.entity e where e.name = target) then
    raise exception 'not a link: %.%', entity_name, path[1] using errcode = '22023';
  end if;
  -- "Its region is not X" is also true of what has no partner at all.
  negative := operator = 'is_not' or (operator = 'empty' and coalesce(value #>> '{}', 'true') not in ('false', 'no', '0'));
  if operator = 'is_not' then
    turned := 'is';
  elsif negative then
    turned_value := 'false';
  end if;
  return format('%sexists (select 1 from kontor.%I %I where %I.id = %I.%I and %s)',
                case when negative then 'not ' else '' end, target, inner_alias, inner_alias, alias, path[1],
                kontor.path_sql(target, path[2:], turned, turned_value, inner_alias, depth));
end
$$;

create or replace function kontor.condition_sql(entity_name text, condition jsonb, alias text, depth integer default 1) returns text
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  parts text[];
  piece jsonb;
  operator text;
begin
  if condition is null or jsonb_typeof(condition) = 'null' or condition = '{}' then
    return 'true';
  elsif jsonb_typeof(condition) <> 'object' then
    raise exception 'a condition is an object' using errcode = '22023';
  elsif depth > 20 then
    raise exception 'the condition is nested too deeply' using errcode = '54001';
  end if;

  if condition ? 'all' or condition ? 'any' then
    operator := case when condition ? 'all' then 'all' else 'any' end;
    if jsonb_typeof(condition->operator) <> 'array' then
      raise exception '"%" needs a list', operator using errcode = '22023';
    end if;
    for piece in select * from jsonb_array_elements(condition->operator) loop
      parts := parts || kontor.condition_sql(entity_name, piece, alias, depth + 1);
    end loop;
    if parts is null then
      return 'true';
    end if;
    return '(' || array_to_string(parts, case operator when 'all' then ' and ' else ' or ' end) || ')';
  elsif condition ? 'not' then
    -- "Not" turns unknown into true as well: a row without a date is not "before May".
    return format('not coalesce((%s), false)', kontor.condition_sql(entity_name, condition->'not', alias, depth + 1));
  elsif condition ? 'search' then
    return kontor.search_condition(entity_name, condition->>'search', alias);
  elsif condition ? 'field' then
    -- A "label" names a linked record for the desk's sentence only.
    select k into operator from jsonb_object_keys(condition) k where k not in ('field', 'label') limit 1;
    if operator is null then
      raise exception 'the comparison of % has no operator', condition->>'field' using errcode = '22023';
    end if;
    return kontor.path_sql(entity_name, string_to_array(condition->>'field', '.'), operator, condition->operator, alias, depth);
  end if;
  raise exception 'not a condition: %', condition using errcode = '22023';
end
$$;
