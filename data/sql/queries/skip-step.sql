select kontor.skip_step($1::uuid, $2::uuid, $3::text, $4::uuid) as answer
