update kontor.deal set kind_id = $2::uuid where id = $1::uuid
