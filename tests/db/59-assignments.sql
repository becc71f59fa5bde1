-- Assignments, and tasks that keep the record they came from: R105, R144 to R147.
begin;
set local client_min_messages = warning;
create extension if not exists pgtap;
select no_plan();

create function pg_temp.u(n integer) returns uuid language sql as $$ select ('00000000-0000-7000-8000-0000000000' || n)::uuid $$;
create function pg_temp.a(n integer) returns uuid language sql as $$ select ('00000000-0000-7000-8000-00000000a00' || n)::uuid $$;
insert into kontor.partner (id, name, manager_id) values (pg_temp.a(9), 'Adria Metal', pg_temp.u(11)), (pg_temp.a(8), 'Others', pg_temp.u(13));
insert into kontor.deal (id, name, partner_id, manager_id) values (pg_temp.a(7), 'Doors', pg_temp.a(9), pg_temp.u(11));
-- As somebody, through the door: the status, or the state of the error.
create function pg_temp.does(p_login text, p_statement text) returns text language plpgsql as $$
declare v_answer text;
begin
  execute format('set local session authorization %I', p_login);
  begin
    execute p_statement into v_answer;
  exception when others then
    v_answer := sqlstate || ' ' || sqlerrm;
  end;
  execute 'set local session authorization default';
  return v_answer;
end $$;
create function pg_temp.saves(p_login text, n integer, p_version integer, p_changes jsonb) returns text language sql as $$
  select left(pg_temp.does(p_login, format($q$select kontor.save('assignment', %L, %s, %L, gen_random_uuid())->>'status'$q$, pg_temp.a(n), p_version, p_changes)), 5) $$;
create function pg_temp.task(n integer) returns kontor.task language sql as $$
  select t from kontor.task t join kontor.process p on p.id = t.process_id
   where p.record_id = pg_temp.a(n) and t.state in ('open', 'taken') order by t.number desc limit 1 $$;
create function pg_temp.completes(p_login text, n integer, p_answer text, p_result text) returns text language sql as $$
  select pg_temp.does(p_login, format('select kontor.complete_task(%L, %L, %L)->>''state''', (pg_temp.task(n)).id, p_answer, p_result)) $$;
create function pg_temp.status(n integer) returns text language sql as $$ select status from kontor.assignment where id = pg_temp.a(n) $$;
create function pg_temp.version(n integer) returns integer language sql as $$ select version::integer from kontor.assignment where id = pg_temp.a(n) $$;

-- Given
select is(pg_temp.saves('head_a', 1, 0, jsonb_build_object('name', 'Count the doors', 'description', 'All of them, the cellar too', 'manager_id', pg_temp.u(11),
    'due_at', '2030-05-06T15:00:00Z', 'importance', 'high', 'deal_id', pg_temp.a(7))), 'saved', 'R144: an assignment is given');
select is((select author_id from kontor.assignment where id = pg_temp.a(1)), pg_temp.u(21), 'by whoever gives it');
select is((select partner_id from kontor.assignment where id = pg_temp.a(1)), pg_temp.a(9), 'about the partner of its deal');
select is((select concat_ws(' | ', t.name, e.login, t.due_at at time zone 'UTC', t.importance, t.description like 'All of them, the cellar too%', t.subject, t.record_id = pg_temp.a(1), t.author_id = pg_temp.u(21))
             from (select (pg_temp.task(1)).*) t join kontor.employee e on e.id = t.manager_id),
  'Count the doors | seller_one | 2030-05-06 15:00:00 | high | t | assignment | t | t', 'R146: it stands in the one list of tasks, as it was given');
select is(pg_temp.does('seller_one', format('select count(*)::text from kontor.assignment where id = %L', pg_temp.a(1))), '1', 'the performer sees it');
select is(pg_temp.does('seller_two', format('select count(*)::text from kontor.assignment where id = %L', pg_temp.a(1))), '0', 'nobody else does');
select is(pg_temp.does('head_b', format('select count(*)::text from kontor.assignment where id = %L', pg_temp.a(1))), '0', 'nor another head');

