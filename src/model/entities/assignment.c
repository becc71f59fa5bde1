#include "config.h"

#include "base/moment.h"
#include "model/entities/bookkeeping.h"
#include "model/record.h"

static const KontorChoice importances[] = {
  { "low", N_("Low") },
  { "normal", N_("Normal") },
  { "high", N_("High"), "error" },
  { NULL }
};

/* R144: it is done, checked, and done again until it is accepted. */
static const KontorChoice statuses[] = {
  { "open", N_("To do"), "warning" },
  { "checking", N_("To be checked"), "accent" },
  { "returned", N_("Returned"), "error" },
  { "done", N_("Done"), "success" },
  { "cancelled", N_("Cancelled") },
  { NULL }
};

static gboolean
is_visible (KontorRecord *record, const char *field)
{
  return !g_str_equal (field, "done_at") || kontor_record_get (record, "done_at") != NULL;
}

static gboolean
is_late (KontorRecord *record, const char *field)
{
  const char *status = kontor_record_get (record, "status");

  return g_str_equal (field, "due_at") && g_strcmp0 (status, "done") != 0 && g_strcmp0 (status, "cancelled") != 0
         && kontor_moment_is_past (kontor_record_get (record, "due_at"));
}

static const KontorField fields[] = {
  { .name = "name", .label = N_("Assignment"), .kind = KONTOR_FIELD_TEXT, .width = 240, .group = N_("Assignment"),
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_KEY },
  { .name = "manager_id", .label = N_("Performer"), .kind = KONTOR_FIELD_LINK, .target = "employee", .width = 150,
    .flags = KONTOR_FIELD_FLAG_LIST, .hint = N_("Who has to do it; empty: you, and then nobody checks it") },
  { .name = "due_at", .label = N_("Due"), .kind = KONTOR_FIELD_MOMENT, .width = 150, .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "importance", .label = N_("Importance"), .kind = KONTOR_FIELD_CHOICE, .choices = importances, .initial = "normal",
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST, .width = 100 },
  { .name = "description", .label = N_("Description"), .kind = KONTOR_FIELD_LONG_TEXT, .width = 260,
    .hint = N_("What the result has to be") },
  { .name = "partner_id", .label = N_("Partner"), .kind = KONTOR_FIELD_LINK, .target = "partner", .width = 160,
    .flags = KONTOR_FIELD_FLAG_LIST, .group = N_("About") },
  { .name = "deal_id", .label = N_("Deal"), .kind = KONTOR_FIELD_LINK, .target = "deal", .width = 170 },
  { .name = "status", .label = N_("Status"), .kind = KONTOR_FIELD_CHOICE, .choices = statuses, .initial = "open", .width = 150,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST, .group = N_("Progress"),
    .hint = N_("Follows its tasks; who gave it may cancel it") },
  { .name = "author_id", .label = N_("Author"), .kind = KONTOR_FIELD_LINK, .target = "employee", .width = 150,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_LIST },
  { .name = "done_at", .label = N_("Done at"), .kind = KONTOR_FIELD_MOMENT, .width = 146,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "number", .label = N_("Number"), .kind = KONTOR_FIELD_INTEGER, .width = 80,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "to_oneself", .label = N_("To oneself"), .kind = KONTOR_FIELD_BOOLEAN, .initial = "f", .width = 100,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "team_id", .label = N_("Team"), .kind = KONTOR_FIELD_LINK, .target = "team", .width = 130,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_assignment = {
  .name = "assignment",
  .label = N_("Assignment"),
  .plural = N_("Assignments"),
  .icon = "kontor-tasks-symbolic",
  .title = "name",
  .subtitle = "due_at",
  .order = "due_at",
  .fields = fields,
  .is_visible = is_visible,
  .is_late = is_late,
};
