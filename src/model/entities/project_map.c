#include "config.h"

#include "model/entities/bookkeeping.h"

static const KontorField fields[] = {
  { .name = "project_id", .label = N_("Project"), .kind = KONTOR_FIELD_LINK, .target = "project", .width = 240,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "map_id", .label = N_("Route map"), .kind = KONTOR_FIELD_LINK, .target = "route_map", .width = 200,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  KONTOR_INHERITED_OWNER_FIELDS,
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_project_map = {
  .name = "project_map",
  .label = N_("Bound map"),
  .plural = N_("Bound maps"),
  .icon = "kontor-maps-symbolic",
  .title = "map_id",
  .order = "map_id",
  .fields = fields,
};
