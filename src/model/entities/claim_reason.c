#include "config.h"

#include "model/entities/bookkeeping.h"

static const KontorField fields[] = {
  { .name = "name", .label = N_("Name"), .kind = KONTOR_FIELD_TEXT, .width = 320,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_KEY,
    .hint = N_("What clients complain about, in the words of your company") },
  { .name = "retired", .label = N_("No longer offered"), .kind = KONTOR_FIELD_BOOLEAN, .initial = "f",
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST, .width = 140,
    .hint = N_("Kept on old claims, not offered for new ones") },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_claim_reason = {
  .name = "claim_reason",
  .label = N_("Reason of claims"),
  .plural = N_("Reasons of claims"),
  .icon = "kontor-claims-symbolic",
  .title = "name",
  .order = "name",
  .flags = KONTOR_ENTITY_FLAG_DIRECTORY,
  .fields = fields,
};
