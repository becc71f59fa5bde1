-- Who of the demo's people is employed already.
select login, id from kontor.employee where login = any ($1::text[])
