-- The process engine, inside: tokens, tasks, steps.
--
-- A published map is taken apart into kontor.route_point.  A token stands on a
-- point or, at a merge, on a flow; one function moves tokens on until every one
-- of them waits for a person, a merge or a moment.  All of it happens in the
-- transaction of whoever completed the task, with the process locked.
--
-- Nothing here may be called by people; their doors are in 92-process-doors.sql.

alter table kontor.engine_word enable row level security;
alter table kontor.route_point enable row level security;
drop policy if exists everybody on kontor.route_point;
create policy everybody on kontor.route_point for select
  to kontor_seller, kontor_head, kontor_administrator using (true);
grant select on kontor.route_point to kontor_seller, kontor_head, kontor_administrator;

-- Is the engine at work? ---------------------------------------------------------
-- Triggers must tell the engine's writing from a person's.  A setting alone can
-- be forged, so it has to hold a secret that only the owner can read.

create or replace function kontor.engine_open() returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform set_config('kontor.engine', (select w.word from kontor.engine_word w), true);
end $$;

create or replace function kontor.engine_close() returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform set_config('kontor.engine', '', true);
end $$;

create or replace function kontor.engine_at_work() returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce(current_setting('kontor.engine', true), '') = (select w.word from kontor.engine_word w);
end $$;

-- Rows that only the engine may change --------------------------------------------

create or replace function kontor.engine_guards_task() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if kontor.engine_at_work() then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'INSERT' then
    if new.process_id is not null or new.token_id is not null or new.point is not null then
      raise exception 'Only a process can add a task to itself.' using errcode = 'KO001';
    end if;
    return new;
  end if;
  if tg_op = 'DELETE' then
    if old.process_id is not null then
      raise exception 'The task "%" belongs to a process and cannot be deleted.', old.name using errcode = 'KO001';
    end if;
    if old.author_id is distinct from kontor.me() and kontor.my_role() = 'seller' then
      raise exception 'The task "%" was given by somebody else; only who gave it can delete it.', old.name
        using errcode = 'KO001';
    end if;
    return old;
  end if;
  if new.process_id is distinct from old.process_id or new.token_id is distinct from old.token_id
     or new.point is distinct from old.point then
    raise exception 'A task cannot be moved into or out of a process.' using errcode = 'KO001';
  end if;
  if old.process_id is not null
     and (new.state, new.manager_id, new.author_id, new.taken_at, new.done_at, new.done_by, new.answer,
          new.question, new.answers, new.name, new.description, new.partner_id, new.deal_id, new.due_at, new.number)
     is distinct from
         (old.state, old.manager_id, old.author_id, old.taken_at, old.done_at, old.done_by, old.answer,
          old.question, old.answers, old.name, old.description, old.partner_id, old.deal_id, old.due_at, old.number)
  then
    raise exception 'The task "%" is a step of a process: complete it, give it back or redirect it.', old.name
      using errcode = 'KO001';
  end if;
  -- An employee who changes the team takes the tasks along.
  if old.process_id is not null and new.team_id is distinct from old.team_id
     and new.team_id is distinct from (select e.team_id from kontor.employee e where e.id = new.manager_id) then
    raise exception 'The task "%" is a step of a process: redirect it.', old.name using errcode = 'KO001';
  end if;
  if old.process_id is not null and old.state in ('done', 'cancelled')
     and (new.checklist, new.result) is distinct from (old.checklist, old.result) then
    raise exception 'The task "%" is finished and stays as it is.', old.name using errcode = 'KO001';
  end if;
  return new;
end $$;

drop trigger if exists engine_guards_insert on kontor.task;
create trigger engine_guards_insert before insert on kontor.task
  for each row when (new.process_id is not null or new.token_id is not null or new.point is not null)
  execute function kontor.engine_guards_task();
drop trigger if exists engine_guards_update on kontor.task;
create trigger engine_guards_update before update on kontor.task
  for each row when (old.process_id is not null or new.process_id is not null
                     or new.token_id is not null or new.point is not null)
  execute function kontor.engine_guards_task();
drop trigger if exists engine_guards_delete on kontor.task;
create trigger engine_guards_delete before delete on kontor.task
  for each row execute function kontor.engine_guards_task();

