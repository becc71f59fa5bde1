-- Makes the team where there is none of this name.
insert into kontor.team (id, name)
select $1::uuid, $2::text where not exists (select 1 from kontor.team where name = $2::text)
