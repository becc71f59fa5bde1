update kontor.employee e set active = false
where e.login = $1::text and e.active
  and (e.role <> 'administrator'
       or exists (select 1 from kontor.employee o
                  where o.role = 'administrator' and o.active and o.id <> e.id))
returning e.name
