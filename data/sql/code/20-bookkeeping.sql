-- What every table shares: versions, owners, history and the change log.
-- Kept with the owner's rights, because who may only insert has none of his own.

-- The operation in whose name rows change now; set by the doors only, for the
-- length of their transaction.  Null for changes made past them.
create or replace function kontor.current_operation() returns uuid
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
begin
  return nullif(current_setting('kontor.operation', true), '')::uuid;
end
$$;

-- Who changes rows now.  What happens by itself (a timer, a job) is nobody's
-- doing, whichever desk it runs on; only the engine knows the word that says so.
create or replace function kontor.author() returns uuid
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  if coalesce(current_setting('kontor.engine_timer', true), '') <> ''
     and current_setting('kontor.engine_timer') = (select w.word from kontor.engine_word w) then
    return null;
  end if;
  return kontor.me();
end
$$;

-- A new record that a rule would give to somebody, if anybody were there, is not
-- its maker's (kontor.allot()).
create or replace function kontor.waits_for_somebody(record uuid) returns boolean
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce(current_setting('kontor.nobodys', true), '') = record::text;
end
$$;

-- Counts the version up and writes who and when.  With the argument "own", where
-- rows have a manager: a new one belongs to its maker, every one to its manager's
-- team.  One trigger and not two, because each costs every statement its condition.
create or replace function kontor.stamp() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  who uuid := kontor.author();
begin
  if TG_OP = 'INSERT' then
    -- An undone removal goes on counting and keeps its author; the door lets
    -- nobody else give these columns.
    new.version := greatest(coalesce(new.version, 1), 1);
    new.created_at := coalesce(new.created_at, clock_timestamp());
    new.created_by := coalesce(new.created_by, who);
  else
    new.id := old.id;
    new.version := old.version + 1;
    new.created_at := old.created_at;
    new.created_by := old.created_by;
  end if;
  new.changed_at := clock_timestamp();
  new.changed_by := who;
  if TG_NARGS = 1 then
    if TG_OP = 'INSERT' and new.manager_id is null and new.team_id is null and not kontor.waits_for_somebody(new.id) then
      new.manager_id := who;
    end if;
    if new.manager_id is not null
       and (TG_OP = 'INSERT' or new.manager_id is distinct from old.manager_id or new.team_id is null) then
      new.team_id := (select e.team_id from kontor.employee e where e.id = new.manager_id);
    end if;
  end if;
  return new;
end
$$;

-- A child belongs to whom its parent belongs: TG_ARGV is the parent and the link.
create or replace function kontor.inherit() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  -- Those that come by the thousand have a plan that is kept.
  if TG_ARGV[0] = 'partner' and TG_ARGV[1] = 'partner_id' then
    select p.manager_id, p.team_id into new.manager_id, new.team_id from kontor.partner p where p.id = new.partner_id;
  else
    execute format('select manager_id, team_id from kontor.%I where id = ($1).%I', TG_ARGV[0], TG_ARGV[1])
      into new.manager_id, new.team_id using new;
  end if;
  return new;
end
$$;

-- A new manager of the parent is the new manager of its children.
create or replace function kontor.carry() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  child record;
begin
  for child in select name, parent_column from kontor.entity where parent_entity = TG_TABLE_NAME loop
    execute format('update kontor.%I set manager_id = $1, team_id = $2
                    where %I = $3 and (manager_id is distinct from $1 or team_id is distinct from $2)',
                   child.name, child.parent_column)
      using new.manager_id, new.team_id, new.id;
  end loop;
  update kontor.file set manager_id = new.manager_id, team_id = new.team_id
    where entity = TG_TABLE_NAME and record_id = new.id;
  -- Whoever takes over a record takes over the processes that are walked on it.
  update kontor.process set manager_id = new.manager_id, team_id = new.team_id
    where record_id = new.id and subject = TG_TABLE_NAME and state in ('running', 'stopped');
  if TG_TABLE_NAME = 'process' then
    update kontor.process_token set manager_id = new.manager_id, team_id = new.team_id where process_id = new.id;
    update kontor.process_step set manager_id = new.manager_id, team_id = new.team_id where process_id = new.id;
  end if;
  return null;
end
$$;

-- Whoever changes the team takes the rows along.
create or replace function kontor.change_team() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  owned record;
begin
  for owned in
    select e.name from kontor.entity e
    where e.owner_column = 'manager_id' and e.parent_entity is null
      and exists (select 1 from pg_attribute a where a.attrelid = format('kontor.%I', e.name)::regclass
                  and a.attname = 'team_id' and not a.attisdropped)
  loop
    execute format('update kontor.%I set team_id = $1 where manager_id = $2', owned.name)
      using new.team_id, new.id;
  end loop;
  return null;
end
$$;

-- Columns that say nothing to a person, or change by themselves.
create or replace function kontor.silent_columns() returns text[]
  language sql immutable
  set search_path = pg_catalog, pg_temp
