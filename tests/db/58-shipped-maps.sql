-- Each shipped map is walked from its start to each of its ends, and along each
-- of its lines, with real records, by those whom it names: R77, R84, R103, R104,
-- R38, R39, R250.
begin;
set local client_min_messages = warning;
create extension if not exists pgtap;
select no_plan();

update kontor.own_company set discount_limit = 10;
insert into kontor.partner (id, name, manager_id) values ('00000000-0000-7000-8000-00000000e001', 'Adria Metal', '00000000-0000-7000-8000-000000000011');

create schema walks;
-- A new record that a map is walked on, and the process on it.
create function walks.begins(p_map kontor.route_map, out record uuid, out process uuid) language plpgsql as $$
declare
  v_partner uuid := '00000000-0000-7000-8000-00000000e001';
  v_seller uuid := '00000000-0000-7000-8000-000000000011';
  v_leaves uuid;
begin
  record := gen_random_uuid();
  case p_map.subject
    when 'deal' then insert into kontor.deal (id, name, partner_id, manager_id) values (record, 'Doors', v_partner, v_seller);
    when 'partner' then insert into kontor.partner (id, name, manager_id) values (record, 'Bosna Trans', v_seller);
    when 'claim' then insert into kontor.claim (id, partner_id, essence, manager_id) values (record, v_partner, 'Broken', v_seller);
    when 'offer' then insert into kontor.offer (id, partner_id, manager_id, discount_percent) values (record, v_partner, v_seller, 25);
    when 'assignment' then insert into kontor.assignment (id, name, manager_id, author_id)
      values (record, 'Count the doors', v_seller,
              case when current_setting('walks.own', true) = 'yes' then v_seller else '00000000-0000-7000-8000-000000000021' end::uuid);
    when 'employee' then
      insert into kontor.employee (id, login, name, role, team_id)
        values (record, 'leaver' || (select count(*) from kontor.employee), 'Leaver', 'seller', '00000000-0000-7000-8000-000000000001');
      insert into kontor.partner (id, name, manager_id) select gen_random_uuid(), 'Client ' || n, record from generate_series(1, 3) n;
      insert into kontor.task (id, name, manager_id) values (gen_random_uuid(), 'Left behind', record);
      insert into kontor.absence (id, employee_id, deputy_id) values (gen_random_uuid(), record, v_seller);
      update kontor.employee set active = false where id = record;
  end case;
  select p.id into process from kontor.process p where p.record_id = record;
  if process is null then
    set local session authorization seller_one;
    process := kontor.start_process(p_map.id, p_map.subject, record);
    set local session authorization default;
  end if;
end $$;

-- How far each point is from one.
create function walks.distances(p_version uuid, p_to text) returns table (point text, far integer) language sql as $$
  with recursive d (point, far) as (
    select p_to, 0
    union
    select f->>'from', d.far + 1 from kontor.route_map_version v, jsonb_array_elements(v.graph->'flows') f, d
     where v.id = p_version and f->>'to' = d.point and d.far < 30)
  select d.point, min(d.far) from d group by d.point
$$;

-- Whoever may do a task does what it asks for.
create function walks.does(p_process kontor.process, p_task kontor.task, p_answer text) returns void language plpgsql as $$
declare
  v_point jsonb := (select r.point from kontor.route_point r where r.version_id = p_process.map_version_id and r.key = p_task.point);
  v_login text;
  v_field text;
  v_entity text;
begin
  for v_field in select jsonb_array_elements_text(coalesce(v_point->'required_fields', '[]')) loop
    execute format('update kontor.%I set %I = $1::uuid::text::%s where id = $2', p_process.subject, v_field,
                   (select format_type(a.atttypid, a.atttypmod) from pg_attribute a
                     where a.attrelid = format('kontor.%I', p_process.subject)::regclass and a.attname = v_field))
      using case v_field when 'reason_id' then (select id from kontor.claim_reason limit 1)
                         else '00000000-0000-7000-8000-000000000012'::uuid end, p_process.record_id;
  end loop;
  for v_entity in select jsonb_array_elements_text(coalesce(v_point->'requires', '[]')) loop
    case v_entity
      when 'offer' then insert into kontor.offer (id, partner_id, deal_id, manager_id) values (gen_random_uuid(), p_process.partner_id, p_process.deal_id, p_process.manager_id);
      when 'file' then insert into kontor.file (id, entity, record_id, partner_id, name) values (gen_random_uuid(), 'deal', p_process.deal_id, p_process.partner_id, 'contract.pdf');
    end case;
  end loop;
  update kontor.task set checklist = (select coalesce(jsonb_agg(c || '{"done": true}'), '[]') from jsonb_array_elements(checklist) c) where id = p_task.id;
  v_login := coalesce((select e.login from kontor.employee e where e.id = p_task.manager_id),
                      case p_task.for_role when 'administrator' then 'chief' when 'head' then 'head_a' else 'seller_one' end);
  execute format('set local session authorization %I', v_login);
  if p_task.manager_id is null then
    perform kontor.take_task(p_task.id);
  end if;
  perform kontor.complete_task(p_task.id, coalesce(p_answer, p_task.answers->0->>'key'),
                               case when p_task.subject = 'assignment' then 'Twelve, one of them broken' end);
  set local session authorization default;
