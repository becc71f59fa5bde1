select e.login, e.name, e.role, coalesce(t.name, '') as team,
       case when not e.active then 'deactivated'
            when r.rolname is null then 'has no login'
            when not r.rolcanlogin then 'may not sign in'
            when not pg_has_role(r.oid, 'kontor_' || e.role, 'member') then 'lacks the role'
            else 'active' end as state
from kontor.employee e
left join kontor.team t on t.id = e.team_id
left join pg_roles r on r.rolname = e.login
order by e.active desc, e.login
