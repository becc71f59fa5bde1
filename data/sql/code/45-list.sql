-- The statements of lists: text that the desk runs under its own row security.

-- "order by" for a column or a path of links; adds the joins it needs.
create or replace function kontor.order_sql(entity_name text, sort text, out joins text, out clause text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  down boolean := starts_with(coalesce(sort, ''), '-');
  path text[];
  place text := entity_name;
  alias text := 't';
  c record;
  step integer := 0;
  nullable boolean := false;
  direction text;
  p text;
begin
  joins := '';
  path := string_to_array(nullif(ltrim(coalesce(sort, ''), '-'), ''), '.');
  direction := case when down then ' desc' else '' end;
  if path is null then
    -- Things that were put in an order keep it.
    path := case when exists (select 1 from kontor.column_of(entity_name, 'position') k where k.type = 'integer')
                 then array['position'] else array[kontor.title_column(entity_name)] end;
  end if;
  if cardinality(path) > 4 then
    raise exception 'at most three links deep' using errcode = '22023';
  end if;
  loop
    step := step + 1;
    select * into c from kontor.column_of(place, path[step]) k;
    if not found then
      raise exception 'unknown field: %.%', place, path[step] using errcode = '22023';
    end if;
    nullable := nullable or not c.required;
    exit when step = cardinality(path) and c.target is null;
    if c.target is null or not exists (select 1 from kontor.entity e where e.name = c.target) then
      raise exception 'not a link: %.%', place, path[step] using errcode = '22023';
    end if;
    joins := joins || format(' left join kontor.%I s%s on s%s.id = %I.%I', c.target, step, step, alias, path[step]);
    place := c.target;
    alias := 's' || step;
    nullable := true;
    -- A link is ordered by the title of what it points to.
    if step = cardinality(path) then
      path := path || kontor.title_column(place);
    end if;
  end loop;
  if path[cardinality(path)] = kontor.title_column(place)
     and exists (select 1 from kontor.column_of(place, 'sort_key') k) then
    p := format('%I.sort_key', alias);
  elsif c.type = 'text' then
    p := format('%I.%I collate "und-x-icu"', alias, c.name);
  else
    p := format('%I.%I', alias, c.name);
  end if;
  -- What is not known comes last, whichever way the list is turned.
  clause := p || direction || case when nullable and down then ' nulls last' else '' end;
  if path = array['position'] and sort is null then
    clause := clause || format(', t.%I', kontor.title_column(entity_name));
  end if;
  clause := clause || ', t.id' || direction;
end
$$;

create or replace function kontor.where_sql(entity_name text, condition jsonb, search text) returns text
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  parts text[];
  piece text;
begin
  if not exists (select 1 from kontor.entity e where e.name = entity_name) then
    raise exception 'unknown entity: %', entity_name using errcode = '22023';
  end if;
  piece := kontor.condition_sql(entity_name, condition, 't');
  if piece <> 'true' then
    parts := parts || piece;
  end if;
  piece := kontor.search_condition(entity_name, search, 't');
  if piece <> 'true' then
    parts := parts || piece;
  end if;
  return case when parts is null then '' else ' where ' || array_to_string(parts, ' and ') end;
end
$$;

create or replace function kontor.list_statement(entity text, condition jsonb, sort text, search text) returns text
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  filter text := kontor.where_sql(entity, condition, search);
  o record := kontor.order_sql(entity, sort);
begin
  return format('select t.id from kontor.%I t%s%s order by %s', entity, o.joins, filter, o.clause);
end
$$;

create or replace function kontor.count_statement(entity text, condition jsonb, search text) returns text
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return format('select count(*) from kontor.%I t%s', entity, kontor.where_sql(entity, condition, search));
end
$$;

-- The count and the sum of each column: one line for all rows, and where the
-- amounts name their currency in a column, one line a currency as well, the most
-- frequent first.  Whoever shows them takes amounts from the lines of their
-- currency only.
drop function if exists kontor.totals_statement(text, jsonb, text, text[]);
create or replace function kontor.totals_statement(entity text, condition jsonb, search text, columns text[], currency text)
  returns text
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  field text;
  sums text := '';
  type text;
begin
  foreach field in array coalesce(columns, '{}') || currency loop
    continue when field is null;
    select k.type into type from kontor.column_of(entity, field) k;
    if not found then
      raise exception 'unknown field: %.%', entity, field using errcode = '22023';
    end if;
    if field is distinct from currency then
      sums := sums || case when type ~ '^(numeric|integer|bigint|smallint)' then format(', sum(t.%I)', field) else ', null::numeric' end;
    end if;
  end loop;
  if currency is null then
    return format('select null::text, count(*)%s from kontor.%I t%s', sums, entity, kontor.where_sql(entity, condition, search));
  end if;
  return format('select t.%1$I, count(*)%2$s from kontor.%3$I t%4$s'
                ' group by grouping sets ((), (t.%1$I)) order by grouping(t.%1$I) desc, 2 desc, 1',
                currency, sums, entity, kontor.where_sql(entity, condition, search));
end
$$;

grant execute on function kontor.list_statement(text, jsonb, text, text), kontor.count_statement(text, jsonb, text),
  kontor.totals_statement(text, jsonb, text, text[], text)
  to kontor_seller, kontor_head, kontor_administrator;
