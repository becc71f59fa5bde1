select * from kontor.dry_run($1::jsonb, $2::text, $3::jsonb, $4::integer)
