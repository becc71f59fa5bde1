select * from kontor.migration_preview($1::uuid, $2::uuid, $3::uuid, $4::jsonb)
