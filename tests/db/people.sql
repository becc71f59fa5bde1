-- The people of the tests; run as superuser on a database with schema and code.
do $$
declare
  person record;
begin
  for person in
    select * from (values ('seller_one', 'kontor_seller'), ('seller_two', 'kontor_seller'), ('seller_three', 'kontor_seller'),
                          ('head_a', 'kontor_head'), ('head_b', 'kontor_head'), ('chief', 'kontor_administrator'),
                          ('registrar', 'kontor_registrar'), ('worker', 'kontor_worker'),
                          ('stranger', null)) as p (login, role)
  loop
    begin
      execute format('create role %I login', person.login);
    exception when duplicate_object then
      null;
    end;
    if person.role is not null then
      execute format('grant %I to %I', person.role, person.login);
    end if;
  end loop;
end
$$;

insert into kontor.team (id, name) values
  ('00000000-0000-7000-8000-000000000001', 'Team A'),
  ('00000000-0000-7000-8000-000000000002', 'Team B');

insert into kontor.employee (id, login, name, role, team_id) values
  ('00000000-0000-7000-8000-000000000011', 'seller_one', 'Seller One', 'seller', '00000000-0000-7000-8000-000000000001'),
  ('00000000-0000-7000-8000-000000000012', 'seller_two', 'Seller Two', 'seller', '00000000-0000-7000-8000-000000000001'),
  ('00000000-0000-7000-8000-000000000013', 'seller_three', 'Seller Three', 'seller', '00000000-0000-7000-8000-000000000002'),
  ('00000000-0000-7000-8000-000000000021', 'head_a', 'Head A', 'head', '00000000-0000-7000-8000-000000000001'),
  ('00000000-0000-7000-8000-000000000022', 'head_b', 'Head B', 'head', '00000000-0000-7000-8000-000000000002'),
  ('00000000-0000-7000-8000-000000000031', 'chief', 'Chief', 'administrator', null);
