-- Finding what was typed, also wrongly, also in another script.
select no_plan();
insert into kontor.partner (id, name, city, code, email, phone, manager_id) values
  (try.id(101), 'Siemens AG', 'München', 'S-1', 'info@siemens.com', '+49 89 636-00', try.id(11)),
  (try.id(102), 'ООО «Ромашка»', 'Москва', null, null, '8 (495) 123-45-67', try.id(11)),
  (try.id(103), 'Yıldız Tekstil A.Ş.', 'İstanbul', null, null, null, try.id(11)),
  (try.id(104), 'Željezara Zenica d.o.o.', 'Zenica', null, null, null, try.id(11)),
  (try.id(105), 'Škoda & Čelik', 'Brčko', '50%_off', null, null, try.id(11)),
  (try.id(106), 'Siemens hidden', 'Bonn', null, null, null, try.id(13));
insert into kontor.person (id, partner_id, name, phone, email) values (try.id(201), try.id(101), 'Jürgen Schröder', '+49 171 5550123', 'j.s@siemens.com');
insert into kontor.legal_entity (id, partner_id, name, tax_number) values (try.id(301), try.id(101), 'Siemens Aktiengesellschaft', 'DE129274202');
insert into kontor.deal (id, partner_id, name, manager_id) values (try.id(401), try.id(101), 'Turbines 2026', try.id(11));

create function try.find(query text, entity text default null, login text default 'seller_one') returns text language sql as $$
  select coalesce(try.as_user(login, format('select string_agg(title, '','') from kontor.search(%L, %L, 20)', entity, query)), '') $$;

