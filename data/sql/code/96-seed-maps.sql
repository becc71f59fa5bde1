-- The map that ships: a sale from the request to the order.  Drawn the way a
-- person would: left to right, parallel ways one above the other.

create or replace function kontor.seed_stage(p_name text) returns text
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce((select s.id::text from kontor.stage s where s.name = kontor.word(p_name) order by s.position limit 1), '')
$$;

create or replace function kontor.seed_sale() returns jsonb
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'points', jsonb_build_array(
      jsonb_build_object('key', 'start', 'kind', 'start', 'name', 'Request', 'x', 40, 'y', 180, 'width', 40, 'height', 40,
        'stage', kontor.seed_stage('New request')),
      jsonb_build_object('key', 'clarify', 'kind', 'action', 'name', 'Clarify the needs',
        'x', 120, 'y', 170, 'width', 140, 'height', 60,
        'text', 'Call the client: what is needed, how much, by when, and who decides. Note it in the deal.',
        'performer', jsonb_build_object('kind', 'deal_manager'), 'due_hours', 24,
        'stage', kontor.seed_stage('Needs clarified')),
      jsonb_build_object('key', 'split', 'kind', 'split', 'name', '', 'x', 300, 'y', 110, 'width', 20, 'height', 180),
      jsonb_build_object('key', 'offer', 'kind', 'action', 'name', 'Prepare the offer',
        'x', 360, 'y', 100, 'width', 140, 'height', 60,
        'text', 'Make the offer from this task, print it or save it as PDF and send it to the client.',
        'performer', jsonb_build_object('kind', 'deal_manager'), 'due_hours', 48, 'requires', jsonb_build_array('offer'),
        'stage', kontor.seed_stage('Offer sent')),
      jsonb_build_object('key', 'standing', 'kind', 'action', 'name', 'Check the client''s standing',
        'x', 360, 'y', 240, 'width', 140, 'height', 60,
        'text', 'Open debts, earlier deals, who stands behind the firm.',
        'performer', jsonb_build_object('kind', 'head'), 'due_hours', 24),
      jsonb_build_object('key', 'merge', 'kind', 'merge', 'name', '', 'x', 540, 'y', 110, 'width', 20, 'height', 180),
      jsonb_build_object('key', 'negotiate', 'kind', 'action', 'name', 'Talk the offer over',
        'x', 600, 'y', 170, 'width', 140, 'height', 60,
        'text', 'Ask the client whether the offer suits; the answer decides how it goes on.',
        'performer', jsonb_build_object('kind', 'deal_manager'), 'due_hours', 72,
        'stage', kontor.seed_stage('Negotiation')),
      jsonb_build_object('key', 'agreed', 'kind', 'condition', 'name', 'Does the client agree?',
        'x', 780, 'y', 150, 'width', 140, 'height', 100, 'question', 'Does the client agree?',
        'performer', jsonb_build_object('kind', 'deal_manager'),
        'answers', jsonb_build_array(
          jsonb_build_object('key', 'yes', 'text', 'Yes'),
          jsonb_build_object('key', 'changes', 'text', 'Wants changes'),
          jsonb_build_object('key', 'no', 'text', 'No'))),
      jsonb_build_object('key', 'order', 'kind', 'action', 'name', 'Take the order',
        'x', 980, 'y', 170, 'width', 140, 'height', 60,
        'text', 'Confirm quantities, prices and the date of delivery with the client.',
        'performer', jsonb_build_object('kind', 'deal_manager'), 'due_hours', 24,
        'stage', kontor.seed_stage('Order')),
      jsonb_build_object('key', 'won', 'kind', 'end', 'name', 'Won', 'x', 1160, 'y', 180, 'width', 40, 'height', 40,
        'outcome', 'won'),
      jsonb_build_object('key', 'refusal', 'kind', 'action', 'name', 'Note the reason of refusal',
        'x', 780, 'y', 310, 'width', 140, 'height', 60,
        'text', 'Why did the client refuse? The reason goes into the report of lost deals.',
        'performer', jsonb_build_object('kind', 'deal_manager'), 'due_hours', 24,
        'question', 'Why did the client refuse?', 'answers_from', 'loss_reason'),
      jsonb_build_object('key', 'lost', 'kind', 'end', 'name', 'Lost', 'x', 980, 'y', 320, 'width', 40, 'height', 40,
        'outcome', 'lost')),
    'flows', '[
      {"key": "f1", "from": "start", "to": "clarify"},
      {"key": "f2", "from": "clarify", "to": "split"},
      {"key": "f3", "from": "split", "to": "offer"},
      {"key": "f4", "from": "split", "to": "standing"},
      {"key": "f5", "from": "offer", "to": "merge"},
      {"key": "f6", "from": "standing", "to": "merge"},
      {"key": "f7", "from": "merge", "to": "negotiate"},
      {"key": "f8", "from": "negotiate", "to": "agreed"},
      {"key": "f9", "from": "agreed", "to": "order", "answer": "yes", "label": "Yes"},
      {"key": "f10", "from": "agreed", "to": "offer", "answer": "changes", "label": "Wants changes",
       "bends": [[850, 60], [430, 60]]},
      {"key": "f11", "from": "agreed", "to": "refusal", "answer": "no", "label": "No"},
      {"key": "f12", "from": "order", "to": "won"},
      {"key": "f13", "from": "refusal", "to": "lost"}]'::jsonb,
    'decorations', '[]'::jsonb)
$$;

create or replace function kontor.seed_maps() returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_map constant uuid := '00000000-0000-7000-8000-0000000a0001';
  v_version constant uuid := '00000000-0000-7000-8000-0000000a0002';
  v_kind constant uuid := '00000000-0000-7000-8000-0000000a0003';
begin
  insert into kontor.route_map (id, name, description, subject, built_in)
  values (v_map, kontor.word('Sale'),
          kontor.word('From the request to the order, with an offer and the check of the client side by side.'), 'deal', true)
  on conflict (id) do nothing;
  if not exists (select from kontor.route_map_version v where v.map_id = v_map) then
    perform kontor.engine_open();
    insert into kontor.route_map_version (id, map_id, number, state, graph, note)
    values (v_version, v_map, 1, 'draft', kontor.words(kontor.seed_sale()), kontor.word('As shipped'));
    perform kontor.engine_publishes(v_version);
    perform kontor.engine_close();
  end if;
  if not exists (select from kontor.deal_kind k where k.id = v_kind or k.name = kontor.word('Sale')) then
    insert into kontor.deal_kind (id, name, mode, route_map_id) values (v_kind, kontor.word('Sale'), 'process', v_map);
  end if;
end $$;

revoke all on function kontor.seed_stage(text), kontor.seed_sale(), kontor.seed_maps()
  from public, kontor_seller, kontor_head, kontor_administrator;
