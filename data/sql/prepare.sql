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

-- How much of the disk one question may fill is a superuser's word, which he lets the
-- doorman pass on to the people it lets in.
do $$
begin
  if (select r.rolsuper from pg_roles r where r.rolname = current_user)
     and not has_parameter_privilege('kontor_doorman', 'temp_file_limit', 'set') then
    grant set on parameter temp_file_limit to kontor_doorman;
  end if;
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

-- The server counts each table's rows as they are written, past every row security,
-- and tells everybody: how many deals the others made today.  Here only monitoring asks.
do $$
declare
  counter regprocedure;
begin
  if (select r.rolsuper from pg_roles r where r.rolname = current_user) then
    for counter in
      select p.oid::regprocedure from pg_proc p
      where p.pronamespace = 'pg_catalog'::regnamespace and p.proargtypes[0] = 'oid'::regtype and p.pronargs = 1
        and (p.proname ~ '^pg_stat_get_(xact_|db_)?(tuples|live_tuples|dead_tuples|numscans|blocks)'
             or p.proname in ('pg_stat_get_mod_since_analyze', 'pg_stat_get_ins_since_vacuum'))
      union all
      select p.oid::regprocedure from pg_proc p
      where p.pronamespace = 'pg_catalog'::regnamespace
        and p.proname in ('pg_relation_size', 'pg_table_size', 'pg_indexes_size', 'pg_total_relation_size')
    loop
      execute format('revoke execute on function %s from public', counter);
      execute format('grant execute on function %s to pg_read_all_stats', counter);
    end loop;
  end if;
end
$$;
