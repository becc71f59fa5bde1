#include "config.h"

#include "model/entities/bookkeeping.h"

static const KontorChoice states[] = {
  { "draft", N_("Draft"), "warning" },
  { "published", N_("Published"), "success" },
  { "retired", N_("Retired") },
  { NULL }
};

static const KontorField fields[] = {
  { .name = "map_id", .label = N_("Route map"), .kind = KONTOR_FIELD_LINK, .target = "route_map", .width = 220,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "number", .label = N_("Version"), .kind = KONTOR_FIELD_INTEGER, .width = 80,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "state", .label = N_("State"), .kind = KONTOR_FIELD_CHOICE, .choices = states, .initial = "draft", .width = 120,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "note", .label = N_("What changed"), .kind = KONTOR_FIELD_TEXT, .width = 300,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "published_at", .label = N_("Published on"), .kind = KONTOR_FIELD_MOMENT, .width = 140,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_LIST },
  { .name = "published_by", .label = N_("Published by"), .kind = KONTOR_FIELD_LINK, .target = "employee", .width = 150,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_LIST },
  { .name = "graph", .label = N_("Drawing"), .kind = KONTOR_FIELD_JSON,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_HIDDEN },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_route_map_version = {
  .name = "route_map_version",
  .label = N_("Version of a route map"),
  .plural = N_("Versions of route maps"),
  .icon = "x-office-drawing-symbolic",
  .title = "number",
  .subtitle = "note",
  .order = "-number",
  .fields = fields,
};
