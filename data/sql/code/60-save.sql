-- The one door: save, save_many, remove, undo.  It checks right, visibility and
-- version, merges field by field from the history, and gives a repeated
-- operation its first answer.

-- Operations ------------------------------------------------------------------

-- Begins the work of a door.  Returns the first answer where this operation was
-- done before, else null; then the door must end it.
create or replace function kontor.begin_operation(operation uuid, kind text, title text default null) returns jsonb
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  who uuid := kontor.me();
  earlier kontor.operation;
  client integer := nullif(current_setting('kontor.client_version', true), '')::integer;
begin
  if kontor.my_role() is null then
    raise exception 'This login has no right to write.' using errcode = '42501';
  end if;
  if client < (select m.minimum_client from kontor.schema_meta m) then
    raise exception 'This program is older than the database; please update it.' using errcode = 'KO002';
  end if;
  perform set_config('kontor.operation', operation::text, true);
  insert into kontor.operation (id, author_id, kind, title) values (operation, who, kind, title)
    on conflict (id) do nothing;
  if found then
    return null;
  end if;
  -- Waited for the first one to end, if it was still running.
  select * into earlier from kontor.operation o where o.id = operation;
  if earlier.author_id is distinct from who or earlier.kind <> kind then
    raise exception 'This operation is not yours.' using errcode = '42501';
  end if;
  return coalesce(earlier.answer, '{"status": "saved"}');
end
$$;

create or replace function kontor.end_operation(operation uuid, answer jsonb) returns jsonb
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  update kontor.operation o set answer = end_operation.answer where o.id = end_operation.operation;
  -- What follows in the same transaction is not this operation any more.
  perform set_config('kontor.operation', '', true);
  return answer;
end
$$;

-- The process engine's key ----------------------------------------------------

-- True while a function of the engine works.  A person can set the setting but
-- does not know the word, and no function leaves it set when it returns.
create or replace function kontor.engine_works() returns boolean
  language plpgsql stable
as $$
begin
  return coalesce(current_setting('kontor.engine', true), '') = (select w.word from kontor.engine_word w);
end
$$;

-- Returns what the setting was, for engine_leave().
create or replace function kontor.engine_enter() returns text
  language plpgsql
as $$
declare
  earlier text := coalesce(current_setting('kontor.engine', true), '');
begin
  perform set_config('kontor.engine', (select w.word from kontor.engine_word w), true);
  return earlier;
end
$$;

create or replace function kontor.engine_leave(earlier text) returns void
  language plpgsql
as $$
begin
  perform set_config('kontor.engine', earlier, true);
end
$$;

-- What may be written ---------------------------------------------------------

-- Columns the server keeps.
create or replace function kontor.kept_columns(entity_name text) returns text[]
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
begin
  return array['id', 'version', 'created_at', 'created_by', 'changed_at', 'changed_by', 'team_id',
               'sort_key', 'search_key', 'match_key', 'last_contact_at', 'closed_at']
    || case entity_name
       when 'employee' then array['password_set_at']
       when 'deal' then array['number']
       when 'claim' then array['number']
       when 'assignment' then array['number', 'author_id', 'to_oneself', 'done_at']
       when 'start_rule' then array['effective_at']
       when 'offer' then array['number', 'net_total', 'vat_total', 'total', 'deepest_discount', 'approved_by', 'approved_at', 'approved_discount']
       when 'offer_line' then array['net', 'vat', 'total']
       when 'task' then array['number', 'process_id', 'token_id', 'point', 'seat', 'for_role', 'author_id', 'taken_at', 'done_at', 'done_by', 'answers', 'overdue_at']
       when 'file' then array['entity', 'record_id', 'partner_id', 'size', 'mime', 'manager_id']
       when 'view' then array['manager_id']
       when 'route_map' then array['built_in']
       when 'route_map_version' then array['map_id', 'number', 'state', 'graph', 'published_at', 'published_by']
       else array[]::text[] end
    || case when exists (select 1 from kontor.entity e where e.name = entity_name and e.parent_entity is not null)
       then array['manager_id'] else array[]::text[] end;
