#include "config.h"

#include "model/entities/bookkeeping.h"

static const KontorField fields[] = {
  { .name = "name", .label = N_("Name"), .kind = KONTOR_FIELD_TEXT, .width = 240,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "piece", .label = N_("Drawing"), .kind = KONTOR_FIELD_JSON,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_HIDDEN },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_map_template = {
  .name = "map_template",
  .label = N_("Template of points"),
  .plural = N_("Templates of points"),
  .icon = "kontor-maps-symbolic",
  .title = "name",
  .order = "name",
  .fields = fields,
};
