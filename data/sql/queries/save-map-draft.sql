select kontor.save_map_draft($1::uuid, $2::jsonb, $3::text, $4::uuid) as version
