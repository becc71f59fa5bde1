select kontor.comment_on_map($1::uuid, $2::text, $3::uuid, $4::text, $5::uuid)
