-- The door: versions, merging, conflicts, repeating, and what it refuses.
select no_plan();

-- Making and reading --------------------------------------------------------------
select is(try.save('seller_one', 'partner', 101, 0, '{"name": "Siemens AG", "city": "München", "relations": ["client", "agent"], "note": ""}') ->> 'status',
          'saved', 'R1: a partner can be made alone');
select is(manager_id, try.id(11), 'it belongs to its maker') from kontor.partner where id = try.id(101);
select is(team_id, try.id(1), 'and to the maker''s team') from kontor.partner where id = try.id(101);
select is(relations, array['client', 'agent'], 'R10: several kinds of relation') from kontor.partner where id = try.id(101);
select is(note, null, 'nothing typed is nothing') from kontor.partner where id = try.id(101);
select is(created_by, try.id(11), 'the maker is noted') from kontor.partner where id = try.id(101);
select is(try.save('seller_one', 'person', 102, 0, format('{"name": "Hans Müller", "partner_id": "%s"}', try.id(101))::jsonb) ->> 'status',
          'saved', 'a child of one''s own partner');
select is(manager_id, try.id(11), 'belongs to whom the parent belongs') from kontor.person where id = try.id(102);

-- Two people on one record (D5) ------------------------------------------------------
select is(try.save('seller_one', 'partner', 101, 1, '{"city": "Berlin"}'),
          '{"status": "saved", "version": 2, "merged": []}'::jsonb, 'D5: a change counts the version up');
select is(try.save('head_a', 'partner', 101, 1, '{"note": "Calls on Mondays"}'),
          '{"status": "saved", "version": 3, "merged": ["city"]}'::jsonb, 'D5: different fields of a stale version are merged');
select is(city || ' ' || note, 'Berlin Calls on Mondays', 'both changes are there') from kontor.partner where id = try.id(101);

create temp table answer as select try.save('head_a', 'partner', 101, 1, '{"city": "Wien", "website": "https://siemens.com"}') as j;
select is(j ->> 'status', 'conflict', 'D5: the same field is a conflict') from answer;
select is(jsonb_array_length(j -> 'conflicts'), 1, 'one field') from answer;
select is(j -> 'conflicts' -> 0 ->> 'base', 'München', 'what it was') from answer;
select is(j -> 'conflicts' -> 0 ->> 'mine', 'Wien', 'what I want') from answer;
select is(j -> 'conflicts' -> 0 ->> 'theirs', 'Berlin', 'what it is') from answer;
select is(j -> 'conflicts' -> 0 ->> 'author', 'Seller One', 'who did it') from answer;
select is(website, null, 'and nothing is written') from kontor.partner where id = try.id(101);
select is(try.save('head_a', 'partner', 101, 1, '{"city": "Berlin"}') ->> 'status', 'saved', 'the same value twice is no conflict');
select is(version, 3::bigint, 'nor a change') from kontor.partner where id = try.id(101);

select is(try.save('seller_one', 'partner', 101, 3, '{"city": "Köln"}') ->> 'status', 'saved', 'there');
select is(try.save('seller_one', 'partner', 101, 4, '{"city": "Berlin"}') ->> 'status', 'saved', 'and back');
select is(try.save('head_a', 'partner', 101, 3, '{"city": "Wien"}') ->> 'status', 'saved', 'a field changed and changed back is no conflict');

create temp table label as select try.save('head_a', 'partner', 101, 6, format('{"region_id": "%s"}', (select id from kontor.region where name = 'Moscow'))::jsonb) as j;
select is(try.save('seller_one', 'partner', 101, 6, format('{"region_id": "%s"}', (select id from kontor.region where name = 'Russia'))::jsonb)
          -> 'conflicts' -> 0 ->> 'theirs_label', 'Moscow', 'a link is told by its title');

-- Repeating ----------------------------------------------------------------------------
select is(try.save('seller_one', 'partner', 111, 0, '{"name": "Once"}', 901) ->> 'version', '1', 'an operation');
select is(try.save('seller_one', 'partner', 111, 0, '{"name": "Once"}', 901), '{"status": "saved", "version": 1, "merged": []}'::jsonb,
          'the same operation again: the first answer');
select is(count(*), 1::bigint, 'and nothing doubled') from kontor.partner where name = 'Once';
select is(try.save('seller_two', 'partner', 112, 0, '{"name": "Other"}', 901) ->> 'status', '42501', 'nobody else''s operation can be repeated');
select is(try.as_user('seller_one', 'select count(*) from kontor.operation where id = ''00000000-0000-7000-8000-000000000901'''), '1', 'one sees one''s own operations');
select is(try.as_user('seller_two', 'select count(*) from kontor.operation where id = ''00000000-0000-7000-8000-000000000901'''), '0', 'and not others''');

