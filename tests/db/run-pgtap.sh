#!/bin/sh
# usage: run-pgtap.sh FILE.sql
# Runs one file of pgTAP on a clone of the template kontor_empty, in the
# throw-away cluster at KONTOR_TEST_HOST.
set -e
export PGHOST="${KONTOR_TEST_HOST:?run me through tests/with-server.sh}" PGUSER=postgres
export PGOPTIONS='-c client_min_messages=warning'
clone="tap_$(basename "$1" .sql | tr -c 'a-z0-9\n' _)_$$"
createdb -T kontor_empty "$clone"
output=$(mktemp)
trap 'dropdb --if-exists --force "$clone"; rm -f "$output"' EXIT
psql -qXAt -d "$clone" -v ON_ERROR_STOP=1 -f "$(dirname "$0")/prelude.sql"
status=0
psql -qXAt -d "$clone" -v ON_ERROR_STOP=1 -v queries="$(dirname "$0")/../../data/sql/queries" -f "$1" > "$output" 2>&1 || status=$?
# What the preparations print is no TAP.
sed -E '/^(ok|not ok|1\.\.|#)/!s/^/# /' "$output"
exit $status
