-- The import's door: whose the rows are, what is known already, what is refused.
select no_plan();

-- The answer of a batch as somebody, or the SQLSTATE.
create function pg_temp.import(login text, rows jsonb, operation integer, dry_run boolean default false) returns text
  language sql
as $$
  select try.as_user(login, format('select kontor.import_rows(''partner'', %L, %L, 2, %L)', rows, try.id(operation), dry_run))
$$;
create function pg_temp.counts(answer text) returns text
  language sql
as $$
  select concat_ws(' ', answer::jsonb->>'created', answer::jsonb->>'updated', answer::jsonb->>'unchanged', jsonb_array_length(answer::jsonb->'rejects'))
$$;

select is(pg_temp.counts(pg_temp.import('seller_one', '[
  {"line": 2, "fields": {"name": "Adria", "phone": "+387 33 1"}, "person": {"name": "Ana Kovač"}, "address": {"street": "Obala 1", "city": "Split", "country": "HR"}},
  {"line": 3, "fields": {"name": "ADRIA", "city": "Zadar"}, "address": {"street": "Riva 2", "city": "Zadar"}},
  {"line": 4, "fields": {"name": "Bosna"}}]', 900)), '2 0 1 0', 'R308: two rows of one name are one client');
select is((select concat_ws(' ', p.version, p.manager_id = try.id(11), p.team_id = try.id(1), p.created_by = try.id(11), p.changed_by = try.id(11),
                            p.created_at is not null, p.city, p.country, p.kind, p.relations)
           from kontor.partner p where p.name = 'Adria'), '1 t t t t t Split HR company {client}',
  'R308: an imported client belongs to who imports it, stamped as if it had been typed');
select is((select string_agg(concat_ws(' ', a.city, a.version, a.manager_id = try.id(11), a.team_id = try.id(1), a.created_by = try.id(11)), ', ' order by a.city)
           from kontor.address a join kontor.partner p on p.id = a.partner_id where p.name = 'Adria'), 'Split 1 t t t, Zadar 1 t t t',
  'with both addresses');
select is((select string_agg(h.entity || ' ' || h.action, ', ' order by h.entity) from kontor.history h where h.operation = try.id(900)),
  'address insert, address insert, partner insert, partner insert, person insert', 'R313: all of it is in the history');
select is((select count(*) from kontor.change_log c where c.operation = try.id(900) and c.entity = 'partner' and c.manager_id = try.id(11)), 2::bigint,
  'D5: and the other desks are told');

select is(pg_temp.counts(pg_temp.import('seller_one', '[{"line": 2, "fields": {"name": "Other"}}]', 900)), '2 0 1 0',
  'R309: a batch that is sent again gets its first answer');
select is((select count(*) from kontor.partner where name = 'Other'), 0::bigint, 'and is not done again');

-- What is known is completed
select is(pg_temp.counts(pg_temp.import('head_a', '[
  {"line": 2, "fields": {"name": "adria", "email": "info@adria.example"}, "person": {"name": "ana kovač"}, "address": {"street": "Riva 3", "city": "Zadar"}},
  {"line": 3, "fields": {"name": "Bosna"}}]', 901)), '0 1 1 0', 'R308: the head completes what the team has');
select is((select concat_ws(' ', p.version, p.email, p.city, p.manager_id = try.id(11), p.changed_by = try.id(21)) from kontor.partner p where p.name = 'Adria'),
  '2 info@adria.example Split t t', 'it stays whose it is, and its city is not the new address''s');
select is((select concat_ws(' ', a.manager_id = try.id(11), a.team_id = try.id(1), a.created_by = try.id(21)) from kontor.address a where a.street = 'Riva 3'), 't t t',
  'a new address belongs to whom the client belongs, and is noted as the head''s doing');
select is((select count(*) from kontor.person where name ilike 'ana kovač'), 1::bigint, 'a person who is there is not doubled');

-- What one does not see one does not find
select is(pg_temp.counts(pg_temp.import('seller_three', '[{"line": 2, "fields": {"name": "Adria"}}]', 902)), '1 0 0 0',
  'R290: of a client one does not see nothing is told');
select is((select string_agg(concat_ws(' ', p.manager_id = try.id(13), p.team_id = try.id(2)), ', ') from kontor.partner p where p.name = 'Adria' and p.manager_id <> try.id(11)),
  't t', 'one gets one''s own');

-- What is refused
select is(pg_temp.counts(pg_temp.import('seller_one', jsonb_build_array(
    jsonb_build_object('line', 2, 'fields', jsonb_build_object('name', 'Sound 1')),
    jsonb_build_object('line', 3, 'fields', jsonb_build_object('name', repeat('x', 501))),
    jsonb_build_object('line', 4, 'fields', jsonb_build_object('name', 'Sound 2')),
    jsonb_build_object('line', 5, 'fields', jsonb_build_object('name', 'Country', 'country', 'Germany')),
    jsonb_build_object('line', 6, 'fields', jsonb_build_object('name', 'Sound 3'), 'person', jsonb_build_object('name', repeat('y', 301)))), 903)), '2 0 0 3',
  'R308: a faulty row costs itself only');
select is((select string_agg(name, ' ' order by name) from kontor.partner where name ~ 'Sound|Country|^x'), 'Sound 1 Sound 2', 'and nothing of it is left');
select is((select answer->'rejects' from kontor.import_batch where operation = try.id(903)) @> '[{"line": 3, "field": "name"}, {"line": 5}, {"line": 6, "field": "name"}]', true,
  'R308: each is told with its line');

select is(pg_temp.counts(pg_temp.import('seller_one', (
    select jsonb_agg(jsonb_build_object('line', n + 1, 'fields', jsonb_build_object('name', 'Many ' || n, 'kind', case when n % 3 = 0 then 'strange' else 'company' end)))
      from generate_series(1, 3000) n), 907)), '2000 0 0 1000', 'R308: a thousand faulty rows of three thousand, each told');
select is((select count(*) from jsonb_array_elements((select answer->'rejects' from kontor.import_batch where operation = try.id(907))) r
            where r->>'constraint' = 'partner_kind_check' and r->>'field' = 'kind' and ((r->>'line')::integer - 1) % 3 = 0), 1000::bigint, 'by its line, its field and the rule');

-- A dry run
select is(pg_temp.counts(pg_temp.import('seller_one', '[{"line": 2, "fields": {"name": "Tried"}}, {"line": 3, "again": true, "fields": {"name": "Tried before"}}]', 904, true)),
  '1 1 0 0', 'R308: a dry run tells what would happen, knowing what earlier batches would have made');
select is((select count(*) from kontor.partner where name ~ 'Tried') + (select count(*) from kontor.operation where id = try.id(904)), 0::bigint, 'and leaves nothing');

-- Whoever may not
select is(left(pg_temp.import('stranger', '[{"line": 2, "fields": {"name": "x"}}]', 905), 5), '42501', 'a stranger imports nothing');
select is(try.state('seller_one', format('select kontor.import_writes_partners(''{name}'', ''[{"fields": {"name": "x"}}]'', array[%L::uuid], ''{t}'')', try.id(990))), '42501',
  'the writing itself is called by nobody');
select is(pg_temp.counts(pg_temp.import('seller_one', '[{"line": 2, "fields": {"name": "Mine", "manager_id": "00000000-0000-7000-8000-000000000012", "version": 7}}]', 906)), '1 0 0 0', 'a file');
select is((select concat_ws(' ', manager_id = try.id(11), version) from kontor.partner where name = 'Mine'), 't 1', 'says neither whose a row is nor its version');


select * from finish();
