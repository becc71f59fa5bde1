select kontor.discard_map_draft($1::uuid, $2::uuid) as answer
