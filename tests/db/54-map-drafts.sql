-- Two people on one draft, and what the rules of a map say of one record: R74, R85.
begin;
set local client_min_messages = warning;
select no_plan();
grant usage on schema try to public;

create function pg_temp.graph(p_name text) returns jsonb language sql as $$
  select jsonb_build_object('points', jsonb_build_array('{"key": "s", "kind": "start", "name": "Start"}'::jsonb,
    jsonb_build_object('key', 'a', 'kind', 'action', 'name', $1, 'performer', '{"kind": "author"}'::jsonb), '{"key": "e", "kind": "end", "name": "End"}'::jsonb),
    'flows', '[{"key": "1", "from": "s", "to": "a"}, {"key": "2", "from": "a", "to": "e"}]'::jsonb) $$;
do $$ begin execute format('grant usage on schema %I to public', (select nspname from pg_namespace where oid = pg_my_temp_schema())); end $$;
insert into kontor.route_map (id, name, subject) values (try.id(8200), 'Drawn by two', 'deal');

create function pg_temp.keep(p_login text, p_base text, p_version text, p_name text) returns jsonb language plpgsql as $$
declare v_answer text := try.as_user(p_login, format('select kontor.keep_map_draft(%L, %s, %s, %L)', try.id(8200),
  coalesce(quote_literal(p_base), 'null'), coalesce(p_version, 'null'), pg_temp.graph(p_name)));
begin
  return case when v_answer ~ '^\{' then v_answer::jsonb else jsonb_build_object('status', left(v_answer, 5)) end;
end $$;

select is(pg_temp.keep('seller_one', null, null, 'Mine')->>'status', '42501', 'R74 only administrators draw');
create temporary table first as select pg_temp.keep('chief', null, null, 'Check') as answer;
select is((select answer->>'status' from first), 'saved', 'R74 the first gesture makes the draft');
select is((select answer->>'number' from first), '1', 'it is the draft of the first version');

create temporary table second as select pg_temp.keep('chief', answer->>'id', answer->>'version', 'Check twice') as answer from first;
select is((select answer->>'status' from second), 'saved', 'who stands on the newest state writes');
create temporary table late as select pg_temp.keep('chief', answer->>'id', answer->>'version', 'Written over') as answer from first;
select is((select answer->>'status' from late), 'changed', 'R74 who stands on an older state writes nothing');
select is((select answer->'graph'->'points'->1->>'name' from late), 'Check twice', 'and gets the newest state to put both together');
select is((select answer->>'version' from late), (select answer->>'version' from second), 'with the version to stand on then');
select is((select v.graph->'points'->1->>'name' from kontor.route_map_version v where v.map_id = try.id(8200)), 'Check twice', 'nothing is lost');
select is(pg_temp.keep('chief', null, null, 'From nothing')->>'status', 'changed', 'nobody begins a map anew that was drawn meanwhile');

select kontor.engine_publishes((select (answer->>'id')::uuid from second));
create temporary table published as select v.id, v.version from kontor.newest_map_version(try.id(8200)) v;
create temporary table third as select pg_temp.keep('chief', id::text, version::text, 'Check thrice') as answer from published;
select is((select answer->>'status' || ' ' || (answer->>'number') from third), 'saved 2', 'on a published version the next draft begins');
select is((select v.graph->'points'->1->>'name' from kontor.route_map_version v where v.id = (select id from published)), 'Check twice',
  'R75 the published version stays as it is');

select is(try.as_user('chief', format('select kontor.map_draft_problems(%L)', (select answer->>'id' from third))), '0', 'a sound draft has no problems');
update kontor.route_map_version v set graph = '{"points": [{"key": "s", "kind": "start"}], "flows": []}' where v.id = (select (answer->>'id')::uuid from third);
select cmp_ok(try.as_user('chief', format('select kontor.map_draft_problems(%L)', (select answer->>'id' from third)))::integer, '>', 0, 'R78 what holds a draft back is counted');
select is(try.as_user('seller_one', format('select kontor.map_draft_problems(%L)', (select answer->>'id' from third))), null, 'for those who draw');