select is((select j.due_at from kontor.process_job j where j.task_id = (pg_temp.task(1)).id and j.kind = 'reminder'), kontor.working_moment(null, '2030-05-06T15:00:00Z', -4),
  'R79: the performer is reminded four working hours before the deadline that was given');

-- R105: the performer does not get rid of it
select is(left(pg_temp.does('seller_one', format('select kontor.remove(''assignment'', %L, %s, gen_random_uuid())', pg_temp.a(1), pg_temp.version(1))), 5), 'KO001', 'R105: the performer does not delete it');
select is(left(pg_temp.does('seller_one', format('select kontor.remove(''task'', %L, %s, gen_random_uuid())', (pg_temp.task(1)).id, (pg_temp.task(1)).version)), 5), 'KO001', 'R105: nor its task');
select is(pg_temp.saves('seller_one', 1, pg_temp.version(1), '{"due_at": "2031-01-01T00:00:00Z"}'), 'KO001', 'R105: nor gives himself more time');
select is(pg_temp.saves('seller_one', 1, pg_temp.version(1), '{"status": "cancelled"}'), 'KO001', 'R105: nor calls it off');
select is(pg_temp.saves('seller_one', 1, pg_temp.version(1), jsonb_build_object('manager_id', pg_temp.u(12))), 'KO001', 'R105: nor passes it on behind the author''s back');
select is(pg_temp.saves('head_a', 1, pg_temp.version(1), '{"status": "done"}'), 'KO001', 'nobody calls it done but by doing it');

-- Done, returned, done again, accepted
select is(pg_temp.completes('seller_one', 1, null, 'Eleven'), 'running', 'R144: the performer has carried it out');
select is(pg_temp.status(1), 'checking', 'it is to be checked');
select is((select concat_ws(' | ', t.name, e.login, t.description like '%Eleven', jsonb_array_length(t.answers)) from (select (pg_temp.task(1)).*) t join kontor.employee e on e.id = t.manager_id),
  'Check: Count the doors | head_a | t | 2', 'R144: by who gave it, who reads the result');
select is(left(pg_temp.completes('seller_one', 1, 'accepted', null), 5), '42501', 'R144: and not by the performer');
select is(left(pg_temp.completes('head_a', 1, 'returned', ' '), 5), 'KO001', 'R144: it is not returned without a word');
select is(pg_temp.completes('head_a', 1, 'returned', 'You forgot the cellar'), 'running', 'R144: returned with a comment');
select is(pg_temp.status(1), 'returned', 'it says so');
select is((select concat_ws(' | ', t.name, e.login, t.description like 'You forgot the cellar%', t.due_at at time zone 'UTC') from (select (pg_temp.task(1)).*) t join kontor.employee e on e.id = t.manager_id),
  'Count the doors | seller_one | t | 2030-05-06 15:00:00', 'R144: the performer reads what is missing');
select is(pg_temp.completes('seller_one', 1, null, 'Twelve'), 'running', 'done again');
select is(pg_temp.completes('head_a', 1, 'accepted', null), 'done', 'R144: and accepted');
select is(pg_temp.status(1), 'done', 'R105: then it is done');
select isnt((select done_at from kontor.assignment where id = pg_temp.a(1)), null, 'with the moment');
select is((select string_agg(s.answer || coalesce(': ' || s.note, ''), ', ' order by s.seq) from kontor.process_step s join kontor.process p on p.id = s.process_id
            where p.record_id = pg_temp.a(1) and s.answer is not null and s.action = 'left'), 'returned: You forgot the cellar, accepted', 'R144: the loop is recorded');
select is(left(pg_temp.does('head_a', format('select kontor.remove(''assignment'', %L, %s, gen_random_uuid())', pg_temp.a(1), pg_temp.version(1))), 5), 'KO001', 'R105: what is done stays');
select is(pg_temp.saves('head_a', 1, pg_temp.version(1), '{"name": "Something else"}'), 'KO001', 'as it was');

-- To oneself
select is(pg_temp.saves('seller_two', 2, 0, '{"name": "Tidy my desk"}'), 'saved', 'R145: an assignment to oneself');
select is(pg_temp.completes('seller_two', 2, null, null), 'done', 'R145: is done without a check');
select is(pg_temp.status(2), 'done', 'R145: at once');

