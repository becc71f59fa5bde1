-- Rules for what comes in once the demo office is at work: leads go round among the
-- sellers ($1), claims from the web site to whoever has the least to do ($2), and
-- whoever gets a lead calls him ($3: the rule, $4: its task).  Made last, so that what
-- the office did before is the same with and without them.
with given as (
  insert into kontor.distribution_rule (id, name, entity, condition, among, role, way, position)
  values (kontor.new_id(), $1::text, 'partner', '{"field": "relations", "contains": "lead"}', 'role', 'seller', 'turn', 1),
         (kontor.new_id(), $2::text, 'claim', '{"field": "channel", "is": "web"}', 'role', 'seller', 'load', 2)
  returning id)
insert into kontor.start_rule (id, name, entity, does, task_name, task_hours, condition)
select kontor.new_id(), $3::text, 'partner', 'task', $4::text, 8, '{"field": "relations", "contains": "lead"}'
returning id
