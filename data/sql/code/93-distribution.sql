-- Distribution rules (R101, R102): who gets a record that comes in without a manager,
-- in the same transaction, whatever the way in: the window, an import, SQL, a login
-- that may only insert (R96).  It is decided before the row is written, so that the
-- record is its manager's from the first moment; what belongs to the row (children,
-- processes, news) follows by itself.
--
-- An entity without rules has no trigger.  One with rules has a function of its own
-- that asks all their conditions of a row: its plan is kept, so a row of thousands
-- costs no more than a look.

-- The entities whose records can be given to somebody, and which of them still need it.
create or replace function kontor.distributed(p_entity text) returns boolean
  language sql immutable set search_path = pg_catalog, pg_temp
as $$ select p_entity in ('partner', 'deal', 'claim', 'offer') $$;

create or replace function kontor.nobodys_sql(p_entity text) returns text
  language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select 't.manager_id is null and t.team_id is null' || case p_entity
    when 'deal' then ' and t.status = ''open'''
    when 'claim' then ' and t.status in (''new'', ''in_work'')'
    when 'offer' then ' and t.status in (''draft'', ''sent'')' else '' end
$$;

-- Among whom ---------------------------------------------------------------------------

-- What somebody has to do: open tasks, deals in progress, claims in work, leads.
create or replace function kontor.load_of(p_employee uuid) returns integer
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select (select count(*) from kontor.task t where t.manager_id = p_employee and t.state in ('open', 'taken'))::integer
       + (select count(*) from kontor.deal d where d.manager_id = p_employee and d.status = 'open')::integer
       + (select count(*) from kontor.claim c where c.manager_id = p_employee and c.status in ('new', 'in_work'))::integer
       + (select count(*) from kontor.partner p where p.manager_id = p_employee and p.relations @> '{lead}')::integer
$$;

-- Those whom a rule names, as they queue: whose last turn is longest ago comes first;
-- 'fixed' keeps its order.
create or replace function kontor.distribution_line_of(p_rule kontor.distribution_rule) returns kontor.distribution_line
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare v_line kontor.distribution_line;
begin
  v_line.name := p_rule.name;
  v_line.way := p_rule.way;
  v_line.next := 1;
  select coalesce(array_agg(q.id order by q.turn nulls first, q.place), '{}'),
         coalesce(array_agg(kontor.load_of(q.id) order by q.turn nulls first, q.place), '{}'),
         coalesce(array_agg(kontor.absent(q.id, clock_timestamp()) order by q.turn nulls first, q.place), '{}')
    into v_line.people, v_line.loads, v_line.away
    from (select c.id, c.place, case when p_rule.way <> 'fixed' then l.seq end as turn
            from (select e.id, q.place
                    from jsonb_array_elements_text(p_rule.people) with ordinality q (id, place)
                    join kontor.employee e on e.id = q.id::uuid and e.active
                   where p_rule.among = 'people'
                  union all
                  select e.id, row_number() over (order by e.sort_key, e.id)
                    from kontor.employee e
                   where p_rule.among = 'role' and e.role = p_rule.role and e.active
                     and (p_rule.of_team_id is null or e.team_id = p_rule.of_team_id)) c
            left join lateral (select d.seq from kontor.distribution d
                                where d.rule_id = p_rule.id and d.employee_id = c.id and d.outcome = 'given'
                                order by d.seq desc limit 1) l on true) q;
  return v_line;
end $$;

-- Which of them is taken: his place, null where nobody is there.
create or replace function kontor.distribution_picks(p_line kontor.distribution_line) returns integer
  language plpgsql immutable
as $$
declare
  v_n integer := cardinality(p_line.people);
  v_place integer;
  v_best integer;
begin
  for v_i in 0 .. v_n - 1 loop
    v_place := (p_line.next - 1 + v_i) % v_n + 1;
    continue when p_line.away[v_place];
    if p_line.way <> 'load' then
      return v_place;
    elsif v_best is null or p_line.loads[v_place] < p_line.loads[v_best] then
      v_best := v_place;
    end if;
  end loop;
  return v_best;
