select kontor.map_rules_of($1::jsonb, $2::text, $3::uuid) as answer
