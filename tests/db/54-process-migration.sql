-- Publishing a new version under running processes, and the heat of a map: D7.
begin;
set local client_min_messages = warning;
select no_plan();
grant usage on schema try to public;

insert into kontor.partner (id, name, manager_id) values (try.id(8001), 'Adria Metal', try.id(11));
insert into kontor.route_map (id, name, subject) values (try.id(8100), 'Two ways', 'deal');
-- Clarify, then offer and standing side by side, then talk, then a question.
insert into kontor.route_map_version (id, map_id, number, graph) values (try.id(8101), try.id(8100), 1, '{"points": [
  {"key": "start", "kind": "start"}, {"key": "clarify", "kind": "action", "name": "Clarify", "performer": {"kind": "deal_manager"}},
  {"key": "split", "kind": "split"}, {"key": "offer", "kind": "action", "name": "Offer", "performer": {"kind": "deal_manager"}}, {"key": "standing", "kind": "action", "name": "Standing", "performer": {"kind": "deal_manager"}},
  {"key": "merge", "kind": "merge"}, {"key": "talk", "kind": "action", "name": "Talk", "performer": {"kind": "deal_manager"}},
  {"key": "agreed", "kind": "condition", "name": "Agreed?", "answers": [{"key": "yes", "text": "Yes"}, {"key": "no", "text": "No"}]},
  {"key": "rest", "kind": "timer", "name": "Rest", "wait_hours": 24},
  {"key": "end", "kind": "end", "name": "Done"}],
  "flows": [{"key": "1", "from": "start", "to": "clarify"}, {"key": "2", "from": "clarify", "to": "split"}, {"key": "3", "from": "split", "to": "offer"},
  {"key": "4", "from": "split", "to": "standing"}, {"key": "5", "from": "offer", "to": "merge"}, {"key": "6", "from": "standing", "to": "merge"},
  {"key": "7", "from": "merge", "to": "talk"}, {"key": "8", "from": "talk", "to": "agreed"}, {"key": "9", "from": "agreed", "to": "rest", "answer": "yes"},
  {"key": "10", "from": "agreed", "to": "clarify", "answer": "no"}, {"key": "11", "from": "rest", "to": "end"}]}');
select kontor.engine_publishes(try.id(8101));
-- The second one: "Talk" has another key, "Offer" and "Standing" follow one another, "Rest" is gone, the question has a third answer.
insert into kontor.route_map_version (id, map_id, number, graph) values (try.id(8102), try.id(8100), 2, '{"points": [
  {"key": "start", "kind": "start"}, {"key": "clarify", "kind": "action", "name": "Clarify the needs", "performer": {"kind": "deal_manager"}},
  {"key": "offer", "kind": "action", "name": "Offer", "performer": {"kind": "deal_manager"}}, {"key": "standing", "kind": "action", "name": "Standing", "performer": {"kind": "deal_manager"}},
  {"key": "speak", "kind": "action", "name": "Talk", "performer": {"kind": "deal_manager"}},
  {"key": "agreed", "kind": "choice", "name": "Agreed?", "question": "And?", "answers": [{"key": "yes", "text": "Yes"}, {"key": "no", "text": "No"}, {"key": "maybe", "text": "Maybe"}]},
  {"key": "end", "kind": "end", "name": "Done"}],
  "flows": [{"key": "1", "from": "start", "to": "clarify"}, {"key": "2", "from": "clarify", "to": "offer"}, {"key": "3", "from": "offer", "to": "standing"},
  {"key": "4", "from": "standing", "to": "speak"}, {"key": "5", "from": "speak", "to": "agreed"}, {"key": "6", "from": "agreed", "to": "end", "answer": "yes"},
  {"key": "7", "from": "agreed", "to": "clarify", "answer": "no"}, {"key": "8", "from": "agreed", "to": "speak", "answer": "maybe"}]}');

