select seq, at, author, action, field, old_value, new_value, operation
from kontor.record_history($1::text, $2::uuid, $3::integer)
