-- R90: what a project took, in minutes, as far as one may see it: by process ('process'; without an id:
-- outside of any), by employee ('employee') and in all ('total').
with spent as (
  select i.process_id, coalesce(i.created_by, i.manager_id) as employee_id, i.spent_minutes as minutes
    from kontor.interaction i where i.project_id = $1::uuid and i.spent_minutes > 0
  union all
  select t.process_id, coalesce(t.done_by, t.manager_id), t.spent_minutes
    from kontor.task t
   where t.spent_minutes > 0
     and (t.record_id = $1::uuid
          or t.process_id in (select p.id from kontor.process p where p.project_id = $1::uuid)
          or t.record_id in (select c.id from kontor.claim c where c.project_id = $1::uuid))
)
select case grouping(s.process_id, s.employee_id) when 1 then 'process' when 2 then 'employee' else 'total' end as part,
       coalesce(s.process_id, s.employee_id) as id, coalesce(p.name, e.name) as name, sum(s.minutes) as minutes
  from spent s
  left join kontor.process p on p.id = s.process_id
  left join kontor.employee e on e.id = s.employee_id
 group by grouping sets ((s.process_id, p.name), (s.employee_id, e.name), ())
 order by 1, 4 desc, 3
