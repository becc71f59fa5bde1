#!/bin/sh
# D8, R95, R96: claims come in four ways at once, the clients are killed
# and begin again; each claim that the rule fits has exactly one process.
# usage: start-rules-ways.sh, in the throw-away cluster at KONTOR_TEST_HOST
# KONTOR_TEST_CLAIMS: how many come each way; 2500 make the 10,000 of D8, which
# takes minutes.
set -e
export PGHOST="${KONTOR_TEST_HOST:?run me through tests/with-server.sh}"
export PGOPTIONS='-c client_min_messages=error'
each=${KONTOR_TEST_CLAIMS:-500}
clone="tap_start_rules_$$"
folder=$(mktemp -d)
createdb -U postgres -T kontor_empty "$clone"
trap 'dropdb -U postgres --if-exists --force "$clone"; rm -rf "$folder"' EXIT
echo 1..8
ask () {
  psql -qXAt -U postgres -d "$clone" -v ON_ERROR_STOP=1 -c "$1"
}

psql -qXAt -U postgres -d "$clone" -v ON_ERROR_STOP=1 > /dev/null <<'SQL'
delete from kontor.start_rule;
insert into kontor.partner (id, name, manager_id) values ('00000000-0000-7000-8000-00000000d001', 'Adria Metal', '00000000-0000-7000-8000-000000000011');
insert into kontor.route_map (id, name, subject) values ('00000000-0000-7000-8000-00000000d101', 'Claim', 'claim');
insert into kontor.route_map_version (id, map_id, number, graph) values ('00000000-0000-7000-8000-00000000d102', '00000000-0000-7000-8000-00000000d101', 1,
  '{"points": [{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "Answer", "performer": {"kind": "deal_manager"}}, {"key": "e", "kind": "end", "name": "Done"}],
    "flows": [{"key": "1", "from": "s", "to": "a"}, {"key": "2", "from": "a", "to": "e"}]}');
select kontor.engine_publishes('00000000-0000-7000-8000-00000000d102');
insert into kontor.start_rule (id, name, entity, map_id, condition) values
  ('00000000-0000-7000-8000-00000000d201', 'Claims', 'claim', '00000000-0000-7000-8000-00000000d101', '{"field": "essence", "contains": "broken"}');
SQL

# Four out of five are of the rule's kind.  Made beforehand, so that beginning
# again is the same work again.
words="case when n % 5 = 0 then 'late ' else 'broken ' end"
ask "select format('select kontor.save(''claim'', %L, 0, %L, %L);', md5('s' || n)::uuid,
       jsonb_build_object('partner_id', '00000000-0000-7000-8000-00000000d001', 'essence', $words || 'saved ' || n), md5('o' || n)::uuid)
     from generate_series(1, $each) n" > "$folder/save.sql"
ask "select format('select kontor.import_rows(''claim'', %L, %L, %s, false);',
       jsonb_agg(jsonb_build_object('line', n, 'fields', jsonb_build_object('partner_id', '00000000-0000-7000-8000-00000000d001', 'essence', $words || 'imported ' || n))),
       md5('import')::uuid, min(n))
     from generate_series(1, $each) n group by n / 100 order by min(n)" > "$folder/import.sql"
ask "select format('insert into kontor.claim (id, partner_id, essence) values (%L, %L, %L) on conflict do nothing;', md5('i' || n)::uuid,
       '00000000-0000-7000-8000-00000000d001', $words || 'inserted ' || n)
     from generate_series(1, $each) n" > "$folder/insert.sql"
# A COPY is all or nothing; one that was done already fails whole.
ask "select case when n % 100 = 1 then E'copy kontor.claim (id, partner_id, essence) from stdin;\n' else '' end
       || md5('c' || n)::uuid || E'\t00000000-0000-7000-8000-00000000d001\t' || $words || 'copied ' || n
       || case when n % 100 = 0 or n = $each then E'\n' || chr(92) || '.' else '' end
     from generate_series(1, $each) n" > "$folder/copy.sql"

