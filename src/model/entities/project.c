#include "config.h"

#include <string.h>

#include "base/error.h"
#include "model/entities/bookkeeping.h"
#include "model/record.h"

static const KontorChoice states[] = {
  { "planned", N_("Planned"), "warning" },
  { "in_work", N_("In work"), "accent" },
  { "done", N_("Done"), "success" },
  { "given_up", N_("Given up") },
  { NULL }
};

static gboolean
validate (KontorRecord *record, GError **error)
{
  const char *begins = kontor_record_get (record, "begins_on");
  const char *ends = kontor_record_get (record, "ends_on");

  /* ISO dates compare as text. */
  if (begins == NULL || ends == NULL || strcmp (begins, ends) <= 0)
    return TRUE;

  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                       _("The project would end before it begins. Check “Ends”."));
  return FALSE;
}

static const KontorField fields[] = {
  { .name = "name", .label = N_("Project"), .kind = KONTOR_FIELD_TEXT, .width = 280, .group = N_("Project"),
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_KEY },
  { .name = "partner_id", .label = N_("Partner"), .kind = KONTOR_FIELD_LINK, .target = "partner", .width = 200,
    .flags = KONTOR_FIELD_FLAG_LIST, .hint = N_("Empty: our own, or for several") },
  { .name = "state", .label = N_("State"), .kind = KONTOR_FIELD_CHOICE, .choices = states, .initial = "planned", .width = 110,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "begins_on", .label = N_("Begins"), .kind = KONTOR_FIELD_DATE, .width = 110, .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "ends_on", .label = N_("Ends"), .kind = KONTOR_FIELD_DATE, .width = 110, .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "manager_id", .label = N_("Manager"), .kind = KONTOR_FIELD_LINK, .target = "employee", .width = 150,
    .flags = KONTOR_FIELD_FLAG_LIST, .hint = N_("Empty: you") },
  { .name = "description", .label = N_("Description"), .kind = KONTOR_FIELD_LONG_TEXT, .width = 260 },
  { .name = "team_id", .label = N_("Team"), .kind = KONTOR_FIELD_LINK, .target = "team", .width = 130,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_project = {
  .name = "project",
  .label = N_("Project"),
  .plural = N_("Projects"),
  .icon = "kontor-projects-symbolic",
  .title = "name",
  .subtitle = "partner_id",
  .order = "name",
  .fields = fields,
  .validate = validate,
};
