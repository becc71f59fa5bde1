select kontor.settle_map_comment($1::uuid, $2::boolean, $3::uuid)
