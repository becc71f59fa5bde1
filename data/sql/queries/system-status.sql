-- For the administrator: (what, value).
select 'schema', m.version::text from kontor.schema_meta m
union all select 'server', current_setting('server_version')
union all select 'database', current_database()::text
union all select 'size', pg_database_size(current_database())::text
union all select 'started', pg_postmaster_start_time()::text
union all select 'standby', case when pg_is_in_recovery() then 'yes' else 'no' end
union all select 'connections', count(*)::text
            from pg_stat_activity a where a.datname = current_database() and a.backend_type = 'client backend'
union all select 'people', count(distinct a.usename)::text
            from pg_stat_activity a where a.datname = current_database() and a.backend_type = 'client backend'
union all select 'elected', (select a.usename::text from pg_locks l join pg_stat_activity a on a.pid = l.pid
                              where l.locktype = 'advisory' and l.classid = 5420 and l.objid = 1 and l.granted limit 1)
union all select 'clock', clock_timestamp()::text
