#include "config.h"

#include <string.h>

#include "base/error.h"
#include "base/moment.h"
#include "model/entities/bookkeeping.h"
#include "model/record.h"

static gboolean
validate (KontorRecord *record, GError **error)
{
  const char *starts = kontor_record_get (record, "starts_on");
  const char *ends = kontor_record_get (record, "ends_on");

  /* ISO dates compare as text. */
  if (starts == NULL || ends == NULL || strcmp (starts, ends) <= 0)
    return TRUE;

  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                       _("The absence would end before it begins. Check “Last day”."));
  return FALSE;
}

/* "Amra Hadžić, 1 December – 5 December"; without an end it is open. */
static char *
describe (KontorRecord *record)
{
  const char *who = kontor_record_get_label (record, "employee_id");
  g_autofree char *starts = kontor_date_format (kontor_record_get (record, "starts_on"));
  g_autofree char *ends = kontor_date_format (kontor_record_get (record, "ends_on"));

  if (*starts == '\0' && *ends == '\0')
    return g_strdup (who != NULL ? who : _("Absence"));
  return g_strdup_printf ("%s%s%s – %s", who != NULL ? who : "", who != NULL ? ", " : "", starts, ends);
}

static const KontorField fields[] = {
  { .name = "employee_id", .label = N_("Employee"), .kind = KONTOR_FIELD_LINK, .target = "employee", .width = 200,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "starts_on", .label = N_("First day"), .kind = KONTOR_FIELD_DATE, .width = 110,
    .flags = KONTOR_FIELD_FLAG_LIST, .hint = N_("Empty: today") },
  { .name = "ends_on", .label = N_("Last day"), .kind = KONTOR_FIELD_DATE, .width = 110,
    .flags = KONTOR_FIELD_FLAG_LIST, .hint = N_("Empty: until further notice") },
  { .name = "deputy_id", .label = N_("Deputy"), .kind = KONTOR_FIELD_LINK, .target = "employee", .width = 200,
    .flags = KONTOR_FIELD_FLAG_LIST, .hint = N_("Who does the work meanwhile") },
  { .name = "note", .label = N_("Note"), .kind = KONTOR_FIELD_TEXT, .width = 240,
    .flags = KONTOR_FIELD_FLAG_LIST, .hint = N_("Everybody can read it") },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_absence = {
  .name = "absence",
  .label = N_("Absence"),
  .plural = N_("Absences"),
  .icon = "user-away-symbolic",
  .title = "starts_on",
  .subtitle = "ends_on",
  .order = "-starts_on",
  .flags = KONTOR_ENTITY_FLAG_DIRECTORY,
  .fields = fields,
  .validate = validate,
  .describe = describe,
};
