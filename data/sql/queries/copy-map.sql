select kontor.copy_map($1::uuid, $2::text, $3::uuid, $4::text) as map
