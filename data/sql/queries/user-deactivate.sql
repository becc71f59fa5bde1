update kontor.employee e set active = false
where e.login = $1::text and e.active
returning e.name
