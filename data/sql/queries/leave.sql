select kontor.leave($1::text, $2::uuid, $3::uuid)
