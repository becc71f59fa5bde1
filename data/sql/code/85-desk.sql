-- What a desk remembers for its person: open tabs, widths, the window's size.

create or replace function kontor.remember(key text, value jsonb) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  who uuid := kontor.me();
begin
  if who is null then
    raise exception 'not allowed' using errcode = '42501';
  elsif octet_length($2::text) > 1000000 then
    raise exception 'too much to remember' using errcode = '54000';
  end if;
  if $2 is null or $2 = 'null' then
    delete from kontor.desk_state d where d.employee_id = who and d.key = $1;
    return;
  end if;
  insert into kontor.desk_state as d (employee_id, key, value) values (who, $1, $2)
    on conflict (employee_id, key) do update set value = excluded.value;
end
$$;

create or replace function kontor.recall(prefix text) returns table (key text, value jsonb)
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
  return query select d.key, d.value from kontor.desk_state d
    where d.employee_id = kontor.me() and starts_with(d.key, coalesce(prefix, ''))
    order by d.key;
end
$$;

grant execute on function kontor.remember(text, jsonb), kontor.recall(text)
  to kontor_seller, kontor_head, kontor_administrator;
