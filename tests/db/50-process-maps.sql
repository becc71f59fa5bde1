-- What a map must be before it may be walked: R74, R75, R76, R78.
begin;
set local client_min_messages = warning;
create extension if not exists pgtap;
select no_plan();

-- A small map written as text: "kind key; ..." and "from>to answer; ...".
create function pg_temp.map(p_points text, p_flows text) returns jsonb language sql as $$
  select jsonb_build_object(
    'points', (select jsonb_agg(jsonb_build_object('kind', a[1], 'key', a[2], 'name', a[2], 'x', 0, 'y', 0)
                 || case when a[1] = 'condition' then '{"answers":[{"key":"yes","text":"Yes"},{"key":"no","text":"No"}]}'::jsonb else '{}' end)
                 from (select regexp_split_to_array(trim(s), '\s+') a from regexp_split_to_table(p_points, ';') s) q),
    'flows', (select jsonb_agg(jsonb_build_object('key', 'f' || n, 'from', split_part(a[1], '>', 1), 'to', split_part(a[1], '>', 2), 'answer', a[2]))
                from (select regexp_split_to_array(trim(s), '\s+') a, n from regexp_split_to_table(p_flows, ';') with ordinality r (s, n)) q)) $$;
create function pg_temp.codes(p_graph jsonb) returns text language sql as $$
  select coalesce(string_agg(distinct q.code, ' ' order by q.code), 'sound') from kontor.map_problems(p_graph) q where q.severity = 'error' $$;

select is(pg_temp.codes(pg_temp.map('start s; action a; end e', 's>a; a>e')), 'sound', 'three points in a row are sound');
select is(pg_temp.codes((select graph from kontor.route_map_version v join kontor.route_map m on m.id = v.map_id
                          where m.name = 'Sale' and m.built_in limit 1)), 'sound', 'R77: the shipped map is sound');
select is(pg_temp.codes('[]'), 'unreadable', 'a list is no map');
select is(pg_temp.codes(pg_temp.map('action a; end e', 'a>e')), 'no-way-in start', 'without a start');
select is(pg_temp.codes(pg_temp.map('start s; action a', 's>a')), 'end no-way-out', 'without an end');
select is(pg_temp.codes(pg_temp.map('start s; start t; end e', 's>e; t>e')), 'start', 'with two starts');
select is(pg_temp.codes(pg_temp.map('start s; action a; action b; end e', 's>a; a>e; b>e')), 'no-way-in', 'with a point nobody comes to');
select is(pg_temp.codes(pg_temp.map('start s; action a; action b; action c; end e', 's>a; a>e; b>c; c>b')), 'no-end unreachable',
  'with an island');
select is(pg_temp.codes(pg_temp.map('start s; action a; action b; end e', 's>a; a>b; a>e; b>e')), 'several-ways-out', 'a fork without a point');
select is(pg_temp.codes(pg_temp.map('start s; condition c; action a; end e', 's>c; c>a yes; a>e; c>e')), 'answer-missing answer-unknown',
  'an answer without a line');
select is(pg_temp.codes(pg_temp.map('start s; condition c; action a; end e', 's>c; c>a yes; a>e; c>e no')), 'sound', 'a condition');
select is(pg_temp.codes(pg_temp.map('start s; condition c; action a; action b; end e', 's>c; c>a yes; a>e; c>b no; b>c')), 'sound', 'a loop');
select is(pg_temp.codes(pg_temp.map('start s; split x; action a; action b; merge m; end e', 's>x; x>a; x>b; a>m; b>m; m>e')), 'sound',
  'R76: split and merge');
select is(pg_temp.codes(pg_temp.map('start s; split x; split y; action a; action b; action d; merge m; merge n; condition c; end e',
  's>x; x>y; x>a; y>b; y>d; b>m; d>m; m>n; a>n; n>c; c>x no; c>e yes')), 'sound', 'R76: a split within a split and a loop around both');
select alike(pg_temp.codes(pg_temp.map('start s; split x; action a; action b; action c; end e', 's>x; x>a; x>b; a>c; b>c; c>e')), '%twice%',
  'a split whose ways meet without a merge');
select is(pg_temp.codes(pg_temp.map('start s; split x; action a; action b; end e; end f', 's>x; x>a; x>b; a>e; b>f')), 'sound',
  'parallel ways that each have an end of their own');
select is(pg_temp.codes(pg_temp.map('start s; split x; action a; action b; end e', 's>x; x>a; x>b; a>e; b>e')), 'left-over',
  'parallel ways that come to the same end');
select is(pg_temp.codes(pg_temp.map('start s; condition c; action a; action b; merge m; end e', 's>c; c>a yes; c>b no; a>m; b>m; m>e')), 'sound',
  'a merge behind a condition waits for the one that comes');
select is(pg_temp.codes(pg_temp.map(
  'start s; split x; action a; action b; merge m; merge n; end e', 's>x; x>a; x>b; a>m; n>m; b>n; m>n; n>e')), 'several-ways-out',
  'a merge has one way out');

