-- What happens at a moment: timers, waiting points, reminders, escalations, the
-- overdue, each once: R79, R82, R83.
begin;
set local client_min_messages = warning;
create extension if not exists pgtap;
select no_plan();

insert into kontor.partner (id, name, manager_id)
select ('00000000-0000-7000-8000-0000000d000' || n)::uuid, 'Partner ' || n, '00000000-0000-7000-8000-000000000011' from generate_series(1, 9) n;
insert into kontor.route_map (id, name, subject) values ('00000000-0000-7000-8000-0000000d0101', 'Waiting', 'partner'),
  ('00000000-0000-7000-8000-0000000d0103', 'Watching', 'partner'), ('00000000-0000-7000-8000-0000000d0105', 'Acting', 'partner');
insert into kontor.route_map_version (id, map_id, number, graph) values
 ('00000000-0000-7000-8000-0000000d0102', '00000000-0000-7000-8000-0000000d0101', 1,
  '{"points": [{"key": "s", "kind": "start"}, {"key": "w", "kind": "timer", "wait_hours": 24, "wait_clock": ""},
               {"key": "a", "kind": "action", "name": "Call", "performer": {"kind": "deal_manager"}}, {"key": "e", "kind": "end", "name": "Done"}],
    "flows": [{"key": "1", "from": "s", "to": "w"}, {"key": "2", "from": "w", "to": "a"}, {"key": "3", "from": "a", "to": "e"}]}'),
 ('00000000-0000-7000-8000-0000000d0104', '00000000-0000-7000-8000-0000000d0103', 1,
  '{"points": [{"key": "s", "kind": "start"}, {"key": "w", "kind": "event", "condition": {"field": "city", "is": "Zenica"}}, {"key": "e", "kind": "end", "name": "Done"}],
    "flows": [{"key": "1", "from": "s", "to": "w"}, {"key": "2", "from": "w", "to": "e"}]}'),
 ('00000000-0000-7000-8000-0000000d0106', '00000000-0000-7000-8000-0000000d0105', 1,
  '{"points": [{"key": "s", "kind": "start"}, {"key": "a", "kind": "action", "name": "Call", "performer": {"kind": "deal_manager"},
                "escalate_to": {"kind": "role", "role": "administrator"}}, {"key": "e", "kind": "end", "name": "Done"}],
    "flows": [{"key": "1", "from": "s", "to": "a"}, {"key": "2", "from": "a", "to": "e"}]}');
select kontor.engine_publishes(id) from kontor.route_map_version where number = 1 and id::text like '%0d010_';

create temporary table t (name text primary key, id uuid);
create function pg_temp.starts(p_name text, p_map integer, p_partner integer) returns void language plpgsql as $$
begin
  set local session authorization seller_one;
  perform set_config('try.process', kontor.start_process(('00000000-0000-7000-8000-0000000d010' || p_map)::uuid, 'partner',
                                                         ('00000000-0000-7000-8000-0000000d000' || p_partner)::uuid)::text, true);
  set local session authorization default;
  insert into t values (p_name, current_setting('try.process')::uuid);
end $$;
create function pg_temp.p(p_name text) returns uuid language sql as $$ select id from t where name = p_name $$;
create function pg_temp.points(p_name text) returns text language sql as $$
  select coalesce(string_agg(k.point, ' '), 'none') from kontor.process_token k where k.process_id = pg_temp.p(p_name) $$;
-- Does all that is due.
create function pg_temp.works() returns integer language plpgsql as $$
declare v_done integer; v_all integer := 0;
begin
  loop
    v_done := kontor.run_jobs(50);
    v_all := v_all + v_done;
    exit when v_done = 0;
  end loop;
  return v_all;
