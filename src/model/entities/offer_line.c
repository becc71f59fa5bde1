#include "config.h"

#include "model/entities/bookkeeping.h"

static const KontorField fields[] = {
  { .name = "offer_id", .label = N_("Offer"), .kind = KONTOR_FIELD_LINK, .target = "offer", .width = 120,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "position", .label = N_("No."), .kind = KONTOR_FIELD_INTEGER, .initial = "0", .width = 50,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "product_id", .label = N_("Product"), .kind = KONTOR_FIELD_LINK, .target = "product", .width = 200,
    .hint = N_("From the price list; empty for something made to order") },
  { .name = "name", .label = N_("Name"), .kind = KONTOR_FIELD_TEXT, .width = 280,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "description", .label = N_("Description"), .kind = KONTOR_FIELD_LONG_TEXT, .width = 260 },
  { .name = "quantity", .label = N_("Quantity"), .kind = KONTOR_FIELD_DECIMAL, .initial = "1", .width = 90,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "unit", .label = N_("Unit"), .kind = KONTOR_FIELD_TEXT, .width = 70, .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "price", .label = N_("Price"), .kind = KONTOR_FIELD_MONEY, .initial = "0", .width = 120,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "discount_percent", .label = N_("Discount"), .kind = KONTOR_FIELD_PERCENT, .initial = "0", .width = 90,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "vat_rate", .label = N_("VAT rate"), .kind = KONTOR_FIELD_PERCENT, .initial = "17", .width = 80,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "net", .label = N_("Net"), .kind = KONTOR_FIELD_MONEY, .initial = "0", .width = 120,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "vat", .label = N_("VAT"), .kind = KONTOR_FIELD_MONEY, .initial = "0", .width = 110,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "total", .label = N_("Total"), .kind = KONTOR_FIELD_MONEY, .initial = "0", .width = 120,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_LIST },
  KONTOR_INHERITED_OWNER_FIELDS,
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_offer_line = {
  .name = "offer_line",
  .label = N_("Offer line"),
  .plural = N_("Offer lines"),
  .icon = "view-list-symbolic",
  .title = "name",
  .order = "position",
  .fields = fields,
};
