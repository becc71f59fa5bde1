-- A new colleague ($1, what is known of them as JSON $2) with a login of the server; $3: the scrambled password.
select kontor.add_person($1::uuid, $2::jsonb, $3::text, $4::uuid) ->> 'version' as version
