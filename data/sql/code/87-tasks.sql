-- What the card of a task tells beside the task itself.  The performer may not
-- see the process (it belongs to the deal's manager), so this asks for the task.
-- @requires: [{"entity", "id"}], the newest record of each kind that was made
-- since the process came to this point, or null.
create or replace function kontor.task_about(task uuid)
  returns table (process text, map text, point text, kind text, method text, form text, subject text, record_id uuid,
                 shown_fields text[], locked_fields text[], required_fields text[], requires jsonb, checklist_strict boolean,
                 problem text, process_state text, process_id uuid, token_id uuid)
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
  if kontor.my_role() is null or not kontor.visible('task', $1) then
    raise exception 'This task does not exist any more, or you may not see it.' using errcode = '42501';
  end if;
  return query
    select p.name, m.name, coalesce(r.name, t.name), r.kind, nullif(r.point->>'method', ''), nullif(r.point->>'form', ''),
           p.subject, p.record_id,
           array(select jsonb_array_elements_text(case when jsonb_typeof(r.point->'shown_fields') = 'array' then r.point->'shown_fields' else '[]' end)),
           coalesce(r.locked_fields, '{}'),
           array(select jsonb_array_elements_text(case when jsonb_typeof(r.point->'required_fields') = 'array' then r.point->'required_fields' else '[]' end)),
           case when p.id is null then '[]' else
             kontor.engine_required(p, t.id, coalesce(k.arrived_at, t.created_at), r.point->'requires') end,
           coalesce((r.point->>'checklist_strict')::boolean, false), k.problem, p.state, p.id, k.id
      from kontor.task t
      left join kontor.process p on p.id = t.process_id
      left join kontor.process_token k on k.id = t.token_id
      left join kontor.route_map m on m.id = p.map_id
      left join kontor.route_point r on r.version_id = p.map_version_id and r.key = t.point
     where t.id = $1;
end
$$;

grant execute on function kontor.task_about(uuid) to kontor_seller, kontor_head, kontor_administrator;
