-- Who has which card open (D5): said by the desk when it opens a card and once a
-- minute after that, and told to those only who have the same card open.

-- Whether the desk that wrote this line still lives: its connection does, or it
-- has come back and will say so within two minutes.
create or replace function kontor.is_present(p kontor.presence) returns boolean
  language plpgsql volatile
  set search_path = pg_catalog, pg_temp
as $$
begin
  return p.seen_at > clock_timestamp() - interval '3 minutes'
     and exists (select 1 from pg_stat_get_activity(p.pid) as a);
end
$$;

-- News for the desks of the others; nobody else is woken.
create or replace function kontor.tell_presence(p_entity text, p_record uuid, p_desk uuid) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  row_as_json jsonb;
begin
  if not exists (select 1 from kontor.presence p where p.entity = p_entity and p.record_id = p_record and p.desk <> p_desk) then
    return;
  end if;
  execute format('select to_jsonb(t) from kontor.%I t where t.id = $1', p_entity) into row_as_json using p_record;
  insert into kontor.change_log (entity, id, action, manager_id, team_id, everybody)
    values ('presence', p_record, 'presence', (row_as_json->>'manager_id')::uuid, (row_as_json->>'team_id')::uuid,
            (select e.owner_column is null from kontor.entity e where e.name = p_entity));
end
$$;

-- "I have this card open": the others who have, each once.
create or replace function kontor.attend(p_entity text, p_record uuid, p_desk uuid)
  returns table (employee_id uuid, name text, since timestamptz)
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  known boolean;
begin
  if kontor.my_role() is null then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  if p_desk is null or p_record is null or not exists (select 1 from kontor.entity e where e.name = p_entity) then
    raise exception 'which card, and at which desk?' using errcode = '22004';
  end if;
  if not kontor.visible(p_entity, p_record) then
    raise exception 'This record does not exist any more, or you may not see it.' using errcode = '42501';
  end if;
  select true into known from kontor.presence p
    where p.desk = p_desk and p.entity = p_entity and p.record_id = p_record and p.employee_id = kontor.me();
  if known is null then
    -- Two who come at the same moment must see each other: one after the other, and
    -- before either writes, or each would wait for the other.
    lock table kontor.presence in share row exclusive mode;
  end if;
  delete from kontor.presence p
    where p.entity = p_entity and p.record_id = p_record and p.desk <> p_desk and not kontor.is_present(p);
  insert into kontor.presence as p (desk, entity, record_id, employee_id, pid)
    values (p_desk, p_entity, p_record, kontor.me(), pg_backend_pid())
    on conflict (desk, entity, record_id) do update set seen_at = clock_timestamp(), pid = pg_backend_pid()
    -- A desk's number is nobody's secret; that it is one's own is checked.
    where p.employee_id = kontor.me();
  if known is null then
    perform kontor.tell_presence(p_entity, p_record, p_desk);
  end if;

  return query
    select p.employee_id, e.name, min(p.since)
    from kontor.presence p join kontor.employee e on e.id = p.employee_id
    where p.entity = p_entity and p.record_id = p_record and p.employee_id <> kontor.me()
    group by p.employee_id, e.name order by min(p.since);
end
$$;

-- "I have closed it."
create or replace function kontor.leave(p_entity text, p_record uuid, p_desk uuid) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  if kontor.my_role() is null then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  delete from kontor.presence p
    where p.desk = p_desk and p.entity = p_entity and p.record_id = p_record and p.employee_id = kontor.me();
  if found then
    perform kontor.tell_presence(p_entity, p_record, p_desk);
  end if;
end
$$;

grant execute on function kontor.attend(text, uuid, uuid), kontor.leave(text, uuid, uuid)
  to kontor_seller, kontor_head, kontor_administrator;
