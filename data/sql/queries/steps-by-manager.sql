-- R106: the steps of route maps that were to be done in a period ($1 to $2, of the map $3
-- where one is named), how many of them late, and those that were passed over, by manager.
with step as (
  select t.manager_id, count(*) as steps,
         count(*) filter (where coalesce(t.done_at, now()) > t.due_at) as late,
         count(*) filter (where t.done_at is null) as waiting,
         avg(coalesce(t.done_at, now()) - t.due_at) filter (where coalesce(t.done_at, now()) > t.due_at) as delay
    from kontor.task t
    left join kontor.process p on p.id = t.process_id
   where t.process_id is not null and ($3::uuid is null or p.map_id = $3::uuid)
     and (t.state = 'done' and t.done_at >= $1::date and t.done_at < $2::date + 1
          or t.state in ('open', 'taken') and t.due_at >= $1::date and t.due_at < least($2::date + 1, now()))
   group by t.manager_id),
passed_over as (
  select s.manager_id, count(*) as passed_over
    from kontor.process_step s
    join kontor.process p on p.id = s.process_id
   where s.action in ('skipped', 'moved') and s.at >= $1::date and s.at < $2::date + 1
     and ($3::uuid is null or p.map_id = $3::uuid)
   group by s.manager_id)
select manager_id, coalesce(e.name, '') as name, coalesce(s.steps, 0) as steps, coalesce(s.late, 0) as late,
       coalesce(s.waiting, 0) as waiting, (extract(epoch from s.delay) / 3600)::integer as delay_hours,
       coalesce(o.passed_over, 0) as passed_over
  from step s full join passed_over o using (manager_id)
  left join kontor.employee e on e.id = manager_id
 order by coalesce(s.late, 0)::numeric / greatest(s.steps, 1) desc, coalesce(s.late, 0) desc, e.name
 limit 40
