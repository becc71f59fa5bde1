select p.severity, p.code, array_to_json(p.points) as points, p.message from kontor.draft_setting_problems($1::uuid, $2::jsonb) p