as $$
  select array['version', 'created_at', 'created_by', 'changed_at', 'changed_by',
               'sort_key', 'search_key', 'match_key', 'last_contact_at', 'alive', 'overdue_at']
$$;

-- Many rows at once are one line of news: "look again".
create or replace function kontor.bulk_limit() returns integer
  language sql immutable
  set search_path = pg_catalog, pg_temp
as $$ select 500 $$;

create or replace function kontor.log_insert() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  work uuid := kontor.current_operation();
  author uuid := kontor.author();
  open_to_all boolean := TG_ARGV[0]::boolean;
  n bigint;
begin
  select count(*) into n from new_rows;
  -- Of thousands of rows the owners are taken from their columns: a plan of its own
  -- costs less then than a whole row as JSON, again and again.
  if n > kontor.bulk_limit() and TG_ARGV[1] = 'team' then
    execute 'insert into kontor.history (operation, author_id, entity, id, version, action, manager_id, team_id, everybody)
             select $1, $2, $3, r.id, r.version, ''insert'', r.manager_id, r.team_id, $4 from new_rows r'
      using work, author, TG_TABLE_NAME, open_to_all;
    insert into kontor.change_log (entity, action, everybody, operation)
      values (TG_TABLE_NAME, 'insert', true, work);
    return null;
  end if;
  insert into kontor.history (operation, author_id, entity, id, version, action, manager_id, team_id, everybody)
    select work, author, TG_TABLE_NAME, r.id, r.version, 'insert',
           (j->>'manager_id')::uuid, (j->>'team_id')::uuid,
           open_to_all or coalesce((j->>'shared')::boolean, false)
    from new_rows r, lateral (select to_jsonb(r) as j) as x;
  if n > kontor.bulk_limit() then
    insert into kontor.change_log (entity, action, everybody, operation)
      values (TG_TABLE_NAME, 'insert', true, work);
  elsif n > 0 then
    insert into kontor.change_log (entity, id, version, action, manager_id, team_id, everybody, operation)
      select TG_TABLE_NAME, r.id, r.version, 'insert', (j->>'manager_id')::uuid, (j->>'team_id')::uuid,
             open_to_all or coalesce((j->>'shared')::boolean, false), work
      from new_rows r, lateral (select to_jsonb(r) as j) as x
      union all
      -- A task is also its author's.
      select TG_TABLE_NAME, r.id, r.version, 'insert', (j->>'author_id')::uuid, null, false, work
      from new_rows r, lateral (select to_jsonb(r) as j) as x
      where j->>'author_id' is distinct from j->>'manager_id' and j->>'author_id' is not null;
  end if;
  return null;
end
$$;

-- Without nested loops: a statement's rows have no statistics, and a plan made
-- for one row would compare ten thousand with ten thousand.  Where one is needed
-- all the same its price is so high that the plan would be compiled, for a second
-- and a half each time.
create or replace function kontor.log_update() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
  set enable_nestloop = off
  set jit = off
as $$
declare
  work uuid := kontor.current_operation();
  author uuid := kontor.author();
  open_to_all boolean := TG_ARGV[0]::boolean;
  silent text[] := kontor.silent_columns();
  n bigint;
begin
  insert into kontor.history (operation, author_id, entity, id, version, action, before, after,
                              manager_id, team_id, everybody)
    select work, author, TG_TABLE_NAME, d.id, d.version, 'update', d.changed -> 0, d.changed -> 1,
           (d.j->>'manager_id')::uuid, (d.j->>'team_id')::uuid,
           open_to_all or coalesce((d.j->>'shared')::boolean, false)
    from (select c.id, c.version, c.j,
                 (select jsonb_build_array(jsonb_object_agg(e.key, c.k->e.key), jsonb_object_agg(e.key, e.value))
                  from jsonb_each(c.j) e
                  where e.value is distinct from c.k->e.key and e.key <> all (silent)) as changed
          from (select r.id, r.version, to_jsonb(r) as j, to_jsonb(o) as k
                from new_rows r join old_rows o on o.id = r.id offset 0) as c offset 0) as d
    where d.changed -> 1 <> 'null';
  select count(*) into n from new_rows;
  if n > kontor.bulk_limit() then
    insert into kontor.change_log (entity, action, everybody, operation)
      values (TG_TABLE_NAME, 'update', true, work);
  elsif n > 0 then
    insert into kontor.change_log (entity, id, version, action, manager_id, team_id, everybody, operation)
      select TG_TABLE_NAME, r.id, r.version, 'update', (j->>'manager_id')::uuid, (j->>'team_id')::uuid,
             open_to_all or coalesce((j->>'shared')::boolean, false), work
      from new_rows r, lateral (select to_jsonb(r) as j) as x
      union all
      select TG_TABLE_NAME, r.id, r.version, 'update', (j->>'author_id')::uuid, null, false, work
      from new_rows r, lateral (select to_jsonb(r) as j) as x
      where j->>'author_id' is distinct from j->>'manager_id' and j->>'author_id' is not null
      union all
      -- Those who had it until now must look as well: it may be gone for them.
      select TG_TABLE_NAME, r.id, r.version, 'moved', (k->>'manager_id')::uuid, (k->>'team_id')::uuid,
             coalesce((k->>'shared')::boolean, false), work
      from new_rows r join old_rows o on o.id = r.id,
           lateral (select to_jsonb(r) as j, to_jsonb(o) as k) as x
      where j->>'manager_id' is distinct from k->>'manager_id'
         or j->>'team_id' is distinct from k->>'team_id'
         or j->>'shared' is distinct from k->>'shared';
  end if;
  return null;
