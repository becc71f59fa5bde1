select * from kontor.distribution_of($1::text, $2::uuid)
