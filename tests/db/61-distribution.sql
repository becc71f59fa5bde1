-- Who gets what comes in without a manager: R101, R102; and rules that make a task: R148.
begin;
set local client_min_messages = warning;
select no_plan();
delete from kontor.start_rule;

create function pg_temp.rule(p_id integer, p_version bigint, p_changes jsonb) returns text language plpgsql as $$
begin
  return try.save('chief', 'distribution_rule', p_id, p_version, p_changes)->>'status';
end $$;
-- Whose records are, in the order of their ids: "One Two -".
create function pg_temp.whose(p_entity text, p_first integer, p_last integer) returns text language plpgsql as $$
declare v_answer text;
begin
  execute format('select string_agg(coalesce(regexp_replace(e.name, ''.* '', ''''), ''-''), '' '' order by t.id)
                    from kontor.%I t left join kontor.employee e on e.id = t.manager_id where t.id between try.id($1) and try.id($2)', p_entity)
    into v_answer using p_first, p_last;
  return v_answer;
end $$;
create function pg_temp.leads(p_first integer, p_last integer, p_city text default 'Zenica') returns void language sql as $$
  insert into kontor.partner (id, name, relations, city) select try.id(n), 'Lead ' || n, '{lead}', $3 from generate_series($1, $2) n $$;
-- A round of the jobs, as if the last one were long ago.
create function pg_temp.round() returns void language plpgsql as $$
begin
  update kontor.job_clock set distributed_at = null;
  perform kontor.run_jobs(20);
end $$;

-- Rules are sound
select is((select count(*) from pg_trigger where tgname like 'a_allot%'), 0::bigint, 'an entity without rules has no trigger');
select is(try.save('seller_one', 'distribution_rule', 8001, 0, '{"name": "Mine", "entity": "partner"}')->>'status', '42501',
  'R101: only administrators write rules');
select is(pg_temp.rule(8001, 0, '{"name": "x", "entity": "partner"}'), 'KO001', 'R101: a rule names somebody');
select is(pg_temp.rule(8001, 0, jsonb_build_object('name', 'x', 'entity', 'partner', 'people', array[try.id(99)])), 'KO001', 'R101: who is an employee');
select is(pg_temp.rule(8001, 0, jsonb_build_object('name', 'x', 'entity', 'partner', 'people', array['who'])), 'KO001', 'R101: and not just a word');
select is(pg_temp.rule(8001, 0, jsonb_build_object('name', 'x', 'entity', 'team', 'people', array[try.id(11)])), 'KO001',
  'R101: about records that somebody can have');
select is(pg_temp.rule(8001, 0, jsonb_build_object('name', 'x', 'entity', 'partner', 'people', array[try.id(11)], 'condition', '{"field": "colour", "is": "red"}'::jsonb)),
  'KO001', 'R101: over fields that are there');

-- By turn, whatever the way in
select pg_temp.leads(8101, 8101);
select is(pg_temp.whose('partner', 8101, 8101), '-', 'R102: without a rule what nobody enters is nobody''s');
select is(pg_temp.rule(8001, 0, jsonb_build_object('name', 'Leads by turn', 'entity', 'partner', 'position', 2,
  'condition', '{"field": "relations", "contains": "lead"}'::jsonb, 'people', array[try.id(11), try.id(12), try.id(13)])), 'saved', 'R102: a rule by turn');
select pg_temp.leads(8111, 8117);
select is(pg_temp.whose('partner', 8111, 8117), 'One Two Three One Two Three One', 'R102: several rows of one statement go round');
select is((select string_agg(distinct version::text, ' ') from kontor.partner where id between try.id(8111) and try.id(8117)), '1',
  'R102: theirs from the first moment, not after a change');
select is((select t.name from kontor.partner p join kontor.team t on t.id = p.team_id where p.id = try.id(8113)), 'Team B', 'R102: with their team');
select is(try.save('chief', 'partner', 8121, 0, '{"name": "By hand", "relations": ["lead"]}')->>'status', 'saved', 'R102: an administrator enters one');
select is(try.save('head_a', 'partner', 8122, 0, '{"name": "By a head", "relations": ["lead"]}')->>'status', 'saved',
  'R102: a head too, though it goes to another team');
select is(try.save('chief', 'partner', 8123, 0, jsonb_build_object('name', 'Named', 'relations', array['lead'], 'manager_id', try.id(22)))->>'status', 'saved',
  'R102: one whose manager is named');
select is(try.save('chief', 'partner', 8124, 0, '{"name": "No lead"}')->>'status', 'saved', 'R102: one that the condition does not fit');
select is(pg_temp.whose('partner', 8121, 8124), 'Two Three B Chief', 'R102: by turn, by turn, as named, the maker''s');
select is(try.save('seller_two', 'partner', 8125, 0, '{"name": "Own", "relations": ["lead"]}')->>'status', 'saved', 'R102: a seller enters his own client');
select is(pg_temp.whose('partner', 8125, 8125), 'Two', 'R102: and keeps it, though it was another''s turn');
select is(try.as_user('chief', format('select kontor.import_rows(''partner'', %L, gen_random_uuid(), 1, false)->>''created''',
  (select jsonb_agg(jsonb_build_object('line', n, 'fields', jsonb_build_object('name', 'Imported ' || n, 'relations', '{lead}'),
                                       'person', jsonb_build_object('name', 'Person ' || n))) from generate_series(1, 6) n))), '6', 'R102: a list is imported');
