-- The office's people: an employee is also a login of the server, with the membership
-- of one of the three roles.  Both are kept in step beneath the door, whatever way the
-- employee's row changes.
--
-- Only what the role kontor_doorman owns writes logins, for it alone has CREATEROLE.
-- Up to PostgreSQL 15 that opens every login but superusers', so write_login() looks
-- itself at what it is asked to touch.  From 16 on it opens only what the doorman has
-- the ADMIN option for: what it makes, which is by itself, and what a superuser gives
-- it (adopt_login()).  Before 16 it gives itself that option, so that a server which is
-- brought to 16 goes on; and a membership can be taken away from 16 on only by who gave
-- it, so adopting gives it anew in the doorman's name.

-- What a login is to this office: 'none' there is none, 'own', 'foreign' of the server
-- or of another office, 'mighty' one of ours that can do more than Kontor gives, 'kept'
-- a name nobody may have.  A superuser at the command line decides himself what is mighty.
create or replace function kontor.login_state(login text) returns text
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  person pg_catalog.pg_roles;
  groups constant name[] := '{kontor_seller,kontor_head,kontor_administrator,kontor_registrar}';
begin
  if login_state.login is null or login_state.login !~ '^[a-z][a-z0-9_.-]{0,62}$' or login_state.login ~ '^(kontor|pg)_'
     or login_state.login = any ('{public,none,user,session_user,current_user,current_role}') then
    return 'kept';
  end if;
  select r.* into person from pg_catalog.pg_roles r where r.rolname = login_state.login;
  if not found then
    return 'none';
  elsif person.rolsuper or person.rolcreaterole then
    return 'kept';
  elsif not exists (select from kontor.own_login o where o.login = login_state.login and o.role = person.oid) then
    return 'foreign';
  elsif not exists (select from pg_catalog.pg_roles s where s.rolname = session_user and s.rolsuper)
        and (person.rolcreatedb or person.rolreplication or person.rolbypassrls
             or exists (select from pg_catalog.pg_database d where d.datdba = person.oid)
             or exists (select from pg_catalog.pg_roles g
                         where g.oid <> person.oid and g.rolname <> all (groups) and pg_has_role(person.oid, g.oid, 'member'))) then
    return 'mighty';
  end if;
  return 'own';
end
$$;

create or replace function kontor.check_login(login text, state text) returns void
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
begin
  if state = 'kept' then
    raise exception 'The login "%" belongs to the server itself; choose another one.', login using errcode = 'KO001', column = 'login';
  elsif state = 'foreign' then
    raise exception 'The login "%" exists on the server and is not this office''s; choose another one, or let whoever looks after the server give it with kontor-admin user add.', login
      using errcode = 'KO001', column = 'login';
  elsif state = 'mighty' then
    raise exception 'The login "%" can do more on the server than Kontor gives: its password and role are changed by whoever looks after the server.', login
      using errcode = 'KO001', column = 'login';
  end if;
end
$$;

-- Makes the login, or changes it: one of the three roles, or none, which shuts it out.
create or replace function kontor.write_login(login text, role text, secret text) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  state text := kontor.login_state(login);
  mine name := case when role in ('seller', 'head', 'administrator') then 'kontor_' || role end;
  held name;
