-- What the tests of the process engine share: \ir process-tools.sql
-- A small map is written as points in JSON and lines as "from>to answer; ...".
create table try.name (name text primary key, id uuid);
grant usage on schema try to public;
grant all on try.name to public;
create function try.n(p text) returns uuid language sql security definer as $$ select id from try.name where name = p $$;

create function try.graph(p_points jsonb, p_flows text) returns jsonb language sql as $$
  select jsonb_build_object('points', (select jsonb_agg('{"x": 0, "y": 0}'::jsonb || p order by n) from jsonb_array_elements(p_points) with ordinality q (p, n)),
    'flows', (select jsonb_agg(jsonb_build_object('key', 'f' || n, 'from', split_part(a[1], '>', 1), 'to', split_part(a[1], '>', 2))
                               || case when a[2] = 'else' then '{"default": true}' when a[2] is not null then jsonb_build_object('answer', a[2]) else '{}' end order by n)
                from (select regexp_split_to_array(trim(s), '\s+') a, n from regexp_split_to_table(p_flows, ';') with ordinality r (s, n)) q)) $$;

-- Publishes a map as the administrator and remembers it by its name.
create function try.map(p_name text, p_points jsonb, p_flows text, p_subject text default 'deal') returns uuid language plpgsql security definer as $$
declare
  v_map uuid := gen_random_uuid();
  v_version uuid := gen_random_uuid();
begin
  insert into kontor.route_map (id, name, subject, created_by) values (v_map, p_name, p_subject, try.id(31));
  insert into kontor.route_map_version (id, map_id, number, graph) values (v_version, v_map, 1, try.graph(p_points, p_flows));
  insert into try.name values (p_name, v_map) on conflict (name) do update set id = excluded.id;
  perform kontor.engine_publishes(v_version);
  return v_map;
end $$;

-- What is wrong with a map, by what the publishing says.
create function try.refusal(p_points jsonb, p_flows text, p_subject text default 'deal') returns text language plpgsql security definer as $$
begin
  perform try.map('Refused', p_points, p_flows, p_subject);
  return 'published';
exception when sqlstate 'KO001' then
  return sqlerrm;
end $$;

-- A deal of a manager's, on which the map @p_map begins; remembered as "deal" and "process".
create function try.begin(p_map text, p_manager uuid default '00000000-0000-7000-8000-000000000011', p_starter text default null) returns uuid
  language plpgsql security definer as $$
declare
  v_partner uuid := gen_random_uuid();
  v_deal uuid := gen_random_uuid();
begin
  insert into kontor.partner (id, name, manager_id) values (v_partner, 'Adria Metal', p_manager);
  insert into kontor.deal (id, name, partner_id, manager_id, amount) values (v_deal, 'Doors', v_partner, p_manager, 500);
  insert into try.name values ('partner', v_partner), ('deal', v_deal) on conflict (name) do update set id = excluded.id;
  insert into try.name values ('process', (kontor.engine_starts(try.n(p_map), 'deal', v_deal,
    coalesce((select id from kontor.employee where login = p_starter), p_manager))).process)
    on conflict (name) do update set id = excluded.id;
  return try.n('process');
end $$;

-- Where the process stands: its points, with what each token waits for where that is no task.
create function try.points(p_process text default 'process') returns text language sql security definer as $$
  select string_agg(k.point || case k.waits_for when 'task' then '' else ':' || k.waits_for end, ' ' order by k.point, k.flow)
    from kontor.process_token k where k.process_id = try.n(p_process) $$;
-- The open task at a point.
create function try.task(p_point text, p_login text default null) returns uuid language sql security definer as $$
  select t.id from kontor.task t left join kontor.employee e on e.id = t.manager_id
   where t.process_id = try.n('process') and t.point = p_point and t.state in ('open', 'taken') and (p_login is null or e.login = p_login)
   order by t.seat limit 1 $$;
-- Whose the open tasks at a point are.
create function try.holders(p_point text) returns text language sql security definer as $$
  select string_agg(coalesce(e.login, 'anybody: ' || coalesce(t.for_role, '')), ' ' order by e.login)
    from kontor.task t left join kontor.employee e on e.id = t.manager_id
   where t.process_id = try.n('process') and t.point = p_point and t.state in ('open', 'taken') $$;
-- The performer completes the task at a point: the answer, or "SQLSTATE message".
create function try.done(p_point text, p_answer text default null, p_result text default null, p_login text default null) returns text
  language plpgsql as $$
declare
  v_login text;
  v_task uuid := try.task(p_point, p_login);
begin
  select e.login into v_login from kontor.task t join kontor.employee e on e.id = t.manager_id where t.id = v_task;
  return coalesce(try.as_user(coalesce(p_login, v_login, 'chief'),
    format('select kontor.complete_task(%L, %L, %L)->>''state''', v_task, p_answer, p_result)), 'nothing');
end $$;
-- What was waited for has come: every job of the process is due now.
create function try.wait(p_process text default null) returns void language plpgsql security definer as $$
begin
  update kontor.process_job j set due_at = clock_timestamp() - interval '1 second'
   where not j.resting and (p_process is null or j.process_id = try.n(p_process));
  perform kontor.run_jobs(100);
end $$;
create function try.path(p_process text default 'process') returns text language sql security definer as $$
  select string_agg(case when s.action in ('left', 'arrived') then '' else s.action || ':' end || s.point, ' ' order by s.seq)
    from kontor.process_step s where s.process_id = try.n(p_process) and s.action <> 'arrived' $$;
