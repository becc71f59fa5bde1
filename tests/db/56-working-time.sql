-- Working hours, holidays, the nights in which the clock is set, absences: R79.
begin;
set local client_min_messages = warning;
create extension if not exists pgtap;
select no_plan();
set local timezone = 'UTC';

insert into kontor.calendar (id, name, time_zone, monday, tuesday, wednesday, thursday, friday, saturday, standard) values
  ('00000000-0000-7000-8000-00000000c001', 'Sarajevo', 'Europe/Sarajevo', '8:00-12:00, 12:30-16:30', '8-12, 12.30–16.30', '8:00-12:00,12:30-16:30',
   '8:00-12:00, 12:30-16:30', '8:00-12:00, 12:30-16:30', null, true),
  ('00000000-0000-7000-8000-00000000c002', 'Night watch', 'Europe/Sarajevo', '0-6, 22-24', '0-6, 22-24', '0-6, 22-24', '0-6, 22-24', '0-6, 22-24', '0-6, 22-24', false);
update kontor.calendar set sunday = '0-6, 22-24' where name = 'Night watch';
create function pg_temp.c(n integer) returns uuid language sql as $$ select ('00000000-0000-7000-8000-00000000c00' || n)::uuid $$;
create function pg_temp.local(p_calendar uuid, p_from text, p_hours numeric) returns text language sql as $$
  select to_char(kontor.working_moment(p_calendar, (p_from::timestamp at time zone 'Europe/Sarajevo'), p_hours)
                 at time zone 'Europe/Sarajevo', 'Dy DD.MM. HH24:MI') $$;

-- 2 November 2026 is a Monday.
select is(pg_temp.local(pg_temp.c(1), '2026-11-02 08:00', 4), 'Mon 02.11. 12:00', 'R79: four hours of a morning');
select is(pg_temp.local(pg_temp.c(1), '2026-11-02 11:00', 2), 'Mon 02.11. 13:30', 'the lunch break does not count');
select is(pg_temp.local(pg_temp.c(1), '2026-11-02 12:10', 0), 'Mon 02.11. 12:30', 'no hours: the next moment of work');
select is(pg_temp.local(pg_temp.c(1), '2026-11-02 16:30', 0), 'Tue 03.11. 08:00', 'when the day is over, the next one''s');
select is(pg_temp.local(pg_temp.c(1), '2026-11-02 08:00', 8), 'Mon 02.11. 16:30', 'a whole day ends with the day, not with the next one');
select is(pg_temp.local(pg_temp.c(1), '2026-11-06 16:00', 1), 'Mon 09.11. 08:30', 'nor does the weekend');
select is(pg_temp.local(pg_temp.c(1), '2026-11-07 23:00', 8), 'Mon 09.11. 16:30', 'what begins on a Saturday night begins on Monday');
select is(pg_temp.local(null, '2026-11-02 08:00', 4), 'Mon 02.11. 12:00', 'without a calendar the office''s counts');
select is(pg_temp.local(pg_temp.c(1), '2026-11-02 08:00', 0.5), 'Mon 02.11. 08:30', 'halves of hours too');
select is(pg_temp.local(pg_temp.c(1), '2026-11-02 08:00', 400), 'Fri 08.01. 16:30', 'fifty working days');

-- Backwards
select is(pg_temp.local(pg_temp.c(1), '2026-11-09 09:00', -2), 'Fri 06.11. 15:30', 'R79: two hours before Monday at nine is Friday afternoon');
select is(pg_temp.local(pg_temp.c(1), '2026-11-02 13:00', -1), 'Mon 02.11. 11:30', 'backwards over lunch');
select is(pg_temp.local(pg_temp.c(1), '2026-11-08 13:00', -8), 'Fri 06.11. 08:00', 'from a Sunday');
select is((select count(*) from generate_series(1, 300) n,
             lateral (select kontor.working_moment(pg_temp.c(1), '2026-10-01 07:00Z'::timestamptz + n * interval '3 hours 7 minutes', 0) as at) m,
             lateral (select kontor.working_moment(pg_temp.c(1), m.at, n * 0.25) as due) d
            where kontor.working_moment(pg_temp.c(1), d.due, -n * 0.25) <> m.at
              -- Four o'clock and eight o'clock are the same moment of work.
              and kontor.working_moment(pg_temp.c(1), kontor.working_moment(pg_temp.c(1), d.due, -n * 0.25), 0) <> m.at), 0::bigint,
  'there and back is where one was, 300 times');

