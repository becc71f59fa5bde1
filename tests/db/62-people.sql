-- R294, R301: an administrator runs the people of the office: a login of the server each,
-- and nothing else of the server.
begin;
set local client_min_messages = warning;
select no_plan();

-- Logins are the server's, which other tests use at the same time.
select 'p' || pg_backend_pid() as p \gset
select set_config('try.p', :'p', true) is not null as named \gset
create function pg_temp.p(name text) returns text language sql stable as $$ select current_setting('try.p') || name $$;
create function pg_temp.secret(n integer default 1) returns text language sql immutable as $$
  select 'SCRAM-SHA-256$4096:' || encode(decode(lpad(n::text, 32, '0'), 'hex'), 'base64') || '$'
         || encode(sha256(n::text::bytea), 'base64') || ':' || encode(sha256((n + 1)::text::bytea), 'base64') $$;
create function pg_temp.add(by text, n integer, person jsonb, secret text default pg_temp.secret()) returns text language sql as $$
  select try.as_user(by, format('select kontor.add_person(%L, %L, %L, %L)', try.id(9000 + n), person, secret, try.id(9100 + n))) $$;
create function pg_temp.person(name text, role text default 'seller') returns jsonb language sql stable as $$
  select jsonb_build_object('name', initcap(name), 'login', pg_temp.p(name), 'role', role, 'team_id', try.id(1)) $$;
create function pg_temp.login(name text) returns text language sql stable as $$
  select concat_ws(' ', case when r.rolcanlogin then 'in' else 'out' end,
           (select string_agg(g.rolname, ',' order by g.rolname) from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid),
           case when a.rolpassword like 'SCRAM%' then 'secret' end)
    from pg_roles r join pg_authid a on a.oid = r.oid where r.rolname = pg_temp.p(name) $$;
create function pg_temp.change(by text, n integer, changes jsonb, operation integer default null) returns text language sql as $$
  select try.as_user(by, format('select kontor.save(''employee'', %L, %s, %L, %L)', try.id(9000 + n),
                                (select version from kontor.employee where id = try.id(9000 + n)), changes,
                                case when operation is not null then try.id(operation) end)) $$;

-- Letting in -------------------------------------------------------------------------
select alike(pg_temp.add('chief', 1, pg_temp.person('mia')), '%saved%', 'R301: an administrator lets a person in, in one step');
select is(pg_temp.login('mia'), 'in kontor_seller secret', 'with a login, the role and the password');
select is(try.as_user(pg_temp.p('mia'), 'select kontor.my_role()'), 'seller', 'who works here from then on');
select is((select array_length(setconfig, 1) >= 5 from pg_db_role_setting s join pg_roles r on r.oid = s.setrole where r.rolname = pg_temp.p('mia')),
          true, 'within the limits that every login has');
select is((select r.rolname::text from pg_roles r where r.rolname = pg_temp.p('mia')
            and not (r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolreplication or r.rolbypassrls)), pg_temp.p('mia'), 'and can do nothing more on the server');
select isnt((select password_set_at from kontor.employee where id = try.id(9001)), null, 'R294: it is known when the password was set');
select alike(pg_temp.add('chief', 1, pg_temp.person('mia')), '%saved%', 'a repeated operation gets its answer');
select is((select count(*)::integer from kontor.employee where login = pg_temp.p('mia')), 1, 'and does nothing again');
select is((select string_agg(distinct h.action, ',' order by h.action) from kontor.history h
            where h.entity = 'employee' and h.id = try.id(9001) and h.author_id = try.id(31) and h.operation = try.id(9101)), 'insert,update', 'R313: the history knows who did it');

select alike(pg_temp.add(by, 2, pg_temp.person('nobody')), '42501%', by || ' lets nobody in') from unnest('{seller_one,head_a,stranger,registrar}'::text[]) by;
select alike(pg_temp.add('chief', 3, pg_temp.person('mia')), 'KO001%among the employees already%', 'a login is one person''s');
select alike(pg_temp.add('chief', 3, pg_temp.person('mia') || jsonb_build_object('login', login)), 'KO001%', 'no login is called ' || login)
  from unnest('{"Mia", "m ia", "kontor_seller", "kontor_owner", "kontor_new", "pg_read_all_data", "pg_new", "postgres", "public", "none", "current_user", "a\" superuser; --", "мия"}'::text[]) login;
