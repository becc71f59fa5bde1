-- The route maps that ship, how they get into a base.  What they say is in the
-- files beside this one; they are drawn the way a person would: left to right,
-- parallel ways one above the other.

create or replace function kontor.seed_stage(p_name text) returns text
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce((select s.id::text from kontor.stage s where s.name = kontor.word(p_name) order by s.position limit 1), '')
$$;

-- A map as it is kept from one as it is written here: points say with "at" in
-- which column and row their middle stands, and with "stage" what the stage is
-- called; lines are [from, to], or [from, to, answer, label].
create or replace function kontor.seed_graph(p_map jsonb) returns jsonb
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'points', (
      select jsonb_agg((q.p - 'at') || jsonb_build_object(
               'x', 60 + (q.p#>>'{at,0}')::numeric * 190 - q.width / 2, 'y', 80 + (q.p#>>'{at,1}')::numeric * 130 - q.height / 2,
               'width', q.width, 'height', q.height)
             || case when q.p ? 'stage' then jsonb_build_object('stage', kontor.seed_stage(q.p->>'stage')) else '{}' end
             order by q.n)
        from (select e.p, e.n,
                     case when e.p->>'kind' in ('start', 'end') then 40 when e.p->>'kind' in ('split', 'merge') then 20
                          when e.p->>'kind' in ('timer', 'event') then 48 else 140 end as width,
                     case when e.p->>'kind' in ('start', 'end') then 40 when e.p->>'kind' in ('split', 'merge') then 190
                          when e.p->>'kind' in ('timer', 'event') then 48 when e.p->>'kind' = 'condition' then 100
                          when e.p->>'kind' = 'choice' then 80 else 60 end as height
                from jsonb_array_elements(p_map->'points') with ordinality e (p, n)) q),
    'flows', (
      select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('key', 'f' || f.n, 'from', f.l->0, 'to', f.l->1,
                                                            'answer', f.l->2, 'label', f.l->3, 'bends', f.l->4)) order by f.n)
        from jsonb_array_elements(p_map->'lines') with ordinality f (l, n)),
    'decorations', '[]'::jsonb)
$$;

-- Puts one map into the base, published, unless it is or was there: what an
-- administrator deleted stays deleted.  Returns whether it is new.
create or replace function kontor.seed_map(p_number integer, p_name text, p_description text, p_subject text, p_map jsonb) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_map uuid := kontor.seed_id(655360 + p_number * 16 + 1);
  v_version uuid := kontor.seed_id(655360 + p_number * 16 + 2);
  v_earlier text;
begin
  if exists (select from kontor.route_map m where m.id = v_map)
     or exists (select from kontor.history h where h.entity = 'route_map' and h.id = v_map and h.action = 'delete') then
    return false;
  end if;
  insert into kontor.route_map (id, name, description, subject, built_in)
  values (v_map, kontor.word(p_name), kontor.word(p_description), p_subject, true);
  v_earlier := kontor.engine_enter();
  insert into kontor.route_map_version (id, map_id, number, state, graph, note)
  values (v_version, v_map, 1, 'draft', kontor.words(kontor.seed_graph(p_map)), kontor.word('As shipped'));
  perform kontor.engine_leave(v_earlier);
  perform kontor.engine_publishes(v_version);
  return true;
end $$;

create or replace function kontor.seed_deal_kind(p_number integer, p_name text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into kontor.deal_kind (id, name, mode, route_map_id)
  select kontor.seed_id(655360 + p_number * 16 + 3), kontor.word(p_name), 'process', kontor.seed_id(655360 + p_number * 16 + 1)
   where not exists (select from kontor.deal_kind k where k.name = kontor.word(p_name));
end $$;

create or replace function kontor.seed_start_rule(p_number integer, p_name text, p_entity text, p_condition jsonb, p_moment text,
                                                  p_repeat text, p_active boolean default true) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into kontor.start_rule (id, name, entity, map_id, condition, moment, repeat, active)
  values (kontor.seed_id(655360 + p_number * 16 + 4), kontor.word(p_name), p_entity, kontor.seed_id(655360 + p_number * 16 + 1),
          p_condition, p_moment, p_repeat, p_active)
  on conflict (id) do nothing;
end $$;

create or replace function kontor.seed_maps() returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into kontor.route_function (id, name, subject)
  values ('give_to_least_busy', kontor.word('Give it to the seller who has the least to do'), null),
         ('hand_over', kontor.word('Give clients, deals and tasks to the successor'), 'employee')
  on conflict (id) do nothing;
  if kontor.seed_map(0, 'Sale', 'From the request to the order, with an offer and the check of the client side by side.',
                     'deal', kontor.seed_sale()) then
    perform kontor.seed_deal_kind(0, 'Sale');
  end if;
  if kontor.seed_map(1, 'Sale by tender', 'From the invitation to the award: calculation and papers side by side, nothing handed in unchecked.',
                     'deal', kontor.seed_tender()) then
    perform kontor.seed_deal_kind(1, 'Sale by tender');
  end if;
  if kontor.seed_map(2, 'Repeat sale', 'A client who bought before: the same again, and a call when it is time.',
                     'deal', kontor.seed_repeat_sale()) then
    perform kontor.seed_deal_kind(2, 'Repeat sale');
  end if;
  perform kontor.seed_map(3, 'Signing of a contract', 'Drafted, checked, signed by both sides, filed.', 'deal', kontor.seed_contract());

  if kontor.seed_map(4, 'Claim', 'Looked into, made good or refused with a reason, and closed as satisfied or not satisfied.',
                     'claim', kontor.seed_claim()) then
    perform kontor.seed_start_rule(4, 'Every claim is worked on', 'claim', '{}', 'insert', 'once');
  end if;
  if kontor.seed_map(5, 'First weeks of a new client', 'Welcome, a call after a week, the next order after a month.',
                     'partner', kontor.seed_first_weeks()) then
    perform kontor.seed_start_rule(5, 'New clients are looked after', 'partner', '{"field": "relations", "contains": "client"}', 'insert', 'once', false);
  end if;
  perform kontor.seed_map(6, 'Follow-up of a mailing', 'A call some days after the letter; whoever is interested becomes a deal.',
                          'partner', kontor.seed_mailing());

  if kontor.seed_map(7, 'Approval of a discount', 'A discount beyond the limit is approved before the offer goes out.',
                     'offer', kontor.seed_discount()) then
    perform kontor.seed_start_rule(7, 'Deep discounts are approved', 'offer', '{"field": "approval", "is": "needed"}', 'both', 'each');
  end if;
  if kontor.seed_map(8, 'Assignment', 'Carried out, and checked by who gave it; one''s own needs no check.',
                     'assignment', kontor.seed_assignment()) then
    perform kontor.seed_start_rule(8, 'Every assignment is followed', 'assignment', '{}', 'insert', 'once');
  end if;
  if kontor.seed_map(9, 'Handover of a leaving colleague', 'Clients, deals and tasks go to a successor in one step, and nobody is left alone.',
                     'employee', kontor.seed_handover()) then
    perform kontor.seed_start_rule(9, 'Who leaves hands over', 'employee', '{"field": "active", "is": false}', 'change', 'each');
  end if;
end $$;

revoke all on function kontor.seed_stage(text), kontor.seed_graph(jsonb), kontor.seed_map(integer, text, text, text, jsonb),
  kontor.seed_deal_kind(integer, text), kontor.seed_start_rule(integer, text, text, jsonb, text, text, boolean), kontor.seed_maps()
  from public, kontor_seller, kontor_head, kontor_administrator;
