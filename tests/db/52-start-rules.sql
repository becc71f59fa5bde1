-- Claims and the rules that start processes: R91 to R97, R248, R250, R253, D8.
begin;
set local client_min_messages = warning;
select no_plan();

-- A map for claims, by hand.
create function pg_temp.map(p_id integer, p_name text, p_subject text, p_graph jsonb) returns void language plpgsql as $$
begin
  insert into kontor.route_map (id, name, subject) values (try.id(p_id), p_name, p_subject);
  insert into kontor.route_map_version (id, map_id, number, graph) values (try.id(p_id + 1), try.id(p_id), 1, p_graph);
  perform kontor.engine_publishes(try.id(p_id + 1));
end $$;
create function pg_temp.graph(p_more jsonb default '{}') returns jsonb language sql as $$
  select jsonb_build_object('points', jsonb_build_array('{"key": "s", "kind": "start"}'::jsonb,
    '{"key": "a", "kind": "action", "name": "Answer the client", "performer": {"kind": "deal_manager"}}'::jsonb || p_more,
    '{"key": "e", "kind": "end", "name": "Done"}'::jsonb),
    'flows', '[{"key": "f1", "from": "s", "to": "a"}, {"key": "f2", "from": "a", "to": "e"}]'::jsonb) $$;
create function pg_temp.started(p_record uuid) returns text language sql security definer as $$
  select coalesce(string_agg(m.name, ', ' order by p.created_at, p.id), '') from kontor.process p join kontor.route_map m on m.id = p.map_id
   where p.record_id = $1 $$;
create function pg_temp.rule(p_id integer, p_version bigint, p_changes jsonb) returns text language plpgsql as $$
begin
  return try.save('chief', 'start_rule', p_id, p_version, p_changes)::jsonb->>'status';
end $$;
delete from kontor.start_rule;
select pg_temp.map(7100, 'Claim', 'claim', pg_temp.graph());
select pg_temp.map(7110, 'Apology', 'claim', pg_temp.graph());
select pg_temp.map(7120, 'Deal map', 'deal', pg_temp.graph());
insert into kontor.partner (id, name, manager_id) values
  (try.id(7001), 'Adria Metal', try.id(11)), (try.id(7002), 'Bosna Drvo', try.id(13));

-- The claim itself
select is(try.save('seller_one', 'claim', 7201, 0, jsonb_build_object('partner_id', try.id(7001), 'essence', 'Door does not close'))->>'status',
  'saved', 'R97: the client and the essence are enough');
select is(status || ' ' || channel || ' ' || (number is not null) || ' ' || (received_at is not null), 'new phone true true',
  'R97: all else has a value by itself') from kontor.claim where id = try.id(7201);
select is(manager_id, try.id(11), 'a claim is its client''s manager''s') from kontor.claim where id = try.id(7201);
select is(try.save('chief', 'claim', 7202, 0, jsonb_build_object('partner_id', try.id(7002), 'essence', 'Wrong colour'))->>'status',
  'saved', 'another person takes a claim down');
select is(manager_id, try.id(13), 'R248: whoever takes it down, the client''s manager answers it') from kontor.claim where id = try.id(7202);
select is(try.save('seller_one', 'claim', 7203, 0, jsonb_build_object('essence', 'Nobody''s'))->>'status', '23502', 'a claim has a client');
select is(try.save('seller_one', 'claim', 7203, 0, jsonb_build_object('partner_id', try.id(7002), 'essence', 'Hidden'))->>'status', '42501',
  'a claim of a client that is not seen is refused');
select is(try.save('seller_one', 'claim', 7201, 1, '{"status": "closed"}')->>'status', '23514',
  'R250: a claim is not closed without saying which of the two');
select is(try.save('seller_one', 'claim', 7201, 1, '{"status": "satisfied"}')->>'status', 'saved', 'R250: satisfied');
select isnt(closed_at, null, 'R250: closed by it') from kontor.claim where id = try.id(7201);
select is(try.save('seller_one', 'claim', 7201, 2, '{"status": "in_work"}')->>'status', 'saved', 'taken up again');
select is(closed_at, null, 'and open again') from kontor.claim where id = try.id(7201);

-- Rules are sound
select is(pg_temp.started(try.id(7201)), '', 'without a rule nothing starts');
select is((select count(*) from pg_trigger where tgname like 'z_start_rules%' and tgenabled <> 'D'), 0::bigint, 'an entity without rules has no trigger');
select is(try.save('seller_one', 'start_rule', 7301, 0, jsonb_build_object('name', 'Mine', 'entity', 'claim', 'map_id', try.id(7100)))->>'status',
  '42501', 'only administrators write rules');
