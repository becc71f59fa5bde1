#!/bin/sh
# R101, R102: records come in by eight clients at once; turns stay fair to the one, and
# nobody is given more than another has.
# usage: distribution-clients.sh, in the throw-away cluster at KONTOR_TEST_HOST
# KONTOR_TEST_LEADS: how many each client enters
set -e
export PGHOST="${KONTOR_TEST_HOST:?run me through tests/with-server.sh}"
export PGOPTIONS='-c client_min_messages=error'
each=${KONTOR_TEST_LEADS:-60}
clone="tap_distribution_$$"
folder=$(mktemp -d)
createdb -U postgres -T kontor_empty "$clone"
trap 'dropdb -U postgres --if-exists --force "$clone"; rm -rf "$folder"' EXIT
echo 1..9
ask () {
  psql -qXAt -U postgres -d "$clone" -v ON_ERROR_STOP=1 -c "$1"
}
. "$(dirname "$0")/../tap.sh"
tell_more () {
  ask "select d.rule_name, e.login, count(*) from kontor.distribution d left join kontor.employee e on e.id = d.employee_id group by 1, 2 order by 1, 2"
  grep -h ERROR "$folder"/*.log | sort | uniq -c | sort -rn | head -5
}

ask "insert into kontor.employee (id, login, name, role, team_id) values
       ('00000000-0000-7000-8000-00000000e004', 'seller_four', 'Seller Four', 'seller', '00000000-0000-7000-8000-000000000001');
     insert into kontor.partner (id, name, manager_id) values ('00000000-0000-7000-8000-00000000e001', 'Adria Metal', '00000000-0000-7000-8000-000000000011');
     insert into kontor.distribution_rule (id, name, entity, among, way, condition) values
       (gen_random_uuid(), 'Turn', 'partner', 'role', 'turn', '{\"field\": \"relations\", \"is\": \"lead\"}'),
       (gen_random_uuid(), 'Load', 'claim', 'role', 'load', '{}')" > /dev/null

# Six clients save leads at the window's door, two import them; then eight enter claims.
for client in 1 2 3 4 5 6; do
  ask "select format('select kontor.save(''partner'', %L, 0, %L, %L);', md5('s$client.' || n)::uuid,
         jsonb_build_object('name', 'Saved $client.' || n, 'relations', array['lead']), md5('o$client.' || n)::uuid)
       from generate_series(1, $each) n" > "$folder/chief$client.sql"
done
for client in 7 8; do
  ask "select format('select kontor.import_rows(''partner'', %L, %L, %s, false);',
         jsonb_agg(jsonb_build_object('line', n, 'fields', jsonb_build_object('name', 'Imported $client.' || n, 'relations', '{lead}'))),
         md5('import$client')::uuid, min(n))
       from generate_series(1, $each) n group by n / 7 order by min(n)" > "$folder/head_a$client.sql"
done
for client in 1 2 3 4 5 6 7 8; do
  ask "select format('insert into kontor.claim (id, partner_id, essence) values (%L, ''00000000-0000-7000-8000-00000000e001'', %L);', md5('c$client.' || n)::uuid, 'Claim $client.' || n)
       from generate_series(1, $each) n" > "$folder/registrar$client.sql"
done
# $@: the scripts of clients that come at once, called after their logins
come () {
  clients=
  for script in "$@"; do
    login=$(basename "$script" .sql | tr -d 0-9)
    psql -qXAt -U "$login" -d "$clone" -v ON_ERROR_STOP=1 -f "$script" > "$script.log" 2>&1 &
    clients="$clients $!"
  done
  broken=0
  for client in $clients; do
    wait "$client" || broken=1
  done
  [ "$broken" = 0 ]
}
check 'R102: eight clients enter leads at once, and nobody is refused' come "$folder"/chief*.sql "$folder"/head_a*.sql
check 'R96: eight that may only insert enter claims' come "$folder"/registrar*.sql
state 'R102: everything is there, and somebody has it' \
  "(select count(*) = 8 * $each and bool_and(manager_id is not null) from kontor.partner where relations @> '{lead}')
     and (select count(*) = 8 * $each and bool_and(manager_id is not null) from kontor.claim)"
state 'R102: by turn everybody has as many as the others, to the one' \
  "select max(n) - min(n) <= 1 and count(*) = 4 from (select count(*) as n from kontor.partner where relations @> '{lead}' group by manager_id) q"
state 'R102: nobody is given two, one after the other' \
  "not exists (select from (select d.employee_id, lag(d.employee_id) over (order by d.seq) as before from kontor.distribution d where d.entity = 'partner') q
                where q.employee_id = q.before)"
state 'R96, R102: by load nobody has two things more to do than another' \
  "select max(n) - min(n) <= 1 from (select kontor.load_of(e.id) as n from kontor.employee e where e.role = 'seller') q"
state 'R101: each has one decision, and it is the one that was carried out' \
  "select count(*) = 16 * $each and count(distinct d.record_id) = 16 * $each
      and bool_and(d.employee_id = coalesce((select p.manager_id from kontor.partner p where p.id = d.record_id), (select c.manager_id from kontor.claim c where c.id = d.record_id)))
     from kontor.distribution d"

# Nobody is there; a worker tries again when somebody is.
ask "insert into kontor.absence (id, employee_id, starts_on) select gen_random_uuid(), e.id, current_date from kontor.employee e where e.role = 'seller'" > /dev/null
ask "insert into kontor.partner (id, name, relations) select md5('w' || n)::uuid, 'Waits ' || n, '{lead}' from generate_series(1, 20) n" > /dev/null
PGUSER=worker PGDATABASE=$clone "${KONTOR_ADMIN:?}" worker > "$folder/worker.log" 2>&1 &
worker=$!
until_true "select count(*) = 1 from kontor.task where name = 'Nobody could be given what came in' and state = 'open'" || true
ask "delete from kontor.absence" > /dev/null
left=$(date +%s)
until_true "not exists (select from kontor.partner where manager_id is null)" || true
passed=$(($(date +%s) - left))
kill -TERM "$worker"
wait "$worker" || true
state 'R102: what waited is given by the worker' "not exists (select from kontor.partner where manager_id is null)"
check "R102: within a minute of somebody being there ($passed s)" [ "$passed" -lt 60 ]
