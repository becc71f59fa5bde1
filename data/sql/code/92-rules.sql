-- What the rules of an office share: start rules and distribution rules.

-- Who may look after rules: administrators, and the server's own logins.
create or replace function kontor.rules_keeper() returns void
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if kontor.my_role() is distinct from 'administrator' and not pg_has_role(session_user, 'kontor_owner', 'member')
     and not pg_has_role(session_user, 'kontor_worker', 'member') then
    raise exception 'Only administrators look after rules.' using errcode = '42501';
  end if;
end $$;
drop function if exists kontor.start_rules_keeper();

-- A rule that is being written says at least which records it is about.
create or replace function kontor.check_rule_entity(p_entity text) returns void
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select from kontor.entity e where e.name = p_entity) then
    raise exception 'Choose first which records the rule is about.' using errcode = 'KO001';
  end if;
end $$;

create or replace function kontor.check_rule_condition(p_entity text, p_condition jsonb) returns void
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  execute format('select from kontor.%I t where false and (%s)', p_entity, kontor.condition_sql(p_entity, p_condition, 't'));
exception when data_exception or syntax_error_or_access_rule_violation or invalid_text_representation then
  raise exception 'The condition cannot be asked: %', sqlerrm using errcode = 'KO001', column = 'condition';
end $$;

-- A trigger that is there as long as an entity has rules that need it.
create or replace function kontor.arrange_trigger(p_entity text, p_trigger text, p_wanted boolean, p_moment text, p_each text,
                                                  p_function text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_there "char";
begin
  select t.tgenabled into v_there from pg_trigger t
   where t.tgrelid = format('kontor.%I', p_entity)::regclass and t.tgname = p_trigger;
  if p_wanted and v_there is null then
    execute format('create trigger %I %s on kontor.%I %s execute function kontor.%I()', p_trigger, p_moment, p_entity, p_each, p_function);
  elsif p_wanted and v_there = 'D' then
    execute format('alter table kontor.%I enable trigger %I', p_entity, p_trigger);
  elsif not p_wanted and v_there is not null and v_there <> 'D' then
    -- Dropping it would have to wait for every reader.
    execute format('alter table kontor.%I disable trigger %I', p_entity, p_trigger);
  end if;
end $$;

revoke all on function kontor.rules_keeper(), kontor.check_rule_entity(text), kontor.check_rule_condition(text, jsonb),
  kontor.arrange_trigger(text, text, boolean, text, text, text)
  from public, kontor_seller, kontor_head, kontor_administrator;
