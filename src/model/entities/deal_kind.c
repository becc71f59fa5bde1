#include "config.h"

#include "base/error.h"
#include "model/entities/bookkeeping.h"
#include "model/record.h"

static const KontorChoice modes[] = {
  { "simple", N_("Begin and end only") },
  { "stages", N_("Stages by hand") },
  { "process", N_("By a route map") },
  { NULL }
};

static gboolean
is_visible (KontorRecord *record, const char *field)
{
  return !g_str_equal (field, "route_map_id") ||
         g_strcmp0 (kontor_record_get (record, "mode"), "process") == 0;
}

static gboolean
validate (KontorRecord *record, GError **error)
{
  if (g_strcmp0 (kontor_record_get (record, "mode"), "process") != 0 ||
      kontor_record_get (record, "route_map_id") != NULL)
    return TRUE;

  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                       _("Choose the route map that deals of this kind follow."));
  return FALSE;
}

static const KontorField fields[] = {
  { .name = "name", .label = N_("Name"), .kind = KONTOR_FIELD_TEXT, .width = 260,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_KEY },
  { .name = "mode", .label = N_("Goes on"), .kind = KONTOR_FIELD_CHOICE, .choices = modes, .initial = "stages", .width = 180,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST,
    .hint = N_("Whether the seller moves the deal through the stages or a route map leads it") },
  { .name = "route_map_id", .label = N_("Route map"), .kind = KONTOR_FIELD_LINK, .target = "route_map", .width = 200,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "retired", .label = N_("No longer offered"), .kind = KONTOR_FIELD_BOOLEAN, .initial = "f", .width = 140,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_deal_kind = {
  .name = "deal_kind",
  .label = N_("Kind of deal"),
  .plural = N_("Kinds of deals"),
  .icon = "view-list-symbolic",
  .title = "name",
  .order = "name",
  .flags = KONTOR_ENTITY_FLAG_DIRECTORY,
  .fields = fields,
  .validate = validate,
  .is_visible = is_visible,
};
