-- The logins of the server that are this office's own: those that it made, and those
-- that a superuser gave it (kontor-admin user add).  Nothing else is touched when an
-- administrator lets people in, whatever stands on an employee's card.
create table kontor.own_login (
  login text primary key,
  -- One that was dropped and made again under the same name is another one.
  role  oid not null
);
alter table kontor.own_login enable row level security;

insert into kontor.own_login (login, role)
select e.login, r.oid
from kontor.employee e
join pg_catalog.pg_roles r on r.rolname = e.login and not r.rolsuper and not r.rolcreaterole
where exists (select from pg_catalog.pg_auth_members m
               join pg_catalog.pg_roles g on g.oid = m.roleid and g.rolname = 'kontor_' || e.role
              where m.member = r.oid);

-- Shown on the card, and in the history who set it.
alter table kontor.employee add column password_set_at timestamptz;
