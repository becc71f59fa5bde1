-- Who is asking.  Identity comes from session_user: a setting could be forged.
-- PL/pgSQL, because the planner would inline SQL functions into every row.

-- Functions are closed unless granted.
alter default privileges revoke execute on functions from public;

create or replace function kontor.me() returns uuid
  language plpgsql stable security definer parallel restricted
  set search_path = pg_catalog, pg_temp
as $$
begin
  return (select e.id from kontor.employee e where e.login = session_user::text and e.active);
end
$$;

create or replace function kontor.my_team() returns uuid
  language plpgsql stable security definer parallel restricted
  set search_path = pg_catalog, pg_temp
as $$
begin
  return (select e.team_id from kontor.employee e where e.login = session_user::text and e.active);
end
$$;

-- 'seller', 'head' or 'administrator'; null where the employee's role and the
-- login's membership do not agree, so that neither alone opens a door.
create or replace function kontor.my_role() returns text
  language plpgsql stable security definer parallel restricted
  set search_path = pg_catalog, pg_temp
as $$
begin
  return (select e.role from kontor.employee e
          where e.login = session_user::text and e.active
            and pg_has_role(session_user, 'kontor_' || e.role, 'member'));
end
$$;

-- A UUIDv7: the moment first, so that new rows lie together in the indexes.  One
-- expression, which is put in place of the call: random bytes, the moment over the
-- first six, and version 4 made 7.  date_part() and not extract(): in floating
-- point it costs a tenth.
create or replace function kontor.new_id() returns uuid
  language sql volatile
as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing
    substring(int8send((date_part('epoch', clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
$$;

grant execute on function kontor.me(), kontor.my_team(), kontor.my_role()
  to kontor_seller, kontor_head, kontor_administrator;
