select kontor.move_token($1::uuid, $2::uuid, $3::text, $4::text, $5::uuid) as answer
