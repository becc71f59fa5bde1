-- Pictures on route maps: who draws maps brings them, everybody sees them.

create or replace function kontor.map_picture_store(content bytea) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_hash text := encode(sha256(content), 'hex');
  v_mime text := case
    when starts_with(encode(substr(content, 1, 8), 'hex'), '89504e470d0a1a0a') then 'image/png'
    when starts_with(encode(substr(content, 1, 3), 'hex'), 'ffd8ff') then 'image/jpeg'
    when position('<svg'::bytea in substr(content, 1, 4000)) > 0 then 'image/svg+xml' end;
begin
  if kontor.my_role() is distinct from 'administrator' then
    raise exception 'Only administrators can change route maps.' using errcode = '42501';
  end if;
  if v_mime is null then
    raise exception 'This is not a PNG, JPEG or SVG picture.' using errcode = 'KO001';
  end if;
  if octet_length(content) > 1000000 then
    raise exception 'A picture on a map has at most one megabyte.' using errcode = 'KO001';
  end if;
  insert into kontor.map_picture (hash, mime, content, created_by) values (v_hash, v_mime, map_picture_store.content, kontor.me())
    on conflict (hash) do nothing;
  return v_hash;
end $$;

create or replace function kontor.map_picture(hash text) returns bytea
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if kontor.my_role() is null then
    raise exception 'You are not registered as an employee.' using errcode = '42501';
  end if;
  return (select p.content from kontor.map_picture p where p.hash = map_picture.hash);
end $$;

revoke all on function kontor.map_picture_store(bytea), kontor.map_picture(text)
  from public, kontor_seller, kontor_head, kontor_administrator;
grant execute on function kontor.map_picture_store(bytea) to kontor_administrator;
grant execute on function kontor.map_picture(text) to kontor_seller, kontor_head, kontor_administrator;