begin
  perform kontor.check_login(login, state);
  if role is not null and mine is null then
    raise exception 'not a role: %', role using errcode = '22023';
  elsif secret !~ '^SCRAM-SHA-256\$[0-9]{4,7}:[A-Za-z0-9+/=]{8,64}\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$' then
    raise exception 'a password comes scrambled' using errcode = '22023';
  elsif state = 'none' and role is null then
    return;
  elsif not (select r.rolcreaterole or r.rolsuper from pg_catalog.pg_roles r where r.rolname = current_user) then
    raise exception 'This server does not let Kontor make logins yet: a superuser of it has to run kontor-admin migrate, or alter role kontor_doorman createrole.'
      using errcode = 'KO001';
  end if;

  if state = 'none' then
    execute format('create role %I login', login);
    if current_setting('server_version_num')::integer < 160000 then
      execute format('grant %I to %I with admin option', login, current_user);
    end if;
    -- Settings of a group are not handed down, so each login has them.
    execute format('alter role %I set statement_timeout = ''30s''', login);
    execute format('alter role %I set lock_timeout = ''3s''', login);
    execute format('alter role %I set idle_in_transaction_session_timeout = ''60s''', login);
    execute format('alter role %I set client_connection_check_interval = ''10s''', login);
    -- Compiling a plan takes longer than any question of a desk.
    execute format('alter role %I set jit = off', login);
    -- One question does not fill the server's disk; where the server lets us say so.
    begin
      execute format('alter role %I set temp_file_limit = ''2GB''', login);
    exception when insufficient_privilege then
      null;
    end;
  else
    execute format('alter role %I %s', login, case when role is null then 'nologin' else 'login' end);
  end if;
  if secret is not null then
    execute format('alter role %I password %L', login, secret);
  end if;

  for held in
    select distinct g.rolname from pg_catalog.pg_auth_members m
      join pg_catalog.pg_roles u on u.oid = m.member and u.rolname = write_login.login
      join pg_catalog.pg_roles g on g.oid = m.roleid
     where g.rolname in ('kontor_seller', 'kontor_head', 'kontor_administrator') and g.rolname is distinct from mine
  loop
    execute format('revoke %I from %I', held, login);
  end loop;
  if mine is not null and not pg_has_role(login, mine, 'member') then
    execute format('grant %I to %I', mine, login);
  end if;
  if exists (select from unnest('{kontor_seller,kontor_head,kontor_administrator}'::name[]) g
              where g is distinct from mine and pg_has_role(login, g, 'member')) then
    raise exception 'The login "%" has its role from somebody else: whoever looks after the server has to give it to this office with kontor-admin user grant.', login
      using errcode = 'KO001';
  end if;
exception when insufficient_privilege then
  raise exception 'The server does not let Kontor change the login "%": whoever looks after the server has to give it to this office with kontor-admin user grant.', login
    using errcode = 'KO001';
end
$$;

-- A superuser gives a login to the office; harmless when repeated, and where there is none.
create or replace function kontor.adopt_login(login text) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  given record;
  apart constant text := case when current_setting('server_version_num')::integer >= 160000
                              then 'admin true, inherit false, set false' else 'admin option' end;
begin
  perform kontor.queue_for_people();
  insert into kontor.own_login (login, role)
    select r.rolname, r.oid from pg_catalog.pg_roles r where r.rolname = adopt_login.login and not r.rolsuper and not r.rolcreaterole
    on conflict on constraint own_login_pkey do update set role = excluded.role;
  if kontor.login_state(login) <> 'own'
     or exists (select from pg_catalog.pg_auth_members m
                  join pg_catalog.pg_roles u on u.oid = m.roleid and u.rolname = adopt_login.login
                  join pg_catalog.pg_roles d on d.oid = m.member and d.rolname = 'kontor_doorman'
                 where m.admin_option) then
    return;
  end if;
  begin
    execute format('grant %I to kontor_doorman with %s', login, apart);
    if current_setting('server_version_num')::integer >= 160000 then
      for given in
        select g.rolname as held, b.rolname as giver from pg_catalog.pg_auth_members m
          join pg_catalog.pg_roles u on u.oid = m.member and u.rolname = adopt_login.login
          join pg_catalog.pg_roles g on g.oid = m.roleid and g.rolname in ('kontor_seller', 'kontor_head', 'kontor_administrator')
          join pg_catalog.pg_roles b on b.oid = m.grantor and b.rolname <> 'kontor_doorman'
      loop
        execute format('revoke %I from %I granted by %I', given.held, login, given.giver);
        execute format('grant %I to %I granted by kontor_doorman', given.held, login);
      end loop;
    end if;
  exception when insufficient_privilege or invalid_grant_operation then
    -- Its owner has no such right, or it is a member of Kontor's owner itself; write_login() says so.
    null;
  end;
