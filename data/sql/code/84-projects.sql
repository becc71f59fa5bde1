-- Projects: what belongs to one fits it, which maps may be started for it (R89), and
-- a sale that begins with an interest (R87).

-- Whatever belongs to a project is about its client.
create or replace function kontor.check_project(p_project uuid, p_partner uuid) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_project record;
begin
  -- Locked, so that its client does not change meanwhile.
  select p.name, p.partner_id into v_project from kontor.project p where p.id = p_project for share;
  if v_project.partner_id <> p_partner then
    raise exception 'The project "%" is another client''s.', v_project.name using errcode = 'KO001', column = 'project_id';
  end if;
end
$$;

-- R88: an interaction belongs to a process of its client, and with that to the
-- project for which the process is walked.
create or replace function kontor.rule_interaction() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_process kontor.process;
begin
  -- What is written down in a step belongs to its process.
  if new.process_id is null and new.task_id is not null and (TG_OP = 'INSERT' or new.task_id is distinct from old.task_id) then
    new.process_id := (select p.id from kontor.task t join kontor.process p on p.id = t.process_id
                        where t.id = new.task_id and p.partner_id = new.partner_id
                          and (new.project_id is null or p.project_id = new.project_id));
  end if;
  if new.process_id is not null then
    select * into v_process from kontor.process p where p.id = new.process_id;
    if v_process.partner_id <> new.partner_id then
      raise exception 'The process "%" is about another client.', v_process.name using errcode = 'KO001', column = 'process_id';
    end if;
    new.project_id := coalesce(new.project_id, v_process.project_id);
    if new.project_id is distinct from v_process.project_id then
      raise exception 'The process "%" does not belong to this project.', v_process.name using errcode = 'KO001', column = 'process_id';
    end if;
  end if;
  if new.project_id is not null then
    perform kontor.check_project(new.project_id, new.partner_id);
  end if;
  return new;
end
$$;

drop trigger if exists c_rules on kontor.interaction;
create trigger c_rules before insert or update of partner_id, project_id, process_id, task_id on kontor.interaction for each row
  when (new.project_id is not null or new.process_id is not null or new.task_id is not null)
  execute function kontor.rule_interaction();

create or replace function kontor.rule_claim_project() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  perform kontor.check_project(new.project_id, new.partner_id);
  return new;
end
$$;

drop trigger if exists d_project on kontor.claim;
create trigger d_project before insert or update of partner_id, project_id on kontor.claim for each row
  when (new.project_id is not null) execute function kontor.rule_claim_project();

create or replace function kontor.rule_project() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from kontor.interaction i where i.project_id = new.id and i.partner_id <> new.partner_id)
     or exists (select from kontor.claim c where c.project_id = new.id and c.partner_id <> new.partner_id)
     or exists (select from kontor.process p where p.project_id = new.id and p.partner_id <> new.partner_id) then
    raise exception 'Something of another client belongs to the project "%" already.', new.name
      using errcode = 'KO001', column = 'partner_id';
  end if;
  return new;
end
$$;

drop trigger if exists c_rules on kontor.project;
create trigger c_rules before update of partner_id on kontor.project for each row
  when (new.partner_id is distinct from old.partner_id) execute function kontor.rule_project();

-- Starting --------------------------------------------------------------------------

-- Whether a map may be started for a project: one of those that are bound to it, or
-- any where none is.
create or replace function kontor.project_takes(p_project uuid, p_map uuid) returns boolean
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
begin
  return p_project is null
      or not exists (select from kontor.project_map m where m.project_id = p_project)
      or exists (select from kontor.project_map m where m.project_id = p_project and m.map_id = p_map);
end
$$;

-- The project for which a person starts something with a record: the one that is
-- chosen, or the record's own.  Null where there is none (R92).
create or replace function kontor.project_to_start(p_project uuid, p_subject text, p_record jsonb) returns uuid
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_own uuid := case when p_subject = 'project' then p_record->>'id' else p_record->>'project_id' end;
  v_project kontor.project;
begin
  if p_project is not null and p_project is distinct from v_own and not kontor.visible('project', p_project) then
    raise exception 'The project does not exist, or you may not see it.' using errcode = '42501', column = 'project_id';
  end if;
  if p_project <> v_own then
    raise exception 'The record belongs to another project.' using errcode = 'KO001', column = 'project_id';
  end if;
  select * into v_project from kontor.project p where p.id = coalesce(p_project, v_own);
  if v_project.state in ('done', 'given_up') then
    raise exception 'The project "%" is finished.', v_project.name using errcode = 'KO001', column = 'project_id';
  end if;
  if v_project.id is not null then
    perform kontor.check_project(v_project.id, case when p_subject = 'partner' then p_record->>'id' else p_record->>'partner_id' end::uuid);
  end if;
  return v_project.id;
