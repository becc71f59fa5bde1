#include "config.h"

#include "model/entities/bookkeeping.h"

static const KontorChoice kinds[] = {
  { "company", N_("Company") },
  { "private", N_("Private person") },
  { NULL }
};

static const KontorChoice relations[] = {
  { "lead", N_("Lead"), "success" },
  { "client", N_("Client"), "accent" },
  { "supplier", N_("Supplier") },
  { "partner", N_("Partner") },
  { "agent", N_("Agent") },
  { "competitor", N_("Competitor"), "warning" },
  { NULL }
};

static const KontorField fields[] = {
  { .name = "name", .label = N_("Name"), .kind = KONTOR_FIELD_TEXT, .width = 250, .group = N_("Partner"),
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST,
    .hint = N_("What the office calls this firm, holding or person") },
  { .name = "code", .label = N_("Code"), .kind = KONTOR_FIELD_TEXT, .width = 100,
    .flags = KONTOR_FIELD_FLAG_KEY, .hint = N_("Your own number of this partner, for instance from accounting") },
  { .name = "kind", .label = N_("Kind"), .kind = KONTOR_FIELD_CHOICE, .choices = kinds, .initial = "company", .width = 120,
    .flags = KONTOR_FIELD_FLAG_REQUIRED },
  { .name = "city", .label = N_("City"), .kind = KONTOR_FIELD_TEXT, .width = 110, .group = N_("Contact"),
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "country", .label = N_("Country"), .kind = KONTOR_FIELD_COUNTRY, .width = 150 },
  { .name = "phone", .label = N_("Phone"), .kind = KONTOR_FIELD_PHONE, .width = 140,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "email", .label = N_("E-mail"), .kind = KONTOR_FIELD_EMAIL, .width = 190,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "website", .label = N_("Website"), .kind = KONTOR_FIELD_WEBSITE, .width = 180 },
  { .name = "relations", .label = N_("Is our"), .kind = KONTOR_FIELD_CHOICE, .choices = relations, .initial = "{client}",
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_MANY, .width = 130, .group = N_("Relationship"),
    .hint = N_("One partner can be several at once: a client and a supplier") },
  { .name = "category_id", .label = N_("Category"), .kind = KONTOR_FIELD_LINK, .target = "partner_category", .width = 90,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "state_id", .label = N_("Relationship"), .kind = KONTOR_FIELD_LINK, .target = "relationship_state", .width = 120,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "region_id", .label = N_("Region"), .kind = KONTOR_FIELD_LINK, .target = "region", .width = 130 },
  { .name = "manager_id", .label = N_("Manager"), .kind = KONTOR_FIELD_LINK, .target = "employee", .width = 130,
    .flags = KONTOR_FIELD_FLAG_LIST, .hint = N_("Who looks after this partner; empty: you") },
  { .name = "team_id", .label = N_("Team"), .kind = KONTOR_FIELD_LINK, .target = "team", .width = 130,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "last_contact_at", .label = N_("Last contact"), .kind = KONTOR_FIELD_MOMENT, .width = 146,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_LIST },
  { .name = "note", .label = N_("Note"), .kind = KONTOR_FIELD_LONG_TEXT, .width = 260, .group = N_("Note") },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_partner = {
  .name = "partner",
  .label = N_("Partner"),
  .plural = N_("Partners"),
  .icon = "kontor-partners-symbolic",
  .title = "name",
  .subtitle = "city",
  .order = "name",
  .fields = fields,
};
