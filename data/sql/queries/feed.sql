select at, kind, entity, id, title, detail, author, amount, currency, status
from kontor.feed($1::uuid, $2::uuid, $3::timestamptz, $4::integer)
