#include "config.h"

#include "model/entities/bookkeeping.h"

static const KontorField fields[] = {
  { .name = "partner_id", .label = N_("Partner"), .kind = KONTOR_FIELD_LINK, .target = "partner", .width = 220,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "name", .label = N_("Legal name"), .kind = KONTOR_FIELD_TEXT, .width = 280, .group = N_("Legal entity"),
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST,
    .hint = N_("The full name in the register: “Siemens d.o.o. Sarajevo”") },
  { .name = "tax_number", .label = N_("Tax number"), .kind = KONTOR_FIELD_TEXT, .width = 140,
    .flags = KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_KEY },
  { .name = "registration_number", .label = N_("Registration number"), .kind = KONTOR_FIELD_TEXT, .width = 150 },
  { .name = "bank_name", .label = N_("Bank"), .kind = KONTOR_FIELD_TEXT, .width = 160, .group = N_("Bank account") },
  { .name = "bank_account", .label = N_("Account (IBAN)"), .kind = KONTOR_FIELD_TEXT, .width = 200,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "bic", .label = N_("BIC"), .kind = KONTOR_FIELD_TEXT, .width = 110 },
  KONTOR_INHERITED_OWNER_FIELDS,
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_legal_entity = {
  .name = "legal_entity",
  .label = N_("Legal entity"),
  .plural = N_("Legal entities"),
  .icon = "x-office-document-symbolic",
  .title = "name",
  .subtitle = "tax_number",
  .order = "name",
  .fields = fields,
};
