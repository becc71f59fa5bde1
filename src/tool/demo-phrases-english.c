#include "tool/demo-phrases-data.h"

static const char * const positions[] = {
  "Managing Director",
  "Head of Procurement",
  "Buyer",
  "Office Manager",
  "Finance Director",
  "Facilities Manager",
  "IT Manager",
  "Operations Director",
  "Company Secretary",
  "Executive Assistant",
  "Partner",
  "Accounts Payable",
  NULL
};

static const char * const deals[] = {
  "Fit-out of the new office",
  "Task chairs for the {city} branch",
  "Boardroom furniture",
  "Yearly consumables",
  "Replacing the multifunction devices",
  "Reception and waiting area",
  "Sit-stand desks",
  "Archive cabinets",
  "Acoustic screens for the open plan",
  "Training room",
  "Move to {city}",
  "Toner and paper, call-off contract",
  NULL
};

static const char * const interests[] = {
  "Workplaces for new staff",
  "Ergonomics, complaints about old chairs",
  "One supplier for everything",
  "Quick delivery from stock",
  "Lower cost of printing",
  "A quieter open plan",
  NULL
};

static const char * const calls[] = {
  "Delivery date",
  "Enquiry: {product}",
  "Question about the quote",
  "Call after delivery",
  "Reminder of the quote",
  "First call",
  "Complaint: damaged packaging",
  "Additional quantity",
  "Terms of payment",
  "Call after the fair",
  NULL
};

static const char * const meetings[] = {
  "Site visit and measuring",
  "Catalogue presentation",
  "Price and discount",
  "Showroom visit",
  "Signing the order",
  "Choosing fabrics",
  NULL
};

static const char * const letters[] = {
  "Quote: {product}",
  "Re: terms of payment",
  "Catalogue and price list",
  "Data sheet: {product}",
  "Order confirmation",
  "Floor plan attached",
  "Re: lead time",
  NULL
};

static const char * const notes[] = {
  "New contact",
  "Note on the budget",
  "A competitor has quoted",
  "The client's wishes",
  "Terms agreed",
  NULL
};

static const char * const openings[] = {
  "{person} called about the new office.",
  "We went through quantities and dates.",
  "They want a quote for {product}, {quantity} pcs.",
  "{person} expects a decision by {day}.",
  "We walked through the last quote line by line.",
  "Recommended by an earlier client.",
  "They saw the samples and like the quality.",
  "Their present supplier is late.",
  NULL
};

static const char * const middles[] = {
  "They expect 5% off for the quantity.",
  "Assembly has to be included.",
  "Delivery by {day} to {city}.",
  "Oak finish, perhaps white for the open plan.",
  "Payment at 30 days.",
  "Two other firms are quoting.",
  "The budget for this year is approved.",
  "Also interested in {product}.",
  "A five-year guarantee would decide it.",
  "Deliveries before ten only.",
  NULL
};

static const char * const closings[] = {
  "Quote goes out today.",
  "We talk again on {day}.",
  "They will confirm by e-mail.",
  "Send the data sheet and pictures.",
  "Visit agreed for {day}.",
  "Check the stock.",
  "No further questions.",
  NULL
};

static const char * const outcomes[] = {
  "Interested, quote to follow",
  "Wants a lower price",
  "Confirmed",
  "Decision next week",
  "No answer, try again",
  "Meeting arranged",
  "Settled",
  "No need at present",
  NULL
};

static const char * const next_steps[] = {
  "Send the revised quote",
  "Call the director",
  "Arrange the measuring",
  "Send samples",
  "Get the budget confirmed",
  "Arrange the signature",
  NULL
};

static const char * const tasks[] = {
  "Send the quote: {product}",
  "Call: {person}",
  "Check the delivery",
  "Prepare the floor plan",
  "Send the catalogue",
  "Remind of the quote",
  "Check the payment",
  "Arrange assembly",
  "Settle the complaint",
  "Prepare the contract",
  NULL
};

static const char * const results[] = {
  "Sent by e-mail.",
  "Agreed, waiting for confirmation.",
  "Delivered and assembled.",
  "Client informed.",
  "Payment received.",
  NULL
};

static const char * const introductions[] = {
  "Thank you for your enquiry. We are pleased to quote as follows:",
  "As discussed, please find our quote below.",
  NULL
};

static const KontorDemoComplaint claims[] = {
  { 0, "{product}: faulty after a week",
    "{person} called: it worked for a few days and then stopped. They have not opened it.",
    "Another one in its place, before the week is over.",
    "We exchange it and take the faulty one back at our cost." },
  { 1, "{product} arrived damaged",
    "The packaging was torn open at one corner; the driver noted it on the delivery note. Pictures follow.",
    "A new one, or a fair deduction.",
    "We send a replacement and settle the damage with the haulier." },
  { 2, "{product}: not the model that was ordered",
    "The order says another model. It is still packed and can be fetched.",
    "The right model, and nobody charges the way back.",
    "The right model leaves the warehouse tomorrow; the driver takes the other one along." },
  { 3, "Delivery short: {product}",
    "{quantity} pcs are on the delivery note, but not all of them are there. Counted by two people.",
    "The missing pieces, or a corrected invoice.",
    "The rest goes out with the next delivery to {city}, free of charge." },
  { 4, "Delivery came after the agreed day",
    "The fitters stood in an empty office for half a day. {person} wants to know how this can be ruled out.",
    "Compensation for the lost hours.",
    "We take the fitters' hours off the invoice and confirm dates by telephone from now on." },
  { 5, "The invoice does not match the quote",
    "The discount that was agreed is missing from the invoice.",
    "A corrected invoice with a new term of payment.",
    "A corrected invoice is on its way; the term runs anew from its date." },
  { 6, "Nobody called back for three days",
    "{person} asked about assembly twice and got no answer.",
    "A contact who can be reached.",
    "We apologise; from now on there are two of us whom you can reach." },
  { 0, NULL, NULL, NULL, NULL }
};

static const KontorDemoOrder orders[] = {
  { "List the clients nobody has talked to since summer",
    "By city, with turnover and who knows them best.",
    "The list is in the shared folder; eleven clients.",
    "The turnover of last year is missing." },
  { "Collect pictures of the last three fit-outs",
    "For the catalogue: at least five each, with the client's consent.",
    "Pictures of two fit-outs are there, the third client has not agreed yet.",
    "Please ask for the consent in writing." },
  { "Compare our prices with the competitor's new list",
    "Chairs and desks only, one page.",
    "We are dearer with chairs by 4%, cheaper with desks.",
    "Delivery is not included; please add it." },
  { "Call those who have not paid for a month",
    "Kindly; note what they say on the partner's card.",
    "All called, two pay this week.",
    "One is not on the list." },
  { NULL, NULL, NULL, NULL }
};

const KontorDemoPhrases kontor_demo_phrases_english = {
  positions, deals, interests, calls, meetings, letters, notes, openings,
  middles, closings, outcomes, next_steps, tasks, results, introductions,
  claims,
  "We looked at it together with the maker: it was overloaded, which the guarantee does not cover. We offer the repair at cost.",
  orders, "Annual leave",
  "Delivery 15 working days from confirmation. Payment 30 days from delivery. Assembly included. Guarantee 24 months."
};