select is(pg_temp.rule(7301, 0, jsonb_build_object('name', 'x', 'entity', 'claim', 'map_id', try.id(7120))), 'KO001',
  'a rule cannot start a map of other records');
select is(pg_temp.rule(7301, 0, jsonb_build_object('name', 'x', 'entity', 'claim', 'map_id', try.id(7100), 'condition', '{"field": "colour", "is": "red"}'::jsonb)),
  'KO001', 'nor ask for a field that is not there');
select is(pg_temp.rule(7301, 0, jsonb_build_object('name', 'x', 'entity', 'claim', 'map_id', try.id(7100), 'moment', 'never')), '23514',
  'R93: only what is written does something');
select is(pg_temp.rule(7301, 0, jsonb_build_object('name', 'Claims by phone', 'entity', 'claim', 'map_id', try.id(7100), 'position', 2,
                                                   'condition', '{"field": "channel", "is": "phone"}'::jsonb)), 'saved', 'R94: a rule with a condition');
select is((select string_agg(tgname, ' ') from pg_trigger where tgname like 'z_start_rules%' and tgenabled <> 'D'), 'z_start_rules_insert',
  'and one trigger, where the rule needs it');

-- R91, R92: one action
select is(try.save('seller_one', 'claim', 7211, 0, jsonb_build_object('partner_id', try.id(7001), 'essence', 'Scratched'))->>'status', 'saved', 'a claim saved');
select is(pg_temp.started(try.id(7211)), 'Claim', 'R91, R92, R253: entering the claim has started its process');
select is((select t.manager_id from kontor.task t join kontor.process p on p.id = t.process_id where p.record_id = try.id(7211)), try.id(11),
  'R79: the first task is there');
select is((select s.note from kontor.process_step s join kontor.process p on p.id = s.process_id where p.record_id = try.id(7211) order by s.seq limit 1),
  'Started by the rule "Claims by phone".', 'the path says which rule it was');
select is(try.save('seller_one', 'claim', 7212, 0, jsonb_build_object('partner_id', try.id(7001), 'essence', 'By post', 'channel', 'letter'))->>'status', 'saved', 'another');
select is(pg_temp.started(try.id(7212)), '', 'R94: where the condition does not hold, nothing starts');
select is(try.as_user('seller_one', format('select kontor.undo((select h.operation from kontor.history h where h.id = %L limit 1), gen_random_uuid())->>''restored''',
                                           try.id(7211))), '1', 'entering a claim can be taken back');
select is((select p.state from kontor.process p where p.record_id = try.id(7211)), 'cancelled', 'and its process with it');

-- R95: whatever the way in
select is(try.as_user('head_a', format('select kontor.import_rows(''claim'', %L, gen_random_uuid(), 1, false)->>''created''',
  jsonb_build_array(jsonb_build_object('line', 2, 'fields', jsonb_build_object('partner_id', try.id(7001), 'essence', 'Imported'))))), '1', 'a claim imported');
select is(pg_temp.started((select id from kontor.claim where essence = 'Imported')), 'Claim', 'R95: an import starts it too');
insert into kontor.claim (id, partner_id, essence) select try.id(7220 + n), try.id(7001), 'Plain ' || n from generate_series(1, 3) n;
select is(string_agg(pg_temp.started(id), ' '), 'Claim Claim Claim', 'R95: plain SQL too, each of several rows') from kontor.claim where essence like 'Plain%';
select is(try.state('registrar', format('insert into kontor.claim (id, partner_id, essence) values (%L, %L, ''From the web'')', try.id(7230), try.id(7001))),
  '00000', 'R96, R97: a login that may only insert enters a claim with two fields');
select is(pg_temp.started(try.id(7230)), 'Claim', 'R96: and the whole process begins');
select is((select c.manager_id from kontor.claim c where c.id = try.id(7230)), try.id(11), 'R96: for the client''s manager');
select is(try.state('registrar', 'select * from kontor.claim'), '42501', 'R96: it reads nothing');
select is(try.state('registrar', 'update kontor.claim set essence = essence'), '42501', 'R96: it changes nothing');
select is(try.state('registrar', format('insert into kontor.claim (partner_id, essence, manager_id) values (%L, ''x'', %L)', try.id(7001), try.id(12))), '42501',
  'R96: and gives nothing to anybody');
select is(try.state('registrar', 'select kontor.me()'), '42501', 'R96: nor does it call anything');

