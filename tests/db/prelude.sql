-- What every test file finds: pgTAP, and a way to try things as somebody.
create extension pgtap;
create schema try;

-- The answer of a statement run as that login, or "SQLSTATE message".
create function try.as_user(login text, statement text) returns text
  language plpgsql set search_path = public
as $$
declare
  answer text;
begin
  execute format('set local session authorization %I', login);
  begin
    execute statement into answer;
  exception when others then
    answer := sqlstate || ' ' || sqlerrm;
  end;
  execute 'set local session authorization default';
  return answer;
end
$$;

-- Only the state: '00000' where it went well.
create function try.state(login text, statement text) returns text
  language plpgsql set search_path = public
as $$
declare
  answer text := '00000';
begin
  execute format('set local session authorization %I', login);
  begin
    execute statement;
  exception when others then
    answer := sqlstate;
  end;
  execute 'set local session authorization default';
  return answer;
end
$$;

-- Short ids: try.id(7) is ...-000000000007.
create function try.id(n integer) returns uuid
  language sql immutable
as $$ select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid $$;

-- Saves as somebody and returns the status.
create function try.save(login text, entity text, n integer, version bigint, changes jsonb, operation integer default null) returns jsonb
  language plpgsql set search_path = public
as $$
declare
  answer text;
begin
  answer := try.as_user(login, format('select kontor.save(%L, %L, %s, %L, %L)', entity, try.id(n), version, changes,
                                      case when operation is not null then try.id(operation) end));
  return case when answer ~ '^\{' then answer::jsonb else jsonb_build_object('status', left(answer, 5), 'message', substr(answer, 7)) end;
end
$$;