end $$;
-- As if two days had passed.
create function pg_temp.comes_due(p_name text) returns void language plpgsql as $$
declare v_earlier text := kontor.engine_enter();
begin
  update kontor.process_token set arrived_at = arrived_at - interval '2 days' where process_id = pg_temp.p(p_name);
  perform kontor.engine_leave(v_earlier);
  update kontor.process_job set due_at = clock_timestamp() - interval '1 second' where process_id = pg_temp.p(p_name);
end $$;
update kontor.task set overdue_at = now() where overdue_at is null and due_at < now();

-- Timers
select pg_temp.starts('timer', 1, 1);
select is((select kind || ' ' || (due_at - set_at between interval '23 hours' and interval '25 hours') from kontor.process_job where process_id = pg_temp.p('timer')),
  'timer true', 'R84: a timer is a job for its moment');
select is(pg_temp.works(), 0, 'before that nothing happens');
select is(pg_temp.points('timer'), 'w', 'and the process waits');
select pg_temp.comes_due('timer');
select is(pg_temp.works(), 1, 'when it has come it happens');
select is(pg_temp.points('timer'), 'a', 'the process goes on');
select is(pg_temp.works(), 0, 'once');
select is((select count(*) from kontor.process_job where process_id = pg_temp.p('timer') and kind = 'timer'), 0::bigint, 'the job is gone');
select is((select count(*) from kontor.process_step where process_id = pg_temp.p('timer') and action = 'left' and point = 'w' and author_id is null), 1::bigint,
  'it is nobody''s doing');

-- Stopped
select pg_temp.starts('stopped', 1, 2);
set local session authorization seller_one;
select lives_ok(format('select kontor.stop_process(%L, ''wait'')', current_setting('try.process')), 'a process is stopped');
set local session authorization default;
select pg_temp.comes_due('stopped');
select is(pg_temp.works() || pg_temp.points('stopped'), '0w', 'R83: what comes due of a stopped process does not happen');
set local session authorization seller_one;
select lives_ok(format('select kontor.continue_process(%L)', current_setting('try.process')), 'continued');
set local session authorization default;
select is(pg_temp.works() || pg_temp.points('stopped'), '1a', 'but when it goes on');

-- Events
select pg_temp.starts('event', 3, 3);
select pg_temp.comes_due('event');
select is(pg_temp.works(), 1, 'a waiting point is looked at');
select is((select pg_temp.points('event') || ' ' || (due_at > clock_timestamp()) from kontor.process_job where process_id = pg_temp.p('event')), 'w true',
  'where its condition is not yet true it is looked at again');
update kontor.partner set city = 'Zenica' where name = 'Partner 3';
select pg_temp.comes_due('event');
select pg_temp.works();
select is((select state from kontor.process where id = pg_temp.p('event')), 'done', 'R84: when it has become true the process goes on');

-- A job that fails
select pg_temp.starts('failing', 1, 4);
select pg_temp.starts('behind', 1, 5);
select pg_temp.comes_due('failing');
update kontor.process_job set due_at = clock_timestamp() - interval '1 hour' where process_id = pg_temp.p('failing');
select pg_temp.comes_due('behind');
create function pg_temp.breaks() returns trigger language plpgsql as $$ begin raise exception 'The disk of the step is full.'; end $$;
create trigger breaks before insert on kontor.task for each row when (new.partner_id = '00000000-0000-7000-8000-0000000d0004') execute function pg_temp.breaks();
select is(pg_temp.works(), 2, 'a job that fails');
select is(pg_temp.points('behind') || pg_temp.points('failing'), 'aw', 'holds up no other, and leaves all as it was');
select is((select attempts || ' ' || error || ' ' || (due_at - clock_timestamp() between interval '50 seconds' and interval '61 seconds')
             from kontor.process_job where process_id = pg_temp.p('failing')), '1 The disk of the step is full. true', 'it is tried again after a minute, and says why');
select pg_temp.comes_due('failing') from generate_series(1, 1);
select pg_temp.works();
select is((select attempts || ' ' || (due_at - clock_timestamp() between interval '110 seconds' and interval '121 seconds')
             from kontor.process_job where process_id = pg_temp.p('failing')), '2 true', 'then after two');
