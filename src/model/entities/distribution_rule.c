#include "config.h"

#include "model/entities/bookkeeping.h"
#include "model/record.h"

static const KontorChoice amongs[] = {
  { "people", N_("These employees") },
  { "role", N_("Everybody with a role") },
  { NULL }
};

static const KontorChoice roles[] = {
  { "seller", N_("Seller") },
  { "head", N_("Head of team") },
  { "administrator", N_("Administrator") },
  { NULL }
};

static const KontorChoice ways[] = {
  { "fixed", N_("To the first who is there") },
  { "turn", N_("One after another") },
  { "load", N_("To whoever has the least to do") },
  { NULL }
};

static gboolean
is_visible (KontorRecord *record, const char *field)
{
  if (g_str_equal (field, "role") || g_str_equal (field, "of_team_id"))
    return g_strcmp0 (kontor_record_get (record, "among"), "role") == 0;
  return TRUE;
}

static const KontorField fields[] = {
  { .name = "name", .label = N_("Rule"), .kind = KONTOR_FIELD_TEXT, .width = 240,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_KEY },
  { .name = "entity", .label = N_("Records"), .kind = KONTOR_FIELD_TEXT, .width = 120,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "among", .label = N_("Among"), .kind = KONTOR_FIELD_CHOICE, .choices = amongs, .initial = "people", .width = 150,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST, .hint = N_("Who is away is passed over") },
  { .name = "role", .label = N_("Role"), .kind = KONTOR_FIELD_CHOICE, .choices = roles, .initial = "seller", .width = 120,
    .flags = KONTOR_FIELD_FLAG_REQUIRED },
  { .name = "of_team_id", .label = N_("Of the team"), .kind = KONTOR_FIELD_LINK, .target = "team", .width = 130,
    .hint = N_("Empty: of every team") },
  { .name = "way", .label = N_("How"), .kind = KONTOR_FIELD_CHOICE, .choices = ways, .initial = "turn", .width = 200,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST,
    .hint = N_("What counts as to be done: open tasks, deals in progress, claims in work and leads") },
  { .name = "sellers_too", .label = N_("Also what sellers enter"), .kind = KONTOR_FIELD_BOOLEAN, .initial = "f", .width = 90,
    .flags = KONTOR_FIELD_FLAG_REQUIRED, .hint = N_("Off: what a seller enters stays his own") },
  { .name = "active", .label = N_("At work"), .kind = KONTOR_FIELD_BOOLEAN, .initial = "t", .width = 90,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST, .hint = N_("Off: the rule gives nothing to anybody") },
  { .name = "position", .label = N_("Order"), .kind = KONTOR_FIELD_INTEGER, .initial = "0", .width = 80,
    .flags = KONTOR_FIELD_FLAG_REQUIRED, .hint = N_("Where several rules fit a record, the smallest number counts that has somebody there") },
  { .name = "people", .label = N_("Employees"), .kind = KONTOR_FIELD_JSON, .initial = "[]",
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "condition", .label = N_("Condition"), .kind = KONTOR_FIELD_JSON, .initial = "{}",
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_HIDDEN },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_distribution_rule = {
  .name = "distribution_rule",
  .label = N_("Distribution rule"),
  .plural = N_("Distribution rules"),
  .icon = "kontor-distribution-symbolic",
  .title = "name",
  .order = "position",
  .fields = fields,
  .is_visible = is_visible,
};
