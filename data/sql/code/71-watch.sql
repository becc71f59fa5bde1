-- Statements that run too long.  A limit that a role is given (statement_timeout) is
-- one that whoever has SQL takes off again, and a statement can catch its own end; so
-- kontor-admin worker watches.  Other people's statements are ended with the rights
-- that roles.sql gives the owner; without them nothing is seen and nothing is done.

-- Cancels what people's logins have been at for longer than the limit, and ends the
-- connection of who goes on all the same or sits in an open transaction, which keeps
-- others waiting.  A line for each.
create or replace function kontor.end_overlong(seconds double precision)
  returns table (login text, deed text, since double precision)
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  most double precision := greatest(seconds, 1);
  long_since timestamptz := clock_timestamp() - make_interval(secs => most);
  person record;
begin
  for person in
    select a.pid, a.usename::text as login, a.state, a.state_change,
           case when a.state = 'active' then a.query_start else a.state_change end as began
    from pg_stat_activity a
    -- Who may do anything to this database anyway is at its upkeep.
    join pg_roles r on r.oid = a.usesysid and not r.rolsuper and not pg_has_role(r.oid, 'kontor_owner', 'member')
    where a.datname = current_database() and a.pid <> pg_backend_pid() and a.backend_type = 'client backend'
      and exists (select from pg_roles g where g.rolname in ('kontor_seller', 'kontor_head', 'kontor_administrator', 'kontor_registrar')
                   and pg_has_role(r.oid, g.oid, 'member'))
      and (a.state = 'active' and a.query_start < long_since
           or a.state like 'idle in transaction%' and a.state_change < long_since)
    order by a.pid
  loop
    since := date_part('epoch', clock_timestamp() - person.began);
    login := person.login;
    if person.state = 'active' and since < most + 15 then
      deed := 'cancelled';
      continue when not pg_cancel_backend(person.pid);
    else
      deed := 'ended';
      continue when not pg_terminate_backend(person.pid);
    end if;
    return next;
  end loop;
end
$$;

-- Whether end_overlong() sees and may do anything.
create or replace function kontor.can_end_overlong() returns boolean
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
as $$
  select pg_has_role('kontor_owner', 'pg_signal_backend', 'member') and pg_has_role('kontor_owner', 'pg_read_all_stats', 'member')
$$;

revoke execute on function kontor.end_overlong(double precision), kontor.can_end_overlong()
  from public, kontor_seller, kontor_head, kontor_administrator;
grant execute on function kontor.end_overlong(double precision), kontor.can_end_overlong() to kontor_worker;
