select kontor.remember($1::text, $2::jsonb)