# $1: the way, $2: the login.  Killed three times on its way, then left alone.
come () {
  for part in 1 2 3; do
    psql -qXAt -U "$2" -d "$clone" -f "$folder/$1.sql" > "$folder/$1.log" 2>&1 &
    client=$!
    # While the client lives and has not come so far.
    while kill -0 "$client" 2> /dev/null \
          && [ "$(ask "select count(*) from kontor.claim, pg_sleep(0.1) where search_key like 'broken $3 %'")" -lt $((each * part / 5)) ]; do
      :
    done
    kill -9 "$client" 2> /dev/null || true
    wait "$client" 2> /dev/null || true
  done
  psql -qXAt -U "$2" -d "$clone" -f "$folder/$1.sql" > "$folder/$1.log" 2>&1
}
come save seller_one saved &
one=$!
come import head_a imported &
two=$!
come insert registrar inserted &
three=$!
come copy postgres copied &
four=$!
wait "$one" "$two" "$three" "$four"

. "$(dirname "$0")/../tap.sh"
tell_more () {
  ask "select split_part(essence, ' ', 2) || ' ' || count(*) || ' claims, ' || count(p.id) || ' processes' from kontor.claim c left join kontor.process p on p.record_id = c.id group by split_part(essence, ' ', 2)"
  grep -h ERROR "$folder"/*.log | sort | uniq -c | sort -rn | head -5
}
state 'D8: all claims are there, none twice' \
  "select count(*) = 4 * $each and count(distinct essence) = 4 * $each from kontor.claim"
state 'D8, R91, R95: each claim that the rule fits has exactly one process, whichever way it came' \
  "not exists (select from kontor.claim c where c.essence like 'broken %' and (select count(*) from kontor.process p where p.record_id = c.id) <> 1)"
state 'R94: and no other has one' \
  "not exists (select from kontor.claim c join kontor.process p on p.record_id = c.id where c.essence not like 'broken %')"
state 'D8: each process has its first task, and its place in the book of the rule' \
  "select count(*) = 4 * $each * 4 / 5 and bool_and((select count(*) from kontor.task t where t.process_id = p.id) = 1
     and (select count(*) from kontor.start_rule_start s where s.process_id = p.id and s.record_id = p.record_id) = 1) from kontor.process p"
state 'D8: the proof finds nothing missing' 'not exists (select from kontor.start_rules_prove())'

# The proof from outside
PGUSER=postgres PGDATABASE=$clone "${KONTOR_ADMIN:?}" start-rules prove > "$folder/prove.log" 2>&1 && status=0 || status=$?
[ "$status" = 0 ] && echo 'ok 6 - D8: kontor-admin start-rules prove says so' || { echo 'not ok 6 - D8: kontor-admin start-rules prove says so'; sed 's/^/# /' "$folder/prove.log"; }
ask "alter table kontor.claim disable trigger user; insert into kontor.claim (id, partner_id, essence, number, created_at) values
  (gen_random_uuid(), '00000000-0000-7000-8000-00000000d001', 'broken and unseen', 999999, now()); alter table kontor.claim enable trigger user"
PGUSER=postgres PGDATABASE=$clone "$KONTOR_ADMIN" start-rules prove > "$folder/prove.log" 2>&1 && status=0 || status=$?
[ "$status" = 1 ] && grep -q 'claim' "$folder/prove.log" && echo 'ok 7 - D8: what came past the triggers is told, and the exit status is 1' \
  || { echo "not ok 7 - D8: what came past the triggers is told, and the exit status is 1"; sed 's/^/# /' "$folder/prove.log"; }
PGUSER=postgres PGDATABASE=$clone "$KONTOR_ADMIN" start-rules prove --start > "$folder/prove.log" 2>&1 && status=0 || status=$?
[ "$status" = 0 ] && echo 'ok 8 - D8: and started when asked to' || { echo 'not ok 8 - D8: and started when asked to'; sed 's/^/# /' "$folder/prove.log"; }
