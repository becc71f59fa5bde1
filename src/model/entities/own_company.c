#include "config.h"

#include "model/entities/bookkeeping.h"

static const KontorField fields[] = {
  { .name = "name", .label = N_("Name"), .kind = KONTOR_FIELD_TEXT, .width = 240, .group = N_("Company"),
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_KEY,
    .hint = N_("As it stands at the head of offers and envelopes") },
  { .name = "tax_number", .label = N_("Tax number"), .kind = KONTOR_FIELD_TEXT, .width = 140,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "currency", .label = N_("Currency"), .kind = KONTOR_FIELD_CURRENCY, .initial = "EUR",
    .flags = KONTOR_FIELD_FLAG_REQUIRED, .hint = N_("What new deals and offers begin with") },
  { .name = "street", .label = N_("Street and number"), .kind = KONTOR_FIELD_TEXT, .group = N_("Address") },
  { .name = "postcode", .label = N_("Postcode"), .kind = KONTOR_FIELD_TEXT, .width = 90 },
  { .name = "city", .label = N_("City"), .kind = KONTOR_FIELD_TEXT, .width = 140, .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "country", .label = N_("Country"), .kind = KONTOR_FIELD_COUNTRY, .initial = "BA",
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST, .width = 160 },
  { .name = "phone", .label = N_("Phone"), .kind = KONTOR_FIELD_PHONE, .group = N_("Contact"),
    .flags = KONTOR_FIELD_FLAG_LIST, .width = 150 },
  { .name = "email", .label = N_("E-mail"), .kind = KONTOR_FIELD_EMAIL, .flags = KONTOR_FIELD_FLAG_LIST, .width = 200 },
  { .name = "website", .label = N_("Website"), .kind = KONTOR_FIELD_WEBSITE },
  { .name = "bank_name", .label = N_("Bank"), .kind = KONTOR_FIELD_TEXT, .group = N_("Bank account") },
  { .name = "bank_account", .label = N_("Account (IBAN)"), .kind = KONTOR_FIELD_TEXT },
  { .name = "bic", .label = N_("BIC"), .kind = KONTOR_FIELD_TEXT },
  { .name = "discount_limit", .label = N_("Discounts up to"), .kind = KONTOR_FIELD_PERCENT, .group = N_("Offers"),
    .hint = N_("An offer with a deeper discount is approved before it goes out; empty: none is") },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_own_company = {
  .name = "own_company",
  .label = N_("Own company"),
  .plural = N_("Own companies"),
  .icon = "go-home-symbolic",
  .title = "name",
  .subtitle = "city",
  .order = "name",
  .flags = KONTOR_ENTITY_FLAG_DIRECTORY,
  .fields = fields,
};
