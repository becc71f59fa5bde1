#include "config.h"

#include "model/entities/bookkeeping.h"

static const KontorField fields[] = {
  { .name = "name", .label = N_("Name"), .kind = KONTOR_FIELD_TEXT, .width = 260,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_KEY },
  { .name = "description", .label = N_("Description"), .kind = KONTOR_FIELD_LONG_TEXT, .width = 360,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "subject", .label = N_("Walked by"), .kind = KONTOR_FIELD_TEXT, .initial = "deal", .width = 120,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_HIDDEN,
    .hint = N_("Which kind of record walks this map") },
  { .name = "built_in", .label = N_("Shipped with Kontor"), .kind = KONTOR_FIELD_BOOLEAN, .initial = "f", .width = 140,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_LIST },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_route_map = {
  .name = "route_map",
  .label = N_("Route map"),
  .plural = N_("Route maps"),
  .icon = "kontor-maps-symbolic",
  .title = "name",
  .order = "name",
  .fields = fields,
};
