-- What was done lately, newest first: (id, at, author, title, kind, undone, rows, entity).
-- $1: the number of days; $2: 'mine' for the person's own, else everybody's as far as visible.
select o.id, o.at, e.name, o.title, o.kind, o.undone_by is not null, h.n, h.entity
  from kontor.operation o
  left join kontor.employee e on e.id = o.author_id
  left join lateral (
    select count(*) as n, min(r.entity) as entity from kontor.history r where r.operation = o.id) h on true
 where o.at > now() - make_interval(days => $1::integer)
   and ($2::text <> 'mine' or o.author_id = (select kontor.me()))
   and h.n > 0
 order by o.at desc
 limit 500