-- What cannot run as it is set, told of a drawing that is not kept yet.
create function pg_temp.settings(p_login text, p_map integer, p_point text) returns text language sql as $$
  select try.as_user($1, format('select coalesce(string_agg(p.code || '' '' || array_to_string(p.points, '' '') || '' '' || p.message, ''; ''), ''none'')'
    ' from kontor.draft_setting_problems(%L, %L) p', try.id($2),
    jsonb_build_object('points', jsonb_build_array('{"key": "s", "kind": "start"}'::jsonb, $3::jsonb, '{"key": "e", "kind": "end"}'::jsonb), 'flows', '[]'::jsonb))) $$;
select is(pg_temp.settings('chief', 8200, '{"key": "a", "kind": "action", "name": "Do", "performer": {"kind": "field", "path": "partner_id.region_id"}}'),
  'performer a The performer of "Do" is a field that names no employee.', 'R78 a performer who cannot be found is told while one draws');
select is(pg_temp.settings('chief', 8200, '{"key": "a", "kind": "action", "name": "Do", "performer": {"kind": "author"}}'), 'none', 'nothing of what can run');
select is(pg_temp.settings('chief', 8200, '{"key": "a", "kind": "action", "name": "Do", "stage": "gone"}'),
  'stage a The stage of "Do" is not known.', 'a stage that is not there');
select is(pg_temp.settings('chief', 8200, '{"key": "c", "kind": "condition", "name": "Large?", "condition": {"field": "no_such", "is": 1}}') ~ '^condition c "Large\?": the rule cannot be asked', true,
  'a rule that cannot be asked');
-- Rules of lines, told at the point that asks, each once however many lines ask the same.
create function pg_temp.asks(p_condition jsonb, p_kind text) returns text language sql as $$
  select coalesce(string_agg(array_to_string(p.points, ' ') || ' ' || left(p.message, 41), '; '), 'none') from kontor.map_setting_problems(try.id(8200),
    jsonb_build_object('points', jsonb_build_array('{"key": "s", "kind": "start"}'::jsonb, jsonb_build_object('key', 'c', 'kind', $2, 'name', 'Large?'),
        '{"key": "d", "kind": "choice", "name": "Small?"}'::jsonb, '{"key": "e", "kind": "end"}'::jsonb),
      'flows', jsonb_build_array(jsonb_build_object('key', '1', 'from', 'c', 'to', 'd', 'condition', $1),
        jsonb_build_object('key', '2', 'from', 'd', 'to', 'e', 'condition', $1), jsonb_build_object('key', '3', 'from', 'd', 'to', 'e', 'condition', '{"field": "amount", "above": 5}'::jsonb)))) p $$;
select is(pg_temp.asks('{"field": "amount", "above": 10}', 'condition'), 'none', 'R78 lines that ask what can be asked');
select is(pg_temp.asks('{"field": "no_such", "is": 1}', 'condition'), 'c "Large?": the rule cannot be asked: unkno; d "Small?": the rule cannot be asked: unkno',
  'R78 a rule that cannot be asked is told at every point whose lines ask it');
select is(pg_temp.asks('{"field": "no_such", "is": 1}', 'action'), 'd "Small?": the rule cannot be asked: unkno', 'but not where lines ask nothing');
select is(left(pg_temp.settings('seller_one', 8200, '{}'), 5), '42501', 'to who draws');
select is(left(pg_temp.settings('chief', 8299, '{}'), 5), 'KO001', 'of a map that there is');
select is(left(try.as_user('chief', format('select kontor.draft_setting_problems(%L, ''[]'')', try.id(8200))), 5), 'KO001', 'and of nothing else');

-- Templates of points.
create function pg_temp.template(p_login text, p_id integer, p_piece text) returns text language sql as $$
  select try.save($1, 'map_template', $2, 0, jsonb_build_object('name', 'Ask twice', 'piece', $3::jsonb))->>'status' $$;
