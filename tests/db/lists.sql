-- Conditions, orders and totals of lists.
select no_plan();

insert into kontor.team (id, name) values (try.id(9), 'Team C');
insert into kontor.partner (id, name, city, relations, region_id, manager_id, last_contact_at, email) values
  (try.id(101), 'Alfa', 'Sarajevo', '{client}', (select id from kontor.region where name = 'Sarajevo'), try.id(11), now() - interval '40 days', 'a@alfa.ba'),
  (try.id(102), 'Beta', 'Москва', '{client,supplier}', (select id from kontor.region where name = 'Moscow'), try.id(11), now() - interval '2 days', null),
  (try.id(103), 'Gama', 'İstanbul', '{agent}', null, try.id(12), null, '100%_real@x.tr'),
  (try.id(104), 'Delta', null, '{competitor}', (select id from kontor.region where name = 'Moscow'), try.id(13), now(), '');
insert into kontor.deal (id, name, partner_id, amount, manager_id, expected_close, status, closed_at, loss_reason_id) values
  (try.id(201), 'One', try.id(101), 100, try.id(11), current_date, 'open', null, null),
  (try.id(202), 'Two', try.id(102), 250.50, try.id(11), current_date - 1, 'open', null, null),
  (try.id(203), 'Three', try.id(103), 9000, try.id(12), current_date + 400, 'won', now(), null),
  (try.id(204), 'Four', try.id(104), 0, try.id(13), null, 'lost', now() - interval '400 days', (select id from kontor.loss_reason limit 1));
insert into kontor.task (id, name, manager_id, due_at) values
  (try.id(301), 'Late', try.id(11), now() - interval '1 hour'), (try.id(302), 'Later', try.id(11), now() + interval '20 days'), (try.id(303), 'Whenever', try.id(11), null);

-- The names that a list shows to somebody, in order.
create function try.list(login text, entity text, condition text, sort text default null, search text default null) returns text
  language plpgsql
as $$
declare
  statement text;
