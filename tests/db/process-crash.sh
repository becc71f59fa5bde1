#!/bin/sh
# R83: random sound maps are walked by sixteen clients at once.  Clients are killed
# in the middle and begin again, and the server crashes: no token is lost, no task
# is done twice, and what a client was told is done stays done.
# It crashes its server, so it has one of its own; and it writes through to disk.
# usage: process-crash.sh PROCESS_MAPS PROCESS_CLIENT, with KONTOR_ADMIN
# KONTOR_TEST_MAPS: how many maps are drawn; KONTOR_TEST_PROCESSES: how many walk
# each of those that are sound; KONTOR_TEST_SEED: that a run told of
set -eu
maps=$1
desk=$2
each=${KONTOR_TEST_PROCESSES:-4}
own_settings='-c fsync=on -c max_connections=60'
admin=${KONTOR_ADMIN:?}
source=$(cd "$(dirname "$0")" && pwd)
. "$source/../own-server.sh"
begin_office

"$maps" "${KONTOR_TEST_MAPS:-40}" ${KONTOR_TEST_SEED:+--seed="$KONTOR_TEST_SEED"} > "$cluster/drawn"
grep '^#' "$cluster/drawn" || true
grep '^{' "$cluster/drawn" > "$cluster/maps"
echo 1..12
psql -qXAt -U postgres -d office -v ON_ERROR_STOP=1 > /dev/null <<'SQL'
create schema try;
grant usage on schema try to public;
create table try.map (n serial, graph jsonb, id uuid default gen_random_uuid(), version_id uuid default gen_random_uuid(), sound boolean);
create function try.over() returns boolean language sql security definer as $$
  select not exists (select from kontor.process p where p.state = 'running') $$;
-- What a client may do next.
create function try.choose(out task uuid, out answer text, out over boolean) language plpgsql as $$
begin
  over := try.over();
  select t.id, (select a->>'key' from jsonb_array_elements(t.answers) a order by random() limit 1) into task, answer
    from kontor.task t where t.manager_id = kontor.me() and t.state in ('open', 'taken') order by random() limit 1;
end $$;
create function try.publish(p_map try.map) returns boolean language plpgsql as $$
begin
  insert into kontor.route_map (id, name, subject) values (p_map.id, 'Drawn ' || p_map.n, 'deal');
  insert into kontor.route_map_version (id, map_id, number, graph) values (p_map.version_id, p_map.id, 1, p_map.graph);
  perform kontor.engine_publishes(p_map.version_id);
  return true;
exception when sqlstate 'KO001' then
  return false;
end $$;
create function try.begin(p_map uuid) returns void language plpgsql as $$
declare
  v_partner uuid := gen_random_uuid();
  v_deal uuid := gen_random_uuid();
  v_manager uuid := case when random() < 0.5 then '00000000-0000-7000-8000-000000000011' else '00000000-0000-7000-8000-000000000012' end;
begin
  insert into kontor.partner (id, name, manager_id) values (v_partner, 'Adria Metal', v_manager);
  insert into kontor.deal (id, name, partner_id, manager_id) values (v_deal, 'Doors', v_partner, v_manager);
  perform kontor.engine_starts(p_map, 'deal', v_deal, '00000000-0000-7000-8000-000000000021');
end $$;
-- The token game played over from the path: how often each flow of a process was gone.
create function try.gone() returns table (process uuid, flow text, tail text, tail_kind text, head text, times bigint) language sql as $$
  select p.id, f->>'key', f->>'from', r.kind, f->>'to',
         (select count(*) from kontor.process_step s where s.process_id = p.id and s.action = 'arrived' and s.flow = f->>'key')
    from kontor.process p join try.map m on m.id = p.map_id, jsonb_array_elements(m.graph->'flows') f
    join kontor.route_point r on r.key = f->>'from'
   where r.version_id = p.map_version_id $$;
create function try.passed() returns table (process uuid, point text, kind text, came bigint, went bigint, done bigint, "left" bigint, ended bigint)
  language sql as $$
  select p.id, r.key, r.kind,
         (select count(*) from kontor.process_step s where s.process_id = p.id and s.point = r.key and s.action = 'arrived'),
         (select count(*) from kontor.process_step s where s.process_id = p.id and s.action = 'arrived' and s.flow = any (r.flows)),
         (select count(*) from kontor.task t where t.process_id = p.id and t.point = r.key and t.state = 'done'),
         (select count(*) from kontor.process_step s where s.process_id = p.id and s.point = r.key and s.action = 'left'),
         (select count(*) from kontor.process_step s where s.process_id = p.id and s.point = r.key and s.action = 'ended')
    from kontor.process p join kontor.route_point r on r.version_id = p.map_version_id $$;
SQL
psql -qX -U postgres -d office -v ON_ERROR_STOP=1 -c "copy try.map (graph) from stdin csv quote e'\x01' delimiter e'\x02'" < "$cluster/maps"
ask "update try.map m set sound = try.publish(m)"
ask "select '# of ' || count(*) || ' maps ' || count(*) filter (where m.sound) || ' are sound' from try.map m"
ask "do \$\$ begin perform try.begin(m.id) from try.map m, generate_series(1, $each) where m.sound; end \$\$"

