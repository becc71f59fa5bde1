select o.login, o.deed, round(o.since)::bigint as seconds from kontor.end_overlong($1::double precision) o
