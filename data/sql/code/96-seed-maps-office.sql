-- Route maps of the office: approvals, assignments, colleagues who leave.

create or replace function kontor.seed_discount() returns jsonb
  language sql immutable set search_path = pg_catalog, pg_temp
as $$ select $map${
"points": [
  {"key": "start", "kind": "start", "name": "Beyond the limit", "at": [0, 1]},
  {"key": "approve", "kind": "action", "name": "Approve the discount", "at": [1, 1],
   "text": "Who gets it and why, what is left for us, and what it says to other clients. Your answer stands on the offer.",
   "performer": {"kind": "head"}, "due_hours": 8, "remind_hours": 2, "escalate_hours": 4, "escalate_to": {"kind": "role", "role": "administrator"},
   "form": "offer", "shown_fields": ["number", "partner_id", "total", "deepest_discount"], "locked_fields": ["discount_percent"]},
  {"key": "approved", "kind": "condition", "name": "Is it approved?", "at": [2, 1], "question": "Is it approved?",
   "performer": {"kind": "head"},
   "answers": [{"key": "yes", "text": "Yes"}, {"key": "no", "text": "No"}]},
  {"key": "sign", "kind": "processing", "name": "Note: approved", "at": [3, 1],
   "processing": {"kind": "set_field", "field": "approval", "value": "approved"}},
  {"key": "send", "kind": "action", "name": "Send the offer", "at": [4, 1],
   "text": "The discount is approved; the offer can go out.",
   "performer": {"kind": "deal_manager"}, "due_hours": 8, "form": "offer"},
  {"key": "yes", "kind": "end", "name": "Approved", "at": [5, 1]},
  {"key": "deny", "kind": "processing", "name": "Note: not approved", "at": [3, 2],
   "processing": {"kind": "set_field", "field": "approval", "value": "refused"}},
  {"key": "other", "kind": "action", "name": "Make another offer", "at": [4, 2],
   "text": "The discount was not approved: offer something else, or less of it.",
   "performer": {"kind": "deal_manager"}, "due_hours": 8, "form": "offer"},
  {"key": "no", "kind": "end", "name": "Not approved", "at": [5, 2]}],
"lines": [["start", "approve"], ["approve", "approved"], ["approved", "sign", "yes", "Yes"], ["sign", "send"], ["send", "yes"],
  ["approved", "deny", "no", "No"], ["deny", "other"], ["other", "no"]]
}$map$::jsonb $$;

create or replace function kontor.seed_assignment() returns jsonb
  language sql immutable set search_path = pg_catalog, pg_temp
as $$ select $map${
"points": [
  {"key": "start", "kind": "start", "name": "Given", "at": [0, 1]},
  {"key": "do", "kind": "action", "name": "Carry it out", "at": [1, 1],
   "text": "Write into the result what came of it.",
   "performer": {"kind": "field", "path": "manager_id"}, "due_hours": 24, "remind_hours": 4,
   "escalate_hours": 8, "escalate_to": {"kind": "field", "path": "author_id"}},
  {"key": "own", "kind": "condition", "name": "Was it one's own?", "at": [2, 1], "condition": {"field": "to_oneself", "is": true}},
  {"key": "alone", "kind": "end", "name": "Done", "at": [2, 2]},
  {"key": "told", "kind": "processing", "name": "Note: to be checked", "at": [3, 1],
   "processing": {"kind": "set_field", "field": "status", "value": "checking"}},
  {"key": "check", "kind": "action", "name": "Check", "at": [4, 1],
   "text": "Accept it, or return it and say what is missing.",
   "performer": {"kind": "field", "path": "author_id"}, "due_hours": 16, "remind_hours": 2},
  {"key": "accepted", "kind": "condition", "name": "Is it accepted?", "at": [5, 1], "question": "Is it accepted?",
   "performer": {"kind": "field", "path": "author_id"},
   "answers": [{"key": "accepted", "text": "Accepted"}, {"key": "returned", "text": "Returned"}]},
  {"key": "end", "kind": "end", "name": "Accepted", "at": [6, 1]},
  {"key": "again", "kind": "processing", "name": "Note: returned", "at": [3, 0],
   "processing": {"kind": "set_field", "field": "status", "value": "returned"}}],
"lines": [["start", "do"], ["do", "own"], ["own", "alone", "yes", "Yes"], ["own", "told", "no", "No"], ["told", "check"],
  ["check", "accepted"], ["accepted", "end", "accepted", "Accepted"], ["accepted", "again", "returned", "Returned"], ["again", "do"]]
}$map$::jsonb $$;

