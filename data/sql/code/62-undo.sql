-- Office-wide undo: one action of a person is one operation, and each can be
-- taken back later.  A row that was changed again since is left alone and named.

-- Whether the fields an operation changed still have the values it gave them.
create or replace function kontor.untouched(present jsonb, after jsonb) returns boolean
  language sql immutable
  set search_path = pg_catalog, pg_temp
as $$
  select not exists (select 1 from jsonb_each(after) e where present -> e.key is distinct from e.value)
$$;

-- Takes one row back to what it was; raises KO009 where it cannot be.
create or replace function kontor.undo_row(meta kontor.entity, row_id uuid, first_action text, last_action text,
                                           last_version bigint, before jsonb, after jsonb, whole jsonb) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  present jsonb;
  wanted jsonb;
  names text;
begin
  execute format('select to_jsonb(t) from kontor.%I t where t.id = $1 for update', meta.name) into present using row_id;
  if present is not null and not kontor.visible(meta.name, row_id) then
    raise exception 'hidden' using errcode = 'KO009';
  end if;
  -- What has doors of its own has a rule of its own.
  if meta.name = 'map_comment' then
    perform kontor.check_comment_undo(coalesce(present, whole), first_action = 'insert', last_action = 'delete');
  else
    perform kontor.check_right(meta, coalesce(present, whole));
  end if;

  if last_action = 'delete' then
    if first_action = 'insert' then
      return;
    elsif present is not null then
      raise exception 'there again' using errcode = 'KO009';
    end if;
    -- It comes back as it was before the operation, and goes on counting.
    wanted := whole || before || jsonb_build_object('version', last_version + 1);
    select string_agg(format('%I', k.name), ', ') into names from kontor.columns_of(meta.name) k where not k.generated;
    execute format('insert into kontor.%I (%s) overriding system value select %s from jsonb_populate_record(null::kontor.%I, $1)',
                   meta.name, names, names, meta.name) using wanted;
    if not kontor.visible(meta.name, row_id) then
      raise exception 'hidden' using errcode = 'KO009';
    end if;
  elsif present is null then
    raise exception 'gone' using errcode = 'KO009';
  elsif first_action = 'insert' then
    if (present->>'version')::bigint > last_version
       and exists (select 1 from kontor.history h where h.entity = meta.name and h.id = row_id and h.version > last_version) then
      raise exception 'changed' using errcode = 'KO009';
    end if;
    execute format('delete from kontor.%I where id = $1', meta.name) using row_id;
  elsif after is not null then
    if not kontor.untouched(present, after) then
      raise exception 'changed' using errcode = 'KO009';
    end if;
    select string_agg(format('%I = r.%I', k.name, k.name), ', ') into names
      from kontor.columns_of(meta.name) k where before ? k.name and not k.generated;
    if names is not null then
      execute format('update kontor.%I t set %s from jsonb_populate_record(null::kontor.%I, $2) r where t.id = $1',
                     meta.name, names, meta.name) using row_id, before;
      if not kontor.visible(meta.name, row_id) then
        raise exception 'hidden' using errcode = 'KO009';
      end if;
    end if;
  end if;
end
$$;

-- {"restored": n, "conflicts": [{"entity", "id", "title"}]}
create or replace function kontor.undo(operation uuid, new_operation uuid) returns jsonb
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  work uuid := coalesce(new_operation, kontor.new_id());
  answer jsonb := kontor.begin_operation(work, 'undo');
  earlier kontor.operation;
  line record;
  meta kontor.entity;
  restored integer := 0;
  conflicts jsonb := '[]';
begin
  if answer is not null then
    return answer;
  end if;
  select * into earlier from kontor.operation o where o.id = undo.operation for update;
  if not found or (earlier.author_id is distinct from kontor.me() and kontor.my_role() <> 'administrator') then
    raise exception 'There is no such action of yours.' using errcode = '42501';
  elsif earlier.undone_by is not null then
    raise exception 'This was already undone.' using errcode = 'KO001';
  elsif earlier.kind = 'set_password' then
    raise exception 'A password is not taken back; set another one.' using errcode = 'KO001';
  end if;
  -- Steps of a process are not taken back, but its beginning may be.
  if earlier.kind = 'begin_sale' then
    perform kontor.engine_unbegins((earlier.answer->>'deal')::uuid, false);
  end if;

  -- What was removed comes first, parents before the children that a cascade
  -- took along; then the changes; what was made goes last, children first.
  -- What a trigger carried into the children comes back with the parent.
  for line in
    select h.entity, h.id, (array_agg(h.action order by h.seq))[1] as first_action,
           (array_agg(h.action order by h.seq desc))[1] as last_action, max(h.version) as last_version,
           (select jsonb_object_agg(e.key, e.value)
            from (select distinct on (b.key) b.key, b.value from kontor.history i, jsonb_each(i.before) b
                  where i.operation = undo.operation and i.entity = h.entity and i.id = h.id and i.action = 'update'
                  order by b.key, i.seq) e) as before,
           (select jsonb_object_agg(e.key, e.value)
            from (select distinct on (b.key) b.key, b.value from kontor.history i, jsonb_each(i.after) b
                  where i.operation = undo.operation and i.entity = h.entity and i.id = h.id and i.action = 'update'
                  order by b.key, i.seq desc) e) as after,
           (array_agg(h.before order by h.seq desc) filter (where h.action = 'delete'))[1] as whole
    from kontor.history h
    where h.operation = undo.operation
    group by h.entity, h.id
    order by case when 'delete' = (array_agg(h.action order by h.seq desc))[1] then max(h.seq) else 'infinity'::numeric end,
             'insert' = (array_agg(h.action order by h.seq))[1], max(h.seq) desc
  loop
    continue when earlier.kind = 'begin_sale' and line.entity in ('process', 'task');
    select * into meta from kontor.entity e where e.name = line.entity;
    if meta.parent_entity is not null or meta.name = 'file' then
      line.before := line.before - array['manager_id', 'team_id'];
      line.after := line.after - array['manager_id', 'team_id'];
      continue when line.after = '{}' and line.last_action = 'update' and line.first_action = 'update';
    end if;
    begin
      if earlier.kind = 'begin_sale' and line.entity = 'deal' then
        perform kontor.engine_unbegins(line.id, true);
      end if;
      perform kontor.undo_row(meta, line.id, line.first_action, line.last_action, line.last_version,
                              coalesce(line.before, '{}'), line.after, line.whole);
      restored := restored + 1;
    exception
      when sqlstate 'KO009' or sqlstate 'KO001' or insufficient_privilege or integrity_constraint_violation then
        conflicts := conflicts || jsonb_build_object('entity', line.entity, 'id', line.id,
          'title', case when kontor.visible(line.entity, line.id) then kontor.title_of(line.entity, line.id) end);
    end;
  end loop;

  if restored > 0 then
    update kontor.operation o set undone_by = work where o.id = undo.operation;
  end if;
  update kontor.operation o set title = earlier.title where o.id = work;
  return kontor.end_operation(work, jsonb_build_object('restored', restored, 'conflicts', conflicts));
end
$$;

grant execute on function kontor.undo(uuid, uuid) to kontor_seller, kontor_head, kontor_administrator;