-- A conflict leaves the operation free for the decision.
select is(try.save('seller_one', 'partner', 101, 1, '{"city": "Graz"}', 902) ->> 'status', 'conflict', 'a conflict');
select is(try.save('seller_one', 'partner', 101, 7, '{"city": "Graz"}', 902) ->> 'status', 'saved', 'decided in the same operation''s name');

-- Many at once ---------------------------------------------------------------------------
create temp table many as select try.as_user('seller_one', format($q$ select kontor.save_many('[
    {"entity": "partner", "id": "%1$s", "version": 0, "changes": {"name": "Quick GmbH"}},
    {"entity": "legal_entity", "id": "%2$s", "version": 0, "changes": {"name": "Quick GmbH", "tax_number": "DE1", "partner_id": "%1$s"}},
    {"entity": "person", "id": "%3$s", "version": 0, "changes": {"name": "Quick Person", "partner_id": "%1$s", "legal_entity_id": "%2$s"}}]', '%4$s', 'New client') $q$,
    try.id(121), try.id(122), try.id(123), try.id(903)))::jsonb as j;
select is(j ->> 'status', 'saved', 'R4: partner, legal entity and person in one save') from many;
select is(jsonb_array_length(j -> 'rows'), 3, 'an answer for each row') from many;
select is(count(*), 3::bigint, 'one operation in the history') from kontor.history where operation = try.id(903);
select is(title, 'New client', 'with what the person did') from kontor.operation where id = try.id(903);

