-- R250: who closes a claim, and what is left of its process.
begin;
set local client_min_messages = warning;
select no_plan();

insert into kontor.partner (id, name, manager_id) values (try.id(7001), 'Adria Metal', try.id(11));
insert into kontor.claim (id, partner_id, essence) select try.id(7100 + n), try.id(7001), 'Broken ' || n from generate_series(1, 3) n;
create function pg_temp.version(n integer) returns integer language sql as $$ select version from kontor.claim where id = try.id(7100 + n) $$;
create function pg_temp.close(login text, n integer, status text) returns text language sql as $$
  select try.save(login, 'claim', 7100 + n, pg_temp.version(n), jsonb_build_object('status', status))->>'status' $$;
create function pg_temp.left(n integer) returns text language sql as $$
  select string_agg(p.state || ' ' || (select count(*) from kontor.task t where t.process_id = p.id and t.state in ('open', 'taken')), ', ' order by p.state)
    from kontor.process p where p.record_id = try.id(7100 + n) $$;

select is(pg_temp.left(1), 'running 1', 'R253: a claim has its process');
select is(pg_temp.close('seller_one', 1, 'satisfied'), 'KO001', 'R250: whom the map holds does not close it past the map');
select is(pg_temp.close('seller_one', 1, 'not_satisfied'), 'KO001', 'in no way');
select matches(try.state('seller_one', format('update kontor.claim set status = ''satisfied'' where id = %L', try.id(7101))), '42501', 'nor by plain SQL');
select is((select try.save('seller_one', 'claim', 7101, pg_temp.version(1), '{"answer": "We replace it"}')->>'status'), 'saved', 'all else of it is written meanwhile');
select is(pg_temp.left(1), 'running 1', 'and the process goes on');
create function pg_temp.guard(login text, n integer) returns text language sql as $$
  select try.as_user(login, format('select (g.process is not null) || '' '' || (g.task is not null) from kontor.claim_guard(%L) g', try.id(7100 + n))) $$;
select is(pg_temp.guard('seller_one', 1), 'true true', 'R250: he is told before what closes it, and what is to be done first');
select is(pg_temp.guard('head_a', 1), 'false false', 'nothing holds a head');
select is(pg_temp.guard('seller_three', 1), 'false false', 'and who does not see the claim is told nothing of it');

select is(pg_temp.close('head_a', 1, 'satisfied'), 'saved', 'R250: a head closes it');
select is(pg_temp.left(1), 'cancelled 0', 'and nothing is left to be done');
select is((select p.result from kontor.process p where p.record_id = try.id(7101)), 'The claim was closed.', 'the process says why');
select is(pg_temp.close('seller_one', 1, 'in_work'), 'saved', 'it may be taken up again');
select is(pg_temp.guard('seller_one', 1), 'false false', 'then nothing holds it');
select is(pg_temp.close('seller_one', 1, 'satisfied'), 'saved', 'and where no process runs anybody closes it');

-- A map that does not set the status holds nobody, and goes on.
insert into kontor.route_map (id, name, subject) values (try.id(7200), 'Apology', 'claim');
insert into kontor.route_map_version (id, map_id, number, graph) values (try.id(7201), try.id(7200), 1,
  '{"points": [{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "Send flowers", "performer": {"kind": "deal_manager"}},
    {"key": "e", "kind": "end"}], "flows": [{"key": "f1", "from": "s", "to": "a"}, {"key": "f2", "from": "a", "to": "e"}]}');
select kontor.engine_publishes(try.id(7201));
select isnt(try.as_user('seller_one', format('select kontor.start_process(%L, ''claim'', %L)', try.id(7200), try.id(7101))), null, 'an apology is walked');
select is(pg_temp.close('seller_one', 1, 'in_work'), 'saved', 'taken up again');
select is(pg_temp.close('seller_one', 1, 'satisfied'), 'saved', 'a process that does not close the claim holds nobody');
select is(pg_temp.left(1), 'cancelled 0, running 1', 'and goes on');
select * from finish();
rollback;
