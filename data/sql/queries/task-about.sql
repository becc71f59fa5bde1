select process, map, point, document, document_id, process_state from kontor.task_about($1::uuid)
