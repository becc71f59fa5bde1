#include "config.h"

#include "model/entities/bookkeeping.h"
#include "model/record.h"

static const KontorChoice kinds[] = {
  { "call", N_("Call") },
  { "meeting", N_("Meeting") },
  { "email", N_("E-mail") },
  { "sms", N_("Message") },
  { "letter", N_("Letter") },
  { "note", N_("Note") },
  { "interest", N_("Interest"), "accent" },
  { NULL }
};

static const KontorChoice directions[] = {
  { "out", N_("From us") },
  { "in", N_("To us") },
  { NULL }
};

static gboolean
is_visible (KontorRecord *record, const char *field)
{
  return !g_str_equal (field, "direction") ||
         g_strcmp0 (kontor_record_get (record, "kind"), "note") != 0;
}

/* R89: what belongs to the partner, and to the project where one is chosen. */
static char *
offers (KontorRecord *record, const char *field)
{
  const char *project = kontor_record_get (record, "project_id");

  if (g_str_equal (field, "process_id") && project != NULL)
    return g_strdup_printf ("{\"all\":[{\"field\":\"project_id\",\"is\":\"%s\"},{\"any\":[{\"field\":\"partner_id\",\"empty\":true},"
                            "{\"field\":\"partner_id\",\"is\":\"%s\"}]}]}", project, kontor_record_get (record, "partner_id"));
  return kontor_offers_of_partner (record, field);
}

static const KontorField fields[] = {
  { .name = "at", .label = N_("When"), .kind = KONTOR_FIELD_MOMENT, .width = 140, .group = N_("Interaction"),
    .flags = KONTOR_FIELD_FLAG_LIST, .hint = N_("Empty: now") },
  { .name = "kind", .label = N_("Kind"), .kind = KONTOR_FIELD_CHOICE, .choices = kinds, .initial = "call", .width = 100,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "direction", .label = N_("Direction"), .kind = KONTOR_FIELD_CHOICE, .choices = directions, .initial = "out",
    .flags = KONTOR_FIELD_FLAG_REQUIRED, .width = 100 },
  { .name = "subject", .label = N_("Subject"), .kind = KONTOR_FIELD_TEXT, .width = 260,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "text", .label = N_("What was said"), .kind = KONTOR_FIELD_LONG_TEXT, .width = 280 },
  { .name = "outcome", .label = N_("Outcome"), .kind = KONTOR_FIELD_TEXT, .width = 180, .flags = KONTOR_FIELD_FLAG_LIST,
    .hint = N_("What came of it: “sends the drawings by Friday”") },
  { .name = "done", .label = N_("Took place"), .kind = KONTOR_FIELD_BOOLEAN, .initial = "t", .width = 100,
    .flags = KONTOR_FIELD_FLAG_REQUIRED, .hint = N_("Off: it is planned") },
  { .name = "partner_id", .label = N_("Partner"), .kind = KONTOR_FIELD_LINK, .target = "partner", .width = 200,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST, .group = N_("With") },
  { .name = "person_id", .label = N_("Contact person"), .kind = KONTOR_FIELD_LINK, .target = "person", .width = 180,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "deal_id", .label = N_("Deal"), .kind = KONTOR_FIELD_LINK, .target = "deal", .width = 180 },
  { .name = "task_id", .label = N_("Task"), .kind = KONTOR_FIELD_LINK, .target = "task", .width = 180 },
  { .name = "project_id", .label = N_("Project"), .kind = KONTOR_FIELD_LINK, .target = "project", .width = 180 },
  { .name = "process_id", .label = N_("Process"), .kind = KONTOR_FIELD_LINK, .target = "process", .width = 180,
    .hint = N_("One of the project’s, where a project is chosen") },
  { .name = "spent_minutes", .label = N_("Time spent, minutes"), .kind = KONTOR_FIELD_INTEGER, .width = 120,
    .flags = KONTOR_FIELD_FLAG_TOTAL, .hint = N_("Summed up for the process and the project") },
  { .name = "manager_id", .label = N_("Manager"), .kind = KONTOR_FIELD_LINK, .target = "employee", .width = 150,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "team_id", .label = N_("Team"), .kind = KONTOR_FIELD_LINK, .target = "team", .width = 130,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_interaction = {
  .name = "interaction",
  .label = N_("Interaction"),
  .plural = N_("Interactions"),
  .icon = "call-start-symbolic",
  .title = "subject",
  .subtitle = "at",
  .order = "-at",
  .fields = fields,
  .is_visible = is_visible,
  .offers = offers,
};
