#!/bin/sh
# Installs what is missing, builds, runs every suite against a throw-away
# PostgreSQL and a virtual display, and ends with one line of counts.
#
#   sh tests/run.sh [--no-sanitizer] [SUITE ...]
set -eu
cd "$(dirname "$0")/.."

sanitizer=yes
suites=
for argument in "$@"; do
  case $argument in
    --no-sanitizer) sanitizer=no ;;
    *) suites="$suites --suite $argument" ;;
  esac
done

. data/install-packages.sh
install_packages data/packages.txt tests/packages.txt

build=${KONTOR_TEST_BUILD:-build-tests}
# Meson must run on the system's Python: the tests need its packages.
export PATH="/usr/bin:$PATH"
export LC_ALL=C.UTF-8
configure () {
  directory=$1
  shift
  if [ -f "$directory/build.ninja" ]; then
    return
  fi
  meson setup "$directory" "$@" > /dev/null
}

configure "$build" -Dwerror=true
ninja -C "$build" > "$build/build.log" || { tail -n 60 "$build/build.log"; exit 1; }

status=0
# shellcheck disable=SC2086
sh tests/with-server.sh meson test -C "$build" --no-rebuild --print-errorlogs \
  --num-processes 2 $suites || status=1
reports="$build/meson-logs/testlog.junit.xml"

if [ "$sanitizer" = yes ]; then
  checked=$build-sanitizer
  configure "$checked" -Dwerror=true -Db_sanitize=address,undefined -Db_lundef=false
  ninja -C "$checked" > "$checked/build.log" || { tail -n 60 "$checked/build.log"; exit 1; }
  # GTK and its libraries keep what they never free; ours is what is looked for
  # in the suites that run without them.
  ASAN_OPTIONS=detect_leaks=0:abort_on_error=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
    sh tests/with-server.sh meson test -C "$checked" --no-rebuild --print-errorlogs \
    --num-processes 2 --timeout-multiplier 4 --suite unit --suite c || status=1
  reports="$reports $checked/meson-logs/testlog.junit.xml"
fi

# shellcheck disable=SC2086
python3 tests/count.py $reports || status=1
exit $status
