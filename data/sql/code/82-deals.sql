-- Rules of deals, tasks and interactions that hold for every way in.

-- R44 to R51: in progress, won or lost; lost with a reason; the stage of a deal
-- that walks a map is moved by the map alone.
create or replace function kontor.rule_deal() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  new_mode text := coalesce((select k.mode from kontor.deal_kind k where k.id = new.kind_id), 'simple');
  old_mode text;
  by_engine boolean := kontor.engine_works();
  person boolean := kontor.my_role() is not null;
  -- An undone removal brings a deal back as it was.
  restored boolean := TG_OP = 'INSERT' and new.version > 1;
begin
  if TG_OP = 'INSERT' then
    new.number := coalesce(new.number, kontor.next_number('D'));
    if person and not restored then
      if new.status <> 'open' then
        raise exception 'A new deal is in progress; close it afterwards.' using errcode = 'KO001';
      end if;
      if new_mode = 'process' or new_mode = 'stages' and new.stage_id is null then
        new.stage_id := (select s.id from kontor.stage s where not s.retired order by s.position, s.id limit 1);
      end if;
    end if;
  else
    old_mode := coalesce((select k.mode from kontor.deal_kind k where k.id = old.kind_id), 'simple');
    if new.kind_id is distinct from old.kind_id and (old_mode = 'process' or new_mode = 'process') and person and not by_engine then
      -- Else the way round the map would be: another kind, the last stage, the first kind again.
      if old_mode = 'process' and kontor.my_role() = 'seller' then
        raise exception 'Only a head or an administrator takes a deal off its route map.' using errcode = 'KO001';
      end if;
      if new_mode = 'process' then
        if old.status <> 'open' then
          raise exception 'A closed deal cannot begin a route map.' using errcode = 'KO001';
        end if;
        new.stage_id := (select s.id from kontor.stage s where not s.retired order by s.position, s.id limit 1);
        new.status := 'open';
      end if;
    elsif new_mode = 'process' and not by_engine and person
          and (new.stage_id is distinct from old.stage_id or new.status is distinct from old.status
               or new.loss_reason_id is distinct from old.loss_reason_id) then
      raise exception 'This deal walks a route map: complete its tasks, and the stage moves by itself.' using errcode = 'KO001';
    end if;
  end if;

  if new.status = 'lost' and new.loss_reason_id is null then
    raise exception 'A lost deal needs the reason why.' using errcode = 'KO001';
  end if;
  if new.status = 'open' then
    new.closed_at := null;
    if TG_OP = 'UPDATE' and old.status <> 'open' then
      new.loss_reason_id := null;
    end if;
  else
    new.closed_at := coalesce(new.closed_at, clock_timestamp());
    if new.status = 'won' then
      new.loss_reason_id := null;
    end if;
  end if;
  return new;
end
$$;

drop trigger if exists c_rules on kontor.deal;
create trigger c_rules before insert or update on kontor.deal for each row
  when (current_user <> 'kontor_engine') execute function kontor.rule_deal();

-- R51: another kind ends the process of the one and begins that of the other; the
-- path walked so far stays.
create or replace function kontor.deal_changes_kind() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  old_map uuid := (select k.route_map_id from kontor.deal_kind k where k.id = old.kind_id and k.mode = 'process');
  new_map uuid := (select k.route_map_id from kontor.deal_kind k where k.id = new.kind_id and k.mode = 'process');
  running kontor.process;
  earlier text;
begin
  if kontor.engine_works() or kontor.my_role() is null or old_map is not distinct from new_map then
    return null;
  end if;
  earlier := kontor.engine_enter();
  for running in
    select p.* from kontor.process p
     where p.record_id = new.id and p.subject = 'deal' and p.map_id = old_map and p.state in ('running', 'stopped')
       and p.parent_id is null
     order by p.id for update
  loop
    perform kontor.engine_cancels(running, 'The deal became one of another kind.');
  end loop;
  if new_map is not null and new.status = 'open'
     and not exists (select 1 from kontor.process p where p.record_id = new.id and p.map_id = new_map and p.state in ('running', 'stopped')) then
    perform kontor.engine_starts(new_map, 'deal', new.id, kontor.me(), 'Begun with the kind of the deal.');
  end if;
  perform kontor.engine_leave(earlier);
  return null;
end
$$;

drop trigger if exists x_kind on kontor.deal;
create trigger x_kind after update of kind_id on kontor.deal for each row
  when (old.kind_id is distinct from new.kind_id) execute function kontor.deal_changes_kind();

