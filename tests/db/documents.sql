-- Deals, their kinds and numbers; offers and their sums.
select no_plan();
select try.save('seller_one', 'partner', 101, 0, '{"name": "Firm"}');

create function try.kind(wanted text) returns uuid language sql as $$ select id from kontor.deal_kind where mode = wanted order by name limit 1 $$;
create function try.stage(wanted text) returns uuid language sql as $$ select id from kontor.stage where name = wanted $$;
create function try.reason() returns uuid language sql as $$ select id from kontor.loss_reason order by name limit 1 $$;

-- Deals ------------------------------------------------------------------------------
select is(try.save('seller_one', 'deal', 201, 0, jsonb_build_object('name', 'Won by stages', 'partner_id', try.id(101), 'kind_id', try.kind('stages'))) ->> 'status', 'saved', 'a deal');
select is(status || ' ' || (stage_id = try.stage('New request')), 'open true', 'R44: is in progress, at the first stage') from kontor.deal where id = try.id(201);
select matches(number, '^D-\d{4}-00001$', 'has a number') from kontor.deal where id = try.id(201);
select is(try.save('seller_one', 'deal', 202, 0, jsonb_build_object('name', 'x', 'partner_id', try.id(101), 'status', 'won')) ->> 'status', 'KO001', 'R44: a new deal is always in progress');
select is(try.save('seller_one', 'deal', 201, 1, '{"status": "done"}') ->> 'status', '23514', 'R44: three states only');
select is(try.save('seller_one', 'deal', 201, 1, '{"status": "lost"}') ->> 'status', 'KO001', 'R45: lost needs a reason');
select is(try.save('seller_one', 'deal', 201, 1, jsonb_build_object('status', 'lost', 'loss_reason_id', try.reason())) ->> 'status', 'saved', 'R45: with a reason it is lost');
select isnt(closed_at, null, 'and closed') from kontor.deal where id = try.id(201);
select is(try.save('seller_one', 'deal', 201, 2, '{"status": "open"}') ->> 'status', 'saved', 'taken up again');
select is(coalesce(closed_at::text, '-') || coalesce(loss_reason_id::text, '-'), '--', 'it is neither closed nor has a reason') from kontor.deal where id = try.id(201);
select is(try.save('seller_one', 'deal', 201, 3, jsonb_build_object('stage_id', try.stage('Order'))) ->> 'status', 'saved', 'R49: with manual stages one may skip');
select is(try.save('seller_one', 'deal', 201, 4, jsonb_build_object('stage_id', try.stage('Offer sent'))) ->> 'status', 'saved', 'R49: and return');
select is(count(*), 2::bigint, 'R49: every move is logged with time and author') from kontor.history
  where entity = 'deal' and id = try.id(201) and after ? 'stage_id' and author_id = try.id(11);
select is(try.save('seller_one', 'deal', 203, 0, jsonb_build_object('name', 'Small', 'partner_id', try.id(101), 'kind_id', try.kind('simple'))) ->> 'status', 'saved', 'a simple deal');
select is(stage_id, null, 'R48: has no stage') from kontor.deal where id = try.id(203);

-- R50: a deal on a map --------------------------------------------------------------------
select is(try.save('seller_one', 'deal', 211, 0, jsonb_build_object('name', 'Sale', 'partner_id', try.id(101), 'kind_id', try.kind('process'),
                   'stage_id', try.stage('Order'))) ->> 'status', 'saved', 'a deal on a map');