end
$$;

-- What an older version made, for a server of PostgreSQL 16 or newer; at the end of a migration.
create or replace function kontor.adopt_logins() returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  perform kontor.adopt_login(o.login)
    from kontor.own_login o
    join pg_catalog.pg_roles r on r.rolname = o.login and r.oid = o.role;
end
$$;

-- One after another: two administrators who take the role from each other at the same
-- time must not both succeed.
create or replace function kontor.queue_for_people() returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  lock table kontor.own_login in share row exclusive mode;
end
$$;

create or replace function kontor.let_in(login text, role text, secret text) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  perform kontor.queue_for_people();
  perform kontor.write_login(login, role, secret);
  insert into kontor.own_login (login, role)
    select r.rolname, r.oid from pg_catalog.pg_roles r where r.rolname = let_in.login
    on conflict on constraint own_login_pkey do update set role = excluded.role;
  if secret is not null then
    update kontor.employee e set password_set_at = clock_timestamp() where e.login = let_in.login;
  end if;
end
$$;

create or replace function kontor.keep_login() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  stays boolean := TG_OP = 'UPDATE' and new.active;
  state text;
begin
  perform kontor.queue_for_people();
  if old.login = session_user::text then
    raise exception 'Nobody changes the role of themselves or deactivates themselves; another administrator does it.' using errcode = 'KO001';
  end if;
  if old.role = 'administrator' and old.active and not (stays and new.role = 'administrator')
     and not exists (select from kontor.employee o
                      join pg_catalog.pg_roles r on r.rolname = o.login and r.rolcanlogin
                     where o.role = 'administrator' and o.active and o.id <> old.id
                       and pg_has_role(r.oid, 'kontor_administrator', 'member')) then
    raise exception 'This is the last administrator who can sign in.' using errcode = 'KO001';
  end if;

  state := kontor.login_state(old.login);
  if state = 'own' then
    perform kontor.write_login(old.login, case when stays then new.role end, null);
  elsif stays and state in ('foreign', 'mighty', 'kept') and pg_has_role(old.login, 'kontor_' || new.role, 'member') is not true
        and not exists (select from pg_catalog.pg_roles s where s.rolname = session_user and s.rolsuper) then
    -- The row alone opens no door, but nobody shall think that it does.
    perform kontor.check_login(old.login, state);
  end if;
  return null;
end
$$;

drop trigger if exists keep_login on kontor.employee;
create trigger keep_login after update of role, active on kontor.employee for each row
  when (old.role is distinct from new.role or old.active is distinct from new.active) execute function kontor.keep_login();
drop trigger if exists keep_login_of_deleted on kontor.employee;
create trigger keep_login_of_deleted after delete on kontor.employee for each row execute function kontor.keep_login();

-- A colleague and the login, in one: {"status", "version"}.  The secret is what
-- PostgreSQL keeps of a password, made at the desk; null where the server knows people
-- in another way.
create or replace function kontor.add_person(id uuid, person jsonb, secret text, operation uuid) returns jsonb
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  work uuid := coalesce(operation, kontor.new_id());
  answer jsonb;
  meta kontor.entity;