select is(pg_temp.template('seller_one', 8220, '{"points": [{"key": "a", "kind": "action"}], "flows": []}'), '42501', 'R74 who may not draw maps keeps no template');
select is(pg_temp.template('chief', 8220, '{"points": [{"key": "a", "kind": "action"}], "flows": []}'), 'saved', 'R74 who draws keeps a template');
select is(pg_temp.template('chief', 8221, '{"points": [], "flows": []}'), '23514', 'of something');
select is(pg_temp.template('chief', 8221, '["a"]'), '23514', 'that is a piece of a map');
select is(try.as_user('seller_one', 'select name from kontor.map_template'), 'Ask twice', 'everybody may know of it');

-- Pictures on maps.
select is(left(try.as_user('seller_one', $$select kontor.map_picture_store('\x89504e470d0a1a0a00')$$), 5), '42501', 'R74 who may not draw maps brings no picture');
select is(try.as_user('chief', $$select kontor.map_picture_store('\x89504e470d0a1a0a00')$$), encode(sha256('\x89504e470d0a1a0a00'), 'hex'), 'R74 a picture is called by what it contains');
select is(try.as_user('chief', $$select kontor.map_picture_store('\x89504e470d0a1a0a00')$$), encode(sha256('\x89504e470d0a1a0a00'), 'hex'), 'and kept once');
select is((select count(*) || ' ' || min(mime) from kontor.map_picture), '1 image/png', 'as what it is');
select is(left(try.as_user('chief', $$select kontor.map_picture_store('MZ a program')$$), 5), 'KO001', 'nothing else is kept');
select is(left(try.as_user('chief', $$select kontor.map_picture_store('\x89504e470d0a1a0a'::bytea || convert_to(repeat('x', 1000000), 'UTF8'))$$), 5), 'KO001', 'and nothing too large');
select is(try.as_user('seller_one', $$select kontor.map_picture(encode(sha256('\x89504e470d0a1a0a00'), 'hex'))$$), '\x89504e470d0a1a0a00', 'everybody who looks at a map sees its pictures');
select is(try.as_user('seller_one', 'select count(*) from kontor.map_picture'), '42501 permission denied for table map_picture', 'by the function only');

-- What people say of a map.
create function pg_temp.says(p_login text, p_point text, p_answers text, p_text text) returns text language sql as $$
  select try.as_user($1, format('select kontor.comment_on_map(%L, %L, %L, %L)', try.id(8200), $2, $3, $4)) $$;
create temporary table said as select pg_temp.says('seller_one', 'a', null, ' Who checks this? ') as id;
select is((select c.point || ' ' || c.text || ' ' || (c.created_by = try.id(11)) from kontor.map_comment c), 'a Who checks this? true', 'R74 everybody may say something of a map');
select is(try.as_user('seller_three', 'select text from kontor.map_comment'), 'Who checks this?', 'and everybody reads it');
create temporary table answered as select pg_temp.says('chief', null, (select id from said), 'The head does.') as id;
select is((select c.point is null and c.answers = (select id::uuid from said) from kontor.map_comment c where c.id = (select id::uuid from answered)), true, 'it is answered');
select is(left(pg_temp.says('chief', null, (select id from answered), 'Deeper'), 5), 'KO001', 'an answer is not answered again');
select is(left(pg_temp.says('chief', 'a', null, '  '), 5), 'KO001', 'nothing is no comment');
select is(left(try.as_user('seller_two', format('select kontor.settle_map_comment(%L, true)', (select id from said))), 5), '42501', 'who neither wrote it nor draws does not settle it');
select is(try.as_user('seller_one', format('select kontor.settle_map_comment(%L, true)', (select id from said))), '{"status": "saved"}', 'R74 who wrote it settles it');
select is((select c.settled_by from kontor.map_comment c where c.id = (select id::uuid from said)), try.id(11), 'and it is known who did');
select isnt(pg_temp.says('seller_two', null, (select id from said), 'Not yet.'), null, 'another answer');
select is((select c.settled_at from kontor.map_comment c where c.id = (select id::uuid from said)), null, 'opens it again');
select is(try.as_user('chief', format('select kontor.settle_map_comment(%L, true)', (select id from said))), '{"status": "saved"}', 'who draws settles it too');
select is(left(try.as_user('chief', format('select kontor.remove_map_comment(%L)', (select id from said))), 5), '42501', 'nobody deletes what another one said');
select is(left(try.as_user('seller_one', format('select kontor.remove_map_comment(%L)', (select id from said))), 5), 'KO001', 'nor the answers of others with one''s own');
select is(try.as_user('chief', format('select kontor.remove_map_comment(%L)', (select id from answered))), '{"status": "removed"}', 'one''s own answer goes');
select is(left(try.as_user('chief', 'update kontor.map_comment set text = text'), 5), '42501', 'past the doors nothing is written');
select is(try.save('chief', 'map_comment', 8230, 0, jsonb_build_object('map_id', try.id(8200), 'text', 'By the door of records'))->>'status', '42501', 'nor through the one of records');
select is((select count(*) from kontor.change_log l where l.entity = 'map_comment' and l.everybody) > 0, true, 'R74 the other desks hear of it');

