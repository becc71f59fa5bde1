# What scripts that speak TAP share.  Sourced; $n counts the points, $failed is 1
# once one was not met.
#   check NAME COMMAND...   a point of the plan
#   tell_more               says why one was not met; a script may have its own
#   state NAME QUESTION     a point of the plan: the script's `ask` answers yes
#   until_true QUESTION     waits until it does
#   until_told WORDS FILE   waits until a file holds these words
n=0
failed=0
tell_more () {
  head -20 "$folder/out"
}
check () {
  n=$((n + 1))
  name=$1
  shift
  if "$@"; then
    echo "ok $n - $name"
  else
    echo "not ok $n - $name"
    tell_more 2> /dev/null | sed 's/^/# /'
    failed=1
  fi
}
is_true () {
  [ "$(ask "select ($1)")" = t ]
}
state () {
  check "$1" is_true "$2"
}
until_true () {
  tries=0
  until is_true "$1" 2> /dev/null; do
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || { echo "# waited in vain for: $1"; return 1; }
    sleep 0.1
  done
}
until_told () {
  tries=0
  until grep -q "$1" "$2"; do
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || { echo "# waited in vain to be told: $1"; return 1; }
    sleep 0.1
  done
}
