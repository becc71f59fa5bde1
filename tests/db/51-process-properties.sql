-- Every property that the editor of maps sets is run by the engine: R75, R79 to R84, R98.
set client_min_messages = warning;
select no_plan();
\ir process-tools.sql
begin;

-- Performers -----------------------------------------------------------------------
create function pg_temp.performer(p_who text) returns text language plpgsql as $$
begin
  perform try.map('one', format('[{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "Do", "performer": %s}, {"key": "e", "kind": "end"}]', p_who)::jsonb, 's>a; a>e');
  perform try.begin('one', try.id(11), 'seller_two');
  return try.holders('a');
end $$;
select is(pg_temp.performer(who), whom, 'R75: performer ' || who)
  from (values
    ('{"kind": "deal_manager"}', 'seller_one'), ('{"kind": "employee", "id": "00000000-0000-7000-8000-000000000013"}', 'seller_three'),
    ('{"kind": "head"}', 'head_a'), ('{"kind": "role", "role": "head"}', 'head_a'), ('{"kind": "role", "role": "administrator"}', 'chief'),
    ('{"kind": "role", "role": "head", "team": "00000000-0000-7000-8000-000000000002"}', 'head_b'),
    ('{"kind": "role", "role": "seller", "team": "00000000-0000-7000-8000-000000000002"}', 'seller_three'),
    ('{"kind": "starter"}', 'seller_two'), ('{"kind": "owner"}', 'chief'), ('{"kind": "field", "path": "manager_id"}', 'seller_one'),
    ('{"kind": "field", "path": "partner_id.manager_id"}', 'seller_one')) q (who, whom);

select try.map('author', '[{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "Do", "performer": {"kind": "author"}}, {"key": "e", "kind": "end"}]', 's>a; a>e');
select is(try.save('seller_two', 'partner', 5001, 0, '{"name": "Brcko Stone"}')->>'status', 'saved', 'a partner of the other seller''s');
select is(try.save('seller_two', 'deal', 5002, 0, jsonb_build_object('name', 'Stone', 'partner_id', try.id(5001)))->>'status', 'saved', 'and a deal');
insert into try.name values ('process', (kontor.engine_starts(try.n('author'), 'deal', try.id(5002), try.id(11))).process)
  on conflict (name) do update set id = excluded.id;
select is(try.holders('a'), 'seller_two', 'R75: performer {"kind": "author"}: who entered the record');

select try.begin('one', try.id(13));
update kontor.partner set manager_id = try.id(12) where id = try.n('partner');
select is(try.done('a'), 'done', 'a path over links is followed when the point is reached');

-- Nobody there
select try.map('nobody', '[{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "Do", "performer": {"kind": "field", "path": "person_id.legal_entity_id.partner_id.manager_id"}}, {"key": "e", "kind": "end"}]', 's>a; a>e');
select try.begin('nobody');
select is(try.holders('a'), 'chief', 'a point without a performer becomes a task of the owner of the map');
select is(try.path(), 's incident:a', 'and an incident on the path: nothing is passed silently');
select is(importance, 'high', 'that hurries') from kontor.task where id = try.task('a');
select is(try.done('a'), 'done', 'the owner does it, and it goes on');

