#include "config.h"

#include <string.h>

#include "base/error.h"
#include "model/entities/bookkeeping.h"
#include "model/record.h"

static const KontorChoice statuses[] = {
  { "draft", N_("Draft") },
  { "sent", N_("Sent"), "accent" },
  { "accepted", N_("Accepted"), "success" },
  { "refused", N_("Refused"), "error" },
  { "superseded", N_("Superseded") },
  { NULL }
};

static const KontorChoice approvals[] = {
  { "none", N_("Not needed") },
  { "needed", N_("To be approved"), "warning" },
  { "approved", N_("Approved"), "success" },
  { "refused", N_("Not approved"), "error" },
  { NULL }
};

/* The signature shows where one was needed. */
static gboolean
is_visible (KontorRecord *record, const char *field)
{
  if (g_str_equal (field, "approval"))
    return g_strcmp0 (kontor_record_get (record, "approval"), "none") != 0;
  if (g_str_equal (field, "approved_by") || g_str_equal (field, "approved_at") || g_str_equal (field, "approved_discount"))
    return kontor_record_get (record, field) != NULL;
  return TRUE;
}

static gboolean
validate (KontorRecord *record, GError **error)
{
  const char *issued = kontor_record_get (record, "issued_on");
  const char *until = kontor_record_get (record, "valid_until");

  /* ISO dates compare as text. */
  if (issued == NULL || until == NULL || strcmp (issued, until) <= 0)
    return TRUE;

  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                       _("The offer would end before it is issued. Check “Valid until”."));
  return FALSE;
}

static const KontorField fields[] = {
  { .name = "number", .label = N_("Number"), .kind = KONTOR_FIELD_TEXT, .width = 120, .group = N_("Offer"),
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_KEY,
    .hint = N_("Given by the server when the offer is saved") },
  { .name = "revision", .label = N_("Revision"), .kind = KONTOR_FIELD_INTEGER, .initial = "1", .width = 80,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "issued_on", .label = N_("Date"), .kind = KONTOR_FIELD_DATE, .width = 110,
    .flags = KONTOR_FIELD_FLAG_LIST, .hint = N_("Empty: today") },
  { .name = "valid_until", .label = N_("Valid until"), .kind = KONTOR_FIELD_DATE, .width = 110 },
  { .name = "status", .label = N_("Status"), .kind = KONTOR_FIELD_CHOICE, .choices = statuses, .initial = "draft", .width = 110,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "partner_id", .label = N_("Client"), .kind = KONTOR_FIELD_LINK, .target = "partner", .width = 220,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST, .group = N_("For") },
  { .name = "legal_entity_id", .label = N_("Legal entity"), .kind = KONTOR_FIELD_LINK, .target = "legal_entity", .width = 200,
    .hint = N_("The firm that stands on the offer") },
  { .name = "person_id", .label = N_("Contact person"), .kind = KONTOR_FIELD_LINK, .target = "person", .width = 180 },
  { .name = "deal_id", .label = N_("Deal"), .kind = KONTOR_FIELD_LINK, .target = "deal", .width = 200,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "task_id", .label = N_("Task"), .kind = KONTOR_FIELD_LINK, .target = "task", .width = 180,
    .flags = KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "own_company_id", .label = N_("From"), .kind = KONTOR_FIELD_LINK, .target = "own_company", .width = 180,
    .hint = N_("Which of your companies makes the offer") },
  { .name = "currency", .label = N_("Currency"), .kind = KONTOR_FIELD_CURRENCY, .initial = "EUR", .group = N_("Money"),
    .flags = KONTOR_FIELD_FLAG_REQUIRED },
  { .name = "discount_percent", .label = N_("Discount"), .kind = KONTOR_FIELD_PERCENT, .initial = "0", .width = 90,
    .flags = KONTOR_FIELD_FLAG_REQUIRED, .hint = N_("On the whole offer, after the lines' own discounts") },
  { .name = "prices_include_vat", .label = N_("Prices include VAT"), .kind = KONTOR_FIELD_BOOLEAN, .initial = "f", .width = 140,
    .flags = KONTOR_FIELD_FLAG_REQUIRED },
  { .name = "net_total", .label = N_("Net"), .kind = KONTOR_FIELD_MONEY, .currency = "currency", .initial = "0", .width = 130,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_TOTAL },
  { .name = "vat_total", .label = N_("VAT"), .kind = KONTOR_FIELD_MONEY, .currency = "currency", .initial = "0", .width = 110,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_TOTAL },
  { .name = "total", .label = N_("Total"), .kind = KONTOR_FIELD_MONEY, .currency = "currency", .initial = "0", .width = 130,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_TOTAL },
  { .name = "intro", .label = N_("Opening text"), .kind = KONTOR_FIELD_LONG_TEXT, .group = N_("Texts"),
    .hint = N_("Printed above the lines") },
  { .name = "terms", .label = N_("Terms"), .kind = KONTOR_FIELD_LONG_TEXT,
    .hint = N_("Printed below the total: delivery, payment, warranty") },
  { .name = "supersedes_id", .label = N_("Supersedes"), .kind = KONTOR_FIELD_LINK, .target = "offer", .width = 120,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "deepest_discount", .label = N_("Deepest discount"), .kind = KONTOR_FIELD_PERCENT, .initial = "0", .width = 100,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "approval", .label = N_("Approval of the discount"), .kind = KONTOR_FIELD_CHOICE, .choices = approvals, .initial = "none",
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_READ_ONLY, .width = 150, .group = N_("Approval") },
  { .name = "approved_by", .label = N_("Approved by"), .kind = KONTOR_FIELD_LINK, .target = "employee", .width = 150,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "approved_at", .label = N_("Approved at"), .kind = KONTOR_FIELD_MOMENT, .width = 146,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "approved_discount", .label = N_("Approved up to"), .kind = KONTOR_FIELD_PERCENT, .width = 100,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "manager_id", .label = N_("Manager"), .kind = KONTOR_FIELD_LINK, .target = "employee", .width = 150,
    .flags = KONTOR_FIELD_FLAG_LIST, .group = N_("Responsible") },
  { .name = "team_id", .label = N_("Team"), .kind = KONTOR_FIELD_LINK, .target = "team", .width = 130,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_offer = {
  .name = "offer",
  .label = N_("Offer"),
  .plural = N_("Offers"),
  .icon = "kontor-documents-symbolic",
  .title = "number",
  .subtitle = "issued_on",
  .order = "-issued_on",
  .fields = fields,
  .validate = validate,
  .is_visible = is_visible,
};
