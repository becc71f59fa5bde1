select entity, id, version, action, operation, snapshot from kontor.changes_since($1::text)
