#!/bin/sh
# Tries Kontor out on this computer: installs what is missing, builds, starts a
# private PostgreSQL, fills a demo office and opens the window.  Started again
# it does only what is not done yet.
#
#   sh data/try.sh [--empty] [--reset] [--prepare] [ARGUMENT OF kontor ...]
#
#   --empty    no demo office; you are its first administrator
#   --reset    removes the private server with all its data first, after asking
#   --yes      with --reset: does not ask
#   --prepare  everything but the window
#   --stop     stops the private server
#
# KONTOR_BUILD names another build folder than "build".
set -eu
cd "$(dirname "$0")/.."

empty=no
reset=no
sure=
prepare=no
stop=no
while [ $# -gt 0 ]; do
  case $1 in
    --empty) empty=yes ;;
    --reset) reset=yes ;;
    --yes) sure=--yes ;;
    --prepare) prepare=yes ;;
    --stop) stop=yes ;;
    --help | -h) sed -n '2,/^set/s/^# \{0,1\}//p' data/try.sh; exit 0 ;;
    *) break ;;
  esac
  shift
done

build=${KONTOR_BUILD:-build}
admin=$build/src/tool/kontor-admin

# Whether $1 is newer than all that is listed behind it.
is_newer () {
  mark=$1
  shift
  [ -e "$mark" ] && [ -z "$(find "$@" -newer "$mark" -not -name '*.pyc' -print -quit 2> /dev/null)" ]
}

if ! is_newer "$build/.packages" data/packages.txt; then
  . data/install-packages.sh
  install_packages data/packages.txt
  mkdir -p "$build"
  touch "$build/.packages"
fi

if ! is_newer "$build/.built" data po src ui meson.build meson_options.txt; then
  # Meson belongs to the system's Python, whatever other one is in front.
  PATH="/usr/bin:$PATH"
  [ -f "$build/build.ninja" ] || meson setup "$build" > /dev/null
  echo "Building in $build ..." >&2
  started=$(mktemp)
  if ! ninja -C "$build" > "$build/build.log" 2>&1; then
    tail -n 40 "$build/build.log" >&2
    exit 1
  fi
  # What changed while it was building is built next time.
  touch -r "$started" "$build/.built"
  rm -f "$started"
fi

# Not installed: settings' schema and translations are in the build folder.
case $build in
  /*) ;;
  *) build=$PWD/$build ;;
esac
export GSETTINGS_SCHEMA_DIR="$build/data"
export KONTOR_LOCALE_DIR="$build/po"

if [ "$stop" = yes ]; then
  exec "$admin" local stop
fi
if [ "$reset" = yes ]; then
  "$admin" local remove $sure
fi

address=$("$admin" local start)
"$admin" migrate --quiet --database "$address"
if [ -z "$("$admin" user list --database "$address")" ]; then
  if [ "$empty" = yes ]; then
    name=$(getent passwd "$(id -u)" | cut -d: -f5 | cut -d, -f1)
    "$admin" user add admin --name "${name:-Administrator}" --role administrator --no-password --database "$address"
  else
    echo "Filling the demo office ..." >&2
    "$admin" demo --size S --database "$address" > "$build/demo.log" 2>&1 || { cat "$build/demo.log" >&2; exit 1; }
  fi
fi
[ "$prepare" = no ] || exit 0

exec "$build/src/shell/kontor" "$@"
