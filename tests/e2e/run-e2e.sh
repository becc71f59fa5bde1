#!/bin/sh
# Runs one scenario under a virtual display with a window manager, an
# accessibility bus and a session of its own: run-e2e.sh SCENARIO.py
set -eu

folder=$(mktemp -d)
cleanup () {
  [ -n "${manager:-}" ] && kill "$manager" 2> /dev/null || true
  [ -n "${server:-}" ] && kill "$server" 2> /dev/null || true
  rm -rf "$folder"
}
trap cleanup EXIT INT TERM

mkfifo "$folder/number"
Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp 3> "$folder/number" 2> /dev/null &
server=$!
read -r number < "$folder/number"
export DISPLAY=:$number
unset WAYLAND_DISPLAY
openbox > /dev/null 2>&1 &
manager=$!
# An address that an earlier session left on the screen would win over ours.
xprop -root -remove AT_SPI_BUS 2> /dev/null || true

export XDG_RUNTIME_DIR="$folder/run"
mkdir -m 700 "$XDG_RUNTIME_DIR"
export LC_ALL="${LC_ALL:-C.UTF-8}"
# Only the scenario speaks TAP; what the session starts has its own to say.
exec 4>&1
dbus-run-session -- sh -c 'exec /usr/bin/python3 "$@" >&4 4>&-' scenario "$@" >&2
