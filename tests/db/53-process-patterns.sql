-- The workflow patterns of van der Aalst that Kontor runs, each by its number;
-- the eighth is refused on purpose.
set client_min_messages = warning;
select no_plan();
\ir process-tools.sql
begin;
-- Points of two letters: "a" is an action named so, "c" asks yes or no.
create function pg_temp.p(p_points text) returns jsonb language sql as $$
  select jsonb_agg(jsonb_build_object('key', a[2], 'kind', a[1], 'name', a[2])
    || case a[1] when 'condition' then '{"answers": [{"key": "yes", "text": "Yes"}, {"key": "no", "text": "No"}]}'::jsonb
                 when 'nested' then jsonb_build_object('nested', jsonb_build_object('map', try.n(a[3])) || coalesce(a[4]::jsonb, '{}')) else '{}' end order by n)
    from (select regexp_split_to_array(trim(s), '\s+') a, n from regexp_split_to_table(p_points, ';') with ordinality r (s, n)) q $$;
create function pg_temp.state() returns text language sql as $$ select p.state from kontor.process p where p.id = try.n('process') $$;
-- The children of the process, oldest first, with where they stand.
create function pg_temp.children() returns text language sql as $$
  select string_agg(c.state || coalesce(' ' || (select string_agg(k.point, ' ') from kontor.process_token k where k.process_id = c.id), ''), ', ' order by c.started_at, c.id)
    from kontor.process c where c.parent_id = try.n('process') $$;
-- The performer of the n-th child's task completes it.
create function pg_temp.child_done(p_place integer) returns text language plpgsql as $$
declare v_task uuid;
begin
  select t.id into v_task from kontor.task t where t.state = 'open' and t.process_id =
    (select c.id from kontor.process c where c.parent_id = try.n('process') order by c.started_at, c.id offset p_place - 1 limit 1);
  return try.as_user('seller_one', format('select kontor.complete_task(%L)->>''state''', v_task));
end $$;

select try.map('1', pg_temp.p('start s; action a; action b; end e'), 's>a; a>b; b>e');
select try.begin('1');
select is(try.points(), 'a', 'pattern 1, sequence: one');
select try.done('a');
select is(try.points(), 'b', 'pattern 1: after another');

select try.map('2', pg_temp.p('start s; split x; action a; action b; merge m; action d; end e'), 's>x; x>a; x>b; a>m; b>m; m>d; d>e');
select try.begin('2');
select is(try.points(), 'a b', 'pattern 2, parallel split: both at once');
select try.done('b');
select is(try.points(), 'a m:merge', 'pattern 3, synchronization: one waits');
select try.done('a');
select is(try.points(), 'd', 'pattern 3: for the other, and goes on once');

select try.map('4', pg_temp.p('start s; condition c; action a; action b; end e'), 's>c; c>a yes; c>b no; a>e; b>e');
select try.begin('4'), try.done('c', 'no');
select is(try.points(), 'b', 'pattern 4, exclusive choice: one way of several');
select try.done('b');
select is(pg_temp.state(), 'done', 'pattern 5, simple merge: whichever way, it goes on');

-- A split within a split and a loop around both: each merge could still be come to
-- from the other, but only by a way on which one has come.
select try.map('two', pg_temp.p('start s; split x; split y; action a; action b; action d; merge m; merge n; condition c; end e'),
  's>x; x>y; x>a; y>b; y>d; b>m; d>m; m>n; a>n; n>c; c>x no; c>e yes');
select try.begin('two');
select is(try.points(), 'a b d', 'two merges on one circle: three ways at once');
select try.done('a'), try.done('b');
select is(try.points(), 'd m:merge n:merge', 'two merges on one circle: both wait for the way that is left');
select try.done('d');
select is(try.points(), 'c', 'two merges on one circle: neither waits for the other');
select try.done('c', 'no');
select is(try.points(), 'a b d', 'two merges on one circle: once more');
select try.done('d'), try.done('b'), try.done('a'), try.done('c', 'yes');
select is(pg_temp.state(), 'done', 'two merges on one circle: and over');

-- Each branch asks whether it is wanted.
select try.map('6', pg_temp.p('start s; split x; condition c; condition d; action a; action b; merge m; action z; end e'),
  's>x; x>c; x>d; c>a yes; c>m no; d>b yes; d>m no; a>m; b>m; m>z; z>e');
