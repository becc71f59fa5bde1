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
                           'kontor_engine'] loop
    if not exists (select 1 from pg_roles where rolname = role) then
      execute format('create role %I nologin', role);
    end if;
  end loop;
  if not pg_has_role('kontor_owner', 'kontor_engine', 'member') then
    grant kontor_engine to kontor_owner;
  end if;
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
