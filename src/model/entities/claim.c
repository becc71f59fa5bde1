#include "config.h"

#include "model/entities/bookkeeping.h"
#include "model/record.h"

static const KontorChoice channels[] = {
  { "phone", N_("By telephone") },
  { "email", N_("By e-mail") },
  { "letter", N_("By letter") },
  { "visit", N_("In person") },
  { "web", N_("From the web site") },
  { "other", N_("In another way") },
  { NULL }
};

/* R250: a claim is closed by saying which of the last two it is. */
static const KontorChoice statuses[] = {
  { "new", N_("New"), "warning" },
  { "in_work", N_("In work"), "accent" },
  { "satisfied", N_("Satisfied"), "success" },
  { "not_satisfied", N_("Not satisfied"), "error" },
  { NULL }
};

static gboolean
is_visible (KontorRecord *record, const char *field)
{
  return !g_str_equal (field, "closed_at") || kontor_record_get (record, "closed_at") != NULL;
}

static const KontorField fields[] = {
  { .name = "partner_id", .label = N_("Client"), .kind = KONTOR_FIELD_LINK, .target = "partner", .width = 200,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST, .group = N_("Claim") },
  { .name = "essence", .label = N_("Essence"), .kind = KONTOR_FIELD_TEXT, .width = 300,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_KEY,
    .hint = N_("What is wrong, in one line; the client and this are enough to save") },
  { .name = "status", .label = N_("Status"), .kind = KONTOR_FIELD_CHOICE, .choices = statuses, .initial = "new", .width = 120,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "reason_id", .label = N_("Reason"), .kind = KONTOR_FIELD_LINK, .target = "claim_reason", .width = 160,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "due_on", .label = N_("Answer by"), .kind = KONTOR_FIELD_DATE, .width = 110, .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "description", .label = N_("Description"), .kind = KONTOR_FIELD_LONG_TEXT, .width = 260 },
  { .name = "wish", .label = N_("What the client wants"), .kind = KONTOR_FIELD_LONG_TEXT, .width = 200 },
  { .name = "answer", .label = N_("Our answer"), .kind = KONTOR_FIELD_LONG_TEXT, .width = 200 },
  { .name = "person_id", .label = N_("Contact person"), .kind = KONTOR_FIELD_LINK, .target = "person", .width = 180,
    .group = N_("Where it comes from") },
  { .name = "channel", .label = N_("How it came"), .kind = KONTOR_FIELD_CHOICE, .choices = channels, .initial = "phone", .width = 120,
    .flags = KONTOR_FIELD_FLAG_REQUIRED },
  { .name = "received_at", .label = N_("Received"), .kind = KONTOR_FIELD_MOMENT, .width = 146,
    .flags = KONTOR_FIELD_FLAG_LIST, .hint = N_("Empty: now") },
  { .name = "deal_id", .label = N_("Deal"), .kind = KONTOR_FIELD_LINK, .target = "deal", .width = 200 },
  { .name = "offer_id", .label = N_("Offer"), .kind = KONTOR_FIELD_LINK, .target = "offer", .width = 120 },
  { .name = "project_id", .label = N_("Project"), .kind = KONTOR_FIELD_LINK, .target = "project", .width = 200 },
  { .name = "number", .label = N_("Number"), .kind = KONTOR_FIELD_INTEGER, .width = 80,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY, .group = N_("Responsible") },
  { .name = "manager_id", .label = N_("Manager"), .kind = KONTOR_FIELD_LINK, .target = "employee", .width = 150,
    .flags = KONTOR_FIELD_FLAG_LIST, .hint = N_("Empty: the client's manager") },
  { .name = "closed_at", .label = N_("Closed"), .kind = KONTOR_FIELD_MOMENT, .width = 146,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "team_id", .label = N_("Team"), .kind = KONTOR_FIELD_LINK, .target = "team", .width = 130,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_claim = {
  .name = "claim",
  .label = N_("Claim"),
  .plural = N_("Claims"),
  .icon = "kontor-claims-symbolic",
  .title = "essence",
  .subtitle = "received_at",
  .order = "-received_at",
  .fields = fields,
  .is_visible = is_visible,
  .offers = kontor_offers_of_partner,
};
