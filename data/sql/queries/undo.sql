select kontor.undo($1::uuid, $2::uuid)
