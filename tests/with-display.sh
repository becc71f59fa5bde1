#!/bin/sh
# Runs a command on a virtual display of its own, with a window manager.
#
#   sh tests/with-display.sh COMMAND [ARGUMENT ...]
#
# Where KONTOR_TEST_DISPLAY is set that display is taken.
set -eu
if [ -n "${KONTOR_TEST_DISPLAY:-}" ]; then
  DISPLAY=$KONTOR_TEST_DISPLAY
  export DISPLAY
  unset WAYLAND_DISPLAY
  exec "$@"
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/kontor-display.XXXXXX")
server=
manager=
finish () {
  trap - EXIT INT TERM HUP
  [ -z "$manager" ] || kill "$manager" 2> /dev/null || true
  [ -z "$server" ] || kill "$server" 2> /dev/null || true
  rm -rf "$folder"
}
trap finish EXIT
trap 'finish; exit 130' INT TERM HUP

# The server names a free display itself, and only when it is ready.
mkfifo "$folder/number"
Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp 3> "$folder/number" > "$folder/log" 2>&1 &
server=$!
read -r number < "$folder/number"
DISPLAY=:$number
export DISPLAY GDK_BACKEND=x11
unset WAYLAND_DISPLAY
if command -v openbox > /dev/null; then
  openbox > /dev/null 2>&1 &
  manager=$!
fi

status=0
"$@" || status=$?
exit "$status"
