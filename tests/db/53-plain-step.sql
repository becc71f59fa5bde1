-- The commonest step has a way of its own (engine_writes_plain_step()): it writes
-- what the general one writes, and whatever is not quite it goes by the general one.
set client_min_messages = warning;
select no_plan();
\ir process-tools.sql
begin;
-- Either way as a person goes it, with the rights of the doors.
create function try.plainly(p_task uuid, p_result text default null, p_operation uuid default null) returns jsonb
  language plpgsql security definer as $$ begin return kontor.engine_writes_plain_step(p_task, p_result, p_operation); end $$;
create function try.generally(p_task uuid, p_result text default null, p_operation uuid default null) returns jsonb
  language plpgsql security definer as $$ begin return kontor.engine_completes(p_task, null, p_result, p_operation); end $$;

-- All that is written of a process, with its ids and moments made the same.
create function pg_temp.told(p_row jsonb, p_names jsonb) returns text language sql as $$
  select jsonb_object_agg(e.key, case when e.value = 'null' then e.value
                                      when e.key in ('before', 'after') then to_jsonb(pg_temp.told(e.value, p_names))
                                      when e.key ~ '(_at|^at)$' then '"then"' else coalesce(p_names->(e.value#>>'{}'), e.value) end)
    from jsonb_each(p_row) e where e.key not in ('seq', 'xid', 'number', 'search_key') $$;
create function pg_temp.written(p_operation uuid) returns setof text language plpgsql as $$
declare
  v_process kontor.process;
  v_names jsonb;
begin
  select * into v_process from kontor.process where id = try.n('process');
  select jsonb_object_agg(q.id, q.name) into v_names from (
    select t.id::text, 'task at ' || t.point as name from kontor.task t where t.process_id = v_process.id
    union all select k.id::text, 'token' from kontor.process_token k where k.process_id = v_process.id
    union all values (v_process.id::text, 'process'), (v_process.record_id::text, 'deal'), (v_process.partner_id::text, 'partner'),
                     (p_operation::text, 'operation')) q;
  return query
    select 'process ' || pg_temp.told(to_jsonb(v_process), v_names)
    union all select 'task ' || pg_temp.told(to_jsonb(t), v_names) from kontor.task t where t.process_id = v_process.id
    union all select 'token ' || pg_temp.told(to_jsonb(k), v_names) from kontor.process_token k where k.process_id = v_process.id
    union all select 'step ' || row_number() over (order by s.seq) || pg_temp.told(to_jsonb(s), v_names)
      from kontor.process_step s where s.process_id = v_process.id
    union all select 'job ' || pg_temp.told(to_jsonb(j) - 'id', v_names) from kontor.process_job j where j.process_id = v_process.id
    union all select 'deal ' || pg_temp.told(to_jsonb(d), v_names) from kontor.deal d where d.id = v_process.record_id
    union all select 'history ' || pg_temp.told(to_jsonb(h), v_names) from kontor.history h where h.operation = p_operation
    union all select 'news ' || pg_temp.told(to_jsonb(l), v_names) from kontor.change_log l where l.operation = p_operation
    union all select 'operation ' || o.kind || o.title || o.author_id || (o.answer->>'state') || jsonb_array_length(o.answer->'next')
      from kontor.operation o where o.id = p_operation;
end $$;

insert into kontor.stage (id, name, position) values (try.id(77), 'Brought', 7);
select try.map('line', '[{"key": "s", "kind": "start"},
  {"key": "a", "kind": "action", "name": "Ask"},
  {"key": "b", "kind": "action", "name": "Bring", "text": "With both hands.", "checklist": ["one", "two"], "due_hours": 8, "remind_hours": 2, "stage": "00000000-0000-7000-8000-000000000077"},
  {"key": "c", "kind": "action", "name": "c", "due_hours": 0},
  {"key": "d", "kind": "action", "name": "Decide", "due_clock": "clock", "due_hours": 3},
  {"key": "q", "kind": "condition", "name": "Well?", "answers": [{"key": "yes", "text": "Yes"}, {"key": "no", "text": "No"}]},
  {"key": "e", "kind": "end"}]', 's>a; a>b; b>c; c>d; d>q; q>e yes; q>a no');

-- The same steps by each way, the author being somebody else than the performer.
create temp table written (way text, step text, line text);
create function pg_temp.walk(p_way text) returns text language plpgsql as $$
declare
  v_step text;
  v_operation uuid;
  v_answer text;
begin
  perform try.begin('line', p_starter => 'head_a');
  foreach v_step in array array['a', 'b', 'c'] loop
    v_operation := gen_random_uuid();
    v_answer := try.as_user('seller_one', format('select %s(%L, %L, %L)', p_way, try.task(v_step), case v_step when 'b' then 'Brought it.' end, v_operation));
    if v_answer !~ '^{' or v_answer is null then
      return v_step || ': ' || coalesce(v_answer, 'left alone');
    end if;
    insert into written select p_way, v_step, w from pg_temp.written(v_operation) w;
  end loop;
  return try.points();
end $$;
select is(pg_temp.walk('try.plainly'), 'd', 'R83: steps of one performer go the short way');
select is(pg_temp.walk('try.generally'), 'd', 'R83: and the general one');
select cmp_ok((select count(*) from written where way = 'try.plainly'), '>', 50::bigint, 'R83: there is something to compare');
select is_empty($$select step, line from written where way = 'try.plainly' except all select step, line from written where way = 'try.generally'$$,
                'R83: the short way writes nothing that the general one does not');
select is_empty($$select step, line from written where way = 'try.generally' except all select step, line from written where way = 'try.plainly'$$,
                'R83: and all that it does');

-- What is not that step is left alone.
create function pg_temp.declines(p_login text, p_task uuid) returns boolean language sql as $$
  select try.as_user(p_login, format('select try.plainly(%L)', p_task)) is null
     and exists (select from kontor.task t where t.id = p_task and t.state in ('open', 'taken')) $$;
create function pg_temp.completes(p_login text, p_task uuid, p_answer text default null, p_operation uuid default null) returns text language sql as $$
  select try.as_user(p_login, format('select kontor.complete_task(%L, %L, null, %L)->>''state''', p_task, p_answer, p_operation)) $$;
select ok(pg_temp.declines('seller_one', try.task('d')), 'R83: before a question the general way is gone');
select is(pg_temp.completes('seller_one', try.task('d'), 'no'), 'running', 'R83: complete_task() goes it');
select is(try.points(), 'a', 'R83: to where the answer leads');
select ok(pg_temp.declines('seller_two', try.task('a')), 'R50: a task of somebody else is not done the short way either');
select ok(pg_temp.declines('head_a', try.task('a')), 'R50: nor by the head');
update kontor.employee set active = false where id = try.id(11);
select ok(pg_temp.declines('seller_one', try.task('a')), 'R38: nor by who has left');
update kontor.employee set active = true where id = try.id(11);
select try.as_user('head_a', format('select kontor.stop_process(%L, ''Wait'')', try.n('process')));
select ok(pg_temp.declines('seller_one', try.task('a')), 'R86: nor while the process is stopped');
select matches(pg_temp.completes('seller_one', try.task('a')), '^KO001 .*is stopped', 'R86: and complete_task() says why');
select try.as_user('head_a', format('select kontor.continue_process(%L)', try.n('process')));
select is(pg_temp.completes('seller_one', try.task('a')), 'running', 'R86: then it goes on');
select is(try.points(), 'b', 'R83: to the next one');

select try.map('ways', '[{"key": "s", "kind": "start"}, {"key": "x", "kind": "split"}, {"key": "a", "kind": "action", "name": "a"}, {"key": "a2", "kind": "action", "name": "a2"},
  {"key": "b", "kind": "action", "name": "b"}, {"key": "m", "kind": "merge"}, {"key": "h", "kind": "action", "name": "h", "performer": {"kind": "head"}},
  {"key": "c", "kind": "action", "name": "c", "checklist": ["one"], "checklist_strict": true}, {"key": "d", "kind": "action", "name": "d"}, {"key": "e", "kind": "end"}]',
  's>x; x>a; a>a2; x>b; a2>m; b>m; m>h; h>c; c>d; d>e');
select try.begin('ways');
select ok(pg_temp.declines('seller_one', try.task('a')), 'R83: while there are other ways, a merge may wait for this one');
select try.done('a'), try.done('a2'), try.done('b');
select is(try.points(), 'h', 'R83: the merge is passed');
select ok(pg_temp.declines('head_a', try.task('h')), 'R83: a step that is not the manager''s goes the general way');
select is(pg_temp.completes('head_a', try.task('h')), 'running', 'R83: which it can');
select ok(pg_temp.declines('seller_one', try.task('c')), 'R83: so does one that demands something');
select matches(pg_temp.completes('seller_one', try.task('c')), '^KO001 First tick off', 'R83: complete_task() says what');

-- A repeated operation gets the first answer, by whichever way it came.
select try.begin('line');
insert into try.name values ('first', try.task('a'));
select is(pg_temp.completes('seller_one', try.n('first'), null, try.id(900)), 'running', 'R83: an operation');
select is(try.as_user('seller_one', format('select kontor.complete_task(%L, null, null, %L)->''next''->>0', try.n('first'), try.id(900))),
          try.task('b')::text, 'R83: repeated, it is told what the first one led to');
select matches(pg_temp.completes('seller_one', try.task('b'), null, try.id(900)), '^42501 This operation was another one', 'R83: one operation is not two');
select is(try.points(), 'b', 'R83: and nothing was done by it');

-- What must hold of a task is asked in one call, and still names the field.
create function pg_temp.refused(p_columns text, p_values text) returns text language plpgsql as $$
declare v_constraint text;
begin
  execute format('insert into kontor.task (id, %s) values (%L, %s)', p_columns, try.id(901), p_values);
  return 'nothing';
exception when check_violation then
  get stacked diagnostics v_constraint = constraint_name;
  return v_constraint;
end $$;
select is(pg_temp.refused('name', $$''$$), 'task_name_check', 'R50: a task without a name');
select is(pg_temp.refused('name, importance', $$'x', 'huge'$$), 'task_importance_check', 'R50: of an importance that there is not');
select is(pg_temp.refused('name, spent_minutes', $$'x', -1$$), 'task_spent_minutes_check', 'R50: that took less than no time');
select is(pg_temp.refused('name, result', $$'x', repeat('y', 100001)$$), 'task_result_check', 'R50: with a result too long');
select is(pg_temp.refused('name', $$'x'$$), 'nothing', 'R50: and one in which all is right');
select * from finish();
rollback;
