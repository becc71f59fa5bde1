select * from kontor.map_heat($1::uuid, $2::uuid, $3::timestamptz, $4::timestamptz)
