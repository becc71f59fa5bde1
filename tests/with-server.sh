#!/bin/sh
# Runs a command against a throw-away PostgreSQL.
#
#   sh tests/with-server.sh COMMAND [ARGUMENT ...]
#
# Where KONTOR_TEST_HOST is set the command is simply run: a server is there
# already.  Else a cluster is started in a temporary folder, on a unix socket
# only and as an unprivileged user; two templates are built with kontor-admin:
#   kontor_empty  schema, functions, seed and the people of tests/db/people.sql
#   kontor_demo   the demo office, base S
# and the command runs with KONTOR_TEST_HOST set to the folder of the socket.
# Afterwards the cluster is stopped and removed, whatever happened.
#
# kontor-admin is looked for in $KONTOR_BUILD, beside what the command runs,
# and in the usual build folders.  KONTOR_TEST_DEMO=no leaves the demo out;
# KONTOR_TEST_DURABLE=yes waits for the disk as a server at work does.
set -eu
[ -z "${KONTOR_TEST_HOST:-}" ] || exec "$@"

source=$(cd "$(dirname "$0")/.." && pwd)

find_admin () {
  previous=
  for argument in "$@"; do
    folder=
    if [ "$previous" = -C ]; then
      folder=$argument
    elif [ -x "$argument" ] && [ -f "$argument" ]; then
      folder=$(dirname "$argument")
    fi
    while [ -n "$folder" ] && [ "$folder" != / ] && [ "$folder" != . ]; do
      if [ -x "$folder/src/tool/kontor-admin" ]; then
        (cd "$folder" && pwd)
        return
      fi
      folder=$(dirname "$folder")
    done
    previous=$argument
  done
  for folder in "$PWD" "$source/build-tests" "$source/build"; do
    if [ -x "$folder/src/tool/kontor-admin" ]; then
      echo "$folder"
      return
    fi
  done
}

build=${KONTOR_BUILD:-$(find_admin "$@")}
admin=$build/src/tool/kontor-admin
if [ ! -x "$admin" ]; then
  echo "with-server: kontor-admin is not built yet" >&2
  exit 1
fi

# What is lost in a crash of this computer is made again.
own_settings='-c fsync=off -c full_page_writes=off -c max_connections=200 -c shared_buffers=256MB'
if [ "${KONTOR_TEST_DURABLE:-no}" = yes ]; then
  own_settings='-c max_connections=200 -c shared_buffers=512MB -c max_wal_size=4GB'
fi
. "$source/tests/own-server.sh"
command=
interrupt () {
  if [ -n "$command" ]; then
    kill -TERM "$command" 2> /dev/null || true
  fi
  exit 130
}
trap interrupt INT TERM HUP
begin_server

export PGHOST="$cluster" PGUSER=postgres PGOPTIONS='-c client_min_messages=warning'
unset PGDATABASE PGSERVICE PGPORT
prepare () {
  psql -qX -d postgres -v ON_ERROR_STOP=1 -c 'create database kontor_empty'
  PGDATABASE=kontor_empty "$admin" init --quiet
  psql -qX -d kontor_empty -v ON_ERROR_STOP=1 -f "$source/tests/db/people.sql"
  if [ "${KONTOR_TEST_DEMO:-yes}" = yes ]; then
    psql -qX -d postgres -v ON_ERROR_STOP=1 -c 'create database kontor_demo'
    PGDATABASE=kontor_demo "$admin" init --quiet
    PGDATABASE=kontor_demo "$admin" demo --size S > "$cluster/demo.log" 2>&1 || { cat "$cluster/demo.log" >&2; return 1; }
  fi
}
(set -e; prepare) || { echo "with-server: the templates could not be built" >&2; exit 1; }
unset PGHOST PGUSER PGOPTIONS

export KONTOR_TEST_HOST="$cluster" KONTOR_TEST_LOG="$cluster/log" KONTOR_TEST_BIN="$bin" KONTOR_BUILD="$build"
"$@" &
command=$!
status=0
wait "$command" || status=$?
exit "$status"
