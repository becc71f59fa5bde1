-- What is missing so that each of these logins ($1) can sign in with its role ($2).
select format(case when r.oid is null then 'create role %1$I login; ' else '' end
              || 'alter role %1$I login; grant %2$I to %1$I;'
              || ' alter role %1$I set statement_timeout = ''30s''; alter role %1$I set lock_timeout = ''3s'';'
              || ' alter role %1$I set idle_in_transaction_session_timeout = ''60s'';'
              || ' alter role %1$I set client_connection_check_interval = ''10s''; alter role %1$I set jit = off;'
              || ' select kontor.adopt_login(%1$L)', p.login, 'kontor_' || p.role) as statement
from unnest($1::text[], $2::text[]) as p (login, role)
left join pg_catalog.pg_roles r on r.rolname = p.login
where r.oid is null or not pg_has_role(r.oid, 'kontor_' || p.role, 'member') or not r.rolcanlogin
