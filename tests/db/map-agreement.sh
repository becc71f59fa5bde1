#!/bin/sh
# R76: the database and the program say the same of maps at random: sound or not,
# and never "undecided" of a map that the program calls sound.
# usage: map-agreement.sh RANDOM-MAPS, in the throw-away cluster at KONTOR_TEST_HOST
# KONTOR_TEST_MAPS: how many maps, 600 without it.
set -e
export PGHOST="${KONTOR_TEST_HOST:?run me through tests/with-server.sh}"
clone="tap_map_agreement_$$"
folder=$(mktemp -d)
createdb -U postgres -T kontor_empty "$clone"
trap 'dropdb -U postgres --if-exists --force "$clone"; rm -rf "$folder"' EXIT
"$1" "${KONTOR_TEST_MAPS:-600}" > "$folder/all"
grep '^#' "$folder/all"
grep -v '^#' "$folder/all" > "$folder/maps"

psql -qXAt -U postgres -d "$clone" -v ON_ERROR_STOP=1 -c 'create table map (number integer generated always as identity, verdict text, graph text)' \
  -c "\\copy map (verdict, graph) from '$folder/maps'"
psql -qXAt -U postgres -d "$clone" -v ON_ERROR_STOP=1 <<'SQL'
set client_min_messages = warning;
create extension if not exists pgtap;
select plan(3);
create temporary table said as
  select m.number, m.verdict, m.graph::jsonb as graph,
         (select string_agg(distinct p.code, ' ') from kontor.map_problems(m.graph::jsonb) p where p.severity = 'error') as codes from map m;
select ok(count(*) filter (where verdict = 'sound') > count(*) / 10 and count(*) filter (where verdict <> 'sound') > count(*) / 10,
          'neither answer is the rule') from said;
select is((select string_agg(s.verdict || ' / ' || coalesce(s.codes, 'sound') || E'\n' ||
                    (select string_agg((f->>'from') || '>' || (f->>'to'), ' ') from jsonb_array_elements(s.graph->'flows') f) || E'\n' ||
                    (select string_agg((p->>'key') || ' ' || (p->>'kind'), ', ') from jsonb_array_elements(s.graph->'points') p), E'\n')
             from (select * from said q where (q.verdict = 'sound') <> (q.codes is null) limit 3) s), null,
          'R76: the database and the program agree');
select is((select count(*) from said where codes like '%undecided%' and verdict = 'sound'), 0::bigint, 'R76: and the database can tell');
SQL
