-- A sale walked from its request to the order: R50, R74, R76, R79, R80, R81, R83, R105.
begin;
set local client_min_messages = warning;
create extension if not exists pgtap;
select no_plan();

create function pg_temp.deal_for(p_manager uuid) returns uuid language plpgsql as $$
declare
  v_partner uuid := gen_random_uuid();
  v_deal uuid := gen_random_uuid();
begin
  insert into kontor.partner (id, name, manager_id) values (v_partner, 'Adria Metal', p_manager);
  insert into kontor.deal (id, name, partner_id, manager_id, kind_id)
  values (v_deal, 'Doors', v_partner, p_manager, (select id from kontor.deal_kind where mode = 'process' limit 1));
  return v_deal;
end $$;
create temporary table t (name text primary key, id uuid);
grant all on t to public;
create function pg_temp.n(p text) returns uuid language sql as $$ select id from t where name = p $$;
-- The open task at a point of the walk.
create function pg_temp.task(p_point text) returns uuid language sql security definer as $$
  select k.id from kontor.task k where k.process_id = (select id from t where name = 'process') and k.point = p_point
     and k.state in ('open', 'taken') $$;
create function pg_temp.stage() returns text language sql security definer as $$
  select s.name from kontor.deal d join kontor.stage s on s.id = d.stage_id where d.id = (select id from t where name = 'deal') $$;
create function pg_temp.offer() returns void language sql security definer as $$
  insert into kontor.offer (id, partner_id, deal_id, manager_id)
  select gen_random_uuid(), d.partner_id, d.id, d.manager_id from kontor.deal d where d.id = (select id from t where name = 'deal') $$;
create function pg_temp.points() returns text language sql security definer as $$
  select string_agg(k.point, ' ' order by k.point) from kontor.process_token k
   where k.process_id = (select id from t where name = 'process') $$;
insert into t values ('map', (select m.id from kontor.route_map m where m.built_in and m.name = 'Sale')),
  ('one', '00000000-0000-7000-8000-000000000011'), ('two', '00000000-0000-7000-8000-000000000012'),
  ('three', '00000000-0000-7000-8000-000000000013'), ('head', '00000000-0000-7000-8000-000000000021'),
  ('operation', gen_random_uuid()), ('done', gen_random_uuid());
insert into t values ('deal', pg_temp.deal_for(pg_temp.n('one')));

-- Start
set session authorization seller_three;
select throws_ok(format('select kontor.start_process(%L, ''deal'', %L)', pg_temp.n('map'), pg_temp.n('deal')), '42501', null,
  'R83: nobody starts a process on a deal that he does not see');
set session authorization stranger;
select throws_ok(format('select kontor.start_process(%L, ''deal'', %L)', pg_temp.n('map'), pg_temp.n('deal')), '42501', null,
  'a login without a role may not even call the engine');
set session authorization seller_one;
select throws_ok(format('select kontor.start_process(%L, ''partner'', %L)', pg_temp.n('map'), pg_temp.n('deal')), 'KO001', null,
  'a map for deals is not walked on partners');
insert into t values ('process', kontor.start_process(pg_temp.n('map'), 'deal', pg_temp.n('deal'), pg_temp.n('operation')));
select is(kontor.start_process(pg_temp.n('map'), 'deal', pg_temp.n('deal'), pg_temp.n('operation')), pg_temp.n('process'),
  'the same operation again gets the first answer');
select throws_ok(format('select kontor.start_process(%L, ''deal'', %L)', pg_temp.n('map'), pg_temp.n('deal')), 'KO001', null,
  'a map is walked once at a time on one deal');
select is((select count(*) from kontor.task where process_id = pg_temp.n('process')), 1::bigint,
  'R79: starting makes the first task, visible to its performer');
select is((select manager_id from kontor.task where id = pg_temp.task('clarify')), pg_temp.n('one'), 'for the manager of the deal');
select is(pg_temp.stage(), 'Needs clarified', 'R50: the stage of the deal follows the points');

