select r.answer->>'missing' as missing, r.answer->>'left' as left_over from kontor.nightly_round() r(answer)
