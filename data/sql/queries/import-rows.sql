select kontor.import_rows($1::text, $2::jsonb, $3::uuid, $4::bigint, $5::boolean)
