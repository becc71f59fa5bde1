select kontor.totals_statement($1::text, $2::jsonb, $3::text, $4::text[], $5::text)