-- Group
select try.map('least', '[{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "Do", "performer": {"kind": "role", "role": "seller"}}, {"key": "e", "kind": "end"}]', 's>a; a>e');
insert into kontor.task (id, name, manager_id) select gen_random_uuid(), 'Busy', try.id(11) from generate_series(1, 50);
select try.begin('least');
select is(try.holders('a'), 'seller_two', 'of several the one who has the least to do');
select try.map('first', '[{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "Do", "group": "first", "performer": {"kind": "role", "role": "seller"}}, {"key": "e", "kind": "end"}]', 's>a; a>e');
select try.begin('first');
select is(try.holders('a'), 'anybody: seller', 'or whoever takes it first');
select is(try.as_user('seller_two', format('select count(*) from kontor.task where id = %L', try.task('a'))), '1', 'everybody of the team sees it');
select is(try.as_user('seller_three', format('select count(*) from kontor.task where id = %L', try.task('a'))), '0', 'nobody of another team');
select matches(try.as_user('head_a', format('select kontor.take_task(%L)', try.task('a'))), '^42501', 'and it is not the head''s to take');
select matches(try.done('a', null, null, 'seller_two'), '^42501', 'nobody''s task is not completed before it is taken');
select is(try.state('seller_two', format('select kontor.take_task(%L)', try.task('a'))), '00000', 'who takes it has it');
select is(try.state('seller_one', format('select kontor.take_task(%L)', try.task('a'))), '42501', 'and nobody else');
select is(try.state('seller_two', format('select kontor.give_back_task(%L)', try.task('a'))), '00000', 'given back');
select is(try.holders('a'), 'anybody: seller', 'it is anybody''s again');
select try.map('first-head', '[{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "Do", "group": "first", "performer": {"kind": "role", "role": "head"}}, {"key": "e", "kind": "end"}]', 's>a; a>e');
select try.begin('first-head');
select is(try.as_user('seller_two', format('select count(*) from kontor.task where id = %L', try.task('a'))), '0', 'a task for any of the heads is not shown to sellers');
select is(try.state('seller_one', format('select kontor.take_task(%L)', try.task('a'))), '42501', 'nor may they take it');
select is(try.state('head_a', format('select kontor.take_task(%L)', try.task('a'))), '00000', 'a head does');

select try.map('each', '[{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "Agree", "group": "each", "performer": {"kind": "role", "role": "seller"}},
  {"key": "c", "kind": "condition", "name": "Agreed?", "performer": {"kind": "head"}, "answers": [{"key": "yes", "text": "Yes"}, {"key": "no", "text": "No"}]},
  {"key": "e", "kind": "end", "name": "Good"}, {"key": "f", "kind": "end", "name": "Bad"}]', 's>a; a>c; c>e yes; c>f no');
select try.begin('each');
select is(try.holders('a'), 'seller_one seller_two', 'each of them gets a task of his own');
select is(try.done('a', 'yes', null, 'seller_two'), 'running', 'one does his part');
select is(try.points(), 'a', 'the point is left when all have');
select matches(try.done('a', 'yes', null, 'seller_two'), '^42501', 'nobody does it for another');
select is(try.done('a', 'yes', null, 'seller_one'), 'done', 'and then it is');
select is((select result from kontor.process where id = try.n('process')), 'Good', 'by the answer that all gave');
select try.begin('each');
select try.done('a', 'yes', null, 'seller_two'), try.done('a', 'no', null, 'seller_one');
select is(try.points() || ' ' || try.holders('c'), 'c head_a', 'where they do not agree, the performer of the question decides');
select is(try.done('c', 'no'), 'done', 'as he says');
select throws_ok(format($$insert into kontor.task (id, name, process_id, token_id, point, seat) select gen_random_uuid(), 'x', process_id, id, point, 1 from kontor.process_token where process_id = %L$$, try.begin('each')),
  'KO001', null, 'no task is added to a step by SQL');

-- A question that no step before it asks is a task like any other.
select try.map('asked', '[{"key": "s", "kind": "start"}, {"key": "c", "kind": "condition", "name": "Agreed?", "group": "each", "performer": {"kind": "role", "role": "seller"}, "text": "Look twice",
   "due_hours": 10, "due_clock": "clock", "remind_hours": 3, "escalate_hours": 2, "checklist": ["Read it"], "checklist_strict": true, "answers": [{"key": "yes", "text": "Yes"}, {"key": "no", "text": "No"}]},
  {"key": "e", "kind": "end", "name": "Good"}, {"key": "f", "kind": "end", "name": "Bad"}]', 's>c; c>e yes; c>f no');