-- R94: several rules, in order
select is(pg_temp.rule(7302, 0, jsonb_build_object('name', 'First an apology', 'entity', 'claim', 'map_id', try.id(7110), 'position', 1,
  'condition', '{"field": "partner_id.name", "starts": "Adria"}'::jsonb)), 'saved', 'a second rule, over a linked record');
insert into kontor.claim (id, partner_id, essence) values (try.id(7241), try.id(7001), 'Both'), (try.id(7242), try.id(7002), 'One');
select is(pg_temp.started(try.id(7241)), 'Apology, Claim', 'R94: both fit, and start in their order');
select is(pg_temp.started(try.id(7242)), 'Claim', 'R94: one fits');
select is(pg_temp.rule(7302, 1, '{"active": false}'), 'saved', 'a rule put to rest');
insert into kontor.claim (id, partner_id, essence) values (try.id(7243), try.id(7001), 'Later');
select is(pg_temp.started(try.id(7243)), 'Claim', 'starts nothing');

-- By a change, once and each time
select is(pg_temp.rule(7303, 0, jsonb_build_object('name', 'Not satisfied', 'entity', 'claim', 'map_id', try.id(7110), 'moment', 'change', 'repeat', 'each',
  'condition', '{"field": "status", "is": "not_satisfied"}'::jsonb)), 'saved', 'a rule about changes');
update kontor.claim set status = 'not_satisfied' where id = try.id(7242);
select is(pg_temp.started(try.id(7242)), 'Claim, Apology', 'R91: a change that makes the condition true starts it');
update kontor.claim set answer = 'Sorry' where id = try.id(7242);
select is((select count(*) from kontor.start_rule_start where record_id = try.id(7242)), 2::bigint, 'a change of something else does not');
update kontor.claim set status = 'in_work' where id = try.id(7242);
update kontor.claim set status = 'not_satisfied' where id = try.id(7242);
select is((select string_agg(outcome, ' ' order by seq) from kontor.start_rule_start where record_id = try.id(7242)), 'started started running',
  'true again while the map is still walked: noted, not doubled');
select kontor.engine_open();
update kontor.task set state = 'cancelled', token_id = null where process_id in (select id from kontor.process where record_id = try.id(7242));
delete from kontor.process_token where process_id in (select id from kontor.process where record_id = try.id(7242));
update kontor.process set state = 'cancelled', ended_at = now() where record_id = try.id(7242);
select kontor.engine_close();
update kontor.claim set status = 'in_work' where id = try.id(7242);
update kontor.claim set status = 'not_satisfied' where id = try.id(7242);
select is(pg_temp.started(try.id(7242)), 'Claim, Apology, Apology', 'each time: again when it becomes true again');
insert into kontor.claim (id, partner_id, essence, status) values (try.id(7244), try.id(7001), 'New and bad', 'not_satisfied');
select is(pg_temp.started(try.id(7244)), 'Claim', 'R93: "when a change makes it true" is not asked when a record is entered');
update kontor.claim set channel = 'letter' where id = try.id(7244);
update kontor.claim set channel = 'phone' where id = try.id(7244);
select is((select count(*) from kontor.start_rule_start where record_id = try.id(7244)), 1::bigint, 'R93: "when entered" is not asked about changes');

-- What cannot start does not stop the record
insert into kontor.route_map (id, name, subject) values (try.id(7130), 'Unpublished', 'claim');
select is(pg_temp.rule(7304, 0, jsonb_build_object('name', 'Cannot', 'entity', 'claim', 'map_id', try.id(7130), 'position', 9,
  'condition', '{"field": "channel", "is": "visit"}'::jsonb)), 'saved', 'a rule whose map is not published');
select is(try.save('seller_one', 'claim', 7251, 0, jsonb_build_object('partner_id', try.id(7001), 'essence', 'Visit', 'channel', 'visit'))->>'status', 'saved',
  'the claim is saved all the same');
select is((select outcome || ': ' || note from kontor.start_rule_start where record_id = try.id(7251)), 'failed: The map "Unpublished" has no published version yet.',
  'and what happened is noted');
select is((select rule_name || ', ' || why from kontor.start_rules_prove() where record_id = try.id(7251)), 'Cannot, The map "Unpublished" has no published version yet.',
  'D8: the proof names it');
insert into kontor.route_map_version (id, map_id, number, graph) values (try.id(7131), try.id(7130), 1, pg_temp.graph());
select kontor.engine_publishes(try.id(7131));
select is(kontor.start_rules_catch_up(), '{"left": 0, "missing": 1, "started": 1}', 'D8: and once it can, it is started');
select is((select count(*) from kontor.start_rules_prove()), 0::bigint, 'D8: nothing is missing');

