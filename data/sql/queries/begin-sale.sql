select r.answer->>'deal' as deal, r.answer->>'process' as process from kontor.begin_sale($1::uuid, $2::uuid) r (answer)