-- What was said is taken back like everything else that is saved: D1.
create function pg_temp.does(p_login text, p_sql text, p_operation integer) returns text language sql as $$
  select try.as_user($1, format('select kontor.%s, %L)', $2, try.id($3))) $$;
create function pg_temp.undoes(p_login text, p_operation integer, p_new integer) returns text language plpgsql as $$
declare v_answer text := try.as_user(p_login, format('select kontor.undo(%L, %L)', try.id(p_operation), try.id(p_new)));
begin
  return case when v_answer ~ '^\{' then format('%s put back, %s not', v_answer::jsonb->>'restored', jsonb_array_length(v_answer::jsonb->'conflicts'))
              else left(v_answer, 5) end;
end $$;
create function pg_temp.talk() returns text language sql as $$
  select coalesce(string_agg(c.text || case when c.settled_at is not null then ' (settled)' else '' end, ', ' order by c.text), '')
    from kontor.map_comment c where c.text in ('First', 'Second', 'Third') $$;

select isnt(pg_temp.does('seller_one', format('comment_on_map(%L, ''a'', null, ''First''', try.id(8200)), 8240), null, 'something is said');
select is(pg_temp.undoes('seller_two', 8240, 8241), '42501', 'D1 nobody takes back what another one said');
select is(pg_temp.undoes('seller_one', 8240, 8241) || ': ' || pg_temp.talk(), '1 put back, 0 not: ', 'D1 who said it takes it back');

create temporary table two as select pg_temp.does('seller_one', format('comment_on_map(%L, ''a'', null, ''First''', try.id(8200)), 8242) as id;
select isnt(pg_temp.does('seller_one', format('comment_on_map(%L, null, %L, ''Second''', try.id(8200), (select id from two)), 8243), null, 'with an answer of one''s own');
select is(pg_temp.does('seller_one', format('remove_map_comment(%L', (select id from two)), 8244), '{"status": "removed"}', 'it is deleted');
select is(pg_temp.talk(), '', 'with its answer');
select is(pg_temp.undoes('seller_one', 8244, 8245) || ': ' || pg_temp.talk(), '2 put back, 0 not: First, Second', 'D1 and comes back with it');
select is((select c.created_by from kontor.map_comment c where c.id = (select id::uuid from two)), try.id(11), 'as said by who said it');