-- D8: the proof does not believe the triggers
alter table kontor.claim disable trigger z_start_rules_insert;
alter table kontor.claim disable trigger z_start_rules_update;
insert into kontor.claim (id, partner_id, essence) values (try.id(7261), try.id(7001), 'Behind its back'), (try.id(7262), try.id(7001), 'Changed later');
update kontor.claim set channel = 'letter' where id = try.id(7262);
update kontor.claim set status = 'not_satisfied' where id = try.id(7243);
alter table kontor.claim enable trigger z_start_rules_insert;
alter table kontor.claim enable trigger z_start_rules_update;
select is((select string_agg(rule_name || ' ' || right(record_id::text, 4), ', ' order by at) from kontor.start_rules_prove()),
  'Claims by phone 7261, Claims by phone 7262, Not satisfied 7243',
  'D8: records that came in past the triggers are found, also by what they were when they were entered');
select is(try.as_user('chief', 'select kontor.start_rules_catch_up()'), '{"left": 0, "missing": 3, "started": 3}', 'D8: and started');
select is(try.as_user('chief', 'select count(*) from kontor.start_rules_prove()'), '0', 'D8: then nothing is missing');
select is(try.state('seller_one', 'select * from kontor.start_rules_prove()'), '42501', 'the proof is for administrators');

-- What would it have started?
select is(try.as_user('chief', $q$select (p->>'count') || ' ' || (p->>'records') || ' ' || jsonb_array_length(p->'rows')
  from kontor.start_rule_preview('{"entity": "claim", "moment": "insert", "condition": {"field": "channel", "is": "phone"}}', 2) p$q$),
  (select count(*) || ' ' || count(*) || ' 2' from kontor.claim where id <> try.id(7212) and channel = 'phone' or id = try.id(7262)),
  'D8: a rule that is being written tells what it would have started');
select is(try.as_user('chief', $q$select kontor.start_rule_preview('{"entity": "claim", "moment": "change", "repeat": "each", "condition": {"field": "status", "is": "not_satisfied"}}', 9)->>'count'$q$),
  '4', 'changes that made it true are counted from the history');

-- Loops
select pg_temp.map(7140, 'Circle', 'claim', '{"points": [{"key": "s", "kind": "start"},
  {"key": "p", "kind": "processing", "name": "Back", "processing": {"kind": "set_field", "field": "wish", "value": "again"}},
  {"key": "q", "kind": "processing", "name": "Forth", "processing": {"kind": "set_field", "field": "wish", "value": "more"}},
  {"key": "e", "kind": "end", "name": "Done"}],
  "flows": [{"key": "1", "from": "s", "to": "p"}, {"key": "2", "from": "p", "to": "q"}, {"key": "3", "from": "q", "to": "e"}]}');
select is(pg_temp.rule(7305, 0, jsonb_build_object('name', 'Circle', 'entity', 'claim', 'map_id', try.id(7140), 'moment', 'change', 'repeat', 'each',
  'condition', '{"field": "wish", "is": "more"}'::jsonb)), 'saved', 'a rule that its own process makes true again');
update kontor.claim set wish = 'more' where id = try.id(7261);
select is((select string_agg(outcome, ' ' order by outcome) from kontor.start_rule_start where rule_id = try.id(7305)), 'running started',
  'a rule does not answer to what it did itself');
do $$ begin
  for i in 1 .. 30 loop
    update kontor.claim set wish = 'less' where id = try.id(7262);
    update kontor.claim set wish = 'more' where id = try.id(7262);
  end loop;
end $$;
select is((select count(*) filter (where outcome = 'started') || ' ' || (count(*) filter (where outcome = 'loop') >= 10) from kontor.start_rule_start
            where rule_id = try.id(7305) and record_id = try.id(7262)), '20 true', 'what goes in a circle by way of timers runs out, and is noted');

-- Without rules there is no work again
delete from kontor.start_rule;
select is((select count(*) from pg_trigger where tgname like 'z_start_rules%' and tgenabled <> 'D'), 0::bigint, 'the last rule takes the trigger along');
insert into kontor.claim (id, partner_id, essence) values (try.id(7299), try.id(7001), 'Alone');
select is(pg_temp.started(try.id(7299)), '', 'and nothing starts');
select isnt((select count(*) from kontor.start_rule_start), 0::bigint, 'what rules did outlives them');

select * from finish();
rollback;
