-- Route maps of claims (R248 to R253) and of clients.

create or replace function kontor.seed_claim() returns jsonb
  language sql immutable set search_path = pg_catalog, pg_temp
as $$ select $map${
"points": [
  {"key": "start", "kind": "start", "name": "Claim", "at": [0, 1]},
  {"key": "work", "kind": "processing", "name": "Note: in work", "at": [1, 1],
   "processing": {"kind": "set_field", "field": "status", "value": "in_work"}},
  {"key": "look", "kind": "action", "name": "Look into the claim", "at": [2, 1],
   "text": "What happened, and whose fault is it? Note the reason in the claim.",
   "performer": {"kind": "deal_manager"}, "due_hours": 8, "remind_hours": 2, "escalate_hours": 8, "escalate_to": {"kind": "head"},
   "form": "claim", "required_fields": ["reason_id"]},
  {"key": "justified", "kind": "choice", "name": "Is it justified?", "at": [3, 1], "question": "Is it justified?",
   "performer": {"kind": "deal_manager"},
   "answers": [{"key": "yes", "text": "Yes"}, {"key": "unclear", "text": "More has to be asked"}, {"key": "no", "text": "No"}]},
  {"key": "ask", "kind": "action", "name": "Ask the client", "at": [2.5, 0],
   "text": "Ask for what is missing: pictures, the delivery note, when and how it came about.",
   "performer": {"kind": "deal_manager"}, "due_hours": 8},
  {"key": "propose", "kind": "action", "name": "Propose how to make it good", "at": [4, 1],
   "text": "Repair, other goods or money back: write into the claim what we answer.",
   "performer": {"kind": "deal_manager"}, "due_hours": 8, "form": "claim", "required_fields": ["answer"]},
  {"key": "agree", "kind": "action", "name": "Agree to the proposal", "at": [5, 1],
   "text": "What does it cost us, and is it right towards the client?",
   "performer": {"kind": "head"}, "due_hours": 8, "remind_hours": 2, "form": "claim", "shown_fields": ["essence", "wish", "answer"]},
  {"key": "agreed", "kind": "condition", "name": "Do we do that?", "at": [6, 1], "question": "Do we do that?",
   "performer": {"kind": "head"},
   "answers": [{"key": "yes", "text": "Yes"}, {"key": "other", "text": "Something else"}]},
  {"key": "carry", "kind": "action", "name": "Make it good", "at": [7, 1],
   "text": "See to it that what was promised is done.",
   "performer": {"kind": "deal_manager"}, "due_hours": 40, "remind_hours": 8},
  {"key": "refuse", "kind": "action", "name": "Write why not", "at": [5, 2],
   "text": "Write into the claim, in words that the client understands, why we do not see it as justified.",
   "performer": {"kind": "deal_manager"}, "due_hours": 8, "form": "claim", "required_fields": ["answer"]},
  {"key": "tell", "kind": "action", "name": "Tell the client", "at": [8, 1],
   "text": "Call the client with the answer, and ask whether it is settled.",
   "performer": {"kind": "deal_manager"}, "due_hours": 8},
  {"key": "satisfied", "kind": "condition", "name": "Is the client satisfied?", "at": [9, 1], "question": "Is the client satisfied?",
   "performer": {"kind": "deal_manager"},
   "answers": [{"key": "yes", "text": "Yes"}, {"key": "no", "text": "No"}]},
  {"key": "close", "kind": "processing", "name": "Close as satisfied", "at": [10, 1],
   "processing": {"kind": "set_field", "field": "status", "value": "satisfied"}},
  {"key": "good", "kind": "end", "name": "Satisfied", "at": [11, 1]},
  {"key": "talk", "kind": "action", "name": "Talk to the client", "at": [9, 2.1],
   "text": "The head calls in person: is there still something that would settle it?",
   "performer": {"kind": "head"}, "due_hours": 8},
  {"key": "settled", "kind": "condition", "name": "Is it settled now?", "at": [10, 2.1], "question": "Is it settled now?",
   "performer": {"kind": "head"},
   "answers": [{"key": "yes", "text": "Yes"}, {"key": "no", "text": "No"}]},
  {"key": "leave", "kind": "processing", "name": "Close as not satisfied", "at": [11, 2.1],
   "processing": {"kind": "set_field", "field": "status", "value": "not_satisfied"}},
  {"key": "bad", "kind": "end", "name": "Not satisfied", "at": [12, 2.1]}],
"lines": [["start", "work"], ["work", "look"], ["look", "justified"], ["justified", "propose", "yes", "Yes"],
  ["justified", "ask", "unclear", "More has to be asked"], ["ask", "look"],
  ["justified", "refuse", "no", "No"], ["propose", "agree"], ["agree", "agreed"], ["agreed", "carry", "yes", "Yes"],
  ["agreed", "propose", "other", "Something else", [[1200, 110], [820, 110]]], ["carry", "tell"], ["refuse", "tell"], ["tell", "satisfied"],
  ["satisfied", "close", "yes", "Yes"], ["close", "good"], ["satisfied", "talk", "no", "No"], ["talk", "settled"],
  ["settled", "close", "yes", "Yes"], ["settled", "leave", "no", "No"], ["leave", "bad"]]
}$map$::jsonb $$;

