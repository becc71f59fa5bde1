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

-- Large objects belong to nobody's record and to no backup of ours: people make
-- none, or they could fill the disk past every limit.
do $$
begin
  if (select r.rolsuper from pg_roles r where r.rolname = current_user) then
    revoke execute on function pg_catalog.lo_creat(integer), pg_catalog.lo_create(oid), pg_catalog.lo_from_bytea(oid, bytea) from public;
  end if;
end
$$;
