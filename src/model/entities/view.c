#include "config.h"

#include "model/entities/bookkeeping.h"

static const KontorField fields[] = {
  { .name = "name", .label = N_("Name"), .kind = KONTOR_FIELD_TEXT, .width = 240,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "shared", .label = N_("For everybody"), .kind = KONTOR_FIELD_BOOLEAN, .initial = "f", .width = 120,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST,
    .hint = N_("Others may use this view as well") },
  { .name = "pinned", .label = N_("In the sidebar"), .kind = KONTOR_FIELD_BOOLEAN, .initial = "f", .width = 120,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "position", .label = N_("Order"), .kind = KONTOR_FIELD_INTEGER, .initial = "0", .width = 80,
    .flags = KONTOR_FIELD_FLAG_REQUIRED },
  { .name = "entity", .label = N_("List of"), .kind = KONTOR_FIELD_TEXT,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "definition", .label = N_("Definition"), .kind = KONTOR_FIELD_JSON,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "manager_id", .label = N_("Owner"), .kind = KONTOR_FIELD_LINK, .target = "employee", .width = 150,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_view = {
  .name = "view",
  .label = N_("View"),
  .plural = N_("Views"),
  .icon = "view-list-symbolic",
  .title = "name",
  .order = "position",
  .fields = fields,
};
