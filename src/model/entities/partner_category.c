#include "config.h"

#include "model/entities/bookkeeping.h"

static const KontorField fields[] = {
  { .name = "name", .label = N_("Name"), .kind = KONTOR_FIELD_TEXT, .width = 320,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_KEY,
    .hint = N_("How much a partner matters, for instance A, B or C") },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_partner_category = {
  .name = "partner_category",
  .label = N_("Category"),
  .plural = N_("Categories"),
  .icon = "view-grid-symbolic",
  .title = "name",
  .order = "name",
  .flags = KONTOR_ENTITY_FLAG_DIRECTORY,
  .fields = fields,
};
