-- Route maps of deals.

create or replace function kontor.seed_sale() returns jsonb
  language sql immutable set search_path = pg_catalog, pg_temp
as $$ select $map${
"points": [
  {"key": "start", "kind": "start", "name": "Request", "at": [0, 1], "stage": "New request"},
  {"key": "clarify", "kind": "action", "name": "Clarify the needs", "at": [1, 1], "stage": "Needs clarified",
   "text": "Call the client: what is needed, how much, by when, and who decides. Note it in the deal.",
   "performer": {"kind": "deal_manager"}, "due_hours": 8, "remind_hours": 2},
  {"key": "split", "kind": "split", "name": "", "at": [2, 1]},
  {"key": "offer", "kind": "action", "name": "Prepare the offer", "at": [3, 0.5], "stage": "Offer sent",
   "text": "Make the offer from this task, print it or save it as PDF and send it to the client.",
   "performer": {"kind": "deal_manager"}, "due_hours": 16, "requires": ["offer"]},
  {"key": "standing", "kind": "action", "name": "Check the client's standing", "at": [3, 1.5],
   "text": "Open debts, earlier deals, who stands behind the firm.",
   "performer": {"kind": "head"}, "due_hours": 8},
  {"key": "merge", "kind": "merge", "name": "", "at": [4, 1]},
  {"key": "negotiate", "kind": "action", "name": "Talk the offer over", "at": [5, 1], "stage": "Negotiation",
   "text": "Ask the client whether the offer suits; the answer decides how it goes on.",
   "performer": {"kind": "deal_manager"}, "due_hours": 24, "remind_hours": 4},
  {"key": "agreed", "kind": "condition", "name": "Does the client agree?", "at": [6, 1], "question": "Does the client agree?",
   "performer": {"kind": "deal_manager"},
   "answers": [{"key": "yes", "text": "Yes"}, {"key": "changes", "text": "Wants changes"}, {"key": "no", "text": "No"}]},
  {"key": "order", "kind": "action", "name": "Take the order", "at": [7, 1], "stage": "Order",
   "text": "Confirm quantities, prices and the date of delivery with the client.",
   "performer": {"kind": "deal_manager"}, "due_hours": 8},
  {"key": "won", "kind": "end", "name": "Won", "at": [8, 1], "outcome": "won"},
  {"key": "refusal", "kind": "action", "name": "Note the reason of refusal", "at": [7, 2],
   "text": "Why did the client refuse? The reason goes into the report of lost deals.",
   "performer": {"kind": "deal_manager"}, "due_hours": 8, "question": "Why did the client refuse?", "answers_from": "loss_reason"},
  {"key": "lost", "kind": "end", "name": "Lost", "at": [8, 2], "outcome": "lost"}],
"lines": [["start", "clarify"], ["clarify", "split"], ["split", "offer"], ["split", "standing"], ["offer", "merge"], ["standing", "merge"],
  ["merge", "negotiate"], ["negotiate", "agreed"], ["agreed", "order", "yes", "Yes"],
  ["agreed", "offer", "changes", "Wants changes", [[1200, 60], [630, 60]]], ["agreed", "refusal", "no", "No"],
  ["order", "won"], ["refusal", "lost"]]
}$map$::jsonb $$;

create or replace function kontor.seed_tender() returns jsonb
  language sql immutable set search_path = pg_catalog, pg_temp
