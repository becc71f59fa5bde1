-- What an empty Kontor begins with.  Fixed ids, so that it may run again.

create or replace function kontor.seed_id(n integer) returns uuid
  language sql immutable
  set search_path = pg_catalog, pg_temp
as $$ select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;

-- A shipped name in the office's language.
create or replace function kontor.word(original text) returns text
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce((select w.word from kontor.seed_word w where w.original = word.original), original);
end
$$;

-- The same for every text within a graph.
create or replace function kontor.words(graph jsonb) returns jsonb
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
begin
  return case jsonb_typeof(graph)
    when 'object' then (select coalesce(jsonb_object_agg(e.key, kontor.words(e.value)), '{}') from jsonb_each(graph) e)
    when 'array' then (select coalesce(jsonb_agg(kontor.words(e.value) order by e.place), '[]')
                       from jsonb_array_elements(graph) with ordinality e(value, place))
    when 'string' then to_jsonb(kontor.word(graph #>> '{}'))
    else graph end;
end
$$;

-- Takes the words for a base that has nothing yet.
create or replace function kontor.take_words(originals text[], words text[]) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select from kontor.stage) then
    insert into kontor.seed_word (original, word)
      select o, w from unnest(originals, words) as pair(o, w) where o <> w
      on conflict (original) do update set word = excluded.word;
  end if;
end
$$;

-- A shipped view; people copy and change it, nobody edits it.
create or replace function kontor.seed_view(n integer, entity_name text, title text, pinned boolean, definition jsonb) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  insert into kontor.view (id, entity, name, manager_id, shared, pinned, position, definition)
    values (kontor.seed_id(589824 + n), entity_name, kontor.word(title), null, true, pinned, n, definition)
    on conflict (id) do update set name = excluded.name, definition = excluded.definition, position = excluded.position;
end
$$;

create or replace function kontor.seed() returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  insert into kontor.own_company (id, name, tax_number, street, postcode, city, country, phone, email, website, bank_name, bank_account, bic, currency)
    values (kontor.seed_id(4096), 'Kontor Demo d.o.o.', '4200000000005', 'Ferhadija 12', '71000', 'Sarajevo', 'BA',
            '+387 33 200 100', 'office@kontor.example', 'https://kontor.example', 'Sarajevska banka d.d.', 'BA391990440001200279', 'SABKBA22', 'EUR')
    on conflict (id) do nothing;

  insert into kontor.region (id, name)
    select kontor.seed_id(4352 + n::integer), kontor.word(name)
    from unnest(array['Sarajevo', 'Bosnia and Herzegovina', 'Balkans', 'Moscow', 'Russia', 'Istanbul', 'Türkiye', 'European Union', 'Other countries'])
         with ordinality r(name, n)
    on conflict (id) do nothing;

  insert into kontor.partner_category (id, name)
    select kontor.seed_id(4608 + n::integer), kontor.word(name)
    from unnest(array['Class A', 'Class B', 'Class C', 'Wholesale', 'Retail', 'Public body']) with ordinality r(name, n)
    on conflict (id) do nothing;

  insert into kontor.relationship_state (id, name)
    select kontor.seed_id(4864 + n::integer), kontor.word(name)
    from unnest(array['New', 'In conversation', 'Regular client', 'Sleeping', 'Lost']) with ordinality r(name, n)
    on conflict (id) do nothing;

  insert into kontor.loss_reason (id, name)
    select kontor.seed_id(5120 + n::integer), kontor.word(name)
    from unnest(array['Price too high', 'Chose a competitor', 'Need went away', 'No budget', 'Delivery too late', 'No answer']) with ordinality r(name, n)
    on conflict (id) do nothing;

  insert into kontor.claim_reason (id, name)
    select kontor.seed_id(6144 + n::integer), kontor.word(name)
    from unnest(array['Defect', 'Damaged on the way', 'Wrong goods', 'Something is missing', 'Delivered too late', 'Wrong invoice', 'Bad service'])
         with ordinality r(name, n)
    on conflict (id) do nothing;

  insert into kontor.calendar (id, name, monday, tuesday, wednesday, thursday, friday, standard)
    select kontor.seed_id(6400), kontor.word('Office'), hours, hours, hours, hours, hours, true
    from (values ('8:00-12:00, 12:30-16:30')) as day(hours)
    where not exists (select from kontor.calendar);
  insert into kontor.calendar_day (id, calendar_id, day, name, yearly)
    select kontor.seed_id(6401), kontor.seed_id(6400), '2000-01-01', kontor.word('New Year'), true
    where exists (select from kontor.calendar c where c.id = kontor.seed_id(6400) and c.version = 1)
    on conflict do nothing;

  insert into kontor.stage (id, name, position, probability)
    select kontor.seed_id(5376 + n::integer), kontor.word(name), n::integer * 10, probability
    from unnest(array['New request', 'Needs clarified', 'Offer sent', 'Negotiation', 'Order'], array[10, 25, 50, 75, 100])
         with ordinality r(name, probability, n)
    on conflict (id) do nothing;

  insert into kontor.deal_kind (id, name, mode) values
    (kontor.seed_id(5633), kontor.word('Small sale'), 'simple'),
    (kontor.seed_id(5634), kontor.word('Sale by stages'), 'stages')
    on conflict (id) do nothing;

  -- R36, R119 to R123: what everybody asks for, ready.
  perform kontor.seed_view(1, 'partner', 'My clients', false,
    '{"condition": {"field": "manager_id", "is": "me"}, "order": "name"}');
  perform kontor.seed_view(2, 'partner', 'My team''s clients', false,
    '{"condition": {"field": "team_id", "is": "my_team"}, "order": "name"}');
  perform kontor.seed_view(3, 'partner', 'All clients', false, '{"condition": {}, "order": "name"}');
  perform kontor.seed_view(4, 'partner', 'No contact for 30 days', true,
    '{"condition": {"field": "last_contact_at", "older_than_days": 30}, "order": "last_contact_at"}');
  perform kontor.seed_view(5, 'partner', 'By region', false,
    '{"condition": {}, "order": "region_id", "group": ["region_id"]}');
  -- R7: who is none of our clients yet, the newest first.
  perform kontor.seed_view(6, 'partner', 'Leads', false,
    '{"condition": {"field": "relations", "contains": "lead"}, "order": "-created_at"}');
  perform kontor.seed_view(11, 'deal', 'Open deals', false,
    '{"condition": {"field": "status", "is": "open"}, "order": "expected_close"}');
  perform kontor.seed_view(12, 'deal', 'My open deals', true,
    '{"condition": {"all": [{"field": "status", "is": "open"}, {"field": "manager_id", "is": "me"}]}, "order": "expected_close"}');
  perform kontor.seed_view(13, 'deal', 'Closing this month', false,
    '{"condition": {"all": [{"field": "status", "is": "open"}, {"field": "expected_close", "within": "this_month"}]}, "order": "expected_close"}');
  perform kontor.seed_view(14, 'deal', 'Without a next step', false,
    '{"condition": {"all": [{"field": "status", "is": "open"}, {"field": "next_step", "empty": true}]}, "order": "name"}');
  perform kontor.seed_view(15, 'deal', 'Won this month', false,
    '{"condition": {"all": [{"field": "status", "is": "won"}, {"field": "closed_at", "within": "this_month"}]}, "order": "-closed_at"}');
  perform kontor.seed_view(16, 'deal', 'Lost this month', false,
    '{"condition": {"all": [{"field": "status", "is": "lost"}, {"field": "closed_at", "within": "this_month"}]}, "order": "-closed_at"}');
  perform kontor.seed_view(21, 'interaction', 'Today', false,
    '{"condition": {"field": "at", "within": "today"}, "order": "at"}');
  perform kontor.seed_view(22, 'interaction', 'Overdue', false,
    '{"condition": {"all": [{"field": "done", "is": false}, {"field": "at", "within": "overdue"}]}, "order": "at"}');
  perform kontor.seed_view(23, 'interaction', 'Plans', false,
    '{"condition": {"field": "done", "is": false}, "order": "at"}');
  perform kontor.seed_view(24, 'interaction', 'My clients'' contacts', false,
    '{"condition": {"field": "manager_id", "is": "me"}, "order": "-at"}');
  perform kontor.seed_view(25, 'interaction', 'My team''s contacts', false,
    '{"condition": {"field": "team_id", "is": "my_team"}, "order": "-at"}');
  perform kontor.seed_view(31, 'task', 'My tasks', false,
    '{"condition": {"all": [{"field": "manager_id", "is": "me"}, {"field": "state", "in": ["open", "taken"]}]}, "order": "due_at"}');
  perform kontor.seed_view(32, 'task', 'Due today', true,
    '{"condition": {"all": [{"field": "manager_id", "is": "me"}, {"field": "state", "in": ["open", "taken"]}, {"field": "due_at", "within": "today"}]}, "order": "due_at"}');
  perform kontor.seed_view(33, 'task', 'Overdue', false,
    '{"condition": {"all": [{"field": "manager_id", "is": "me"}, {"field": "state", "in": ["open", "taken"]}, {"field": "due_at", "within": "overdue"}]}, "order": "due_at"}');
  perform kontor.seed_view(34, 'task', 'Given to others', false,
    '{"condition": {"all": [{"field": "author_id", "is": "me"}, {"field": "manager_id", "is_not": "me"}, {"field": "state", "in": ["open", "taken"]}]}, "order": "due_at"}');
  perform kontor.seed_view(35, 'task', 'My team''s tasks', false,
    '{"condition": {"all": [{"field": "team_id", "is": "my_team"}, {"field": "state", "in": ["open", "taken"]}]}, "order": "due_at"}');
  perform kontor.seed_view(36, 'task', 'Nobody''s yet', false,
    '{"condition": {"all": [{"field": "manager_id", "empty": true}, {"field": "state", "in": ["open", "taken"]}]}, "order": "due_at"}');
  perform kontor.seed_view(71, 'assignment', 'Given by me', false,
    '{"condition": {"all": [{"field": "author_id", "is": "me"}, {"field": "manager_id", "is_not": "me"}, {"field": "status", "in": ["open", "checking", "returned"]}]}, "order": "due_at"}');
  perform kontor.seed_view(72, 'assignment', 'Given to me', false,
    '{"condition": {"all": [{"field": "manager_id", "is": "me"}, {"field": "status", "in": ["open", "checking", "returned"]}]}, "order": "due_at"}');
  perform kontor.seed_view(73, 'assignment', 'To be checked by me', false,
    '{"condition": {"all": [{"field": "author_id", "is": "me"}, {"field": "status", "is": "checking"}]}, "order": "due_at"}');
  perform kontor.seed_view(74, 'assignment', 'Overdue', false,
    '{"condition": {"all": [{"field": "status", "in": ["open", "checking", "returned"]}, {"field": "due_at", "within": "overdue"}]}, "order": "due_at"}');
  perform kontor.seed_view(61, 'process', 'Running', false,
    '{"condition": {"field": "state", "is": "running"}, "order": "-started_at"}');
  perform kontor.seed_view(62, 'process', 'My running processes', false,
    '{"condition": {"all": [{"field": "state", "in": ["running", "stopped"]}, {"field": "manager_id", "is": "me"}]}, "order": "-started_at"}');
  perform kontor.seed_view(63, 'process', 'In trouble', false,
    '{"condition": {"field": "trouble", "empty": false}, "order": "started_at"}');
  perform kontor.seed_view(64, 'process', 'Stopped', false,
    '{"condition": {"field": "state", "is": "stopped"}, "order": "started_at"}');
  perform kontor.seed_view(41, 'offer', 'Drafts', false,
    '{"condition": {"field": "status", "is": "draft"}, "order": "-issued_on"}');
  perform kontor.seed_view(42, 'offer', 'Awaiting an answer', true,
    '{"condition": {"field": "status", "is": "sent"}, "order": "valid_until"}');
  perform kontor.seed_view(51, 'claim', 'Open claims', true,
    '{"condition": {"field": "status", "in": ["new", "in_work"]}, "order": "received_at"}');
  perform kontor.seed_view(52, 'claim', 'My open claims', false,
    '{"condition": {"all": [{"field": "status", "in": ["new", "in_work"]}, {"field": "manager_id", "is": "me"}]}, "order": "received_at"}');
  perform kontor.seed_view(53, 'claim', 'By reason', false,
    '{"condition": {}, "order": "reason_id", "group": ["reason_id"]}');
  perform kontor.seed_view(54, 'claim', 'Not satisfied', false,
    '{"condition": {"field": "status", "is": "not_satisfied"}, "order": "-closed_at"}');

  -- Maps and the kinds of deal that walk them come with the process engine.
  if to_regprocedure('kontor.seed_maps()') is not null then
    execute 'select kontor.seed_maps()';
  end if;
end
$$;
