select kontor.file_store($1::text, $2::uuid, $3::text, $4::text, $5::bytea, $6::uuid)