create or replace function kontor.seed_first_weeks() returns jsonb
  language sql immutable set search_path = pg_catalog, pg_temp
as $$ select $map${
"points": [
  {"key": "start", "kind": "start", "name": "New client", "at": [0, 1]},
  {"key": "welcome", "kind": "action", "name": "Welcome the client", "at": [1, 1],
   "text": "A letter or a call: who is there for the client here, and how we are reached.",
   "performer": {"kind": "deal_manager"}, "due_hours": 8, "remind_hours": 2, "form": "partner",
   "checklist": ["Contact persons entered", "Address of delivery checked", "Terms of payment explained"]},
  {"key": "week", "kind": "timer", "name": "A week", "at": [2, 1], "wait_hours": 168},
  {"key": "call", "kind": "action", "name": "Ask whether all is well", "at": [3, 1],
   "text": "Did everything arrive, is anything unclear, who else should know us?",
   "performer": {"kind": "deal_manager"}, "due_hours": 8, "remind_hours": 2},
  {"key": "well", "kind": "condition", "name": "Is the client content?", "at": [4, 1], "question": "Is the client content?",
   "performer": {"kind": "deal_manager"},
   "answers": [{"key": "yes", "text": "Yes"}, {"key": "no", "text": "No"}]},
  {"key": "settle", "kind": "action", "name": "Settle what went wrong", "at": [4, 0],
   "text": "Call the client, listen, and see to it that it is put right.",
   "performer": {"kind": "head"}, "due_hours": 8},
  {"key": "month", "kind": "timer", "name": "Three weeks", "at": [5, 1], "wait_hours": 504},
  {"key": "next", "kind": "action", "name": "Talk about the next order", "at": [6, 1],
   "text": "What will be needed next, and when?",
   "performer": {"kind": "deal_manager"}, "due_hours": 16, "remind_hours": 4},
  {"key": "again", "kind": "condition", "name": "Is an order in sight?", "at": [7, 1], "question": "Is an order in sight?",
   "performer": {"kind": "deal_manager"},
   "answers": [{"key": "yes", "text": "Yes"}, {"key": "no", "text": "No"}]},
  {"key": "deal", "kind": "processing", "name": "Enter a deal", "at": [8, 1],
   "processing": {"kind": "create_record", "entity": "deal", "values": {"name": "Next order"}}},
  {"key": "done", "kind": "end", "name": "Next deal", "at": [9, 1]},
  {"key": "quiet", "kind": "end", "name": "Nothing for now", "at": [8, 2]}],
"lines": [["start", "welcome"], ["welcome", "week"], ["week", "call"], ["call", "well"], ["well", "month", "yes", "Yes"],
  ["well", "settle", "no", "No"], ["settle", "month"], ["month", "next"], ["next", "again"], ["again", "deal", "yes", "Yes"],
  ["deal", "done"], ["again", "quiet", "no", "No"]]
}$map$::jsonb $$;

create or replace function kontor.seed_mailing() returns jsonb
  language sql immutable set search_path = pg_catalog, pg_temp
as $$ select $map${
"points": [
  {"key": "start", "kind": "start", "name": "Letter sent", "at": [0, 1]},
  {"key": "days", "kind": "timer", "name": "Three working days", "at": [1, 1], "wait_hours": 24, "wait_clock": "working"},
  {"key": "call", "kind": "action", "name": "Call about the letter", "at": [2, 1],
   "text": "Did the letter arrive, and is its matter of interest? Write down the call.",
   "performer": {"kind": "deal_manager"}, "due_hours": 16},
  {"key": "interest", "kind": "choice", "name": "Is there interest?", "at": [3, 1], "question": "Is there interest?",
   "performer": {"kind": "deal_manager"},
   "answers": [{"key": "yes", "text": "Yes"}, {"key": "later", "text": "Call again"}, {"key": "no", "text": "No"}]},
  {"key": "deal", "kind": "processing", "name": "Enter a deal", "at": [4, 1],
   "processing": {"kind": "create_record", "entity": "deal", "values": {"name": "Interest after a mailing"}}},
  {"key": "won", "kind": "end", "name": "Interested", "at": [5, 1]},
  {"key": "week", "kind": "timer", "name": "A week", "at": [2.5, 0], "wait_hours": 168},
  {"key": "lost", "kind": "end", "name": "No interest", "at": [4, 2]}],
"lines": [["start", "days"], ["days", "call"], ["call", "interest"], ["interest", "deal", "yes", "Yes"],
  ["interest", "week", "later", "Call again"], ["week", "call"],
  ["interest", "lost", "no", "No"], ["deal", "won"]]
}$map$::jsonb $$;

revoke all on function kontor.seed_claim(), kontor.seed_first_weeks(), kontor.seed_mailing()
  from public, kontor_seller, kontor_head, kontor_administrator;
