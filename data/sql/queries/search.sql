select entity, id, title, subtitle from kontor.search($1::text, $2::text, $3::integer, $4::jsonb)