select try.begin('asked');
select is(try.holders('c'), 'seller_one seller_two', 'R75: each of them is asked');
select is((select string_agg(distinct t.description || ' ' || (t.checklist->0->>'text') || ' ' || round(extract(epoch from t.due_at - t.created_at)), ';') from kontor.task t where t.process_id = try.n('process')),
  'Look twice Read it 36000', 'R75: with text, checklist and deadline');
select is((select count(*) from kontor.process_job j join kontor.task t on t.id = j.task_id where t.process_id = try.n('process')), 4::bigint, 'R75: reminders and escalations');
select matches(try.done('c', 'yes', null, 'seller_two'), '^KO001 .*Read it', 'R75: what has to be ticked holds it up');
create function pg_temp.ticks() returns void language plpgsql as $$
begin
  perform kontor.engine_open();
  update kontor.task t set checklist = '[{"text": "Read it", "done": true}]' where t.process_id = try.n('process') and t.state = 'open';
  perform kontor.engine_close();
end $$;
select pg_temp.ticks();
select is(try.done('c', 'yes', null, 'seller_two'), 'running', 'one answers');
select is(try.done('c', 'no', null, 'seller_one'), 'running', 'the other one otherwise');
select is(try.points() || ' ' || try.holders('c'), 'c chief', 'R75: where they do not agree, the owner of the map is asked');
select matches((select t.description from kontor.task t where t.id = try.task('c')), 'do not agree.*: Yes; .*: No', 'who is told what they said');
select pg_temp.ticks();
select is(try.done('c', 'no'), 'done', 'and has the last word');
select is((select result from kontor.process where id = try.n('process')), 'Bad', 'as he says');
select try.begin('asked');
select pg_temp.ticks();
select try.done('c', 'yes', null, 'seller_two');
select is(try.done('c', 'yes', null, 'seller_one'), 'done', 'where they agree nobody else is asked');
select try.map('others', '[{"key": "s", "kind": "start"}, {"key": "c", "kind": "choice", "name": "Which?", "answers": [{"key": "a", "text": "A"}, {"key": "b", "text": "B"}, {"key": "c", "text": "C"}]},
  {"key": "e", "kind": "end", "name": "One"}, {"key": "f", "kind": "end", "name": "Others"}]', 's>c; c>e a; c>f else');
select try.begin('others');
select is(try.done('c', 'b'), 'done', 'R75: one way of a choice');
select is((select result from kontor.process where id = try.n('process')), 'Others', 'R75: may be that of all other answers');

-- Deputy
select try.map('deputy', '[{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "Do", "performer": {"kind": "deal_manager"}, "deputy": {"kind": "head"}}, {"key": "e", "kind": "end"}]', 's>a; a>e');
select try.begin('deputy');
select is(try.holders('a'), 'seller_one', 'a deputy has nothing to do while the performer is there');
insert into kontor.absence (id, employee_id, starts_on) values (try.id(5100), try.id(11), current_date - 1);
select try.begin('deputy');
select is(try.holders('a'), 'head_a', 'and does it while he is away');
insert into kontor.absence (id, employee_id, starts_on) values (try.id(5101), try.id(21), current_date - 1);
select try.begin('deputy');
select is(try.holders('a'), 'seller_one', 'unless he is away too');
select try.begin('least');
select is(try.holders('a'), 'seller_two', 'of several one who is there');
delete from kontor.absence;
select try.map('away', '[{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "Do", "performer": {"kind": "deal_manager"}}, {"key": "e", "kind": "end"}]', 's>a; a>e');
insert into kontor.absence (id, employee_id, starts_on) values (try.id(5102), try.id(11), current_date - 1);
select try.begin('away');
select is(try.holders('a'), 'seller_one', 'who is away without a deputy keeps what comes');
update kontor.absence set deputy_id = try.id(12) where id = try.id(5102);
select try.begin('away');
select is(try.holders('a'), 'seller_two', 'where the map says nothing, whoever is named in the absence does the work meanwhile');
insert into kontor.absence (id, employee_id, starts_on) values (try.id(5103), try.id(12), current_date - 1);
select try.begin('away');
select is(try.holders('a'), 'seller_one', 'and not who is away too');
delete from kontor.absence;

