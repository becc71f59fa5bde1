-- Start rules (R91 to R97): a condition over a record's insertion or change
-- starts a process, or makes a task (R148), in the same transaction, whatever the way in: the window, an
-- import, COPY, an insert by a login that may do nothing else.
--
-- An entity without rules has no trigger.  One with rules has one trigger for a
-- statement, which asks each rule's condition once for all the rows.

-- Claims -------------------------------------------------------------------------

-- The processes that are to close a claim: walked on it now, by a map that sets its status.
create or replace function kontor.claim_processes(p_claim uuid) returns setof kontor.process
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select p.* from kontor.process p
   where p.subject = 'claim' and p.record_id = p_claim and p.state in ('running', 'stopped')
     and exists (select from kontor.route_point r
                  where r.version_id = p.map_version_id and r.kind = 'processing'
                    and r.point->'processing'->>'kind' = 'set_field' and r.point->'processing'->>'field' = 'status')
$$;

-- R250: what holds a claim open for this person: the process that closes it, and what is to be done first;
-- nothing for those who may close it by hand.
create or replace function kontor.claim_guard(p_claim uuid, out process text, out task text)
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_process uuid;
begin
  -- Whoever changes a claim was asked before whether he sees it.
  if kontor.my_role() is distinct from 'seller' or kontor.engine_works()
     or (pg_trigger_depth() = 0 and not kontor.visible('claim', p_claim)) then
    return;
  end if;
  select p.id, p.name into v_process, process from kontor.claim_processes(p_claim) p order by p.id limit 1;
  select t.name into task from kontor.task t
   where t.process_id = v_process and t.state in ('open', 'taken') order by t.number limit 1;
end $$;

-- The client's manager answers a claim, whoever took it down.
create or replace function kontor.rule_claim() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_name text;
  v_task text;
begin
  if tg_op = 'INSERT' and new.manager_id is null and new.team_id is null and not kontor.waits_for_somebody(new.id) then
    select p.manager_id, p.team_id into new.manager_id, new.team_id from kontor.partner p where p.id = new.partner_id;
  end if;
  new.closed_at := case when new.status in ('satisfied', 'not_satisfied') then coalesce(new.closed_at, clock_timestamp()) end;
  -- Closing by hand is a way around the map, so it is not for those whom the map holds.
  if tg_op = 'UPDATE' and new.closed_at is not null and old.closed_at is null then
    select g.process, g.task into v_name, v_task from kontor.claim_guard(new.id) g;
    if v_task is not null then
      raise exception 'The claim is still being worked on, and "%" closes it. To be done first: "%". A head may close it before that.', v_name, v_task
        using errcode = 'KO001', column = 'status';
    elsif v_name is not null then
      raise exception 'The claim is still being worked on, and "%" closes it. A head may close it before that.', v_name
        using errcode = 'KO001', column = 'status';
    end if;
  end if;
  return new;
end $$;

drop trigger if exists a_belongs on kontor.claim;
create trigger a_belongs before insert or update on kontor.claim for each row execute function kontor.rule_claim();

-- A claim that a head has closed leaves nothing to be done behind it.
create or replace function kontor.claim_closed() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_earlier text;
  v_process kontor.process;
begin
  if kontor.engine_works() then
    return null;
  end if;
  v_earlier := kontor.engine_enter();
  for v_process in
    select p.* from kontor.process p where p.id in (select c.id from kontor.claim_processes(new.id) c) order by p.id for update
  loop
    perform kontor.engine_cancels(v_process, 'The claim was closed.');
    if v_process.parent_id is not null then
      perform kontor.engine_returns(v_process);
    end if;
  end loop;
  perform kontor.engine_leave(v_earlier);
  return null;
end $$;

drop trigger if exists y_closed on kontor.claim;
create trigger y_closed after update of status on kontor.claim for each row
  when (new.status in ('satisfied', 'not_satisfied') and old.status not in ('satisfied', 'not_satisfied'))
  execute function kontor.claim_closed();

-- What was walked on a claim that is gone walks nowhere: 88-process-guards.sql.
drop trigger if exists z_gone on kontor.claim;
drop function if exists kontor.claim_gone();