select is(try.find('sie', 'partner'), 'Siemens AG', 'three letters');
select is(try.find('s', 'partner'), 'Siemens AG,Škoda & Čelik', 'one letter: how names begin, marks or not');
select is(try.find('Si', 'partner'), 'Siemens AG', 'two');
select is(try.find('emen', 'partner'), 'Siemens AG', 'in the middle');
select is(try.find('münchen siemens', 'partner'), 'Siemens AG', 'words in any order, of several fields');
select is(try.find('simens', 'partner'), 'Siemens AG', 'mistyped');
select is(try.find('seimens', 'partner'), 'Siemens AG', 'letters swapped');
select is(try.find('сименс', 'partner'), 'Siemens AG', 'in Cyrillic');
select is(try.find('romaška', 'partner'), 'ООО «Ромашка»', 'in Bosnian letters');
select is(try.find('romashka', 'partner'), 'ООО «Ромашка»', 'in English ones');
select is(try.find('yildiz', 'partner'), 'Yıldız Tekstil A.Ş.', 'without Turkish letters');
select is(try.find('YILDIZ', 'partner'), 'Yıldız Tekstil A.Ş.', 'in capitals');
select is(try.find('zeljezara', 'partner'), 'Željezara Zenica d.o.o.', 'without Bosnian letters');
select is(try.find('celik', 'partner'), 'Škoda & Čelik', 'inside');
select is(try.find('50%_', 'partner'), 'Škoda & Čelik', 'wildcards mean themselves');
select is(try.find('%%%', 'partner'), '', 'all of them');
select is(try.find('''; drop table kontor.partner; --', 'partner'), '', 'and quotes');
select is(try.find('info@sie', 'partner'), 'Siemens AG', 'by e-mail');
select is(try.find('495 123-45', 'partner'), 'ООО «Ромашка»', 'by phone, however it is spaced');
select is(try.find('DE129274202', 'legal_entity'), 'Siemens Aktiengesellschaft', 'by tax number');
select is(try.find('schroder'), 'Jürgen Schröder', 'persons');
select is(try.find('turb'), 'Turbines 2026', 'deals');
select matches(try.find('siemens'), 'Siemens AG.*Siemens Aktiengesellschaft', 'everything at once');
select is(try.find('hidden', 'partner'), '', 'nothing of others');
select is(try.find('hidden', 'partner', 'chief'), 'Siemens hidden', 'but for those who see all');
select is(try.find('', 'partner'), '', 'nothing finds nothing');
select is(try.find('   '), '', 'nor do blanks');
select is(try.find(repeat('x', 10000), 'partner'), '', 'nor too much');
select is(try.find('sarajevo', 'region'), 'Sarajevo', 'directories');
insert into kontor.deal_kind (id, name, mode) select gen_random_uuid(), name, 'simple' from unnest(array['Lease again', 'Lease', 'A sublease', 'Lease by tender']) name;
select is(try.find('lease', 'deal_kind'), 'Lease,Lease again,Lease by tender,A sublease', 'R44: what was typed comes before what only contains it');
select is(try.find('', 'region') <> '', true, 'of which nothing shows all');
-- What a link may be set to
create function try.offers(entity text, query text, condition text default null, login text default 'seller_one') returns text language sql as $$
  select coalesce(try.as_user(login, format('select string_agg(title, '','') from kontor.search(%L, %L, 20, %L)', entity, query, coalesce(condition, '{}'))), '') $$;
select is(try.offers('employee', 'seller', '{"field": "login", "is": "seller_two"}'), 'Seller Two', 'only those that meet the condition are offered');
select is(try.offers('employee', 'seller', '{"field": "active", "is": false}'), '', 'and nobody where nobody does');
select is(try.offers('employee', '', '{"field": "role", "is": "seller"}'), (select string_agg(name, ',' order by sort_key, id) from kontor.employee where role = 'seller'), 'with nothing typed, all of them by name');
select is(try.offers('deal_kind', 'lease'), 'Lease,Lease again,Lease by tender,A sublease', 'without a condition as they are found');
select is(try.offers('partner', 'hidden'), '', 'nothing of others');
select matches(try.offers('partner', '', null), '^ООО|Siemens AG', 'one''s own, with nothing typed');

select is((select try.as_user('seller_one', 'select string_agg(subtitle, '','') from kontor.search(''person'', ''jürgen'', 5)')), 'Siemens AG', 'with whom a person belongs to');

-- D3: the duplicate radar --------------------------------------------------------------------------
create function try.radar(name text, phone text default null, email text default null, tax text default null, login text default 'seller_one') returns text language sql as $$
  select coalesce(try.as_user(login, format('select string_agg(concat_ws('':'', title, reason), '','' order by score desc, title) from kontor.similar_partners(%L, %L, %L, %L) where visible', name, phone, email, tax)), '') $$;
select is(try.radar('SIEMENS GMBH'), 'Siemens AG:similar-name', 'D3: another legal form');
select is(try.radar('ООО Сименс'), 'Siemens AG:similar-name', 'D3: another script');
select is(try.radar('Romashka Ltd'), 'ООО «Ромашка»:similar-name', 'D3: the other way');
select is(try.radar('Yildiz Tekstil'), 'Yıldız Tekstil A.Ş.:similar-name', 'D3: Turkish without its letters');
select is(try.radar('Zeljezara Zenica'), 'Željezara Zenica d.o.o.:similar-name', 'D3: Bosnian without its letters');
select is(try.radar('Železara Zenica'), 'Željezara Zenica d.o.o.:similar-name', 'D3: or as a neighbour writes it');
select is(try.radar(null, '004989 63600'), 'Siemens AG:same-phone', 'D3: a phone however it is written');
select is(try.radar(null, '+49 (171) 555-0123'), 'Siemens AG:same-phone', 'D3: also of a person there');
select is(try.radar(null, null, 'INFO@siemens.com'), 'Siemens AG:same-email', 'D3: an e-mail');
select is(try.radar(null, null, null, 'DE 129 274 202'), 'Siemens AG:same-tax-number', 'D3: a tax number however it is spaced');
select is(try.radar('Something quite different'), '', 'D3: what is new is new');
select is(try.radar('d.o.o.'), '', 'D3: a legal form alone is no name');
select is(try.radar(null), '', 'nothing is like nothing');
select is(try.as_user('seller_one', 'select concat_ws(''|'', id, title, subtitle, visible) from kontor.similar_partners(''Siemens Hidden GmbH'', null, null, null) where not visible'),
          'Seller Three|f', 'of a hidden firm the colleague''s name and nothing more');

select * from finish();
