#include "config.h"

#include "model/entities/bookkeeping.h"

static const KontorChoice kinds[] = {
  { "phone", N_("Phone") },
  { "email", N_("E-mail") },
  { "website", N_("Website") },
  { "other", N_("Other") },
  { NULL }
};

static const KontorField fields[] = {
  { .name = "partner_id", .label = N_("Partner"), .kind = KONTOR_FIELD_LINK, .target = "partner", .width = 220,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "person_id", .label = N_("Contact person"), .kind = KONTOR_FIELD_LINK, .target = "person", .width = 180,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "kind", .label = N_("Kind"), .kind = KONTOR_FIELD_CHOICE, .choices = kinds, .width = 110,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "value", .label = N_("Number or address"), .kind = KONTOR_FIELD_TEXT, .width = 220,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_KEY },
  { .name = "note", .label = N_("Note"), .kind = KONTOR_FIELD_TEXT, .width = 200, .flags = KONTOR_FIELD_FLAG_LIST,
    .hint = N_("For instance “mobile” or “only in the morning”") },
  KONTOR_INHERITED_OWNER_FIELDS,
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_contact_channel = {
  .name = "contact_channel",
  .label = N_("Phone or e-mail"),
  .plural = N_("Phones and e-mail addresses"),
  .icon = "call-start-symbolic",
  .title = "value",
  .subtitle = "note",
  .order = "kind",
  .fields = fields,
};
