insert into kontor.employee (id, login, name, role, team_id)
values ($1::uuid, $2::text, coalesce($3::text, $2::text), $4::text,
        (select t.id from kontor.team t where t.name = $5::text order by t.id limit 1))
on conflict (login) do update
set active = true,
    role = excluded.role,
    name = coalesce($3::text, employee.name),
    team_id = coalesce(excluded.team_id, employee.team_id)
returning (xmax = 0) as made
