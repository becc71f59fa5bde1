select process, map, point, requires->0->>'entity' as document, requires->0->>'id' as document_id, process_state,
       kind, method, form, subject, record_id, shown_fields, locked_fields, required_fields, requires, checklist_strict, problem
from kontor.task_about($1::uuid)
