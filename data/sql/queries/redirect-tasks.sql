select kontor.redirect_tasks($1::uuid[], $2::uuid, $3::text, $4::uuid) as answer
