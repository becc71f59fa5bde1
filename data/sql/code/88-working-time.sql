-- Working time: which hours people work, and who is away.

-- One calendar is the office's, and its time zone is one that there is.
create or replace function kontor.rule_calendar() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'DELETE' then
    if old.standard then
      raise exception '"%" is the calendar of the office; make another one that first.', old.name using errcode = 'KO001';
    end if;
    return old;
  end if;
  if (tg_op = 'INSERT' or new.time_zone <> old.time_zone)
     and not exists (select from pg_timezone_names z where z.name = new.time_zone) then
    raise exception 'There is no time zone "%"; they are called like "Europe/Sarajevo".', new.time_zone
      using errcode = 'KO001', column = 'time_zone';
  end if;
  if new.standard then
    update kontor.calendar c set standard = false where c.standard and c.id <> new.id;
  elsif tg_op = 'UPDATE' and old.standard and pg_trigger_depth() = 1 then
    raise exception '"%" is the calendar of the office; make another one that instead.', old.name
      using errcode = 'KO001', column = 'standard';
  end if;
  return new;
end $$;

drop trigger if exists c_rules on kontor.calendar;
create trigger c_rules before insert or update or delete on kontor.calendar
  for each row execute function kontor.rule_calendar();

-- The moment at which that many working hours have passed since another one; with
-- less than no hours, the moment that lies so many before it.  No hours: the
-- next moment at which somebody works.  @calendar null: the office's; where there
-- is none, the clock counts.  Hours are real ones, also in the nights in which
-- the clock is set.
create or replace function kontor.working_moment(calendar uuid, from_moment timestamptz, hours numeric) returns timestamptz
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_week integer[];
  v_zone text;
  v_id uuid;
  v_left numeric := abs(hours) * 3600;
  v_back boolean := hours < 0;
  v_day date;
  v_special date[];
  v_yearly integer[];
  v_month_day integer;
  v_spans integer[];
  v_first integer;
  v_last integer;
  v_base integer;
  v_starts timestamptz;
  v_ends timestamptz;
  v_long numeric;
  v_place integer;
begin
  if from_moment is null or hours is null then
    return null;
  end if;
  -- With the days that are not like their weekday, asked once.
  if calendar is null then
    select c.id, c.week, c.time_zone, array(select s.day from kontor.calendar_day s where s.calendar_id = c.id)
      into v_id, v_week, v_zone, v_special from kontor.calendar c where c.standard;
  else
    select c.id, c.week, c.time_zone, array(select s.day from kontor.calendar_day s where s.calendar_id = c.id)
      into v_id, v_week, v_zone, v_special from kontor.calendar c where c.id = working_moment.calendar;
  end if;
  if v_id is null then
    return from_moment + make_interval(secs => (hours * 3600)::double precision);
  end if;
  if cardinality(v_special) > 0 then
    v_yearly := array(select s.month_day from kontor.calendar_day s where s.calendar_id = v_id and s.yearly);
  end if;
  v_day := (from_moment at time zone v_zone)::date;

  for v_n in 0..7300 loop
    v_spans := v_week;
    -- The first day of the first year was a Monday.
    v_base := (v_day - date '0001-01-01') % 7 * 1440;
    if v_yearly is not null then
      v_month_day := extract(month from v_day)::integer * 100 + extract(day from v_day)::integer;
      if v_day = any (v_special) or v_month_day = any (v_yearly) then
        -- What is said of this very day comes before what is said of every year.
        select d.spans, 0 into v_spans, v_base from kontor.calendar_day d
         where d.calendar_id = v_id and (d.day = v_day or d.yearly and d.month_day = v_month_day and d.day < v_day)
         order by d.day desc limit 1;
        if not found then
          v_spans := v_week;
          v_base := (v_day - date '0001-01-01') % 7 * 1440;
        end if;
      end if;
    end if;

    -- Beginnings and ends in turn, in the order of the week: the first and the
    -- last span that begins on this day.
    v_first := (width_bucket(v_base - 1, v_spans) + 1) / 2 + 1;
    v_last := (width_bucket(v_base + 1439, v_spans) + 1) / 2;
    for v_i in v_first..v_last loop
      v_place := 2 * case when v_back then v_first + v_last - v_i else v_i end - 1;
      v_starts := (v_day + make_interval(mins => v_spans[v_place] - v_base)) at time zone v_zone;
      v_ends := (v_day + make_interval(mins => v_spans[v_place + 1] - v_base)) at time zone v_zone;
      if v_back then
        continue when v_starts >= from_moment;
        v_ends := least(v_ends, from_moment);
      else
        continue when v_ends <= from_moment;
        v_starts := greatest(v_starts, from_moment);
      end if;
      v_long := extract(epoch from v_ends - v_starts);
      if v_left <= v_long then
        return case when v_back then v_ends - make_interval(secs => v_left::double precision)
                    else v_starts + make_interval(secs => v_left::double precision) end;
      end if;
      v_left := v_left - greatest(v_long, 0);
    end loop;
    v_day := v_day + case when v_back then -1 else 1 end;
  end loop;
  raise exception 'In twenty years of this calendar there are no % working hours.', abs(hours) using errcode = 'KO001';