# $1: the place of a client among the sixteen
begin_client () {
  case $(($1 % 4)) in
    0) login=seller_one ;;
    1) login=seller_two ;;
    2) login=head_a ;;
    *) login=seller_one ;;
  esac
  "$desk" "dbname=office user=$login" "$cluster/$1.ledger" 2>> "$cluster/$1.told" &
  eval "client_$1=$!"
  own_children="$own_children $!"
}
# Comes back when so many tasks are done, or nothing more is to be done: the clients
# end where there is nothing left, and where there never will be.
until_done () {
  until [ "$(ask "select try.over() or count(*) >= $1 from kontor.task where state = 'done'")" = t ]; do
    m=0
    while [ $m -lt 16 ]; do
      eval "kill -0 \$client_$m 2> /dev/null" && break
      m=$((m + 1))
    done
    [ $m -lt 16 ] || return 0
    sleep 0.1
  done
}
PGUSER=worker PGDATABASE=office "$admin" worker > "$cluster/worker.told" 2>&1 &
worker=$!
own_children="$own_children $worker"
n=0
while [ $n -lt 16 ]; do
  begin_client $n
  n=$((n + 1))
done

part=1
while [ $part -le 2 ]; do
  until_done $((part * 60 - 30))
  # Half of the clients die in the middle of what they do, and begin again.
  n=$part
  while [ $n -lt 16 ]; do
    eval "client=\$client_$n"
    kill -9 "$client" 2> /dev/null || true
    wait "$client" 2> /dev/null || true
    begin_client $n
    n=$((n + 2))
  done
  until_done $((part * 60))
  if [ "$(ask 'select try.over()')" = f ]; then
    echo "# the server crashes"
    server --mode immediate stop || true
    server start
  fi
  part=$((part + 1))
done
n=0
while [ $n -lt 16 ]; do
  eval "wait \$client_$n" || true
  n=$((n + 1))
done
kill "$worker"
wait "$worker" 2> /dev/null || true
own_children=

psql -qX -U postgres -d office -v ON_ERROR_STOP=1 -c 'create table try.ledger (what text, operation uuid, task uuid, answer text)'
cat "$cluster"/*.ledger | psql -qX -U postgres -d office -v ON_ERROR_STOP=1 -c 'copy try.ledger from stdin'
ask "select '# ' || (select count(*) from kontor.process) || ' processes, ' || count(*) || ' tasks' from kontor.task"

. "$source/../tap.sh"
tell_more () {
  cat "$cluster"/*.told | sort | uniq -c | sort -rn | head -5
}
state 'there was work enough to crash in' \
  "select count(*) >= 120 and (select count(*) filter (where sound) >= 10 from try.map) from kontor.task where state = 'done'"
state 'R83: every process has come to its end, no token and no open task is left' \
  "select count(*) = $each * (select count(*) filter (where sound) from try.map) and bool_and(p.state = 'done')
   and not exists (select from kontor.process_token) and not exists (select from kontor.task t where t.state in ('open', 'taken'))
   from kontor.process p"
state 'R83: each token that came to a point went on from it once' \
  "select count(*) > 0 and bool_and(case q.kind when 'end' then q.came = q.ended
                                          when 'split' then true
                                          when 'merge' then q.went = q.left and q.left <= q.came and (q.left > 0) = (q.came > 0)
                                          when 'start' then q.went = 1 and q.left = 1
                                          else q.came = q.went end) from try.passed() q"
state 'R83: a split lets one token go each of its ways' \
  "not exists (select from try.gone() g join try.passed() q on q.process = g.process and q.point = g.tail where q.kind = 'split' and g.times <> q.came)"
state 'R83: each time an action was come to there was one task, done once' \
  "select bool_and(q.came = q.done) from try.passed() q where q.kind = 'action'"
state 'R83: the path names each task once' \
  "select count(*) = count(distinct s.task_id) and count(*) = (select count(*) from kontor.task t where t.state = 'done')
   from kontor.process_step s where s.action = 'left' and s.task_id is not null"
state 'R83: no step went wrong' \
  "not exists (select from kontor.process_step s where s.action in ('incident', 'failed')) and not exists (select from try.ledger l where l.what = 'error')"
state 'R50: nobody was told twice that he had done one task' \
  "select count(*) = count(distinct l.task) and count(*) = count(distinct l.operation) from try.ledger l where l.what = 'done'"
state 'R83: what a client was told is done is done, and nothing else is' \
  "not exists (select l.task, l.operation from try.ledger l where l.what = 'done'
               except select (o.answer->>'task')::uuid, o.id from kontor.operation o)
   and not exists (select t.id from kontor.task t where t.state = 'done' except select l.task from try.ledger l where l.what = 'done')
   and not exists (select l.task from try.ledger l where l.what = 'done' except select t.id from kontor.task t where t.state = 'done')"
state 'R83: and with the answer that was given' \
  "not exists (select from try.ledger l join kontor.task t on t.id = l.task where l.what = 'done' and coalesce(t.answer, '') <> l.answer)"
state 'R81: and each answer led the way that is drawn for it' \
  "not exists (select from try.gone() g where g.tail_kind in ('condition', 'choice')
               and g.times <> (select count(*) from kontor.task t where t.process_id = g.process and t.state = 'done' and t.answer = g.flow))"
state 'R50: by who had to do it, and the path says so' \
  "select bool_and(t.done_by = t.manager_id and (s.author_id is null or s.author_id = t.done_by))
   from kontor.task t left join kontor.process_step s on s.task_id = t.id and s.action = 'left' where t.state = 'done'"