select is((select string_agg(split_part(e.name, ' ', 2), ' ' order by p.name) from kontor.partner p join kontor.employee e on e.id = p.manager_id
            where p.name like 'Imported%'), 'One Two Three One Two Three', 'R102: and distributed');
select is((select count(*) from kontor.person c join kontor.partner p on p.id = c.partner_id
            where p.name like 'Imported%' and c.manager_id = p.manager_id and c.team_id = p.team_id), 6::bigint, 'R102: its people with it');
select is(try.as_user('chief', format('select kontor.import_rows(''partner'', %L, gen_random_uuid(), 1, false)->>''created''',
  jsonb_build_array(jsonb_build_object('line', 1, 'fields', jsonb_build_object('name', 'A client imported'))))), '1', 'what no rule fits is imported');
select is((select e.name || ', ' || coalesce(p.team_id::text, '-') from kontor.partner p join kontor.employee e on e.id = p.manager_id where p.name = 'A client imported'),
  'Chief, -', 'and is his who imports it');
select is(try.as_user('seller_two', format('select kontor.import_rows(''partner'', %L, gen_random_uuid(), 1, false)->>''created''',
  jsonb_build_array(jsonb_build_object('line', 1, 'fields', jsonb_build_object('name', 'A seller''s own', 'relations', '{lead}'))))), '1', 'a seller imports a lead');
select is((select e.login from kontor.partner p join kontor.employee e on e.id = p.manager_id where p.name = 'A seller''s own'), 'seller_two', 'R102: and keeps it');
select is(try.as_user('chief', format($q$select kontor.save_many(%L, gen_random_uuid(), 'x')->>'status'$q$, jsonb_build_array(
  jsonb_build_object('entity', 'partner', 'id', try.id(8131), 'version', 0, 'changes', '{"name": "With a person", "relations": ["lead"]}'::jsonb),
  jsonb_build_object('entity', 'person', 'id', try.id(8132), 'version', 0, 'changes', jsonb_build_object('partner_id', try.id(8131), 'name', 'Ana'))))),
  'saved', 'a lead with its person');
select is(pg_temp.whose('person', 8132, 8132), 'One', 'goes as a whole');
insert into kontor.partner (id, name, relations) values (try.id(8111), 'Again', '{lead}'), (try.id(8133), 'New', '{lead}') on conflict (id) do nothing;
select is((select count(*) from kontor.distribution where record_id = try.id(8111)), 1::bigint, 'R102: about what is not written after all nothing is decided');
select pg_temp.leads(8134, 8135);
select is(pg_temp.whose('partner', 8133, 8135), 'Three Two One', 'R102: nor is anybody''s turn lost to it');

