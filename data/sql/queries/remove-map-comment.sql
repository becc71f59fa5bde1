select kontor.remove_map_comment($1::uuid, $2::uuid)