-- Nothing can be skipped with a user's rights
select throws_ok($$update kontor.task set state = 'done'$$, '42501', null, 'R50: tasks are not written by SQL');
select throws_ok($$delete from kontor.task$$, '42501', null, 'R105: nor deleted');
select throws_ok($$update kontor.process set state = 'done'$$, '42501', null, 'R50: nor are processes');
select throws_ok($$insert into kontor.process_token select * from kontor.process_token$$, '42501', null, 'R50: nor are tokens');
select throws_ok($$delete from kontor.process_step$$, '42501', null, 'the path is not rewritten');
select throws_ok($$select kontor.engine_open()$$, '42501', null, 'R50: people cannot say that they are the engine');
select throws_ok($$select kontor.engine_moves_deal(null, null, null, null)$$, '42501', null, 'R50: nor move a deal as the engine does');
select throws_ok($$select * from kontor.engine_word$$, '42501', null, 'R50: the word that proves the engine is not theirs to read');
select set_config('kontor.engine', 'forged', true);
reset session authorization;
select throws_ok(format($$update kontor.task set state = 'done', done_at = now() where id = %L$$, pg_temp.task('clarify')), 'KO001', null,
  'R50: beneath the doors a trigger refuses what the engine did not do, whatever the setting says');
select throws_ok(format($$update kontor.task set manager_id = %L where id = %L$$, pg_temp.n('two'), pg_temp.task('clarify')), 'KO001', null,
  'R83: a step is handed on by redirecting it only');
select throws_ok(format($$delete from kontor.task where id = %L$$, pg_temp.task('clarify')), 'KO001', null, 'R105: a step is not deleted');
select throws_ok($$delete from kontor.process_token$$, 'KO001', null, 'R50: tokens are the engine''s');
select throws_ok($$update kontor.process set state = 'done', ended_at = now()$$, 'KO001', null, 'R50: processes too');

-- Completing
set session authorization seller_two;
select throws_ok(format('select kontor.complete_task(%L)', pg_temp.task('clarify')), '42501', null,
  'R83: another seller does not complete it');
set session authorization head_a;
select throws_ok(format('select kontor.complete_task(%L)', pg_temp.task('clarify')), '42501', null,
  'R83: nor does the head, who would have to redirect it first');
set session authorization seller_one;
select throws_ok(format('select kontor.complete_task(%L, ''yes'')', pg_temp.task('clarify')), 'KO001', null,
  'an answer where none was asked for is refused');
insert into t values ('clarify', pg_temp.task('clarify'));
select is((kontor.complete_task(pg_temp.n('clarify'), null, 'Twelve doors until May', pg_temp.n('done'))->>'state'), 'running',
  'the performer completes it');
select is(jsonb_array_length(kontor.complete_task(pg_temp.n('clarify'), null, 'again', pg_temp.n('done'))->'next'), 2,
  'the same operation again gets the first answer: R76, the split made two tasks');
select throws_ok(format('select kontor.complete_task(%L)', pg_temp.n('clarify')), 'KO001', null,
  'R83: a second completion is refused');
select is(pg_temp.points(), 'offer standing', 'R84: two tokens walk side by side');
select is(pg_temp.stage(), 'Offer sent', 'the stage has moved with the token');

-- Merge
select throws_ok(format('select kontor.complete_task(%L)', pg_temp.task('offer')), 'KO001', null,
  'R82: a step that ends with an offer is not left without one');
select pg_temp.offer();
select lives_ok(format('select kontor.complete_task(%L)', pg_temp.task('offer')), 'with the offer it is');
select is(pg_temp.points(), 'merge standing', 'R76: the merge waits');
select throws_ok(format('select kontor.complete_task(%L)', pg_temp.task('standing')), '42501', null,
  'the head''s task is not the seller''s');
set session authorization head_a;
select lives_ok(format('select kontor.complete_task(%L)', pg_temp.task('standing')), 'the head checks the standing');
select is(pg_temp.points(), 'negotiate', 'R76: when all have come the merge goes on, once');