select is(try.as_user('seller_one', format($q$ select kontor.save_many('[
    {"entity": "partner", "id": "%s", "version": 0, "changes": {"name": "Half"}},
    {"entity": "partner", "id": "%s", "version": 1, "changes": {"city": "Linz"}}]', null, 'x') ->> 'status' $q$, try.id(131), try.id(101))),
  'conflict', 'one conflict');
select is(count(*), 0::bigint, 'and nothing of it is written') from kontor.partner where id = try.id(131);
select matches(try.as_user('seller_one', format($q$ select kontor.save_many('[
    {"entity": "partner", "id": "%s", "version": 0, "changes": {"name": "Half"}},
    {"entity": "person", "id": "%s", "version": 0, "changes": {"name": "", "partner_id": "%s"}}]', null, 'x') $q$, try.id(131), try.id(132), try.id(131))),
  '^23502', 'one mistake');
select is(count(*), 0::bigint, 'and nothing of it is written') from kontor.partner where id = try.id(131);

-- What it refuses --------------------------------------------------------------------------
select is(try.save('seller_two', 'partner', 101, 8, '{"city": "Bonn"}') ->> 'status', '42501', 'another''s partner');
select is(try.save('head_b', 'partner', 101, 8, '{"city": "Bonn"}') ->> 'status', '42501', 'another team''s partner');
select is(try.save('stranger', 'partner', 101, 8, '{"city": "Bonn"}') ->> 'status', '42501', 'a stranger');
select is(try.save('seller_two', 'person', 141, 0, format('{"name": "Spy", "partner_id": "%s"}', try.id(101))::jsonb) ->> 'status', '42501',
          'a child is not hung on a hidden parent');
select is(try.save('seller_two', 'person', 141, 0, format('{"name": "Spy", "partner_id": "%s"}', try.id(101))::jsonb) ->> 'message',
          try.save('seller_two', 'person', 141, 0, format('{"name": "Spy", "partner_id": "%s"}', try.id(999))::jsonb) ->> 'message',
          'hidden and missing get the same words');
select is(try.save('seller_one', 'partner', 101, 8, format('{"manager_id": "%s"}', try.id(12))::jsonb) ->> 'status', '42501', 'a seller gives no client away');
select is(try.save('head_a', 'partner', 101, 8, format('{"manager_id": "%s"}', try.id(13))::jsonb) ->> 'status', '42501', 'a head none to another team');
select is(try.save('seller_one', 'partner', 151, 0, format('{"name": "x", "manager_id": "%s"}', try.id(13))::jsonb) ->> 'status', '42501', 'nor a new one');
select is(try.save('seller_one', 'partner', 101, 8, '{"version": 99}') ->> 'status', '42501', 'the version is the server''s');
select is(try.save('seller_one', 'partner', 101, 8, '{"created_by": null, "team_id": "00000000-0000-7000-8000-000000000002"}') ->> 'status', '42501', 'so is the team');
select is(try.save('seller_one', 'partner', 101, 8, '{"nonsense": 1}') ->> 'status', '22023', 'an unknown field');
select is(try.save('seller_one', 'nonsense', 101, 8, '{}') ->> 'status', '22023', 'an unknown entity');
select is(try.save('seller_one', 'history', 101, 0, '{"entity": "x"}') ->> 'status', '22023', 'a table that is no entity');
select is(try.save('seller_one', 'engine_word', 101, 0, '{"word": "x"}') ->> 'status', '22023', 'nor the engine''s word');
select is(try.save('seller_one', 'partner"; drop table kontor.partner; --', 101, 0, '{}') ->> 'status', '22023', 'nor anything else as a name');
select is(try.save('seller_one', 'partner', 101, 8, '{"kind": "ghost"}') ->> 'status', '23514', 'a value that may not be');
select is(try.save('seller_one', 'partner', 101, 8, '[]') ->> 'status', '22023', 'changes that are no changes');
select is(try.save('seller_one', 'partner', 101, 999, '{"city": "x"}') ->> 'status', '22023', 'a version from the future');
select is(try.save('seller_one', 'team', 161, 0, '{"name": "My own team"}') ->> 'status', '42501', 'a seller makes no team');
select is(try.save('head_a', 'stage', 161, 0, '{"name": "My stage"}') ->> 'status', '42501', 'a head no stage');
select is(try.save('chief', 'stage', 161, 0, '{"name": "Our stage", "position": 99}') ->> 'status', 'saved', 'R53: an administrator does');
select is(try.save('seller_one', 'region', 162, 0, '{"name": "Sandžak"}') ->> 'status', 'saved', 'R12: directories are everybody''s');
select is(try.save('chief', 'process', 163, 0, '{"name": "x"}') ->> 'status', '42501', 'nobody makes a process by hand');
select is(try.save('seller_one', 'employee', 11, 1, '{"role": "administrator"}') ->> 'status', '42501', 'nobody promotes himself');
select is(try.save('chief', 'employee', 11, 1, '{"role": "administrator"}') ->> 'status', 'KO001', 'nor is anybody promoted past the server''s logins');
select is(try.as_user('seller_one', 'set kontor.operation = ''00000000-0000-7000-8000-000000000901''; select kontor.me()'), try.id(11)::text, 'a forged setting');
select matches(try.as_user('seller_one', 'select set_config(''kontor.client_version'', ''0'', true), kontor.save(''partner'', ''00000000-0000-7000-8000-000000000171'', 0, ''{"name": "Old"}'', null)'),
  '^KO002', 'a program older than the database is told so');

-- Views: one's own, shared, shipped
select is(try.save('seller_one', 'view', 181, 0, '{"entity": "partner", "name": "Mine", "definition": {"condition": {}}}') ->> 'status', 'saved', 'R118: a view');
select is(manager_id, try.id(11), 'belongs to its maker') from kontor.view where id = try.id(181);
select is(try.as_user('seller_two', 'select count(*) from kontor.view where id = ''00000000-0000-7000-8000-000000000181'''), '0', 'and is seen by nobody else');
select is(try.save('seller_one', 'view', 181, 1, '{"shared": true}') ->> 'status', 'saved', 'until it is shared');
select is(try.as_user('seller_two', 'select count(*) from kontor.view where id = ''00000000-0000-7000-8000-000000000181'''), '1', 'then by all');
select is(try.save('seller_two', 'view', 181, 2, '{"name": "Yours"}') ->> 'status', '42501', 'who may not change it');
select cmp_ok((try.as_user('seller_one', 'select count(*) from kontor.view where manager_id is null'))::integer, '>', 10, 'R119 R121 R122: views are shipped');
select alike(try.as_user('seller_one', $$select kontor.count_statement('partner', definition->'condition', null) from kontor.view where name = 'Leads'$$),
             '% where %relations%lead%', 'R7: leads have a list of their own');

-- Removing and undoing (D1) -----------------------------------------------------------------
create temp table before as select to_jsonb(p) - array['version', 'changed_at', 'changed_by'] as partner from kontor.partner p where id = try.id(121);
select is(try.as_user('seller_two', format('select kontor.remove(''partner'', %L, 1, null)', try.id(121))) ~ '^42501', true, 'nobody removes another''s');
select is((try.as_user('seller_one', format('select kontor.remove(''partner'', %L, 1, %L)', try.id(121), try.id(911))))::jsonb ->> 'status', 'saved', 'removed');
select is(count(*), 0::bigint, 'with its children') from kontor.person where partner_id = try.id(121);
select is(try.as_user('seller_two', format('select kontor.undo(%L, null)', try.id(911))) ~ '^42501', true, 'nobody undoes another''s action');
select is(try.as_user('seller_one', format('select kontor.undo(%L, %L)', try.id(911), try.id(912)))::jsonb,
          '{"restored": 3, "conflicts": []}'::jsonb, 'D1: undone');
select is((select to_jsonb(p) - array['version', 'changed_at', 'changed_by'] from kontor.partner p where id = try.id(121)), partner, 'as it was') from before;
select is(legal_entity_id, try.id(122), 'with its links') from kontor.person where id = try.id(123);
select cmp_ok(version, '>', 1::bigint, 'and its versions go on') from kontor.partner where id = try.id(121);
select is(try.as_user('seller_one', format('select kontor.undo(%L, %L)', try.id(911), try.id(912)))::jsonb,
          '{"restored": 3, "conflicts": []}'::jsonb, 'the same undo again: the first answer');
select matches(try.as_user('seller_one', format('select kontor.undo(%L, %L)', try.id(911), try.id(913))), '^KO001', 'a second undo is refused');

select is(try.save('seller_one', 'partner', 111, 1, '{"city": "Ulm", "note": "x"}', 914) ->> 'status', 'saved', 'an edit');
select is(try.save('seller_one', 'partner', 111, 2, '{"website": "w"}') ->> 'status', 'saved', 'and another of other fields');
select is(try.as_user('seller_one', format('select kontor.undo(%L, null)', try.id(914)))::jsonb ->> 'restored', '1', 'D1: the first is undone');
select is(coalesce(city, '-') || coalesce(note, '-') || website, '--w', 'and the second stays') from kontor.partner where id = try.id(111);
select is(try.save('seller_one', 'partner', 111, 4, '{"city": "Ulm"}', 915) ->> 'status', 'saved', 'an edit');
select is(try.save('seller_one', 'partner', 111, 5, '{"city": "Trier"}') ->> 'status', 'saved', 'and another of the same field');
select is(try.as_user('seller_one', format('select kontor.undo(%L, null)', try.id(915)))::jsonb,
          jsonb_build_object('restored', 0, 'conflicts', jsonb_build_array(jsonb_build_object('entity', 'partner', 'id', try.id(111), 'title', 'Once'))),
          'D1: what was changed since is named and left alone');
select is(city, 'Trier', 'left alone') from kontor.partner where id = try.id(111);

select is(try.save('seller_one', 'partner', 191, 0, '{"name": "Mistake"}', 916) ->> 'status', 'saved', 'something new');
select is(try.as_user('seller_one', format('select kontor.undo(%L, null)', try.id(916)))::jsonb ->> 'restored', '1', 'D1: undone');
select is(count(*), 0::bigint, 'is gone') from kontor.partner where id = try.id(191);

-- Handing over
select is(try.save('head_a', 'partner', 121, (select version from kontor.partner where id = try.id(121)),
                   format('{"manager_id": "%s"}', try.id(12))::jsonb, 917) ->> 'status', 'saved', 'R128: a head hands a client over');
select is(array_agg(distinct manager_id), array[try.id(12)], 'with everything that hangs on it')
from (select manager_id from kontor.person where partner_id = try.id(121) union all
      select manager_id from kontor.legal_entity where partner_id = try.id(121)) c;
select is(try.as_user('seller_one', format('select count(*) from kontor.person where partner_id = %L', try.id(121))), '0', 'the old manager sees it no more');
select is(try.as_user('head_a', format('select kontor.undo(%L, null)', try.id(917)))::jsonb -> 'conflicts', '[]'::jsonb, 'D1: undone');
select is(array_agg(distinct manager_id), array[try.id(11)], 'everything is back with the old one')
from (select manager_id from kontor.person where partner_id = try.id(121) union all
      select manager_id from kontor.partner where id = try.id(121)) c;
update kontor.employee set team_id = try.id(2) where id = try.id(11);
select is(array_agg(distinct team_id), array[try.id(2)], 'whoever changes the team takes the records along')
from (select team_id from kontor.person where manager_id = try.id(11) union all select team_id from kontor.partner where manager_id = try.id(11)) c;
update kontor.employee set team_id = try.id(1) where id = try.id(11);

-- Rights taken away while signed in
update kontor.employee set active = false where id = try.id(11);
select is(try.as_user('seller_one', 'select count(*) from kontor.partner'), '0', 'one who was deactivated sees nothing');
select is(try.as_user('seller_one', 'select count(*) from kontor.region'), '0', 'not even directories');
select is(try.save('seller_one', 'partner', 195, 0, '{"name": "Late"}') ->> 'status', '42501', 'and writes nothing');
update kontor.employee set active = true where id = try.id(11);

-- What a desk remembers
select is(try.state('seller_one', 'select kontor.remember(''window'', ''{"width": 1000}'')'), '00000', 'a desk remembers');
select is(try.as_user('seller_one', 'select value ->> ''width'' from kontor.recall(''win'')'), '1000', 'and recalls');
select is(try.as_user('seller_two', 'select count(*) from kontor.recall('''')'), '0', 'its own only');

select * from finish();
