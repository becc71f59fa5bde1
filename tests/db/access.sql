-- What must hold of every table and function, whoever adds the next one.
select no_plan();

select is(
  (select coalesce(string_agg(c.relname, ', ' order by c.relname), '') from pg_class c
   where c.relnamespace = 'kontor'::regnamespace and c.relkind in ('r', 'p') and not c.relrowsecurity),
  '', 'every table has row security');

select is(
  (select coalesce(string_agg(p.oid::regprocedure::text, ', '), '') from pg_proc p
   where p.pronamespace = 'kontor'::regnamespace
     and not exists (select 1 from unnest(p.proconfig) s where s like 'search_path=pg_catalog, pg_temp%')
     -- In these every name is qualified, see below.
     and p.proname not in ('fold', 'collation_key')
     -- What only other functions of ours may call, with their rights, runs in theirs.
     and (p.prosecdef or p.prorettype = 'trigger'::regtype
          or exists (select 1 from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
                      where a.grantee not in (select oid from pg_roles where rolname in ('kontor_owner', 'kontor_engine', 'kontor_doorman', current_user))))),
  '', 'every function that anybody may call, or that has rights of its own, has a pinned search_path');

create schema trap;
create function trap.lower(text) returns text language sql as 'select ''trapped''';
create function trap.btrim(text) returns text language sql as 'select ''trapped''';
create function trap.replace(text, text, text) returns text language sql as 'select ''trapped''';
create function trap.regexp_replace(text, text, text, text) returns text language sql as 'select ''trapped''';
create function trap.same(text, text) returns boolean language sql as 'select true';
create operator trap.~ (leftarg = text, rightarg = text, function = trap.same);
set search_path = trap, pg_catalog, public;
select isnt(lower('a'), 'a', 'names can be hidden by others');
select is(array[kontor.fold(E'Ana\t Kovač'), kontor.collation_key('Ёлка'), kontor.match_key('Шкода d.o.o.'), kontor.phone_key('+387 33 1')],
          array['ana kovac', E'елка\x01', 'skoda', '387331'], 'but not from the keys, in which every name is qualified');
reset search_path;
select is(
  (select coalesce(string_agg(p.oid::regprocedure::text, ', '), '') from pg_proc p
   where p.pronamespace = 'kontor'::regnamespace
     and exists (select 1 from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0)),
  '', 'no function is granted to everybody');

select is(
  (select coalesce(string_agg(c.relname, ', '), '') from pg_class c
   where c.relnamespace = 'kontor'::regnamespace
     and exists (select 1 from aclexplode(c.relacl) a where a.grantee = 0)),
  '', 'no table is granted to everybody');

select is(
  (select coalesce(string_agg(distinct c.relname || ' ' || a.privilege_type, ', '), '') from pg_class c, aclexplode(c.relacl) a
   where c.relnamespace = 'kontor'::regnamespace and a.privilege_type <> 'SELECT'
     and a.grantee not in (select oid from pg_roles where rolname in ('kontor_owner', 'kontor_engine', 'kontor_doorman'))),
  '', 'people have no right on a table but SELECT');

select is(
  (select coalesce(string_agg(p.oid::regprocedure::text, ', ' order by p.proname), '') from pg_proc p
   where p.pronamespace = 'kontor'::regnamespace and p.proowner <> (select oid from pg_roles where rolname = 'kontor_owner')),
  (select string_agg(p.oid::regprocedure::text, ', ' order by p.proname) from pg_proc p
    where p.pronamespace = 'kontor'::regnamespace and p.proname in ('engine_stands', 'engine_writes_steps', 'engine_writes_task', 'engine_writes_done', 'engine_writes_stage',
                                                                          'engine_writes_plain_step', 'import_writes_partners', 'import_writes_children', 'write_login')),
  'kontor_owner owns every function but the few with which the engine writes a step, an import its rows and the doorman a login');
select is(
  (select string_agg(m.rolname, ', ') from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles r on r.oid = a.roleid where r.rolname = 'kontor_engine'),
  'kontor_owner', 'R50: nobody is the engine''s role but the owner');
select is(
  (select string_agg(m.rolname, ', ') from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles r on r.oid = a.roleid where r.rolname = 'kontor_doorman'),
  'kontor_owner', 'R301: nor the doorman''s');

select is(
  (select coalesce(string_agg(c.relname, ', '), '') from pg_class c
   where c.relnamespace = 'kontor'::regnamespace and c.relkind = 'v'
     and not coalesce(c.reloptions @> array['security_invoker=true'], false)),
  '', 'no view has its owner''s rights');