end
$$;

create or replace function kontor.log_delete() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  work uuid := kontor.current_operation();
  author uuid := kontor.author();
  open_to_all boolean := TG_ARGV[0]::boolean;
  n bigint;
begin
  insert into kontor.history (operation, author_id, entity, id, version, action, before,
                              manager_id, team_id, everybody)
    select work, author, TG_TABLE_NAME, r.id, r.version, 'delete', j,
           (j->>'manager_id')::uuid, (j->>'team_id')::uuid,
           open_to_all or coalesce((j->>'shared')::boolean, false)
    from old_rows r, lateral (select to_jsonb(r) as j) as x;
  get diagnostics n = row_count;
  if n > kontor.bulk_limit() then
    insert into kontor.change_log (entity, action, everybody, operation)
      values (TG_TABLE_NAME, 'delete', true, work);
  elsif n > 0 then
    insert into kontor.change_log (entity, id, version, action, manager_id, team_id, everybody, operation)
      select TG_TABLE_NAME, r.id, r.version, 'delete', (j->>'manager_id')::uuid, (j->>'team_id')::uuid,
             open_to_all or coalesce((j->>'shared')::boolean, false), work
      from old_rows r, lateral (select to_jsonb(r) as j) as x
      union all
      select TG_TABLE_NAME, r.id, r.version, 'delete', (j->>'author_id')::uuid, null, false, work
      from old_rows r, lateral (select to_jsonb(r) as j) as x
      where j->>'author_id' is distinct from j->>'manager_id' and j->>'author_id' is not null;
  end if;
  return null;
end
$$;

-- Hangs the bookkeeping on one entity's table; the letters give the order.
create or replace function kontor.keep_books(entity_name text) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  meta kontor.entity;
  place regclass := format('kontor.%I', entity_name)::regclass;
  has_team boolean := exists (select 1 from pg_attribute where attrelid = place and attname = 'team_id' and not attisdropped);
  owned boolean;
  open_to_all text;
  name text;
  -- The engine writes its own books of a step, all of them at once; an import stamps
  -- and owns the rows of a batch, all of them at once.  No trigger of these tables
  -- changes owners that the statement has not named.
  unless text := case when entity_name in ('task', 'process', 'deal') then 'when (current_user <> ''kontor_engine'')' else '' end;
  unless_row text := case when entity_name in ('partner', 'legal_entity', 'person', 'address')
                          then 'when (current_user <> ''kontor_engine'')' else unless end;
begin
  select * into strict meta from kontor.entity e where e.name = entity_name;
  open_to_all := (meta.owner_column is null)::text;
  owned := has_team and meta.owner_column is not null;
  foreach name in array array['a_stamp', 'b_own', 'b_inherit', 'carry', 'log_insert', 'log_update', 'log_delete'] loop
    execute format('drop trigger if exists %I on %s', name, place);
  end loop;
  execute format('create trigger a_stamp before insert or update on %s for each row %s execute function kontor.stamp(%s)', place, unless_row,
                 case when owned and meta.parent_entity is null then '''own''' end);
  if meta.parent_entity is not null then
    execute format('create trigger b_inherit before insert or update on %s for each row %s execute function kontor.inherit(%L, %L)',
                   place, unless_row, meta.parent_entity, meta.parent_column);
  end if;
  if owned then
    execute format('create trigger carry after update %s on %s for each row
                    when (old.manager_id is distinct from new.manager_id or old.team_id is distinct from new.team_id)
                    execute function kontor.carry()', case when unless <> '' then 'of manager_id, team_id' else '' end, place);
  end if;
  execute format('create trigger log_insert after insert on %s referencing new table as new_rows
                  for each statement %s execute function kontor.log_insert(%L, %L)', place, unless, open_to_all,
                 case when has_team and meta.name <> 'view' then 'team' else '' end);
  execute format('create trigger log_update after update on %s referencing old table as old_rows new table as new_rows
                  for each statement %s execute function kontor.log_update(%L)', place, unless, open_to_all);
  execute format('create trigger log_delete after delete on %s referencing old table as old_rows
                  for each statement execute function kontor.log_delete(%L)', place, open_to_all);
end
$$;

do $$
begin
  perform kontor.keep_books(name) from kontor.entity;
end
$$;
drop function if exists kontor.own();

drop trigger if exists change_team on kontor.employee;
create trigger change_team after update of team_id on kontor.employee for each row
  when (old.team_id is distinct from new.team_id) execute function kontor.change_team();
