-- What a database needs before Kontor's first step; run by somebody who may make
-- extensions, harmless when run again.
create extension if not exists pg_trgm with schema public;
create extension if not exists btree_gin with schema public;
create schema if not exists kontor authorization kontor_owner;
do $$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to kontor_owner, kontor_seller, kontor_head, kontor_administrator, kontor_registrar, kontor_worker',
                 current_database());
end
$$;
