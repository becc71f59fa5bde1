#include "config.h"

#include "model/entities/bookkeeping.h"

static const KontorField fields[] = {
  { .name = "day", .label = N_("Day"), .kind = KONTOR_FIELD_DATE, .width = 110,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_KEY },
  { .name = "name", .label = N_("Name"), .kind = KONTOR_FIELD_TEXT, .width = 220,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST, .hint = N_("Like “Labour Day” or “Short day”") },
  { .name = "hours", .label = N_("Hours of work"), .kind = KONTOR_FIELD_TEXT, .width = 180, .flags = KONTOR_FIELD_FLAG_LIST,
    .hint = N_("Like this: 8:00-12:00; empty: nobody works") },
  { .name = "yearly", .label = N_("Every year"), .kind = KONTOR_FIELD_BOOLEAN, .initial = "f", .width = 110,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST, .hint = N_("On the same date of all later years as well") },
  { .name = "calendar_id", .label = N_("Working calendar"), .kind = KONTOR_FIELD_LINK, .target = "calendar", .width = 180,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_calendar_day = {
  .name = "calendar_day",
  .label = N_("Holiday or special day"),
  .plural = N_("Holidays and special days"),
  .icon = "x-office-calendar-symbolic",
  .title = "name",
  .subtitle = "day",
  .order = "day",
  .flags = KONTOR_ENTITY_FLAG_DIRECTORY,
  .fields = fields,
};
