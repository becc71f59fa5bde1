#!/bin/sh
# Bad days of a server and of those who work with it: each ends with clear words,
# and nothing is lost or half-written.
set -u
folder=$(mktemp -d)
chmod 0711 "$folder"
database="bad_days_$$"
export PGHOST="${KONTOR_TEST_HOST:?run me through tests/with-server.sh}" LC_ALL=C.UTF-8
export PGOPTIONS='-c client_min_messages=warning'
admin="${KONTOR_ADMIN:?}"
mounted=no
finish () {
  trap - EXIT INT TERM
  for base in "$database" "${database}_two"; do
    dropdb -U postgres --if-exists --force "$base" 2> /dev/null
  done
  psql -qX -U postgres -d postgres -c "drop role if exists clerk_$$" 2> /dev/null
  if [ "$mounted" = yes ]; then
    psql -qX -U postgres -d postgres -c "drop tablespace if exists small_$$" 2> /dev/null
    umount "$folder/small"
  fi
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM
createdb -U postgres -T kontor_empty "$database" || exit 1

ask () {
  psql -qXAt -U postgres -d "$database" -c "$1"
}
. "$(dirname "$0")/../tap.sh"
tell_more () {
  head -20 "$folder"/out*
}
says () { grep -q -- "$1" "$folder/out"; }
is () { [ "$1" = "$2" ] || { echo "# '$1' is not '$2'"; false; }; }

# Two who bring the same database up to date at the same moment: one waits for
# the other, both end well, each step is there once.
createdb -U postgres "${database}_two"
PGUSER=postgres PGDATABASE=${database}_two "$admin" init > "$folder/out.1" 2>&1 &
one=$!
PGUSER=postgres PGDATABASE=${database}_two "$admin" init > "$folder/out.2" 2>&1 &
two=$!
wait $one; first=$?
wait $two; second=$?
check 'two migrations at the same time: the first ends well' is $first 0
check 'and the second' is $second 0
check 'each step was done once' is \
  "$(psql -qXAt -U postgres -d "${database}_two" -c 'select count(*) = count(distinct number) and count(*) > 2 from kontor.schema_step')" t

# An import that is killed on its way, three times: whole batches only, and again
# makes no doubles.
{ echo 'Name,City'; seq 1 12000 | sed 's/.*/Killed &,Town/'; } > "$folder/killed.csv"
for share in 1 2 3; do
  PGUSER=seller_one PGDATABASE=$database "$admin" import partner "$folder/killed.csv" > "$folder/out" 2>&1 &
  client=$!
  while kill -0 $client 2> /dev/null \
        && [ "$(ask "select count(*) from kontor.partner, pg_sleep(0.05) where name like 'Killed %'")" -lt $((share * 2000)) ]; do
    :
  done
  kill -9 $client 2> /dev/null
  wait $client 2> /dev/null
  # What the server still does for a client that is gone.
  while [ "$(ask "select count(*) from pg_stat_activity where usename = 'seller_one' and datname = current_database() and pid <> pg_backend_pid()")" != 0 ]; do
    :
  done
done
check 'kill -9 of an import leaves whole batches' is "$(ask "select count(*) % 2000 from kontor.partner where name like 'Killed %'")" 0
check 'each with its history' is "$(ask "select count(*) from kontor.partner p where name like 'Killed %' and not exists (select from kontor.history h where h.id = p.id and h.action = 'insert')")" 0
PGUSER=seller_one PGDATABASE=$database "$admin" import partner "$folder/killed.csv" > "$folder/out" 2>&1
check 'the same import again completes it' is "$(ask "select count(*) || ' ' || count(distinct name) from kontor.partner where name like 'Killed %'")" '12000 12000'

# A full disk: a tablespace on a file system of a few megabytes.
owner=$(stat -c %U "$KONTOR_TEST_HOST")
mkdir "$folder/small"
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=8m none "$folder/small" 2> /dev/null; then
  mounted=yes
  chown "$owner" "$folder/small"
  psql -qX -U postgres -d postgres -c "create tablespace small_$$ location '$folder/small'"
  ask "alter table kontor.interaction set tablespace small_$$"
  ask "insert into kontor.interaction (id, partner_id, kind, subject, text, at, manager_id)
       select gen_random_uuid(), (select id from kontor.partner limit 1), 'note', 'Filler', string_agg(md5(n::text || g::text), ''), now(), '00000000-0000-7000-8000-000000000011'
       from generate_series(1, 300) g, generate_series(1, 1000) n group by g" > "$folder/out.fill" 2>&1
  psql -qXAt -U seller_one -d "$database" > "$folder/out" 2>&1 <<SQL
\set VERBOSITY verbose
select kontor.save_many(jsonb_build_array(
  jsonb_build_object('entity', 'partner', 'id', '00000000-0000-7000-8000-0000000000f1', 'version', 0, 'changes', jsonb_build_object('name', 'On a full disk')),
  jsonb_build_object('entity', 'interaction', 'id', '00000000-0000-7000-8000-0000000000f2', 'version', 0, 'changes',
    jsonb_build_object('partner_id', '00000000-0000-7000-8000-0000000000f1', 'kind', 'note', 'subject', 'Too much',
                       'text', (select string_agg(md5(n::text), '') from generate_series(1, 3000) n)))), gen_random_uuid(), 'New client');
SQL
  [ -s "$folder/out.fill" ] && cat "$folder/out.fill" >> "$folder/out"
  check 'a full disk is told as such (53100)' says 53100
  check 'and nothing half-written: no partner without its call' is "$(ask "select count(*) from kontor.partner where name = 'On a full disk' and not exists (select from kontor.interaction where subject = 'Too much')")" 0
  PGUSER=seller_one PGDATABASE=$database "$admin" export interaction > "$folder/out" 2>&1
  check 'reading goes on' is $? 0
  ask 'alter table kontor.interaction set tablespace pg_default'
  check 'with room again the same is saved' is "$(psql -qXAt -U seller_one -d "$database" -c "select kontor.save('partner', '00000000-0000-7000-8000-0000000000f3', 0, '{\"name\": \"With room\"}', gen_random_uuid())->>'status'")" saved
else
  for what in 'a full disk is told as such (53100)' 'and nothing half-written: no partner without its call' 'reading goes on' 'with room again the same is saved'; do
    n=$((n + 1))
    echo "ok $n - $what # SKIP no file system can be mounted here"
  done
fi

# Nobody is let in any more.
ask "alter database $database connection limit 0"
PGUSER=seller_one PGDATABASE=$database "$admin" export partner > "$folder/out" 2>&1
check 'a server without a free place refuses in words' says 'no free place'
ask "alter database $database connection limit -1; alter role seller_two connection limit 0"
PGUSER=seller_two PGDATABASE=$database "$admin" export partner > "$folder/out" 2>&1
check 'also where it is one person who has too many' says 'no free place'
ask 'alter role seller_two connection limit -1'

# Two desks save the same record at once, a thousand times: every change is there.
partner=00000000-0000-7000-8000-0000000000e1
ask "insert into kontor.partner (id, name, manager_id) values ('$partner', 'Contended', '00000000-0000-7000-8000-000000000011')"
for login in seller_one head_a; do
  field=$([ $login = head_a ] && echo city || echo phone)
  seq 1 300 | sed "s/.*/select kontor.save('partner', '$partner', (select version from kontor.partner where id = '$partner'), '{\"$field\": \"&\"}', gen_random_uuid())->>'status';/" \
    | psql -qXAt -U $login -d "$database" > "$folder/out.$login" 2>&1 &
done
wait
check 'two desks saving at once: every save was answered' is "$(cat "$folder/out.seller_one" "$folder/out.head_a" | sort | uniq -c | tr -s ' ')" ' 600 saved'
check 'and is in the history' is "$(ask "select count(*) || ' ' || max(version) from kontor.history where id = '$partner' and action = 'update'")" '600 601'
check 'both last words stand' is "$(ask "select phone || ' ' || city from kontor.partner where id = '$partner'")" '300 300'

# A new person has limits from the first day.
PGUSER=postgres PGDATABASE=$database "$admin" user add "clerk_$$" --name Clerk --role seller --team 'Team A' --no-password > "$folder/out" 2>&1
check 'kontor-admin user add' is $? 0
check 'their statements, locks and idle transactions end by themselves' is \
  "$(ask "select string_agg(split_part(s, '=', 1) || ' ' || split_part(s, '=', 2), ', ' order by s) from pg_db_role_setting d join pg_roles r on r.oid = d.setrole, unnest(d.setconfig) s where r.rolname = 'clerk_$$'")" \
  'client_connection_check_interval 10s, idle_in_transaction_session_timeout 60s, jit off, lock_timeout 3s, statement_timeout 30s, temp_file_limit 2GB'

echo "1..$n"
exit $failed
