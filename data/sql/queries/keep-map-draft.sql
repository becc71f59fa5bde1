select kontor.keep_map_draft($1::uuid, $2::uuid, $3::bigint, $4::jsonb, $5::uuid) as answer
