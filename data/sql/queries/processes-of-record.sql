select p.id, p.name, p.map_id, p.state, p.result, p.started_at, p.ended_at
  from kontor.process p
 where p.record_id = $1::uuid
 order by p.state in ('running', 'stopped') desc, p.started_at desc
