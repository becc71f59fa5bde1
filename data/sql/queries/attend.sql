select employee_id, name, since from kontor.attend($1::text, $2::uuid, $3::uuid)
