-- The statement that shuts a login out, and the end of what it has open.
select format('alter role %I nologin;', r.rolname)
       || coalesce((select string_agg(format('revoke %I from %I;', g.rolname, r.rolname), ' ')
                      from pg_auth_members m
                      join pg_roles g on g.oid = m.roleid
                     where m.member = r.oid
                       and g.rolname in ('kontor_seller', 'kontor_head', 'kontor_administrator')), '')
       || format('select pg_terminate_backend(pid) from pg_stat_activity where usename = %L and pid <> pg_backend_pid();',
                 r.rolname)
from pg_roles r
where r.rolname = $1::text
