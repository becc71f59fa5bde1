#include "config.h"

#include "model/entities/bookkeeping.h"

static const KontorChoice kinds[] = {
  { "postal", N_("Postal") },
  { "legal", N_("Registered") },
  { "delivery", N_("Delivery") },
  { NULL }
};

static const KontorField fields[] = {
  { .name = "partner_id", .label = N_("Partner"), .kind = KONTOR_FIELD_LINK, .target = "partner", .width = 220,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "kind", .label = N_("Kind"), .kind = KONTOR_FIELD_CHOICE, .choices = kinds, .initial = "postal", .width = 110,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST, .group = N_("Address") },
  { .name = "recipient", .label = N_("Recipient"), .kind = KONTOR_FIELD_TEXT, .width = 200,
    .hint = N_("The first line of the envelope; empty: the partner's name") },
  { .name = "street", .label = N_("Street and number"), .kind = KONTOR_FIELD_TEXT, .width = 220,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "postcode", .label = N_("Postcode"), .kind = KONTOR_FIELD_TEXT, .width = 90,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "city", .label = N_("City"), .kind = KONTOR_FIELD_TEXT, .width = 140,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "subdivision", .label = N_("State or province"), .kind = KONTOR_FIELD_TEXT, .width = 140 },
  { .name = "country", .label = N_("Country"), .kind = KONTOR_FIELD_COUNTRY, .width = 160,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "person_id", .label = N_("Contact person"), .kind = KONTOR_FIELD_LINK, .target = "person", .width = 180,
    .group = N_("Belongs to") },
  { .name = "legal_entity_id", .label = N_("Legal entity"), .kind = KONTOR_FIELD_LINK, .target = "legal_entity", .width = 200 },
  KONTOR_INHERITED_OWNER_FIELDS,
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_address = {
  .name = "address",
  .label = N_("Address"),
  .plural = N_("Addresses"),
  .icon = "mark-location-symbolic",
  .title = "street",
  .subtitle = "city",
  .order = "city",
  .fields = fields,
};