end $$;

-- Absences -----------------------------------------------------------------------------

-- The day it is in the office at a moment.
create or replace function kontor.office_day(at timestamptz) returns date
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return (at at time zone coalesce((select c.time_zone from kontor.calendar c where c.standard),
                                   current_setting('TimeZone')))::date;
end $$;

create or replace function kontor.absent(employee uuid, at timestamptz) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare v_day date;
begin
  -- Most are not away at all, and then nobody asks what day it is.
  if not exists (select from kontor.absence a where a.employee_id = employee) then
    return false;
  end if;
  v_day := kontor.office_day(at);
  return exists (select from kontor.absence a
                  where a.employee_id = employee and a.starts_on <= v_day and coalesce(a.ends_on, 'infinity') >= v_day);
end $$;

-- Who does the work of somebody at a moment: he himself, or while he is away the
-- deputy he named, whose deputy where that one is away too; null where nobody is left.
create or replace function kontor.deputy_of(employee uuid, at timestamptz) returns uuid
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_day date;
  v_who uuid := employee;
  v_asked uuid[] := '{}';
begin
  while v_who is not null and not v_who = any (v_asked) loop
    if not kontor.absent(v_who, at) then
      return v_who;
    end if;
    v_asked := v_asked || v_who;
    v_day := coalesce(v_day, kontor.office_day(at));
    select a.deputy_id into v_who from kontor.absence a join kontor.employee e on e.id = a.deputy_id and e.active
     where a.employee_id = v_who and a.starts_on <= v_day and coalesce(a.ends_on, 'infinity') >= v_day
     order by a.starts_on desc limit 1;
    if not found then
      return null;
    end if;
  end loop;
  return null;
end $$;

-- One enters one's own absences, the head those of his team.
create or replace function kontor.rule_absence() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_whose uuid := case when tg_op = 'DELETE' then old.employee_id else new.employee_id end;
begin
  if tg_op = 'INSERT' then
    new.employee_id := coalesce(new.employee_id, kontor.me());
    v_whose := new.employee_id;
  elsif tg_op = 'UPDATE' and new.employee_id <> old.employee_id then
    raise exception 'An absence stays its employee''s; enter another one.' using errcode = 'KO001', column = 'employee_id';
  end if;
  if kontor.my_role() = 'seller' and v_whose <> kontor.me()
     or kontor.my_role() = 'head' and v_whose <> kontor.me()
        and not exists (select from kontor.employee e where e.id = v_whose and e.team_id = kontor.my_team()) then
    raise exception 'Absences are entered by the employee, the head of the team or an administrator.'
      using errcode = '42501';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;

drop trigger if exists c_rules on kontor.absence;
create trigger c_rules before insert or update or delete on kontor.absence
  for each row execute function kontor.rule_absence();

revoke all on function kontor.working_spans(text), kontor.working_week(text[]), kontor.rule_calendar(), kontor.rule_absence(),
  kontor.working_moment(uuid, timestamptz, numeric), kontor.office_day(timestamptz), kontor.absent(uuid, timestamptz),
  kontor.deputy_of(uuid, timestamptz) from public, kontor_seller, kontor_head, kontor_administrator;
grant execute on function kontor.working_moment(uuid, timestamptz, numeric), kontor.absent(uuid, timestamptz),
  kontor.deputy_of(uuid, timestamptz) to kontor_seller, kontor_head, kontor_administrator;