end $$;

-- Walks a map on a new record, once along the line @p_via where it names one, to the
-- end @p_end.  -> "done: End" or where it stands
create function walks.walk(p_map kontor.route_map, p_version uuid, p_via text, p_end text) returns text language plpgsql as $$
declare
  v_begun record := walks.begins(p_map);
  v_process kontor.process;
  v_task kontor.task;
  v_asker text;
  v_aim text;
  v_flow jsonb;
  v_graph jsonb := (select v.graph from kontor.route_map_version v where v.id = p_version);
  v_via jsonb := (select f from jsonb_array_elements(v_graph->'flows') f where f->>'key' = p_via);
  v_passed boolean;
  v_earlier text;
begin
  if v_begun.process is null then
    return 'not started';
  end if;
  for v_n in 1 .. 60 loop
    select * into v_process from kontor.process p where p.id = v_begun.process;
    exit when v_process.state <> 'running';
    v_passed := v_via is null or exists (select from kontor.process_step s
                                          where s.process_id = v_process.id and s.action = 'arrived' and s.flow = p_via);
    select * into v_task from kontor.task t where t.process_id = v_process.id and t.state in ('open', 'taken') order by t.number limit 1;
    if found then
      if exists (select from kontor.process_step s where s.task_id = v_task.id and s.action = 'incident') then
        return 'incident: ' || v_task.description;
      end if;
      -- The condition that the answer decides: this point, or the one behind it.
      v_asker := (select coalesce(r.asks, r.key) from kontor.route_point r where r.version_id = p_version and r.key = v_task.point);
      v_aim := case when v_passed then p_end else v_via->>'from' end;
      select f into v_flow
        from jsonb_array_elements(v_graph->'flows') f
        left join walks.distances(p_version, v_aim) d on d.point = f->>'to'
       where f->>'from' = v_asker and f ? 'answer'
       order by not v_passed and f->>'key' = p_via desc, d.far nulls last limit 1;
      perform walks.does(v_process, v_task, case when v_asker in (select r.key from kontor.route_point r where r.version_id = p_version and r.kind in ('condition', 'choice'))
                                                 then v_flow->>'answer' end);
    else
      -- Time passes.
      v_earlier := kontor.engine_enter();
      update kontor.process_token k set arrived_at = k.arrived_at - interval '90 days' where k.process_id = v_process.id;
      perform kontor.engine_leave(v_earlier);
      update kontor.process_job j set due_at = clock_timestamp() where j.process_id = v_process.id and j.task_id is null;
      perform kontor.run_jobs(20);
    end if;
  end loop;
  return v_process.state || ': ' || coalesce(v_process.result, (select string_agg(k.point, ' ') from kontor.process_token k where k.process_id = v_process.id));
end $$;

create temporary table shipped as
  select m as map, v.id as version_id, v.graph from kontor.route_map m join kontor.route_map_version v on v.map_id = m.id and v.state = 'published'
   where m.built_in;
select cmp_ok((select count(*) from shipped), '>=', 8::bigint, 'R77: at least eight maps ship');
select is((select count(*) from shipped s, kontor.map_problems(s.graph)), 0::bigint, 'each of them is sound');
select is((select string_agg((s.map).name || ': ' || q.message, ', ') from shipped s, kontor.map_setting_problems((s.map).id, s.graph) q), null, 'and can be run on the records it is for');

