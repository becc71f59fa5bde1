select kontor.start_process($1::uuid, $2::text, $3::uuid, $4::uuid, $5::uuid) as process
