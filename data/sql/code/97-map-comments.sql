-- Comments on route maps: everybody who sees a map may say something of it; who
-- said it, or draws maps, settles it.

create or replace function kontor.comment_on_map(map uuid, point text, answers uuid, text text, operation uuid default null) returns uuid
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_id uuid := kontor.new_id();
  v_text text := btrim(text);
  v_first kontor.map_comment;
begin
  if not kontor.engine_begins(operation, 'comment_on_map', 'Comment on a route map') then
    return (kontor.engine_answer(operation)->>'id')::uuid;
  end if;
  if kontor.my_role() is null then
    raise exception 'You are not registered as an employee.' using errcode = '42501';
  end if;
  perform 1 from kontor.route_map m where m.id = map;
  if not found then
    raise exception 'There is no such route map.' using errcode = 'KO001';
  end if;
  if coalesce(v_text, '') = '' or length(v_text) > 4000 then
    raise exception 'A comment says something, in at most 4,000 letters.' using errcode = 'KO001';
  end if;
  if answers is not null then
    select c.* into v_first from kontor.map_comment c where c.id = comment_on_map.answers for update;
    if not found or v_first.map_id <> map or v_first.answers is not null then
      raise exception 'The comment that you answer is not there any more.' using errcode = 'KO001';
    end if;
    -- Who answers has not done with it.
    if v_first.settled_at is not null then
      update kontor.map_comment c set settled_at = null, settled_by = null where c.id = v_first.id;
    end if;
  end if;
  insert into kontor.map_comment (id, map_id, point, answers, text)
    values (v_id, map, case when answers is null then nullif(point, '') end, answers, v_text);
  perform kontor.engine_ends(operation, jsonb_build_object('id', v_id));
  return v_id;
end $$;

-- Done with, or open again.
create or replace function kontor.settle_map_comment(comment uuid, settled boolean, operation uuid default null) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_comment kontor.map_comment;
begin
  if not kontor.engine_begins(operation, 'settle_map_comment', 'Comment on a route map settled') then
    return kontor.engine_answer(operation);
  end if;
  select c.* into v_comment from kontor.map_comment c where c.id = comment and c.answers is null for update;
  if not found then
    raise exception 'This comment is not there any more.' using errcode = 'KO001';
  end if;
  if kontor.my_role() is null or (kontor.my_role() <> 'administrator' and v_comment.created_by is distinct from kontor.me()) then
    raise exception 'A comment is settled by who wrote it, or by who draws the map.' using errcode = '42501';
  end if;
  update kontor.map_comment c set settled_at = case when settled then clock_timestamp() end, settled_by = case when settled then kontor.me() end
   where c.id = comment and (c.settled_at is null) = settled;
  perform kontor.engine_ends(operation, '{"status": "saved"}');
  return '{"status": "saved"}';
end $$;

create or replace function kontor.remove_map_comment(comment uuid, operation uuid default null) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_comment kontor.map_comment;
begin
  if not kontor.engine_begins(operation, 'remove_map_comment', 'Comment on a route map deleted') then
    return kontor.engine_answer(operation);
  end if;
  select c.* into v_comment from kontor.map_comment c where c.id = comment for update;
  if not found then
    raise exception 'This comment is not there any more.' using errcode = 'KO001';
  end if;
  if kontor.my_role() is null or v_comment.created_by is distinct from kontor.me() then
    raise exception 'A comment is deleted by who wrote it.' using errcode = '42501';
  end if;
  if exists (select from kontor.map_comment c where c.answers = comment and c.created_by is distinct from kontor.me()) then
    raise exception 'Others have answered; settle the comment instead.' using errcode = 'KO001';
  end if;
  delete from kontor.map_comment c where c.id = comment;
  perform kontor.engine_ends(operation, '{"status": "removed"}');
  return '{"status": "removed"}';
end $$;

-- Whether a comment may be taken back to what it was: whoever did it takes back that
-- it was settled or opened again; what was said goes and comes again only by who
-- said it, and never with what others have answered.
create or replace function kontor.check_comment_undo(comment jsonb, was_made boolean, was_deleted boolean) returns void
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  if kontor.my_role() is null or (was_made or was_deleted) and (comment->>'created_by')::uuid is distinct from kontor.me()
     or was_made and exists (select from kontor.map_comment c
                              where c.answers = (comment->>'id')::uuid and c.created_by is distinct from kontor.me()) then
    raise exception 'A comment is deleted by who wrote it.' using errcode = '42501';
  end if;
end $$;

revoke all on function kontor.comment_on_map(uuid, text, uuid, text, uuid), kontor.settle_map_comment(uuid, boolean, uuid),
  kontor.remove_map_comment(uuid, uuid) from public, kontor_seller, kontor_head, kontor_administrator;
grant execute on function kontor.comment_on_map(uuid, text, uuid, text, uuid), kontor.settle_map_comment(uuid, boolean, uuid),
  kontor.remove_map_comment(uuid, uuid) to kontor_seller, kontor_head, kontor_administrator;
