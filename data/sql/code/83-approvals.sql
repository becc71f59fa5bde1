-- R103, R104: a discount beyond what the company lets its sellers give is approved,
-- with the approver's name, before the offer goes out.  Who approves is what a
-- route map says; that nothing goes out before is said here.

create or replace function kontor.offer_approval() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_limit numeric := (select c.discount_limit from kontor.own_company c where c.id = new.own_company_id);
  v_asked text := new.approval;
  v_restored boolean := tg_op = 'INSERT' and new.version > 1;
begin
  new.deepest_discount := round(100 * (1 - (1 - new.discount_percent / 100)
    * (1 - coalesce((select max(l.discount_percent) from kontor.offer_line l where l.offer_id = new.id), 0) / 100)), 2);
  if v_restored then
    return new;
  end if;
  if tg_op = 'INSERT' then
    -- What somebody signed was another offer.
    new.approval := 'none';
    new.approved_by := null;
    new.approved_at := null;
    new.approved_discount := null;
  elsif v_asked is distinct from old.approval then
    if kontor.my_role() is not null and not kontor.engine_works() then
      raise exception 'A discount is approved by completing the task for it.' using errcode = 'KO001', column = 'approval';
    end if;
    if v_asked = 'approved' then
      new.approved_by := coalesce(kontor.me(), new.approved_by);
      new.approved_at := clock_timestamp();
      new.approved_discount := new.deepest_discount;
    end if;
    return new;
  end if;

  -- What went out before there was a limit, or before it was lowered, stays out.
  if tg_op = 'UPDATE' and old.status <> 'draft' and new.status <> 'draft' and new.deepest_discount <= old.deepest_discount then
    return new;
  end if;
  if new.deepest_discount > v_limit then
    if new.deepest_discount > coalesce(new.approved_discount, -1) then
      if new.approval <> 'refused' or tg_op = 'UPDATE' and new.deepest_discount > old.deepest_discount then
        new.approval := 'needed';
      end if;
    else
      new.approval := 'approved';
    end if;
  else
    new.approval := case when new.approved_at is not null then 'approved' else 'none' end;
  end if;
  if new.status in ('sent', 'accepted') and new.approval in ('needed', 'refused') and kontor.my_role() is not null then
    raise exception 'The discount of % %% is deeper than % %%; the offer goes out when it is approved.',
      trim_scale(new.deepest_discount), trim_scale(v_limit) using errcode = 'KO001', column = 'status';
  end if;
  return new;
end $$;

drop trigger if exists e_approval on kontor.offer;
create trigger e_approval before insert or update on kontor.offer for each row execute function kontor.offer_approval();

-- A new limit holds for what has not gone out yet.
create or replace function kontor.discount_limit_changed() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update kontor.offer o set total = o.total
   where o.own_company_id = new.id and o.status = 'draft'
     and (o.deepest_discount > new.discount_limit or o.approval in ('needed', 'refused'));
  return null;
end $$;

drop trigger if exists y_limit on kontor.own_company;
create trigger y_limit after update of discount_limit on kontor.own_company for each row
  when (old.discount_limit is distinct from new.discount_limit) execute function kontor.discount_limit_changed();

revoke all on function kontor.discount_limit_changed(), kontor.offer_approval() from public, kontor_seller, kontor_head, kontor_administrator;