-- The question
set session authorization seller_one;
select is((select question from kontor.task where id = pg_temp.task('negotiate')), 'Does the client agree?',
  'R81: the task before the condition carries its question');
select is((select jsonb_array_length(answers) from kontor.task where id = pg_temp.task('negotiate')), 3, 'R81: and its answers');
select throws_ok(format('select kontor.complete_task(%L)', pg_temp.task('negotiate')), 'KO001', null, 'R81: it needs an answer');
select throws_ok(format('select kontor.complete_task(%L, ''maybe'')', pg_temp.task('negotiate')), 'KO001', null,
  'R81: one of those given');
-- The loop back into one of the parallel ways
select lives_ok(format('select kontor.complete_task(%L, ''changes'')', pg_temp.task('negotiate')), 'the client wants changes');
select is(pg_temp.points(), 'offer', 'R81: the answer picks the branch');
select throws_ok(format('select kontor.complete_task(%L)', pg_temp.task('offer')), 'KO001', null,
  'R98: the offer of before does not count: one is made since the process came here again');
select pg_temp.offer();
select lives_ok(format('select kontor.complete_task(%L)', pg_temp.task('offer')), 'the changed offer is sent');
select is(pg_temp.points(), 'negotiate', 'the merge waits for those only who can still come');

-- Take, give back, redirect
select lives_ok(format('select kontor.take_task(%L)', pg_temp.task('negotiate')), 'a task is taken');
select throws_ok(format('select kontor.take_task(%L)', pg_temp.task('negotiate')), 'KO001', null, 'once');
select lives_ok(format('select kontor.give_back_task(%L)', pg_temp.task('negotiate')), 'and given back');
select throws_ok(format('select kontor.redirect_task(%L, %L, '''')', pg_temp.task('negotiate'), pg_temp.n('two')), 'KO001', null,
  'redirecting needs a reason');
select lives_ok(format('select kontor.redirect_task(%L, %L, ''On leave'')', pg_temp.task('negotiate'), pg_temp.n('two')), 'redirected');
select throws_ok(format('select kontor.complete_task(%L, ''yes'')', pg_temp.task('negotiate')), '42501', null,
  'R83: who redirected it does not complete it');
set session authorization seller_two;
select is((select count(*) from kontor.task where id = pg_temp.task('negotiate')), 1::bigint, 'R79: the new performer sees it');
select is(kontor.process_state(pg_temp.n('process'))->'tokens'->0->>'point', 'negotiate',
  'and may look at the process though its deal is somebody else''s');

-- Stop and continue
set session authorization seller_three;
select throws_ok(format('select kontor.stop_process(%L, ''x'')', pg_temp.n('process')), '42501', null, 'strangers do not stop it');
select throws_ok(format('select kontor.process_state(%L)', pg_temp.n('process')), '42501', null, 'nor look at it');
set session authorization head_a;
select lives_ok(format('select kontor.stop_process(%L, ''The client is bankrupt'')', pg_temp.n('process')), 'the head stops it');
set session authorization seller_two;
select throws_ok(format('select kontor.complete_task(%L, ''yes'')', pg_temp.task('negotiate')), 'KO001', null,
  'R83: a stopped process takes no completions');
select throws_ok(format('select kontor.take_task(%L)', pg_temp.task('negotiate')), 'KO001', null, 'nor may its tasks be taken');
set session authorization head_a;
select lives_ok(format('select kontor.continue_process(%L)', pg_temp.n('process')), 'continued');
set session authorization seller_two;
select lives_ok(format('select kontor.complete_task(%L, ''yes'')', pg_temp.task('negotiate')), 'the client agrees');
set session authorization seller_one;
select is(pg_temp.stage(), 'Order', 'R50: the stage is Order');
select is((kontor.complete_task(pg_temp.task('order'))->>'state'), 'done', 'the last task ends the process');
select is((select status from kontor.deal where id = pg_temp.n('deal')), 'won', 'R76: the end wins the deal');
select isnt((select closed_at from kontor.deal where id = pg_temp.n('deal')), null, 'and closes it');
select is((select count(*) from kontor.process_token where process_id = pg_temp.n('process')), 0::bigint, 'no token is left');
select results_eq(format($$select point from kontor.process_step where process_id = %L and action = 'left' order by seq$$, pg_temp.n('process')),
  array['start', 'clarify', 'offer', 'standing', 'merge', 'negotiate', 'offer', 'merge', 'negotiate', 'order'],
  'the path is kept as it was walked');

-- Refusal
reset session authorization;
update t set id = pg_temp.deal_for(pg_temp.n('one')) where name = 'deal';
set session authorization seller_one;
update t set id = kontor.start_process(pg_temp.n('map'), 'deal', pg_temp.n('deal')) where name = 'process';
select kontor.complete_task(pg_temp.task('clarify'));
select pg_temp.offer();
select kontor.complete_task(pg_temp.task('offer'));
set session authorization head_a;
select kontor.complete_task(pg_temp.task('standing'));
set session authorization seller_one;
select kontor.complete_task(pg_temp.task('negotiate'), 'no');
select is((select count(*) from kontor.loss_reason where not retired),
  (select jsonb_array_length(answers)::bigint from kontor.task where id = pg_temp.task('refusal')),
  'the reasons of refusal are the answers');
select throws_ok(format('select kontor.complete_task(%L)', pg_temp.task('refusal')), 'KO001', null, 'a reason must be given');
select lives_ok(format('select kontor.complete_task(%L, %L)', pg_temp.task('refusal'), (select min(id::text) from kontor.loss_reason where not retired)),
  'with a reason it ends');
select is((select status from kontor.deal where id = pg_temp.n('deal')), 'lost', 'and the deal is lost');
select isnt((select loss_reason_id from kontor.deal where id = pg_temp.n('deal')), null, 'with its reason');
select throws_ok(format('select kontor.start_process(%L, ''deal'', %L)', pg_temp.n('map'), pg_temp.n('deal')), 'KO001', null,
  'no process starts on a closed deal');

-- Cancelling is not a way around
reset session authorization;
update t set id = pg_temp.deal_for(pg_temp.n('one')) where name = 'deal';
set session authorization seller_one;
update t set id = kontor.start_process(pg_temp.n('map'), 'deal', pg_temp.n('deal')) where name = 'process';
select throws_ok(format('select kontor.cancel_process(%L, ''no more'')', pg_temp.n('process')), '42501', null,
  'R50: a seller does not cancel what holds him');
set session authorization head_a;
select throws_ok(format('select kontor.cancel_process(%L, '''')', pg_temp.n('process')), 'KO001', null, 'the head says why');
insert into t values ('left', pg_temp.task('clarify'));
select lives_ok(format('select kontor.cancel_process(%L, ''Entered twice'')', pg_temp.n('process')), 'and cancels');
set session authorization seller_one;
select throws_ok(format('select kontor.complete_task(%L)', pg_temp.n('left')), 'KO001', null, 'R83: its tasks are over');

-- Nobody there
reset session authorization;
update t set id = pg_temp.deal_for(pg_temp.n('one')) where name = 'deal';
set session authorization seller_one;
update t set id = kontor.start_process(pg_temp.n('map'), 'deal', pg_temp.n('deal')) where name = 'process';
reset session authorization;
update kontor.employee set active = false where id = pg_temp.n('head');
set session authorization seller_one;
select kontor.complete_task(pg_temp.task('clarify'));
reset session authorization;
select is((select e.role from kontor.task k join kontor.employee e on e.id = k.manager_id where k.id = pg_temp.task('standing')),
  'administrator', 'a step without a performer comes to the owner of the map');
select is((select count(*) from kontor.process_step where process_id = pg_temp.n('process') and action = 'incident'), 1::bigint,
  'and the path tells of it: nothing is skipped silently');

select * from finish();
rollback;