insert into kontor.deal (id, name, partner_id, manager_id) select try.id(10000 + n), 'Deal ' || n, try.id(8001), try.id(11) from generate_series(1, 500) n;
set session authorization seller_one;
select kontor.start_process(try.id(8100), 'deal', try.id(10000 + n)) from generate_series(1, 500) n;
reset session authorization;
-- They stand all over the map: n % 5 tells how far.
create function pg_temp.do(p_point text, p_from integer, p_answer text default null) returns void language plpgsql as $$
begin
  perform kontor.complete_task(t.id, p_answer) from kontor.task t join kontor.process p on p.id = t.process_id join kontor.deal d on d.id = p.record_id
   where t.point = p_point and t.state = 'open' and split_part(d.name, ' ', 2)::integer % 5 >= p_from order by t.number;
end $$;
do $$ begin execute format('grant usage on schema %I to public', (select nspname from pg_namespace where oid = pg_my_temp_schema())); end $$;
set session authorization seller_one;
select pg_temp.do('clarify', 1);
select pg_temp.do('offer', 2);
select pg_temp.do('standing', 3);
select pg_temp.do('talk', 4, 'yes');
reset session authorization;
select is((select string_agg(q.point || ' ' || q.n, ', ' order by q.point) from (select point, count(*) as n from kontor.process_token group by point) q),
  'clarify 100, merge 100, offer 100, rest 100, standing 200, talk 100', 'five hundred processes stand all over the map');
select kontor.engine_publishes(try.id(8102));

select is(try.state('seller_one', format('select * from kontor.migration_preview(%L, %L, %L, ''{}'')', try.id(8100), try.id(8101), try.id(8102))), '42501',
  'moving processes is for administrators');
select is(try.as_user('chief', format($q$select string_agg(key || ' ' || waiting || ' ' || coalesce(suggestion, '?'), ', ') from kontor.migration_points(%L, %L)$q$,
  try.id(8101), try.id(8102))), 'clarify 100 clarify, offer 100 offer, standing 200 standing, merge 100 ?, talk 100 speak, agreed 0 agreed, rest 100 ?',
  'D7: the points where processes stand, with what they are now: by key, else by name');

create temporary table mapping as select '{"clarify": "clarify", "offer": "offer", "standing": "standing", "talk": "speak", "merge": null, "rest": false}'::jsonb as m;
grant select on mapping to public;
create temporary table preview (process_id uuid, name text, manager_name text, outcome text, why text, from_points text[], to_points text[]);
grant all on preview to public;
set session authorization chief;
insert into preview select * from kontor.migration_preview(try.id(8100), try.id(8101), try.id(8102), (select m from mapping));
reset session authorization;
select is((select string_agg(q.outcome || ' ' || q.points || ' ' || q.n || ': ' || q.why, E'\n' order by q.outcome, q.points) from (
    select outcome, array_to_string(from_points, '+') as points, count(*) as n, coalesce(min(why), '') as why from preview group by 1, 2) q),
  E'kept merge+standing 100: "merge" is not in the new version, so it goes on by the old one.\n'
  'kept offer+standing 100: Its steps stand side by side, and follow one another in the new version.\n'
  'migrated clarify 100: \nmigrated talk 100: \nstopped rest 100: "Rest" has no place in the new version.',
  'D7: each process with what becomes of it, and why');

select is(try.as_user('chief', format('select kontor.migrate_processes(%L, %L, %L, %L, %L) - ''migration''', try.id(8100), try.id(8101), try.id(8102),
  (select m from mapping), try.id(8199)))::jsonb, '{"migrated": 200, "kept": 200, "stopped": 100}', 'D7: in one go');
select is((select count(*) from preview v join kontor.process_migration_item i
             on (i.process_id, i.outcome, i.from_points) = (v.process_id, v.outcome, v.from_points)
                and i.to_points is not distinct from v.to_points and i.why is not distinct from v.why), 500::bigint,
  'D7: each of the 500 is migrated, kept or stopped as previewed');
