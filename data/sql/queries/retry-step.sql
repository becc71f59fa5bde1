select kontor.retry_step($1::uuid, $2::uuid, $3::uuid) as answer
