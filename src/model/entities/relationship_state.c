#include "config.h"

#include "model/entities/bookkeeping.h"

static const KontorField fields[] = {
  { .name = "name", .label = N_("Name"), .kind = KONTOR_FIELD_TEXT, .width = 320,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_KEY,
    .hint = N_("How far the relationship has come, for instance potential, active or lost") },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_relationship_state = {
  .name = "relationship_state",
  .label = N_("Relationship"),
  .plural = N_("Relationship states"),
  .icon = "emblem-ok-symbolic",
  .title = "name",
  .order = "name",
  .flags = KONTOR_ENTITY_FLAG_DIRECTORY,
  .fields = fields,
};
