-- R99: what might be done next beside the task $1, most urgent first, told by what is known
-- of its partner and deal and by how others did the same step.  "entity" and "id" are what it is
-- about, "days" how long it has been waiting, "share" of a hundred.
with task as (
  select t.id, t.partner_id, t.deal_id, t.point, p.map_id, p.map_version_id
    from kontor.task t left join kontor.process p on p.id = t.process_id
   where t.id = $1::uuid and t.state in ('open', 'taken')),
-- The last word and the next appointment with the partner.
last_word as (
  select i.* from task t, lateral (
    select i.id, i.direction, i.kind, i.subject, i.at from kontor.interaction i
     where i.partner_id = t.partner_id and i.done and i.kind <> 'note' and i.at <= now() order by i.at desc limit 1) i),
planned as (
  select i.* from task t, lateral (
    select i.id, i.subject, i.at from kontor.interaction i
     where i.partner_id = t.partner_id and not i.done and i.at > now() - interval '90 days' order by i.at limit 1) i),
deal as (
  select d.id, d.kind_id, d.next_step, d.next_step_on from task t join kontor.deal d on d.id = t.deal_id and d.status = 'open'),
suggestion (rank, kind, entity, id, title, days, share) as (
  select 1, 'answer', 'interaction', w.id, w.subject, current_date - w.at::date, null::integer
    from last_word w where w.direction = 'in' and w.kind <> 'meeting' and w.at > now() - interval '60 days'
  union all
  select 2, 'appointment', 'interaction', p.id, p.subject, current_date - p.at::date, null
    from planned p where p.at < now()
  union all
  select 3, 'offer', 'offer', o.id, o.number, current_date - o.issued_on, null
    from task t, lateral (
      select o.id, o.number, o.issued_on from kontor.offer o
       where o.partner_id = t.partner_id and (t.deal_id is null or o.deal_id = t.deal_id)
         and o.status = 'sent' and o.issued_on between current_date - 90 and current_date - 5
         and not exists (select from kontor.interaction i where i.partner_id = o.partner_id and i.done and i.at::date > o.issued_on)
       order by o.issued_on limit 1) o
  union all
  select 4, 'contact', 'partner', t.partner_id, null, current_date - (select w.at::date from last_word w), null
    from task t
   where t.partner_id is not null and not exists (select from planned p where p.at >= now())
     and not exists (select from last_word w where w.at > now() - interval '21 days')
  union all
  -- Where most of those that were won had one, and the step does not ask for it anyway.
  select 5, 'make-offer', 'deal', d.id, null, null, round(100.0 * w.offered / w.won)::integer
    from task t, deal d, lateral (
      select count(*) as won, count(*) filter (where exists (select from kontor.offer o where o.deal_id = e.id)) as offered
        from (select e.id from kontor.deal e where e.status = 'won' and e.kind_id is not distinct from d.kind_id
               order by e.closed_at desc limit 200) e) w
   where w.won >= 5 and w.offered >= 0.6 * w.won and not exists (select from kontor.offer o where o.deal_id = d.id)
     and not exists (select from kontor.route_point r
                      where r.version_id = t.map_version_id and r.key = t.point and r.point->'requires' ? 'offer')
  union all
  select 6, 'person', 'partner', t.partner_id, null, null, null
    from task t where t.partner_id is not null and not exists (select from kontor.person p where p.partner_id = t.partner_id)
  union all
  select 7, 'next-step', 'deal', d.id, d.next_step, current_date - d.next_step_on, null
    from deal d where d.next_step_on is null or d.next_step_on < current_date
  union all
  -- How the same step was mostly done.
  select 8, h.kind, null, null, null, h.times, h.share
    from task t, lateral (
      select i.kind, count(*)::integer as times, round(100.0 * count(*) / sum(count(*)) over ())::integer as share
        from (select p.id from kontor.process p where p.map_id = t.map_id order by p.started_at desc limit 500) p
        join kontor.task s on s.process_id = p.id and s.point = t.point and s.state = 'done'
        join kontor.interaction i on i.task_id = s.id and i.done and i.kind in ('call', 'meeting', 'email')
       group by i.kind order by count(*) desc, i.kind limit 1) h
   where h.times >= 5 and h.share >= 50
     and not exists (select from kontor.interaction i where i.task_id = t.id))
select kind, entity, id, title, days, share from suggestion order by rank limit 3
