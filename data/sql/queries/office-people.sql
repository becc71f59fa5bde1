-- Everybody with a login: (id, login, name, role, team, position, active).
select e.id, e.login, e.name, e.role, t.name, e.position, e.active
  from kontor.employee e
  left join kontor.team t on t.id = e.team_id
 order by e.active desc, e.sort_key