-- What sellers enter, too
select is(pg_temp.rule(8001, 1, '{"sellers_too": true}'), 'saved', 'R101: a rule about what sellers enter as well');
select is(try.as_user('seller_one', format($q$select kontor.save_many(%L, gen_random_uuid(), 'x')->>'status'$q$, jsonb_build_array(
  jsonb_build_object('entity', 'partner', 'id', try.id(8141), 'version', 0, 'changes', '{"name": "Not mine", "relations": ["lead"]}'::jsonb),
  jsonb_build_object('entity', 'person', 'id', try.id(8142), 'version', 0, 'changes', jsonb_build_object('partner_id', try.id(8141), 'name', 'Eve'))))),
  'saved', 'R101: a seller enters a lead with its person');
select is(pg_temp.whose('partner', 8141, 8141), 'Three', 'R101: and another one gets it');
select is(try.as_user('seller_one', format('select count(*) from kontor.partner where id = %L', try.id(8141))), '0', 'R291: he does not see it any more');
select is(try.as_user('seller_one', format('select employee || '' '' || candidates from kontor.distribution_of(''partner'', %L)', try.id(8141))), 'Seller Three []',
  'R101: but learns to whom it went');
select is(try.as_user('seller_two', format('select count(*) from kontor.distribution_of(''partner'', %L)', try.id(8141))), '0', 'R291: others do not');
select is(try.save('seller_one', 'deal', 8143, 0, jsonb_build_object('name', 'Hung on', 'partner_id', try.id(8141)))->>'status', '42501',
  'R291: nor can he hang anything on it afterwards');
select is(pg_temp.rule(8001, 2, '{"sellers_too": false}'), 'saved', 'as before');

-- Explained
select is(try.as_user('seller_two', format('select concat_ws('' '', outcome, way, rule_name, employee, candidates->2->>''name'') from kontor.distribution_of(''partner'', %L)', try.id(8112))),
  'given turn Leads by turn Seller Two Seller Three', 'R101: whoever sees the record reads why it is whose it is, and who else was asked for');
select is(try.as_user('seller_one', format('select count(*) from kontor.distribution_of(''partner'', %L)', try.id(8112))), '0', 'R291: others do not');
select is(try.state('seller_one', 'select * from kontor.distribution'), '00000', 'the book can be asked');
select is(try.as_user('seller_one', 'select count(*) from kontor.distribution'), '0', 'R291: and tells a seller nothing');
update kontor.partner set manager_id = try.id(11) where id = try.id(8112);
select is(try.as_user('chief', format('select count(*) from kontor.distribution_of(''partner'', %L)', try.id(8112))), '0',
  'R101: what does not hold any more is not told');

-- Who is away is passed over; nobody there
insert into kontor.absence (id, employee_id, starts_on) values (gen_random_uuid(), try.id(12), current_date);
select pg_temp.leads(8151, 8154);
select is(pg_temp.whose('partner', 8151, 8154), 'One Three One Three', 'R102: who is away is passed over');
delete from kontor.absence;
select pg_temp.leads(8155, 8156);
select is(pg_temp.whose('partner', 8155, 8156), 'Two One', 'R102: who comes back is the next, once');
insert into kontor.absence (id, employee_id, starts_on) select gen_random_uuid(), e.id, current_date from kontor.employee e where e.role = 'seller';
select pg_temp.leads(8161, 8162);
select is(try.save('chief', 'partner', 8163, 0, '{"name": "Waits", "relations": ["lead"]}')->>'status', 'saved', 'where nobody is there it is saved all the same');
select is(pg_temp.whose('partner', 8161, 8163), '- - -', 'R102: and waits, though somebody entered it');
select is(try.as_user('chief', format('select kontor.import_rows(''partner'', %L, gen_random_uuid(), 1, false)->>''created''',
  jsonb_build_array(jsonb_build_object('line', 1, 'fields', jsonb_build_object('name', 'Waits imported', 'relations', '{lead}'))))), '1', 'an imported one');