select is((select count(*) from preview v join kontor.process p on p.id = v.process_id
            where (v.outcome = 'migrated') = (p.map_version_id = try.id(8102)) and (v.outcome = 'stopped') = (p.state = 'stopped')), 500::bigint,
  'D7: and that is how the processes are');
select is((select string_agg(q.point || ' ' || q.name || ' ' || q.n, ', ' order by q.point) from (
    select t.point, t.name, count(*) as n from kontor.task t join kontor.process p on p.id = t.process_id
     where p.map_version_id = try.id(8102) and t.state = 'open' group by 1, 2) q), 'clarify Clarify the needs 100, speak Talk 100',
  'their tasks are those of the new version');
select is((select distinct t.question || ' ' || jsonb_array_length(t.answers) from kontor.task t where t.point = 'speak'), 'And? 3', 'and ask what it asks');
select is(try.as_user('chief', format('select kontor.migrate_processes(%L, %L, %L, %L, %L) - ''migration''', try.id(8100), try.id(8101), try.id(8102),
  (select m from mapping), try.id(8199)))::jsonb, '{"migrated": 200, "kept": 200, "stopped": 100}', 'the same operation again gets the first answer');

-- All of them go on
set session authorization seller_one;
select pg_temp.do('speak', 0, 'yes');
select pg_temp.do('clarify', 0);
select pg_temp.do('offer', 0);
select pg_temp.do('standing', 0);
reset session authorization;
select is((select count(*) from kontor.process p where p.map_version_id = try.id(8102) and p.state = 'done'), 100::bigint, 'migrated processes go on by the new version to its end');
select is((select string_agg(distinct k.point, ' ') from kontor.process_token k join kontor.process p on p.id = k.process_id where p.map_version_id = try.id(8102)),
  'speak', 'or to where they stand now');
select is((select string_agg(q.point || ' ' || q.n, ', ' order by q.point) from (
    select k.point, count(*) as n from kontor.process_token k join kontor.process p on p.id = k.process_id
     where p.map_version_id = try.id(8101) and p.state = 'running' group by 1) q), 'talk 200', 'kept ones by the old one');
select is(try.state('chief', format('select kontor.migrate_processes(%L, %L, %L, ''{}'', null)', try.id(8100), try.id(8102), try.id(8102))), 'KO001',
  'a version does not become itself');

-- The heat of the map
update kontor.task t set due_at = now() - interval '1 hour' where false;
create temporary table heat (point text, passed bigint, waiting bigint, median_hours numeric, p90_hours numeric, overdue bigint);
grant all on heat to public;
select kontor.engine_open();
update kontor.task t set due_at = now() - interval '1 hour' from kontor.process p
 where p.id = t.process_id and p.map_version_id = try.id(8102) and t.state = 'open' and t.point = 'speak' and t.number % 2 = 0;
update kontor.process_step s set at = s.at + interval '10 hours' from kontor.process p
 where p.id = s.process_id and s.point = 'standing' and s.action = 'left' and p.map_version_id = try.id(8102);
select kontor.engine_close();
set session authorization seller_one;
insert into heat select * from kontor.map_heat(try.id(8100), try.id(8102));
reset session authorization;
select is((select passed || ' ' || waiting from heat where point = 'clarify'), '200 0', 'D7: how often a point was passed');
select is((select passed || ' ' || waiting || ' ' || overdue from heat where point = 'speak'),
  (select '0 100 ' || count(*) from kontor.task t where t.point = 'speak' and t.state = 'open' and t.due_at < now()), 'D7: how many stand there, how many overdue');
select is((select round(median_hours) || ' ' || round(p90_hours) from heat where point = 'standing'), '10 10', 'D7: how long it takes');
select is(try.as_user('seller_three', format('select count(*) from kontor.map_heat(%L, %L)', try.id(8100), try.id(8102))), '0', 'of the processes that one sees');

select * from finish();
rollback;