end $$;

-- Whoever was taken has one more to do, and it is the next one's turn.
create or replace function kontor.distribution_moves_on(p_line kontor.distribution_line, p_place integer) returns kontor.distribution_line
  language plpgsql immutable
as $$
begin
  p_line.loads[p_place] := p_line.loads[p_place] + 1;
  if p_line.way <> 'fixed' then
    p_line.next := p_place % cardinality(p_line.people) + 1;
  end if;
  return p_line;
end $$;

-- Giving ---------------------------------------------------------------------------------

-- A statement or a job that gives one record after another begins: whatever was kept
-- before does not count in it, whoever set it.  Kept are a word of its own, whether a
-- seller writes, and after which decision its own ones come.
create or replace function kontor.distribution_begins(p_entity text, p_seller boolean) returns void
  language plpgsql
as $$
begin
  perform set_config('kontor.distribution_' || p_entity, gen_random_uuid() || ' ' || p_seller || ' ' || s.last_value - (not s.is_called)::integer, true)
     from kontor.distribution_seq_seq s;
end $$;

-- To whom a record goes by the first of these rules that has somebody there; null:
-- it waits.  Keeps the decision.
create or replace function kontor.distribute(p_entity text, p_record uuid, p_rules uuid[], p_cause text default null) returns uuid
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_token text := split_part(current_setting('kontor.distribution_' || p_entity), ' ', 1);
  v_operation uuid := nullif(current_setting('kontor.operation', true), '')::uuid;
  v_key text;
  v_kept text;
  v_line kontor.distribution_line;
  v_first kontor.distribution_line;
  v_place integer;
begin
  for v_n in 1 .. cardinality(p_rules) loop
    v_key := 'kontor.line_' || replace(p_rules[v_n]::text, '-', '');
    v_kept := current_setting(v_key, true);
    if coalesce(v_kept, '') <> '' then
      v_line := v_kept::kontor.distribution_line;
    end if;
    if v_line.token is distinct from v_token then
      -- From here to the end of the transaction nobody else gives: turns follow one another.
      perform from kontor.distribution_queue q where q.entity = p_entity for update;
      select l.* into v_line from kontor.distribution_rule r, lateral kontor.distribution_line_of(r) l where r.id = p_rules[v_n];
      v_line.token := v_token;
    end if;
    v_place := kontor.distribution_picks(v_line);
    if v_place is not null then
      insert into kontor.distribution (operation, entity, record_id, rule_id, rule_name, outcome, way, employee_id, people, loads, away, cause)
      values (v_operation, p_entity, p_record, p_rules[v_n], v_line.name, 'given', v_line.way, v_line.people[v_place],
              v_line.people, v_line.loads, v_line.away, p_cause);
      perform set_config(v_key, kontor.distribution_moves_on(v_line, v_place)::text, true);
      return v_line.people[v_place];
    end if;
    perform set_config(v_key, v_line::text, true);
    if v_n = 1 then
      v_first := v_line;
    end if;
    v_line := null;
  end loop;
  -- What somebody has stays his where nobody else is there; and it waits only once.
  if p_cause is distinct from 'asked'
     and not exists (select from (select d.outcome from kontor.distribution d where d.record_id = p_record and d.entity = p_entity
                                   order by d.seq desc limit 1) l where l.outcome = 'waits') then
    insert into kontor.distribution (operation, entity, record_id, rule_id, rule_name, outcome, way, people, loads, away, cause)
    values (v_operation, p_entity, p_record, p_rules[1], v_first.name, 'waits', v_first.way,
            coalesce(v_first.people, '{}'), coalesce(v_first.loads, '{}'), coalesce(v_first.away, '{}'), p_cause);
  end if;
  return null;
end $$;

create or replace function kontor.allot_begins() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform kontor.distribution_begins(tg_table_name, kontor.author() is not null and coalesce(kontor.my_role() = 'seller', false));
  return null;
