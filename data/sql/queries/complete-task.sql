select kontor.complete_task($1::uuid, $2::text, $3::text, $4::uuid) as answer
