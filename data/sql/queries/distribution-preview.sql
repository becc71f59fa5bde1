select kontor.distribution_preview($1::jsonb, $2::integer)