begin
  if kontor.my_role() is distinct from 'administrator' then
    raise exception 'You have no right to change this.' using errcode = '42501';
  end if;
  answer := kontor.begin_operation(work, 'add_person', left(person->>'name', 500));
  if answer is not null then
    return answer;
  end if;
  if coalesce(person->>'login', '') !~ '^[a-z][a-z0-9_.-]{0,62}$' then
    raise exception 'A login begins with a small Latin letter and has only such letters, digits, ".", "_" and "-".' using errcode = 'KO001', column = 'login';
  elsif exists (select from kontor.employee e where e.login = person->>'login') then
    raise exception 'Somebody with the login "%" is among the employees already.', person->>'login' using errcode = 'KO001', column = 'login';
  elsif coalesce((person->>'active')::boolean, true) is false then
    raise exception 'a new person is active' using errcode = '22023';
  end if;
  select * into meta from kontor.entity e where e.name = 'employee';
  perform kontor.insert_row(meta, add_person.id, person);
  perform kontor.let_in(e.login, e.role, add_person.secret) from kontor.employee e where e.id = add_person.id;
  return kontor.end_operation(work, (select jsonb_build_object('status', 'saved', 'version', e.version)
                                       from kontor.employee e where e.id = add_person.id));
end
$$;

-- By an administrator for anybody, and by everybody for oneself.  Who had no login yet gets one.
create or replace function kontor.set_password(id uuid, secret text, operation uuid) returns jsonb
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  work uuid := coalesce(operation, kontor.new_id());
  person kontor.employee;
  answer jsonb;
begin
  if kontor.my_role() is null or kontor.my_role() <> 'administrator' and set_password.id is distinct from kontor.me() then
    raise exception 'You have no right to change this.' using errcode = '42501';
  elsif secret is null then
    raise exception 'a password comes scrambled' using errcode = '22023';
  end if;
  select * into person from kontor.employee e where e.id = set_password.id;
  if not found then
    raise exception 'This record does not exist any more, or you may not see it.' using errcode = '42501';
  elsif not person.active then
    raise exception '"%" does not work here any more: activate first.', person.name using errcode = 'KO001';
  end if;
  answer := kontor.begin_operation(work, 'set_password', person.name);
  if answer is not null then
    return answer;
  end if;
  perform kontor.let_in(person.login, person.role, secret);
  return kontor.end_operation(work, (select jsonb_build_object('status', 'saved', 'version', e.version)
                                       from kontor.employee e where e.id = set_password.id));
end
$$;

-- Ends what those have open who may not sign in any more; after the deactivation was
-- committed, or they would come back before it was.
create or replace function kontor.end_shut_out() returns integer
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return (select count(*) filter (where pg_terminate_backend(a.pid))
            from pg_catalog.pg_stat_activity a
            join kontor.own_login o on o.role = a.usesysid
            join pg_catalog.pg_roles r on r.oid = o.role and not r.rolcanlogin
           where a.pid <> pg_backend_pid());
exception when insufficient_privilege then
  -- The server does not let us; their rights are gone all the same.
  return 0;
end
$$;

revoke execute on function kontor.login_state(text), kontor.check_login(text, text), kontor.write_login(text, text, text),
  kontor.adopt_login(text), kontor.adopt_logins(), kontor.queue_for_people(), kontor.let_in(text, text, text),
  kontor.add_person(uuid, jsonb, text, uuid), kontor.set_password(uuid, text, uuid), kontor.end_shut_out()
  from public, kontor_seller, kontor_head, kontor_administrator;
grant execute on function kontor.add_person(uuid, jsonb, text, uuid), kontor.end_shut_out() to kontor_administrator;
grant execute on function kontor.set_password(uuid, text, uuid) to kontor_seller, kontor_head, kontor_administrator;
grant execute on function kontor.end_shut_out() to kontor_worker;

-- Where nobody may make the doorman, the owner stays, who has no CREATEROLE, and
-- write_login() says what is missing.
do $$
begin
  if exists (select from pg_catalog.pg_roles r where r.rolname = 'kontor_doorman')
     and pg_has_role(current_user, 'kontor_doorman', 'member') then
    grant usage, create on schema kontor to kontor_doorman;
    grant execute on function kontor.login_state(text), kontor.check_login(text, text) to kontor_doorman;
    alter function kontor.write_login(text, text, text) owner to kontor_doorman;
    revoke all on function kontor.write_login(text, text, text) from public;
    grant execute on function kontor.write_login(text, text, text) to kontor_owner;
  end if;
end
$$;