-- Deadline, reminder, escalation
insert into kontor.calendar (id, name, time_zone, monday, tuesday, wednesday, thursday, friday) values (try.id(5200), 'Five hours', 'UTC', '9-14', '9-14', '9-14', '9-14', '9-14');
select try.map('time', '[{"key": "s", "kind": "start"},
  {"key": "a", "kind": "action", "name": "Clock", "due_hours": 10, "due_clock": "clock", "remind_hours": 3, "escalate_hours": 2, "escalate_to": {"kind": "head"}},
  {"key": "b", "kind": "action", "name": "Work", "due_hours": 10, "calendar": "00000000-0000-7000-8000-000000005200", "escalate_hours": 5},
  {"key": "c", "kind": "action", "name": "Open", "due_hours": 0}, {"key": "e", "kind": "end"}]', 's>a; a>b; b>c; c>e');
select try.begin('time');
select is(round(extract(epoch from due_at - created_at)), 36000::numeric, 'a deadline by the clock') from kontor.task where id = try.task('a');
select is((select string_agg(j.kind || ' ' || round(extract(epoch from j.due_at - t.due_at)), ', ' order by j.kind) from kontor.process_job j where j.task_id = t.id),
  'escalation 7200, reminder -10800', 'with a reminder before and an escalation after it') from kontor.task t where t.id = try.task('a');
select try.wait('process');
select is((select string_agg(n.kind || ' ' || e.login, ', ' order by n.kind) from kontor.notification n join kontor.employee e on e.id = n.employee_id where n.task_id = try.task('a')),
  'escalation head_a, reminder seller_one', 'told to the performer, and to whom the map names');
select try.done('a');
select is(due_at, kontor.working_moment(try.id(5200), created_at, 10), 'a deadline in the hours of a calendar') from kontor.task where id = try.task('b');
select is((select j.due_at from kontor.process_job j where j.task_id = t.id), kontor.working_moment(try.id(5200), t.due_at, 5), 'the escalation too') from kontor.task t where t.id = try.task('b');
select try.done('b');
select is(due_at, null, 'no hours: no deadline') from kontor.task where id = try.task('c');

-- Before it is completed --------------------------------------------------------------
select try.map('checklist', '[{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "Loose", "checklist": ["One", "Two"]},
  {"key": "b", "kind": "action", "name": "Strict", "checklist": ["One", "Two"], "checklist_strict": true}, {"key": "e", "kind": "end"}]', 's>a; a>b; b>e');
select try.begin('checklist');
select is(checklist, '[{"text": "One", "done": false}, {"text": "Two", "done": false}]'::jsonb, 'R80: the checklist comes with the task') from kontor.task where id = try.task('a');
select is(try.done('a'), 'running', 'one that is meant as help hinders nobody');
select matches(try.done('b'), '^KO001 .*One, Two', 'a strict one has to be ticked');
select is(try.as_user('seller_one', format($q$select kontor.save('task', %L, %s, '{"checklist": [{"text": "One", "done": true}, {"text": "Two", "done": true}]}', null)->>'status'$q$,
  try.task('b'), (select version from kontor.task where id = try.task('b')))), 'saved', 'by its performer');
select is(try.done('b'), 'done', 'then it goes on');