end $$;

-- A new record without a manager.  What a seller enters is his own, and what was
-- removed and comes back is whose it was.
create or replace function kontor.allot() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_seller boolean;
  v_rules uuid[];
begin
  if new.manager_id is not null or new.team_id is not null or coalesce(new.version, 1) > 1 then
    return new;
  end if;
  v_seller := split_part(current_setting('kontor.distribution_' || tg_table_name), ' ', 2)::boolean;
  begin
    -- One statement each: a function that is not there is asked for by nobody.
    if tg_table_name = 'partner' then
      v_rules := kontor.distribution_fits_partner(new, v_seller);
    elsif tg_table_name = 'deal' then
      v_rules := kontor.distribution_fits_deal(new, v_seller);
    elsif tg_table_name = 'claim' then
      v_rules := kontor.distribution_fits_claim(new, v_seller);
    elsif tg_table_name = 'offer' then
      v_rules := kontor.distribution_fits_offer(new, v_seller);
    end if;
  exception when data_exception or syntax_error_or_access_rule_violation then
    -- A field that a condition asks about may be gone by now; the record comes in all the same.
    v_rules := '{}';
  end;
  if cardinality(v_rules) = 0 then
    -- The rows of an import are not stamped: kontor.import_writes_partners().
    if tg_table_name = 'partner' then
      new.manager_id := kontor.author();
      new.team_id := (select e.team_id from kontor.employee e where e.id = new.manager_id);
    end if;
    return new;
  end if;
  new.manager_id := kontor.distribute(tg_table_name, new.id, v_rules);
  if new.manager_id is null then
    perform set_config('kontor.nobodys', new.id::text, true);
  else
    new.team_id := (select e.team_id from kontor.employee e where e.id = new.manager_id);
  end if;
  return new;
end $$;

-- Of rows that were not written after all ("on conflict do nothing") nothing was decided.
-- Without nested loops: the rows of a statement have no statistics.
create or replace function kontor.allotted() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  set enable_nestloop = off
  set jit = off
as $$
begin
  delete from kontor.distribution d
   where d.seq > split_part(current_setting('kontor.distribution_' || tg_table_name), ' ', 3)::bigint
     and d.xid = pg_current_xact_id() and d.entity = tg_table_name and d.cause is null
     and not exists (select from new_rows r where r.id = d.record_id);
  return null;
end $$;

