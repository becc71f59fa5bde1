-- Projects (R87 to R90, R249): the maps that are bound to one, what belongs to it, the
-- time it took, a sale that begins with an interest; and who sees and does what of it.
begin;
set local client_min_messages = warning;
\ir process-tools.sql
select no_plan();

insert into kontor.partner (id, name, manager_id) values
  (try.id(7001), 'Adria Metal', try.id(11)), (try.id(7002), 'Bosna Drvo', try.id(11)), (try.id(7003), 'Hidden', try.id(13));
select try.map('Survey', '[{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "Measure", "performer": {"kind": "deal_manager"}},
  {"key": "e", "kind": "end"}]', 's>a; a>e', 'partner');
select try.map('Build', '[{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "Build", "performer": {"kind": "deal_manager"}},
  {"key": "e", "kind": "end"}]', 's>a; a>e', 'partner');
select try.map('Own', '[{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "Plan", "performer": {"kind": "deal_manager"}},
  {"key": "e", "kind": "end"}]', 's>a; a>e', 'project');

-- Who makes, sees and changes a project ----------------------------------------------
select is((try.save('seller_one', 'project', 7100, 0, jsonb_build_object('name', 'New hall', 'partner_id', try.id(7001), 'begins_on', '2026-01-01')))->>'status',
  'saved', 'R90: a seller makes a project of a client');
select is((select p.manager_id || ' ' || p.team_id || ' ' || p.state from kontor.project p where p.id = try.id(7100)),
  try.id(11) || ' ' || (select e.team_id from kontor.employee e where e.id = try.id(11)) || ' planned', 'it is the maker''s, of the maker''s team, and planned');
select is((select string_agg(u.login || ' ' || try.as_user(u.login, 'select count(*) from kontor.project'), ', ' order by u.login)
             from (values ('seller_one'), ('seller_two'), ('seller_three'), ('head_a'), ('head_b'), ('chief')) u(login)),
  'chief 1, head_a 1, head_b 0, seller_one 1, seller_three 0, seller_two 0', 'the manager, the head of the team and the administrator see it, and nobody else');
select is(try.state('stranger', 'select * from kontor.project'), '42501', 'a stranger does not');
select is((try.save('seller_three', 'project', 7100, 1, '{"name": "Mine"}'))->>'status', '42501', 'who does not see it does not change it');
select is((try.save('seller_three', 'project', 7101, 0, jsonb_build_object('name', 'Stolen', 'partner_id', try.id(7001))))->>'status', '42501',
  'nor makes one of a client he does not see');
select is((try.save('head_a', 'project', 7100, 1, '{"state": "in_work"}'))->>'status', 'saved', 'the head of the team changes it');
select is((try.save('seller_one', 'project', 7100, 2, '{"ends_on": "2025-12-31"}'))->>'status', '23514', 'it does not end before it begins');
select is((try.save('seller_one', 'project_map', 7110, 0, jsonb_build_object('project_id', try.id(7100), 'map_id', try.n('Survey'))))->>'status', 'saved',
  'R89: its manager binds a map to it');
select is((select o.title from kontor.operation o where o.answer->>'status' = 'saved' order by o.at desc limit 1), 'Survey', 'the history calls that by the map');
select is((try.save('seller_one', 'project_map', 7111, 0, jsonb_build_object('project_id', try.id(7100), 'map_id', try.n('Survey'))))->>'status', '23505', 'but once');
select is((try.save('seller_three', 'project_map', 7112, 0, jsonb_build_object('project_id', try.id(7100), 'map_id', try.n('Build'))))->>'status', '42501',
  'who does not see the project binds nothing to it');
select is(try.as_user('seller_three', 'select count(*) from kontor.project_map'), '0', 'nor sees what is bound');
select is(try.as_user('seller_one', 'select string_agg(title, '','') from kontor.search(''project'', ''hall'', 5)'), 'New hall', 'it is found by its name');

-- R89: which maps may be started ------------------------------------------------------
create function pg_temp.start(login text, map text, subject text, record uuid, project uuid default null) returns text language sql as $$
  select case when a ~ '^[0-9a-f]{8}-' then 'started' else a end
    from try.as_user(login, format('select kontor.start_process(%L, %L, %L, null, %L)', try.n(map), subject, record, project)) a $$;