select try.map('requires', '[{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "Claim and talk", "requires": ["claim", "interaction"]}, {"key": "e", "kind": "end"}]', 's>a; a>e');
select try.begin('requires');
insert into kontor.interaction (id, partner_id, deal_id, subject, created_at) values (gen_random_uuid(), try.n('partner'), try.n('deal'), 'Before', now() - interval '1 day');
select matches(try.done('a'), '^KO001 .*claim, interaction', 'R98: records of any kind may be demanded; those of before do not count');
insert into kontor.claim (partner_id, essence) values (try.n('partner'), 'Broken');
select matches(try.done('a'), '^KO001 .*made yet: interaction', 'R98: of each kind one');
insert into kontor.interaction (id, partner_id, subject) values (gen_random_uuid(), (select id from kontor.partner where name = 'Brcko Stone'), 'Somebody else''s');
select matches(try.done('a'), '^KO001', 'R98: of this partner');
insert into kontor.interaction (id, partner_id, deal_id, subject) values (gen_random_uuid(), try.n('partner'), try.n('deal'), 'Called');
select is(try.as_user('seller_one', format($q$select jsonb_object_agg(r->>'entity', r->>'id' is not null) from kontor.task_about(%L), jsonb_array_elements(requires) r$q$, try.task('a'))),
  '{"claim": true, "interaction": true}', 'R82: the task tells what has been made');
select is(try.done('a'), 'done', 'R98: with all of them it is left');

select try.map('fields', '[{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "Ask", "required_fields": ["expected_close", "next_step"]}, {"key": "e", "kind": "end"}]', 's>a; a>e');
select try.begin('fields');
select matches(try.done('a'), '^KO001 .*expected_close', 'fields that must be filled');
update kontor.deal set expected_close = current_date + 30, next_step = 'Call' where id = try.n('deal');
select is(try.done('a'), 'done', 'and are');
select try.map('priced', '[{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "Ask", "required_fields": ["amount"]}, {"key": "e", "kind": "end"}]', 's>a; a>e');
select try.begin('priced');
update kontor.deal set amount = 0 where id = try.n('deal');
select matches(try.done('a'), '^KO001 .*amount', 'an amount that cannot be empty is not filled in while it is nought');
update kontor.deal set amount = 0.01 where id = try.n('deal');
select is(try.done('a'), 'done', 'and is, however small');

-- What is seen and changed ------------------------------------------------------------
select try.map('locked', '[{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "Approve", "form": "offer", "method": "Look twice.", "shown_fields": ["amount"], "locked_fields": ["amount", "currency"]},
  {"key": "e", "kind": "end"}]', 's>a; a>e');
select try.begin('locked');
select matches(try.as_user('seller_one', format($q$select kontor.save('deal', %L, %s, '{"amount": "1"}', null)$q$, try.n('deal'), (select version from kontor.deal where id = try.n('deal')))),
  '^KO001 .*amount.*Approve', 'R104: what is locked is not changed while it stands there');
select throws_ok(format('update kontor.deal set currency = ''USD'' where id = %L', try.n('deal')), 'KO001', null, 'whatever the way in');
select lives_ok(format('update kontor.deal set note = ''x'' where id = %L', try.n('deal')), 'all else is');
select is(try.as_user('seller_one', format('select concat_ws(''|'', method, form, shown_fields, locked_fields, checklist_strict) from kontor.task_about(%L)', try.task('a'))),
  'Look twice.|offer|{amount}|{amount,currency}|f', 'the task knows its method, form and fields');
select try.done('a');
select lives_ok(format('update kontor.deal set amount = 1 where id = %L', try.n('deal')), 'afterwards it is free');

-- Questions --------------------------------------------------------------------------------
select try.map('answers', '[{"key": "s", "kind": "start", "stage": ""}, {"key": "a", "kind": "action", "name": "Why", "answers_from": "loss_reason"}, {"key": "e", "kind": "end", "outcome": "lost"}]', 's>a; a>e');
select try.begin('answers');
select matches(try.done('a'), '^KO001', 'the reason of refusal is asked');
select is(try.done('a', (select min(id::text) from kontor.loss_reason where not retired)), 'done', 'and given');
select is(status || ' ' || (loss_reason_id is not null), 'lost true', 'it is the deal''s') from kontor.deal where id = try.n('deal');