select is((select coalesce(p.manager_id::text, '-') || ' ' || d.outcome from kontor.partner p join kontor.distribution d on d.record_id = p.id where p.name = 'Waits imported'), '- waits',
  'R102: waits as well, once');
delete from kontor.partner where name = 'Waits imported';
select is(try.as_user('chief', format('select outcome || '' '' || rule_name from kontor.distribution_of(''partner'', %L)', try.id(8161))),
  'waits Leads by turn', 'R101: it says that it waits, and for whom');
select pg_temp.round();
select is(pg_temp.whose('partner', 8161, 8163), '- - -', 'R102: tried again, in vain');
select is((select count(*) from kontor.distribution where record_id = try.id(8161)), 1::bigint, 'which is noted once');
select is((select string_agg(e.login || ': ' || t.importance || ' ' || (t.due_at is not null) || ' ' || (t.description like '%Lead 8161%'), ', ') from kontor.task t
            join kontor.employee e on e.id = t.manager_id where t.name = 'Nobody could be given what came in' and t.state = 'open'),
  'chief: high true true', 'R102: what nobody can be given becomes an administrator''s task');
select pg_temp.round();
select is((select count(*) from kontor.task where name = 'Nobody could be given what came in'), 1::bigint, 'one, not one a minute');
delete from kontor.absence;
update kontor.partner set manager_id = try.id(31) where id = try.id(8101);
select kontor.run_jobs(20);
select is(pg_temp.whose('partner', 8161, 8161), '-', 'between the rounds nothing is asked for');
select pg_temp.round();
select is(pg_temp.whose('partner', 8161, 8163), 'Three Two One', 'R102: somebody has come back: given within a minute');
select is((select string_agg(distinct cause, ' ') from kontor.distribution where record_id in (try.id(8161), try.id(8162)) and outcome = 'given'), 'again', 'and told so');
select pg_temp.round();
select is((select state from kontor.task where name = 'Nobody could be given what came in'), 'done', 'R102: then the task is done by itself');
delete from kontor.distribution_rule;
select pg_temp.leads(8172, 8173);
select is(pg_temp.rule(8002, 0, jsonb_build_object('name', 'Later', 'entity', 'partner', 'people', array[try.id(13)], 'way', 'fixed')), 'saved', 'a rule made later');
select pg_temp.round();
select is(pg_temp.whose('partner', 8172, 8173), 'Three Three', 'R102: a rule that was made later gives what was there before');

-- By load
delete from kontor.distribution_rule;
select is(pg_temp.rule(8003, 0, '{"name": "By load", "entity": "partner", "among": "role", "role": "seller", "of_team_id": "00000000-0000-7000-8000-000000000001", "way": "load", "condition": {"field": "city", "is": "Tuzla"}}'),
  'saved', 'R102: a rule by load, among a team''s sellers');
