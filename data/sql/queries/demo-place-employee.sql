update kontor.employee set team_id = $2::uuid, role = $3::text where id = $1::uuid
