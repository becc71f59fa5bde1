select id, title, subtitle, reason, visible from kontor.similar_partners($1::text, $2::text, $3::text, $4::text)
