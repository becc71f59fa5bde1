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

static const KontorChoice roles[] = {
  { "seller", N_("Seller") },
  { "head", N_("Head of team") },
  { "administrator", N_("Administrator") },
  { NULL }
};

static const KontorChoice states[] = {
  { "open", N_("To do"), "warning" },
  { "taken", N_("In work"), "accent" },
  { "done", N_("Done"), "success" },
  { "cancelled", N_("Cancelled") },
  { NULL }
};

/* What a route map brings shows only where the task comes from one. */
static gboolean
is_visible (KontorRecord *record, const char *field)
{
  if (g_str_equal (field, "process_id"))
    return kontor_record_get (record, "process_id") != NULL;
  if (g_str_equal (field, "answer"))
    return kontor_record_get (record, "answer") != NULL;
  if (g_str_equal (field, "done_at") || g_str_equal (field, "done_by"))
    return kontor_record_get (record, "done_at") != NULL;
  if (g_str_equal (field, "taken_at"))
    return kontor_record_get (record, "taken_at") != NULL;
  return TRUE;
}

static gboolean
is_late (KontorRecord *record, const char *field)
{
  const char *state = kontor_record_get (record, "state");

  return g_str_equal (field, "due_at") && (g_strcmp0 (state, "open") == 0 || g_strcmp0 (state, "taken") == 0)
         && kontor_moment_is_past (kontor_record_get (record, "due_at"));
}

static const KontorField fields[] = {
  { .name = "number", .label = N_("Number"), .kind = KONTOR_FIELD_INTEGER, .width = 80,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "name", .label = N_("Task"), .kind = KONTOR_FIELD_TEXT, .width = 250, .group = N_("Task"),
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "description", .label = N_("Description"), .kind = KONTOR_FIELD_LONG_TEXT, .width = 260 },
  { .name = "due_at", .label = N_("Due"), .kind = KONTOR_FIELD_MOMENT, .width = 150,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "manager_id", .label = N_("Performer"), .kind = KONTOR_FIELD_LINK, .target = "employee", .width = 130,
    .flags = KONTOR_FIELD_FLAG_LIST, .hint = N_("Who has to do it; empty: you") },
  { .name = "importance", .label = N_("Importance"), .kind = KONTOR_FIELD_CHOICE, .choices = importances, .initial = "normal",
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST, .width = 100 },
  { .name = "partner_id", .label = N_("Partner"), .kind = KONTOR_FIELD_LINK, .target = "partner", .width = 190,
    .flags = KONTOR_FIELD_FLAG_LIST, .group = N_("About") },
  { .name = "deal_id", .label = N_("Deal"), .kind = KONTOR_FIELD_LINK, .target = "deal", .width = 170,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "process_id", .label = N_("Process"), .kind = KONTOR_FIELD_LINK, .target = "process", .width = 180,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "author_id", .label = N_("Author"), .kind = KONTOR_FIELD_LINK, .target = "employee", .width = 150,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "state", .label = N_("State"), .kind = KONTOR_FIELD_CHOICE, .choices = states, .initial = "open", .width = 90,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST, .group = N_("Progress") },
  { .name = "question", .label = N_("Question"), .kind = KONTOR_FIELD_TEXT, .width = 200,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "answer", .label = N_("Answer"), .kind = KONTOR_FIELD_TEXT, .width = 120,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "result", .label = N_("Result"), .kind = KONTOR_FIELD_LONG_TEXT, .width = 200 },
  { .name = "spent_minutes", .label = N_("Time spent, minutes"), .kind = KONTOR_FIELD_INTEGER, .width = 120,
    .hint = N_("Summed up for the process") },
  { .name = "taken_at", .label = N_("Taken"), .kind = KONTOR_FIELD_MOMENT, .width = 146,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "done_at", .label = N_("Done"), .kind = KONTOR_FIELD_MOMENT, .width = 146,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "done_by", .label = N_("Done by"), .kind = KONTOR_FIELD_LINK, .target = "employee", .width = 150,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "overdue_at", .label = N_("Overdue since"), .kind = KONTOR_FIELD_MOMENT, .width = 146,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "subject", .label = N_("Subject"), .kind = KONTOR_FIELD_TEXT,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "record_id", .label = N_("Record"), .kind = KONTOR_FIELD_TEXT,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "checklist", .label = N_("Checklist"), .kind = KONTOR_FIELD_JSON, .initial = "[]",
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "answers", .label = N_("Answers"), .kind = KONTOR_FIELD_JSON,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "point", .label = N_("Point of the map"), .kind = KONTOR_FIELD_TEXT,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "token_id", .label = N_("Place in the process"), .kind = KONTOR_FIELD_TEXT,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "seat", .label = N_("Place among several"), .kind = KONTOR_FIELD_INTEGER, .initial = "1",
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "for_role", .label = N_("For the role"), .kind = KONTOR_FIELD_CHOICE, .choices = roles,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "team_id", .label = N_("Team"), .kind = KONTOR_FIELD_LINK, .target = "team", .width = 130,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_task = {
  .name = "task",
  .label = N_("Task"),
  .plural = N_("Tasks"),
  .icon = "kontor-tasks-symbolic",
  .title = "name",
  .subtitle = "due_at",
  .order = "due_at",
  .fields = fields,
  .is_visible = is_visible,
  .is_late = is_late,
};
