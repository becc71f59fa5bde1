select a->>'given' as given, a->>'left' as left_over from kontor.redistribute($1::text, $2::uuid[], $3::uuid) a
