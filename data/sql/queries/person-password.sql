-- $2: the scrambled password of the colleague $1.
select kontor.set_password($1::uuid, $2::text, $3::uuid) ->> 'version' as version