-- The engine's way to move a deal; nobody else has the right to call it.
create or replace function kontor.engine_moves_deal(deal uuid, stage uuid, status text, loss_reason uuid) returns void
  language plpgsql
as $$
declare
  earlier text := kontor.engine_enter();
begin
  update kontor.deal d
    set stage_id = coalesce(engine_moves_deal.stage, d.stage_id),
        status = coalesce(engine_moves_deal.status, d.status),
        loss_reason_id = coalesce(engine_moves_deal.loss_reason, d.loss_reason_id)
    where d.id = engine_moves_deal.deal;
  perform kontor.engine_leave(earlier);
end
$$;

-- A task made by hand: its author, and the moments that follow from its state.  Of
-- what the engine writes only tasks of assignments come here.  One trigger and not
-- one for each rule, because every statement pays for the condition of each.
create or replace function kontor.rule_task() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  -- R144: returned with a comment, or not returned.
  if TG_OP = 'UPDATE' and new.subject = 'assignment' and new.answer = 'returned' and new.state = 'done' and old.state <> 'done'
     and coalesce(trim(new.result), '') = '' then
    raise exception 'Say what is missing before you return "%".', new.name using errcode = 'KO001', column = 'result';
  end if;
  if current_user = 'kontor_engine' then
    return case when TG_OP = 'INSERT' then kontor.task_of_assignment(new) else new end;
  end if;
  if TG_OP = 'INSERT' then
    if new.process_id is null then
      new.author_id := coalesce(new.author_id, kontor.me());
      perform kontor.check_task_record(new.subject, new.record_id);
      if new.record_id is not null and new.partner_id is null then
        select r.partner_id, coalesce(new.deal_id, r.deal_id) into new.partner_id, new.deal_id
          from kontor.record_belongings(new.subject, new.record_id) r;
      end if;
    else
      select p.subject, p.record_id into new.subject, new.record_id from kontor.process p where p.id = new.process_id;
      if new.subject = 'assignment' then
        new := kontor.task_of_assignment(new);
      end if;
    end if;
    new.partner_id := coalesce(new.partner_id, (select d.partner_id from kontor.deal d where d.id = new.deal_id));
  elsif (new.subject, new.record_id) is distinct from (old.subject, old.record_id) then
    perform kontor.check_task_record(new.subject, new.record_id);
  end if;
  if new.state = 'done' then
    new.done_at := coalesce(new.done_at, clock_timestamp());
    new.done_by := coalesce(new.done_by, kontor.me());
  else
    new.done_at := null;
    new.done_by := null;
  end if;
  if new.state = 'taken' then
    new.taken_at := coalesce(new.taken_at, clock_timestamp());
  elsif new.state = 'open' then
    new.taken_at := null;
  end if;
  -- A deadline that is moved can be missed again; one that had passed before the
  -- task was entered is news to nobody.
  if TG_OP = 'INSERT' then
    new.overdue_at := case when new.due_at <= clock_timestamp() then clock_timestamp() end;
  elsif new.due_at is distinct from old.due_at then
    new.overdue_at := case when new.due_at <= clock_timestamp() then coalesce(old.overdue_at, clock_timestamp()) end;
  end if;
  if TG_OP = 'INSERT' then
    perform kontor.engine_guards_task(null, new);
  elsif old.process_id is not null or new.process_id is not null or new.token_id is not null or new.point is not null then
    perform kontor.engine_guards_task(old, new);
  end if;
  return new;
end
$$;

drop trigger if exists c_rules on kontor.task;
create trigger c_rules before insert or update on kontor.task for each row
  when (current_user <> 'kontor_engine' or new.subject = 'assignment') execute function kontor.rule_task();

-- The partner knows when he was last spoken with (R36).
create or replace function kontor.interaction_counts() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  update kontor.partner p set last_contact_at = c.at
    from (select r.partner_id, max(r.at) as at from new_rows r where r.done and r.kind <> 'note' and r.at <= now() + interval '1 day'
          group by r.partner_id) c
    where p.id = c.partner_id and (p.last_contact_at is null or p.last_contact_at < c.at);
  return null;
end
$$;

drop trigger if exists counts_insert on kontor.interaction;
create trigger counts_insert after insert on kontor.interaction referencing new table as new_rows
  for each statement execute function kontor.interaction_counts();
drop trigger if exists counts_update on kontor.interaction;
create trigger counts_update after update on kontor.interaction referencing new table as new_rows
  for each statement execute function kontor.interaction_counts();