end
$$;

-- Changes as they came from the desk, made fit for jsonb_populate_record():
-- every name known, nothing the server keeps, "" is nothing, jsonb as jsonb.
create or replace function kontor.clean_changes(entity_name text, changes jsonb, is_new boolean) returns jsonb
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  kept text[] := kontor.kept_columns(entity_name);
  answer jsonb := '{}';
  item record;
  c record;
  value jsonb;
begin
  if jsonb_typeof(changes) is distinct from 'object' then
    raise exception 'changes must be an object' using errcode = '22023';
  end if;
  if entity_name = 'team' or entity_name = 'employee' then
    kept := array_remove(kept, 'team_id');
  end if;
  for item in select * from jsonb_each(changes) loop
    select * into c from kontor.column_of(entity_name, item.key) k;
    if not found then
      raise exception 'unknown field: %.%', entity_name, item.key using errcode = '22023';
    end if;
    value := item.value;
    if jsonb_typeof(value) = 'string' and value #>> '{}' = '' then
      value := 'null';
    end if;
    if c.generated or item.key = any (kept) then
      -- A new record may carry its empty fields along.
      continue when value = 'null' or (is_new and item.key in ('version', 'id'));
      raise exception 'The field "%" is kept by the server.', item.key using errcode = '42501';
    end if;
    -- A new record leaves what it does not know to the table's defaults.
    continue when value = 'null' and is_new;
    if c.type = 'jsonb' and jsonb_typeof(value) = 'string' then
      value := (value #>> '{}')::jsonb;
    elsif c.type = 'text' and jsonb_typeof(value) in ('number', 'boolean') then
      value := to_jsonb(value #>> '{}');
    end if;
    answer := answer || jsonb_build_object(item.key, value);
  end loop;
  return answer;
end
$$;

-- Whether a rule has given a record to somebody in this operation, or the record it
-- belongs to: then its maker need not see it.
create or replace function kontor.given_away(entity_name text, row_id uuid) returns boolean
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  meta kontor.entity;
  parent uuid;
begin
  if kontor.current_operation() is null or row_id is null then
    return false;
  end if;
  select * into meta from kontor.entity e where e.name = entity_name;
  if meta.parent_entity is not null then
    execute format('select t.%I from kontor.%I t where t.id = $1', meta.parent_column, meta.name) into parent using row_id;
  end if;
  return exists (select from kontor.distribution d
                  where d.record_id = coalesce(parent, row_id) and d.entity = coalesce(meta.parent_entity, entity_name)
                    and d.operation = kontor.current_operation());
end
$$;

-- A link may only point to what its maker may see; a hidden record and none at
-- all get the same words.
create or replace function kontor.check_links(entity_name text, changes jsonb) returns void
  language plpgsql volatile
  set search_path = pg_catalog, pg_temp
as $$
declare
  link record;
begin
  for link in
    select k.name, k.target, changes ->> k.name as value from kontor.columns_of(entity_name) k
    join kontor.entity e on e.name = k.target
    where changes ->> k.name is not null
  loop
    if link.name in ('entity', 'subject') then
      continue;
    end if;
    if not kontor.visible(link.target, link.value::uuid) and not kontor.given_away(link.target, link.value::uuid) then
      raise exception 'The record that "%" points to does not exist or is not visible to you.', link.name
        using errcode = '42501', column = link.name;
    end if;
  end loop;
end
$$;

-- Whether the caller may write this row of an entity, as it is or will be.
create or replace function kontor.check_right(meta kontor.entity, present jsonb) returns void
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  role text := kontor.my_role();
begin
  if role is null
     or meta.writing = 'nobody'
     or meta.writing = 'administrator' and role <> 'administrator'
     or meta.name = 'view' and present is not null and present->>'manager_id' is distinct from kontor.me()::text
        and not (role = 'administrator' and coalesce((present->>'shared')::boolean, false)) then
    raise exception 'You have no right to change this.' using errcode = '42501';
  end if;
end
$$;

create or replace function kontor.title_of(entity_name text, row_id uuid) returns text
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  answer text;
  target text;
begin
  execute format('select t.%I::text from kontor.%I t where t.id = $1 and (%s)', kontor.title_column(entity_name), entity_name,
                 kontor.policy_sql(entity_name, kontor.my_role(), 't'))
    into answer using row_id;
  -- What is but a link is called by what it links to.
  if kontor.title_column(entity_name) like '%\_id' and answer is not null then
    select k.target into target from kontor.column_of(entity_name, kontor.title_column(entity_name)) k;
    answer := kontor.title_of(target, answer::uuid);
  end if;
  return answer;
end
$$;

-- One row -----------------------------------------------------------------------

create or replace function kontor.insert_row(meta kontor.entity, row_id uuid, changes jsonb) returns jsonb
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  mine jsonb := kontor.clean_changes(meta.name, changes, true);
  names text;
  new_version bigint;
begin
  if row_id is null then
    raise exception 'a new record needs an id' using errcode = '22004';
  end if;
  perform kontor.check_right(meta, null);
  if meta.name = 'view' then
    mine := mine || jsonb_build_object('manager_id', kontor.me());
  elsif meta.name = 'file' then
    raise exception 'A file is stored with its content.' using errcode = '42501';
  end if;
  perform kontor.check_links(meta.name, mine);
  select string_agg(format(', %I', k), '') into names from jsonb_object_keys(mine) k;
  execute format('insert into kontor.%I (id%s) select $1%s from jsonb_populate_record(null::kontor.%I, $2) r returning version',
                 meta.name, coalesce(names, ''),
                 (select string_agg(format(', r.%I', k), '') from jsonb_object_keys(mine) k), meta.name)
    into new_version using row_id, mine;
  if not kontor.visible(meta.name, row_id) and not kontor.given_away(meta.name, row_id) then
    raise exception 'You may not give a new record to somebody whose records you do not see.' using errcode = '42501';
  end if;
  execute format('select version from kontor.%I where id = $1', meta.name) into new_version using row_id;
  return jsonb_build_object('status', 'saved', 'version', new_version, 'merged', '[]'::jsonb);
end
$$;

-- The row as the caller may see it, locked.
create or replace function kontor.lock_row(entity_name text, row_id uuid) returns jsonb
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  answer jsonb;
begin
  execute format('select to_jsonb(t) from kontor.%I t where t.id = $1 and (%s) for update of t', entity_name,
                 kontor.policy_sql(entity_name, kontor.my_role(), 't'))
    into answer using row_id;
  if answer is null then
    raise exception 'This record does not exist any more, or you may not see it.' using errcode = '42501';
  end if;
  return answer;
end
$$;

-- What others changed since a version: field, its value then, who and when.
create or replace function kontor.changes_after(entity_name text, row_id uuid, base_version bigint)
  returns table (field text, base jsonb, author uuid, at timestamptz)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    select e.key, (array_agg(h.before -> e.key order by h.seq))[1],
           (array_agg(h.author_id order by h.seq desc))[1], max(h.at)
    from kontor.history h, jsonb_each(h.after) e
    where h.entity = entity_name and h.id = row_id and h.version > base_version and h.action = 'update'
    group by e.key;
end
$$;

create or replace function kontor.conflict_line(entity_name text, field text, base jsonb, mine jsonb, theirs jsonb, author uuid, at timestamptz)
  returns jsonb
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  target text := (select k.target from kontor.column_of(entity_name, field) k join kontor.entity e on e.name = k.target);
  label text;
begin
  if target is not null and theirs #>> '{}' is not null and field not in ('entity', 'subject') then
    label := kontor.title_of(target, (theirs #>> '{}')::uuid);
  end if;
  return jsonb_build_object('field', field, 'base', base #>> '{}', 'mine', mine #>> '{}', 'theirs', theirs #>> '{}',
    'theirs_label', label, 'author', (select e.name from kontor.employee e where e.id = author), 'at', at);
end
$$;

create or replace function kontor.update_row(meta kontor.entity, row_id uuid, base_version bigint, changes jsonb) returns jsonb
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  mine jsonb := kontor.clean_changes(meta.name, changes, false);
  present jsonb;
  typed jsonb;
  theirs record;
  merged jsonb := '[]';
  conflicts jsonb := '[]';
  assignments text;
  new_version bigint;
begin
  present := kontor.lock_row(meta.name, row_id);
  perform kontor.check_right(meta, present);
  new_version := (present->>'version')::bigint;
  if base_version > new_version then
    raise exception 'version % of this record does not exist yet', base_version using errcode = '22023';
  end if;
  if meta.name = 'employee' and mine ? 'login' then
    raise exception 'A login stays what it is, because it is also one of the server.' using errcode = 'KO001', column = 'login';
  end if;

  -- As the table would hold them, to compare like with like.
  execute format('select to_jsonb(jsonb_populate_record(null::kontor.%I, $1))', meta.name) into typed using mine;
  select coalesce(jsonb_object_agg(k, typed->k), '{}') into mine
    from jsonb_object_keys(mine) k where typed->k is distinct from present->k;

  if base_version < new_version then
    for theirs in select * from kontor.changes_after(meta.name, row_id, base_version) loop
      if not mine ? theirs.field then
        merged := merged || to_jsonb(theirs.field);
      elsif present->theirs.field is distinct from theirs.base then
        conflicts := conflicts || kontor.conflict_line(meta.name, theirs.field, theirs.base,
          mine->theirs.field, present->theirs.field, theirs.author, theirs.at);
      end if;
    end loop;
  end if;
  if conflicts <> '[]' then
    return jsonb_build_object('status', 'conflict', 'version', new_version, 'merged', merged, 'conflicts', conflicts);
  end if;

  if mine <> '{}' then
    perform kontor.check_links(meta.name, mine);
    select string_agg(format('%I = r.%I', k, k), ', ') into assignments from jsonb_object_keys(mine) k;
    execute format('update kontor.%I t set %s from jsonb_populate_record(null::kontor.%I, $2) r where t.id = $1',
                   meta.name, assignments, meta.name) using row_id, mine;
    if not kontor.visible(meta.name, row_id) then
      raise exception 'You may not hand this over to somebody whose records you do not see.' using errcode = '42501';
    end if;
    execute format('select version from kontor.%I where id = $1', meta.name) into new_version using row_id;
  end if;
  return jsonb_build_object('status', 'saved', 'version', new_version, 'merged', merged);
end
$$;

create or replace function kontor.delete_row(meta kontor.entity, row_id uuid, base_version bigint) returns jsonb
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  present jsonb := kontor.lock_row(meta.name, row_id);
  theirs record;
  conflicts jsonb := '[]';
begin
  perform kontor.check_right(meta, present);
  if base_version < (present->>'version')::bigint then
    for theirs in select * from kontor.changes_after(meta.name, row_id, base_version) loop
      conflicts := conflicts || kontor.conflict_line(meta.name, theirs.field, theirs.base,
        null, present->theirs.field, theirs.author, theirs.at);
    end loop;
    if conflicts <> '[]' then
      return jsonb_build_object('status', 'conflict', 'version', (present->>'version')::bigint,
                                'merged', '[]'::jsonb, 'conflicts', conflicts);
    end if;
  end if;
  execute format('delete from kontor.%I where id = $1', meta.name) using row_id;
  return jsonb_build_object('status', 'saved', 'version', (present->>'version')::bigint, 'merged', '[]'::jsonb);
end
$$;

create or replace function kontor.write_row(entity_name text, row_id uuid, base_version bigint, changes jsonb, is_removal boolean)
  returns jsonb
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  meta kontor.entity;
begin
  select * into meta from kontor.entity e where e.name = entity_name;
  if not found then
    raise exception 'unknown entity: %', entity_name using errcode = '22023';
  end if;
  if is_removal then
    return kontor.delete_row(meta, row_id, base_version);
  elsif coalesce(base_version, 0) = 0 then
    return kontor.insert_row(meta, row_id, changes);
  else
    return kontor.update_row(meta, row_id, base_version, changes);
  end if;
end
$$;

-- The door ------------------------------------------------------------------------

-- {"status", "version", "merged", "conflicts"}; version 0 makes a new record.
create or replace function kontor.save(entity text, id uuid, version bigint, changes jsonb, operation uuid) returns jsonb
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  work uuid := coalesce(operation, kontor.new_id());
  answer jsonb := kontor.begin_operation(work, 'save');
begin
  if answer is not null then
    return answer;
  end if;
  answer := kontor.write_row(entity, id, version, changes, false);
  if answer->>'status' = 'conflict' then
    -- Nothing was done, so a decision may be sent in the same operation's name.
    delete from kontor.operation o where o.id = work;
    return answer;
  end if;
  update kontor.operation o set title = kontor.title_of(save.entity, save.id) where o.id = work;
  return kontor.end_operation(work, answer);
end
$$;

-- [{"entity", "id", "version", "changes", "remove"}, ...]: all or nothing.
create or replace function kontor.save_many(changes jsonb, operation uuid, title text) returns jsonb
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  work uuid := coalesce(operation, kontor.new_id());
  answer jsonb := kontor.begin_operation(work, 'save_many', left(title, 500));
  rows jsonb := '[]';
  item jsonb;
  one jsonb;
begin
  if answer is not null then
    return answer;
  end if;
  if jsonb_typeof(changes) is distinct from 'array' then
    raise exception 'changes must be a list' using errcode = '22023';
  end if;
  answer := '{"status": "saved"}';
  begin
    for item in select * from jsonb_array_elements(changes) loop
      one := kontor.write_row(item->>'entity', (item->>'id')::uuid, (item->>'version')::bigint,
                              coalesce(item->'changes', '{}'), coalesce((item->>'remove')::boolean, false));
      if one->>'status' = 'conflict' then
        answer := '{"status": "conflict"}';
      end if;
      rows := rows || one;
    end loop;
    if answer->>'status' = 'conflict' then
      raise exception 'conflict' using errcode = 'KO009';
    end if;
  exception when sqlstate 'KO009' then
    -- Rolled back to before the first row.
    null;
  end;
  answer := answer || jsonb_build_object('rows', rows);
  if answer->>'status' = 'conflict' then
    delete from kontor.operation o where o.id = work;
    return answer;
  end if;
  -- Later rows may have changed earlier ones (lines change their offer's totals).
  for i in 0 .. jsonb_array_length(changes) - 1 loop
    item := changes->i;
    continue when coalesce((item->>'remove')::boolean, false);
    execute format('select to_jsonb(t.version) from kontor.%I t where t.id = $1', item->>'entity')
      into one using (item->>'id')::uuid;
    if one is not null then
      answer := jsonb_set(answer, array['rows', i::text, 'version'], one);
    end if;
  end loop;
  return kontor.end_operation(work, answer);
end
$$;

create or replace function kontor.remove(entity text, id uuid, version bigint, operation uuid) returns jsonb
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  work uuid := coalesce(operation, kontor.new_id());
  answer jsonb := kontor.begin_operation(work, 'remove');
begin
  if answer is not null then
    return answer;
  end if;
  update kontor.operation o set title = case when exists (select 1 from kontor.entity e where e.name = remove.entity)
                                             then kontor.title_of(remove.entity, remove.id) end
    where o.id = work;
  answer := kontor.write_row(entity, id, version, '{}', true);
  if answer->>'status' = 'conflict' then
    delete from kontor.operation o where o.id = work;
    return answer;
  end if;
  return kontor.end_operation(work, answer);
end
$$;

grant execute on function kontor.save(text, uuid, bigint, jsonb, uuid), kontor.save_many(jsonb, uuid, text),
  kontor.remove(text, uuid, bigint, uuid)
  to kontor_seller, kontor_head, kontor_administrator;
