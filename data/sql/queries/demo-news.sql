insert into kontor.change_log (entity, action, everybody) values ($1::text, 'insert', true)