select is(stage_id, try.stage('New request'), 'R50: begins at the beginning, whatever was asked for') from kontor.deal where id = try.id(211);
select is(try.save(who, 'deal', 211, 1, jsonb_build_object('stage_id', try.stage('Order'))) ->> 'status', 'KO001', 'R50: ' || who || ' skips no stage')
from unnest(array['seller_one', 'head_a', 'chief']) who;
select is(try.save('seller_one', 'deal', 211, 1, '{"status": "won"}') ->> 'status', 'KO001', 'R50: nor wins it by hand');
select is(try.save('seller_one', 'deal', 211, 1, jsonb_build_object('kind_id', try.kind('stages'), 'stage_id', try.stage('Order'))) ->> 'status', 'KO001', 'R50: nor takes it off the map');
select is(try.save('seller_one', 'deal', 211, 1, '{"kind_id": null}') ->> 'status', 'KO001', 'R50: nor has no kind');
select is(try.state('seller_one', format('update kontor.deal set stage_id = %L', try.stage('Order'))), '42501', 'R50: nor by SQL');
select is(try.state('seller_one', format('select kontor.engine_moves_deal(%L, %L, null, null)', try.id(211), try.stage('Order'))), '42501', 'R50: nor by the engine''s function');
select is(try.state('seller_one', 'select kontor.engine_enter()'), '42501', 'R50: nor with the engine''s key');
select is(try.as_user('seller_one', format('select set_config(''kontor.engine'', ''true'', true), kontor.save(''deal'', %L, 1, %L, null)', try.id(211),
                      jsonb_build_object('stage_id', try.stage('Order')))) ~ '^KO001', true, 'R50: nor with a forged setting');
select is(try.save('seller_one', 'deal', 211, 1, '{"amount": "1234.50", "note": "x"}') ->> 'status', 'saved', 'the rest of it is free');
select is(try.save('seller_one', 'deal', 201, 5, jsonb_build_object('kind_id', try.kind('process'))) ->> 'status', 'saved', 'R51: a deal may be put on a map');
select is(p.state || ' ' || t.state, 'running open', 'R51: which it begins to walk: its process runs, with its first task') from kontor.process p join kontor.task t on t.process_id = p.id where p.record_id = try.id(201);
select is(d.stage_id, r.stage_id, 'R50: and the stage is the one of that point') from kontor.deal d join kontor.process p on p.record_id = d.id join kontor.task t on t.process_id = p.id
  join kontor.route_point r on r.version_id = p.map_version_id and r.key = t.point where d.id = try.id(201);
select is(try.save('seller_one', 'deal', 201, (select version from kontor.deal where id = try.id(201)), jsonb_build_object('kind_id', try.kind('stages'))) ->> 'status', 'KO001',
          'R50: who is led by a map does not take his deal off it');
select is(try.save('head_a', 'deal', 201, (select version from kontor.deal where id = try.id(201)), jsonb_build_object('kind_id', try.kind('stages'))) ->> 'status', 'saved', 'R51: and a head may take it off');
select is(p.state || ' ' || t.state, 'cancelled cancelled', 'R51: which ends the process and its task') from kontor.process p join kontor.task t on t.process_id = p.id where p.record_id = try.id(201);
select is(string_agg(s.action, ' ' order by s.seq), 'left arrived cancelled', 'R51: the path that it walked is kept') from kontor.process_step s join kontor.process p on p.id = s.process_id where p.record_id = try.id(201);
select lives_ok(format('select kontor.engine_moves_deal(%L, %L, null, null)', try.id(211), try.stage('Negotiation')), 'the engine moves it');
select is(stage_id, try.stage('Negotiation'), 'R50: so it moved') from kontor.deal where id = try.id(211);
select is(coalesce(current_setting('kontor.engine', true), ''), '', 'and leaves no key behind');

-- Numbers ---------------------------------------------------------------------------------
create extension dblink;
select dblink_connect(c, format('dbname=%s host=%s user=seller_one', current_database(), current_setting('unix_socket_directories')))
from unnest(array['one', 'two']) c;
select dblink_exec('one', 'begin');
create temp table made as select * from dblink('one', format('select kontor.save(''offer'', %L, 0, %L, null)', try.id(301), jsonb_build_object('partner_id', try.id(101)))) as t(j jsonb);
select dblink_send_query('two', format('select kontor.save(''offer'', %L, 0, %L, null)', try.id(302), jsonb_build_object('partner_id', try.id(101))));
select is(dblink_is_busy('two'), 1, 'a second offer waits for the first''s number');
select dblink_exec('one', 'rollback');
select is(j ->> 'status', 'saved', 'then it is saved') from dblink_get_result('two') as t(j jsonb);
select matches(number, '^O-\d{4}-00001$', 'with the number that was given back: no gap') from kontor.offer where id = try.id(302);
select is(own_company_id, (select id from kontor.own_company), 'an offer is of our company') from kontor.offer where id = try.id(302);

