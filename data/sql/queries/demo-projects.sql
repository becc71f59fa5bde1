-- What belongs to the projects of the demo office when its processes have been walked until a day ($1):
-- the maps that are bound to every other one, the processes and tasks of its client since it began,
-- and what was said during sales.
with running as (
  select j.id, j.partner_id, j.begins_on, j.manager_id, j.team_id, j.created_at, j.created_by, row_number() over (order by j.id) as n
    from kontor.project j where j.begins_on < $1::date),
bound as (
  insert into kontor.project_map (id, project_id, map_id, manager_id, team_id, created_at, created_by, changed_at, changed_by)
  select kontor.new_id(), r.id, m.id, r.manager_id, r.team_id, r.created_at, r.created_by, r.created_at, r.created_by
    from running r, kontor.route_map m
   where r.n % 2 = 1
     and (m.subject in ('claim', 'partner') or exists (select from kontor.deal_kind k where k.route_map_id = m.id and k.mode = 'process'))),
walked as (
  update kontor.process p set project_id = r.id
    from running r where r.partner_id = p.partner_id and p.subject in ('deal', 'claim') and p.started_at >= r.begins_on
  returning p.id, p.subject, p.record_id, p.project_id),
claimed as (
  update kontor.claim c set project_id = w.project_id from walked w where w.subject = 'claim' and w.record_id = c.id),
worked as (
  update kontor.task t set spent_minutes = 15 + t.number % 8 * 15 from walked w where w.id = t.process_id and t.state = 'done'),
planned as (
  update kontor.task t set subject = 'project', record_id = r.id, spent_minutes = case when t.state = 'done' then 30 + t.number % 5 * 30 end
    from running r where r.partner_id = t.partner_id and t.process_id is null and t.created_at >= r.begins_on),
said as (
  update kontor.interaction i
     set process_id = p.id, project_id = w.project_id, spent_minutes = coalesce(i.spent_minutes, 20)
    from kontor.process p left join walked w on w.id = p.id
   where p.subject = 'deal' and p.parent_id is null and i.deal_id = p.deal_id and i.done and i.at >= p.started_at
     and i.at <= coalesce(p.ended_at, 'infinity') and (w.id is not null or i.project_id is null)
  returning i.id)
select count(*) from said
