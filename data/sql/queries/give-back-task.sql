select kontor.give_back_task($1::uuid, $2::uuid) as answer
