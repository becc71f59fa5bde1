#!/bin/sh
# What a person waits for, in numbers: `sh tests/bench.sh [S|M|L]`.
#
# Prints one line a figure: name, value, unit, yardstick, ratio.  The yardstick
# is the same answer fetched by a bare libpq loop, or plain SQL, in the same run.
# Without KONTOR_BENCH_DATABASE (and libpq's PGHOST) a throw-away server is
# started and a base of that size is made first.
set -e
size=${1:-S}
here=$(cd "$(dirname "$0")/.." && pwd)
build=${KONTOR_BUILD:-$here/build}
[ -d "$build" ] || meson setup "$build" "$here" >/dev/null
ninja -C "$build" src/tool/kontor-admin tests/bench/bench-desk tests/bench/bench-tasks tests/bench/bench-work tests/bench/bench-news tests/bench/bench-window tests/bench/bench-map data/gschemas.compiled >/dev/null

if [ -z "$KONTOR_BENCH_DATABASE" ] && [ -z "$KONTOR_TEST_HOST" ]; then
  # What is written is on the disk when it is answered, as in an office.
  KONTOR_TEST_DURABLE=yes exec sh "$here/tests/with-server.sh" sh "$0" "$size"
fi
if [ -n "$KONTOR_TEST_HOST" ]; then
  export PGHOST=$KONTOR_TEST_HOST PGUSER=postgres
fi
export PGUSER=${PGUSER:-postgres}
base=${KONTOR_BENCH_DATABASE:-bench_$size}
if [ -z "$KONTOR_BENCH_DATABASE" ]; then
  dropdb --if-exists "$base" && createdb "$base"
  "$build/src/tool/kontor-admin" init --quiet --database "dbname=$base"
  "$build/src/tool/kontor-admin" demo --size "$size" --seed 1 --database "dbname=$base"
fi

printf '%-44s %10s %-8s %10s %7s\n' figure value unit yardstick ratio
# The median of five starts of the window.
export GSETTINGS_SCHEMA_DIR="$build/data" GSETTINGS_BACKEND=memory GDK_DEBUG=gl-disable GSK_RENDERER=cairo
for login in amra admin; do
  for round in 1 2 3 4 5; do
    sh "$here/tests/with-display.sh" sh -c '"$0" "$1" "$2" "$(date +%s%N)"' "$build/tests/bench/bench-window" "$base" "$login" 2> /dev/null
  done | sort -n | awk -v login="$login" 'NR == 3 {
    printf "%-44s %10.1f %-8s %10.1f %7.2f\n", "start-to-usable-list-" login, $1, "ms", $3, $1 / $3
    printf "%-44s %10.1f %-8s %10s %7s\n", "memory-of-window-" login, $2, "MB", "-", "-" }'
done
# What data/try.sh adds before the window when everything is done already, with its
# server running and after a restart of the computer; in an office of its own, base S.
home=$(mktemp -d)
chmod 0711 "$home"
try () {
  env -u PGHOST -u PGUSER HOME="$home" XDG_DATA_HOME="$home/data" XDG_RUNTIME_DIR="$home/run" KONTOR_BUILD="$build" sh "$here/data/try.sh" "$@" > /dev/null 2>&1
}
trap 'try --stop; rm -rf "$home"' EXIT
mkdir "$home/run"
try --prepare
# The median of five.  In between is done what is given.
second_start () {
  name=$1
  shift
  for round in 1 2 3 4 5; do
    "$@"
    began=$(date +%s%N)
    try --prepare
    echo $((($(date +%s%N) - began) / 100000))
  done | sort -n | awk -v name="$name" 'NR == 3 { printf "%-44s %10.1f %-8s %10s %7s\n", name, $1 / 10, "ms", "-", "-" }'
}
second_start second-start-before-the-window true
second_start second-start-with-server-down try --stop
try --stop
for login in amra selma admin; do
  "$build/tests/bench/bench-desk" "$base" "$login" "${KONTOR_BENCH_ROUNDS:-20}"
done
"$build/tests/bench/bench-news" "$base"
case $size in
  L) open=1000000 ;;
  M) open=100000 ;;
  *) open=0 ;;
esac
"$build/tests/bench/bench-tasks" "$base" "${KONTOR_BENCH_TASKS:-6000}" "$open"
"$build/tests/bench/bench-work" "$base"
# On a display of its own, drawn by the processor: as where there is no graphics card.
GSK_RENDERER=cairo GDK_DEBUG=gl-disable GSETTINGS_BACKEND=memory sh "$here/tests/with-display.sh" "$build/tests/bench/bench-map"
