#!/bin/sh
# usage: demo-office.sh KONTOR_ADMIN FILE.sql DIGEST.sql
# The demo office: the same seed and day give the same bytes and the same work, and
# its rows keep the rules.
set -e
export PGHOST="${KONTOR_TEST_HOST:?run me through tests/with-server.sh}" PGUSER=postgres
export PGOPTIONS='-c client_min_messages=warning'
admin=$1
clone="tap_demo_office_$$"
again="${clone}_again"
folder=$(mktemp -d)
trap 'dropdb --if-exists --force "$clone"; dropdb --if-exists --force "$again"; rm -rf "$folder"' EXIT
mkdir "$folder/one" "$folder/same" "$folder/other"
"$admin" demo --size S --seed 7 --today 2026-03-02 --output "$folder/one"
LC_ALL=C TZ=Asia/Tokyo "$admin" demo --size S --seed 7 --today 2026-03-02 --output "$folder/same"
"$admin" demo --size S --seed 8 --today 2026-03-02 --output "$folder/other"
if diff -rq "$folder/one" "$folder/same" > /dev/null; then
  echo "# the same seed gives the same bytes, whatever the locale and the clock"
else
  echo "Bail out! the same seed gave other bytes"
  exit 1
fi
if cmp -s "$folder/one/partner.copy" "$folder/other/partner.copy"; then
  echo "Bail out! another seed gave the same bytes"
  exit 1
fi

# A Sunday: nobody works, and still there is something to do.
day=2026-03-01
createdb "$clone"
PGDATABASE="$clone" "$admin" init --quiet
createdb -T "$clone" "$again"
for base in "$clone" "$again"; do
  PGDATABASE="$base" "$admin" demo --size S --seed 7 --today "$day" > "$folder/$base.log" 2>&1 || { cat "$folder/$base.log"; exit 1; }
  psql -qXAt -d "$base" -v ON_ERROR_STOP=1 -f "$3" > "$folder/$base"
done
if ! diff "$folder/$clone" "$folder/$again" > "$folder/difference"; then
  sed 's/^/# /' "$folder/difference"
  echo "Bail out! the same seed and day gave other processes"
  exit 1
fi
psql -qXAt -d "$clone" -v ON_ERROR_STOP=1 -v day="$day" -f "$2"