-- R96: logins of the group kontor_registrar enter claims and see nothing.
do $$
begin
  if exists (select from pg_roles where rolname = 'kontor_registrar') then
    drop policy if exists registrar on kontor.claim;
    create policy registrar on kontor.claim for insert to kontor_registrar with check (true);
    grant usage on schema kontor to kontor_registrar;
    grant insert (id, partner_id, essence, description, reason_id, channel, received_at, person_id, wish)
      on kontor.claim to kontor_registrar;
    -- The columns that are found and sorted by are made with these.
    grant execute on function kontor.fold(text), kontor.collation_key(text) to kontor_registrar;
  end if;
end $$;

-- Starting -----------------------------------------------------------------------

-- Begins the published version of a map on a record: who entered the record may
-- have no right but that.
create or replace function kontor.start_rule_process(p_map uuid, p_subject text, p_record uuid, p_note text) returns uuid
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_operation text := coalesce(current_setting('kontor.operation', true), '');
  v_started record;
begin
  -- Taking back the entry of the record is not taking back steps of a process.
  perform set_config('kontor.operation', '', true);
  v_started := kontor.engine_starts(p_map, p_subject, p_record,
    coalesce(kontor.me(), (kontor.engine_record(p_subject, p_record)->>'created_by')::uuid), p_note);
  perform set_config('kontor.operation', v_operation, true);
  return v_started.process;
end $$;

-- R148: the task of a rule.  Its performer is found as that of a step is, from the
-- record; where nobody fits an administrator gets it.
create or replace function kontor.start_rule_task(p_rule kontor.start_rule, p_record uuid) returns uuid
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_record jsonb := kontor.engine_record(p_rule.entity, p_record);
  v_as_process kontor.process;
  v_performer uuid;
  v_task uuid := kontor.new_id();
  v_earlier text;
begin
  v_as_process.name := p_rule.name;
  v_as_process.subject := p_rule.entity;
  v_as_process.record_id := p_record;
  v_as_process.manager_id := (v_record->>'manager_id')::uuid;
  v_as_process.team_id := (v_record->>'team_id')::uuid;
  v_as_process.created_by := coalesce(kontor.author(), (v_record->>'created_by')::uuid);
  select r.partner_id, r.deal_id into v_as_process.partner_id, v_as_process.deal_id from kontor.record_belongings(p_rule.entity, p_record) r;
  v_performer := coalesce((kontor.engine_performers(v_as_process, p_rule.task_performer))[1], kontor.engine_owner(v_as_process));
  -- Who entered the record may not see it any more, where it was given to somebody else.
  v_earlier := kontor.engine_enter();
  insert into kontor.task (id, name, description, partner_id, deal_id, manager_id, team_id, author_id, importance, subject, record_id, due_at)
  select v_task, p_rule.task_name, p_rule.task_text, v_as_process.partner_id, v_as_process.deal_id, e.id, e.team_id,
         v_as_process.created_by, p_rule.task_importance, p_rule.entity, p_record,
         kontor.working_moment(null, clock_timestamp(), p_rule.task_hours)
    from kontor.employee e where e.id = v_performer;
  perform kontor.engine_leave(v_earlier);
  return v_task;
end $$;

-- Why a rule has to do nothing on a record now: what it began there is not over.
create or replace function kontor.start_rule_under_way(p_rule kontor.start_rule, p_record uuid) returns text
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if p_rule.does = 'process' then
    if exists (select from kontor.process p
                where p.map_id = p_rule.map_id and p.record_id = p_record and p.state in ('running', 'stopped')) then
      return 'The map is being walked on this record already.';
    end if;
  elsif exists (select from kontor.start_rule_start s join kontor.task t on t.id = s.task_id
                 where s.rule_id = p_rule.id and s.record_id = p_record and t.state in ('open', 'taken')) then
    return 'The task of this rule is still to be done.';
  end if;
  return null;
end $$;