end
$$;

-- R89: refuses a map that is not bound to the project.
create or replace function kontor.check_project_takes(p_project uuid, p_map uuid) returns void
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
begin
  if not kontor.project_takes(p_project, p_map) then
    raise exception 'The map "%" is not one of those that are bound to the project "%".',
      (select m.name from kontor.route_map m where m.id = p_map), (select p.name from kontor.project p where p.id = p_project)
      using errcode = 'KO001';
  end if;
end
$$;

-- R87: an interest becomes a sale at once: a deal of the client's with its route map
-- begun, and the interaction belongs to both.  The kind of deal is the first one
-- that walks a map, and for a project one whose map it takes.
create or replace function kontor.begin_sale(interaction uuid, operation uuid default null) returns jsonb
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_record jsonb;
  v_project uuid;
  v_kind kontor.deal_kind;
  v_deal constant uuid := kontor.new_id();
  v_process uuid;
  v_earlier text;
  v_answer jsonb;
begin
  if not kontor.engine_begins(operation, 'begin_sale', null) then
    return kontor.engine_answer(operation);
  end if;
  v_record := kontor.lock_row('interaction', begin_sale.interaction);
  if v_record->>'deal_id' is not null then
    raise exception 'The interaction belongs to a deal already.' using errcode = 'KO001';
  end if;
  v_project := kontor.project_to_start(null, 'interaction', v_record);
  select k.* into v_kind from kontor.deal_kind k
   where k.mode = 'process' and not k.retired and kontor.project_takes(v_project, k.route_map_id)
     and exists (select from kontor.route_map_version v where v.map_id = k.route_map_id and v.state = 'published')
   order by k.created_at nulls first, k.id limit 1;
  if not found then
    raise exception 'There is no kind of deal with a route map that could be started here.' using errcode = 'KO001';
  end if;
  perform kontor.insert_row((select e from kontor.entity e where e.name = 'deal'), v_deal, jsonb_build_object(
    'name', v_record->'subject', 'partner_id', v_record->'partner_id', 'person_id', v_record->'person_id', 'kind_id', v_kind.id));

  v_earlier := kontor.engine_enter();
  -- A start rule may have been faster.
  select p.id into v_process from kontor.process p
   where p.map_id = v_kind.route_map_id and p.record_id = v_deal and p.state = 'running' and p.parent_id is null;
  if found then
    update kontor.process p set project_id = v_project where p.id = v_process and p.project_id is distinct from v_project;
  else
    v_process := (kontor.engine_starts(v_kind.route_map_id, 'deal', v_deal, kontor.me(), p_project => v_project)).process;
  end if;
  perform kontor.engine_leave(v_earlier);
  -- It may belong to a process already: then it goes on belonging to that.
  update kontor.interaction i set deal_id = v_deal, process_id = coalesce(i.process_id, v_process) where i.id = begin_sale.interaction;

  v_answer := jsonb_build_object('deal', v_deal, 'process', v_process);
  update kontor.operation o set title = v_record->>'subject' where o.id = operation;
  perform kontor.engine_ends(operation, v_answer);
  return v_answer;
end
$$;

-- Taking back a sale that was begun: whether it can be, because nobody has done
-- anything in its processes yet, and then that they go.
create or replace function kontor.engine_unbegins(p_deal uuid, p_go boolean) returns void
  language plpgsql
as $$
declare
  v_earlier text := kontor.engine_enter();
  v_process kontor.process;
begin
  for v_process in
    select p.* from kontor.process p where p.subject = 'deal' and p.record_id = p_deal order by p.id for update
  loop
    if v_process.state <> 'running'
       or exists (select from kontor.task t where t.process_id = v_process.id and t.state in ('taken', 'done')) then
      raise exception 'The process "%" has gone on since, so its beginning is not taken back.', v_process.name using errcode = 'KO001';
    end if;
    continue when not p_go;
    -- In this order: an open step has a token as long as it is there.
    delete from kontor.task t where t.process_id = v_process.id;
    delete from kontor.process p where p.id = v_process.id;
  end loop;
  perform kontor.engine_leave(v_earlier);
end
$$;

revoke all on function kontor.check_project(uuid, uuid), kontor.project_takes(uuid, uuid), kontor.check_project_takes(uuid, uuid),
  kontor.project_to_start(uuid, text, jsonb) from public, kontor_seller, kontor_head, kontor_administrator;
grant execute on function kontor.begin_sale(uuid, uuid) to kontor_seller, kontor_head, kontor_administrator;
