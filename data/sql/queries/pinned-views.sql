-- Saved views that stand in the sidebar: (entity, name, condition).
select v.entity, v.name, v.definition -> 'condition'
  from kontor.view v
 where v.pinned
   and (v.manager_id = (select kontor.me()) or v.manager_id is null or v.shared)
 order by v.position, v.name
 limit 20