select alike(pg_temp.add('chief', 3, pg_temp.person('eva', 'owner')), '23514%', 'there are three roles');
select alike(pg_temp.add('chief', 3, pg_temp.person('eva'), 'correct horse 7'), '22023%', 'R294: no password comes as it is');
select alike(pg_temp.add('chief', 3, pg_temp.person('eva'), 'md5' || md5('x')), '22023%', 'nor as good as that');
select alike(pg_temp.add('chief', 3, pg_temp.person('eva'), pg_temp.secret() || ''' superuser'), '22023%', 'nor with more than it is');
select alike(pg_temp.add('chief', 3, pg_temp.person('eva') || '{"password_set_at": "2020-01-01"}'), '42501%', 'what the server keeps is not told by the desk');
select is(pg_temp.login('eva'), null, 'and who was refused is not there');
select alike(pg_temp.add('chief', 4, pg_temp.person('eva'), null), '%saved%', 'where the server knows people in another way no password is needed');
select is(pg_temp.login('eva'), 'in kontor_seller', 'and none is there');

-- What is not the office's ------------------------------------------------------------
select format('create role %I login createdb', :'p' || 'guest') \gexec
select alike(pg_temp.add('chief', 5, pg_temp.person('guest')), 'KO001%not this office''s%', 'a login of the server that is somebody else''s is not taken over');
select alike(pg_temp.add('chief', 5, pg_temp.person('guest') || jsonb_build_object('login', 'seller_three')), 'KO001%', 'nor a colleague''s');
-- By the door, past which no login is made.
select is(try.save('chief', 'employee', 9006, 0, pg_temp.person('guest'))->>'status', 'saved', 'a card alone');
create function pg_temp.password(by text, n integer, secret text default pg_temp.secret(7)) returns text language sql as $$
  select try.as_user(by, format('select kontor.set_password(%L, %L, null)', try.id(9000 + n), secret)) $$;
select alike(pg_temp.password('chief', 6), 'KO001%not this office''s%', 'does not make it this office''s');
select alike(pg_temp.change('chief', 6, '{"role": "head"}'), 'KO001%not this office''s%', 'nor its role');
select is(pg_temp.login('guest'), 'in', 'it is as it was');
select is(try.as_user('chief', format('select kontor.let_in(%L, ''seller'', %L)', :'p' || 'guest', pg_temp.secret())) like '42501%', true, 'the inner function is nobody''s');
select is(try.as_user('chief', format('select kontor.write_login(%L, ''seller'', %L)', :'p' || 'guest', pg_temp.secret())) like '42501%', true, 'nor the doorman''s');
select is(try.as_user('chief', format('select kontor.adopt_login(%L)', :'p' || 'guest')) like '42501%', true, 'nor the adoption');
select kontor.adopt_login(:'p' || 'guest');
select alike(pg_temp.password('chief', 6), 'KO001%can do more on the server%', 'whom a superuser gives to the office, and who can do more than Kontor gives, stays the superuser''s');
select format('alter role %I nocreatedb', :'p' || 'guest') \gexec
select format('grant pg_monitor to %I', :'p' || 'guest') \gexec
select alike(pg_temp.password('chief', 6), 'KO001%can do more on the server%', 'so does a member of anything else');
select format('revoke pg_monitor from %I', :'p' || 'guest') \gexec
select alike(pg_temp.password('chief', 6), '%saved%', 'who can do no more is one of ours then');
select is(pg_temp.login('guest'), 'in kontor_seller secret', 'and is let in');
select format('alter role %I superuser', :'p' || 'guest') \gexec
select alike(pg_temp.password('chief', 6), 'KO001%belongs to the server itself%', 'a superuser is never touched');
select alike(pg_temp.change('chief', 6, '{"role": "head", "active": false}'), '%saved%', 'what stands on the card');
select is(pg_temp.login('guest'), 'in kontor_seller secret', 'changes nothing of the login');
select format('alter role %I nosuperuser', :'p' || 'guest') \gexec
-- Dropped and made again by somebody else under the same name.
select format('drop role %I', :'p' || 'eva') \gexec
select format('create role %I login', :'p' || 'eva') \gexec
select alike(pg_temp.password('chief', 4), 'KO001%not this office''s%', 'another one of the same name is another one');

-- Roles -------------------------------------------------------------------------------
select alike(pg_temp.change('chief', 1, '{"role": "administrator"}', 9201), '%saved%', 'R293: an administrator changes a role on the card');
select is(pg_temp.login('mia'), 'in kontor_administrator secret', 'and the login has it');
select is(try.as_user(pg_temp.p('mia'), 'select kontor.my_role()'), 'administrator', 'at once');
select alike(pg_temp.change('chief', 1, '{"login": "other"}'), 'KO001%stays what it is%', 'the login stays');
select alike(pg_temp.change(by, 1, '{"role": "seller"}'), '42501%', by || ' changes no role') from unnest('{seller_one,head_a,stranger}'::text[]) by;
select alike(pg_temp.change(pg_temp.p('mia'), 1, '{"role": "seller"}'), 'KO001%themselves%', 'nobody changes one''s own');
select alike(pg_temp.change(pg_temp.p('mia'), 1, '{"active": false}'), 'KO001%themselves%', 'or deactivates oneself');
select alike(try.as_user('chief', format('select kontor.undo(%L, null)', try.id(9201))), '%"restored": 1%', 'D1: a change of role is undone');
select is(pg_temp.login('mia'), 'in kontor_seller secret', 'with the login');

select alike(pg_temp.change('chief', 1, '{"role": "administrator"}'), '%saved%', 'with two administrators');
select is(try.save(pg_temp.p('mia'), 'employee', 31, (select version from kontor.employee where id = try.id(31)), '{"role": "seller"}')->>'status', 'KO001',
          'a login of the server that is not the office''s own keeps its role');
select is(try.save(pg_temp.p('mia'), 'employee', 31, (select version from kontor.employee where id = try.id(31)), '{"active": false}')->>'status', 'saved',
          'one of them may be deactivated');
select alike(pg_temp.add(pg_temp.p('mia'), 10, pg_temp.person('tea', 'head')), '%saved%', 'and the other one goes on');
-- By a superuser, whom nothing else holds.
select throws_like(format('update kontor.employee set role = ''seller'' where id = %L', try.id(9001)), '%last administrator%', 'R294: the last administrator stays one');
select throws_like(format('update kontor.employee set active = false where id = %L', try.id(9001)), '%last administrator%', 'and stays active');
insert into kontor.employee (id, login, name, role) values (try.id(9012), :'p' || 'none', 'Has no login', 'administrator');
select throws_like(format('update kontor.employee set active = false where id = %L', try.id(9001)), '%last administrator%', 'who cannot sign in does not count');
update kontor.employee set active = true where id = try.id(31);

-- Leaving and coming back -----------------------------------------------------------------
select alike(pg_temp.change('chief', 10, '{"active": false, "successor_id": "00000000-0000-7000-8000-000000000011"}', 9202), '%saved%', 'R38: who leaves is deactivated');
select is(pg_temp.login('tea'), 'out secret', 'and shut out of the server');
select is(try.as_user(pg_temp.p('tea'), 'select kontor.my_role()') !~ '^head', true, 'and is nobody here');
select is((select count(*)::integer from kontor.process p where p.record_id = try.id(9010)), 1, 'R39: the handover has begun by itself');
select alike(pg_temp.password('chief', 10), 'KO001%activate first%', 'nobody gets a password who does not work here');
select alike(pg_temp.change('chief', 10, '{"active": true}'), '%saved%', 'who comes back is activated');
select is(pg_temp.login('tea'), 'in kontor_head secret', 'and signs in as before');
select is(try.as_user(pg_temp.p('tea'), 'select kontor.my_role()'), 'head', 'in the same role');

-- Deleting and undoing ---------------------------------------------------------------------
select alike(pg_temp.add('chief', 13, pg_temp.person('lea')), '%saved%', 'who was let in by mistake');
select alike(try.as_user('chief', format('select kontor.undo(%L, null)', try.id(9113))), '%"restored": 1%', 'D1: is undone');
select is(pg_temp.login('lea'), 'out secret', 'and does not get in');
select alike(pg_temp.add('chief', 14, pg_temp.person('lea', 'head'), null), '%saved%', 'the login is still this office''s');
select is(pg_temp.login('lea'), 'in kontor_head secret', 'and can be given again');
select is(try.as_user('chief', format('select kontor.remove(''employee'', %L, 1, null)', try.id(9014))) ~ 'saved', true, 'whoever is deleted');
select is(pg_temp.login('lea'), 'out secret', 'is shut out too');

-- Passwords ---------------------------------------------------------------------------------
create function pg_temp.kept(name text) returns text language sql stable as $$ select rolpassword from pg_authid where rolname = pg_temp.p(name) $$;
select alike(pg_temp.password('chief', 10, pg_temp.secret(8)), '%saved%', 'an administrator sets a password');
select is(pg_temp.kept('tea'), pg_temp.secret(8), 'as it came');
select alike(pg_temp.password(pg_temp.p('tea'), 10, pg_temp.secret(9)), '%saved%', 'and everybody one''s own');
select is(pg_temp.kept('tea'), pg_temp.secret(9), 'without an administrator');
select alike(pg_temp.password(pg_temp.p('tea'), 1), '42501%', 'but nobody else''s');
select alike(pg_temp.password(by, 10), '42501%', by || ' sets no other''s') from unnest('{seller_one,head_a,stranger,registrar}'::text[]) by;
select alike(pg_temp.password('chief', 10, null), '22023%', 'no password is none');
select alike(try.as_user('chief', format('select kontor.undo((select o.id from kontor.operation o where o.kind = ''set_password'' and o.author_id = %L order by o.at desc limit 1), null)', try.id(31))),
            'KO001%not taken back%', 'a password is not undone');
select is((select count(*)::integer from kontor.history h where h.id = try.id(9010) and h.after ? 'password_set_at' and h.author_id = try.id(9010)), 1, 'R313: the history knows who set it');
select is((select count(*)::integer from kontor.history h where h.id in (try.id(9001), try.id(9010)) and (h.before::text || h.after::text) ~ 'SCRAM'), 0, 'and nothing of it');

-- An office whose server gives Kontor no logins ----------------------------------------------
alter role kontor_doorman nocreaterole;
select alike(pg_temp.password('chief', 10), 'KO001%kontor-admin migrate%', 'who may make no logins says what to do');
select alike(pg_temp.change('chief', 10, '{"role": "seller"}'), 'KO001%kontor-admin migrate%', 'whatever is tried');
select is((select role from kontor.employee where id = try.id(9010)), 'head', 'and changes nothing by half');

select * from finish();
rollback;
