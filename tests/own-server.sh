# A PostgreSQL that belongs to one script: in a temporary folder, on a unix socket
# only, as an unprivileged user; gone in the end, whatever happened.  Sourced.
# The script may set before:
#   own_settings     settings of the server: "-c fsync=off"
#   own_environment  what the server sees beside the usual environment
# and has afterwards:
#   $cluster, $bin   the folder, which is the socket's as well, and PostgreSQL's programs
#   begin_server     makes the cluster and starts it
#   begin_office     and an office in it with the people of tests/db/people.sql, by $admin
#   server start | --mode immediate stop
#   ask QUESTION     the office's answer, as the superuser
#   $own_children    process ids that are killed in the end
bin=
for folder in /usr/lib/postgresql/*/bin; do
  [ -x "$folder/initdb" ] && bin=$folder
done
[ -n "$bin" ] || { echo "PostgreSQL is not installed" >&2; exit 1; }

cluster=$(mktemp -d "${TMPDIR:-/tmp}/kontor-test.XXXXXX")
[ "$(id -u)" != 0 ] || chown postgres: "$cluster"
chmod 0711 "$cluster"

# PostgreSQL refuses to run as root.
unprivileged () {
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"
  else
    "$@"
  fi
}
server () {
  # shellcheck disable=SC2086
  (cd / && unprivileged env ${own_environment:-} "$bin/pg_ctl" --pgdata "$cluster/data" --log "$cluster/log" --wait \
     --options "-k $cluster -c listen_addresses= ${own_settings:-}" "$@" > "$cluster/ctl.log" 2>&1)
}
own_children=
finish () {
  trap - EXIT INT TERM HUP
  for child in $own_children; do
    kill -9 "$child" 2> /dev/null || true
  done
  server --mode immediate stop || true
  rm -rf "$cluster"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP

begin_server () {
  (cd / && unprivileged "$bin/initdb" --pgdata "$cluster/data" --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
     --username=postgres --no-sync > "$cluster/initdb.log" 2>&1) && server start && return
  cat "$cluster"/*.log "$cluster/log" >&2 2> /dev/null
  exit 1
}
begin_office () {
  begin_server
  export PGHOST="$cluster" PGOPTIONS='-c client_min_messages=warning' LC_ALL=C.UTF-8
  psql -qX -U postgres -d postgres -c 'create database office'
  PGUSER=postgres PGDATABASE=office "$admin" init --quiet
  psql -qX -U postgres -d office -v ON_ERROR_STOP=1 -f "$source/people.sql"
}
ask () {
  psql -qXAt -U postgres -d office -v ON_ERROR_STOP=1 -c "$1"
}
