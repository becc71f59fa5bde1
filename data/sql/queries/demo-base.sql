-- Whether the base can take a demo office, and whether who asks may make one.
select exists (select from kontor.partner) as used,
       (select rolsuper from pg_catalog.pg_roles where rolname = session_user) as allowed,
       to_regprocedure('kontor.seed()') is not null as seeded