create function pg_temp.offered(login text, project uuid) returns text language sql as $$
  select try.as_user(login, format('select string_agg(m.name, '','' order by m.name) from kontor.route_map m where m.subject = ''partner'' and m.id in (%L, %L)'
    ' and (not exists (select from kontor.project_map b where b.project_id = %L) or exists (select from kontor.project_map b where b.project_id = %3$L and b.map_id = m.id))',
    try.n('Survey'), try.n('Build'), project)) $$;
select is(pg_temp.offered('seller_one', try.id(7100)), 'Survey', 'R89: a project offers the maps that are bound to it');
select is(pg_temp.start('seller_one', 'Build', 'partner', try.id(7001), try.id(7100)),
  'KO001 The map "Build" is not one of those that are bound to the project "New hall".', 'R89: the server refuses another map');
select is((select count(*) from kontor.process p where p.map_id = try.n('Build')), 0::bigint, 'and nothing has begun');
select is(pg_temp.start('chief', 'Build', 'partner', try.id(7001), try.id(7100)),
  'KO001 The map "Build" is not one of those that are bound to the project "New hall".', 'also to an administrator');
select is(pg_temp.start('seller_one', 'Survey', 'partner', try.id(7001), try.id(7100)), 'started', 'the bound one is started');
select is((select p.project_id from kontor.process p where p.map_id = try.n('Survey')), try.id(7100), 'and is walked for the project');
select is(pg_temp.start('seller_one', 'Build', 'partner', try.id(7001)), 'started', 'R92: without a project everything is started as ever');
select is((select p.project_id from kontor.process p where p.map_id = try.n('Build')), null, 'for none');
select is(pg_temp.start('seller_one', 'Own', 'project', try.id(7100)),
  'KO001 The map "Own" is not one of those that are bound to the project "New hall".', 'R89: a project itself walks only what is bound to it');
select is(pg_temp.start('seller_three', 'Survey', 'partner', try.id(7003), try.id(7100)), '42501 The project does not exist, or you may not see it.',
  'nobody starts anything for a project he does not see');
select is(pg_temp.start('seller_one', 'Survey', 'partner', try.id(7002), try.id(7100)), 'KO001 The project "New hall" is another client''s.', 'nor for another client''s');
select try.save('seller_one', 'project', 7102, 0, '{"name": "Ours"}');
select is(pg_temp.start('seller_one', 'Own', 'project', try.id(7102)), 'started', 'R89: a project without bound maps binds nothing');
select is((select p.project_id from kontor.process p where p.subject = 'project'), try.id(7102), 'what walks on a project is walked for it');
select is(try.state('seller_one', format('select kontor.save(''project'', %L, 1, ''{"state": "done"}'', null)', try.id(7102))), '00000', 'a project is done');
select is(pg_temp.start('seller_one', 'Build', 'partner', try.id(7002), try.id(7102)), 'KO001 The project "Ours" is finished.', 'then nothing begins for it');

-- R88: what an interaction belongs to ---------------------------------------------------
create function pg_temp.process(map text) returns uuid language sql as $$ select p.id from kontor.process p where p.map_id = try.n(map) $$;
create function pg_temp.talk(login text, n integer, more jsonb) returns text language sql as $$
  select coalesce(a->>'message', a->>'status') from (select try.save(login, 'interaction', n, 0,
    jsonb_build_object('subject', 'Talk ' || n, 'partner_id', try.id(7001)) || more) a) q $$;
select is(pg_temp.talk('seller_one', 7201, jsonb_build_object('process_id', pg_temp.process('Survey'), 'spent_minutes', 90)), 'saved', 'R88: what was said belongs to a process');
select is((select i.project_id from kontor.interaction i where i.id = try.id(7201)), try.id(7100), 'and with that to its project');
select is(pg_temp.talk('seller_one', 7202, jsonb_build_object('project_id', try.id(7100), 'spent_minutes', 30)), 'saved', 'or to a project alone');
select is(pg_temp.talk('seller_one', 7203, jsonb_build_object('project_id', try.id(7100), 'process_id', pg_temp.process('Build'))),
  'The process "Build: Adria Metal" does not belong to this project.', 'R89: a process of the project, where there is one');
select is(pg_temp.talk('seller_one', 7204, jsonb_build_object('partner_id', try.id(7002), 'process_id', pg_temp.process('Survey'))),
  'The process "Survey: Adria Metal" is about another client.', 'R88: a process of the same client');
