-- Working time, absences, what has to happen at a moment, and what people are
-- told because of it.

-- Working time ---------------------------------------------------------------------

-- "9:00-12:30, 13-17" as minutes of the day, from and until in turn:
-- {540,750,780,1020}.  Nothing is a free day.
create function kontor.working_spans(hours text) returns integer[]
  language plpgsql immutable parallel safe
  set search_path = pg_catalog, pg_temp
as $$
declare
  part text;
  found text[];
  spans int4multirange := '{}';
  answer integer[] := '{}';
  span int4range;
  beginning integer;
  ending integer;
begin
  if coalesce(trim(hours), '') = '' then
    return answer;
  end if;
  foreach part in array regexp_split_to_array(trim(hours), '\s*[,;]\s*') loop
    found := regexp_match(part, '^(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?$');
    beginning := found[1]::integer * 60 + coalesce(found[2], '0')::integer;
    ending := found[3]::integer * 60 + coalesce(found[4], '0')::integer;
    if found is null or coalesce(found[2], '0')::integer > 59 or coalesce(found[4], '0')::integer > 59
       or beginning >= ending or ending > 1440 then
      raise exception 'Working hours are written like this: 9:00-12:30, 13:00-17:00. "%" cannot be read.', part
        using errcode = 'KO001';
    end if;
    spans := spans + int4multirange(int4range(beginning, ending));
  end loop;
  for span in select s from unnest(spans) s order by s loop
    answer := answer || lower(span) || upper(span);
  end loop;
  return answer;
end
$$;

-- The same for a week, in minutes since Monday began.
create function kontor.working_week(days text[]) returns integer[]
  language sql immutable parallel safe
  set search_path = pg_catalog, pg_temp
as $$
  select coalesce(array_agg((d.place::integer - 1) * 1440 + m.minute order by d.place, m.minute), '{}')
    from unnest(days) with ordinality d(hours, place), unnest(kontor.working_spans(d.hours)) m(minute)
$$;

create table kontor.calendar (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  name       text not null check (length(name) between 1 and 200),
  -- As PostgreSQL knows it: "Europe/Sarajevo".
  time_zone  text not null default current_setting('TimeZone'),
  monday     text,
  tuesday    text,
  wednesday  text,
  thursday   text,
  friday     text,
  saturday   text,
  sunday     text,
  week       integer[] not null generated always as
             (kontor.working_week(array[monday, tuesday, wednesday, thursday, friday, saturday, sunday])) stored,
  -- The one that counts where none is named.
  standard   boolean not null default false,
  constraint calendar_has_hours check (cardinality(week) > 0)
);
create unique index calendar_standard on kontor.calendar (standard) where standard;

-- A day that is not like its weekday: a holiday, a short day, a Saturday on
-- which people work.
create table kontor.calendar_day (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  calendar_id uuid not null references kontor.calendar on delete cascade,
  day         date not null,
  name        text not null check (length(name) between 1 and 200),
  -- Null: nobody works.
  hours       text,
  spans       integer[] not null generated always as (kontor.working_spans(hours)) stored,
  -- On the same day of every year from that one on.
  yearly      boolean not null default false,
  month_day   integer generated always as
              (case when yearly then extract(month from day)::integer * 100 + extract(day from day)::integer end) stored,
  unique (calendar_id, day)
);
create index calendar_day_yearly on kontor.calendar_day (calendar_id, month_day) where yearly;

create table kontor.absence (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  employee_id uuid not null references kontor.employee on delete cascade,
  starts_on   date not null default current_date,
  -- The last day away; null: until further notice.
  ends_on     date,
  deputy_id   uuid references kontor.employee,
  note        text check (length(note) <= 1000),
  check (ends_on is null or ends_on >= starts_on),
  check (deputy_id <> employee_id)
);
create index absence_employee on kontor.absence (employee_id, starts_on);
create index absence_deputy on kontor.absence (deputy_id) where deputy_id is not null;

-- What has to happen at a moment -----------------------------------------------------

