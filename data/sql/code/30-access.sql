-- Who may see what.  One policy for each of the mutually exclusive roles, a
-- scalar subquery each, no "or is_admin()": that would cost every user the index.

-- The rule as SQL text.  Policies and the checks inside the doors are both made
-- from it, so they cannot differ.
create or replace function kontor.policy_sql(entity_name text, role text, alias text default null) returns text
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  p text := coalesce(quote_ident(alias) || '.', '');
  owned text;
begin
  select e.owner_column into owned from kontor.entity e where e.name = entity_name;
  if role is null then
    return 'false';
  elsif entity_name = 'view' then
    return format('(%1$smanager_id = (select kontor.me()) or %1$smanager_id is null or %1$sshared) and (select kontor.me()) is not null', p);
  elsif owned is null or role = 'administrator' then
    return '(select kontor.me()) is not null';
  elsif entity_name = 'assignment' and role = 'seller' then
    return format('(%1$smanager_id = (select kontor.me()) or %1$sauthor_id = (select kontor.me()))', p);
  elsif entity_name = 'task' and role = 'seller' then
    -- One's own, those one gave to others, and those anybody of the team may take.
    return format('(%1$smanager_id = (select kontor.me()) or %1$sauthor_id = (select kontor.me())'
                  ' or (%1$smanager_id is null and %1$steam_id = (select kontor.my_team()) and coalesce(%1$sfor_role, ''seller'') = ''seller''))', p);
  elsif entity_name in ('task', 'assignment') and role = 'head' then
    return format('(%1$steam_id = (select kontor.my_team()) or %1$sauthor_id = (select kontor.me()))', p);
  elsif role = 'head' then
    return format('%steam_id = (select kontor.my_team())', p);
  else
    return format('%smanager_id = (select kontor.me())', p);
  end if;
end
$$;

create or replace function kontor.visible(entity_name text, row_id uuid) returns boolean
  language plpgsql volatile
  set search_path = pg_catalog, pg_temp
as $$
declare
  answer boolean;
begin
  execute format('select exists (select 1 from kontor.%I t where t.id = $1 and (%s))',
                 entity_name, kontor.policy_sql(entity_name, kontor.my_role(), 't'))
    into answer using row_id;
  return answer;
end
$$;

create or replace function kontor.set_policy(table_name text, role text, rule text) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  execute format('drop policy if exists %I on kontor.%I', role, table_name);
  execute format('create policy %I on kontor.%I for select to %I using (%s)',
                 role, table_name, 'kontor_' || role, rule);
end
$$;

do $$
declare
  place text;
  role text;
begin
  for place in select relname from pg_class where relnamespace = 'kontor'::regnamespace and relkind in ('r', 'p') loop
    execute format('alter table kontor.%I enable row level security', place);
    execute format('revoke all on kontor.%I from public, kontor_seller, kontor_head, kontor_administrator', place);
  end loop;

  foreach role in array array['seller', 'head', 'administrator'] loop
    for place in select name from kontor.entity loop
      perform kontor.set_policy(place, role, kontor.policy_sql(place, role));
    end loop;
    foreach place in array array['process_token', 'process_step'] loop
      perform kontor.set_policy(place, role, kontor.policy_sql('process', role));
    end loop;
    perform kontor.set_policy('entity', role, '(select kontor.me()) is not null');
    -- Read before anything else, also by a login whose rights were taken away.
    perform kontor.set_policy('schema_meta', role, 'true');
    perform kontor.set_policy('desk_state', role, 'employee_id = (select kontor.me())');
  end loop;

  foreach place in array array['history', 'change_log'] loop
    perform kontor.set_policy(place, 'seller',
      '(manager_id = (select kontor.me()) or everybody) and (select kontor.me()) is not null');
    perform kontor.set_policy(place, 'head',
      '(team_id = (select kontor.my_team()) or manager_id = (select kontor.me()) or everybody) and (select kontor.me()) is not null');
    perform kontor.set_policy(place, 'administrator', '(select kontor.me()) is not null');
  end loop;
  -- What anybody of the team may take, and that it was taken: the line says only
  -- that there is something to look at.
  perform kontor.set_policy('change_log', 'seller',
    '(manager_id = (select kontor.me()) or everybody'
    ' or manager_id is null and entity = ''task'' and team_id = (select kontor.my_team())) and (select kontor.me()) is not null');
  perform kontor.set_policy('operation', 'seller', 'author_id = (select kontor.me())');
  perform kontor.set_policy('operation', 'head', 'author_id = (select kontor.me())');
  perform kontor.set_policy('operation', 'administrator', '(select kontor.me()) is not null');

  for place in select relname from pg_class
               where relnamespace = 'kontor'::regnamespace and relkind in ('r', 'p')
                 and relname not in ('file_content', 'map_picture', 'number_series', 'engine_word', 'own_login') loop
    execute format('grant select on kontor.%I to kontor_seller, kontor_head, kontor_administrator', place);
  end loop;
end
$$;

revoke all on schema kontor from public;
grant usage on schema kontor to kontor_seller, kontor_head, kontor_administrator;
-- Those of the schema's first file are older than the default privileges.
revoke execute on function kontor.fold(text), kontor.collation_key(text), kontor.match_key(text),
  kontor.phone_key(text) from public;
grant execute on function kontor.fold(text), kontor.collation_key(text)
  to kontor_seller, kontor_head, kontor_administrator;
