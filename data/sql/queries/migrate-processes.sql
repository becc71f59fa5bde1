select kontor.migrate_processes($1::uuid, $2::uuid, $3::uuid, $4::jsonb, $5::uuid)
