#include "config.h"

#include "model/entities/bookkeeping.h"

static const KontorField fields[] = {
  { .name = "map_id", .label = N_("Route map"), .kind = KONTOR_FIELD_LINK, .target = "route_map", .width = 180,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_LIST },
  { .name = "text", .label = N_("Comment"), .kind = KONTOR_FIELD_LONG_TEXT, .width = 300,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_LIST },
  { .name = "point", .label = N_("Point"), .kind = KONTOR_FIELD_TEXT,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "answers", .label = N_("Answers"), .kind = KONTOR_FIELD_LINK, .target = "map_comment",
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "settled_at", .label = N_("Settled on"), .kind = KONTOR_FIELD_MOMENT, .width = 140,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_LIST },
  { .name = "settled_by", .label = N_("Settled by"), .kind = KONTOR_FIELD_LINK, .target = "employee", .width = 150,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_LIST },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_map_comment = {
  .name = "map_comment",
  .label = N_("Comment on a route map"),
  .plural = N_("Comments on route maps"),
  .icon = "chat-message-new-symbolic",
  .title = "text",
  .order = "-created_at",
  .flags = KONTOR_ENTITY_FLAG_READ_ONLY,
  .fields = fields,
};
