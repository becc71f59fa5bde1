select kontor.save($1::text, $2::uuid, $3::bigint, $4::jsonb, $5::uuid)
