select e.id, e.name, e.login, kontor.my_role() as role, t.name as team,
       m.version as schema_version, m.minimum_client, m.epoch
from kontor.schema_meta m
left join kontor.employee e on e.id = kontor.me()
left join kontor.team t on t.id = e.team_id
