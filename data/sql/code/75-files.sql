-- Files hang on a record and belong to whom the record belongs.

create or replace function kontor.file_store(entity text, record uuid, name text, mime text, content bytea, operation uuid) returns uuid
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  work uuid := coalesce(operation, kontor.new_id());
  answer jsonb := kontor.begin_operation(work, 'file_store', left(name, 500));
  new_id uuid := kontor.new_id();
  meta kontor.entity;
  present jsonb;
begin
  if answer is not null then
    return (answer->>'id')::uuid;
  end if;
  select * into meta from kontor.entity e where e.name = file_store.entity;
  if not found or meta.name in ('file', 'view') then
    raise exception 'Files cannot be attached here.' using errcode = '22023';
  end if;
  present := kontor.lock_row(meta.name, record);
  -- On a directory's record it belongs to who brought it.
  insert into kontor.file (id, entity, record_id, partner_id, name, mime, size, manager_id, team_id)
    values (new_id, meta.name, record,
            case when meta.name = 'partner' then record else (present->>'partner_id')::uuid end,
            -- A name is a name, not a path.
            left(regexp_replace(regexp_replace(name, '^.*[/\\]', ''), '[[:cntrl:]]', '', 'g'), 255),
            mime, octet_length(content), (present->>'manager_id')::uuid, (present->>'team_id')::uuid);
  insert into kontor.file_content (file_id, content) values (new_id, file_store.content);
  perform kontor.end_operation(work, jsonb_build_object('id', new_id));
  return new_id;
end
$$;

create or replace function kontor.file_content(id uuid) returns bytea
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  if kontor.my_role() is null or not kontor.visible('file', id) then
    raise exception 'This file does not exist any more, or you may not see it.' using errcode = '42501';
  end if;
  return (select c.content from kontor.file_content c where c.file_id = file_content.id);
end
$$;

grant execute on function kontor.file_store(text, uuid, text, text, bytea, uuid), kontor.file_content(uuid)
  to kontor_seller, kontor_head, kontor_administrator;
