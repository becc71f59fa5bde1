-- Past deals walk a draft, and nothing happens to them: D7.
begin;
set local client_min_messages = warning;
select no_plan();

create function pg_temp.stage(p integer) returns uuid language sql as $$ select id from kontor.stage order by position offset $1 - 1 limit 1 $$;
create function pg_temp.graph() returns jsonb language sql as $$
  select jsonb_build_object('points', jsonb_build_array('{"key": "start", "kind": "start"}'::jsonb,
    jsonb_build_object('key', 'clarify', 'kind', 'action', 'name', 'Clarify', 'stage', pg_temp.stage(2), 'due_hours', 24, 'due_clock', 'clock'),
    '{"key": "big", "kind": "condition", "name": "Large?", "condition": {"field": "amount", "above": 1000}}'::jsonb,
    '{"key": "check", "kind": "action", "name": "Check", "performer": {"kind": "head"}, "due_hours": 10}'::jsonb,
    '{"key": "split", "kind": "split"}'::jsonb,
    '{"key": "offer", "kind": "action", "name": "Offer", "requires": ["offer"]}'::jsonb,
    '{"key": "note", "kind": "action", "name": "Note", "required_fields": ["note"]}'::jsonb,
    '{"key": "merge", "kind": "merge"}'::jsonb,
    '{"key": "agreed", "kind": "choice", "name": "Agreed?", "answers": [{"key": "yes", "text": "Yes"}, {"key": "again", "text": "Again"}, {"key": "no", "text": "No"}]}'::jsonb,
    '{"key": "won", "kind": "end", "name": "Won", "outcome": "won"}'::jsonb, '{"key": "lost", "kind": "end", "name": "Lost", "outcome": "lost"}'::jsonb),
    'flows', '[{"key": "1", "from": "start", "to": "clarify"}, {"key": "2", "from": "clarify", "to": "big"}, {"key": "3", "from": "big", "to": "check", "answer": "yes"},
      {"key": "4", "from": "big", "to": "split", "answer": "no"}, {"key": "5", "from": "check", "to": "split"}, {"key": "6", "from": "split", "to": "offer"},
      {"key": "7", "from": "split", "to": "note"}, {"key": "8", "from": "offer", "to": "merge"}, {"key": "9", "from": "note", "to": "merge"},
      {"key": "10", "from": "merge", "to": "agreed"}, {"key": "11", "from": "agreed", "to": "clarify", "answer": "again"},
      {"key": "12", "from": "agreed", "to": "won", "answer": "yes"}, {"key": "13", "from": "agreed", "to": "lost", "answer": "no"}]'::jsonb) $$;

insert into kontor.partner (id, name, manager_id) values (try.id(9001), 'Adria Metal', try.id(11)), (try.id(9002), 'Istanbul Cam', try.id(13));
-- Nine deals: n % 3 won, lost, open; every third is large; the seventh has no offer, the eighth no note.
insert into kontor.deal (id, name, partner_id, manager_id, status, loss_reason_id, stage_id, amount, note, created_at, closed_at)
select try.id(9100 + n), 'Deal ' || n, try.id(9001), try.id(11), (array['won', 'lost', 'open'])[n % 3 + 1],
       case when n % 3 = 1 then (select id from kontor.loss_reason limit 1) end, pg_temp.stage(2), case when n <= 3 then 5000 else 10 end,
       case when n <> 8 then 'Said' end, '2026-01-01', case when n % 3 < 2 then '2026-02-01'::timestamptz end
  from generate_series(1, 9) n;
insert into kontor.deal (id, name, partner_id, manager_id, stage_id, note) values (try.id(9110), 'Hidden', try.id(9002), try.id(13), pg_temp.stage(2), 'x');
insert into kontor.offer (id, partner_id, deal_id, manager_id, created_at)
select try.id(9200 + n), try.id(9001), try.id(9100 + n), try.id(11), '2026-01-11' from generate_series(1, 9) n where n <> 7;
-- Each of them left the second stage after two days.
update kontor.deal set stage_id = pg_temp.stage(3) where partner_id = try.id(9001);
update kontor.history set at = '2026-01-03' where entity = 'deal' and action = 'update';

create temporary table before_it as
  select (select count(*) from kontor.process) as processes, (select count(*) from kontor.task) as tasks, (select count(*) from kontor.process_step) as steps,
         (select count(*) from kontor.history) as history;
create temporary table answer (point text, passed bigint, waiting bigint, median_hours numeric, p90_hours numeric, overdue bigint, tasks bigint, performers jsonb, guessed bigint);
grant all on answer to public;
do $$ begin execute format('grant usage on schema %I to public', (select nspname from pg_namespace where oid = pg_my_temp_schema())); end $$;
set session authorization seller_one;
insert into answer select * from kontor.dry_run(pg_temp.graph(), 'deal', '{"field": "name", "starts": "Deal"}');
reset session authorization;

select is((select passed || ' ' || waiting from answer where point = 'start'), '9 0', 'D7: the deals that one sees and the condition names walk the draft');
select is((select passed || ' ' || waiting || ' ' || median_hours || ' ' || overdue from answer where point = 'clarify'), '9 0 48.00 9',
  'D7: how long a step took is read from the history of stages, and where its deadline would have been missed');