-- Processes, tokens and the path walked are written by the engine alone; only
-- their owners change along with the record's.
create or replace function kontor.engine_guards_process() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if kontor.engine_at_work() then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'UPDATE' and to_jsonb(new) - array['manager_id', 'team_id', 'version', 'changed_at', 'changed_by']
                        = to_jsonb(old) - array['manager_id', 'team_id', 'version', 'changed_at', 'changed_by'] then
    return new;
  end if;
  raise exception 'Processes are moved by completing their tasks only.' using errcode = 'KO001';
end $$;

do $$
declare name text;
begin
  foreach name in array array['process', 'process_token', 'process_step'] loop
    execute format('drop trigger if exists engine_guards on kontor.%I', name);
    execute format('create trigger engine_guards before insert or update or delete on kontor.%I
                    for each row execute function kontor.engine_guards_process()', name);
  end loop;
end $$;

-- A published version never changes.
create or replace function kontor.engine_guards_version() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'DELETE' then
    if exists (select from kontor.process p where p.map_version_id = old.id) then
      raise exception 'Processes walk this version of the map; it cannot be deleted.' using errcode = 'KO001';
    end if;
    return old;
  end if;
  if tg_op = 'INSERT' then
    if new.state <> 'draft' and not kontor.engine_at_work() then
      raise exception 'A version of a map begins as a draft.' using errcode = 'KO001';
    end if;
    return new;
  end if;
  if old.state <> 'draft'
     and (new.graph, new.number, new.map_id, new.published_at, new.published_by)
         is distinct from (old.graph, old.number, old.map_id, old.published_at, old.published_by) then
    raise exception 'Version % of the map is published and never changes; draw a new one.', old.number
      using errcode = 'KO001';
  end if;
  if new.state <> old.state and not kontor.engine_at_work() then
    raise exception 'A version is published by publishing it, so that it is checked.' using errcode = 'KO001';
  end if;
  return new;
end $$;

drop trigger if exists engine_guards on kontor.route_map_version;
create trigger engine_guards before insert or update or delete on kontor.route_map_version
  for each row execute function kontor.engine_guards_version();

-- Small things -------------------------------------------------------------------

create or replace function kontor.engine_identifier() returns uuid
  language sql volatile set search_path = pg_catalog, pg_temp
as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
           placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
           from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
$$;

-- Books an operation; false where it was done before (then its answer counts).
create or replace function kontor.engine_begins(p_operation uuid, p_kind text, p_title text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_me uuid := kontor.me();
  v_author uuid;
begin
  if v_me is null then
    raise exception 'You are not registered as an employee.' using errcode = '42501';
  end if;
  if p_operation is null then
    return true;
  end if;
  insert into kontor.operation (id, author_id, kind, title) values (p_operation, v_me, p_kind, p_title)
    on conflict (id) do nothing;
  if not found then
    select o.author_id into v_author from kontor.operation o where o.id = p_operation;
    if v_author is distinct from v_me then
      raise exception 'This operation belongs to somebody else.' using errcode = '42501';
    end if;
    return false;
  end if;
  perform set_config('kontor.operation', p_operation::text, true);
  return true;
end $$;

create or replace function kontor.engine_ends(p_operation uuid, p_answer jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update kontor.operation o set answer = p_answer where o.id = p_operation;
end $$;

create or replace function kontor.engine_answer(p_operation uuid) returns jsonb
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select o.answer from kontor.operation o where o.id = p_operation
$$;

-- The record a process is about.
create or replace function kontor.engine_record(p_subject text, p_record uuid) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare v_row jsonb;
begin
  if not exists (select from kontor.entity e where e.name = p_subject) then
    raise exception 'There is no entity "%".', p_subject using errcode = 'KO001';
  end if;
  execute format('select to_jsonb(t) from kontor.%I t where t.id = $1', p_subject) into v_row using p_record;
  return v_row;
end $$;

-- Whether the caller sees a row with these owners: the policies' rule once more,
-- because definer functions are not held by row security.
create or replace function kontor.engine_sees(p_manager uuid, p_team uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return case kontor.my_role()
    when 'administrator' then true
    when 'head' then coalesce(p_team = kontor.my_team(), false)
    when 'seller' then coalesce(p_manager = kontor.me(), false)
    else false end;
end $$;

-- Moves a deal; beneath the rule that a deal led by a map is moved by nobody
-- else.  The file of deals may replace it.
do $do$
begin
  if to_regprocedure('kontor.engine_moves_deal(uuid,uuid,text,uuid)') is null then
    execute $create$
      create function kontor.engine_moves_deal(p_deal uuid, p_stage uuid, p_status text, p_loss_reason uuid) returns void
        language plpgsql security definer set search_path = pg_catalog, pg_temp
      as $body$
      begin
        update kontor.deal d
           set stage_id = coalesce(p_stage, d.stage_id),
               status = coalesce(p_status, d.status),
               loss_reason_id = coalesce(p_loss_reason, d.loss_reason_id),
               closed_at = case when p_status in ('won', 'lost') then coalesce(d.closed_at, clock_timestamp())
                                else d.closed_at end
         where d.id = p_deal;
      end $body$
    $create$;
  end if;
end $do$;

-- Who does it ----------------------------------------------------------------------

create or replace function kontor.engine_active(p_employee uuid) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select e.id from kontor.employee e where e.id = p_employee and e.active
$$;

-- The one of a role who has the least to do; of the team where it has one.
create or replace function kontor.engine_of_role(p_role text, p_team uuid) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select e.id from kontor.employee e
   where e.role = p_role and e.active and (p_role = 'administrator' or p_team is null or e.team_id = p_team)
   order by (select count(*) from kontor.task t where t.manager_id = e.id and t.state in ('open', 'taken')), e.id
   limit 1
$$;

create or replace function kontor.engine_performer(p_process kontor.process, p_performer jsonb) returns uuid
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_kind text := coalesce(p_performer->>'kind', 'deal_manager');
  v_record jsonb;
begin
  case v_kind
    when 'employee' then
      return kontor.engine_active((p_performer->>'id')::uuid);
    when 'role' then
      return kontor.engine_of_role(p_performer->>'role', p_process.team_id);
    when 'head' then
      return kontor.engine_of_role('head', p_process.team_id);
    when 'starter' then
      return kontor.engine_active(p_process.created_by);
    when 'author' then
      v_record := kontor.engine_record(p_process.subject, p_process.record_id);
      return kontor.engine_active((v_record->>'created_by')::uuid);
    when 'deal_manager' then
      -- As the record stands now: a deal may have been handed over meanwhile.
      v_record := kontor.engine_record(p_process.subject, p_process.record_id);
      return kontor.engine_active(coalesce((v_record->>'manager_id')::uuid, p_process.manager_id));
    else
      return null;
  end case;
exception when invalid_text_representation then
  return null;
end $$;

-- Who looks after a map where nobody else can: never nobody.
create or replace function kontor.engine_owner(p_process kontor.process) returns uuid
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare v_owner uuid;
begin
  select coalesce(
    (select kontor.engine_active(v.published_by) from kontor.route_map_version v where v.id = p_process.map_version_id),
    (select kontor.engine_active(m.created_by) from kontor.route_map m where m.id = p_process.map_id),
    kontor.engine_of_role('administrator', null),
    kontor.engine_of_role('head', p_process.team_id),
    kontor.engine_active(p_process.created_by),
    kontor.engine_active(p_process.manager_id)) into v_owner;
  if v_owner is null then
    raise exception 'Nobody can do the next step of "%": there is no performer, no owner of the map and no administrator.',
      p_process.name using errcode = 'KO001';
  end if;
  return v_owner;
end $$;

-- Steps and tasks ------------------------------------------------------------------

create or replace function kontor.engine_step(p_process kontor.process, p_point text, p_action text,
                                              p_flow text default null, p_answer text default null,
                                              p_note text default null, p_task uuid default null) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into kontor.process_step (process_id, point, action, flow, answer, note, task_id, author_id, manager_id, team_id)
  values (p_process.id, p_point, p_action, p_flow, p_answer, p_note, p_task,
          -- What a timer does is nobody's doing, whichever desk it runs on.
          case when coalesce(current_setting('kontor.engine_timer', true), '') = (select w.word from kontor.engine_word w)
               then null else kontor.me() end,
          p_process.manager_id, p_process.team_id);
end $$;

create or replace function kontor.engine_token(p_process kontor.process, p_point text, p_flow text,
                                               p_due timestamptz default null) returns uuid
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_token uuid := kontor.engine_identifier();
begin
  insert into kontor.process_token (id, process_id, point, flow, due_at, manager_id, team_id)
  values (v_token, p_process.id, p_point, p_flow, p_due, p_process.manager_id, p_process.team_id);
  return v_token;
exception when unique_violation then
  raise exception 'The process came to the same point twice at once; its map is drawn wrong at "%".', p_point
    using errcode = 'KO001';
end $$;

-- Answers that are not written in the map but are the rows of a directory.
create or replace function kontor.engine_answers(p_point jsonb) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if p_point->>'answers_from' = 'loss_reason' then
    return (select jsonb_agg(jsonb_build_object('key', l.id, 'text', l.name) order by l.name)
              from kontor.loss_reason l where not l.retired);
  end if;
  if jsonb_typeof(p_point->'answers') = 'array' and jsonb_array_length(p_point->'answers') > 0 then
    return p_point->'answers';
  end if;
  return null;
end $$;

-- The task of a token.  Where the named performer is nobody, or something went
-- wrong, it goes to the owner of the map, and the path says so: no point is
-- ever passed without a word.
create or replace function kontor.engine_task(p_process kontor.process, p_token uuid, p_point kontor.route_point,
                                              p_incident text default null) returns uuid
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_task uuid := kontor.engine_identifier();
  v_performer uuid;
  v_asker jsonb := p_point.point;
  v_question text;
  v_answers jsonb;
  v_note text := p_incident;
  v_group boolean := false;
  v_hours numeric := nullif(p_point.point->>'due_hours', '')::numeric;
begin
  if v_note is null then
    v_performer := kontor.engine_performer(p_process, p_point.point->'performer');
    v_group := v_performer is not null and p_point.point#>>'{performer,kind}' = 'role'
               and p_point.point#>>'{performer,role}' = 'seller';
    if v_performer is null then
      v_note := 'Nobody is there to do this step, so it came to the owner of the map.';
    end if;
  end if;
  if v_note is not null then
    v_performer := kontor.engine_owner(p_process);
    perform kontor.engine_step(p_process, p_point.key, 'incident', null, null, v_note, v_task);
  end if;

  v_answers := kontor.engine_answers(v_asker);
  if v_answers is null and p_point.asks is not null then
    select r.point into v_asker from kontor.route_point r
     where r.version_id = p_point.version_id and r.key = p_point.asks;
    v_answers := kontor.engine_answers(v_asker);
  end if;
  if v_answers is null and p_point.kind in ('condition', 'choice') then
    -- It could not decide by itself: the ways out are the answers.
    select jsonb_agg(jsonb_build_object('key', coalesce(f->>'answer', f->>'key'),
                                        'text', coalesce(nullif(f->>'label', ''), f->>'answer', f->>'key')))
      into v_answers from jsonb_array_elements(p_point.outgoing) f;
  end if;
  if v_answers is not null then
    v_question := coalesce(nullif(v_asker->>'question', ''), v_asker->>'name');
  end if;

  insert into kontor.task (id, name, description, process_id, token_id, point, partner_id, deal_id,
                           manager_id, team_id, author_id, importance, due_at, checklist, question, answers)
  select v_task, coalesce(nullif(p_point.point->>'name', ''), p_process.name),
         nullif(concat_ws(E'\n\n', nullif(p_point.point->>'text', ''), v_note), ''),
         p_process.id, p_token, p_point.key, p_process.partner_id, p_process.deal_id,
         -- A task for the sellers is nobody's until one of the team takes it.
         case when not v_group then e.id end, e.team_id, p_process.created_by,
         case when v_note is null then 'normal' else 'high' end,
         clock_timestamp() + coalesce(v_hours, 24) * interval '1 hour',
         coalesce((select jsonb_agg(jsonb_build_object('text', c, 'done', false))
                     from jsonb_array_elements_text(case when jsonb_typeof(p_point.point->'checklist') = 'array'
                                                         then p_point.point->'checklist' else '[]' end) c), '[]'),
         v_question, v_answers
    from kontor.employee e where e.id = v_performer;
  return v_task;
end $$;

-- Processing: what a point does by itself.  Returns null, or why it could not.
create or replace function kontor.engine_processes(p_process kontor.process, p_point jsonb) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_do jsonb := coalesce(p_point->'processing', '{}');
  v_field text := p_point#>>'{processing,field}';
  v_type text;
  v_performer uuid;
begin
  case v_do->>'kind'
    when 'set_field' then
      select format_type(a.atttypid, a.atttypmod) into v_type
        from pg_attribute a
       where a.attrelid = format('kontor.%I', p_process.subject)::regclass and a.attname = v_field
         and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
         and a.attname not in ('id', 'version', 'created_at', 'created_by', 'changed_at', 'changed_by',
                               'number', 'manager_id', 'team_id', 'status', 'closed_at');
      if v_type is null then
        return format('The field "%s" cannot be set by a process.', v_field);
      end if;
      execute format('update kontor.%I set %I = $1::%s where id = $2', p_process.subject, v_field, v_type)
        using v_do->>'value', p_process.record_id;
    when 'create_task' then
      v_performer := kontor.engine_performer(p_process, coalesce(v_do->'performer', p_point->'performer'));
      if v_performer is null then
        return 'Nobody is there to get the task that should be made here.';
      end if;
      insert into kontor.task (id, name, description, partner_id, deal_id, manager_id, team_id, author_id, due_at)
      select kontor.engine_identifier(), coalesce(nullif(v_do->>'name', ''), p_point->>'name'), v_do->>'text',
             p_process.partner_id, p_process.deal_id, e.id, e.team_id, p_process.created_by,
             clock_timestamp() + coalesce((v_do->>'due_hours')::numeric, 24) * interval '1 hour'
        from kontor.employee e where e.id = v_performer;
    else
      return 'It is not said what should be done here.';
  end case;
  return null;
exception when others then
  return sqlerrm;
end $$;

-- Whether a condition holds for the record of the process.
create or replace function kontor.engine_holds(p_process kontor.process, p_condition jsonb) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare v_holds boolean;
begin
  execute format('select exists (select from kontor.%I t where t.id = $1 and (%s))', p_process.subject,
                 kontor.condition_sql(p_process.subject, p_condition, 't'))
    into v_holds using p_process.record_id;
  return v_holds;
end $$;

-- The flow by which a condition or a choice is left; null where none fits.
create or replace function kontor.engine_way(p_process kontor.process, p_point kontor.route_point, p_answer text)
  returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_flow jsonb;
  v_way jsonb;
  v_answer text := p_answer;
begin
  if v_answer is null and jsonb_typeof(p_point.point->'condition') = 'object' then
    v_answer := case when kontor.engine_holds(p_process, p_point.point->'condition') then 'yes' else 'no' end;
  end if;
  for v_flow in select f from jsonb_array_elements(p_point.outgoing) f loop
    if v_answer is not null and v_answer in (v_flow->>'answer', v_flow->>'key') then
      return v_flow;
    end if;
    if v_answer is null and jsonb_typeof(v_flow->'condition') = 'object'
       and kontor.engine_holds(p_process, v_flow->'condition') then
      return v_flow;
    end if;
    if coalesce((v_flow->>'default')::boolean, false) then
      v_way := v_flow;
    end if;
  end loop;
  return v_way;
end $$;

-- The walk ----------------------------------------------------------------------------

create or replace function kontor.engine_finish(p_process kontor.process, p_point kontor.route_point) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_outcome text := nullif(p_point.point->>'outcome', '');
  v_left integer;
begin
  update kontor.task t set state = 'cancelled' where t.process_id = p_process.id and t.state in ('open', 'taken');
  delete from kontor.process_token k where k.process_id = p_process.id;
  get diagnostics v_left = row_count;
  if v_left > 0 then
    perform kontor.engine_step(p_process, p_point.key, 'incident', null, null,
                               'The end was reached while other steps were open; they were cancelled.');
  end if;
  perform kontor.engine_step(p_process, p_point.key, 'ended', null, v_outcome, p_point.point->>'name');
  update kontor.process p
     set state = 'done', ended_at = clock_timestamp(),
         result = coalesce(nullif(p_point.point->>'name', ''), v_outcome)
   where p.id = p_process.id;
  if p_process.deal_id is not null and v_outcome is not null then
    if v_outcome = 'lost' and not exists (select from kontor.deal d
                                           where d.id = p_process.deal_id and d.loss_reason_id is not null) then
      raise exception 'Say first why the deal was lost: fill in the reason of refusal.' using errcode = 'KO001';
    end if;
    perform kontor.engine_moves_deal(p_process.deal_id, null, v_outcome, null);
  end if;
end $$;

-- Lets tokens go on along @p_flows, each with the answer it was given, until
-- all wait.  Returns the tasks made.
create or replace function kontor.engine_walk(p_process kontor.process, p_flows jsonb[], p_answer text default null)
  returns uuid[]
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_queue jsonb[] := p_flows;
  v_answers text[] := array_fill(p_answer, array[cardinality(p_flows)]);
  v_flow jsonb;
  v_way jsonb;
  v_answer text;
  v_point kontor.route_point;
  v_tasks uuid[] := '{}';
  v_walked integer := 0;
  v_problem text;
  v_moved boolean;
begin
  loop
    while cardinality(v_queue) > 0 loop
      v_flow := v_queue[1];
      v_answer := v_answers[1];
      v_queue := v_queue[2:];
      v_answers := v_answers[2:];
      v_walked := v_walked + 1;
      if v_walked > 1000 then
        raise exception 'The process walks in a circle without any task; its map is drawn wrong.' using errcode = 'KO001';
      end if;
      select * into v_point from kontor.route_point r
       where r.version_id = p_process.map_version_id and r.key = v_flow->>'to';
      if not found then
        raise exception 'The map has no point "%".', v_flow->>'to' using errcode = 'KO001';
      end if;
      perform kontor.engine_step(p_process, v_point.key, 'arrived', v_flow->>'key');
      if p_process.deal_id is not null and nullif(v_point.point->>'stage', '') is not null then
        perform kontor.engine_moves_deal(p_process.deal_id, (v_point.point->>'stage')::uuid, null, null);
      end if;

      case v_point.kind
        when 'end' then
          perform kontor.engine_finish(p_process, v_point);
          return v_tasks;
        when 'action' then
          v_tasks := v_tasks || kontor.engine_task(p_process,
            kontor.engine_token(p_process, v_point.key, v_flow->>'key'), v_point);
        when 'condition', 'choice' then
          if v_answer is null and kontor.engine_answers(v_point.point) is not null then
            v_tasks := v_tasks || kontor.engine_task(p_process,
              kontor.engine_token(p_process, v_point.key, v_flow->>'key'), v_point);
          else
            v_problem := null;
            begin
              v_way := kontor.engine_way(p_process, v_point, v_answer);
            exception when others then
              v_way := null;
              v_problem := sqlerrm;
            end;
            if v_way is null then
              v_tasks := v_tasks || kontor.engine_task(p_process,
                kontor.engine_token(p_process, v_point.key, v_flow->>'key'), v_point,
                coalesce(v_problem, 'No way out of this point fits, so a person has to choose.'));
            else
              v_queue := v_queue || v_way;
              v_answers := v_answers || null::text;
            end if;
          end if;
        when 'split' then
          v_queue := v_queue || array(select f from jsonb_array_elements(v_point.outgoing) f);
          v_answers := v_answers || array_fill(null::text, array[jsonb_array_length(v_point.outgoing)]);
        when 'merge' then
          perform kontor.engine_token(p_process, v_point.key, v_flow->>'key');
        when 'processing' then
          v_problem := kontor.engine_processes(p_process, v_point.point);
          if v_problem is null then
            v_queue := v_queue || (v_point.outgoing->0);
            v_answers := v_answers || null::text;
          else
            v_tasks := v_tasks || kontor.engine_task(p_process,
              kontor.engine_token(p_process, v_point.key, v_flow->>'key'), v_point, v_problem);
          end if;
        when 'timer' then
          perform kontor.engine_token(p_process, v_point.key, v_flow->>'key',
            clock_timestamp() + coalesce(nullif(v_point.point->>'wait_hours', '')::numeric, 24) * interval '1 hour');
        when 'event' then
          perform kontor.engine_token(p_process, v_point.key, v_flow->>'key', clock_timestamp());
        else
          v_tasks := v_tasks || kontor.engine_task(p_process,
            kontor.engine_token(p_process, v_point.key, v_flow->>'key'), v_point,
            format('A point of the kind "%s" cannot be run yet.', v_point.kind));
      end case;
    end loop;

    -- A merge goes on as soon as nobody can come to it any more.
    v_moved := false;
    for v_point in
      select r.* from kontor.route_point r
       where r.version_id = p_process.map_version_id and r.kind = 'merge'
         and r.key in (select k.point from kontor.process_token k where k.process_id = p_process.id)
       order by r.key
    loop
      continue when exists (select from kontor.process_token k
                             where k.process_id = p_process.id and k.point <> v_point.key
                               and k.point = any (v_point.awaited));
      delete from kontor.process_token k where k.process_id = p_process.id and k.point = v_point.key;
      v_flow := v_point.outgoing->0;
      perform kontor.engine_step(p_process, v_point.key, 'left', v_flow->>'key');
      v_queue := v_queue || v_flow;
      v_answers := v_answers || null::text;
      v_moved := true;
      exit;
    end loop;
    exit when not v_moved;
  end loop;
  if not exists (select from kontor.process_token k where k.process_id = p_process.id) then
    raise exception 'The process has nowhere to go on; its map is drawn wrong.' using errcode = 'KO001';
  end if;
  return v_tasks;
end $$;

-- One token whose moment has come; 1 where it went on.
create or replace function kontor.engine_tick(p_process kontor.process, p_token kontor.process_token) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_point kontor.route_point;
  v_holds boolean := true;
  v_problem text;
begin
  select * into v_point from kontor.route_point r
   where r.version_id = p_process.map_version_id and r.key = p_token.point;
  if v_point.kind = 'event' then
    begin
      v_holds := kontor.engine_holds(p_process, v_point.point->'condition');
    exception when others then
      v_problem := sqlerrm;
    end;
  end if;
  if v_problem is not null then
    update kontor.process_token k set due_at = null where k.id = p_token.id;
    perform kontor.engine_task(p_process, p_token.id, v_point, v_problem);
    return 0;
  elsif not v_holds then
    update kontor.process_token k set due_at = clock_timestamp() + interval '1 minute' where k.id = p_token.id;
    return 0;
  end if;
  delete from kontor.process_token k where k.id = p_token.id;
  perform kontor.engine_step(p_process, v_point.key, 'left', v_point.outgoing->0->>'key');
  perform kontor.engine_walk(p_process, array[v_point.outgoing->0]);
  return 1;
end $$;

-- Lets go the tokens whose moment has come, at most @p_max of them; an event
-- that is not yet true is looked at again a minute later.
create or replace function kontor.engine_ticks(p_max integer default 100) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_token kontor.process_token;
  v_process kontor.process;
  v_count integer := 0;
  v_problem text;
begin
  for v_token in
    select k.* from kontor.process_token k join kontor.process p on p.id = k.process_id
     where k.due_at <= clock_timestamp() and p.state = 'running'
     order by k.due_at limit p_max
  loop
    select * into v_process from kontor.process p where p.id = v_token.process_id and p.state = 'running'
       for update skip locked;
    continue when not found;
    perform 1 from kontor.process_token k where k.id = v_token.id and k.due_at <= clock_timestamp();
    continue when not found;
    -- One that fails does not hold up the others, nor the desk.
    begin
      perform kontor.engine_open();
      perform set_config('kontor.engine_timer', current_setting('kontor.engine'), true);
      v_count := v_count + kontor.engine_tick(v_process, v_token);
    exception when others then
      v_problem := sqlerrm;
      perform kontor.engine_open();
      update kontor.process_token k set due_at = clock_timestamp() + interval '10 minutes' where k.id = v_token.id;
      perform kontor.engine_step(v_process, v_token.point, 'incident', null, null, v_problem);
    end;
    perform set_config('kontor.engine_timer', '', true);
    perform kontor.engine_close();
  end loop;
  return v_count;
end $$;