-- One record that a rule fits.  What cannot be started does not stop the record
-- from being saved: it is noted, shown, proved missing and tried again.
create or replace function kontor.start_rule_begins(p_rule kontor.start_rule, p_record uuid, p_version bigint,
                                                    p_again boolean default false) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_outcome text := 'started';
  v_process uuid;
  v_task uuid;
  v_note text := kontor.start_rule_under_way(p_rule, p_record);
  v_state text;
  v_record jsonb;
begin
  if exists (select from kontor.start_rule_start s
              where s.rule_id = p_rule.id and s.record_id = p_record and s.outcome = 'started'
                and (p_rule.repeat = 'once' or s.record_version = p_version)) then
    return 'before';
  end if;
  -- A process may change the record that started it.  A rule does not answer to
  -- what it did itself, nor to a chain of rules without an end; and what comes
  -- back by way of a timer runs out after twenty times an hour.
  if pg_trigger_depth() > 12
     or (pg_trigger_depth() > 1
         and exists (select from kontor.start_rule_start s
                      where s.rule_id = p_rule.id and s.record_id = p_record and s.outcome = 'started'
                        and s.xid = pg_current_xact_id()))
     or (select count(*) from kontor.start_rule_start s
          where s.rule_id = p_rule.id and s.record_id = p_record and s.outcome = 'started'
            and s.at > clock_timestamp() - interval '1 hour') >= 20 then
    v_outcome := 'loop';
    v_note := 'The rule would start itself again and again.';
  elsif v_note is not null then
    v_outcome := 'running';
  else
    begin
      if p_rule.does = 'process' then
        v_process := kontor.start_rule_process(p_rule.map_id, p_rule.entity, p_record,
                                               format('Started by the rule "%s".', p_rule.name));
      else
        v_task := kontor.start_rule_task(p_rule, p_record);
      end if;
    exception when others then
      get stacked diagnostics v_state = returned_sqlstate, v_note = message_text;
      -- The server's own troubles are for the whole transaction.
      if v_state ~ '^(40|53|57|58|XX)' or v_state = '55P03' then
        raise;
      end if;
      v_outcome := 'failed';
    end;
  end if;
  v_record := kontor.engine_record(p_rule.entity, p_record);
  if p_again and v_outcome <> 'started' then
    return v_outcome;
  end if;
  insert into kontor.start_rule_start (rule_id, rule_name, entity, record_id, record_version, once, outcome, process_id, task_id,
                                       note, manager_id, team_id)
  values (p_rule.id, p_rule.name, p_rule.entity, p_record, p_version, p_rule.repeat = 'once', v_outcome, v_process, v_task, v_note,
          (v_record->>'manager_id')::uuid, (v_record->>'team_id')::uuid);
  return v_outcome;
end $$;

-- Of a statement's rows, those that every rule in turn fits.
create or replace function kontor.start_rules_fire() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_rule kontor.start_rule;
  v_condition text;
  v_ids uuid[];
  v_before uuid[];
  v_row record;
  v_problem text;
begin
  for v_rule in
    select r.* from kontor.start_rule r
     where r.entity = tg_table_name and r.active
       and r.moment in ('both', case tg_op when 'INSERT' then 'insert' else 'change' end)
     order by r.position, r.name, r.id
  loop
    v_before := '{}';
    begin
      v_condition := kontor.condition_sql(v_rule.entity, v_rule.condition, 't');
      execute format('select array_agg(t.id) from new_rows t where (%s)', v_condition) into v_ids;
      if tg_op = 'UPDATE' and v_ids is not null then
        -- Only where it has become true.
        execute format('select array_agg(t.id) from old_rows t where (%s)', v_condition) into v_before;
      end if;
    exception when data_exception or syntax_error_or_access_rule_violation then
      -- A field that the condition asks about may be gone by now: then nobody
      -- knows, and all of them are shown as failed.
      v_problem := sqlerrm;
      insert into kontor.start_rule_start (rule_id, rule_name, entity, record_id, record_version, once, outcome, note)
      select v_rule.id, v_rule.name, v_rule.entity, r.id, r.version, v_rule.repeat = 'once', 'failed', v_problem from new_rows r;
      continue;
    end;
    continue when v_ids is null;
    for v_row in
      select r.id, r.version from new_rows r
       where r.id in (select i from unnest(v_ids) i except select b from unnest(v_before) b)
       order by r.id
    loop
      perform kontor.start_rule_begins(v_rule, v_row.id, v_row.version);
    end loop;
  end loop;
  return null;
