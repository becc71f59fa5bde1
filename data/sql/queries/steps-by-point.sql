-- The same by step, the one that is late most often first.  "condition": what its tasks have
-- in common, in the condition language.
select p.map_id, coalesce(m.name, '') as map, t.name, count(*) as steps,
       count(*) filter (where coalesce(t.done_at, now()) > t.due_at) as late,
       jsonb_build_array(jsonb_build_object('field', 'name', 'is', t.name))
         || case when p.map_id is null then '[]'
                 else jsonb_build_array(jsonb_build_object('field', 'process_id.map_id', 'is', p.map_id, 'label', m.name)) end as condition
  from kontor.task t
  left join kontor.process p on p.id = t.process_id
  left join kontor.route_map m on m.id = p.map_id
 where t.process_id is not null and ($3::uuid is null or p.map_id = $3::uuid)
   and (t.state = 'done' and t.done_at >= $1::date and t.done_at < $2::date + 1
        or t.state in ('open', 'taken') and t.due_at >= $1::date and t.due_at < least($2::date + 1, now()))
 group by p.map_id, m.name, t.name
having count(*) filter (where coalesce(t.done_at, now()) > t.due_at) > 0
 order by late desc, steps, m.name, t.name
 limit 15