as $$ select $map${
"points": [
  {"key": "start", "kind": "start", "name": "Invitation", "at": [0, 1], "stage": "New request"},
  {"key": "study", "kind": "action", "name": "Study the invitation", "at": [1, 1], "stage": "Needs clarified",
   "text": "Read the invitation to the end and note the day by which the offer has to be there.",
   "performer": {"kind": "deal_manager"}, "due_hours": 16, "remind_hours": 4, "checklist_strict": true,
   "checklist": ["Subject and quantities", "Day and form of handing in", "Securities and guarantees", "How it is decided"]},
  {"key": "part", "kind": "condition", "name": "Do we take part?", "at": [2, 1], "question": "Do we take part?",
   "performer": {"kind": "head"}, "due_hours": 8,
   "answers": [{"key": "yes", "text": "Yes"}, {"key": "no", "text": "No"}]},
  {"key": "split", "kind": "split", "name": "", "at": [3, 1]},
  {"key": "offer", "kind": "action", "name": "Calculate the offer", "at": [4, 0.5],
   "text": "Make the offer from this task, with all that the invitation asks for.",
   "performer": {"kind": "deal_manager"}, "due_hours": 40, "remind_hours": 8, "requires": ["offer"]},
  {"key": "papers", "kind": "action", "name": "Gather the papers", "at": [4, 1.5],
   "text": "Attach each paper to the deal as soon as it is there.",
   "performer": {"kind": "deal_manager"}, "due_hours": 40, "remind_hours": 8, "checklist_strict": true,
   "checklist": ["Extract from the register", "Certificate of paid taxes", "References", "Guarantee of the bank"]},
  {"key": "merge", "kind": "merge", "name": "", "at": [5, 1]},
  {"key": "check", "kind": "action", "name": "Check what is handed in", "at": [6, 1],
   "text": "Is it complete, is it right, and can we deliver it at this price?",
   "performer": {"kind": "head"}, "due_hours": 8, "remind_hours": 2},
  {"key": "ready", "kind": "condition", "name": "May it go out?", "at": [7, 1], "question": "May it go out?",
   "performer": {"kind": "head"},
   "answers": [{"key": "yes", "text": "Yes"}, {"key": "rework", "text": "To be reworked"}]},
  {"key": "hand", "kind": "action", "name": "Hand the offer in", "at": [8, 1], "stage": "Offer sent",
   "text": "Hand it in against a receipt and attach the receipt to the deal.",
   "performer": {"kind": "deal_manager"}, "due_hours": 8, "remind_hours": 2, "escalate_hours": 4, "escalate_to": {"kind": "head"}},
  {"key": "wait", "kind": "timer", "name": "Two weeks", "at": [9, 1], "wait_hours": 336},
  {"key": "ask", "kind": "action", "name": "Ask how it was decided", "at": [10, 1], "stage": "Negotiation",
   "text": "Ask the client for the result, and for the record of the opening.",
   "performer": {"kind": "deal_manager"}, "due_hours": 16},
  {"key": "decided", "kind": "choice", "name": "How was it decided?", "at": [11, 1], "question": "How was it decided?",
   "performer": {"kind": "deal_manager"},
   "answers": [{"key": "won", "text": "For us"}, {"key": "open", "text": "Not yet"}, {"key": "lost", "text": "For somebody else"}]},
  {"key": "order", "kind": "action", "name": "Sign and take the order", "at": [12, 1], "stage": "Order",
   "text": "Sign the contract and agree on the date of delivery.",
   "performer": {"kind": "deal_manager"}, "due_hours": 24},
  {"key": "won", "kind": "end", "name": "Won", "at": [13, 1], "outcome": "won"},
  {"key": "refusal", "kind": "action", "name": "Note the reason", "at": [12, 2],
   "text": "Why did it come to nothing? The reason goes into the report of lost deals.",
   "performer": {"kind": "deal_manager"}, "due_hours": 8, "question": "Why did it come to nothing?", "answers_from": "loss_reason"},
  {"key": "lost", "kind": "end", "name": "Lost", "at": [13, 2], "outcome": "lost"}],
"lines": [["start", "study"], ["study", "part"], ["part", "split", "yes", "Yes"], ["split", "offer"], ["split", "papers"],
  ["offer", "merge"], ["papers", "merge"], ["merge", "check"], ["check", "ready"], ["ready", "hand", "yes", "Yes"],
  ["ready", "offer", "rework", "To be reworked", [[1390, 60], [820, 60]]], ["hand", "wait"], ["wait", "ask"], ["ask", "decided"],
  ["decided", "order", "won", "For us"], ["decided", "wait", "open", "Not yet", [[2150, 110], [1770, 110]]],
  ["decided", "refusal", "lost", "For somebody else", [[2150, 340]]],
  ["part", "refusal", "no", "No", [[440, 430], [2340, 430]]], ["order", "won"], ["refusal", "lost"]]
}$map$::jsonb $$;

create or replace function kontor.seed_repeat_sale() returns jsonb
  language sql immutable set search_path = pg_catalog, pg_temp
as $$ select $map${
"points": [
  {"key": "start", "kind": "start", "name": "Time for a new order", "at": [0, 1], "stage": "New request"},
  {"key": "offer", "kind": "action", "name": "Offer the same again", "at": [1, 1], "stage": "Offer sent",
   "text": "Copy the last offer, bring the prices up to date and send it.",
   "performer": {"kind": "deal_manager"}, "due_hours": 16, "remind_hours": 4, "requires": ["offer"]},
  {"key": "days", "kind": "timer", "name": "Three working days", "at": [2, 1], "wait_hours": 24, "wait_clock": "working"},
  {"key": "call", "kind": "action", "name": "Call the client", "at": [3, 1], "stage": "Negotiation",
   "text": "Did the offer arrive, and is anything missing from it?",
   "performer": {"kind": "deal_manager"}, "due_hours": 8},
  {"key": "orders", "kind": "choice", "name": "Does the client order?", "at": [4, 1], "question": "Does the client order?",
   "performer": {"kind": "deal_manager"},
   "answers": [{"key": "yes", "text": "Yes"}, {"key": "later", "text": "Later"}, {"key": "no", "text": "No"}]},
  {"key": "order", "kind": "action", "name": "Take the order", "at": [5, 1], "stage": "Order",
   "text": "Confirm quantities, prices and the date of delivery with the client.",
   "performer": {"kind": "deal_manager"}, "due_hours": 8},
  {"key": "won", "kind": "end", "name": "Won", "at": [6, 1], "outcome": "won"},
  {"key": "month", "kind": "timer", "name": "A month", "at": [3.5, 0], "wait_hours": 720},
  {"key": "refusal", "kind": "action", "name": "Note the reason of refusal", "at": [5, 2],
   "text": "Why did the client refuse? The reason goes into the report of lost deals.",
   "performer": {"kind": "deal_manager"}, "due_hours": 8, "question": "Why did the client refuse?", "answers_from": "loss_reason"},
  {"key": "lost", "kind": "end", "name": "Lost", "at": [6, 2], "outcome": "lost"}],
"lines": [["start", "offer"], ["offer", "days"], ["days", "call"], ["call", "orders"], ["orders", "order", "yes", "Yes"],
  ["orders", "month", "later", "Later"], ["month", "call"], ["orders", "refusal", "no", "No"],
  ["order", "won"], ["refusal", "lost"]]
}$map$::jsonb $$;