select pg_temp.comes_due('failing');
select pg_temp.works();
select pg_temp.comes_due('failing');
select pg_temp.works();
select is((select count(*) || min(note) from kontor.process_step where process_id = pg_temp.p('failing') and action = 'incident'),
  '1The disk of the step is full.', 'the third time it is an incident of the process, once');
update kontor.process_job set attempts = 40 where process_id = pg_temp.p('failing');
select pg_temp.comes_due('failing');
select pg_temp.works();
select is((select due_at - clock_timestamp() between interval '5 hours 59 minutes' and interval '6 hours'
             from kontor.process_job where process_id = pg_temp.p('failing')), true, 'never more rarely than every six hours');
drop trigger breaks on kontor.task;
select pg_temp.comes_due('failing');
select pg_temp.works();
select is(pg_temp.points('failing'), 'a', 'and when it can be done it is');

-- Reminders and escalations
select pg_temp.starts('acting', 5, 6);
insert into t select 'task', id from kontor.task where process_id = pg_temp.p('acting');
select kontor.engine_job('reminder', pg_temp.p('acting'), null, pg_temp.p('task'), clock_timestamp() + interval '1 hour');
select kontor.engine_job('reminder', pg_temp.p('acting'), null, pg_temp.p('task'), clock_timestamp() + interval '2 hours');
select is((select count(*) || ' ' || bool_and(due_at > clock_timestamp() + interval '90 minutes') from kontor.process_job where task_id = pg_temp.p('task') and kind = 'reminder'),
  '1 true', 'a task has one reminder, which is moved');
select kontor.engine_job('escalation', pg_temp.p('acting'), null, pg_temp.p('task'), clock_timestamp() + interval '3 hours');
select pg_temp.works();
create function pg_temp.told() returns text language sql as $$
  select coalesce(string_agg(n.kind || ' ' || e.login, ', ' order by n.kind, e.login), 'nobody') from kontor.notification n
    join kontor.employee e on e.id = n.employee_id where n.task_id = pg_temp.p('task') $$;
select is(pg_temp.told(), 'nobody', 'before the moment nobody is reminded');
select pg_temp.comes_due('acting');
select pg_temp.works();
select pg_temp.works();
select is(pg_temp.told(), 'escalation chief, reminder seller_one', 'R79: the performer is reminded, and whom the map names hears of it');
select is((select note from kontor.process_step where process_id = pg_temp.p('acting') and action = 'escalated'), 'Chief', 'the path of the process tells it');
select kontor.engine_job('reminder', pg_temp.p('acting'), null, pg_temp.p('task'), clock_timestamp());
select pg_temp.works();
select is(pg_temp.told(), 'escalation chief, reminder seller_one', 'nobody is told the same twice');

-- Overdue
select is((select overdue_at from kontor.task where id = pg_temp.p('task')), null, 'what is not yet due is not overdue');
create function pg_temp.moves(p_due timestamptz) returns void language plpgsql as $$
declare v_earlier text := kontor.engine_enter();
begin
  update kontor.task set due_at = p_due where id = pg_temp.p('task');
  perform kontor.engine_leave(v_earlier);
end $$;
-- As if time had passed.
create function pg_temp.passes() returns void language plpgsql as $$
begin
  alter table kontor.task disable trigger user;
  update kontor.task set due_at = clock_timestamp() - interval '1 minute' where id = pg_temp.p('task');
  alter table kontor.task enable trigger user;
