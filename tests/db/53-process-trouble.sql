-- When a process does not go as drawn: what fails is tried again and then asked
-- about, who has the right goes around the map, and states that must not be
-- cannot be written: R50, R83, R84, R105.
set client_min_messages = warning;
select no_plan();
\ir process-tools.sql
begin;
create function pg_temp.token(p_point text) returns uuid language sql security definer as $$
  select k.id from kontor.process_token k where k.process_id = try.n('process') and k.point = p_point $$;
do $$ begin execute format('grant usage on schema %I to public', (select nspname from pg_namespace where oid = pg_my_temp_schema())); end $$;
create function pg_temp.due() returns text language sql as $$
  select string_agg(j.kind || ' ' || round(extract(epoch from j.due_at - clock_timestamp()) / 60), ' ') from kontor.process_job j where j.process_id = try.n('process') $$;

-- Failing ---------------------------------------------------------------------------
select try.map('fails', '[{"key": "s", "kind": "start"}, {"key": "p", "kind": "processing", "name": "Charge", "processing": {"kind": "set_field", "field": "amount", "value": "-1"}},
  {"key": "a", "kind": "action", "name": "Then"}, {"key": "e", "kind": "end"}]', 's>p; p>a; a>e');
select try.begin('fails');
select is(try.points() || ', ' || pg_temp.due(), 'p:retry, retry 1', 'a step that fails is tried again after a minute');
select is(count(*), 0::bigint, 'and troubles nobody yet') from kontor.task where process_id = try.n('process');
select try.wait('process');
select is(try.points() || ', ' || pg_temp.due(), 'p:retry, retry 5', 'after five');
select try.wait('process');
select is(try.points() || ', ' || pg_temp.due(), 'p:retry, retry 25', 'after twenty-five');
select try.wait('process');
select is(try.points() || ' ' || try.holders('p'), 'p:person chief', 'then the owner of the map is asked');
select is(try.path(), 's failed:p failed:p failed:p incident:p', 'the path tells it all');
select matches((select note from kontor.process_step where process_id = try.n('process') and action = 'incident'), 'deal_amount_check', 'with what went wrong');
select is((try.as_user('chief', format('select kontor.process_state(%L)', try.n('process')))::jsonb)#>>'{incidents,0,open}', 'true', 'the incident is open');
select is(pg_temp.due(), null, 'nothing is tried behind his back');
select matches(try.done('p', 'skip'), '^KO001 Say why', 'to go on without it needs a reason');
select is(try.done('p', 'retry'), 'running', 'it is tried once more');
select is(try.points() || ' ' || try.holders('p'), 'p:person chief', 'and asked about again');
select is(try.done('p', 'skip', 'Paid in cash'), 'running', 'with a reason');
select is(try.points(), 'a', 'it goes on without');
select is((try.as_user('chief', format('select kontor.process_state(%L)', try.n('process')))::jsonb)#>>'{incidents,0,open}', 'false', 'and the incident is closed');

-- By the doors
select try.begin('fails');
select is(try.state('seller_two', format('select kontor.retry_step(%L, %L)', try.n('process'), pg_temp.token('p'))), '42501', 'who does not see it does not try it again');
select is(try.as_user('seller_one', format('select kontor.retry_step(%L, %L)->>''state''', try.n('process'), pg_temp.token('p'))), 'failed', 'who sees it does');
select is(try.state('seller_one', format('select kontor.skip_step(%L, %L, ''x'')', try.n('process'), pg_temp.token('p'))), '42501', 'R50: a seller does not go around the map');
select is(try.state('head_b', format('select kontor.skip_step(%L, %L, ''x'')', try.n('process'), pg_temp.token('p'))), '42501', 'nor does the head of others');
select is(try.state('head_a', format('select kontor.skip_step(%L, %L, '' '')', try.n('process'), pg_temp.token('p'))), 'KO001', 'his own head says why');
select is(try.as_user('head_a', format('select kontor.skip_step(%L, %L, ''Paid in cash'')->>''state''', try.n('process'), pg_temp.token('p'))), 'skipped', 'and goes on without it');
select is(try.points() || coalesce(pg_temp.due(), ''), 'a', 'so nothing is left to be tried');
select try.begin('fails');
alter table kontor.deal drop constraint deal_amount_check;
select is(try.as_user('seller_one', format('select kontor.retry_step(%L, %L)->>''state''', try.n('process'), pg_temp.token('p'))), 'done', 'what works by now works');
select is(try.points(), 'a', 'and goes on');
select is(try.state('seller_one', format('select kontor.retry_step(%L, %L)', try.n('process'), pg_temp.token('a'))), 'KO001', 'what has not failed is not tried again');

-- Moving ---------------------------------------------------------------------------------
select try.map('long', '[{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "A"}, {"key": "b", "kind": "action", "name": "B"}, {"key": "t", "kind": "timer", "name": "T", "wait_hours": 5},
  {"key": "e", "kind": "end", "name": "End"}]', 's>a; a>b; b>t; t>e');
select try.begin('long');
insert into try.name values ('a', try.task('a'));
select is(try.state('seller_one', format('select kontor.move_token(%L, %L, ''b'', ''x'')', try.n('process'), pg_temp.token('a'))), '42501', 'R50: a seller does not move a process');
select is(try.state('head_a', format('select kontor.move_token(%L, %L, ''b'', '''')', try.n('process'), pg_temp.token('a'))), 'KO001', 'a head says why');
select is(try.state('head_a', format('select kontor.move_token(%L, %L, ''s'', ''x'')', try.n('process'), pg_temp.token('a'))), 'KO001', 'not to the start');
select is(try.state('head_a', format('select kontor.move_token(%L, %L, ''b'', ''x'')', try.n('process'), gen_random_uuid())), 'KO001', 'not what does not stand there');
select is(try.as_user('head_a', format('select jsonb_array_length(kontor.move_token(%L, %L, ''b'', ''Clear already'')->''next'')', try.n('process'), pg_temp.token('a'))), '1', 'and moves it');
select is(try.points() || ' ' || (select state from kontor.task where id = try.n('a')), 'b cancelled', 'the task of before is not to be done any more');
select is(try.path(), 's moved:a', 'the path tells it');
select try.done('b');
select is(try.as_user('head_a', format('select kontor.move_token(%L, %L, ''a'', ''Once more'')->>''state''', try.n('process'), pg_temp.token('t'))), 'moved', 'back as well');
select is(pg_temp.due(), null, 'the timer does not ring any more');
select is(try.as_user('head_a', format('select kontor.move_token(%L, %L, ''e'', ''Enough'')->>''state''', try.n('process'), pg_temp.token('a'))), 'moved', 'and to the end');
select is((select state || ' ' || result from kontor.process where id = try.n('process')), 'done End', 'which is one');

-- Redirecting many --------------------------------------------------------------------------
select try.begin('long');
insert into try.name values ('p1', try.n('process')), ('t1', try.task('a'));
select try.begin('long');
insert into try.name values ('t2', try.task('a'));
insert into kontor.task (id, name, manager_id, author_id) values (try.id(6001), 'Own', try.id(11), try.id(11));
select is(try.state('head_b', format('select kontor.redirect_tasks(array[%L, %L]::uuid[], %L, ''x'')', try.n('t1'), try.n('t2'), try.id(13))), '42501', 'tasks of others are not redirected');
select is(try.state('head_a', format('select kontor.redirect_tasks(array[%L, %L]::uuid[], %L, ''Leave'')', try.n('t1'), gen_random_uuid(), try.id(12))), '42501', 'all or none');
select is((select count(distinct manager_id) from kontor.task where id in (try.n('t1'), try.n('t2')) and manager_id = try.id(11)), 1::bigint, 'so none was');
select is(try.state('head_a', format('select kontor.redirect_tasks(array[%L]::uuid[], %L, '''')', try.n('t1'), try.id(12))), 'KO001', 'it is said why');
select is(try.as_user('head_a', format('select kontor.redirect_tasks(array[%L, %L, %L]::uuid[], %L, ''Leave'', %L)', try.n('t1'), try.n('t2'), try.id(6001), try.id(12), try.id(6100))), '{"redirected": 3}', 'many at once');
select is(try.as_user('head_a', format('select kontor.redirect_tasks(array[%L, %L, %L]::uuid[], %L, ''Leave'', %L)', try.n('t1'), try.n('t2'), try.id(6001), try.id(12), try.id(6100))), '{"redirected": 3}', 'the same operation again gets the first answer');
select is(try.path(), 's redirected:a', 'each process knows it');

-- Nested: stop, continue, cancel ---------------------------------------------------------------
select try.map('inner', '[{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "A"}, {"key": "t", "kind": "timer", "name": "T", "wait_hours": 1}, {"key": "e", "kind": "end"}]', 's>a; a>t; t>e');
select try.map('outer', format('[{"key": "s", "kind": "start"}, {"key": "n", "kind": "nested", "name": "N", "nested": {"map": "%s"}}, {"key": "b", "kind": "action", "name": "B"}, {"key": "e", "kind": "end"}]', try.n('inner'))::jsonb, 's>n; n>b; b>e');
select try.begin('outer');
insert into try.name values ('outer process', try.n('process')), ('child', (select id from kontor.process where parent_id = try.n('process')));
create function pg_temp.child_task() returns uuid language sql security definer as $$ select id from kontor.task where process_id = try.n('child') and state = 'open' $$;
select is((try.as_user('seller_one', format('select kontor.process_state(%L)', try.n('child')))::jsonb)#>>'{parent,id}', try.n('process')::text, 'the nested one knows the outer one');
select is((try.as_user('seller_one', format('select kontor.process_state(%L)', try.n('process')))::jsonb)#>>'{nested,0,id}', try.n('child')::text, 'and the outer the nested one');
select is(try.state('seller_one', format('select kontor.stop_process(%L, ''Wait'')', try.n('process'))), '00000', 'the outer process is stopped');
select is((select state from kontor.process where id = try.n('child')), 'stopped', 'so is the nested one');
select matches(try.as_user('seller_one', format('select kontor.complete_task(%L)', pg_temp.child_task())), '^KO001', 'R83: it takes no completions');
select is(try.state('seller_one', format('select kontor.continue_process(%L)', try.n('child'))), 'KO001', 'it does not go on alone');
select is(try.state('seller_one', format('select kontor.continue_process(%L)', try.n('process'))), '00000', 'continued');
select is(try.as_user('seller_one', format('select kontor.complete_task(%L)->>''state''', pg_temp.child_task())), 'running', 'both go on');
select is(try.state('seller_one', format('select kontor.stop_process(%L, ''Wait'')', try.n('process'))), '00000', 'stopped again');
select try.wait();
select is(try.points('child'), 't:timer', 'the timers of a stopped process rest');
select is(try.state('seller_one', format('select kontor.continue_process(%L)', try.n('process'))), '00000', 'and go on with it');
do $$ begin
  perform kontor.engine_open();
  update kontor.process_token k set arrived_at = arrived_at - interval '2 hours' where k.process_id = try.n('child');
  perform kontor.engine_close();
end $$;
select try.wait();
select is(try.points(), 'b', 'the nested one ends by its timer, and the outer goes on');
select try.begin('outer');
update try.name set id = (select id from kontor.process where parent_id = try.n('process')) where name = 'child';
select is(try.state('head_a', format('select kontor.cancel_process(%L, ''Not needed'')', try.n('child'))), '00000', 'the nested one is cancelled');
select is(try.points(), 'b', 'and waited for no longer');
select try.begin('outer');
select is(try.as_user('head_a', format('select kontor.skip_step(%L, %L, ''Not needed'')->>''state''', try.n('process'), pg_temp.token('n'))), 'skipped', 'or the step is skipped');
select is((select state from kontor.process where parent_id = try.n('process')) || ' ' || try.points(), 'cancelled b', 'with what is nested in it');
select try.begin('outer');
select is(try.state('head_a', format('select kontor.move_token(%L, %L, ''e'', ''Enough'')', try.n('process'), pg_temp.token('n'))), '00000', 'or the process is moved on');
select is((select state from kontor.process where parent_id = try.n('process')), 'cancelled', 'with the same end of it');

-- A map in itself
select matches(try.refusal(format('[{"key": "s", "kind": "start"}, {"key": "n", "kind": "nested", "name": "N", "nested": {"map": "%s"}}, {"key": "e", "kind": "end"}]', gen_random_uuid())::jsonb, 's>n; n>e'), 'not said which', 'a process that there is not is refused');
insert into kontor.route_map_version (id, map_id, number, graph) values (try.id(6200), try.n('inner'), 2, try.graph(format('[{"key": "s", "kind": "start"}, {"key": "n", "kind": "nested", "name": "N", "nested": {"map": "%s"}}, {"key": "e", "kind": "end"}]', try.n('outer'))::jsonb, 's>n; n>e'));
select matches(try.as_user('chief', format('select kontor.publish_map(%L)', try.id(6200))), '^KO001 .*nested in itself', 'a map is not nested in itself, by way of another either');
select matches(try.refusal(format('[{"key": "s", "kind": "start"}, {"key": "n", "kind": "nested", "name": "N", "nested": {"map": "%s"}}, {"key": "e", "kind": "end"}]', try.n('inner'))::jsonb, 's>n; n>e', 'partner'), 'another kind of record', 'nor one for other records');

-- The record is gone
select try.map('claims', '[{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "A"}, {"key": "e", "kind": "end"}]', 's>a; a>e', 'claim');
insert into kontor.claim (id, partner_id, essence) values (try.id(6300), try.n('partner'), 'x');
create temporary table gone as select (kontor.engine_starts(try.n('claims'), 'claim', try.id(6300), try.id(11))).process;
delete from kontor.claim where id = try.id(6300);
select is((select state || ' ' || result from kontor.process where id = (select process from gone)), 'cancelled The record was deleted.', 'a process whose record is gone is over');

-- What must not be ------------------------------------------------------------------------------
select try.begin('long');
create function pg_temp.refused(p_statement text, p_open boolean default false) returns text language plpgsql as $$
begin
  if p_open then
    perform kontor.engine_open();
  end if;
  execute p_statement;
  return 'written';
exception when others then
  return sqlstate;
end $$;
select is(pg_temp.refused(q.statement), 'KO001', 'R83: refused beneath the doors: ' || q.why) from (values
  (format('update kontor.process_token set point = ''e'' where process_id = %L', try.n('process')), 'moving a token'),
  (format('insert into kontor.process_token (id, process_id, point) values (gen_random_uuid(), %L, ''b'')', try.n('process')), 'another token'),
  (format('delete from kontor.process_token where process_id = %L', try.n('process')), 'taking the token away'),
  (format('update kontor.task set state = ''done'' where id = %L', try.task('a')), 'completing a task by hand'),
  (format('update kontor.task set seat = 2 where id = %L', try.task('a')), 'another seat'),
  (format('update kontor.task set for_role = ''head'' where id = %L', try.task('a')), 'another role'),
  (format('delete from kontor.task where id = %L', try.task('a')), 'deleting it'),
  (format('update kontor.process set state = ''stopped'' where id = %L', try.n('process')), 'stopping it'),
  (format('update kontor.process set map_version_id = map_version_id, record_id = gen_random_uuid() where id = %L', try.n('process')), 'another record'),
  (format('insert into kontor.process_step (process_id, point, action) values (%L, ''a'', ''left'')', try.n('process')), 'a step that was not walked'),
  (format('delete from kontor.process_step where process_id = %L', try.n('process')), 'forgetting the path')) q (statement, why);
-- Even by the engine.
select is(pg_temp.refused(q.statement, true), q.state, 'no state that must not be: ' || q.why) from (values
  (format('update kontor.process set state = ''done'', ended_at = now() where id = %L', try.n('process')), '23503', 'over, with tokens'),
  (format('insert into kontor.process_token (id, process_id, point) values (gen_random_uuid(), %L, ''b'')', try.n('p1')), 'written', 'a second token is another way'),
  (format('insert into kontor.process_token (id, process_id, point, flow) select gen_random_uuid(), process_id, point, flow from kontor.process_token where process_id = %L', try.n('process')), '23505', 'two tokens on one way'),
  (format('insert into kontor.process_token (id, process_id, point) select gen_random_uuid(), id, ''a'' from kontor.process where state = ''done'' limit 1'), '23503', 'a token of what is over'),
  (format('update kontor.task set token_id = null where id = %L', try.task('a')), '23514', 'an open task without its token'),
  (format('update kontor.task set state = ''done'', done_at = now() where id = %L', try.task('a')), '23514', 'a token of a done task'),
  (format('insert into kontor.task (id, name, process_id, token_id, point) select gen_random_uuid(), ''x'', process_id, token_id, point from kontor.task where id = %L', try.task('a')), '23505', 'two tasks of one seat'),
  (format('insert into kontor.task (id, name, process_id, token_id, point, seat) select gen_random_uuid(), ''x'', %L, token_id, point, 2 from kontor.task where id = %L', try.n('p1'), try.task('a')), '23503', 'a task at another process''s token'),
  (format('update kontor.process_token set alive = false where process_id = %L', try.n('process')), '23514', 'a token that is dead'),
  (format('insert into kontor.process (id, name, map_id, map_version_id, subject, record_id, depth, parent_id, parent_token_id) select gen_random_uuid(), ''x'', map_id, map_version_id, subject, record_id, 11, id, gen_random_uuid() from kontor.process where id = %L', try.n('process')), '23514', 'nested without end')) q (statement, state, why);

select * from finish();
rollback;
