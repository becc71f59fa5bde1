#include "config.h"

#include "base/error.h"
#include "model/entities/bookkeeping.h"
#include "model/record.h"

static const KontorChoice statuses[] = {
  { "open", N_("In progress"), "accent" },
  { "won", N_("Won"), "success" },
  { "lost", N_("Lost"), "error" },
  { NULL }
};

static gboolean
is_visible (KontorRecord *record, const char *field)
{
  const char *status = kontor_record_get (record, "status");

  if (g_str_equal (field, "loss_reason_id"))
    return g_strcmp0 (status, "lost") == 0;
  if (g_str_equal (field, "closed_at"))
    return status != NULL && !g_str_equal (status, "open");
  return TRUE;
}

/* R45: a deal is lost for a reason from the company's own list. */
static gboolean
validate (KontorRecord *record, GError **error)
{
  if (g_strcmp0 (kontor_record_get (record, "status"), "lost") != 0 ||
      kontor_record_get (record, "loss_reason_id") != NULL)
    return TRUE;

  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, _("Choose why the deal was lost."));
  return FALSE;
}

static const KontorField fields[] = {
  { .name = "number", .label = N_("Number"), .kind = KONTOR_FIELD_TEXT, .width = 115, .group = N_("Deal"),
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_KEY },
  { .name = "name", .label = N_("Subject"), .kind = KONTOR_FIELD_TEXT, .width = 220,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST,
    .hint = N_("What it is about, in a few words") },
  { .name = "partner_id", .label = N_("Client"), .kind = KONTOR_FIELD_LINK, .target = "partner", .width = 190,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "person_id", .label = N_("Contact person"), .kind = KONTOR_FIELD_LINK, .target = "person", .width = 180 },
  { .name = "legal_entity_id", .label = N_("Legal entity"), .kind = KONTOR_FIELD_LINK, .target = "legal_entity", .width = 200,
    .hint = N_("The firm that stands on the documents") },
  { .name = "interest", .label = N_("Interest"), .kind = KONTOR_FIELD_TEXT, .width = 200,
    .hint = N_("What the client asked about first") },
  { .name = "kind_id", .label = N_("Kind"), .kind = KONTOR_FIELD_LINK, .target = "deal_kind", .width = 140,
    .group = N_("Progress") },
  { .name = "stage_id", .label = N_("Stage"), .kind = KONTOR_FIELD_LINK, .target = "stage", .width = 120,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "status", .label = N_("Status"), .kind = KONTOR_FIELD_CHOICE, .choices = statuses, .initial = "open", .width = 112,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "loss_reason_id", .label = N_("Loss reason"), .kind = KONTOR_FIELD_LINK, .target = "loss_reason", .width = 160 },
  { .name = "next_step", .label = N_("Next step"), .kind = KONTOR_FIELD_TEXT, .width = 180,
    .hint = N_("What was agreed to happen next") },
  { .name = "next_step_on", .label = N_("Next step on"), .kind = KONTOR_FIELD_DATE, .width = 105,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "amount", .label = N_("Amount"), .kind = KONTOR_FIELD_MONEY, .currency = "currency", .initial = "0", .width = 120,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_TOTAL, .group = N_("Money"),
    .hint = N_("What the deal is expected to bring") },
  { .name = "currency", .label = N_("Currency"), .kind = KONTOR_FIELD_CURRENCY, .initial = "EUR",
    .flags = KONTOR_FIELD_FLAG_REQUIRED },
  { .name = "probability", .label = N_("Probability"), .kind = KONTOR_FIELD_PERCENT, .width = 100,
    .hint = N_("Empty: that of the stage") },
  { .name = "expected_close", .label = N_("Expected close"), .kind = KONTOR_FIELD_DATE, .width = 120 },
  { .name = "closed_at", .label = N_("Closed"), .kind = KONTOR_FIELD_MOMENT, .width = 146,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "manager_id", .label = N_("Manager"), .kind = KONTOR_FIELD_LINK, .target = "employee", .width = 130,
    .flags = KONTOR_FIELD_FLAG_LIST, .hint = N_("Who leads this deal; empty: you") },
  { .name = "team_id", .label = N_("Team"), .kind = KONTOR_FIELD_LINK, .target = "team", .width = 130,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "note", .label = N_("Note"), .kind = KONTOR_FIELD_LONG_TEXT, .width = 260, .group = N_("Note") },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_deal = {
  .name = "deal",
  .label = N_("Deal"),
  .plural = N_("Deals"),
  .icon = "kontor-deals-symbolic",
  .title = "name",
  .subtitle = "number",
  .order = "-created_at",
  .fields = fields,
  .validate = validate,
  .is_visible = is_visible,
  .offers = kontor_offers_of_partner,
};
