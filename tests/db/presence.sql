-- D5: who has a card open.
select no_plan();

insert into kontor.partner (id, name, manager_id) values (try.id(101), 'Alfa', try.id(11)), (try.id(102), 'Hidden', try.id(13));

create function try.attend(login text, record integer, desk integer) returns text language sql as $$
  select try.as_user(login, format('select coalesce(string_agg(name, '', ''), ''nobody'') from kontor.attend(''partner'', %L, %L)', try.id(record), try.id(desk)))
$$;
create function try.lines() returns bigint language sql as $$ select count(*) from kontor.change_log where entity = 'presence' $$;

select is(try.attend('seller_one', 101, 1), 'nobody', 'D5: the first one is alone');
select is(try.lines(), 0::bigint, 'and nobody is woken');
select is(try.attend('head_a', 101, 2), 'Seller One', 'D5: the second one sees the first');
select is(try.lines(), 1::bigint, 'whose desk is told');
select is(try.attend('seller_one', 101, 1), 'Head A', 'and sees the second');
select is(try.attend('seller_one', 101, 3), 'Head A', 'one''s own second desk is no other person');
select is(try.lines(), 2::bigint, 'said again it is no news');
select is(try.as_user('seller_one', 'select count(*) from kontor.change_log where entity = ''presence'''), '2', 'the news comes to those who see the record');
select is(try.as_user('seller_three', 'select count(*) from kontor.change_log where entity = ''presence'''), '0', 'and to no others');
select matches(try.attend('seller_one', 102, 1), '^42501', 'a hidden record is not attended');
select matches(try.attend('seller_one', 999, 1), '^42501 This record does not exist', 'nor told from none');
select is(try.as_user('seller_two', format('select kontor.leave(''partner'', %L, %L)', try.id(101), try.id(1))), '', 'nobody takes another''s name away');
select is(try.attend('head_a', 101, 2), 'Seller One', 'it is still there');
select is(try.as_user('head_a', 'select count(*) from kontor.presence'), '0', 'the book itself is not read by people');

-- The desks go: by a word, with their connection, or by keeping silent.
select is(try.as_user('seller_one', format('select kontor.leave(''partner'', %L, %L)', try.id(101), try.id(3))), '', 'one of two desks is closed');
select is(try.attend('head_a', 101, 2), 'Seller One', 'the other is there');
update kontor.presence set pid = 1 where desk = try.id(1);
select is(try.attend('head_a', 101, 2), 'nobody', 'D5: who was cut off is gone');
select is(try.attend('seller_one', 101, 1), 'Head A', 'and back');
update kontor.presence set seen_at = now() - interval '4 minutes' where desk = try.id(1);
select is(try.attend('head_a', 101, 2), 'nobody', 'who keeps silent is gone');
delete from kontor.presence where desk = try.id(2);

-- Two who open the same card at the same moment.
create extension dblink;
select dblink_connect(c, format('dbname=%s host=%s user=%s', current_database(), current_setting('unix_socket_directories'), c))
from unnest(array['seller_one', 'head_a']) c;
select dblink_exec('seller_one', 'begin');
select * from dblink('seller_one', format('select kontor.leave(''partner'', %L, %L)', try.id(101), try.id(1))) as t(void text);
select dblink_send_query('head_a', format('select name from kontor.attend(''partner'', %L, %L)', try.id(101), try.id(2)));
do $$
declare
  patience timestamptz := clock_timestamp() + interval '30 seconds';
begin
  while clock_timestamp() < patience
        and not exists (select from pg_stat_activity where datname = current_database() and usename = 'head_a' and wait_event_type = 'Lock') loop
    perform pg_stat_clear_snapshot();
  end loop;
end
$$;
select is((select count(*) from dblink('seller_one', format('select name from kontor.attend(''partner'', %L, %L)', try.id(101), try.id(1))) as t(name text)),
          0::bigint, 'D5: the one of two is first');
select dblink_exec('seller_one', 'commit');
select is(name, 'Seller One', 'D5: and the other waits, instead of each waiting for the other, and sees the first')
from (select (select name from dblink_get_result('head_a') as t(name text)) as name) as seen;
select * from finish();
