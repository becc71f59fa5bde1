-- What is said of a map, each followed by its answers.
select c.id, c.point, c.answers, c.text, c.created_at, e.name as author, c.created_by = kontor.me() as mine, c.settled_at, s.name as settled_by
  from kontor.map_comment c
  left join kontor.map_comment f on f.id = c.answers
  left join kontor.employee e on e.id = c.created_by
  left join kontor.employee s on s.id = c.settled_by
 where c.map_id = $1::uuid
 order by coalesce(f.created_at, c.created_at), coalesce(f.id, c.id), c.answers nulls first, c.created_at, c.id
