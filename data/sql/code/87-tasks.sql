-- What the card of a task tells beside the task itself.  The performer may not
-- see the process (it belongs to the deal's manager), so this asks for the task.
create or replace function kontor.task_about(task uuid)
  returns table (process text, map text, point text, document text, document_id uuid, process_state text)
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
  if kontor.my_role() is null or not kontor.visible('task', $1) then
    raise exception 'This task does not exist any more, or you may not see it.' using errcode = '42501';
  end if;
  return query
    select p.name, m.name, coalesce(nullif(r.point ->> 'name', ''), t.name), r.point ->> 'document',
           (select o.id from kontor.offer o
            where r.point ->> 'document' = 'offer' and o.status <> 'superseded'
              and (o.task_id = t.id or o.deal_id = t.deal_id)
            order by (o.task_id = t.id) desc nulls last, o.created_at desc limit 1),
           p.state
    from kontor.task t
    left join kontor.process p on p.id = t.process_id
    left join kontor.route_map m on m.id = p.map_id
    left join kontor.route_point r on r.version_id = p.map_version_id and r.key = t.point
    where t.id = $1;
end
$$;

grant execute on function kontor.task_about(uuid) to kontor_seller, kontor_head, kontor_administrator;