-- Another performer, another deadline, called off, deleted
select is(pg_temp.saves('head_a', 3, 0, jsonb_build_object('name', 'Call the bank', 'manager_id', pg_temp.u(11), 'due_at', '2030-05-06T15:00:00Z')), 'saved', 'another one');
select is(pg_temp.saves('head_a', 3, pg_temp.version(3), jsonb_build_object('manager_id', pg_temp.u(12), 'due_at', '2030-06-06T15:00:00Z', 'name', 'Call the other bank')), 'saved', 'who gave it gives it to somebody else');
select is((select concat_ws(' | ', t.name, e.login, t.due_at at time zone 'UTC', t.state) from (select (pg_temp.task(3)).*) t join kontor.employee e on e.id = t.manager_id),
  'Call the other bank | seller_two | 2030-06-06 15:00:00 | open', 'and its task goes along');
select is((select count(*) from kontor.process_step s join kontor.process p on p.id = s.process_id where p.record_id = pg_temp.a(3) and s.action = 'redirected'), 1::bigint, 'which the path tells');
select is((select string_agg(j.kind || ' ' || (j.due_at = kontor.working_moment(null, '2030-06-06T15:00:00Z', case j.kind when 'reminder' then -4 else 8 end)), ', ' order by j.kind)
             from kontor.process_job j where j.task_id = (pg_temp.task(3)).id), 'escalation true, reminder true', 'R79: the reminder four working hours before, and what comes after, go along');
select is(pg_temp.saves('head_a', 3, pg_temp.version(3), '{"status": "cancelled"}'), 'saved', 'who gave it calls it off');
select is((select p.state || ' ' || string_agg(t.state, ' ') from kontor.process p join kontor.task t on t.process_id = p.id where p.record_id = pg_temp.a(3) group by p.state), 'cancelled cancelled', 'and nobody has to do it any more');
select is(pg_temp.saves('seller_one', 4, 0, jsonb_build_object('name', 'Please look', 'manager_id', pg_temp.u(12))), 'saved', 'a colleague gives one to a colleague');
select isnt(left(pg_temp.does('seller_one', format('select kontor.remove(''assignment'', %L, %s, gen_random_uuid())', pg_temp.a(4), pg_temp.version(4))), 5), 'KO001', 'who gave it deletes it while it is open');
select is((select count(*) from kontor.task t join kontor.process p on p.id = t.process_id where p.record_id = pg_temp.a(4) and t.state in ('open', 'taken')), 0::bigint, 'with its task');
update kontor.employee set active = false where login = 'seller_three';
select is(pg_temp.saves('chief', 5, 0, jsonb_build_object('name', 'Too late', 'manager_id', pg_temp.u(13))), 'KO001', 'who has left is given nothing');
update kontor.employee set active = true where login = 'seller_three';

-- R147
select is(pg_temp.does('seller_one', format($q$select kontor.save('task', %L, 0, %L, gen_random_uuid())->>'status'$q$, gen_random_uuid(),
    jsonb_build_object('name', 'Ask again', 'subject', 'deal', 'record_id', pg_temp.a(7)))), 'saved', 'R147: a task is made from a record');
select is((select deal_id = pg_temp.a(7) and partner_id = pg_temp.a(9) from kontor.task where name = 'Ask again'), true, 'R147: and keeps the link, with the deal and the partner');
select is(left(pg_temp.does('seller_one', format($q$select kontor.save('task', %L, 0, %L, gen_random_uuid())->>'status'$q$, gen_random_uuid(),
    jsonb_build_object('name', 'Spying', 'subject', 'partner', 'record_id', pg_temp.a(8)))), 5), '42501', 'but not from one that is hidden');

-- R104
update kontor.own_company set discount_limit = 10;
create function pg_temp.offer(p_login text, n integer, p_version integer, p_changes jsonb) returns text language sql as $$
  select pg_temp.does(p_login, format($q$select kontor.save('offer', %L, %s, %L, gen_random_uuid())->>'status'$q$, pg_temp.a(n), p_version, p_changes)) $$;