select is(
  (select coalesce(string_agg(distinct a.attrelid::regclass::text || ' ' || x.privilege_type || ' ' || x.grantee::regrole, ', '), '')
   from pg_attribute a join pg_class c on c.oid = a.attrelid, aclexplode(a.attacl) x
   where c.relnamespace = 'kontor'::regnamespace),
  'kontor.claim INSERT kontor_registrar', 'R96: the one right on columns is to enter claims');

select is(rolcanlogin, false, 'nobody signs in as ' || rolname) from pg_roles where rolname in ('kontor_owner', 'kontor_engine', 'kontor_doorman');

-- Every policy is one of the three roles', for reading.
select is(
  (select coalesce(string_agg(polrelid::regclass || ' ' || polname, ', '), '') from pg_policy
   where polrelid in (select oid from pg_class where relnamespace = 'kontor'::regnamespace)
     -- The engine writes its steps.
     and polroles <> array[(select oid from pg_roles where rolname = 'kontor_engine')]
     -- Who registers claims (R96) may insert them, and that is all.
     and not (polrelid = 'kontor.claim'::regclass and polcmd = 'a'
              and polroles = array[(select oid from pg_roles where rolname = 'kontor_registrar')])
     and (polcmd <> 'r'
          or not polroles <@ array(select oid from pg_roles where rolname in ('kontor_seller', 'kontor_head', 'kontor_administrator')))),
  '', 'each policy is for reading, for the three roles');

-- Every link between entities has an index where its parent shows it on a card.
select is(
  (select coalesce(string_agg(e.name, ', '), '') from kontor.entity e
   where e.parent_entity is not null
     and not exists (select 1 from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
                     where i.indrelid = format('kontor.%I', e.name)::regclass and a.attname = e.parent_column)),
  '', 'each child is found by its parent with an index');

-- A stranger, with a login and no role, gets nothing from anything.
select is(try.state('stranger', format('select * from kontor.%I limit 1', relname)), '42501', 'a stranger does not read ' || relname)
from pg_class where relnamespace = 'kontor'::regnamespace and relkind in ('r', 'p') order by relname;

select is(try.state('stranger', format('select kontor.%I(%s)', p.proname,
            (select string_agg('null::' || format_type(t, null), ', ' order by n) from unnest(p.proargtypes::oid[]) with ordinality a(t, n)))),
          '42501', 'a stranger does not call ' || p.oid::regprocedure)
from pg_proc p where p.pronamespace = 'kontor'::regnamespace and p.prorettype <> 'trigger'::regtype order by p.oid::regprocedure::text;

-- Everybody else: called with nothing, a function may refuse with a reason of
-- its own, but never fail inside (an internal error is XX000), and what has no
-- grant is closed.
select ok(try.state(u.login, format('select kontor.%I(%s)', p.proname,
            (select string_agg('null::' || format_type(t, null), ', ' order by n) from unnest(p.proargtypes::oid[]) with ordinality a(t, n))))
          in ('00000', '22004', '22023', '42501', 'KO001', 'KO002', '23502', '22P02', '23503', '22000'),
          u.login || ' calls ' || p.oid::regprocedure || ' with nothing')
from pg_proc p, (values ('seller_one'), ('head_a'), ('chief')) u(login)
where p.pronamespace = 'kontor'::regnamespace and p.prorettype <> 'trigger'::regtype
order by p.oid::regprocedure::text, u.login;

select is(try.state('seller_one', format('select kontor.%I(%s)', p.proname,
            (select string_agg('null::' || format_type(t, null), ', ' order by n) from unnest(p.proargtypes::oid[]) with ordinality a(t, n)))),
          '42501', 'people do not call ' || p.oid::regprocedure)
from pg_proc p where p.pronamespace = 'kontor'::regnamespace and p.prorettype <> 'trigger'::regtype
  and not has_function_privilege('kontor_seller', p.oid, 'execute')
  -- A strict function called with nothing is not called at all.
  and not p.proisstrict
order by p.oid::regprocedure::text;

-- Nobody writes past the door.
select is(try.state(u.login, format('insert into kontor.%I default values', relname)), '42501', u.login || ' does not insert into ' || relname)
from pg_class, (values ('seller_one'), ('head_a'), ('chief')) u(login)
where relnamespace = 'kontor'::regnamespace and relkind in ('r', 'p') order by relname, u.login;
select is(try.state(u.login, format('delete from kontor.%I', relname)), '42501', u.login || ' does not delete from ' || relname)
from pg_class, (values ('seller_one'), ('head_a'), ('chief')) u(login)
where relnamespace = 'kontor'::regnamespace and relkind in ('r', 'p') order by relname, u.login;

select * from finish();