update kontor.partner set relations = '{client}';
insert into kontor.task (id, name, manager_id) select gen_random_uuid(), 'Task ' || n, try.id(11) from generate_series(1, 3) n;
insert into kontor.deal (id, name, partner_id, manager_id) values (gen_random_uuid(), 'Deal', try.id(8101), try.id(12));
select pg_temp.leads(8181, 8186, 'Tuzla');
select is(pg_temp.whose('partner', 8181, 8186), 'Two Two One Two One Two', 'R102: to whoever has the fewest open tasks, deals, claims and leads, each counted at once');
select is(try.as_user('chief', format('select load || '' '' || (select string_agg(c->>''load'', '','' order by c->>''name'') from jsonb_array_elements(candidates) c)
  from kontor.distribution_of(''partner'', %L)', try.id(8181))), '1 3,1', 'R101: explained with what everybody had to do then');
select is((select count(distinct t.manager_id) from kontor.partner t where t.id between try.id(8181) and try.id(8186) and t.team_id = try.id(1)), 2::bigint, 'of that team alone');
insert into kontor.partner (id, name, city) values (try.id(8187), 'Elsewhere', 'Mostar');
select is(pg_temp.whose('partner', 8187, 8187), '-', 'R101: a condition over what the record says');
select is(pg_temp.rule(8004, 0, jsonb_build_object('name', 'By name', 'entity', 'partner', 'people', array[try.id(13), try.id(11)], 'way', 'fixed', 'position', -1,
  'condition', '{"field": "name", "starts": "bosna"}'::jsonb)), 'saved', 'a rule over a column that is made from others');
insert into kontor.partner (id, name, city) values (try.id(8188), 'Bosna Drvo', 'Tuzla');
select is(pg_temp.whose('partner', 8188, 8188), 'Three', 'R101: rules are asked in their order, and a fixed one gives to its first');
insert into kontor.absence (id, employee_id, starts_on) values (gen_random_uuid(), try.id(13), current_date);
insert into kontor.partner (id, name, city) values (try.id(8189), 'Bosna Metal', 'Tuzla');
select is(pg_temp.whose('partner', 8189, 8189), 'One', 'R101: or to the next, while he is away');
insert into kontor.absence (id, employee_id, starts_on) values (gen_random_uuid(), try.id(11), current_date);
insert into kontor.partner (id, name, city) values (try.id(8190), 'Bosna Staklo', 'Tuzla');
select is(pg_temp.whose('partner', 8190, 8190), 'Two', 'R101: where a rule has nobody, the next one that fits gives');
delete from kontor.absence;

-- Claims of a registrar (R96), deals by amount and region
select is(pg_temp.rule(8005, 0, jsonb_build_object('name', 'Claims', 'entity', 'claim', 'people', array[try.id(12), try.id(13)])), 'saved', 'a rule about claims');
select is(try.state('registrar', format('insert into kontor.claim (id, partner_id, essence) select (''00000000-0000-7000-8000-00000000820'' || n)::uuid, %L, ''From the web'' from generate_series(1, 3) n',
  try.id(8181))), '00000', 'R96: a login that may only insert enters claims');
select is(pg_temp.whose('claim', 8201, 8203), 'Two Three Two', 'R96, R101: they are distributed before the client''s manager gets them');
select is(try.save('seller_one', 'claim', 8204, 0, jsonb_build_object('partner_id', try.id(8183), 'essence', 'Own'))->>'status', 'saved', 'a seller takes one down');
select is(pg_temp.whose('claim', 8204, 8204), 'One', 'R248: it is his client''s manager''s as ever');
insert into kontor.claim (id, partner_id, essence, manager_id) values (try.id(8205), try.id(8181), 'Named', try.id(11));
select is(pg_temp.whose('claim', 8205, 8205), 'One', 'one whose manager is named stays his');
insert into kontor.region (id, name) values (try.id(8210), 'Far');
update kontor.partner set region_id = try.id(8210) where id = try.id(8181);
select is(pg_temp.rule(8006, 0, jsonb_build_object('name', 'Large ones from far', 'entity', 'deal', 'people', array[try.id(22)], 'way', 'fixed',
  'condition', jsonb_build_object('all', jsonb_build_array('{"field": "amount", "above": 10000}'::jsonb, jsonb_build_object('field', 'partner_id.region_id', 'is', try.id(8210)))))),
  'saved', 'R101: by amount and the region of the client');
select is(try.save('chief', 'deal', 8211, 0, jsonb_build_object('name', 'Large', 'partner_id', try.id(8181), 'amount', 20000))->>'status', 'saved', 'a large deal');
select is(try.save('chief', 'deal', 8212, 0, jsonb_build_object('name', 'Small', 'partner_id', try.id(8181), 'amount', 200))->>'status', 'saved', 'a small one');
select is(pg_temp.whose('deal', 8211, 8212), 'B Chief', 'R101: each to whom it belongs');

-- Anew, and back
select is(try.as_user('seller_one', format('select kontor.redistribute(''partner'', array[%L]::uuid[], gen_random_uuid())', try.id(8183))),
  '42501 permission denied for function redistribute', 'sellers do not distribute anew');
select is(try.as_user('chief', format('select kontor.redistribute(''partner'', array[%L, %L, %L]::uuid[], %L)', try.id(8181), try.id(8188), try.id(8187), try.id(8301))),
  '{"left": 1, "given": 2, "status": "saved"}', 'R102: chosen records are given anew; what no rule fits stays');
select is((select string_agg(cause, ' ') from kontor.distribution where record_id in (try.id(8181), try.id(8188)) and cause is not null), 'asked asked', 'and told so');
update kontor.partner set manager_id = try.id(22) where id = try.id(8188);
select is(try.as_user('chief', format('select kontor.redistribute(''partner'', array[%L]::uuid[], %L)', try.id(8188), try.id(8302))),
  '{"left": 0, "given": 1, "status": "saved"}', 'one that was somebody else''s');
select is(pg_temp.whose('partner', 8188, 8188), 'Three', 'R102: is given by the rule');
select is(try.as_user('chief', format('select kontor.undo(%L, gen_random_uuid())->>''restored''', try.id(8302))), '1', 'taken back');
select is(pg_temp.whose('partner', 8188, 8188), 'B', 'R102: it is whose it was');

-- Who would have got them?
select is(try.as_user('chief', format($q$select (p->>'count') || ' ' || jsonb_path_query_array(p, '$.rows[*].who') || ' ' || (p->'people') from kontor.distribution_preview(%L, 3) p$q$,
  jsonb_build_object('entity', 'partner', 'among', 'people', 'people', array[try.id(11), try.id(12)], 'way', 'turn', 'condition', '{"field": "city", "is": "Tuzla"}'::jsonb))),
  '3 ["Seller One", "Seller Two", "Seller One"] [{"name": "Seller One", "count": 2}, {"name": "Seller Two", "count": 1}]',
  'R101: a rule that is being written tells to whom the last records would have gone');
select is((select count(*) from kontor.distribution where rule_id is null), 0::bigint, 'and gives nothing');
select is(try.state('seller_one', 'select kontor.distribution_preview(''{}'')'), '42501', 'that is for administrators');
select is(try.as_user('seller_one', 'select string_agg(name || '' '' || given, '', '' order by "position", name) from kontor.distribution_rule_list()'),
  'By name 4, By load 8, Claims 3, Large ones from far 1', 'the rules with what they gave');

-- Rules that make a task (R148)
delete from kontor.distribution_rule;
create function pg_temp.start_rule(p_id integer, p_version bigint, p_changes jsonb) returns text language plpgsql as $$
begin
  return try.save('chief', 'start_rule', p_id, p_version, p_changes)->>'status';
end $$;
create function pg_temp.tasks(p_record uuid) returns text language sql security definer as $$
  select string_agg(concat_ws(' ', t.name, e.login, t.state, t.importance), ', ' order by t.number) from kontor.task t
    left join kontor.employee e on e.id = t.manager_id where t.record_id = $1 $$;
select is(pg_temp.start_rule(8401, 0, '{"name": "x", "entity": "deal", "does": "task"}'), 'KO001', 'R148: a rule that makes a task says what is to be done');
select is(pg_temp.start_rule(8401, 0, '{"name": "x", "entity": "deal"}'), 'KO001', 'R148: one that starts a process, which map');
select is(pg_temp.start_rule(8401, 0, '{"name": "Large deals are looked at", "entity": "deal", "does": "task", "task_name": "Look at it", "task_text": "Calculate it again.",
  "task_hours": 4, "task_importance": "high", "task_performer": {"kind": "head"}, "moment": "both", "repeat": "each", "condition": {"field": "amount", "above": 50000}}'),
  'saved', 'R148: a rule that makes a task for the head of the team');
select is(try.save('seller_one', 'deal', 8411, 0, jsonb_build_object('name', 'Very large', 'partner_id', try.id(8183), 'amount', 60000), 8490)->>'status', 'saved', 'a seller enters a deal');
select is(pg_temp.tasks(try.id(8411)), 'Look at it head_a open high', 'R148: the head has a task about it');
select is((select t.description || ' ' || (t.deal_id = try.id(8411)) || ' ' || (t.partner_id = try.id(8183)) || ' ' || (t.author_id = try.id(11)) || ' ' || (t.subject = 'deal')
             from kontor.task t where t.record_id = try.id(8411)), 'Calculate it again. true true true true', 'R148: with its text, its deal and client, and who caused it');
select is((select t.due_at = kontor.working_moment(null, t.created_at, 4) or abs(extract(epoch from t.due_at - kontor.working_moment(null, t.created_at, 4))) < 5
             from kontor.task t where t.record_id = try.id(8411)), true, 'R148: due after hours of working time');
update kontor.deal set amount = 1 where id = try.id(8411);
update kontor.deal set amount = 70000 where id = try.id(8411);
select is((select string_agg(outcome || ' ' || coalesce(note, '-'), ', ' order by seq) from kontor.start_rule_start where record_id = try.id(8411)),
  'started -, running The task of this rule is still to be done.', 'R148: true again while it is still to be done: noted, not doubled');
update kontor.task set state = 'done' where record_id = try.id(8411);
update kontor.deal set amount = 1 where id = try.id(8411);
update kontor.deal set amount = 70000 where id = try.id(8411);
select is(pg_temp.tasks(try.id(8411)), 'Look at it head_a done high, Look at it head_a open high', 'R148: each time: again when it is true again');
select is((select count(*) from kontor.start_rules_prove()), 0::bigint, 'D8: nothing is missing');
alter table kontor.deal disable trigger z_start_rules_insert;
insert into kontor.deal (id, name, partner_id, amount, manager_id) values (try.id(8412), 'Unseen', try.id(8183), 90000, try.id(13));
alter table kontor.deal enable trigger z_start_rules_insert;
select is((select string_agg(rule_name || ' ' || right(record_id::text, 4), ', ') from kontor.start_rules_prove()), 'Large deals are looked at 8412', 'D8: a task that is missing is found');
select is(kontor.start_rules_catch_up(), '{"left": 0, "missing": 1, "started": 1}', 'D8: and made');
select is(pg_temp.tasks(try.id(8412)), 'Look at it head_b open high', 'R148: by the record as it is');
select is((select count(*) from kontor.start_rules_prove()), 0::bigint, 'D8: nothing is missing then');
select is(try.as_user('chief', $q$select kontor.start_rule_preview('{"entity": "deal", "does": "task", "moment": "insert", "condition": {"field": "amount", "above": 50000}}')->>'count'$q$),
  '2', 'R148: the preview counts them as it counts processes');
select is(try.save('seller_one', 'deal', 8413, 0, jsonb_build_object('name', 'By mistake', 'partner_id', try.id(8183), 'amount', 60000), 8491)->>'status', 'saved', 'a deal entered by mistake');
select is(try.as_user('seller_one', format('select kontor.undo(%L, gen_random_uuid())->>''restored''', try.id(8491))), '2', 'is taken back');
select is(pg_temp.tasks(try.id(8413)), null, 'R148: and its task with it');
update kontor.employee set active = false where role = 'head';
select is(try.save('seller_one', 'deal', 8414, 0, jsonb_build_object('name', 'Headless', 'partner_id', try.id(8183), 'amount', 60000))->>'status', 'saved', 'where nobody fits');
select is(pg_temp.tasks(try.id(8414)), 'Look at it chief open high', 'R148: an administrator gets the task');
select is((select string_agg(does || ' ' || coalesce(map_name, task_name) || ' ' || started, ', ') from kontor.start_rule_list()), 'task Look at it 5', 'the list says what a rule makes');

select * from finish();
rollback;
