select kontor.start_rule_preview($1::jsonb, $2::integer, $3::timestamptz)
