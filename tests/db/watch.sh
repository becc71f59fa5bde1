#!/bin/sh
# A person with SQL lifts the login's own limits; the worker ends what runs too long,
# and nothing else.
# usage: watch.sh, with KONTOR_ADMIN
set -u
folder=$(mktemp -d)
database="watch_$$"
export PGHOST="${KONTOR_TEST_HOST:?run me through tests/with-server.sh}" LC_ALL=C.UTF-8 PGOPTIONS='-c client_min_messages=warning'
admin="${KONTOR_ADMIN:?}"
createdb -U postgres -T kontor_empty "$database" || exit 1
jobs=
finish () {
  trap - EXIT INT TERM
  for job in $jobs; do
    kill -9 "$job" 2> /dev/null
  done
  dropdb -U postgres --if-exists --force "$database"
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM

ask () {
  psql -qXAt -U postgres -d "$database" -c "$1"
}
. "$(dirname "$0")/../tap.sh"
tell_more () {
  tail -5 "$folder"/*
}
# begin LOGIN FILE SQL: as a desk that knows SQL would
begin () {
  psql -X -U "$1" -d "$database" -c "$3" > "$folder/$2" 2>&1 &
  jobs="$jobs $!"
}
begin_worker () {
  PGUSER=worker PGDATABASE=$database "$admin" worker --longest-statement "$1" > "$folder/worker" 2>&1 &
  worker=$!
  jobs="$jobs $worker"
}
# running MARK: whether a statement with this mark is at it
running="exists (select from pg_stat_activity where datname = '$database' and state = 'active' and pid <> pg_backend_pid() and query like "

begin seller_one patient "set statement_timeout = 0; select 'patient', pg_sleep(600)"
until_true "$running '%patient%')"
begin postgres upkeep "select 'upkeep', pg_sleep(600)"
mkfifo "$folder/desk"
psql -X -U head_a -d "$database" < "$folder/desk" > "$folder/idle" 2>&1 &
jobs="$jobs $!"
exec 9> "$folder/desk"
echo "set idle_in_transaction_session_timeout = 0; begin; select kontor.me();" >&9
until_true "exists (select from pg_stat_activity where datname = '$database' and usename = 'head_a' and state = 'idle in transaction')"
# Not in a transaction: a desk that is left open over night.
mkfifo "$folder/quiet-desk"
psql -X -U chief -d "$database" < "$folder/quiet-desk" > "$folder/quiet" 2>&1 &
jobs="$jobs $!"
exec 8> "$folder/quiet-desk"
echo "select kontor.me();" >&8
until_true "exists (select from pg_stat_activity where datname = '$database' and usename = 'chief' and state = 'idle')"
begin seller_two stubborn "set statement_timeout = 0; do \$\$ begin loop begin perform 'stubborn', pg_sleep(600); exception when query_canceled then null; end; end loop; end \$\$"
until_true "$running '%stubborn%')"

begin_worker 3
check 'a statement without end is cancelled, whatever its login set' until_told 'canceling statement' "$folder/patient"
check 'and the log says whose it was' until_told 'A statement of seller_one was cancelled after [0-9]* s' "$folder/worker"
check 'an open transaction that nobody works in is ended' until_told 'The connection of head_a was ended' "$folder/worker"
check 'one that catches its end is ended with its connection' until_told 'The connection of seller_two was ended' "$folder/worker"
check 'and is gone' until_true "not exists (select from pg_stat_activity where datname = '$database' and usename = 'seller_two')"
check 'upkeep by a superuser goes on' [ "$(ask "select $running '%upkeep%')")" = t ]
check 'so does a desk that asks nothing' [ "$(ask "select count(*) from pg_stat_activity where datname = '$database' and usename = 'chief'")" = 1 ]
kill -TERM "$worker"
wait "$worker"

# The limit is the office's
begin_worker 0
until_told 'At work' "$folder/worker"
begin seller_one free "set statement_timeout = 0; select 'free', pg_sleep(4)"
check 'without a limit nothing is ended' until_told '1 row' "$folder/free"
kill -TERM "$worker"
wait "$worker"

refused () {
  ! psql -qXAt -U "$1" -d "$database" -c "select kontor.end_overlong(1)" > "$folder/refused" 2>&1 && grep -q 'permission denied' "$folder/refused"
}
check 'a person ends nobody' refused chief
echo "1..$n"
exit $failed