create or replace function kontor.seed_handover() returns jsonb
  language sql immutable set search_path = pg_catalog, pg_temp
as $$ select $map${
"points": [
  {"key": "start", "kind": "start", "name": "A colleague leaves", "at": [0, 1]},
  {"key": "choose", "kind": "action", "name": "Name who takes over", "at": [1, 1],
   "text": "Enter the successor on the employee's card; clients, deals and tasks go there in the next step.",
   "performer": {"kind": "role", "role": "administrator"}, "group": "first", "due_hours": 4, "remind_hours": 1,
   "form": "employee", "required_fields": ["successor_id"]},
  {"key": "move", "kind": "processing", "name": "Hand it all over", "at": [2, 1],
   "processing": {"kind": "call_function", "function": "hand_over"}},
  {"key": "split", "kind": "split", "name": "", "at": [3, 1]},
  {"key": "clients", "kind": "action", "name": "Introduce yourself to the clients", "at": [4, 0.5],
   "text": "Call the most important clients first: who looks after them now, and how you are reached.",
   "performer": {"kind": "field", "path": "successor_id"}, "due_hours": 40, "remind_hours": 8},
  {"key": "things", "kind": "action", "name": "Close the accesses", "at": [4, 1.5],
   "text": "What belongs to the office comes back, and nobody gets in any more.",
   "performer": {"kind": "role", "role": "administrator"}, "group": "first", "due_hours": 8, "checklist_strict": true,
   "checklist": ["Keys and telephone", "Login shut out", "E-mail redirected"]},
  {"key": "merge", "kind": "merge", "name": "", "at": [5, 1]},
  {"key": "done", "kind": "end", "name": "Handed over", "at": [6, 1]}],
"lines": [["start", "choose"], ["choose", "move"], ["move", "split"], ["split", "clients"], ["split", "things"], ["clients", "merge"],
  ["things", "merge"], ["merge", "done"]]
}$map$::jsonb $$;

-- R38, R39: all that a leaving colleague looked after goes to the successor in one
-- step: clients with what hangs on them, deals, offers, claims, open tasks,
-- running processes and assignments.
create or replace function kontor.hand_over(process uuid, record uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_earlier text := kontor.engine_enter();
  v_leaves kontor.employee;
  v_heir kontor.employee;
  v_owned text;
begin
  select * into v_leaves from kontor.employee e where e.id = hand_over.record;
  select * into v_heir from kontor.employee e where e.id = v_leaves.successor_id and e.active;
  if not found then
    raise exception 'Nobody is named who takes over from "%", or who is named has left too.', v_leaves.name using errcode = 'KO001';
  end if;
  if v_leaves.active then
    raise exception '"%" still works here.', v_leaves.name using errcode = 'KO001';
  end if;
  -- Open tasks, not those that were done.
  update kontor.task t set manager_id = v_heir.id, team_id = v_heir.team_id, state = 'open', taken_at = null
   where t.manager_id = v_leaves.id and t.state in ('open', 'taken');
  update kontor.assignment a set author_id = v_heir.id where a.author_id = v_leaves.id and a.status not in ('done', 'cancelled');
  for v_owned in
    select e.name from kontor.entity e
     where e.owner_column = 'manager_id' and e.parent_entity is null and e.name not in ('task', 'view')
     order by e.name = 'process', e.name
  loop
    execute format('update kontor.%I set manager_id = $1, team_id = $2 where manager_id = $3', v_owned)
      using v_heir.id, v_heir.team_id, v_leaves.id;
  end loop;
  perform kontor.engine_leave(v_earlier);
end $$;

revoke all on function kontor.seed_discount(), kontor.seed_assignment(), kontor.seed_handover(), kontor.hand_over(uuid, uuid)
  from public, kontor_seller, kontor_head, kontor_administrator;
