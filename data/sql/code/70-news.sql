-- News.  Never a NOTIFY in a writing transaction: it takes a lock of the whole
-- database at commit.  Writers leave a line in the change log; one elected desk
-- wakes the others, and each reads the log under its own row security.

-- The lines whose transactions became visible since a snapshot, each with the
-- snapshot to ask with next time; with no news, one line with only that.  Exact
-- whatever the order of commits, and a long transaction holds nothing back.
create or replace function kontor.changes_since(since text)
  returns table (entity text, id uuid, version bigint, action text, operation uuid, snapshot text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  earlier pg_snapshot := since::pg_snapshot;
begin
  if earlier is not null then
    return query
      select c.entity, c.id, c.version, c.action, c.operation, pg_current_snapshot()::text
      from kontor.change_log c
      where c.xid >= pg_snapshot_xmin(earlier) and not pg_visible_in_snapshot(c.xid, earlier)
      order by c.seq;
    if found then
      return;
    end if;
  end if;
  return query select null::text, null::uuid, null::bigint, null::text, null::uuid, pg_current_snapshot()::text;
end
$$;

-- A worker on the server comes before every desk.  True for the one that now is
-- the office's; another one stands by and may ask again.
create or replace function kontor.begin_work() returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  if coalesce(current_setting('kontor.worker', true), '') <> pg_backend_pid()::text then
    if not pg_try_advisory_lock(5420, 3) then
      return false;
    end if;
    perform set_config('kontor.worker', pg_backend_pid()::text, false);
  end if;
  return true;
end
$$;

-- Called by every desk some ten times a second, and by the worker; true for the
-- one that is elected.  It sends one notification when there is anything new,
-- with nothing in it: anybody may listen.
create or replace function kontor.dispatch() returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  earlier text := nullif(current_setting('kontor.dispatched', true), '');
  -- Taken before looking: what commits in between is told twice, not never.
  present text := pg_current_snapshot()::text;
  worker boolean := coalesce(current_setting('kontor.worker', true), '') = pg_backend_pid()::text;
begin
  if kontor.my_role() is null and not worker then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  if not worker then
    -- Held for this moment only, so that a worker who comes is not kept out.
    if not pg_try_advisory_lock_shared(5420, 3) then
      if coalesce(current_setting('kontor.elected', true), '') = pg_backend_pid()::text then
        perform pg_advisory_unlock(5420, 1);
        perform set_config('kontor.elected', '', false);
      end if;
      return false;
    end if;
    perform pg_advisory_unlock_shared(5420, 3);
  end if;
  if coalesce(current_setting('kontor.elected', true), '') <> pg_backend_pid()::text then
    if not pg_try_advisory_lock(5420, 1) then
      return false;
    end if;
    perform set_config('kontor.elected', pg_backend_pid()::text, false);
    earlier := null;
  end if;
  if earlier is null
     or exists (select 1 from kontor.change_log c
                where c.xid >= pg_snapshot_xmin(earlier::pg_snapshot)
                  and not pg_visible_in_snapshot(c.xid, earlier::pg_snapshot)) then
    perform pg_notify('kontor', '');
    -- Those who were away longer than the log remembers read everything anew.
    if random() < 0.001 then
      delete from kontor.change_log where at < now() - interval '3 days';
    end if;
  end if;
  perform set_config('kontor.dispatched', present, false);
  -- Where no worker runs, the elected desk also does what is due.
  if not worker and (exists (select from kontor.process_job j where not j.resting and j.due_at <= clock_timestamp())
                     or exists (select from kontor.task t
                                 where t.state in ('open', 'taken') and t.overdue_at is null and t.due_at <= clock_timestamp())) then
    perform kontor.run_jobs(20);
  end if;
  return true;
end
$$;

grant execute on function kontor.changes_since(text), kontor.dispatch()
  to kontor_seller, kontor_head, kontor_administrator;
revoke execute on function kontor.begin_work() from public, kontor_seller, kontor_head, kontor_administrator;
grant execute on function kontor.begin_work(), kontor.dispatch() to kontor_worker;
grant usage on schema kontor to kontor_worker;
