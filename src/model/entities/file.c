#include "config.h"

#include "model/entities/bookkeeping.h"

static const KontorField fields[] = {
  { .name = "name", .label = N_("Name"), .kind = KONTOR_FIELD_TEXT, .width = 260,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  { .name = "mime", .label = N_("Type"), .kind = KONTOR_FIELD_TEXT, .width = 160,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_LIST },
  { .name = "size", .label = N_("Size in bytes"), .kind = KONTOR_FIELD_INTEGER, .initial = "0", .width = 110,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_TOTAL },
  { .name = "partner_id", .label = N_("Partner"), .kind = KONTOR_FIELD_LINK, .target = "partner", .width = 220,
    .flags = KONTOR_FIELD_FLAG_LIST },
  { .name = "entity", .label = N_("Attached to"), .kind = KONTOR_FIELD_TEXT,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "record_id", .label = N_("Record"), .kind = KONTOR_FIELD_TEXT,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  KONTOR_INHERITED_OWNER_FIELDS,
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_file = {
  .name = "file",
  .label = N_("File"),
  .plural = N_("Files"),
  .icon = "mail-attachment-symbolic",
  .title = "name",
  .order = "name",
  .fields = fields,
};
