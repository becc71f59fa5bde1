#include "config.h"

#include "model/entities/bookkeeping.h"

static const KontorField fields[] = {
  { .name = "name", .label = N_("Full name"), .kind = KONTOR_FIELD_TEXT, .width = 220, .group = N_("Contact person"),
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "partner_id", .label = N_("Partner"), .kind = KONTOR_FIELD_LINK, .target = "partner", .width = 220,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "position", .label = N_("Position"), .kind = KONTOR_FIELD_TEXT, .width = 160,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "phone", .label = N_("Phone"), .kind = KONTOR_FIELD_PHONE, .width = 150,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "email", .label = N_("E-mail"), .kind = KONTOR_FIELD_EMAIL, .width = 210,
    .flags = KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_KEY },
  { .name = "legal_entity_id", .label = N_("Legal entity"), .kind = KONTOR_FIELD_LINK, .target = "legal_entity", .width = 200,
    .hint = N_("For which of the partner's firms this person works") },
  { .name = "birthday", .label = N_("Birthday"), .kind = KONTOR_FIELD_DATE, .width = 110 },
  { .name = "note", .label = N_("Note"), .kind = KONTOR_FIELD_LONG_TEXT, .width = 260, .group = N_("Note") },
  KONTOR_INHERITED_OWNER_FIELDS,
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_person = {
  .name = "person",
  .label = N_("Contact person"),
  .plural = N_("Contact persons"),
  .icon = "avatar-default-symbolic",
  .title = "name",
  .subtitle = "position",
  .order = "name",
  .fields = fields,
};