end $$;

-- The triggers of one entity: there while it has rules.
create or replace function kontor.start_rules_arrange(p_entity text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_moment text;
begin
  foreach v_moment in array array['insert', 'update'] loop
    perform kontor.arrange_trigger(p_entity, 'z_start_rules_' || v_moment,
      exists (select from kontor.start_rule r where r.entity = p_entity and r.active
                 and r.moment in ('both', case v_moment when 'update' then 'change' else v_moment end)),
      'after ' || v_moment,
      format('referencing %s new table as new_rows for each statement', case v_moment when 'update' then 'old table as old_rows' else '' end),
      'start_rules_fire');
  end loop;
end $$;

-- A rule is sound, and begins at a moment that nobody writes across: who began
-- to write before is waited for, who comes after meets the rule.
create or replace function kontor.rule_start_rule() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_map kontor.route_map;
begin
  if new.does = 'process' then
    select * into v_map from kontor.route_map m where m.id = new.map_id;
    if v_map.subject <> new.entity then
      raise exception 'The map "%" is made for another kind of record.', v_map.name using errcode = 'KO001', column = 'map_id';
    end if;
    if new.map_id is null then
      raise exception 'Choose the route map that the rule starts.' using errcode = 'KO001', column = 'map_id';
    end if;
  else
    new.map_id := null;
    if coalesce(trim(new.task_name), '') = '' then
      raise exception 'The task that the rule makes needs a name.' using errcode = 'KO001', column = 'task_name';
    end if;
  end if;
  if new.entity in ('start_rule', 'distribution_rule', 'route_map', 'route_map_version', 'view') then
    raise exception 'Records of this kind start no processes.' using errcode = 'KO001', column = 'entity';
  end if;
  perform kontor.check_rule_condition(new.entity, new.condition);
  if tg_op = 'UPDATE'
     and (new.entity, new.does, new.map_id, new.condition, new.moment, new.repeat, new.active)
         is not distinct from (old.entity, old.does, old.map_id, old.condition, old.moment, old.repeat, old.active) then
    new.effective_at := old.effective_at;
    return new;
  end if;
  execute format('lock table kontor.%I in share row exclusive mode', new.entity);
  new.effective_at := clock_timestamp();
  return new;
end $$;

create or replace function kontor.start_rule_changed() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op <> 'INSERT' then
    perform kontor.start_rules_arrange(old.entity);
  end if;
  if tg_op <> 'DELETE' and (tg_op = 'INSERT' or new.entity <> old.entity) then
    perform kontor.start_rules_arrange(new.entity);
  end if;
  return null;
end $$;

drop trigger if exists c_rules on kontor.start_rule;
create trigger c_rules before insert or update on kontor.start_rule for each row execute function kontor.rule_start_rule();
drop trigger if exists d_arrange on kontor.start_rule;
create trigger d_arrange after insert or update or delete on kontor.start_rule
  for each row execute function kontor.start_rule_changed();

-- What should have happened ----------------------------------------------------------

-- Every record and version since a moment that a condition fits, found without
-- the triggers: from the rows as they stand and the history of their changes.
-- Words like "today" in a condition, and linked records, are read as of now.
create or replace function kontor.start_rule_expected(p_entity text, p_condition jsonb, p_moment text, p_since timestamptz)
  returns table (record_id uuid, record_version bigint, at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_condition text := kontor.condition_sql(p_entity, p_condition, 't');
begin
  if p_moment in ('insert', 'both') then
    return query execute format($question$
      select t.id, t.version, t.created_at from kontor.%1$I t
       where coalesce(t.created_at, 'infinity') >= $1 and t.version = 1 and (%2$s)
      union all
      select o.id, o.first_version, o.created_at
        from (select r.id, r.created_at, to_jsonb(r) as row,
                     coalesce((select h.version from kontor.history h
                                where h.entity = %1$L and h.id = r.id and h.action = 'insert' order by h.seq desc limit 1), 1) as first_version
                from kontor.%1$I r where coalesce(r.created_at, 'infinity') >= $1 and r.version > 1 offset 0) o,
             lateral jsonb_populate_record(null::kontor.%1$I, o.row || coalesce(
               (select jsonb_object_agg(e.key, e.value)
                  from (select distinct on (b.key) b.key, b.value from kontor.history h, jsonb_each(h.before) b
                         where h.entity = %1$L and h.id = o.id and h.action = 'update' and h.version > o.first_version
                         order by b.key, h.seq) e), '{}')) t
       where (%2$s)
    $question$, p_entity, v_condition) using p_since;
  end if;
  if p_moment in ('change', 'both') then
    return query execute format($question$
      select s.id, s.version, s.at
        from (select h.id, h.version, h.at, h.before,
                     to_jsonb(r) || coalesce(
                       (select jsonb_object_agg(e.key, e.value)
                          from (select distinct on (b.key) b.key, b.value from kontor.history l, jsonb_each(l.before) b
                                 where l.entity = %1$L and l.id = h.id and l.action = 'update' and l.seq > h.seq
                                 order by b.key, l.seq) e), '{}') as row
                from kontor.history h join kontor.%1$I r on r.id = h.id
               where h.entity = %1$L and h.action = 'update' and h.at >= $1 offset 0) s
       where exists (select from jsonb_populate_record(null::kontor.%1$I, s.row) t where (%2$s))
         and not exists (select from jsonb_populate_record(null::kontor.%1$I, s.row || s.before) t where (%2$s))
    $question$, p_entity, v_condition) using p_since;
  end if;
end $$;

-- "What would this rule have started?", for a rule that is being written:
-- {"entity", "map_id", "condition", "moment", "repeat"}.  -> {"count", "records",
-- "rows": [{"id", "title", "at"}]}, newest first, at most @p_max of them.
create or replace function kontor.start_rule_preview(rule jsonb, max integer default 100, since timestamptz default null) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_entity text := rule->>'entity';
  v_once boolean := coalesce(rule->>'repeat', 'once') = 'once';
  v_since timestamptz := coalesce(since, now() - interval '30 days');
  v_answer jsonb;
begin
  perform kontor.rules_keeper();
  perform kontor.check_rule_entity(v_entity);
  execute format($question$
    with expected as materialized (
      select x.record_id as id, x.at, row_number() over (partition by x.record_id order by x.at) as n
        from kontor.start_rule_expected($1, $2, $3, $4) x),
    would as materialized (select e.id, e.at from expected e where e.n = 1 or not $5)
    select jsonb_build_object('count', (select count(*) from would),
      'records', (select count(distinct w.id) from would w),
      'rows', coalesce((select jsonb_agg(jsonb_build_object('id', q.id, 'title', q.title, 'at', q.at) order by q.at desc nulls first)
                          from (select w.id, w.at, t.%2$I::text as title from would w join kontor.%1$I t on t.id = w.id
                                 order by w.at desc nulls first limit $6) q), '[]'))
  $question$, v_entity, kontor.title_column(v_entity))
    into v_answer
    using v_entity, coalesce(rule->'condition', '{}'), coalesce(rule->>'moment', 'insert'), v_since, v_once,
          least(greatest(coalesce(max, 100), 0), 1000);
  return v_answer;
end $$;

-- Records whose rule should have started a process and did not: none, where all
-- is well.
create or replace function kontor.start_rules_prove(since timestamptz default null)
  returns table (rule_id uuid, rule_name text, entity text, record_id uuid, record_version bigint, at timestamptz, why text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare v_rule kontor.start_rule;
begin
  perform kontor.rules_keeper();
  for v_rule in select r.* from kontor.start_rule r where r.active order by r.position, r.name, r.id loop
    return query
      select v_rule.id, v_rule.name, v_rule.entity, x.record_id, x.record_version, x.at,
             coalesce((select s.note from kontor.start_rule_start s
                        where s.rule_id = v_rule.id and s.record_id = x.record_id and s.outcome = 'failed'
                        order by s.seq desc limit 1), 'The rule was not asked.')
        from kontor.start_rule_expected(v_rule.entity, v_rule.condition, v_rule.moment,
                                        greatest(coalesce(since, '-infinity'), v_rule.effective_at)) x
       where not exists (select from kontor.start_rule_start s
                          where s.rule_id = v_rule.id and s.record_id = x.record_id and s.outcome <> 'failed'
                            and (v_rule.repeat = 'once' or s.record_version = x.record_version));
  end loop;
end $$;

-- Starts what the proof finds missing; for the nightly round.
-- -> {"missing": n, "started": n, "left": n}
create or replace function kontor.start_rules_catch_up(since timestamptz default null, max integer default 1000) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_missing record;
  v_rule kontor.start_rule;
  v_count integer := 0;
  v_started integer := 0;
begin
  perform kontor.rules_keeper();
  for v_missing in select p.* from kontor.start_rules_prove(since) p order by p.at limit least(coalesce(max, 1000), 100000) loop
    v_count := v_count + 1;
    select * into v_rule from kontor.start_rule r where r.id = v_missing.rule_id;
    if kontor.start_rule_begins(v_rule, v_missing.record_id, v_missing.record_version, true) = 'started' then
      v_started := v_started + 1;
    end if;
  end loop;
  return jsonb_build_object('missing', v_count, 'started', v_started, 'left', v_count - v_started);
end $$;

-- The rules with what each of them did.
drop function if exists kontor.start_rule_list();
create or replace function kontor.start_rule_list()
  returns table (id uuid, name text, entity text, "does" text, map_id uuid, map_name text, task_name text, "position" integer, active boolean, moment text,
                 repeat text, condition jsonb, effective_at timestamptz, started bigint, failed bigint, last_at timestamptz)
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select r.id, r.name, r.entity, r.does, r.map_id, m.name, r.task_name, r.position, r.active, r.moment, r.repeat, r.condition, r.effective_at,
         coalesce(s.started, 0), coalesce(s.failed, 0), s.last_at
    from kontor.start_rule r left join kontor.route_map m on m.id = r.map_id
    left join lateral (select count(*) filter (where q.outcome = 'started') as started,
                              count(*) filter (where q.outcome = 'failed'
                                and not exists (select from kontor.start_rule_start a
                                                 where a.rule_id = q.rule_id and a.record_id = q.record_id and a.outcome = 'started')) as failed,
                              max(q.at) filter (where q.outcome = 'started') as last_at
                         from kontor.start_rule_start q where q.rule_id = r.id) s on true
   order by r.position, r.name, r.id
$$;

-- Rights --------------------------------------------------------------------------

do $$
declare
  v_role text;
  v_entity text;
begin
  foreach v_role in array array['seller', 'head', 'administrator'] loop
    perform kontor.set_policy('start_rule_start', v_role, kontor.policy_sql('process', v_role));
  end loop;
  for v_entity in select e.name from kontor.entity e loop
    perform kontor.start_rules_arrange(v_entity);
  end loop;
end $$;

revoke all on function kontor.claim_processes(uuid), kontor.claim_guard(uuid), kontor.rule_claim(), kontor.claim_closed(),
  kontor.start_rule_process(uuid, text, uuid, text), kontor.start_rule_task(kontor.start_rule, uuid),
  kontor.start_rule_under_way(kontor.start_rule, uuid), kontor.start_rule_begins(kontor.start_rule, uuid, bigint, boolean),
  kontor.start_rules_fire(), kontor.start_rules_arrange(text), kontor.rule_start_rule(), kontor.start_rule_changed(),
  kontor.start_rule_expected(text, jsonb, text, timestamptz), kontor.start_rule_preview(jsonb, integer, timestamptz),
  kontor.start_rules_prove(timestamptz), kontor.start_rules_catch_up(timestamptz, integer), kontor.start_rule_list()
  from public, kontor_seller, kontor_head, kontor_administrator;
grant execute on function kontor.start_rule_preview(jsonb, integer, timestamptz), kontor.start_rules_prove(timestamptz),
  kontor.start_rules_catch_up(timestamptz, integer) to kontor_administrator;
grant execute on function kontor.start_rule_list(), kontor.claim_guard(uuid) to kontor_seller, kontor_head, kontor_administrator;
