select kontor.continue_process($1::uuid, $2::text, $3::uuid) as answer
