#include "config.h"

#include "model/entities/bookkeeping.h"

static const KontorField fields[] = {
  { .name = "code", .label = N_("Code"), .kind = KONTOR_FIELD_TEXT, .width = 100, .group = N_("Product"),
    .flags = KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_KEY, .hint = N_("The article number of your price list") },
  { .name = "name", .label = N_("Name"), .kind = KONTOR_FIELD_TEXT, .width = 320,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "description", .label = N_("Description"), .kind = KONTOR_FIELD_LONG_TEXT, .width = 260,
    .hint = N_("Printed under the name on offers") },
  { .name = "unit", .label = N_("Unit"), .kind = KONTOR_FIELD_TEXT, .initial = "pcs", .width = 70, .group = N_("Price"),
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "price", .label = N_("Price"), .kind = KONTOR_FIELD_MONEY, .currency = "currency", .initial = "0", .width = 120,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST, .hint = N_("For one unit, without VAT") },
  { .name = "currency", .label = N_("Currency"), .kind = KONTOR_FIELD_CURRENCY, .initial = "EUR",
    .flags = KONTOR_FIELD_FLAG_REQUIRED },
  { .name = "vat_rate", .label = N_("VAT"), .kind = KONTOR_FIELD_PERCENT, .initial = "17", .width = 80,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "retired", .label = N_("No longer offered"), .kind = KONTOR_FIELD_BOOLEAN, .initial = "f", .width = 140,
    .flags = KONTOR_FIELD_FLAG_REQUIRED, .hint = N_("Kept on old documents, not offered for new ones") },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_product = {
  .name = "product",
  .label = N_("Product"),
  .plural = N_("Products"),
  .icon = "kontor-products-symbolic",
  .title = "name",
  .subtitle = "code",
  .order = "name",
  .fields = fields,
};
