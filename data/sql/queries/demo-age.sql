-- What was written about a record ($1) and its process since a moment ($2), by one
-- operation ($4), is told as if it had happened at another one ($3).  The order
-- within it stays; a step has the deadline that it would have had then.
with gap as (
  select $2::timestamptz as since, $2::timestamptz - to_timestamp($3::bigint) as back),
walked as (
  select p.id, p.map_version_id, p.deal_id from kontor.process p where p.record_id = $1::uuid),
touched as (
  select $1::uuid as id union select w.id from walked w union select w.deal_id from walked w
  union select t.id from kontor.task t join walked w on w.id = t.process_id),
processes as (
  update kontor.process p
     set created_at = case when p.created_at >= g.since then p.created_at - g.back else p.created_at end,
         changed_at = case when p.changed_at >= g.since then p.changed_at - g.back else p.changed_at end,
         started_at = case when p.started_at >= g.since then p.started_at - g.back else p.started_at end,
         ended_at = case when p.ended_at >= g.since then p.ended_at - g.back else p.ended_at end
    from gap g where p.id in (select w.id from walked w)),
tokens as (
  update kontor.process_token k
     set arrived_at = k.arrived_at - g.back, give_up_at = k.give_up_at - g.back
    from gap g where k.process_id in (select w.id from walked w) and k.arrived_at >= g.since),
steps as (
  update kontor.process_step s set at = s.at - g.back
    from gap g where s.process_id in (select w.id from walked w) and s.at >= g.since),
tasks as (
  update kontor.task t
     set created_at = case when t.created_at >= g.since then t.created_at - g.back else t.created_at end,
         changed_at = case when t.changed_at >= g.since then t.changed_at - g.back else t.changed_at end,
         taken_at = case when t.taken_at >= g.since then t.taken_at - g.back else t.taken_at end,
         done_at = case when t.done_at >= g.since then t.done_at - g.back else t.done_at end,
         due_at = case when t.created_at < g.since or r.hours is null
                         or exists (select from kontor.assignment a where a.id = t.record_id and a.due_at = t.due_at) then t.due_at
                       when r.working then kontor.working_moment(r.calendar_id, t.created_at - g.back, r.hours)
                       else t.created_at - g.back + r.hours * interval '1 hour' end
    from gap g, walked w join kontor.route_point r on r.version_id = w.map_version_id
   where w.id = t.process_id and r.key = t.point and t.changed_at >= g.since),
deals as (
  update kontor.deal d
     set changed_at = d.changed_at - g.back, closed_at = case when d.closed_at >= g.since then d.closed_at - g.back else d.closed_at end
    from gap g where d.id in (select w.deal_id from walked w) and d.changed_at >= g.since),
claims as (
  update kontor.claim c
     set created_at = case when c.created_at >= g.since then c.created_at - g.back else c.created_at end,
         changed_at = c.changed_at - g.back, closed_at = case when c.closed_at >= g.since then c.closed_at - g.back else c.closed_at end
    from gap g where c.id = $1::uuid and c.changed_at >= g.since),
assignments as (
  update kontor.assignment a
     set created_at = case when a.created_at >= g.since then a.created_at - g.back else a.created_at end,
         changed_at = a.changed_at - g.back, done_at = case when a.done_at >= g.since then a.done_at - g.back else a.done_at end
    from gap g where a.id = $1::uuid and a.changed_at >= g.since),
offers as (
  update kontor.offer o
     set changed_at = o.changed_at - g.back, approved_at = case when o.approved_at >= g.since then o.approved_at - g.back else o.approved_at end
    from gap g where o.id = $1::uuid and o.changed_at >= g.since),
absences as (
  update kontor.absence a set created_at = a.created_at - g.back, changed_at = a.changed_at - g.back
    from gap g where a.id = $1::uuid and a.changed_at >= g.since),
starts as (
  update kontor.start_rule_start s set at = s.at - g.back
    from gap g where s.record_id = $1::uuid and s.at >= g.since),
operations as (
  update kontor.operation o set at = o.at - g.back from gap g where o.id = $4::uuid),
news as (
  update kontor.change_log c set at = c.at - g.back
    from gap g where c.at >= g.since and c.id in (select d.id from touched d))
update kontor.history h
   set at = h.at - g.back,
       after = (select jsonb_object_agg(e.key,
                  case when e.key in ('taken_at', 'done_at', 'ended_at', 'closed_at', 'approved_at')
                            and (e.value #>> '{}')::timestamptz >= g.since
                       then to_jsonb((e.value #>> '{}')::timestamptz - g.back) else e.value end)
                  from jsonb_each(h.after) e)
  from gap g
 where h.entity in ('process', 'task', 'deal', 'claim', 'assignment', 'offer', 'absence')
   and h.id in (select d.id from touched d) and h.at >= g.since