-- Sums ----------------------------------------------------------------------------------------
select is(try.save('seller_one', 'offer_line', 311, 0, jsonb_build_object('offer_id', try.id(302), 'name', 'a', 'quantity', '3', 'price', '33.33', 'discount_percent', '10', 'vat_rate', '17')) ->> 'status', 'saved', 'a line');
select is(format('%s %s %s', net, vat, total), '89.99 15.30 105.29', 'R165: rounded once, half away from zero') from kontor.offer_line where id = try.id(311);
select is(format('%s %s %s', net_total, vat_total, total), '89.99 15.30 105.29', 'and so is the offer') from kontor.offer where id = try.id(302);
select try.save('seller_one', 'offer_line', 312, 0, jsonb_build_object('offer_id', try.id(302), 'name', 'b', 'quantity', '0.333', 'price', '100', 'vat_rate', '20'));
select try.save('seller_one', 'offer_line', 313, 0, jsonb_build_object('offer_id', try.id(302), 'name', 'c', 'quantity', '7', 'price', '0.07', 'vat_rate', '20'));
select is(format('%s %s %s', net_total, vat_total, total), '123.78 22.06 145.84', 'the tax is reckoned once for each rate') from kontor.offer where id = try.id(302);
select is(try.save('seller_one', 'offer', 302, (select version from kontor.offer where id = try.id(302)), '{"discount_percent": "5"}') ->> 'status', 'saved', 'a discount on the whole');
-- 89.99 -> 85.49, 33.79 -> 32.10; 85.49 * .17 = 14.53, 32.10 * .2 = 6.42
select is(format('%s %s %s', net_total, vat_total, total), '117.59 20.95 138.54', 'R165: lowers each rate''s sum, then the tax') from kontor.offer where id = try.id(302);
select is(try.save('seller_one', 'offer', 302, (select version from kontor.offer where id = try.id(302)), '{"prices_include_vat": true, "discount_percent": 0}') ->> 'status', 'saved', 'prices with the tax in them');
select is(format('%s %s %s', net, vat, total), '76.91 13.08 89.99', 'the price is the total') from kontor.offer_line where id = try.id(311);
select is(total, 123.78, 'of the offer as well') from kontor.offer where id = try.id(302);
select is(net_total + vat_total, total, 'and the parts make the whole') from kontor.offer where id = try.id(302);
select is((try.as_user('seller_one', format('select kontor.remove(''offer_line'', %L, (select version from kontor.offer_line where id = %L), null)', try.id(311), try.id(311))))::jsonb ->> 'status', 'saved', 'a line goes');
select is(total, 33.79, 'and the total follows') from kontor.offer where id = try.id(302);
select is(try.save('seller_one', 'offer', 302, (select version from kontor.offer where id = try.id(302)), '{"total": "1"}') ->> 'status', '42501', 'nobody writes totals');

-- Against exact arithmetic, line by line.
insert into kontor.offer (id, partner_id, manager_id, discount_percent) select try.id(400 + i), try.id(101), try.id(11), (i * 7) % 30 from generate_series(0, 49) i;
insert into kontor.offer_line (id, offer_id, name, quantity, price, discount_percent, vat_rate)
  select try.id(10000 + i), try.id(400 + i % 50), 'x', ((i * 37) % 999 + 1) / 100.0, ((i * 7919) % 100000) / 100.0, (i * 3) % 20, (array[0, 10, 17, 20])[i % 4 + 1]
  from generate_series(0, 499) i;
select is(count(*), 0::bigint, 'every sum of 50 offers of 10 lines is exact')
from kontor.offer o, lateral (
  select sum(r.n) as n, sum(round(r.n * r.vat_rate / 100, 2)) as v from (
    select l.vat_rate, round(sum(round(l.quantity * l.price * (100 - l.discount_percent) / 100, 2)) * (100 - o.discount_percent) / 100, 2) as n
    from kontor.offer_line l where l.offer_id = o.id group by l.vat_rate) r) e
