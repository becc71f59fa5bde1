#!/bin/sh
# R83: sixteen clients complete random tasks of the same processes at the same
# time; no token is lost and no task is doubled.
# usage: process-clients.sh, in the throw-away cluster at KONTOR_TEST_HOST
set -e
export PGHOST="${KONTOR_TEST_HOST:?run me through tests/with-server.sh}"
export PGOPTIONS='-c client_min_messages=error'
clone="tap_process_clients_$$"
folder=$(mktemp -d)
createdb -U postgres -T kontor_empty "$clone"
trap 'dropdb -U postgres --if-exists --force "$clone"; rm -rf "$folder"' EXIT
echo 1..6

psql -qXAt -U postgres -d "$clone" -v ON_ERROR_STOP=1 > /dev/null <<'SQL'
create schema try;
grant usage on schema try to public;
-- The offer that a step demands.
create function try.offer(p_deal uuid) returns void language sql security definer as $$
  insert into kontor.offer (id, partner_id, deal_id, manager_id)
  select gen_random_uuid(), d.partner_id, d.id, d.manager_id from kontor.deal d where d.id = p_deal $$;
-- Completes a task of the caller's, whichever; what the engine refuses is counted by nobody.
create function try.complete_one() returns text language plpgsql as $$
declare
  v_task kontor.task;
  v_answer text;
begin
  select * into v_task from kontor.task t where t.manager_id = kontor.me() and t.state = 'open' order by random() limit 1;
  if not found then
    return 'nothing';
  end if;
  select a->>'key' into v_answer from jsonb_array_elements(v_task.answers) a order by random() limit 1;
  if v_task.point = 'offer' then
    perform try.offer(v_task.deal_id);
  end if;
  perform kontor.complete_task(v_task.id, v_answer, null, gen_random_uuid());
  return 'done';
exception when sqlstate 'KO001' or insufficient_privilege then
  return sqlerrm;
end $$;
grant execute on function try.complete_one(), try.offer(uuid) to public;

insert into kontor.partner (id, name, manager_id)
select gen_random_uuid(), 'Partner ' || n, case when n % 2 = 0 then '00000000-0000-7000-8000-000000000011'
                                                else '00000000-0000-7000-8000-000000000012' end::uuid
  from generate_series(1, 40) n;
insert into kontor.deal (id, name, partner_id, manager_id, kind_id)
select gen_random_uuid(), p.name, p.id, p.manager_id, (select k.id from kontor.deal_kind k where k.mode = 'process' limit 1)
  from kontor.partner p;
set session authorization head_a;
select kontor.start_process((select m.id from kontor.route_map m where m.built_in and m.name = 'Sale'), 'deal', d.id) from kontor.deal d;
SQL

n=0
while [ $n -lt 30 ]; do
  echo 'select try.complete_one();'
  n=$((n + 1))
done > "$folder/client.sql"

clients=
n=0
while [ $n -lt 16 ]; do
  case $((n % 4)) in
    0|1) login=seller_one ;;
    2) login=seller_two ;;
    *) login=head_a ;;
  esac
  psql -qXAt -U "$login" -d "$clone" -f "$folder/client.sql" > "$folder/$n.log" 2>&1 &
  clients="$clients $!"
  n=$((n + 1))
done
for client in $clients; do
  wait "$client"
done

# $1: number, $2: what is stated, $3: a question whose answer is yes
state () {
  if [ "$(psql -qXAt -U postgres -d "$clone" -c "select ($3)")" = t ]; then
    echo "ok $1 - $2"
  else
    echo "not ok $1 - $2"
  fi
}
if grep -l 'ERROR' "$folder"/*.log > /dev/null 2>&1; then
  grep -h 'ERROR' "$folder"/*.log | sort | uniq -c | head -5 | sed 's/^/# /'
  echo 'not ok 1 - R83: no client saw an error that is not a refusal'
else
  echo 'ok 1 - R83: no client saw an error that is not a refusal'
fi
state 2 'work was done' "select count(*) > 60 from kontor.task where state = 'done'"
state 3 'R83: no running process has lost its tokens' \
  "not exists (select from kontor.process p where p.state = 'running' and not exists (select from kontor.process_token k where k.process_id = p.id))"
state 4 'R83: each token that waits for a person has one open task, each open task its token' \
  "not exists (select from kontor.process_token k where k.point <> 'merge' and (select count(*) from kontor.task t where t.token_id = k.id and t.state in ('open', 'taken')) <> 1)
   and not exists (select from kontor.task t where t.process_id is not null and t.state in ('open', 'taken') and t.token_id is null)"
state 5 'R83: each task was completed once, and the path says so once' \
  "select count(*) = count(distinct s.task_id) and count(*) = (select count(*) from kontor.task t where t.process_id is not null and t.state = 'done') from kontor.process_step s where s.action = 'left' and s.task_id is not null"
state 6 'R50: what has ended has closed its deal' \
  "not exists (select from kontor.process p join kontor.deal d on d.id = p.deal_id where p.state = 'done' and d.status = 'open')"
