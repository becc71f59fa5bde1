#!/bin/sh
# R294: weak passwords.  kontor-admin refuses them; what a person sets in SQL is
# refused by PostgreSQL's module passwordcheck, as README tells to load it.
# usage: passwords.sh, with KONTOR_ADMIN
set -u
folder=$(mktemp -d)
database="passwords_$$"
login="clerk$$"
export PGHOST="${KONTOR_TEST_HOST:?run me through tests/with-server.sh}" LC_ALL=C.UTF-8 PGOPTIONS='-c client_min_messages=warning'
admin="${KONTOR_ADMIN:?}"
createdb -U postgres -T kontor_empty "$database" || exit 1
trap 'dropdb -U postgres --if-exists --force "$database"; psql -qX -U postgres -d postgres -c "drop role if exists $login"; rm -rf "$folder"' EXIT
. "$(dirname "$0")/../tap.sh"
# add PASSWORD
add () {
  printf '%s\n' "$1" | PGUSER=postgres PGDATABASE=$database "$admin" user add "$login" --name Clerk --role seller --team 'Team A' --password-file - > "$folder/out" 2>&1
}
# refuses PASSWORD WORDS
refuses () {
  ! add "$1" && grep -q "$2" "$folder/out"
}
there () {
  [ "$(psql -qXAt -U postgres -d postgres -c "select count(*) from pg_roles where rolname = '$login'")" = "$1" ]
}
# sets PASSWORD, as its owner, in plain SQL
sets () {
  psql -qX -U "$login" -d "$database" -v ON_ERROR_STOP=1 -c "alter role $login password '$1'" > "$folder/out" 2>&1
}
set_refused () {
  ! sets "$1" && grep -q "$2" "$folder/out"
}

check 'a short one' refuses 'kurz1' 'eight characters'
check 'seven letters of two bytes each are seven' refuses 'ключик1' 'eight characters'
check 'one that holds the login' refuses "my$login!" 'hold the login'
check 'letters only' refuses 'correcthorse' 'something else than letters'
check 'digits only' refuses '1234567890' 'needs letters'
check 'and nobody was let in' there 0
# What the server keeps is scrambled here, so the module cannot object; nor does the
# log tell it, whatever is logged.
PGOPTIONS="$PGOPTIONS -c session_preload_libraries=passwordcheck -c log_statement=all -c log_min_duration_statement=0"
unlogged () {
  grep -q 'SCRAM-SHA-256' "$KONTOR_TEST_LOG" && ! grep -q 'correct horse 7' "$KONTOR_TEST_LOG"
}
check 'a good one does, with the module loaded too' add 'correct horse 7'
check 'and the person is there' there 1
[ -z "${KONTOR_TEST_LOG:-}" ] || check 'and the log of the server has nothing of it' unlogged

PGOPTIONS='-c client_min_messages=warning'
check 'without the module a weak one cannot be prevented in SQL' sets kurz
psql -qX -U postgres -d "$database" -c "alter role $login set session_preload_libraries = 'passwordcheck'"
check 'with it a short one is refused' set_refused 'kurz1' 'too short'
check 'and one without anything but letters' set_refused 'correcthorse' 'letters and nonletters'
check 'and a good one is taken' sets 'correct horse 8'
echo "1..$n"
exit $failed