select try.begin('6'), try.done('c', 'yes'), try.done('d', 'yes');
select is(try.points(), 'a b', 'pattern 6, multi-choice: several of several');
select try.begin('6'), try.done('c', 'no'), try.done('d', 'yes');
select is(try.points(), 'b m:merge', 'pattern 6: or one of them');
select try.done('b');
select is(try.points(), 'z', 'pattern 7, structured synchronizing merge: those that were begun are waited for, no other');

select matches(try.refusal(pg_temp.p('start s; split x; action a; action b; action z; end e'), 's>x; x>a; x>b; a>z; b>z; z>e'),
  'done twice at once', 'pattern 8, multi-merge: refused, for it is how processes come to be in two places');

select try.map('part', pg_temp.p('start s; action a; end e'), 's>a; a>e', 'claim');
select try.map('same', pg_temp.p('start s; action a; end e'), 's>a; a>e');
create function pg_temp.claims(p_count integer) returns void language sql as $$
  insert into kontor.claim (partner_id, deal_id, essence) select try.n('partner'), try.n('deal'), 'Claim ' || n from generate_series(1, p_count) n $$;
-- The map waits for a day first, so that the records are there.
select try.map('9', pg_temp.p('start s; action b; nested n part {"each":{"entity":"claim"},"wait":"any"}; action z; end e'), 's>b; b>n; n>z; z>e');
select try.begin('9'), pg_temp.claims(3), try.done('b');
select is(pg_temp.children(), 'running a, running a, running a', 'pattern 9, structured discriminator: three begin');
select is(pg_temp.child_done(2), 'done', 'pattern 9: the first that ends');
select is(try.points(), 'z', 'pattern 9: lets it go on, once');
select is(pg_temp.children(), 'cancelled, done, cancelled', 'pattern 9: the others are not to be done any more');

select try.map('10', pg_temp.p('start s; action a; condition c; action b; condition d; end e'), 's>a; a>c; c>b yes; c>e no; b>d; d>a yes; d>c no');
select try.begin('10'), try.done('a', 'yes'), try.done('b', 'yes'), try.done('a', 'yes'), try.done('b', 'no'), try.done('c', 'yes');
select is(try.points(), 'b', 'pattern 10, arbitrary cycles: with two ways in and out');

-- Nothing is left to be done: it ends, whichever end was reached last, none of them being the one.
select try.map('11', pg_temp.p('start s; condition c; action a; action b; end e; end f'), 's>c; c>a yes; c>b no; a>e; b>f');
select try.begin('11'), try.done('c', 'yes'), try.done('a');
select is(pg_temp.state(), 'done', 'pattern 11, implicit termination: at one end');
select try.begin('11'), try.done('c', 'no'), try.done('b');
select is(pg_temp.state(), 'done', 'pattern 11: as at the other');
select try.map('11 parallel', pg_temp.p('start s; split x; action a; action b; end e; end f'), 's>x; x>a; x>b; a>e; b>f');
select try.begin('11 parallel'), try.done('a');
select is(pg_temp.state() || ' ' || try.points(), 'running b', 'pattern 11: parallel ways, one of which has come to an end of its own');
select try.done('b');
select is(pg_temp.state(), 'done', 'pattern 11: are over with the last of them');
select try.begin('2');
select is(try.as_user('head_a', format('select kontor.move_token(%L, (select id from kontor.process_token where process_id = %L and point = ''a''), ''e'', ''Enough'')->>''state''', try.n('process'), try.n('process'))),
  'moved', 'pattern 11: one way comes to the end by itself');
select is(pg_temp.state() || ' ' || try.points(), 'running b', 'pattern 11: what else is to be done is done');
select try.done('b');
select is(try.points(), 'd', 'pattern 11: the merge waits for nobody who cannot come');
select try.done('d');
select is(pg_temp.state(), 'done', 'pattern 11: and then it is over');

select try.map('12', pg_temp.p('start s; action b; nested n part {"each":{"entity":"claim"},"wait":"none"}; action z; end e'), 's>b; b>n; n>z; z>e');
select try.begin('12'), pg_temp.claims(2), try.done('b');
select is(pg_temp.children() || ' | ' || try.points(), 'running a, running a | z', 'pattern 12, several instances without synchronization: it does not wait');
select is(try.done('z'), 'done', 'pattern 12: it ends');
select is(pg_temp.child_done(1), 'done', 'pattern 12: they go on');

