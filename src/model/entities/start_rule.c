#include "config.h"

#include "model/entities/bookkeeping.h"
#include "model/record.h"

/* R93: each setting says what it does, and does it. */
static const KontorChoice moments[] = {
  { "insert", N_("When a record is entered") },
  { "change", N_("When a change makes the condition true") },
  { "both", N_("When entered, and when a change makes it true") },
  { NULL }
};

static const KontorChoice repeats[] = {
  { "once", N_("Once for each record") },
  { "each", N_("Every time the condition becomes true") },
  { NULL }
};

/* R148 */
static const KontorChoice deeds[] = {
  { "process", N_("Starts a route map") },
  { "task", N_("Makes a task") },
  { NULL }
};

static const KontorChoice importances[] = {
  { "low", N_("Low") },
  { "normal", N_("Normal") },
  { "high", N_("High"), "error" },
  { NULL }
};

/* Of the two kinds of rule each shows its own. */
static gboolean
is_visible (KontorRecord *record, const char *field)
{
  gboolean makes_task = g_strcmp0 (kontor_record_get (record, "does"), "task") == 0;

  if (g_str_equal (field, "map_id"))
    return !makes_task;
  return makes_task || !g_str_has_prefix (field, "task_");
}

static const KontorField fields[] = {
  { .name = "name", .label = N_("Rule"), .kind = KONTOR_FIELD_TEXT, .width = 240,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_KEY },
  { .name = "entity", .label = N_("Records"), .kind = KONTOR_FIELD_TEXT, .width = 120,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "does", .label = N_("What it does"), .kind = KONTOR_FIELD_CHOICE, .choices = deeds, .initial = "process", .width = 150,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "map_id", .label = N_("Route map"), .kind = KONTOR_FIELD_LINK, .target = "route_map", .width = 200,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "task_name", .label = N_("Task"), .kind = KONTOR_FIELD_TEXT, .width = 200,
    .hint = N_("What is to be done, as it stands in the list of tasks") },
  { .name = "task_text", .label = N_("Text"), .kind = KONTOR_FIELD_LONG_TEXT, .width = 200 },
  { .name = "task_hours", .label = N_("Due after hours"), .kind = KONTOR_FIELD_DECIMAL, .width = 120,
    .hint = N_("Hours of working time; empty: no deadline") },
  { .name = "task_importance", .label = N_("Importance"), .kind = KONTOR_FIELD_CHOICE, .choices = importances, .initial = "normal",
    .width = 100, .flags = KONTOR_FIELD_FLAG_REQUIRED },
  { .name = "moment", .label = N_("When"), .kind = KONTOR_FIELD_CHOICE, .choices = moments, .initial = "insert", .width = 220,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "repeat", .label = N_("How often"), .kind = KONTOR_FIELD_CHOICE, .choices = repeats, .initial = "once", .width = 200,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "active", .label = N_("At work"), .kind = KONTOR_FIELD_BOOLEAN, .initial = "t", .width = 90,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST, .hint = N_("Off: the rule starts nothing and keeps what it started") },
  { .name = "position", .label = N_("Order"), .kind = KONTOR_FIELD_INTEGER, .initial = "0", .width = 80,
    .flags = KONTOR_FIELD_FLAG_REQUIRED, .hint = N_("Where several rules fit a record, the smaller number starts first") },
  { .name = "condition", .label = N_("Condition"), .kind = KONTOR_FIELD_JSON, .initial = "{}",
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "task_performer", .label = N_("Performer"), .kind = KONTOR_FIELD_JSON, .initial = "{\"kind\": \"deal_manager\"}",
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "effective_at", .label = N_("At work since"), .kind = KONTOR_FIELD_MOMENT, .width = 146,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_start_rule = {
  .name = "start_rule",
  .label = N_("Start rule"),
  .plural = N_("Start rules"),
  .icon = "kontor-start-rules-symbolic",
  .title = "name",
  .order = "position",
  .fields = fields,
  .is_visible = is_visible,
};