end $$;
insert into kontor.absence (id, employee_id, starts_on, deputy_id) values (gen_random_uuid(), '00000000-0000-7000-8000-000000000011', current_date - 1, '00000000-0000-7000-8000-000000000012');
select pg_temp.passes();
select is(pg_temp.works(), 1, 'one task is overdue');
select is(pg_temp.works(), 0, 'once');
select is(pg_temp.told(), 'escalation chief, overdue seller_one, overdue seller_two, reminder seller_one', 'R79: its performer, the author and the owner hear of it, and who stands in for one who is away');
select isnt((select overdue_at from kontor.task where id = pg_temp.p('task')), null, 'and the task says since when');
select is((select count(*) from kontor.history where id = pg_temp.p('task') and after ? 'overdue_at'), 0::bigint, 'which is no change that anybody made');
select pg_temp.moves(clock_timestamp() + interval '1 day');
select is((select overdue_at from kontor.task where id = pg_temp.p('task')), null, 'with a new deadline it is overdue no more');
select pg_temp.passes();
select is(pg_temp.works(), 1, 'until that has passed too');
select is((select count(*) from kontor.notification where task_id = pg_temp.p('task') and kind = 'overdue'), 4::bigint, 'then it is told anew');
insert into kontor.task (id, name, manager_id, due_at) values (gen_random_uuid(), 'Old list', '00000000-0000-7000-8000-000000000011', now() - interval '1 year');
select is(pg_temp.works(), 0, 'a task that is entered after its deadline is news to nobody');

-- Who may see and do what
set local session authorization seller_two;
select is((select count(*) from kontor.notification), 2::bigint, 'everybody sees what he himself was told');
select is(kontor.see_notifications(array(select id from kontor.notification limit 1)), 1, 'and marks it as seen');
select is(kontor.see_notifications(), 1, 'or all of it');
select is(kontor.see_notifications(), 0, 'once');
select throws_ok($$update kontor.notification set seen_at = null$$, '42501', null, 'only so');
select throws_ok($$select kontor.run_jobs(1)$$, '42501', null, 'people do not run jobs');
select throws_ok($$select kontor.engine_job('timer', null, null, null, null)$$, '42501', null, 'nor set them');
select throws_ok($$select kontor.begin_work()$$, '42501', null, 'nor are they the worker');
select is((select count(*) from kontor.process_job), 0::bigint, 'nor see them');
set local session authorization default;
select is((select count(distinct c.manager_id) from kontor.change_log c where c.entity = 'notification'), 3::bigint, 'the news of it goes to whom it is for');
set local session authorization worker;
select lives_ok('select kontor.run_jobs(1)', 'a login of the group kontor_worker does');
select throws_ok($$select * from kontor.task$$, '42501', null, 'and reads nothing');
set local session authorization default;

-- A clock that is set back
select pg_temp.starts('clock', 3, 7);
select pg_temp.works();
alter table kontor.partner disable trigger user;
update kontor.partner set city = 'Zenica' where name = 'Partner 7';
alter table kontor.partner enable trigger user;
update kontor.process_job set due_at = clock_timestamp() + interval '1 year', set_at = clock_timestamp() + interval '1 year' - interval '1 minute' where process_id = pg_temp.p('clock');
select pg_temp.starts('later', 1, 8);
update kontor.process_job set due_at = clock_timestamp() + interval '1 year', set_at = clock_timestamp() + interval '1 year' - interval '1 day' where process_id = pg_temp.p('later');
update kontor.job_clock set seen_at = clock_timestamp() + interval '1 year';
select pg_temp.works();
select is((select state from kontor.process where id = pg_temp.p('clock')), 'done', 'R83: a waiting point does not sleep until a clock that was set back has caught up');
select is(pg_temp.points('later'), 'w', 'a timer keeps its moment');

-- Finished
select pg_temp.starts('cancelled', 1, 9);
set local session authorization chief;
select lives_ok(format('select kontor.cancel_process(%L, ''enough'')', current_setting('try.process')), 'a process is cancelled');
set local session authorization default;
select is((select count(*) from kontor.process_job where process_id = pg_temp.p('cancelled')), 0::bigint, 'its jobs go with its tokens');
select * from finish();
rollback;