select try.map('13', pg_temp.p('start s; split x; nested m same; nested n same; nested o same; merge y; end e'), 's>x; x>m; x>n; x>o; m>y; n>y; o>y; y>e');
select try.begin('13');
select is(pg_temp.children(), 'running a, running a, running a', 'pattern 13, as many as the map says');
select pg_temp.child_done(1), pg_temp.child_done(2);
select is(pg_temp.state(), 'running', 'pattern 13: all are waited for');
select pg_temp.child_done(3);
select is(pg_temp.state(), 'done', 'pattern 13: then it goes on');

select try.map('14', pg_temp.p('start s; action b; nested n part {"each":{"entity":"claim","condition":{"field":"essence","is_not":"Claim_3"}}}; action z; end e'), 's>b; b>n; n>z; z>e');
select try.begin('14'), pg_temp.claims(2), try.done('b');
select is(pg_temp.children(), 'running a, running a', 'pattern 14, as many as there are records when it begins');
insert into kontor.claim (partner_id, deal_id, essence) values (try.n('partner'), try.n('deal'), 'Too late');
select pg_temp.child_done(2);
select is(try.points(), 'n:nested', 'pattern 14: all are waited for');
select pg_temp.child_done(1);
select is(try.points(), 'z', 'pattern 14: then it goes on, once');
select is(try.path(), 's b nested:n returned:n returned:n n', 'pattern 14: the path tells it');
select try.begin('14'), try.done('b');
select is(try.points(), 'z', 'pattern 14: where there are none it does not hang');
select is((select note from kontor.process_step where process_id = try.n('process') and action = 'nested'), 'No record fits, so no process was started.', 'pattern 14: and says so');

-- Either the world or a person, whichever comes first; the other is withdrawn.
select try.map('16', pg_temp.p('start s') || '[{"key": "v", "kind": "event", "name": "Paid", "condition": {"field": "amount", "above": 1000}, "give_up_hours": 1},
  {"key": "c", "kind": "condition", "name": "Was it?", "condition": {"field": "amount", "above": 1000}}]'::jsonb || pg_temp.p('action a; action b; end e'), 's>v; v>c; c>a yes; c>b no; a>e; b>e');
create function pg_temp.hours_pass() returns void language plpgsql as $$
begin
  perform kontor.engine_open();
  update kontor.process_token k set give_up_at = clock_timestamp() where k.process_id = try.n('process');
  perform kontor.engine_close();
  perform try.wait('process');
end $$;
select try.begin('16'), pg_temp.hours_pass();
select is(try.points() || ' ' || try.holders('v'), 'v:event chief', 'pattern 16, deferred choice: both are offered');
update kontor.deal set amount = 5000 where id = try.n('deal');
select kontor.run_jobs(100);
select is(try.points() || ' ' || coalesce(try.holders('v'), 'withdrawn'), 'a withdrawn', 'pattern 16: what happens in the world withdraws the task');
select try.begin('16'), pg_temp.hours_pass();
select is(try.done('v', 'skip', 'He will not pay'), 'running', 'pattern 16: what the person does');
update kontor.deal set amount = 5000 where id = try.n('deal');
select kontor.run_jobs(100);
select is(try.points(), 'b', 'pattern 16: withdraws the other');

select try.begin('1');
insert into try.name values ('gone', try.task('a'));
select is(try.as_user('head_a', format('select kontor.skip_step(%L, (select id from kontor.process_token where process_id = %L), ''Not needed'')->>''state''', try.n('process'), try.n('process'))), 'skipped',
  'pattern 19, cancel task: a step is called off');
select is(try.points() || ' ' || (select state from kontor.task where id = try.n('gone')), 'b cancelled', 'pattern 19: it goes on without');
select matches(try.as_user('seller_one', format('select kontor.complete_task(%L)', try.n('gone'))), '^KO001', 'pattern 19: and cannot be done any more');

select try.begin('13');
select is(try.as_user('head_a', format('select kontor.cancel_process(%L, ''The client is gone'')->>''state''', try.n('process'))), 'cancelled', 'pattern 20, cancel case: all of it');
select is(pg_temp.children(), 'cancelled, cancelled, cancelled', 'pattern 20: with what is nested');
select is((select count(*) from kontor.task t where t.state in ('open', 'taken') and t.process_id in (select c.id from kontor.process c where try.n('process') in (c.id, c.parent_id))), 0::bigint,
  'pattern 20: nothing is left to do');

select * from finish();
rollback;
