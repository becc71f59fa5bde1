-- The groups that rights are given to; they belong to the server, not to one
-- database, and a backup does not hold them.  Harmless when run again.
do $$
declare
  role text;
begin
  foreach role in array array['kontor_owner', 'kontor_seller', 'kontor_head', 'kontor_administrator',
                           -- Enters claims and sees nothing: a form of the web site, a call centre.
                           'kontor_registrar',
                           -- Does what is due and wakes the desks: kontor-admin worker.
                           'kontor_worker',
                           -- The process engine's own writing; nobody is a member but the owner,
                           -- who gives it its few functions.
                           'kontor_engine',
                           -- Makes people's logins; nobody is a member but the owner, who gives it
                           -- one function.
                           'kontor_doorman'] loop
    if not exists (select 1 from pg_roles where rolname = role) then
      execute format('create role %I nologin', role);
    end if;
  end loop;
  foreach role in array array['kontor_engine', 'kontor_doorman'] loop
    if not pg_has_role('kontor_owner', role, 'member') then
      execute format('grant %I to kontor_owner', role);
    end if;
  end loop;
  -- Who may not give this goes without: then people are let in by kontor-admin only, run
  -- by a superuser, and whoever tries it from the window is told.
  begin
    if not (select r.rolcreaterole from pg_roles r where r.rolname = 'kontor_doorman') then
      alter role kontor_doorman createrole;
    end if;
    -- From PostgreSQL 16 on CREATEROLE alone gives no membership away.
    foreach role in array array['kontor_seller', 'kontor_head', 'kontor_administrator'] loop
      continue when exists (select from pg_auth_members m
                             where m.roleid = role::regrole and m.member = 'kontor_doorman'::regrole and m.admin_option);
      execute format('grant %I to kontor_doorman with %s', role,
                     case when current_setting('server_version_num')::integer >= 160000
                          then 'admin true, inherit false, set false' else 'admin option' end);
    end loop;
  exception when insufficient_privilege then
    null;
  end;
  -- For the one function that ends what runs too long; who may not grant it goes
  -- without, and kontor-admin worker says so.
  begin
    foreach role in array array['pg_signal_backend', 'pg_read_all_stats'] loop
      if not pg_has_role('kontor_owner', role, 'member') then
        execute format('grant %I to kontor_owner', role);
      end if;
    end loop;
  exception when insufficient_privilege then
    null;
  end;
end
$$;
