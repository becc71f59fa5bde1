select kontor.save_many($1::jsonb, $2::uuid, $3::text)
