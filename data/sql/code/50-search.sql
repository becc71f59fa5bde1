-- Finding by what is typed.  Substring and similarity operators are not
-- leakproof, so under row security they never use an index: a definer function
-- finds the ids, limited to the caller's own rows inside, and the rows
-- themselves are read under row security.

-- What was typed, in the form of the search keys; a phone number by its digits.
create or replace function kontor.search_text(query text) returns text
  language plpgsql immutable
  set search_path = pg_catalog, pg_temp
as $$
begin
  query := left(coalesce(query, ''), 200);
  if query ~ '^[\s0-9()+/.-]+$' and length(regexp_replace(query, '[^0-9]', '', 'g')) >= 5 and query !~ '\d{4}-\d' then
    return regexp_replace(regexp_replace(query, '[^0-9]', '', 'g'), '^0+', '');
  end if;
  return coalesce(kontor.fold(query), '');
end
$$;

-- Every word somewhere in the key.
create or replace function kontor.words_sql(query text, p text) returns text
  language plpgsql immutable
  set search_path = pg_catalog, pg_temp
as $$
begin
  return (select string_agg(format('%s like %L', p, '%' || regexp_replace(w, '([\\%_])', '\\\1', 'g') || '%'), ' and ')
          from regexp_split_to_table(query, ' ') w where w <> '');
end
$$;

create or replace function kontor.has_column(entity_name text, field text) returns boolean
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
begin
  return exists (select 1 from kontor.column_of(entity_name, field) k);
end
$$;

-- The ids of the caller's rows that match: containing every word; where there
-- are none, the same sound in another script; where there are none, misspelled.
-- With no maximum, for a list that has an order of its own, in no order.
create or replace function kontor.search_ids(entity text, query text, max integer default null) returns setof uuid
  language plpgsql stable security definer rows 200
  set search_path = pg_catalog, pg_temp
as $$
declare
  typed text := kontor.search_text(query);
  role text := kontor.my_role();
  rule text := kontor.policy_sql(entity, role, 't');
  ranked boolean := max is not null;
  source text;
  rows_of text;
  near text;
begin
  if typed = '' or not kontor.has_column(entity, 'search_key') then
    return;
  end if;
  max := least(greatest(coalesce(max, 50000), 1), 50000);
  source := format('select t.id, t.search_key from kontor.%I t where (%s) and ', entity, rule);
  if length(typed) < 3 then
    return query execute format('select f.id from (%sstarts_with(t.search_key, %L) order by t.search_key limit %s) f order by f.search_key',
                                source, typed, max);
    return;
  end if;
  -- Best first, among the first thousand only: an order of all would cost the speed.
  if not ranked then
    return query execute format('select f.id from (%s%s limit %s) f', source, kontor.words_sql(typed, 't.search_key'), max);
  else
    return query execute format(
    'select f.id from (%s%s limit %s) f order by not starts_with(f.search_key, %L), not (position(%L in f.search_key) > 0), length(f.search_key), f.search_key limit %s',
    source, kontor.words_sql(typed, 't.search_key'), greatest(max, 1000), typed, ' ' || typed, max);
  end if;
  if found then
    return;
  end if;
  if kontor.has_column(entity, 'match_key') and length(kontor.match_key(typed)) >= 3 then
    return query execute format('select t.id from kontor.%I t where (%s) and %s order by length(t.match_key), t.match_key limit %s',
      entity, rule, kontor.words_sql(kontor.match_key(typed), 't.match_key'), max);
    if found then
      return;
    end if;
  end if;
  -- Nobody misspells the number of an offer.
  if length(typed) >= 4 and entity <> 'offer' then
    perform set_config('pg_trgm.word_similarity_threshold', '0.5', true);
    -- One's own rows are few: looking at each beats the index of everybody's.
    rows_of := case when role = 'seller' and kontor.has_column(entity, 'manager_id')
                    then format('(select * from kontor.%I t where (%s) offset 0) t where', entity, rule)
                    else format('kontor.%I t where (%s) and', entity, rule) end;
    near := format('select t.id, public.word_similarity(%L, t.search_key) as nearness from %s t.search_key operator(public.%%>) %L limit 2000',
                   typed, rows_of, typed);
    return query execute format('select f.id from (%s) f order by f.nearness desc limit %s', near, least(max, 200));
    if not found and kontor.has_column(entity, 'match_key') then
      near := format('select t.id, public.word_similarity(%L, t.match_key) as nearness from %s t.match_key operator(public.%%>) %L limit 2000',
                     kontor.match_key(typed), rows_of, kontor.match_key(typed));
      return query execute format('select f.id from (%s) f order by f.nearness desc limit %s', near, least(max, 200));
    end if;
  end if;
