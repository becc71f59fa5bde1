-- The steps that somebody passed over, by skipping them or by moving the process on, the latest first.
select s.process_id, p.name as process, coalesce(r.name, r.kind, s.point) as step, s.action, s.at,
       coalesce(a.name, '') as author, coalesce(s.note, '') as reason
  from kontor.process_step s
  join kontor.process p on p.id = s.process_id
  left join kontor.route_point r on r.version_id = p.map_version_id and r.key = s.point
  left join kontor.employee a on a.id = s.author_id
 where s.action in ('skipped', 'moved') and s.at >= $1::date and s.at < $2::date + 1
   and ($3::uuid is null or p.map_id = $3::uuid)
 order by s.at desc
 limit 100