select is(try.refusal('[{"key": "s", "kind": "start"}, {"key": "c", "kind": "condition", "name": "?", "condition": {"field": "colour", "is": "red"}}, {"key": "e", "kind": "end"}, {"key": "f", "kind": "end"}]', 's>c; c>e yes; c>f no') ~ 'rule', true, 'a rule over a field that there is not is refused');
select is(try.refusal('[{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "A", "performer": {"kind": "field", "path": "partner_id.region_id"}}, {"key": "e", "kind": "end"}]', 's>a; a>e') ~ 'names no employee', true, 'a path that leads to no employee is refused');
select is(try.refusal('[{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "A", "requires": ["region"]}, {"key": "e", "kind": "end"}]', 's>a; a>e') ~ 'nothing links', true, 'so is a record that nothing links');
select is(try.refusal('[{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "A", "locked_fields": ["colour"]}, {"key": "e", "kind": "end"}]', 's>a; a>e') ~ 'no field', true, 'and a field that there is not');

-- Processing ----------------------------------------------------------------------------------
create function pg_temp.works(p_do jsonb) returns text language plpgsql as $$
begin
  perform try.map('works', jsonb_build_array('{"key": "s", "kind": "start"}'::jsonb, jsonb_build_object('key', 'p', 'kind', 'processing', 'name', 'Work', 'processing', p_do),
    '{"key": "a", "kind": "action", "name": "Then"}'::jsonb, '{"key": "e", "kind": "end"}'::jsonb), 's>p; p>a; a>e');
  perform try.begin('works');
  return try.points();
end $$;
select is(pg_temp.works('{"kind": "set_field", "field": "next_step", "value": "Call"}'), 'a', 'a field is set');
select is(next_step, 'Call', 'to a value') from kontor.deal where id = try.n('deal');
select is(pg_temp.works('{"kind": "set_field", "field": "note", "value": "=partner_id.name"}'), 'a', 'or to what stands beyond a link');
select is(note, 'Adria Metal', 'of the record') from kontor.deal where id = try.n('deal');
select is(pg_temp.works('{"kind": "create_task", "name": "Visit", "text": "With cake", "performer": {"kind": "head"}, "due_hours": 5, "due_clock": "clock"}'), 'a', 'a task is made');
select is((select e.login || ' ' || t.description || ' ' || round(extract(epoch from t.due_at - t.created_at) / 3600) from kontor.task t join kontor.employee e on e.id = t.manager_id
            where t.name = 'Visit' and t.deal_id = try.n('deal') and t.process_id is null), 'head_a With cake 5', 'for whom and until when the map says');
select is(pg_temp.works('{"kind": "create_record", "entity": "interaction", "values": {"subject": "=name", "kind": "note", "text": "Made by the map"}}'), 'a', 'a record is made');
select is((select i.subject || ' ' || i.text || ' ' || (i.partner_id = try.n('partner')) from kontor.interaction i where i.deal_id = try.n('deal')), 'Doors Made by the map true',
  'with values of the record and its links');
select is(pg_temp.works('{"kind": "create_record", "entity": "claim", "values": {"essence": "Late", "description": "=number"}}'), 'a', 'of any kind');
select try.map('other', '[{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "Look after"}, {"key": "e", "kind": "end"}]', 's>a; a>e', 'partner');
select is(pg_temp.works(jsonb_build_object('kind', 'start_process', 'map', try.n('other'))), 'a', 'a process is started');
select is((select p.state from kontor.process p where p.map_id = try.n('other') and p.record_id = try.n('partner') and p.parent_id is null), 'running', 'on its own, on the partner');
select is(pg_temp.works('{"kind": "call_function", "function": "give_to_least_busy"}'), 'a', 'a function of the list is called');
select is(e.login, 'seller_two', 'and did its work') from kontor.deal d join kontor.employee e on e.id = d.manager_id where d.id = try.n('deal');
select matches(try.refusal('[{"key": "s", "kind": "start"}, {"key": "p", "kind": "processing", "name": "P", "processing": {"kind": "call_function", "function": "engine_enter"}}, {"key": "e", "kind": "end"}]', 's>p; p>e'),
  'may not be called', 'no other');