end
$$;

-- The part of a list's "where" for its search field.
create or replace function kontor.search_condition(entity_name text, query text, alias text) returns text
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  typed text := kontor.search_text(query);
  answer text;
begin
  if typed = '' then
    return 'true';
  elsif not kontor.has_column(entity_name, 'search_key') then
    return format('position(%L in kontor.fold(%I.%I::text)) > 0', typed, alias, kontor.title_column(entity_name));
  elsif length(typed) < 3 then
    answer := format('starts_with(%I.search_key, %L)', alias, typed);
    -- A list in the order of names finds its place by the first letter instead
    -- of walking from A; the dotless i stands before the i.
    if kontor.has_column(entity_name, 'sort_key') then
      answer := answer || format(' and %1$I.sort_key >= %2$L and %1$I.sort_key < %3$L', alias,
        case left(typed, 1) when 'i' then 'h~' else left(typed, 1) end, chr(ascii(typed) + 1));
    end if;
    return answer;
  end if;
  return format('%I.id in (select kontor.search_ids(%L, %L))', alias, entity_name, query);
end
$$;

-- The statement that finds the records of an entity that meet a condition, for a
-- choice among few: those of one client, of one project.  Also with nothing typed.
create or replace function kontor.narrowed_statement(entity text, condition jsonb, query text, max integer) returns text
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  filter text := kontor.where_sql(entity, condition, null);
  o record := kontor.order_sql(entity, null);
  title text := format('t.%I::text', kontor.title_column(entity));
begin
  if coalesce(kontor.fold(query), '') <> '' then
    filter := filter || format(' and position(%L in %s) > 0', kontor.fold(left(query, 200)),
                               case when kontor.has_column(entity, 'search_key') then 't.search_key' else format('kontor.fold(%s)', title) end);
    o.clause := format('not starts_with(kontor.fold(%s), %L), ', title, kontor.fold(left(query, 200))) || o.clause;
  end if;
  return format('select %L, t.id, %s, null::text from kontor.%I t%s%s order by %s limit %s', entity, title, entity, o.joins,
                case when filter like ' where%' then filter else regexp_replace(filter, '^ and', ' where') end, o.clause,
                least(greatest(coalesce(max, 20), 1), 200));
end
$$;

