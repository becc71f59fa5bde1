#!/bin/sh
# R83, R84: kontor-admin worker.  Several at once, killed in the middle, the server
# crashing under them, the clock jumping: what is due happens exactly once.
# It crashes its server and moves its clock, so it has one of its own.
# usage: worker.sh, with KONTOR_ADMIN
# KONTOR_TEST_PROCESSES: how many processes wait at once
set -eu
each=${KONTOR_TEST_PROCESSES:-400}
clock=
for file in /usr/lib/*/faketime/libfaketime.so.1; do
  [ -f "$file" ] && clock=$file
done
own_settings='-c fsync=off -c max_connections=60'
admin=${KONTOR_ADMIN:?}
source=$(cd "$(dirname "$0")" && pwd)
. "$source/../own-server.sh"
# The server sees the time that stands in a file, so that its clock can jump.
echo '+0' > "$cluster/clock"
own_environment="${clock:+LD_PRELOAD=$clock} FAKETIME_TIMESTAMP_FILE=$cluster/clock FAKETIME_NO_CACHE=1 FAKETIME_DONT_FAKE_MONOTONIC=1"
begin_office

# $1: the file it tells into; sets $worker
begin () {
  PGUSER=worker PGDATABASE=office "$admin" worker > "$cluster/$1" 2>&1 &
  worker=$!
  own_children="$own_children $worker"
}
. "$(dirname "$0")/../tap.sh"
tell_more () {
  tail -5 "$cluster"/*.told
}
state () {
  check "$1" until_true "$2"
}

psql -qXAt -U postgres -d office -v ON_ERROR_STOP=1 > /dev/null <<'SQL'
insert into kontor.route_map (id, name, subject) values ('00000000-0000-7000-8000-0000000d0101', 'Waiting', 'partner');
insert into kontor.route_map_version (id, map_id, number, graph) values
 ('00000000-0000-7000-8000-0000000d0102', '00000000-0000-7000-8000-0000000d0101', 1,
  '{"points": [{"key": "s", "kind": "start"}, {"key": "w", "kind": "timer", "wait_hours": 0.0001},
               {"key": "a", "kind": "action", "name": "Call", "performer": {"kind": "deal_manager"}}, {"key": "e", "kind": "end", "name": "Done"}],
    "flows": [{"key": "1", "from": "s", "to": "w"}, {"key": "2", "from": "w", "to": "a"}, {"key": "3", "from": "a", "to": "e"}]}');
select kontor.engine_publishes('00000000-0000-7000-8000-0000000d0102');
create schema try;
grant usage on schema try to public;
create function try.starts(p_name text, p_count integer) returns void language plpgsql as $$
begin
  for v_n in 1 .. p_count loop
    insert into kontor.partner (id, name, manager_id) values (gen_random_uuid(), p_name, '00000000-0000-7000-8000-000000000011');
  end loop;
  perform kontor.start_rule_process('00000000-0000-7000-8000-0000000d0101', 'partner', p.id, 'tried') from kontor.partner p where p.name = p_name;
end $$;
-- Whether each process of that name went past its timer exactly once, to one task.
create function try.once(p_name text, p_count integer) returns boolean language sql as $$
  select count(*) = p_count
     and bool_and((select count(*) from kontor.process_step s where s.process_id = p.id and s.point = 'w' and s.action = 'left') = 1)
     and bool_and((select count(*) from kontor.task t where t.process_id = p.id) = 1)
     and bool_and((select count(*) from kontor.process_token k where k.process_id = p.id and k.point = 'a') = 1)
     and not exists (select from kontor.process_job j join kontor.process q on q.id = j.process_id join kontor.partner r on r.id = q.record_id where r.name = p_name)
    from kontor.process p join kontor.partner r on r.id = p.record_id where r.name = p_name
$$;
create function try.done(p_name text) returns bigint language sql as $$
  select count(*) from kontor.process_step s join kontor.process p on p.id = s.process_id join kontor.partner r on r.id = p.record_id
   where r.name = p_name and s.point = 'w' and s.action = 'left'
$$;
SQL

echo 1..17
# Once
ask "select try.starts('alone', 5)" > /dev/null
# Called before the timers are due it would have nothing to do.
until_true "not exists (select from kontor.process_job j where j.due_at > clock_timestamp())"
once () {
  PGUSER=worker PGDATABASE=office "$admin" worker --once > "$cluster/once.told" 2>&1
}
check 'one call for cron does what is due' once
state 'R84: all of it' "try.once('alone', 5)"

# A desk is elected, until a worker comes
mkfifo "$cluster/desk"
psql -qXAt -U seller_one -d office < "$cluster/desk" > "$cluster/desk.told" 2>&1 &
desk=$!
own_children="$own_children $desk"
exec 9> "$cluster/desk"
echo "select 'elected ' || kontor.dispatch();" >&9
check 'where no worker runs a desk is elected' until_told 'elected true' "$cluster/desk.told"
ask "select try.starts('desk', 5)" > /dev/null
until_true "not exists (select from kontor.process_job j where j.due_at > clock_timestamp())"
echo "select 'elected ' || kontor.dispatch();" >&9
state 'R84: and does what is due' "try.once('desk', 5)"
state "which is nobody's doing, least of all that desk's" \
  "not exists (select from kontor.task t join kontor.process p on p.id = t.process_id join kontor.partner r on r.id = p.record_id where r.name = 'desk' and (t.created_by is not null or t.changed_by is not null))"
begin first.told
first=$worker
until_told 'At work' "$cluster/first.told"
: > "$cluster/desk.told"
echo "select 'elected ' || kontor.dispatch();" >&9
check 'a worker comes before every desk' until_told 'elected false' "$cluster/desk.told"
until_true "exists (select from pg_locks l join pg_stat_activity a on a.pid = l.pid where l.locktype = 'advisory' and l.classid = 5420 and l.objid = 1 and a.usename = 'worker')"

# Two at once, one of them killed in the middle
begin second.told
second=$worker
check 'a second worker stands by' until_told 'Another worker' "$cluster/second.told"
ask "select try.starts('two', $each)" > /dev/null
until_true "try.done('two') > $each / 10"
kill -9 "$first"
wait "$first" 2> /dev/null || true
state 'R83: of two workers, one killed in the middle, nothing is lost or done twice' "try.once('two', $each)"
check 'the one that stood by takes over' until_told 'At work' "$cluster/second.told"

# The connection is cut
ask "select try.starts('cut', $each)" > /dev/null
until_true "try.done('cut') > 0"
ask "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'worker'" > /dev/null
check 'a lost connection is told of' until_told 'connection is lost' "$cluster/second.told"
state 'R83: and made again, with nothing lost or done twice' "try.once('cut', $each)"

# The server crashes
ask "select try.starts('crash', $each)" > /dev/null
until_true "try.done('crash') > $each / 20"
server --mode immediate stop || true
begin third.told
third=$worker
check 'a worker without a server waits for it' until_told 'No connection' "$cluster/third.told"
server start
state 'R83: after a crash of the server nothing is lost or done twice' "try.once('crash', $each)"

# The clock
if [ -n "$clock" ]; then
  ask "update kontor.process_job set due_at = due_at" > /dev/null
  # Without retries and pauses a timer is due when the clock says so.
  psql -qXAt -U postgres -d office -v ON_ERROR_STOP=1 -c "select try.starts('jump', 20)" > /dev/null
  echo '+400d' > "$cluster/clock"
  state 'R83: a clock that jumps forward by a year makes nothing happen twice' "try.once('jump', 20) and try.once('crash', $each)"
  ask "select try.starts('back', 20)" > /dev/null
  echo '+0' > "$cluster/clock"
  # What was to be in a moment is a year away: a timer keeps its moment.
  until_true "(select seen_at from kontor.job_clock) < clock_timestamp() + interval '1 minute'"
  state 'R83: nor does one that is set back' "try.once('jump', 20) and try.done('back') <= 20"
else
  echo "ok $((n + 1)) # SKIP libfaketime is not installed"
  echo "ok $((n + 2)) # SKIP libfaketime is not installed"
  n=$((n + 2))
fi

# The end
kill -TERM "$second" "$third"
status=0
wait "$second" || status=$?
wait "$third" || status=$?
check 'told to stop they end, and well' [ "$status" = 0 ]
check 'and say so' until_told 'Stopped' "$cluster/third.told"
