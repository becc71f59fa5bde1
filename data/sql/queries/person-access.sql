-- Whether the colleague $1 can sign in: 'yes', 'none' there is no login of the server,
-- 'shut' it may not, 'lacks' it has not the role.
select case when r.oid is null then 'none' when not r.rolcanlogin then 'shut'
            when not pg_has_role(r.oid, 'kontor_' || e.role, 'member') then 'lacks' else 'yes' end as access
from kontor.employee e
left join pg_roles r on r.rolname = e.login
where e.id = $1::uuid