begin
  statement := try.as_user(login, format('select kontor.list_statement(%L, %L, %L, %L)', entity, condition, sort, search));
  if statement !~ '^select' then
    return statement;
  end if;
  return try.as_user(login, format('select coalesce(string_agg(n.name, '','' order by l.n), '''') from (select row_number() over () as n, id from (%s) s) l join kontor.%I n using (id)', statement, entity));
end
$$;
create function try.chief(entity text, condition text) returns text language sql as $$ select try.list('chief', entity, condition) $$;

select is(try.chief('partner', '{}'), 'Alfa,Beta,Delta,Gama', 'no condition shows everything');
select is(try.list('seller_one', 'partner', '{}'), 'Alfa,Beta', 'under one''s own row security');
select is(try.chief('partner', '{"field": "city", "is": "Sarajevo"}'), 'Alfa', 'R19: is');
select is(try.chief('partner', '{"field": "city", "is_not": "Sarajevo"}'), 'Beta,Delta,Gama', 'is not: also what has none');
select is(try.chief('partner', '{"field": "city", "is": null}'), 'Delta', 'is nothing');
select is(try.chief('partner', '{"field": "city", "is_not": null}'), 'Alfa,Beta,Gama', 'is not nothing');
select is(try.chief('deal', '{"field": "amount", "above": 100}'), 'Three,Two', 'above');
select is(try.chief('deal', '{"field": "amount", "below": "100"}'), 'Four', 'below');
select is(try.chief('deal', '{"field": "amount", "at_least": "100"}'), 'One,Three,Two', 'at least');
select is(try.chief('deal', '{"field": "amount", "at_most": 100}'), 'Four,One', 'at most');
select is(try.chief('deal', '{"field": "amount", "between": [100, 300]}'), 'One,Two', 'between');
select is(try.chief('partner', '{"field": "city", "contains": "MOS"}'), '', 'contains');
select is(try.chief('partner', '{"field": "city", "contains": "моск"}'), 'Beta', 'contains, whatever the case');
select is(try.chief('partner', '{"field": "city", "contains": "istan"}'), 'Gama', 'and the dot on the I');
select is(try.chief('partner', '{"field": "email", "contains": "100%_"}'), 'Gama', 'wildcards mean themselves');
select is(try.chief('partner', '{"field": "email", "contains": "%"}'), 'Gama', 'wildcards mean themselves');
select is(try.chief('partner', '{"field": "city", "starts": "sara"}'), 'Alfa', 'starts');
select is(try.chief('partner', '{"field": "name", "in": ["Alfa", "Gama", "x"]}'), 'Alfa,Gama', 'in');
select is(try.chief('partner', '{"field": "name", "in": []}'), '', 'in nothing');
select is(try.chief('partner', '{"field": "email", "empty": true}'), 'Beta,Delta', 'empty');
select is(try.chief('partner', '{"field": "email", "empty": false}'), 'Alfa,Gama', 'not empty');
select is(try.chief('partner', '{"field": "relations", "is": "client"}'), 'Alfa,Beta', 'R10: one of many');
select is(try.chief('partner', '{"field": "relations", "is_not": "client"}'), 'Delta,Gama', 'none of them');
select is(try.chief('partner', '{"field": "relations", "in": ["supplier", "agent"]}'), 'Beta,Gama', 'any of them');
select is(try.chief('deal', '{"field": "expected_close", "above_field": "closed_at"}'), 'Three', 'R106: later than another field, which may hold a moment');
select is(try.chief('deal', '{"field": "closed_at", "below_field": "expected_close"}'), 'Three', 'earlier than another field');
select is(try.state('chief', 'select kontor.list_statement(''deal'', ''{"field": "closed_at", "above_field": "amount"}'', null, null)'), '22023', 'a moment and an amount cannot be compared');
select is(try.state('chief', 'select kontor.list_statement(''deal'', ''{"field": "closed_at", "above_field": "x); drop"}'', null, null)'), '22023', 'nor what is no field');
select is(try.chief('partner', '{"field": "last_contact_at", "older_than_days": 30}'), 'Alfa,Gama', 'R36: no contact for 30 days, or never');
select is(try.chief('deal', '{"field": "expected_close", "within": "today"}'), 'One', 'today');
select is(try.chief('deal', '{"field": "expected_close", "within": "yesterday"}'), 'Two', 'yesterday');
select is(try.chief('deal', '{"field": "expected_close", "within": "tomorrow"}'), '', 'tomorrow');
select is(try.chief('deal', '{"field": "expected_close", "within": "overdue"}'), 'Two', 'overdue');
select is(try.chief('deal', '{"field": "expected_close", "within": "last_7_days"}'), 'One,Two', 'the last week');
select is(try.chief('deal', '{"field": "expected_close", "within": "next_7_days"}'), 'One', 'the next');
select is(try.chief('deal', format('{"field": "closed_at", "within": "%s"}', span)), 'Three', 'within ' || span)
from unnest(array['today', 'this_week', 'this_month', 'this_quarter', 'this_year', 'last_30_days']) span;
select is(try.chief('deal', '{"field": "closed_at", "within": "last_month"}'), '', 'last month');
select is(try.chief('deal', format('{"field": "closed_at", "is": "%s"}', current_date)), 'Three', 'a day is the whole day');
select is(try.chief('deal', format('{"field": "closed_at", "at_most": "%s"}', current_date)), 'Four,Three', 'up to its end');
select is(try.chief('deal', format('{"field": "closed_at", "above": "%s"}', current_date)), '', 'and after it');
select is(try.list('seller_one', 'task', '{"field": "due_at", "within": "overdue"}'), 'Late', 'R120: overdue');
select is(try.list('head_a', 'partner', '{"field": "manager_id", "is": "me"}'), '', 'R122: me');
select is(try.list('seller_two', 'partner', '{"field": "manager_id", "is": "me"}'), 'Gama', 'R122: me');
select is(try.list('head_a', 'partner', '{"field": "team_id", "is": "my_team"}'), 'Alfa,Beta,Gama', 'R122: my team');
select is(try.chief('deal', '{"field": "partner_id.city", "is": "Sarajevo"}'), 'One', 'over a link');
select is(try.chief('deal', '{"field": "partner_id.region_id.name", "is": "Moscow"}'), 'Four,Two', 'over two');
select is(try.chief('deal', '{"field": "partner_id.manager_id.team_id.name", "is": "Team B"}'), 'Four', 'over three');
select is(try.chief('deal', '{"field": "partner_id.region_id", "is_not": null}'), 'Four,One,Two', 'a link that points somewhere');
select is(try.chief('deal', '{"field": "partner_id.region_id.name", "is_not": "Moscow"}'), 'One,Three', 'is not, also where there is none');
select is(try.chief('deal', '{"field": "partner_id.region_id", "empty": true}'), 'Three', 'empty over a link');
select is(try.list('seller_one', 'deal', '{"field": "partner_id.manager_id", "is": "me"}'), 'One,Two', 'me over a link');
select is(try.chief('partner', '{"all": [{"field": "city", "empty": false}, {"any": [{"field": "name", "is": "Alfa"}, {"not": {"field": "relations", "is": "client"}}]}]}'), 'Alfa,Gama', 'R114: nested all, any, not');
select is(try.chief('deal', '{"not": {"field": "expected_close", "below": "2000-01-01"}}'), 'Four,One,Three,Two', 'not is also true of the unknown');
select is(try.chief('partner', '{"all": []}'), 'Alfa,Beta,Delta,Gama', 'all of nothing');
select is(try.chief('partner', '{"search": "alf"}'), 'Alfa', 'a search inside a condition');
select is(try.list('chief', 'partner', '{"field": "relations", "is": "client"}', null, 'mos'), '', 'with a search beside it');
select is(try.list('chief', 'partner', '{"field": "relations", "is": "client"}', null, 'b'), 'Beta', 'also of one letter');
select is(try.list('chief', 'partner', null, null, 'москва'), 'Beta', 'in any script');
insert into kontor.team (id, name) values (try.id(8), 'x');
insert into kontor.person (id, partner_id, name) select try.id(400 + n::integer), try.id(101), w
from unnest(array['Ilhan', 'Işıl', 'ılgın', 'Æro', 'Đorđe', 'Ёжик', 'Ž', 'Öz', 'zz']) with ordinality u(w, n);
select is(try.list('chief', 'person', null, null, q), found, 'one letter finds names that begin with it: ' || q)
from (values ('i', 'ılgın,Ilhan,Işıl'), ('a', 'Æro'), ('d', 'Đorđe'), ('е', 'Ёжик'), ('ё', 'Ёжик'), ('z', 'zz,Ž'), ('o', 'Öz'), ('O', 'Öz')) v(q, found);

-- What it refuses
select matches(try.chief('partner', c), '^22', 'refused: ' || c) from unnest(array[
  '{"field": "nonsense", "is": 1}', '{"field": "name", "nonsense": 1}', '{"field": "name"}', '[]', '"x"', '{"nonsense": 1}', '{"all": {}}',
  '{"field": "name.x", "is": 1}', '{"field": "region_id.nonsense", "is": 1}', '{"field": "city", "within": "today"}', '{"field": "last_contact_at", "within": "nonsense"}',
  '{"field": "last_contact_at", "between": [1]}', '{"field": "name", "in": "x"}', '{"field": "name) or (true", "is": "x"}', '{"field": "partner; drop table x", "is": "x"}']) c;
select matches(try.chief('nonsense', '{}'), '^22', 'an unknown entity');
select matches(try.chief('history', '{}'), '^22', 'a table that is none');
select matches(try.list('chief', 'partner', '{}', 'name; drop table x'), '^22', 'an order that is none');
select is(try.chief('partner', '{"field": "name", "is": "x'' or true --"}'), '', 'a value is a value');
select is(try.chief('deal', '{"field": "amount", "is": "1; drop table kontor.deal"}'), '22P02 invalid input syntax for type numeric: "1; drop table kontor.deal"', 'of its type');
select matches(try.chief('partner', repeat('{"not":', 30) || '{}' || repeat('}', 30)), '^54001', 'not without end');
select matches(try.chief('deal', '{"field": "partner_id.manager_id.team_id.created_by.name", "is": 1}'), '^22', 'nor too far');

-- Orders
select is(try.list('chief', 'deal', '{}', '-amount'), 'Three,Two,One,Four', 'descending');
select is(try.list('chief', 'deal', '{}', 'amount'), 'Four,One,Two,Three', 'ascending');
select is(try.list('chief', 'deal', '{}', 'expected_close'), 'Two,One,Three,Four', 'what is not known comes last');
select is(try.list('chief', 'deal', '{}', '-expected_close'), 'Three,One,Two,Four', 'whichever way');
select is(try.list('chief', 'deal', '{}', '-partner_id.name'), 'Three,Four,Two,One', 'by a field of a link');
select is(try.list('chief', 'deal', '{}', 'partner_id'), 'One,Two,Four,Three', 'a link goes by its title');
select is(try.list('chief', 'partner', '{}', 'region_id'), 'Beta,Delta,Alfa,Gama', 'also of a directory');
select is(try.chief('stage', '{}'), 'New request,Needs clarified,Offer sent,Negotiation,Order', 'what was put in an order keeps it');

-- Counts and sums
select is(try.as_user('seller_one', try.as_user('seller_one', 'select kontor.count_statement(''deal'', ''{"field": "status", "is": "open"}'', null)')), '2', 'the exact total, of one''s own');
-- The lines of the totals of deals that somebody sees: currency, count, sum.
create function try.totals(login text, condition text, search text default null) returns text language plpgsql as $$
declare
  statement text := try.as_user(login, format('select kontor.totals_statement(''deal'', %L, %L, ''{amount,name}'', ''currency'')', condition, search));
begin
  return try.as_user(login, format('select string_agg(coalesce(c, ''all'') || '' '' || n || '' '' || coalesce(a::text, '''') || coalesce(b::text, ''''), '', '' order by o)
                                    from (select *, row_number() over () o from (%s) s (c, n, a, b)) t', statement));
end
$$;
select is(try.totals('seller_one', '{}'), 'all 2 350.50, EUR 2 350.50', 'R115: the count and the sum of one''s own, exact');
update kontor.deal set currency = 'USD' where id = try.id(203);
select is(try.totals('chief', '{"field": "amount", "above": 0}'), 'all 3 9350.50, EUR 2 350.50, USD 1 9000.00', 'R115: a line a currency, the one of most rows first');
select is(try.totals('chief', format('{"field": "id", "in": ["%s", "%s"]}', try.id(201), try.id(203))), 'all 2 9100.00, EUR 1 100.00, USD 1 9000.00', 'R115: of the rows that are selected');
select is(try.totals('chief', '{}', 'two'), 'all 1 250.50, EUR 1 250.50', 'R115: of what a search leaves');
select is(try.totals('seller_three', '{"field": "status", "is": "won"}'), 'all 0 ', 'R115: of nothing');
select is(try.as_user('seller_one', 'select n from (' || try.as_user('seller_one', 'select kontor.totals_statement(''partner'', ''{}'', null, ''{}'', null)') || ') t(c, n)'), '2', 'of rows without amounts only the count');
select matches(try.as_user('chief', 'select kontor.totals_statement(''deal'', ''{}'', null, ''{amount}'', ''nonsense'')'), '^22', 'an unknown currency is refused');

-- R330: one stored key against ICU's order, in each language --------------------------------------
create temp table word (language text, w text);
insert into word select 'bs', unnest(array['Cvijet','Čelik','Ćevap','Car','Dom','Džep','Đak','Dan','Zora','Žena','Šuma','Sat','Zid','cura','čovjek','ćud','dobar','đubre','lopta','noć','Zzz','Šš','Ss']);
insert into word select 'tr', unnest(array['Çelik','Can','Cuma','Dere','Gül','Ğ','Hal','Irmak','Isı','İzmir','İstanbul','Jale','Ordu','Örnek','Ozan','Sivas','Şeker','Su','Uşak','Ürgüp','Uzun','Van','ılık','iyi','göz','gaz','ğa','ha']);
insert into word select 'ru', unnest(array['Ёлка','Елена','Ежов','Жук','Ель','Её','Юля','Яма','Абрам','Йод','Игорь','Щука','Шуба','Ъ','Ын','ёж','еда','мёд','мед','медь','Эхо']);
insert into word select 'en', unnest(array['Apple','banana','Zebra','apple pie','Ant','ox','Oak','zoo','Co','Company']);
select is((select string_agg(w, ' ' order by kontor.collation_key(w) collate "C", w collate "C") from word where language = 'bs'),
          (select string_agg(w, ' ' order by w collate "bs-x-icu") from word where language = 'bs'), 'R330: Bosnian');
select is((select string_agg(w, ' ' order by kontor.collation_key(w) collate "C", w collate "C") from word where language = 'tr'),
          (select string_agg(w, ' ' order by w collate "tr-x-icu") from word where language = 'tr'), 'R330: Turkish');
select is((select string_agg(w, ' ' order by kontor.collation_key(w) collate "C", w collate "C") from word where language = 'ru'),
          (select string_agg(w, ' ' order by w collate "ru-x-icu") from word where language = 'ru'), 'R330: Russian');
select is((select string_agg(w, ' ' order by kontor.collation_key(w) collate "C", w collate "C") from word where language = 'en'),
          (select string_agg(w, ' ' order by w collate "en-x-icu") from word where language = 'en'), 'R330: English');

-- The columns that lists sort by are indexed in the order they ask for.
insert into kontor.partner (id, name, manager_id) select gen_random_uuid(), 'Firm ' || i, try.id(11 + i % 3) from generate_series(1, 3000) i;
analyze kontor.partner;
create function try.plan(login text) returns text language plpgsql as $$
declare
  line text;
  answer text := '';
  statement text := try.as_user(login, 'select kontor.list_statement(''partner'', null, null, null)') || ' limit 60';
begin
  execute format('set local session authorization %I', login);
  for line in execute 'explain (costs off) ' || statement loop
    answer := answer || line || ' ';
  end loop;
  execute 'set local session authorization default';
  return answer;
end
$$;
select matches(try.plan('seller_one'), 'partner_own_sort', 'a seller''s list reads its index');
select matches(try.plan('head_a'), 'partner_(team_)?sort', 'a head''s reads one');
select matches(try.plan('chief'), 'partner_sort', 'an administrator''s too');
select unalike(try.plan(l), '%Sort  %', 'nothing is sorted for ' || l) from unnest(array['seller_one', 'chief']) l;

select * from finish();