select matches(try.refusal('[{"key": "s", "kind": "start"}, {"key": "p", "kind": "processing", "name": "P", "processing": {"kind": "set_field", "field": "status", "value": "won"}}, {"key": "e", "kind": "end"}]', 's>p; p>e'),
  'cannot be set', 'what the server keeps is not set');
select matches(try.refusal('[{"key": "s", "kind": "start"}, {"key": "p", "kind": "processing", "name": "P", "processing": {"kind": "set_field", "field": "amount", "value": "much"}}, {"key": "e", "kind": "end"}]', 's>p; p>e'),
  'cannot hold', 'nor to what it cannot hold');

-- Moments ---------------------------------------------------------------------------------------
select try.map('timers', '[{"key": "s", "kind": "start"}, {"key": "t", "kind": "timer", "name": "Clock", "wait_hours": 2}, {"key": "u", "kind": "timer", "name": "Work", "wait_hours": 2, "wait_clock": "working"},
  {"key": "v", "kind": "timer", "name": "Until", "until": "expected_close"}, {"key": "e", "kind": "end"}]', 's>t; t>u; u>v; v>e');
select try.map('calendar', '[{"key": "s", "kind": "start"}, {"key": "t", "kind": "timer", "name": "Work", "wait_hours": 12, "wait_clock": "working", "calendar": "00000000-0000-7000-8000-000000005200"}, {"key": "e", "kind": "end"}]', 's>t; t>e');
select try.begin('calendar');
select ok(abs(extract(epoch from j.due_at - kontor.working_moment(try.id(5200), k.arrived_at, 12))) < 1, 'R75: a timer in the hours of a calendar of its own')
  from kontor.process_job j join kontor.process_token k on k.id = j.token_id where k.process_id = try.n('process');
select try.begin('timers');
select is((select round(extract(epoch from j.due_at - k.arrived_at)) from kontor.process_job j join kontor.process_token k on k.id = j.token_id where k.process_id = try.n('process')), 7200::numeric,
  'R84: a timer by the clock');
select kontor.run_jobs(100);
select is(try.points(), 't:timer', 'waits');
create function pg_temp.earlier(p_span interval) returns void language plpgsql as $$
begin
  perform kontor.engine_open();
  update kontor.process_token k set arrived_at = k.arrived_at - p_span where k.process_id = try.n('process');
  perform kontor.engine_close();
end $$;
select pg_temp.earlier('3 hours'), try.wait('process');
select is(try.points(), 'u:timer', 'until its moment has come');
select ok((select j.due_at from kontor.process_job j where j.token_id = k.id) - kontor.working_moment(null, k.arrived_at, 2) < interval '1 second', 'one in working hours') from kontor.process_token k where k.process_id = try.n('process');
select pg_temp.earlier('10 days'), try.wait('process');
select is(try.points(), 'v:timer', 'one until a day of the record');
select try.wait('process');
select is(try.points(), 'v:timer', 'that is not known yet');
update kontor.deal set expected_close = current_date + 1 where id = try.n('deal');
select try.wait('process');
select is(try.points(), 'v:timer', 'or has not come yet');
update kontor.deal set expected_close = current_date where id = try.n('deal');
select kontor.run_jobs(100);
select is((select state from kontor.process where id = try.n('process')), 'done', 'and when it comes earlier than thought, it goes on at once');

select try.map('event', '[{"key": "s", "kind": "start"}, {"key": "v", "kind": "event", "name": "Paid", "condition": {"field": "amount", "above": 1000}, "give_up_hours": 5}, {"key": "e", "kind": "end"}]', 's>v; v>e');
select try.begin('event');
select is(try.points(), 'v:event', 'an event is waited for');
select try.wait('process');
select is(try.points(), 'v:event', 'until it holds');
update kontor.deal set amount = 2000 where id = try.n('deal');
select kontor.run_jobs(100);
select is((select state from kontor.process where id = try.n('process')), 'done', 'which is seen as soon as the record changes');

select * from finish();
rollback;
