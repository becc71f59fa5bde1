#!/bin/sh
# R331: why no connection came about is told rightly whatever language the server and
# the desk speak.  It changes its server's language and stops it, so it has its own.
# usage: refusals.sh, with KONTOR_ADMIN
set -u
admin=${KONTOR_ADMIN:?}
source=$(cd "$(dirname "$0")" && pwd)
port=$(/usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
own_settings="-c listen_addresses=127.0.0.1 -c port=$port -c fsync=off -c max_connections=20"
. "$source/../own-server.sh"

# No computer need have Russian installed for this.
mkdir -m 0755 "$cluster/locale" "$cluster/words"
localedef -i ru_RU -f UTF-8 "$cluster/locale/ru_RU.UTF-8" 2> /dev/null
export LOCPATH="$cluster/locale:/usr/lib/locale" LC_ALL=C.UTF-8

begin_server
cat > "$cluster/data/pg_hba.conf" <<'HBA'
local  all     postgres                   trust
local  office  seller_two                 trust
local  all     seller_one,clerk,head_a    scram-sha-256
host   all     all        127.0.0.1/32    scram-sha-256
HBA
server restart
export PGHOST="$cluster" PGPORT="$port" PGOPTIONS='-c client_min_messages=warning'
psql -qX -U postgres -d postgres -c 'create database office' -c 'create database closed'
psql -qX -U postgres -d postgres -c 'revoke connect on database closed from public'
PGUSER=postgres PGDATABASE=office "$admin" init --quiet
psql -qX -U postgres -d office -v ON_ERROR_STOP=1 -f "$source/people.sql"
psql -qX -U postgres -d office -v ON_ERROR_STOP=1 <<'SQL'
alter role seller_one password 'correct horse 1';
alter role head_a password 'correct horse 1' connection limit 0;
create role clerk nologin password 'correct horse 1';
SQL

. "$source/../tap.sh"
tell_more () {
  cat "$cluster/out"
}
# result STATUS NAME
result () {
  check "$2" [ "$1" = 0 ]
}
# told LOGIN PASSWORD DATABASE HOST WORDS: our words are English, there are no others here
told () {
  ! PGUSER=$1 PGPASSWORD=$2 PGDATABASE=$3 PGHOST=$4 KONTOR_LOCALE_DIR="$cluster/words" \
    "$admin" export partner > "$cluster/out" 2>&1 && grep -q "$5" "$cluster/out"
  result $? "$languages: $5"
}
all_refusals () {
  told seller_one wrong office "$cluster" 'refused the name or the password'
  told seller_one '' office "$cluster" 'asks for a password'
  told clerk 'correct horse 1' office "$cluster" 'may not sign in any more'
  told head_a 'correct horse 1' office "$cluster" 'no free place'
  told seller_one 'correct horse 1' nowhere "$cluster" 'has no database “nowhere”'
  told seller_one 'correct horse 1' closed "$cluster" 'may not use the database “closed”'
  told chief '' office "$cluster" 'does not let you in from this computer'
  told seller_one 'correct horse 1' office 127.0.0.1 'does not offer an encrypted connection'
  told seller_one 'correct horse 1' office "$cluster/nothing-here" 'cannot be reached'
  told seller_one 'correct horse 1' office no-such-computer.invalid 'No computer named'
}
# What PostgreSQL itself refuses once one is in is not shown in its own words.
no_right () {
  psql -qX -U postgres -d office -c 'revoke select on kontor.partner from kontor_seller' 2> /dev/null
  PGUSER=seller_one PGPASSWORD='correct horse 1' PGDATABASE=office KONTOR_LOCALE_DIR="$cluster/words" "$admin" export partner > "$cluster/out" 2>&1
  grep -q 'You do not have the right to do this' "$cluster/out"
  result $? "$languages: no right is told in our words"
  psql -qX -U postgres -d office -c 'grant select on kontor.partner to kontor_seller'
}

languages='server English, desk English'
all_refusals
no_right
languages='server English, desk Russian'
export LC_ALL=ru_RU.UTF-8 LANGUAGE=ru
all_refusals

psql -qX -U postgres -d postgres -c "alter system set lc_messages = 'ru_RU.UTF-8'" -c 'select pg_reload_conf()' > /dev/null
tries=0
until LC_ALL=C.UTF-8 psql -X -U postgres -d nowhere 2>&1 | grep -q 'не существует'; do
  tries=$((tries + 1))
  [ "$tries" -lt 100 ] || break
  sleep 0.1
done
[ "$tries" -lt 100 ]
result $? 'the server speaks Russian'
languages='server Russian, desk Russian'
all_refusals
no_right
unset LANGUAGE
export LC_ALL=C.UTF-8
languages='server Russian, desk English'
all_refusals

# A standby that lets nobody in, as a server is while it starts.
server --mode fast --wait stop
unprivileged touch "$cluster/data/standby.signal"
echo "hot_standby = off" >> "$cluster/data/postgresql.auto.conf"
echo "restore_command = 'false'" >> "$cluster/data/postgresql.auto.conf"
server --no-wait start
tries=0
until "$bin/pg_isready" -q; [ $? = 1 ]; do
  tries=$((tries + 1))
  [ "$tries" -lt 100 ] || break
  sleep 0.1
done
told seller_one 'correct horse 1' office "$cluster" 'is starting or stopping'
echo "1..$n"
exit $failed