-- To each end
select is(walks.walk(s.map, s.version_id, null, p->>'key'), 'done: ' || (p->>'name'), format('R77: "%s" is walked to "%s"', (s.map).name, p->>'name'))
  from shipped s, jsonb_array_elements(s.graph->'points') p
 where p->>'kind' = 'end' and ((s.map).subject <> 'assignment' or p->>'key' = 'end') order by (s.map).id, p->>'key';
select set_config('walks.own', 'yes', true);
select is(walks.walk(s.map, s.version_id, null, 'alone'), 'done: Done', 'R145: one''s own assignment is done without a check')
  from shipped s where (s.map).subject = 'assignment';
select set_config('walks.own', '', true);

-- Along each line that the shortest ways leave out
select is(walks.walk(s.map, s.version_id, f->>'key', e.point), 'done: ' || e.name,
          format('R84: "%s": "%s" at "%s"', (s.map).name, f->>'label',
                 (select p->>'name' from jsonb_array_elements(s.graph->'points') p where p->>'key' = f->>'from')))
  from shipped s, jsonb_array_elements(s.graph->'flows') f,
       lateral (select p->>'key' as point, p->>'name' as name from jsonb_array_elements(s.graph->'points') p
                  join walks.distances(s.version_id, p->>'key') d on d.point = f->>'to'
                 where p->>'kind' = 'end' and ((s.map).subject <> 'assignment' or p->>'key' = 'end') order by d.far limit 1) e
 where f ? 'answer' and f->>'key' not in (select x.flow from kontor.process_step x join kontor.process q on q.id = x.process_id
                                           where q.map_version_id = s.version_id and x.flow is not null and x.action = 'arrived')
   and not ((s.map).subject = 'assignment' and f->>'to' = 'alone')
 order by (s.map).id, f->>'key';
select is((select string_agg((s.map).name || ' ' || (f->>'key'), ', ') from shipped s, jsonb_array_elements(s.graph->'flows') f
            where not exists (select from kontor.process_step x join kontor.process q on q.id = x.process_id
                               where q.map_version_id = s.version_id and x.flow = f->>'key')), null, 'no line of any map was left out');
select is((select count(*) from kontor.process_step where action in ('incident', 'failed')), 0::bigint, 'and nothing went wrong on the way');

-- What comes of them
select is((select string_agg(distinct c.status, ' ' order by c.status) from kontor.claim c), 'not_satisfied satisfied', 'R250: a claim ends satisfied or not satisfied');
select is((select count(*) from kontor.claim c where c.closed_at is null or c.answer is null or c.reason_id is null), 0::bigint, 'closed, with its reason and an answer');
select is((select string_agg(distinct o.approval || ' ' || coalesce(e.login, '-') || ' ' || coalesce(o.approved_discount::text, '-'), ', ')
             from kontor.offer o left join kontor.employee e on e.id = o.approved_by where o.discount_percent = 25),
  'approved head_a 25.00, refused - -', 'R103: the approver''s name and the discount stand on the offer');
select is((select string_agg(distinct a.status, ' ') from kontor.assignment a), 'done', 'R144: assignments are done');
select is((select count(*) from kontor.partner p join kontor.employee e on e.id = p.manager_id where not e.active), 0::bigint, 'R38: no client is left with who has gone');
select is((select count(*) from kontor.partner p where p.name like 'Client %' and p.manager_id = '00000000-0000-7000-8000-000000000012'
                                                  and p.team_id = '00000000-0000-7000-8000-000000000001'), (select 3 * count(*) from kontor.employee where name = 'Leaver'), 'R39: they all went to the successor');
select is((select count(*) from kontor.task t join kontor.employee e on e.id = t.manager_id where not e.active and t.state in ('open', 'taken')), 0::bigint, 'R39: with the open tasks');
select is((select string_agg(distinct d.name, ', ' order by d.name) from kontor.deal d where d.name <> 'Doors'), 'Interest after a mailing, Next order', 'R77: what the mailing and the first weeks bring becomes deals');
select is((select string_agg(distinct d.status, ' ' order by d.status) from kontor.deal d where d.name = 'Doors'), 'lost open won', 'R50: sales end won or lost');

-- Shipped once
select is((select count(*) from kontor.start_rule), 5::bigint, 'R91: five rules start them');
delete from kontor.start_rule where entity = 'claim';
select kontor.seed();
select is((select count(*) from kontor.start_rule), 4::bigint, 'what an administrator deleted does not come back');
select is((select count(*) from kontor.route_map where built_in), (select count(*) from shipped), 'and nothing is doubled');
select * from finish();
rollback;