-- Holidays, short days, a Saturday on which people work
insert into kontor.calendar_day (id, calendar_id, day, name, hours, yearly) values
  (gen_random_uuid(), pg_temp.c(1), '2020-11-25', 'Day of Statehood', null, true),
  (gen_random_uuid(), pg_temp.c(1), '2026-11-03', 'Short day', '8-12', false),
  (gen_random_uuid(), pg_temp.c(1), '2026-11-07', 'Worked', '10-14', false),
  (gen_random_uuid(), pg_temp.c(1), '2027-11-25', 'Worked this year', '9-10', false);
select is(pg_temp.local(pg_temp.c(1), '2026-11-24 16:00', 1), 'Thu 26.11. 08:30', 'R79: a holiday of every year');
select is(pg_temp.local(pg_temp.c(1), '2019-11-25 08:00', 1), 'Mon 25.11. 09:00', 'but not before it was one');
select is(pg_temp.local(pg_temp.c(1), '2027-11-24 16:30', 1), 'Thu 25.11. 10:00', 'what is said of this very day comes first');
select is(pg_temp.local(pg_temp.c(1), '2026-11-03 11:00', 2), 'Wed 04.11. 09:00', 'a short day');
select is(pg_temp.local(pg_temp.c(1), '2026-11-06 16:00', 1), 'Sat 07.11. 10:30', 'a Saturday on which people work');
select is(pg_temp.local(pg_temp.c(1), '2026-11-26 08:30', -1), 'Tue 24.11. 16:00', 'backwards over the holiday');

-- The clock is set back on 25 October 2026 at 3:00 and forward on 28 March 2027 at 2:00.
select is(pg_temp.local(pg_temp.c(1), '2026-10-23 16:00', 1), 'Mon 26.10. 08:30', 'eight o''clock is eight o''clock, before and after the clock is set');
select is(pg_temp.local(pg_temp.c(2), '2026-10-25 00:00', 7), 'Sun 25.10. 06:00', 'the night in which the clock is set back has seven hours until six');
select is(pg_temp.local(pg_temp.c(2), '2027-03-28 00:00', 5), 'Sun 28.03. 06:00', 'and that in which it is set forward five');
select is(pg_temp.local(pg_temp.c(2), '2027-03-28 06:00', -5), 'Sun 28.03. 00:00', 'backwards as well');
select is(kontor.working_moment(pg_temp.c(2), '2026-10-25 00:30Z', 1), '2026-10-25 01:30Z'::timestamptz,
  'of the hour that comes twice the right one');
set local timezone = 'America/Los_Angeles';
select is(pg_temp.local(pg_temp.c(1), '2026-11-02 11:00', 2), 'Mon 02.11. 13:30', 'it is the office''s clock, not that of who asks');
set local timezone = 'UTC';

-- What cannot be
select throws_ok($$update kontor.calendar set monday = '8:00-26:00' where standard$$, 'KO001', null, 'hours that there are not are refused');
select throws_ok($$update kontor.calendar set monday = 'from eight' where standard$$, 'KO001', null, 'so are words');
select throws_ok($$update kontor.calendar set monday = '12-8' where standard$$, 'KO001', null, 'and what ends before it begins');
select throws_ok($$update kontor.calendar set monday = null, tuesday = null, wednesday = null, thursday = null, friday = null where standard$$,
  '23514', null, 'a calendar in which nobody ever works is refused');
