select * from kontor.migration_points($1::uuid, $2::uuid)
