select kontor.take_task($1::uuid, $2::uuid) as answer
