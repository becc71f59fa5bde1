-- The statements that give a login ($1) its membership ($2) and secret ($3).
-- Settings of a group are not handed down, so each login has them.
select case when exists (select 1 from pg_roles where rolname = $1::text)
            then format('alter role %I login', $1::text)
            else format('create role %I login', $1::text) end
       || coalesce(format(' password %L', $3::text), '') || ';'
       || coalesce((select string_agg(format('revoke %I from %I;', g.rolname, $1::text), ' ')
                      from pg_auth_members m
                      join pg_roles g on g.oid = m.roleid
                      join pg_roles u on u.oid = m.member
                     where u.rolname = $1::text
                       and g.rolname in ('kontor_seller', 'kontor_head', 'kontor_administrator')), '')
       || format('grant %I to %I;', 'kontor_' || $2::text, $1::text)
       || format('alter role %I set statement_timeout = ''30s'';', $1::text)
       || format('alter role %I set lock_timeout = ''3s'';', $1::text)
       || format('alter role %I set idle_in_transaction_session_timeout = ''60s'';', $1::text)
       || format('alter role %I set client_connection_check_interval = ''10s'';', $1::text)
       -- Compiling a plan takes longer than any question of a desk.
       || format('alter role %I set jit = off;', $1::text)
       -- One question does not fill the server's disk; only a superuser may say so.
       || case when (select r.rolsuper from pg_roles r where r.rolname = current_user)
               then format('alter role %I set temp_file_limit = ''2GB'';', $1::text) else '' end
where not exists (select 1 from pg_roles
                   where rolname = $1::text and (rolsuper or rolcreaterole or rolname like 'kontor\_%' or rolname like 'pg\_%'))
