-- What was done lately, for the history window with its Undo.
select o.id, o.at, e.name as author, o.kind, o.title, o.undone_by is not null as undone
from kontor.operation o
left join kontor.employee e on e.id = o.author_id
where o.at < coalesce($1::timestamptz, 'infinity')
order by o.at desc
limit $2::integer