select is((select guessed from answer where point = 'clarify'), 0::bigint, 'which is no guess');
select is((select passed from answer where point = 'big'), 9::bigint, 'a condition is asked of each deal');
select is((select tasks || ' ' || (performers->0->>'tasks') from answer where point = 'agreed'), '7 7', 'D7: a question that no step before it asks is a task of its own');
select is((select tasks from answer where point = 'big'), 0::bigint, 'one that the record answers is none');
select is((select tasks || ' ' || guessed || ' ' || (performers->0->>'kind') from answer where point = 'check'), '3 3 head', 'D7: three tasks for the head; how long they take is a guess');
select is((select passed || ' ' || waiting from answer where point = 'offer'), '8 1', 'D7: where no offer was made, it would have waited for one');
select is((select median_hours from answer where point = 'offer'), 192.00, 'for eight days otherwise');
select is((select passed || ' ' || waiting from answer where point = 'note'), '8 1', 'D7: or for the field that is empty');
select is((select passed || ' ' || waiting from answer where point = 'merge'), '7 2', 'a merge waits with them');
select is((select passed || ' ' || waiting || ' ' || guessed from answer where point = 'agreed'), '5 2 7', 'a question is answered as the deal ended; open deals wait for the answer');
select is((select passed from answer where point = 'won'), 3::bigint, 'the won ones come to that end');
select is((select passed from answer where point = 'lost'), 2::bigint, 'the lost ones to the other');
select is((select tasks || ' ' || (performers->0->>'name') || ' ' || (performers->0->>'tasks') from answer where point = 'clarify'), '9 Seller One 9', 'D7: how many tasks, and for whom');
select is((select row(processes, tasks, steps, history) from before_it),
  (select row((select count(*) from kontor.process), (select count(*) from kontor.task), (select count(*) from kontor.process_step), (select count(*) from kontor.history))),
  'D7: nothing was started and nothing written');
select is(try.as_user('seller_three', format('select passed from kontor.dry_run(%L, ''deal'') where point = ''start''', pg_temp.graph())), '1', 'everybody tries with the deals that he sees');
select is(try.state('seller_one', $$select kontor.dry_run('{}', 'deal')$$), 'KO001', 'what is no map is refused');

-- Time is counted as the engine counts it: 24 hours of work are three days, and 48 hours of the clock do not miss them.
create function pg_temp.dry(p_what text, p_graph jsonb, p_point text) returns text language sql as $$
  select try.as_user('seller_one', format('select %s from kontor.dry_run(%L, ''deal'', ''{"field": "name", "starts": "Deal"}'') where point = %L', p_what, p_graph, p_point)) $$;
create function pg_temp.small(p_point jsonb) returns jsonb language sql as $$
  select jsonb_build_object('points', jsonb_build_array('{"key": "s", "kind": "start"}'::jsonb, p_point, '{"key": "e", "kind": "end"}'::jsonb),
    'flows', jsonb_build_array(jsonb_build_object('key', '1', 'from', 's', 'to', p_point->>'key'), jsonb_build_object('key', '2', 'from', p_point->>'key', 'to', 'e'))) $$;
select is(pg_temp.dry('concat(overdue, '' '', median_hours)', jsonb_set(pg_temp.graph(), '{points,1}', pg_temp.graph()#>'{points,1}' || '{"due_clock": ""}'), 'clarify'),
  '0 48.00', 'D7: a deadline in working hours is missed when they are over, not when as many hours of the clock are');
select is(pg_temp.dry('median_hours', pg_temp.small('{"key": "t", "kind": "timer", "wait_hours": 8, "wait_clock": "working"}'), 't')::numeric,
  round(extract(epoch from kontor.working_moment(null, '2026-01-01', 8) - '2026-01-01'::timestamptz) / 3600, 2), 'D7: so does a timer in working hours');
update kontor.deal set amount = 0 where id = try.id(9109);
select is(pg_temp.dry('waiting', pg_temp.small('{"key": "a", "kind": "action", "name": "Price", "required_fields": ["amount"]}'), 'a'),
  '1', 'D7: an amount of nought holds a step up there as it does in the engine');

-- Ten thousand
insert into kontor.deal (id, name, partner_id, manager_id, status, loss_reason_id, stage_id, amount, note, created_at, closed_at)
select try.id(100000 + n), 'Past ' || n, try.id(9001), try.id(11), (array['won', 'lost'])[n % 2 + 1], (select id from kontor.loss_reason limit 1), pg_temp.stage(4), n, 'x',
       '2025-01-01'::timestamptz + n * interval '1 hour', '2025-02-01'::timestamptz + n * interval '1 hour'
  from generate_series(1, 10000) n;
insert into kontor.offer (id, partner_id, deal_id, manager_id, created_at)
select try.id(200000 + n), try.id(9001), try.id(100000 + n), try.id(11), '2025-01-11'::timestamptz + n * interval '1 hour' from generate_series(1, 10000) n;
analyze kontor.offer;
create temporary table timed as select clock_timestamp() as begun;
select is(try.as_user('chief', format('select passed || '' '' || (select passed from kontor.dry_run(%1$L, ''deal'', %2$L) where point = ''won'') from kontor.dry_run(%1$L, ''deal'', %2$L) where point = ''start''',
  pg_temp.graph(), '{"field": "name", "starts": "Past"}')), '10000 5000', 'D7: ten thousand past deals');
select cmp_ok((select clock_timestamp() - begun from timed), '<', interval '120 seconds', 'D7: twice within 120 seconds');

select * from finish();
rollback;
