-- D6: what each person sees equals an oracle that knows nothing of policies.
select no_plan();

-- Sixty partners over all people and nobody, with children, deals and tasks, made past the door.
create temp table owner as
  select row_number() over () - 1 as n, e.id as manager_id, e.team_id from (select id, team_id from kontor.employee order by id) e
  union all select 6, null, null;
insert into kontor.partner (id, name, manager_id, team_id)
  select try.id(1000 + i), 'Firm ' || i, o.manager_id, o.team_id from generate_series(0, 59) i join owner o on o.n = i % 7;
-- Nobody's partner: the triggers would give it to nobody anyway, as nobody is signed in.
insert into kontor.person (id, name, partner_id) select try.id(2000 + i), 'Person ' || i, try.id(1000 + i % 60) from generate_series(0, 119) i;
insert into kontor.address (id, street, partner_id) select try.id(2500 + i), 'Street ' || i, try.id(1000 + i % 60) from generate_series(0, 59) i;
insert into kontor.interaction (id, subject, partner_id) select try.id(3000 + i), 'Call ' || i, try.id(1000 + i % 60) from generate_series(0, 59) i;
insert into kontor.deal (id, name, partner_id, manager_id, team_id)
  select try.id(4000 + i), 'Deal ' || i, try.id(1000 + i), o.manager_id, o.team_id from generate_series(0, 59) i join owner o on o.n = (i / 2) % 7;
insert into kontor.offer (id, partner_id, manager_id, team_id)
  select try.id(5000 + i), try.id(1000 + i), o.manager_id, o.team_id from generate_series(0, 59) i join owner o on o.n = i % 7;
insert into kontor.offer_line (id, offer_id, name, price) select try.id(5500 + i), try.id(5000 + i % 60), 'Line', 1 from generate_series(0, 119) i;
insert into kontor.task (id, name, manager_id, team_id, author_id)
  select try.id(6000 + i), 'Task ' || i, o.manager_id, o.team_id, a.manager_id
  from generate_series(0, 59) i join owner o on o.n = i % 7 join owner a on a.n = (i / 7) % 7;
insert into kontor.project (id, name, partner_id, manager_id, team_id)
  select try.id(7000 + i), 'Project ' || i, try.id(1000 + i), o.manager_id, o.team_id from generate_series(0, 59) i join owner o on o.n = (i / 3) % 7;
insert into kontor.project_map (id, project_id, map_id)
  select try.id(7100 + i), try.id(7000 + i), (select m.id from kontor.route_map m order by m.id limit 1) from generate_series(0, 59) i;
insert into kontor.task (id, name, team_id) values (try.id(6100), 'Anybody of A', try.id(1)), (try.id(6101), 'Anybody of B', try.id(2));

-- The oracle: plain loops over what the superuser sees.
create function try.oracle(login text, place text) returns bigint
  language plpgsql
as $$
declare
  who kontor.employee;
  row record;
  j jsonb;
  n bigint := 0;
begin
  select * into who from kontor.employee e where e.login = oracle.login;
  for row in execute format('select to_jsonb(t) as j from kontor.%I t', place) loop
    j := row.j;
    if who.role = 'administrator' then
      n := n + 1;
    elsif who.role = 'head' and j ->> 'team_id' = who.team_id::text then
      n := n + 1;
    elsif who.role = 'seller' and j ->> 'manager_id' = who.id::text then
      n := n + 1;
    elsif place = 'task' and (j ->> 'author_id' = who.id::text
                              or j ->> 'manager_id' is null and j ->> 'team_id' = who.team_id::text) then
      n := n + 1;
    end if;
  end loop;
  return n;
end
$$;

select is(try.as_user(u.login, format('select count(*) from kontor.%I', p.place)), try.oracle(u.login, p.place)::text, u.login || ' sees the right rows of ' || p.place)
from (values ('seller_one'), ('seller_two'), ('seller_three'), ('head_a'), ('head_b'), ('chief')) u(login),
     (values ('partner'), ('person'), ('address'), ('interaction'), ('deal'), ('offer'), ('offer_line'), ('project'), ('project_map'), ('task')) p(place);

-- The checks inside the doors see the same.
grant usage on schema kontor to public;
create function try.visible(place text, id uuid) returns boolean
  language plpgsql security definer
as $$ begin return kontor.visible(place, id); end $$;
grant usage on schema try to public;
create temp table every (place text, id uuid);
grant select on every to public;
insert into every select 'partner', id from kontor.partner union all select 'person', id from kontor.person
  union all select 'deal', id from kontor.deal union all select 'offer_line', id from kontor.offer_line union all select 'task', id from kontor.task;
select is(try.as_user(u.login, format('select count(*) from every e where e.place = %L and try.visible(e.place, e.id)', p.place)),
          try.oracle(u.login, p.place)::text, 'the doors show ' || u.login || ' the same rows of ' || p.place)
from (values ('seller_one'), ('seller_three'), ('head_a'), ('head_b'), ('chief')) u(login),
     (values ('partner'), ('person'), ('deal'), ('offer_line'), ('task')) p(place);
revoke usage on schema kontor from public;