create temporary table t (name text primary key, id uuid);
grant all on t to public;
insert into t values ('map', '00000000-0000-7000-8000-0000000f0001');
insert into kontor.route_map (id, name) select id, 'Short' from t;

set session authorization seller_one;
select throws_ok(format('select kontor.save_map_draft(%L, %L)', (select id from t where name = 'map'), pg_temp.map('start s; end e', 's>e')),
  '42501', null, 'sellers do not draw maps');
set session authorization chief;
insert into t select 'draft', kontor.save_map_draft((select id from t where name = 'map'), pg_temp.map('start s; action a; end e', 's>a'), 'first');
select throws_ok(format('select kontor.publish_map(%L)', (select id from t where name = 'draft')), 'KO001', null, 'an unsound map is not published');
select is(kontor.save_map_draft((select id from t where name = 'map'), pg_temp.map('start s; action a; end e', 's>a; a>e')),
  (select id from t where name = 'draft'), 'the draft stays one draft');
select is(kontor.publish_map((select id from t where name = 'draft'))->>'number', '1', 'R74: a sound one is');
select isnt(kontor.save_map_draft((select id from t where name = 'map'), pg_temp.map('start s; action b; end e', 's>b; b>e')),
  (select id from t where name = 'draft'), 'the next draft is a version of its own');
reset session authorization;
select throws_ok(format($$update kontor.route_map_version set graph = '{}' where id = %L$$, (select id from t where name = 'draft')), 'KO001', null,
  'a published version never changes');
select throws_ok($$update kontor.route_map_version set state = 'published' where state = 'draft'$$, 'KO001', null,
  'nor is one published without its check');

-- Points that work by themselves
insert into kontor.partner (id, name, manager_id) values ('00000000-0000-7000-8000-0000000f0002', 'P', '00000000-0000-7000-8000-000000000011');
insert into kontor.deal (id, name, partner_id, manager_id, amount) values
  ('00000000-0000-7000-8000-0000000f0003', 'D', '00000000-0000-7000-8000-0000000f0002', '00000000-0000-7000-8000-000000000011', 500),
  ('00000000-0000-7000-8000-0000000f0004', 'E', '00000000-0000-7000-8000-0000000f0002', '00000000-0000-7000-8000-000000000011', 50000);
set session authorization chief;
insert into t select 'rules', kontor.save_map_draft((select id from t where name = 'map'), '{"points": [
  {"key": "s", "kind": "start", "name": "Start"},
  {"key": "c", "kind": "condition", "name": "Large?", "condition": {"field": "amount", "above": 10000}},
  {"key": "p", "kind": "processing", "name": "Note", "processing": {"kind": "set_field", "field": "next_step", "value": "Call"}},
  {"key": "q", "kind": "processing", "name": "Bad", "processing": {"kind": "set_field", "field": "amount", "value": "-1"}},
  {"key": "w", "kind": "timer", "name": "Wait", "wait_hours": 0},
  {"key": "a", "kind": "action", "name": "Do"},
  {"key": "e", "kind": "end", "name": "End"}], "flows": [
  {"key": "1", "from": "s", "to": "c"}, {"key": "2", "from": "c", "to": "q", "answer": "yes"}, {"key": "3", "from": "c", "to": "p", "answer": "no"},
  {"key": "4", "from": "p", "to": "w"}, {"key": "5", "from": "w", "to": "a"}, {"key": "6", "from": "q", "to": "a"}, {"key": "7", "from": "a", "to": "e"}]}');
select lives_ok(format('select kontor.publish_map(%L)', (select id from t where name = 'rules')), 'a map with rules is published');
set session authorization seller_one;
insert into t select 'small', kontor.start_process((select id from t where name = 'map'), 'deal', '00000000-0000-7000-8000-0000000f0003');
select is((select next_step from kontor.deal where id = '00000000-0000-7000-8000-0000000f0003'), 'Call', 'a processing point sets a field');
select is((select string_agg(point, ' ') from kontor.process_token where process_id = (select id from t where name = 'small')), 'w', 'the timer waits');
select ok(kontor.dispatch(), 'until its moment has come: the elected desk lets it go on');
select is((select string_agg(point, ' ') from kontor.process_token where process_id = (select id from t where name = 'small')), 'a', 'then it goes on');
select is((select count(*) from kontor.process_step where process_id = (select id from t where name = 'small') and point = 'a' and author_id is null),
  1::bigint, 'by nobody''s hand');
insert into t select 'large', kontor.start_process((select id from t where name = 'map'), 'deal', '00000000-0000-7000-8000-0000000f0004');
select is((select string_agg(point, ' ') from kontor.process_token where process_id = (select id from t where name = 'large')), 'q',
  'a condition over the record picks the way; what fails stays and is tried again');
select is((select count(*) from kontor.process_step where process_id = (select id from t where name = 'large') and action = 'failed'), 1::bigint,
  'with its failure on the path');

select * from finish();
rollback;