select is(pg_temp.does('chief', format('settle_map_comment(%L, true', (select id from two)), 8246), '{"status": "saved"}', 'it is settled');
select is(pg_temp.undoes('chief', 8246, 8247) || ': ' || pg_temp.talk(), '1 put back, 0 not: First, Second', 'D1 that is taken back');
select is(pg_temp.does('chief', format('settle_map_comment(%L, true', (select id from two)), 8248), '{"status": "saved"}', 'it is settled again');
select isnt(pg_temp.does('seller_two', format('comment_on_map(%L, null, %L, ''Third''', try.id(8200), (select id from two)), 8249), null, 'and answered by somebody else');
select is(pg_temp.talk(), 'First, Second, Third', 'which opens it');
select is(pg_temp.undoes('seller_two', 8249, 8250) || ': ' || pg_temp.talk(), '2 put back, 0 not: First (settled), Second', 'D1 who takes the answer back leaves it settled');

create temporary table three as select pg_temp.does('seller_one', format('comment_on_map(%L, ''a'', null, ''Third''', try.id(8200)), 8251) as id;
select isnt(pg_temp.does('seller_two', format('comment_on_map(%L, null, %L, ''To the third''', try.id(8200), (select id from three)), 8254), null, 'where others have answered');
select is(pg_temp.undoes('seller_one', 8251, 8252), '0 put back, 1 not', 'D1 nothing is taken back with what they said');
select is(pg_temp.undoes('chief', 8251, 8253) || ': ' || pg_temp.talk(), '0 put back, 1 not: First (settled), Second, Third', 'by nobody');

-- What the rules say of one record.
insert into kontor.partner (id, name, manager_id) values (try.id(8201), 'Adria Metal', try.id(11)), (try.id(8202), 'Istanbul Cam', try.id(13));
insert into kontor.deal (id, name, partner_id, manager_id, amount) values (try.id(8210), 'Large', try.id(8201), try.id(11), 5000),
  (try.id(8211), 'Small', try.id(8201), try.id(11), 10), (try.id(8212), 'Hidden', try.id(8202), try.id(13), 5000);
create function pg_temp.rules(p_login text, p_deal integer) returns text language sql as $$
  select try.as_user($1, format('select kontor.map_rules_of(%L, ''deal'', %L)',
    '{"points": [{"key": "c", "kind": "condition", "condition": {"field": "amount", "above": 1000}}, {"key": "b", "kind": "condition", "condition": {"field": "no_such", "is": 1}},
                 {"key": "q", "kind": "condition", "question": "Agreed?"}],
      "flows": [{"key": "f", "from": "c", "to": "b", "condition": {"field": "amount", "below": 100}}]}', try.id($2))) $$;
select is(pg_temp.rules('seller_one', 8210)::jsonb - 'b', '{"c": true, "f": false}', 'R85 the rules of points and lines are tried on the record');
select is(pg_temp.rules('seller_one', 8211)::jsonb - 'b', '{"c": false, "f": true}', 'and say something else of another');
select matches(pg_temp.rules('seller_one', 8210)::jsonb->>'b', 'no_such', 'R85 a rule that cannot be tried is told in words, and the rest is tried all the same');
select is(pg_temp.rules('seller_one', 8212)::jsonb - 'b', '{"c": null, "f": null}', 'nothing is said of a record that one may not see');
select is(left(try.as_user('chief', 'select kontor.map_rules_of(''[]'', ''deal'', null)'), 5), 'KO001', 'what is no map is refused');
-- A Saturday
select is(try.as_user('seller_one', $q$select kontor.map_moment('{"kind": "action", "due_hours": 8}', '2026-11-21 10:00') > '2026-11-23 12:00'$q$), 'true', 'R85: a deadline is tried out in working time');
select is(try.as_user('seller_one', $q$select kontor.map_moment('{"kind": "timer", "wait_hours": 8}', '2026-11-21 10:00') = '2026-11-21 18:00'$q$), 'true', 'and a timer by the clock');
select is(try.as_user('seller_one', $q$select kontor.map_moment('{"kind": "timer", "wait_hours": 8, "wait_clock": "working"}', '2026-11-21 10:00') > '2026-11-23 12:00'$q$), 'true', 'unless it counts working hours');
select is(try.state('stranger', $q$select kontor.map_moment('{"kind": "timer"}', now())$q$), '42501', 'not for strangers');

select * from finish();
rollback;
