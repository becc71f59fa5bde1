select current_setting('server_version') as server,
       pg_size_pretty(pg_database_size(current_database())) as size,
       (select count(distinct (usename, client_addr))
          from pg_stat_activity
         where datname = current_database() and application_name = 'kontor') as desks,
       (select count(*) from kontor.employee where active) as employees,
       (select count(*) from kontor.partner) as partners,
       case when current_setting('synchronous_standby_names') = '' then 'no' else 'yes' end as synchronous