select is(pg_temp.talk('seller_one', 7205, jsonb_build_object('partner_id', try.id(7002), 'project_id', try.id(7100))),
  'The project "New hall" is another client''s.', 'and a project of the same client');
select matches(pg_temp.talk('seller_one', 7206, '{"spent_minutes": -5}'), 'check', 'time is not negative');
select is(pg_temp.talk('seller_one', 7207, '{"kind": "interest"}'), 'saved', 'R87: an interest is written down');
select is(pg_temp.talk('seller_one', 7208, jsonb_build_object('task_id', (select t.id from kontor.task t where t.process_id = pg_temp.process('Survey')))), 'saved',
  'what is written down in a step');
select is((select i.process_id from kontor.interaction i where i.id = try.id(7208)), pg_temp.process('Survey'), 'R88: belongs to its process');
select is(pg_temp.talk('seller_three', 7209, jsonb_build_object('partner_id', try.id(7003), 'project_id', try.id(7100))),
  'The record that "project_id" points to does not exist or is not visible to you.', 'nobody links to a project he does not see');
select is((try.save('seller_one', 'project', 7100, 2, jsonb_build_object('partner_id', try.id(7002))))->>'status', 'KO001', 'a project with entries stays its client''s');
select is(try.as_user('seller_one', format('select string_agg(title, '','') from kontor.search(''process'', '''', 8, %L)',
    jsonb_build_object('field', 'project_id', 'is', try.id(7100)))), 'Survey: Adria Metal', 'R89: a choice is narrowed by a condition');
select is(try.as_user('seller_three', format('select count(*) from kontor.search(''process'', '''', 8, %L)', jsonb_build_object('field', 'project_id', 'is', try.id(7100)))),
  '0', 'and shows nothing of others');
select is(try.as_user('seller_one', 'select string_agg(title, '','') from kontor.search(''partner'', ''bosna'', 8, ''{"field": "kind", "is": "company"}'')'), 'Bosna Drvo',
  'by what is typed as well');

-- R249: a claim of a project and its plan --------------------------------------------------
insert into kontor.claim (id, partner_id, essence, project_id) values (try.id(7300), try.id(7001), 'It rains in', try.id(7100));
select throws_ok(format('insert into kontor.claim (id, partner_id, essence, project_id) values (%L, %L, ''Wrong'', %L)', try.id(7301), try.id(7002), try.id(7100)),
  'KO001', 'The project "New hall" is another client''s.', 'R249: a claim belongs to a project of the same client');
select is((select p.project_id from kontor.process p where p.record_id = try.id(7300)), try.id(7100), 'R91: its process starts by its rule, bound or not, and is walked for the project');
select is((try.save('seller_one', 'task', 7310, 0, jsonb_build_object('name', 'Seal the roof', 'subject', 'claim', 'record_id', try.id(7300))))->>'status', 'saved',
  'R249: a task of the plan of a claim');
select is((select t.partner_id || ' ' || t.manager_id from kontor.task t where t.id = try.id(7310)), try.id(7001) || ' ' || try.id(11), 'is the client''s too');

-- R90: the time ------------------------------------------------------------------------------
update kontor.task t set state = 'done', spent_minutes = 45, done_by = try.id(21) where t.id = try.id(7310);
select try.save('seller_one', 'task', 7311, 0, jsonb_build_object('name', 'Visit', 'subject', 'project', 'record_id', try.id(7100), 'spent_minutes', 15));
do $$ begin
  perform kontor.engine_open();
  update kontor.task t set spent_minutes = 60 where t.process_id = pg_temp.process('Survey');
  perform kontor.engine_close();
end $$;
create temp table time_query (query text);
-- The named query that the card of a project asks.
\set time `grep -v '^--' :queries/project-time.sql`
insert into time_query values (:'time');
create function pg_temp.time(login text) returns text language sql as $$
  select coalesce(try.as_user(login, format('select string_agg(part || '' '' || coalesce(name, ''-'') || '' '' || minutes, '', '' order by part, minutes desc, name) from ('
    || replace((select t.query from time_query t), '$1', '%1$L') || ') q', try.id(7100))), 'nothing') $$;
select is(pg_temp.time('seller_one'),
  'employee Seller One 195, employee Head A 45, process Survey: Adria Metal 150, process - 90, total - 240', 'R90: the time by process and by employee, and in all');