-- Over all entities that people look for, or one of them and only those records
-- that meet a condition; read under row security.
create or replace function kontor.search(within text, query text, max integer, condition jsonb default null)
  returns table (entity text, id uuid, title text, subtitle text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  usual constant text[] := array['partner', 'person', 'deal', 'legal_entity', 'offer', 'task', 'project', 'product', 'employee'];
  place text;
  name text;
  second text;
begin
  max := least(greatest(coalesce(max, 20), 1), 200);
  -- For a choice, which has a condition even if it is an empty one, what stands first is
  -- listed without a word, too.
  if within is not null and condition is not null and (condition <> '{}' or coalesce(btrim(query), '') = '') then
    return query execute kontor.narrowed_statement(within, condition, query, max);
    return;
  end if;
  foreach place in array usual loop
    continue when within is not null and within <> place;
    second := case place
      when 'partner' then 'concat_ws('', '', t.city, t.country)'
      when 'person' then 'concat_ws('', '', t.position, (select p.name from kontor.partner p where p.id = t.partner_id))'
      when 'legal_entity' then 'concat_ws('', '', t.tax_number, (select p.name from kontor.partner p where p.id = t.partner_id))'
      when 'deal' then 'concat_ws('', '', t.number, (select p.name from kontor.partner p where p.id = t.partner_id))'
      when 'offer' then '(select p.name from kontor.partner p where p.id = t.partner_id)'
      when 'project' then '(select p.name from kontor.partner p where p.id = t.partner_id)'
      when 'task' then '(select p.name from kontor.partner p where p.id = t.partner_id)'
      when 'product' then 't.code'
      else 't.position' end;
    return query execute format(
      'select %L, t.id, t.%I::text, %s from kontor.search_ids(%L, $1, $2) with ordinality f(id, n) join kontor.%I t on t.id = f.id order by f.n',
      place, case place when 'offer' then 'number' else 'name' end, second, place, place)
      using query, max;
  end loop;
  -- Directories and whatever else has a title: what was typed, then what begins with it,
  -- so that the first suggestion for "Sale" is "Sale".
  if within is not null and within <> all (usual) then
    select e.name, e.title_column into place, name from kontor.entity e where e.name = within;
    if place is null then
      raise exception 'unknown entity: %', within using errcode = '22023';
    end if;
    return query execute format(
      'select %1$L, t.id, t.%2$I::text, null::text from kontor.%1$I t, lateral (select kontor.fold(t.%2$I::text) as text) f'
      ' where position(kontor.fold($1) in f.text) > 0'
      ' order by f.text <> kontor.fold($1), not starts_with(f.text, kontor.fold($1)), t.%2$I limit $2',
      place, name)
      using coalesce(query, ''), max;
  end if;
end
$$;

-- The duplicate radar: who is already known under this name, number, phone or
-- e-mail.  Of a firm of somebody else's it names the colleague and nothing more.
create or replace function kontor.similar_partners(name text, phone text, email text, tax_number text)
  returns table (id uuid, title text, subtitle text, reason text, score real, visible boolean)
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  key text := kontor.match_key(left($1, 300));
  digits text := kontor.phone_key($2);
  address text := lower(trim($3));
  domain text := split_part(lower(trim($3)), '@', 2);
  tax text := regexp_replace(upper($4), '[^0-9A-Z]', '', 'g');
  rule text := kontor.policy_sql('partner', kontor.my_role(), 'p');
begin
  if kontor.my_role() is null then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  perform set_config('pg_trgm.similarity_threshold', '0.45', true);
  return query execute format($q$
    with hit as (
      select l.partner_id as id, 'same-tax-number' as reason, 1::real as score
        from kontor.legal_entity l where l.tax_number is not null and $4 <> '' and l.tax_number in ($4, $7)
      union all
      select p.id, 'same-phone', 0.95 from kontor.partner p
        where p.phone is not null and length($2) >= 6 and kontor.phone_key(p.phone) = $2
      union all
      select p.partner_id, 'same-phone', 0.93 from kontor.person p
        where p.phone is not null and length($2) >= 6 and kontor.phone_key(p.phone) = $2
      union all
      select p.id, 'same-email', 0.95 from kontor.partner p
        where p.email is not null and $3 <> '' and lower(p.email) = $3
      union all
      select p.partner_id, 'same-email', 0.93 from kontor.person p
        where p.email is not null and $3 <> '' and lower(p.email) = $3
      union all
      (select p.id, 'similar-name', public.similarity(p.match_key, $1) from kontor.partner p
        where length($1) >= 3 and p.match_key operator(public.%%) $1
        order by 3 desc limit 20)
      union all
      (select l.partner_id, 'similar-name', public.similarity(l.match_key, $1) from kontor.legal_entity l
        where length($1) >= 3 and l.match_key operator(public.%%) $1
        order by 3 desc limit 20)
    ), best as (
      select distinct on (h.id) h.id, h.reason, h.score::real as score from hit h order by h.id, h.score desc
    )
    select case when seen then p.id end,
           case when seen then p.name else (select e.name from kontor.employee e where e.id = p.manager_id) end,
           case when seen then concat_ws(', ', p.city, p.country) end,
           b.reason, b.score, seen
    from best b join kontor.partner p on p.id = b.id, lateral (select (%s) as seen) v
    order by b.score desc, p.name limit 10
  $q$, rule) using key, digits, address, tax, domain, null::text, $4;
end
$$;

grant execute on function kontor.search_ids(text, text, integer), kontor.search(text, text, integer, jsonb),
  kontor.narrowed_statement(text, jsonb, text, integer),
  kontor.similar_partners(text, text, text, text)
  to kontor_seller, kontor_head, kontor_administrator;
