#!/bin/sh
# Every named query prepares, as a seller.
export PGHOST="${KONTOR_TEST_HOST:?run me through tests/with-server.sh}" PGUSER=postgres
export PGOPTIONS='-c client_min_messages=warning'
queries="$(dirname "$0")/../../data/sql/queries"
clone="prepare_queries_$$"
createdb -T kontor_empty "$clone" || exit 1
trap 'dropdb --if-exists --force "$clone"' EXIT
n=0
bad=0
for file in "$queries"/*.sql; do
  n=$((n + 1))
  name=$(basename "$file" .sql)
  if answer=$( (echo "set session authorization seller_one; prepare q as"; cat "$file"; echo ";") \
               | psql -qXAt -d "$clone" -v ON_ERROR_STOP=1 -f - 2>&1); then
    echo "ok $n - $name prepares"
  else
    echo "not ok $n - $name prepares"
    echo "$answer" | sed 's/^/# /'
    bad=1
  fi
done
echo "1..$n"
exit $bad