where o.id between try.id(400) and try.id(449) and (o.net_total, o.vat_total, o.total) is distinct from (e.n, e.v, e.n + e.v);

-- Tasks and contacts --------------------------------------------------------------------------
select is(try.save('seller_one', 'task', 501, 0, jsonb_build_object('name', 'Do it', 'deal_id', try.id(211), 'manager_id', try.id(13))) ->> 'status', 'saved', 'R61: a task from a deal, for a colleague of another team');
select is(author_id || ' ' || partner_id, try.id(11) || ' ' || try.id(101), 'R61: carries author and client') from kontor.task where id = try.id(501);
select is(try.save('seller_one', 'task', 501, 1, '{"importance": "high"}') ->> 'status', 'saved', 'its author still sees it');
select is((try.as_user('seller_three', format('select kontor.remove(''task'', %L, 2, null)', try.id(501)))) ~ '^KO001', true, 'R105: its performer cannot remove it');
select is(try.save('seller_three', 'task', 501, 2, '{"state": "done", "result": "Done"}') ->> 'status', 'saved', 'but do it');
select is(done_by, try.id(13), 'and is noted as the one who did') from kontor.task where id = try.id(501);
select is(try.save('seller_one', 'interaction', 511, 0, jsonb_build_object('partner_id', try.id(101), 'subject', 'Called', 'deal_id', try.id(211))) ->> 'status', 'saved', 'R62: a call inside a deal');
select cmp_ok(last_contact_at, '>', now() - interval '1 hour', 'R36: the partner knows of it') from kontor.partner where id = try.id(101);

-- Files -------------------------------------------------------------------------------------------
create temp table stored as select try.as_user('seller_one', format('select kontor.file_store(''deal'', %L, ''../../etc/pass wd'', ''text/plain'', ''\x4142'', %L)', try.id(211), try.id(901)))::uuid as id;
select is(f.name, 'pass wd', 'R60: a file keeps its name, not its path') from kontor.file f join stored using (id);
select is(partner_id, try.id(101), 'and is the partner''s as well') from kontor.file f join stored using (id);
select is(try.as_user('seller_one', format('select kontor.file_content(%L)', id)), '\x4142', 'R60: its content comes back') from stored;
select matches(try.as_user('seller_three', format('select kontor.file_content(%L)', id)), '^42501', 'to those who see the deal') from stored;
select is(try.as_user('seller_one', format('select kontor.file_store(''deal'', %L, ''x'', ''text/plain'', ''\x4142'', %L)', try.id(211), try.id(901)))::uuid, id, 'stored twice it is there once') from stored;

select is(try.save('seller_one', 'partner', 101, (select version from kontor.partner where id = try.id(101)), '{"city": "Tuzla"}') ->> 'status', 'saved', 'an edit, for the feed');

-- The feed -----------------------------------------------------------------------------------------
select is(try.as_user('seller_one', format('select string_agg(distinct kind, '','' order by kind) from kontor.feed(%L, null, null, 100)', try.id(101))),
          'call,deal,file,history,offer,process,task', 'R23 R25: everything that happened in one feed');
select is(try.as_user('seller_one', format('select string_agg(distinct kind, '','' order by kind) from kontor.feed(null, %L, null, 100)', try.id(211))),
          'call,file,history,task', 'R43: also of one deal');
select is(try.as_user('seller_one', format('select count(*) from kontor.feed(%L, null, null, 3)', try.id(101))), '3', 'as much as asked for');
select is(try.as_user('seller_one', format('select bool_and(at < now() - interval ''1 minute'') from kontor.feed(%L, null, now() - interval ''1 minute'', 3)', try.id(101))), null, 'and older than asked for');
select is(try.as_user('seller_one', format('select m.name || '' '' || f.key || '' '' || f.value from kontor.history h join kontor.employee m on m.id = h.author_id, jsonb_each_text(h.after) f where h.entity = ''deal'' and h.id = %L and f.key = ''note''', try.id(211))),
          'Seller One note x', 'R313: who changed what, to what');

select * from finish();