-- Lists, counts, sums, search, radar, feed: nothing else than the tables.
select is(try.as_user('seller_one', 'select count(*) from kontor.search(''partner'', ''firm'', 200)'), try.oracle('seller_one', 'partner')::text, 'search finds one''s own only');
select is(try.as_user('head_b', 'select count(*) from kontor.search_ids(''person'', ''person'')'), try.oracle('head_b', 'person')::text, 'and the ids behind it');
select is(try.as_user('seller_one', 'select count(*) from kontor.similar_partners(''Firm 1'', null, null, null) s where not visible and (id is not null or subtitle is not null)'),
          '0', 'the radar names a colleague of a hidden firm and nothing more');
select is(try.as_user('seller_one', format('select count(*) from kontor.feed(%L, null, null, 100)', try.id(1003))), '0', 'the feed of a hidden partner is empty');
select cmp_ok((try.as_user('seller_one', format('select count(*) from kontor.feed(%L, null, null, 100)', try.id(1000))))::integer, '>', 2, 'R23: of one''s own it is not');

-- Attacks -------------------------------------------------------------------------
select is(try.as_user('seller_one', 'set kontor.me = ''x''; select kontor.me()'), try.id(11)::text, 'a setting gives no identity');
select is(try.as_user('seller_one', 'set role kontor_administrator'), '42501 permission denied to set role "kontor_administrator"', 'nobody becomes another role');
select is(try.state('seller_one', 'set role kontor_owner'), '42501', 'nor the owner');
select is(try.state('seller_one', 'lock table kontor.partner in access exclusive mode'), '42501', 'nobody locks a table');
select is(try.state('seller_one', 'select * from kontor.partner for update'), '42501', 'nor its rows');
select is(try.state('seller_one', 'create table kontor.mine (x integer)'), '42501', 'nobody makes tables here');
select is(try.state('seller_one', 'create function kontor.mine() returns integer language sql as ''select 1'''), '42501', 'nor functions');
select is(try.state('seller_one', 'copy kontor.partner to ''/tmp/x'''), '42501', 'nor copies to the server''s disk');
select is(try.state('seller_one', 'select pg_read_file(''/etc/passwd'')'), '42501', 'nor reads from it');
select is(try.state('seller_one', 'select * from kontor.file_content'), '42501', 'files are read by their function');
select is(try.state('seller_one', 'select * from kontor.engine_word'), '42501', 'the engine''s word is nobody''s');
select is(try.state('seller_one', 'select last from kontor.number_series'), '42501', 'how many offers others make is nobody''s');
select is(try.state('seller_one', 'alter table kontor.partner disable row level security'), '42501', 'nobody turns security off');

select is(try.state('seller_one', 'select lo_from_bytea(0, ''x'')'), '42501', 'nobody fills the disk with large objects');
select is(try.state('seller_one', 'select pg_terminate_backend(pid) from pg_stat_activity where usename = ''postgres'''), '42501', 'nobody ends others'' connections');
select is(try.as_user('seller_one', 'select count(*) from pg_stats where schemaname = ''kontor'' and tablename not in (''entity'')'), '0', 'the statistics of columns tell no values');
select is(try.state('seller_one', 'select n_tup_ins from pg_stat_user_tables'), '42501', 'nor do the server''s counters of rows');
select is(try.state('seller_one', 'select pg_stat_get_live_tuples(''kontor.deal''::regclass)'), '42501', 'by whatever name');
select is(try.state('seller_one', 'select pg_total_relation_size(''kontor.deal'')'), '42501', 'nor the sizes of tables');
select is(try.as_user('seller_one', 'select count(*) from pg_sequences where schemaname = ''kontor'' and last_value is not null'), '0', 'nor the numbers given out');
select is(try.as_user('seller_one', 'select count(*) from pg_stat_activity where usename <> current_user and query <> ''<insufficient privilege>'''), '0',
  'nor what others are asking');
select is(try.as_user('seller_one', 'select count(query) filter (where query <> ''<insufficient privilege>'') from pg_stat_activity where usename <> ''seller_one'''), '0', 'nor does what others ask');
select is(try.as_user('seller_one', 'notify kontor, ''forged''; select 1'), '1', 'anybody may call out');
select is((select count(*) from pg_proc where pronamespace = 'kontor'::regnamespace and prosrc ~ 'pg_notify\(''kontor'', ''[^'']'), 0::bigint, 'so nothing is ever said in a call');

-- A function's names cannot be shadowed by temporary tables.
select is(try.as_user('seller_one', 'create temp table employee (id uuid, login text, active boolean, role text, team_id uuid);
  insert into pg_temp.employee values (gen_random_uuid(), ''seller_one'', true, ''administrator'', null);
  set local search_path = pg_temp, kontor; select kontor.my_role()'), 'seller', 'a temporary table does not shadow');
select is(try.as_user('seller_one', 'create function pg_temp.leak(text) returns boolean language plpgsql cost 0.0001 as
  $f$ begin raise notice ''%'', $1; if $1 = ''Firm 1'' then raise exception ''seen''; end if; return true; end $f$;
  select count(*) from kontor.partner where pg_temp.leak(name)'), try.oracle('seller_one', 'partner')::text,
  'a cheap function of one''s own is not run on hidden rows');

select * from finish();
