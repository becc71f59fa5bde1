-- How many hours after a moment a point's deadline is, or its waiting ends.
select extract(epoch from kontor.map_moment($1::jsonb, $2::timestamptz) - $2::timestamptz) / 3600