-- One line for each thing, gone when it is done.  Who does one locks its process
-- first, as everybody does, so no two workers do it and no person is in between.
create table kontor.process_job (
  id          bigint generated always as identity primary key,
  kind        text not null check (kind in ('timer', 'event', 'retry', 'reminder', 'escalation')),
  process_id  uuid not null references kontor.process on delete cascade,
  token_id    uuid references kontor.process_token on delete cascade,
  task_id     uuid references kontor.task on delete cascade,
  due_at      timestamptz not null,
  -- By the clock of that moment: a clock that was set back meanwhile is found out by it.
  set_at      timestamptz not null default clock_timestamp(),
  -- Its process is stopped.
  resting     boolean not null default false,
  attempts    integer not null default 0,
  error       text,
  check (num_nonnulls(token_id, task_id) > 0)
);
create index process_job_due on kontor.process_job (due_at, id) where not resting;
create index process_job_process on kontor.process_job (process_id);
create unique index process_job_token on kontor.process_job (token_id, kind) where token_id is not null and task_id is null;
create unique index process_job_task on kontor.process_job (task_id, kind) where task_id is not null;
create index process_job_token_of_task on kontor.process_job (token_id) where token_id is not null and task_id is not null;

insert into kontor.process_job (kind, process_id, token_id, due_at, resting)
select case r.kind when 'event' then 'event' else 'timer' end, k.process_id, k.id, k.due_at, p.state = 'stopped'
  from kontor.process_token k
  join kontor.process p on p.id = k.process_id
  left join kontor.route_point r on r.version_id = p.map_version_id and r.key = k.point
 where k.due_at is not null;
drop index kontor.process_token_due;
alter table kontor.process_token drop column due_at;
drop function if exists kontor.run_timers();
drop function if exists kontor.engine_ticks(integer);
drop function if exists kontor.engine_tick(kontor.process, kontor.process_token);
drop function if exists kontor.engine_token(kontor.process, text, text, timestamptz);

-- The latest moment at which jobs were looked after: a clock that is behind it
-- was set back.
create table kontor.job_clock (
  only_row  boolean primary key default true check (only_row),
  seen_at   timestamptz not null,
  -- When the start rules were last proved complete.
  proved_at timestamptz
);
insert into kontor.job_clock (seen_at) values (clock_timestamp());

-- What people are told ------------------------------------------------------------------

create table kontor.notification (
  id           uuid primary key,
  kind         text not null check (kind in ('reminder', 'overdue', 'escalation')),
  employee_id  uuid not null references kontor.employee on delete cascade,
  task_id      uuid not null references kontor.task on delete cascade,
  -- The deadline it is about; a new deadline is told anew.
  due_at       timestamptz not null,
  at           timestamptz not null default clock_timestamp(),
  seen_at      timestamptz,
  unique (task_id, kind, employee_id, due_at)
);
create index notification_unseen on kontor.notification (employee_id, at) where seen_at is null;
create index notification_employee on kontor.notification (employee_id, at desc);

-- When it was noticed that the deadline has passed, and those concerned were told.
alter table kontor.task add column overdue_at timestamptz;
alter table kontor.task disable trigger user;
update kontor.task set overdue_at = clock_timestamp()
 where state in ('open', 'taken') and due_at <= clock_timestamp();
alter table kontor.task enable trigger user;
create index task_overdue on kontor.task (due_at) where state in ('open', 'taken') and overdue_at is null;

alter table kontor.process_step drop constraint process_step_action_check;
alter table kontor.process_step add constraint process_step_action_check
  check (action in ('arrived', 'left', 'ended', 'stopped', 'continued', 'cancelled',
                    'taken', 'given_back', 'redirected', 'escalated', 'incident'));

insert into kontor.entity (name, title_column, owner_column, parent_entity, parent_column, writing) values
  ('calendar', 'name', null, null, null, 'administrator'),
  ('calendar_day', 'name', null, null, null, 'administrator'),
  ('absence', 'starts_on', null, null, null, 'own');