create function pg_temp.approval(n integer) returns text language sql as $$ select approval || ' ' || version from kontor.offer where id = pg_temp.a(n) $$;
select is(pg_temp.offer('seller_one', 6, 0, jsonb_build_object('partner_id', pg_temp.a(9), 'discount_percent', 8)), 'saved', 'an offer');
select is((select approval from kontor.offer where id = pg_temp.a(6)), 'none', 'R104: a discount within the limit needs no approval');
insert into kontor.offer_line (id, offer_id, name, price, discount_percent) values (gen_random_uuid(), pg_temp.a(6), 'Door', 100, 5);
select is((select approval || ' ' || deepest_discount from kontor.offer where id = pg_temp.a(6)), 'needed 12.60', 'R104: with that of a line it is beyond');
select is((select e.login from kontor.task t join kontor.process p on p.id = t.process_id join kontor.employee e on e.id = t.manager_id where p.record_id = pg_temp.a(6) and t.state = 'open'), 'head_a', 'R104: the head is asked');
select is(left(pg_temp.offer('seller_one', 6, (select version::integer from kontor.offer where id = pg_temp.a(6)), '{"status": "sent"}'), 5), 'KO001', 'R104: before it does not go out');
select is(left(pg_temp.offer('seller_one', 6, (select version::integer from kontor.offer where id = pg_temp.a(6)), '{"approval": "approved"}'), 5), 'KO001', 'R104: nobody approves by writing it down');
select is(left(pg_temp.offer('seller_one', 6, (select version::integer from kontor.offer where id = pg_temp.a(6)), '{"approved_by": "00000000-0000-7000-8000-000000000021"}'), 5), '42501', 'R103: nor signs for somebody else');
select is(pg_temp.does('head_a', (select format('select kontor.complete_task(%L, ''yes'')->>''state''', t.id) from kontor.task t join kontor.process p on p.id = t.process_id where p.record_id = pg_temp.a(6) and t.state = 'open')), 'running', 'R104: the head approves');
select is((select concat_ws(' ', o.approval, e.login, o.approved_discount) from kontor.offer o join kontor.employee e on e.id = o.approved_by where o.id = pg_temp.a(6)), 'approved head_a 12.60', 'R103: and has signed');
select is(left(pg_temp.offer('seller_one', 6, (select version::integer from kontor.offer where id = pg_temp.a(6)), '{"discount_percent": 20}'), 5), 'saved', 'a deeper discount afterwards');
select is((select approval from kontor.offer where id = pg_temp.a(6)), 'needed', 'R104: is another one to approve');
select is(left(pg_temp.offer('seller_one', 6, (select version::integer from kontor.offer where id = pg_temp.a(6)), '{"discount_percent": 8}'), 5), 'saved', 'back to what was approved');
select is(pg_temp.offer('seller_one', 6, (select version::integer from kontor.offer where id = pg_temp.a(6)), '{"status": "sent"}'), 'saved', 'R104: it goes out');
select is(left(pg_temp.offer('seller_one', 5, 0, jsonb_build_object('partner_id', pg_temp.a(9), 'discount_percent', 50, 'status', 'sent')), 5), 'KO001', 'R104: nor does a new one that begins as sent');
insert into kontor.offer (id, partner_id, manager_id, discount_percent) values (pg_temp.a(4), pg_temp.a(9), pg_temp.u(11), 9), (pg_temp.a(3), pg_temp.a(9), pg_temp.u(11), 9);
update kontor.offer set status = 'sent' where id = pg_temp.a(3);
update kontor.own_company set discount_limit = 5;
select is((select string_agg(approval, ' ' order by id) from kontor.offer where id in (pg_temp.a(3), pg_temp.a(4))), 'none needed', 'R104: a lower limit holds for what has not gone out');
select is((select count(*) from kontor.process where record_id = pg_temp.a(4) and subject = 'offer'), 1::bigint, 'and starts its approval');
select is(pg_temp.offer('seller_one', 3, (select version::integer from kontor.offer where id = pg_temp.a(3)), '{"status": "accepted"}'), 'saved', 'what is out may be accepted');
select * from finish();
rollback;