create or replace function kontor.seed_contract() returns jsonb
  language sql immutable set search_path = pg_catalog, pg_temp
as $$ select $map${
"points": [
  {"key": "start", "kind": "start", "name": "Agreed in substance", "at": [0, 1]},
  {"key": "draft", "kind": "action", "name": "Draft the contract", "at": [1, 1],
   "text": "Take the office's template, fill in what was agreed, and attach the draft to the deal.",
   "performer": {"kind": "deal_manager"}, "due_hours": 16, "remind_hours": 4, "requires": ["file"]},
  {"key": "check", "kind": "action", "name": "Check the contract", "at": [2, 1],
   "text": "Prices and terms, penalties, who signs and with what right.",
   "performer": {"kind": "head"}, "due_hours": 8, "remind_hours": 2, "escalate_hours": 8, "escalate_to": {"kind": "role", "role": "administrator"}},
  {"key": "right", "kind": "condition", "name": "Is it right?", "at": [3, 1], "question": "Is it right?",
   "performer": {"kind": "head"},
   "answers": [{"key": "yes", "text": "Yes"}, {"key": "rework", "text": "To be reworked"}]},
  {"key": "send", "kind": "action", "name": "Send it for signature", "at": [4, 1],
   "text": "Two copies signed by us, with the address to which one comes back.",
   "performer": {"kind": "deal_manager"}, "due_hours": 8},
  {"key": "week", "kind": "timer", "name": "Five working days", "at": [5, 1], "wait_hours": 40, "wait_clock": "working"},
  {"key": "ask", "kind": "action", "name": "Ask for the signature", "at": [6, 1],
   "text": "Where is the contract, and what keeps the client from signing?",
   "performer": {"kind": "deal_manager"}, "due_hours": 8},
  {"key": "signed", "kind": "choice", "name": "Is it signed?", "at": [7, 1], "question": "Is it signed?",
   "performer": {"kind": "deal_manager"},
   "answers": [{"key": "yes", "text": "Yes"}, {"key": "open", "text": "Not yet"}, {"key": "no", "text": "No"}]},
  {"key": "why", "kind": "action", "name": "Find out what is in the way", "at": [7, 2.1],
   "text": "The head talks to the client: what would have to be different?",
   "performer": {"kind": "head"}, "due_hours": 8},
  {"key": "way", "kind": "condition", "name": "Do we change it?", "at": [6, 2.1], "question": "Do we change it?",
   "performer": {"kind": "head"},
   "answers": [{"key": "yes", "text": "Yes"}, {"key": "no", "text": "No"}]},
  {"key": "file", "kind": "action", "name": "File the signed contract", "at": [8, 1],
   "text": "Scan it, attach the scan to the deal and put the paper into its folder.",
   "performer": {"kind": "deal_manager"}, "due_hours": 8, "requires": ["file"]},
  {"key": "done", "kind": "end", "name": "Signed", "at": [9, 1]},
  {"key": "dropped", "kind": "end", "name": "Not signed", "at": [6, 3]}],
"lines": [["start", "draft"], ["draft", "check"], ["check", "right"], ["right", "send", "yes", "Yes"],
  ["right", "draft", "rework", "To be reworked", [[630, 120], [250, 120]]], ["send", "week"], ["week", "ask"], ["ask", "signed"],
  ["signed", "file", "yes", "Yes"], ["signed", "week", "open", "Not yet", [[1390, 120], [1010, 120]]],
  ["signed", "why", "no", "No"], ["why", "way"], ["way", "draft", "yes", "Yes"], ["way", "dropped", "no", "No"], ["file", "done"]]
}$map$::jsonb $$;

revoke all on function kontor.seed_sale(), kontor.seed_tender(), kontor.seed_repeat_sale(), kontor.seed_contract()
  from public, kontor_seller, kontor_head, kontor_administrator;
