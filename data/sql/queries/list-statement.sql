select kontor.list_statement($1::text, $2::jsonb, $3::text, $4::text),
       kontor.count_statement($1::text, $2::jsonb, $4::text)
