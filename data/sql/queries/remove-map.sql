select kontor.remove_map($1::uuid, $2::uuid) as answer
