-- News: everything once, whatever the order of commits, and only to those who may know.
select no_plan();
create extension dblink;
select dblink_connect(c, format('dbname=%s host=%s user=seller_one', current_database(), current_setting('unix_socket_directories')))
from unnest(array['one', 'two']) c;

create function try.news(login text, since text) returns text language sql as $$
  select try.as_user(login, format('select string_agg(concat_ws('' '', entity, action, right(id::text, 3), version), '','' order by entity, id, version, action) from kontor.changes_since(%L) where entity is not null', since)) $$;
create function try.snapshot(login text) returns text language sql as $$ select try.as_user(login, 'select snapshot from kontor.changes_since(null)') $$;

select is(try.as_user('seller_one', 'select count(*) || '' '' || coalesce(max(entity), ''-'') from kontor.changes_since(null)'), '1 -', 'with nothing one begins with a snapshot');
create temp table s as select try.snapshot('seller_one') as zero;
select is(try.news('seller_one', zero), null, 'nothing new') from s;
select try.save('seller_one', 'partner', 101, 0, '{"name": "A"}');
select is(try.news('seller_one', zero), 'partner insert 101 1', 'D5: a new record') from s;
select try.save('seller_one', 'partner', 101, 1, '{"city": "B"}');
select is(try.news('seller_one', zero), 'partner insert 101 1,partner update 101 2', 'and its change') from s;
select is(try.news('head_a', zero), 'partner insert 101 1,partner update 101 2', 'the head hears of it') from s;
select is(try.news('seller_two', zero), null, 'a colleague does not') from s;
select is(try.news('head_b', zero), null, 'nor another head') from s;
select is(try.news('seller_one', try.snapshot('seller_one')), null, 'and not twice');

-- Commits out of order: the older transaction ends after the snapshot was taken.
select dblink_exec('one', 'begin');
select * from dblink('one', format('select kontor.save(''partner'', %L, 0, ''{"name": "Slow"}'', null)', try.id(102))) as t(j jsonb);
select try.save('seller_one', 'partner', 103, 0, '{"name": "Quick"}');
create temp table middle as select try.snapshot('seller_one') as taken;
select matches(try.news('seller_one', zero), '103', 'the quick one is news although a slow one runs') from s;
select unalike(try.news('seller_one', zero), '%102%', 'the slow one is not yet') from s;
select dblink_exec('one', 'commit');
select is(try.news('seller_one', taken), 'partner insert 102 1', 'the slow one is not lost although it is older') from middle;
-- What was rolled back is no news.
create temp table third as select try.snapshot('seller_one') as taken;
select dblink_exec('one', 'begin');
select * from dblink('one', format('select kontor.save(''partner'', %L, 0, ''{"name": "Never"}'', null)', try.id(104))) as t(j jsonb);
select dblink_exec('one', 'rollback');
select is(try.news('seller_one', taken), null, 'what was rolled back is no news') from third;

-- A record that leaves somebody's sight.
select try.save('head_a', 'partner', 101, 2, format('{"manager_id": "%s"}', try.id(12))::jsonb);
select is(try.news('seller_one', taken), 'partner moved 101 3', 'the old manager hears that it went') from third;
select is(try.news('seller_two', taken), 'partner update 101 3', 'the new one that it came') from third;
-- A task is news to performer and author.
create temp table fourth as select try.snapshot('seller_one') as taken;
select try.save('seller_one', 'task', 201, 0, format('{"name": "For you", "manager_id": "%s"}', try.id(13))::jsonb);
select is(try.news(l, taken), 'task insert 201 1', 'R79: a new task is news to ' || l) from fourth, unnest(array['seller_one', 'seller_three', 'head_b']) l;
select is(try.news('seller_two', taken), null, 'and to nobody else') from fourth;
-- Directories are everybody's.
select try.save('seller_one', 'region', 211, 0, '{"name": "New region"}');
select is(try.news('seller_three', taken), 'region insert 211 1,task insert 201 1', 'a directory is everybody''s news') from fourth;

-- Many at once are one line.
create temp table fifth as select try.snapshot('seller_one') as taken;
insert into kontor.partner (id, name, manager_id) select gen_random_uuid(), 'Bulk ' || i, try.id(11) from generate_series(1, 501) i;
select is(try.news('seller_one', taken), 'partner insert', 'many rows in one statement are one line') from fifth;
select is(count(*), 501::bigint, 'each with its history') from kontor.history where entity = 'partner' and action = 'insert' and at > now() - interval '1 minute' and operation is null;

-- Dispatching: one is elected, the others hear.
select is(ok, true, 'the first who asks is elected') from dblink('one', 'select kontor.dispatch()') as t(ok boolean);
select is(ok, false, 'the second is not') from dblink('two', 'select kontor.dispatch()') as t(ok boolean);
select dblink_exec('two', 'listen kontor');
select is(ok, true, 'still elected') from dblink('one', 'select kontor.dispatch()') as t(ok boolean);
select count(*) from dblink_get_notify('two');
select ok from dblink('one', 'select kontor.dispatch()') as t(ok boolean);
select is(count(*), 0::bigint, 'without news nobody is woken') from dblink_get_notify('two');
select try.save('seller_one', 'partner', 301, 0, '{"name": "News"}');
select ok from dblink('one', 'select kontor.dispatch()') as t(ok boolean);
select * from dblink('two', 'select 1') as t(x integer);
select is(count(*) || ' ' || coalesce(max(extra), '-'), '1 ', 'with news once, and nothing in it') from dblink_get_notify('two');
select dblink_disconnect('one');
-- The server needs a moment to see that the elected one is gone.
select try.as_user('chief', 'select kontor.me()');
create function try.elected_within(n integer) returns boolean language plpgsql as $$
begin
  for i in 1 .. n loop
    if (select ok from dblink('two', 'select kontor.dispatch()') as t(ok boolean)) then
      return true;
    end if;
    perform pg_sleep(0.05);
  end loop;
  return false;
end
$$;
select ok(try.elected_within(100), 'when the elected one goes, another is');

select * from finish();
