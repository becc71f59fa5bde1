#include "config.h"

#include "model/entities/bookkeeping.h"

static const KontorField fields[] = {
  { .name = "name", .label = N_("Name"), .kind = KONTOR_FIELD_TEXT, .width = 320,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_KEY,
    .hint = N_("A department or an office whose head sees the work of its members") },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_team = {
  .name = "team",
  .label = N_("Team"),
  .plural = N_("Teams"),
  .icon = "system-users-symbolic",
  .title = "name",
  .order = "name",
  .flags = KONTOR_ENTITY_FLAG_DIRECTORY,
  .fields = fields,
};