select is(pg_temp.time('chief'), pg_temp.time('seller_one'), 'R90: an administrator reads the same');
select is(pg_temp.time('head_a'), pg_temp.time('seller_one'), 'and the head of the team');
select is(pg_temp.time('seller_three'), 'nothing', 'R90: who sees nothing of it reads nothing');
select is(pg_temp.time('seller_two'), 'nothing', 'nor a colleague');

-- R87: an interest becomes a sale at once ------------------------------------------------------
create function pg_temp.sale(login text, n integer, operation integer default null) returns text language sql as $$
  select case when a ~ '^{' then 'begun' else a end from try.as_user(login, format('select kontor.begin_sale(%L, %L)', try.id(n), try.id(operation))) a $$;
select is(pg_temp.sale('seller_three', 7207), '42501 This record does not exist any more, or you may not see it.', 'who does not see the interaction begins nothing');
select is(try.state('stranger', format('select kontor.begin_sale(%L)', try.id(7207))), '42501', 'nor a stranger');
select is(pg_temp.sale('seller_one', 7207, 7400), 'begun', 'R87: an interest becomes a sale with one call');
select is((select d.name || ' ' || k.name || ' ' || d.partner_id || ' ' || d.manager_id from kontor.deal d join kontor.deal_kind k on k.id = d.kind_id),
  'Talk 7207 Sale ' || try.id(7001) || ' ' || try.id(11), 'a deal of the client, named as the interaction');
select is((select p.state || ' ' || (select count(*) from kontor.task t where t.process_id = p.id and t.state = 'open')
             from kontor.process p join kontor.deal d on d.id = p.record_id), 'running 1', 'its route map is begun');
select ok((select i.deal_id = p.record_id and i.process_id = p.id from kontor.interaction i join kontor.process p on p.subject = 'deal' where i.id = try.id(7207)),
  'R88: the interaction belongs to both');
select is(pg_temp.sale('seller_one', 7207, 7400), 'begun', 'asked again it is the same sale');
select is((select count(*) from kontor.deal), 1::bigint, 'and no second one');
select is(pg_temp.sale('seller_one', 7207), 'KO001 The interaction belongs to a deal already.', 'nor does it begin twice');
select is(pg_temp.sale('seller_one', 7202), 'KO001 There is no kind of deal with a route map that could be started here.',
  'R89: nothing begins for a project whose maps are others');
select is(try.as_user('seller_one', format('select kontor.undo(%L, %L)->''conflicts''', try.id(7400), try.id(7401))), '[]', 'R87: it can be undone');
select is((select (select count(*) from kontor.deal) || ' ' || (select count(*) from kontor.process p where p.subject = 'deal') || ' ' || count(i.deal_id) || count(i.process_id)
             from kontor.interaction i where i.id = try.id(7207)), '0 0 00', 'and all of it is gone');
select is(pg_temp.sale('seller_one', 7207, 7402), 'begun', 'and can begin anew');
do $$ declare v_task uuid := (select t.id from kontor.task t join kontor.process p on p.id = t.process_id where p.subject = 'deal'); begin
  perform try.as_user('seller_one', format('select kontor.take_task(%L)', v_task));
end $$;
select matches(try.as_user('seller_one', format('select kontor.undo(%L, %L)', try.id(7402), try.id(7403))), '^KO001 The process "Sale: Talk 7207" has gone on',
  'R50: once somebody works on it, its beginning is not taken back');
select is((select count(*) from kontor.process p where p.subject = 'deal' and p.state = 'running'), 1::bigint, 'and all of it stays');

-- What a project leaves behind -------------------------------------------------------------------
select is(try.state('seller_one', format('select kontor.remove(''project'', %L, 2, null)', try.id(7100))), '23503', 'a project for which processes were walked is not deleted');
select try.save('seller_one', 'project', 7103, 0, '{"name": "Idea"}');
select pg_temp.talk('seller_one', 7210, jsonb_build_object('project_id', try.id(7103)));
select is(try.state('seller_one', format('select kontor.remove(''project'', %L, 1, null)', try.id(7103))), '00000', 'another one is');
select is((select i.project_id from kontor.interaction i where i.id = try.id(7210)), null, 'and what was said stays');
select * from finish();
rollback;
