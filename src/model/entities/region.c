#include "config.h"

#include "model/entities/bookkeeping.h"

static const KontorField fields[] = {
  { .name = "name", .label = N_("Name"), .kind = KONTOR_FIELD_TEXT, .width = 320,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_KEY,
    .hint = N_("A business region, by which sales and contacts are grouped") },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_region = {
  .name = "region",
  .label = N_("Region"),
  .plural = N_("Regions"),
  .icon = "mark-location-symbolic",
  .title = "name",
  .order = "name",
  .flags = KONTOR_ENTITY_FLAG_DIRECTORY,
  .fields = fields,
};