select throws_ok($$update kontor.calendar set time_zone = 'Bosnia' where standard$$, 'KO001', null, 'a time zone that there is not, too');
select throws_ok($$delete from kontor.calendar where standard$$, 'KO001', null, 'the office''s calendar is not deleted');
select throws_ok($$update kontor.calendar set standard = false where standard$$, 'KO001', null, 'nor left without another one');
select lives_ok($$update kontor.calendar set standard = true where name = 'Night watch'$$, 'another one becomes the office''s');
select is((select string_agg(name, ',') from kontor.calendar where standard), 'Night watch', 'and the former is it no more');
update kontor.calendar set standard = true where name = 'Sarajevo';
select is((select string_agg(h.h::text, ' ') from unnest(kontor.working_spans('13-17, 9:00-12:30, 12-13')) h(h)), '540 1020', 'spans that touch are one');

-- Absences
insert into kontor.absence (id, employee_id, starts_on, ends_on, deputy_id) values
  (gen_random_uuid(), '00000000-0000-7000-8000-000000000011', '2026-11-02', '2026-11-06', '00000000-0000-7000-8000-000000000012'),
  (gen_random_uuid(), '00000000-0000-7000-8000-000000000012', '2026-11-04', null, '00000000-0000-7000-8000-000000000021'),
  (gen_random_uuid(), '00000000-0000-7000-8000-000000000021', '2026-11-06', '2026-11-06', '00000000-0000-7000-8000-000000000011');
create function pg_temp.on(p_who integer, p_at timestamptz) returns text language sql as $$
  select kontor.absent(e.id, p_at)::text || ' ' || coalesce((select d.login from kontor.employee d where d.id = kontor.deputy_of(e.id, p_at)), 'nobody')
    from kontor.employee e where e.id = ('00000000-0000-7000-8000-0000000000' || p_who)::uuid $$;
select is(pg_temp.on(11, '2026-11-01 12:00Z'), 'false seller_one', 'who is here does his work himself');
select is(pg_temp.on(11, '2026-11-01 23:30Z'), 'true seller_two', 'R79: from the first day on, by the clock of the office, the deputy');
select is(pg_temp.on(11, '2026-11-05 12:00Z'), 'true head_a', 'the deputy of a deputy who is away');
select is(pg_temp.on(11, '2026-11-06 12:00Z'), 'true nobody', 'nobody where all of them are away in a circle');
select is(pg_temp.on(11, '2026-11-06 23:30Z'), 'false seller_one', 'until the last day');
select is(pg_temp.on(12, '2030-01-01 12:00Z'), 'true head_a', 'or until further notice');
update kontor.employee set active = false where login = 'head_a';
select is(pg_temp.on(12, '2030-01-01 12:00Z'), 'true nobody', 'who has left stands in for nobody');
update kontor.employee set active = true where login = 'head_a';

create function pg_temp.enters(p_login text, p_whose integer) returns text language plpgsql as $$
declare v_answer text;
begin
  execute format('set local session authorization %I', p_login);
  begin
    select kontor.save('absence', gen_random_uuid(), 0, jsonb_build_object('employee_id', '00000000-0000-7000-8000-0000000000' || p_whose, 'starts_on', '2027-01-01'),
                       gen_random_uuid())->>'status' into v_answer;
  exception when others then
    v_answer := sqlstate;
  end;
  execute 'set local session authorization default';
  return v_answer;
end $$;
select is(pg_temp.enters('seller_one', 11), 'saved', 'one enters one''s own absence');
select is(pg_temp.enters('seller_one', 12), '42501', 'but not another one''s');
select is(pg_temp.enters('head_a', 12), 'saved', 'the head that of his team');
select is(pg_temp.enters('head_a', 13), '42501', 'but not of another team');
select is(pg_temp.enters('chief', 13), 'saved', 'an administrator everybody''s');
select * from finish();
rollback;
