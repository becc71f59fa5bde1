#include "config.h"

#include "model/entities/bookkeeping.h"

static const KontorField fields[] = {
  { .name = "position", .label = N_("Order"), .kind = KONTOR_FIELD_INTEGER, .initial = "0", .width = 80,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST,
    .hint = N_("Stages stand in this order, the smallest first") },
  { .name = "name", .label = N_("Name"), .kind = KONTOR_FIELD_TEXT, .width = 260,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_KEY },
  { .name = "probability", .label = N_("Probability"), .kind = KONTOR_FIELD_PERCENT, .initial = "50", .width = 110,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST,
    .hint = N_("How many of a hundred deals at this stage are won") },
  { .name = "retired", .label = N_("No longer offered"), .kind = KONTOR_FIELD_BOOLEAN, .initial = "f", .width = 140,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST,
    .hint = N_("Old deals keep it") },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_stage = {
  .name = "stage",
  .label = N_("Stage"),
  .plural = N_("Stages"),
  .icon = "view-sort-ascending-symbolic",
  .title = "name",
  .order = "position",
  .flags = KONTOR_ENTITY_FLAG_DIRECTORY,
  .fields = fields,
};
