select kontor.count_statement($1::text, $2::jsonb, $3::text)