-- What asks an entity's rules, in their order: made anew whenever one of them changes.
create or replace function kontor.distribution_arrange(p_entity text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_rule kontor.distribution_rule;
  v_tests text[] := '{}';
  v_columns text;
  v_wanted boolean;
begin
  if not kontor.distributed(p_entity) then
    return;
  end if;
  for v_rule in
    select r.* from kontor.distribution_rule r where r.entity = p_entity and r.active order by r.position, r.name, r.id
  loop
    begin
      v_tests := v_tests || format('case when %s(%s) then %L::uuid end', case when v_rule.sellers_too then '' else 'not $2 and ' end,
                                   kontor.condition_sql(p_entity, v_rule.condition, 't'), v_rule.id);
    exception when data_exception or syntax_error_or_access_rule_violation then
      -- A rule whose field is gone fits nothing.
      null;
    end;
  end loop;
  v_wanted := cardinality(v_tests) > 0;
  if v_wanted then
    -- Columns that are made from others are not there before the row is written.
    select string_agg(case when a.attgenerated <> '' then format('%s as %I', pg_get_expr(d.adbin, d.adrelid), a.attname)
                           else format('r.%I', a.attname) end, ', ' order by a.attnum)
      into v_columns
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where a.attrelid = format('kontor.%I', p_entity)::regclass and a.attnum > 0 and not a.attisdropped;
    execute format('create or replace function kontor.%I(kontor.%I, boolean) returns uuid[] language plpgsql stable as %L',
      'distribution_fits_' || p_entity, p_entity,
      format('begin return (select array_remove(array[%s], null) from (select %s from (select ($1).*) r) t); end',
             array_to_string(v_tests, ', '), v_columns));
    execute format('revoke all on function kontor.%I(kontor.%I, boolean) from public, kontor_seller, kontor_head, kontor_administrator',
      'distribution_fits_' || p_entity, p_entity);
    insert into kontor.distribution_queue (entity) values (p_entity) on conflict do nothing;
  end if;
  perform kontor.arrange_trigger(p_entity, 'a_allot_begin', v_wanted, 'before insert', 'for each statement', 'allot_begins');
  perform kontor.arrange_trigger(p_entity, 'a_allot', v_wanted, 'before insert', 'for each row', 'allot');
  perform kontor.arrange_trigger(p_entity, 'a_allotted', v_wanted, 'after insert',
                                 'referencing new table as new_rows for each statement', 'allotted');
end $$;

-- Whether records of an entity may have to be given to somebody at all.
create or replace function kontor.has_distribution(p_entity text) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return exists (select from kontor.distribution_rule r where r.entity = p_entity and r.active);
end $$;

-- The rules that a record as it stands now fits.
create or replace function kontor.distribution_rules_for(p_entity text, p_record uuid) returns uuid[]
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_rules uuid[];
begin
  if kontor.has_distribution(p_entity) then
    execute format('select kontor.%I(t, false) from kontor.%I t where t.id = $1', 'distribution_fits_' || p_entity, p_entity)
      into v_rules using p_record;
  end if;
  return coalesce(v_rules, '{}');
exception when data_exception or syntax_error_or_access_rule_violation then
  return '{}';
end $$;

-- The same for a batch of partners, all at once: by thousands a decision each would
-- cost as much as the row.  -> whose each is; null: as it comes to the table it waits
create or replace function kontor.import_owners(columns text[], rows jsonb, ids uuid[], wanted boolean[]) returns uuid[]
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_who uuid := kontor.author();
  v_seller boolean := v_who is not null and coalesce(kontor.my_role() = 'seller', false);
  v_operation uuid := kontor.current_operation();
  v_values text;
  v_fits text[];
  v_owners uuid[] := array_fill(null::uuid, array[cardinality(ids)]);
  v_known uuid[] := '{}';
  v_lines kontor.distribution_line[] := '{}';
  v_line kontor.distribution_line;
  v_rules uuid[];
  v_n integer;
  v_place integer;
  v_made kontor.distribution[] := '{}';
begin
  select string_agg(case when a.attname = 'id' then 'p.id'
                         when a.attname = any (columns) and d.adbin is not null then format('coalesce(v.%I, %s)', a.attname, pg_get_expr(d.adbin, d.adrelid))
                         when a.attname = any (columns) then format('v.%I', a.attname)
                         when a.attgenerated = '' and d.adbin is not null then pg_get_expr(d.adbin, d.adrelid)
                         else 'null' end, ', ' order by a.attnum)
    into v_values
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
   where a.attrelid = 'kontor.partner'::regclass and a.attnum > 0 and not a.attisdropped;
  begin
    execute format($statement$
      select array_agg(case when p.wanted then kontor.distribution_fits_partner(row(%s)::kontor.partner, $4)::text end order by p.place)
        from rows from (jsonb_to_recordset($1) as (fields kontor.partner), unnest($2), unnest($3)) with ordinality as p (fields, id, wanted, place),
             lateral (select (p.fields).*) as v
    $statement$, v_values) into v_fits using rows, ids, wanted, v_seller;
  exception when data_exception or syntax_error_or_access_rule_violation then
    -- Then each is asked for as it comes to the table.
    return v_owners;
  end;

  for v_i in 1 .. coalesce(cardinality(v_fits), 0) loop
    v_rules := v_fits[v_i]::uuid[];
    if v_rules = '{}' then
      v_owners[v_i] := v_who;
    end if;
    for v_r in 1 .. coalesce(cardinality(v_rules), 0) loop
      v_n := array_position(v_known, v_rules[v_r]);
      if v_n is null then
        perform from kontor.distribution_queue q where q.entity = 'partner' for update;
        select l.* into v_line from kontor.distribution_rule r, lateral kontor.distribution_line_of(r) l where r.id = v_rules[v_r];
        v_known := v_known || v_rules[v_r];
        v_n := cardinality(v_known);
      else
        v_line := v_lines[v_n];
      end if;
      v_place := kontor.distribution_picks(v_line);
      if v_place is not null then
        v_owners[v_i] := v_line.people[v_place];
        v_made[cardinality(v_made) + 1] := (null, null, null, v_operation, 'partner', ids[v_i], v_rules[v_r], v_line.name, 'given', v_line.way,
                                            v_line.people[v_place], v_line.people, v_line.loads, v_line.away, null)::kontor.distribution;
        v_line := kontor.distribution_moves_on(v_line, v_place);
      end if;
      v_lines[v_n] := v_line;
      exit when v_place is not null;
    end loop;
  end loop;
  insert into kontor.distribution (operation, entity, record_id, rule_id, rule_name, outcome, way, employee_id, people, loads, away)
  select d.operation, d.entity, d.record_id, d.rule_id, d.rule_name, d.outcome, d.way, d.employee_id, d.people, d.loads, d.away
    from unnest(v_made) with ordinality as d (seq, at, xid, operation, entity, record_id, rule_id, rule_name, outcome, way, employee_id, people, loads, away, cause, n)
   order by d.n;
  return v_owners;
end $$;

-- A rule is sound -------------------------------------------------------------------------

create or replace function kontor.rule_distribution_rule() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if not kontor.distributed(new.entity) then
    raise exception 'Records of this kind are not distributed.' using errcode = 'KO001', column = 'entity';
  end if;
  perform kontor.check_rule_condition(new.entity, new.condition);
  begin
    if exists (select from jsonb_array_elements_text(new.people) p
                where not exists (select from kontor.employee e where e.id = p::uuid)) then
      raise exception 'Who is named must be an employee.' using errcode = 'KO001', column = 'people';
    end if;
  exception when invalid_text_representation then
    raise exception 'Who is named must be an employee.' using errcode = 'KO001', column = 'people';
  end;
  if new.among = 'people' and new.people = '[]' then
    raise exception 'Name at least one employee among whom the records are distributed.' using errcode = 'KO001', column = 'people';
  end if;
  return new;
end $$;

create or replace function kontor.distribution_rule_changed() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op <> 'INSERT' then
    perform kontor.distribution_arrange(old.entity);
  end if;
  if tg_op <> 'DELETE' and (tg_op = 'INSERT' or new.entity <> old.entity) then
    perform kontor.distribution_arrange(new.entity);
  end if;
  return null;
end $$;

drop trigger if exists c_rules on kontor.distribution_rule;
create trigger c_rules before insert or update on kontor.distribution_rule
  for each row execute function kontor.rule_distribution_rule();
drop trigger if exists d_arrange on kontor.distribution_rule;
create trigger d_arrange after insert or update or delete on kontor.distribution_rule
  for each row execute function kontor.distribution_rule_changed();

-- Nobody's --------------------------------------------------------------------------------

-- What can be given to nobody is an administrator's to look after: one task for each
-- kind of record, done by itself once there is nothing left.
create or replace function kontor.distribution_asks_for_help(p_entity text, p_left bigint) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_task uuid;
  v_first uuid;
  v_names text;
  v_earlier text;
begin
  select t.id into v_task from kontor.distribution_queue q join kontor.task t on t.id = q.task_id
   where q.entity = p_entity and t.state in ('open', 'taken');
  if p_left = 0 and v_task is not null then
    update kontor.task t set state = 'done' where t.id = v_task;
  end if;
  if p_left = 0 or v_task is not null then
    return false;
  end if;
  execute format('select (array_agg(q.id order by q.created_at, q.id))[1], string_agg(q.title, E''\n'' order by q.created_at, q.id)
                    from (select t.id, t.created_at, t.%2$I::text as title from kontor.%1$I t where %3$s order by t.created_at, t.id limit 20) q',
                 p_entity, kontor.title_column(p_entity), kontor.nobodys_sql(p_entity))
    into v_first, v_names;
  v_earlier := kontor.engine_enter();
  insert into kontor.task (id, name, description, manager_id, team_id, author_id, importance, subject, record_id, due_at)
  select kontor.new_id(), kontor.word('Nobody could be given what came in'), v_names, e.id, e.team_id, e.id, 'high', p_entity, v_first,
         kontor.working_moment(null, clock_timestamp(), 1)
    from kontor.employee e where e.id = (kontor.engine_of_role('administrator', null))[1]
  returning id into v_task;
  perform kontor.engine_leave(v_earlier);
  if v_task is null then
    return false;
  end if;
  update kontor.distribution_queue q set task_id = v_task where q.entity = p_entity;
  return true;
end $$;

-- What has no manager is tried again, three times a minute at most: somebody has come
-- back, or a rule was made.  -> how much was done
create or replace function kontor.distribute_waiting(p_most integer) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_entity text;
  v_row record;
  v_person uuid;
  v_count integer := 0;
  v_left bigint;
  v_state text;
begin
  perform from kontor.job_clock c
   where c.distributed_at is null or clock_timestamp() not between c.distributed_at and c.distributed_at + interval '20 seconds'
     for update skip locked;
  if not found then
    return 0;
  end if;
  update kontor.job_clock c set distributed_at = clock_timestamp();
  perform set_config('kontor.engine_timer', (select w.word from kontor.engine_word w), true);
  for v_entity in select distinct r.entity from kontor.distribution_rule r where r.active order by 1 loop
    v_left := 0;
    perform kontor.distribution_begins(v_entity, false);
    for v_row in
      execute format('select t.id from kontor.%I t where %s order by t.created_at, t.id limit $1 for update skip locked',
                     v_entity, kontor.nobodys_sql(v_entity)) using greatest(p_most, 1) * 50
    loop
      begin
        v_person := kontor.distribute(v_entity, v_row.id, kontor.distribution_rules_for(v_entity, v_row.id), 'again');
        if v_person is null then
          v_left := v_left + 1;
        else
          execute format('update kontor.%I t set manager_id = $1 where t.id = $2', v_entity) using v_person, v_row.id;
          v_count := v_count + 1;
        end if;
      exception when others then
        get stacked diagnostics v_state = returned_sqlstate;
        -- The server's own troubles are for the whole transaction; one that cannot be written holds up no other.
        if v_state ~ '^(40|53|57|58|XX)' or v_state = '55P03' then
          raise;
        end if;
        v_left := v_left + 1;
      end;
    end loop;
    if kontor.distribution_asks_for_help(v_entity, v_left) then
      v_count := v_count + 1;
    end if;
  end loop;
  perform set_config('kontor.engine_timer', '', true);
  return v_count;
end $$;

-- Records that somebody has are given anew by the rules.  -> {"given": n, "left": n}:
-- those that no rule fits, or that nobody is there for, stay whose they are.
create or replace function kontor.redistribute(entity text, records uuid[], operation uuid) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_work uuid := coalesce(operation, kontor.new_id());
  v_answer jsonb;
  v_record uuid;
  v_row jsonb;
  v_rules uuid[];
  v_person uuid;
  v_given integer := 0;
begin
  if coalesce(kontor.my_role() in ('head', 'administrator'), false) is false then
    raise exception 'Only heads and administrators distribute anew.' using errcode = '42501';
  end if;
  if entity is null or not kontor.distributed(entity) then
    raise exception 'Records of this kind are not distributed.' using errcode = 'KO001';
  end if;
  v_answer := kontor.begin_operation(v_work, 'redistribute', 'Records distributed anew');
  if v_answer is not null then
    return v_answer;
  end if;
  perform kontor.distribution_begins(entity, false);
  foreach v_record in array coalesce(records, '{}') loop
    v_row := kontor.lock_row(entity, v_record);
    v_rules := kontor.distribution_rules_for(entity, v_record);
    continue when cardinality(v_rules) = 0;
    v_person := kontor.distribute(entity, v_record, v_rules, 'asked');
    continue when v_person is null;
    v_given := v_given + 1;
    if v_person::text is distinct from v_row->>'manager_id' then
      execute format('update kontor.%I t set manager_id = $1 where t.id = $2', entity) using v_person, v_record;
    end if;
  end loop;
  return kontor.end_operation(v_work, jsonb_build_object('status', 'saved', 'given', v_given,
                                                         'left', coalesce(cardinality(records), 0) - v_given));
end $$;

-- Explained ------------------------------------------------------------------------------

-- Why a record is whose it is, for whoever sees it: the last decision, as long as it
-- holds.  Whoever entered it learns at least to whom it went, though he does not see it
-- any more.  @candidates: [{"name", "load", "absent"}]
create or replace function kontor.distribution_of(entity text, record uuid)
  returns table (at timestamptz, outcome text, way text, cause text, rule_id uuid, rule_name text, employee text, load integer, candidates jsonb)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare v_visible boolean;
begin
  if $1 is null or not kontor.distributed($1) then
    return;
  end if;
  v_visible := kontor.visible($1, $2);
  if not v_visible and not exists (select from kontor.distribution d join kontor.operation o on o.id = d.operation
                                    where d.entity = $1 and d.record_id = $2 and o.author_id = kontor.me()) then
    return;
  end if;
  return query
    select d.at, d.outcome, d.way, d.cause, d.rule_id, d.rule_name, e.name,
           d.loads[array_position(d.people, d.employee_id)],
           coalesce((select jsonb_agg(jsonb_build_object('name', k.name, 'load', c.load, 'absent', c.away) order by c.n)
                       from unnest(d.people, d.loads, d.away) with ordinality c (id, load, away, n)
                       join kontor.employee k on k.id = c.id
                      where v_visible), '[]')
      from (select * from kontor.distribution l where l.entity = $1 and l.record_id = $2 order by l.seq desc limit 1) d
      left join kontor.employee e on e.id = d.employee_id
     where (kontor.engine_record($1, $2)->>'manager_id')::uuid is not distinct from d.employee_id;
end $$;

-- "To whom would the last records have gone?", for a rule that is being written.
-- -> {"count", "rows": [{"id", "title", "at", "who"}], "people": [{"name", "count"}]}
create or replace function kontor.distribution_preview(rule jsonb, max integer default 50) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_rule kontor.distribution_rule;
  v_rows jsonb;
  v_row jsonb;
  v_answer jsonb := '[]';
  v_line kontor.distribution_line;
  v_place integer;
begin
  perform kontor.rules_keeper();
  perform kontor.check_rule_entity(rule->>'entity');
  v_rule := jsonb_populate_record(null::kontor.distribution_rule, rule);
  v_rule.people := coalesce(v_rule.people, '[]');
  execute format('select coalesce(jsonb_agg(jsonb_build_object(''id'', q.id, ''title'', q.title, ''at'', q.created_at) order by q.created_at, q.id), ''[]'')
                    from (select t.id, t.created_at, t.%2$I::text as title from kontor.%1$I t where (%3$s)
                           order by t.created_at desc nulls last, t.id desc limit $1) q',
                 v_rule.entity, kontor.title_column(v_rule.entity), kontor.condition_sql(v_rule.entity, coalesce(v_rule.condition, '{}'), 't'))
    into v_rows using least(greatest(coalesce(max, 50), 0), 1000);
  v_line := kontor.distribution_line_of(v_rule);
  for v_row in select r from jsonb_array_elements(v_rows) r loop
    v_place := kontor.distribution_picks(v_line);
    v_answer := jsonb_build_array(v_row || jsonb_build_object('who',
      (select e.name from kontor.employee e where e.id = v_line.people[v_place]))) || v_answer;
    if v_place is not null then
      v_line := kontor.distribution_moves_on(v_line, v_place);
    end if;
  end loop;
  return jsonb_build_object('count', jsonb_array_length(v_rows), 'rows', v_answer,
    'people', coalesce((select jsonb_agg(jsonb_build_object('name', p.who, 'count', p.n) order by p.n desc, p.who)
                          from (select r->>'who' as who, count(*) as n from jsonb_array_elements(v_answer) r
                                 where r->>'who' is not null group by 1) p), '[]'));
end $$;

-- The rules with what each of them gave.
drop function if exists kontor.distribution_rule_list();
create or replace function kontor.distribution_rule_list()
  returns table (id uuid, name text, entity text, "position" integer, active boolean, condition jsonb, among text, people text,
                 role text, team text, way text, given bigint, waiting bigint, last_at timestamptz)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
  if kontor.my_role() is null and not pg_has_role(session_user, 'kontor_owner', 'member') then
    raise exception 'You are not registered as an employee.' using errcode = '42501';
  end if;
  return query
    select r.id, r.name, r.entity, r.position, r.active, r.condition, r.among,
           (select string_agg(e.name, ', ' order by q.place) from jsonb_array_elements_text(r.people) with ordinality q (id, place)
              join kontor.employee e on e.id = q.id::uuid),
           r.role, (select t.name from kontor.team t where t.id = r.of_team_id), r.way,
           (select count(*) from kontor.distribution d where d.rule_id = r.id and d.outcome = 'given'),
           (select count(*) from kontor.distribution d
             where d.rule_id = r.id and d.outcome = 'waits'
               and not exists (select from kontor.distribution l where l.record_id = d.record_id and l.seq > d.seq)
               and (kontor.engine_record(d.entity, d.record_id)) @> '{"manager_id": null}'),
           (select max(d.at) from kontor.distribution d where d.rule_id = r.id and d.outcome = 'given')
      from kontor.distribution_rule r
     order by r.position, r.name, r.id;
end $$;

-- Rights --------------------------------------------------------------------------------------

do $$
declare v_entity text;
begin
  perform kontor.set_policy('distribution', 'administrator', '(select kontor.me()) is not null');
  for v_entity in select e.name from kontor.entity e where kontor.distributed(e.name) loop
    perform kontor.distribution_arrange(v_entity);
  end loop;
end $$;

revoke all on function kontor.distributed(text), kontor.nobodys_sql(text), kontor.load_of(uuid),
  kontor.distribution_line_of(kontor.distribution_rule), kontor.distribution_picks(kontor.distribution_line),
  kontor.distribution_moves_on(kontor.distribution_line, integer), kontor.distribution_begins(text, boolean), kontor.distribute(text, uuid, uuid[], text), kontor.allot_begins(), kontor.allot(), kontor.allotted(),
  kontor.distribution_arrange(text), kontor.has_distribution(text), kontor.distribution_rules_for(text, uuid),
  kontor.rule_distribution_rule(), kontor.distribution_rule_changed(), kontor.distribution_asks_for_help(text, bigint),
  kontor.distribute_waiting(integer), kontor.redistribute(text, uuid[], uuid), kontor.distribution_of(text, uuid),
  kontor.distribution_preview(jsonb, integer), kontor.distribution_rule_list(), kontor.given_away(text, uuid),
  kontor.waits_for_somebody(uuid), kontor.import_owners(text[], jsonb, uuid[], boolean[])
  from public, kontor_seller, kontor_head, kontor_administrator;
grant execute on function kontor.has_distribution(text), kontor.import_owners(text[], jsonb, uuid[], boolean[]) to kontor_engine;
grant execute on function kontor.redistribute(text, uuid[], uuid) to kontor_head, kontor_administrator;
grant execute on function kontor.distribution_of(text, uuid), kontor.distribution_rule_list()
  to kontor_seller, kontor_head, kontor_administrator;
grant execute on function kontor.distribution_preview(jsonb, integer) to kontor_administrator;
