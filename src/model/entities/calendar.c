#include "config.h"

#include "model/entities/bookkeeping.h"

#define HOURS N_("Like this: 8:00-12:00, 12:30-16:30; empty: nobody works")

static const KontorField fields[] = {
  { .name = "name", .label = N_("Name"), .kind = KONTOR_FIELD_TEXT, .width = 220, .group = N_("Calendar"),
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_KEY },
  { .name = "time_zone", .label = N_("Time zone"), .kind = KONTOR_FIELD_TEXT, .width = 160,
    .flags = KONTOR_FIELD_FLAG_LIST, .hint = N_("Like “Europe/Sarajevo”; empty: that of this computer") },
  { .name = "standard", .label = N_("Calendar of the office"), .kind = KONTOR_FIELD_BOOLEAN, .initial = "f", .width = 150,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST, .hint = N_("Counts wherever no other one is named") },
  { .name = "monday", .label = N_("Monday"), .kind = KONTOR_FIELD_TEXT, .width = 180, .flags = KONTOR_FIELD_FLAG_LIST,
    .group = N_("Hours of work"), .hint = HOURS },
  { .name = "tuesday", .label = N_("Tuesday"), .kind = KONTOR_FIELD_TEXT, .width = 180, .hint = HOURS },
  { .name = "wednesday", .label = N_("Wednesday"), .kind = KONTOR_FIELD_TEXT, .width = 180, .hint = HOURS },
  { .name = "thursday", .label = N_("Thursday"), .kind = KONTOR_FIELD_TEXT, .width = 180, .hint = HOURS },
  { .name = "friday", .label = N_("Friday"), .kind = KONTOR_FIELD_TEXT, .width = 180, .hint = HOURS },
  { .name = "saturday", .label = N_("Saturday"), .kind = KONTOR_FIELD_TEXT, .width = 180, .hint = HOURS },
  { .name = "sunday", .label = N_("Sunday"), .kind = KONTOR_FIELD_TEXT, .width = 180, .hint = HOURS },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_calendar = {
  .name = "calendar",
  .label = N_("Working calendar"),
  .plural = N_("Working calendars"),
  .icon = "x-office-calendar-symbolic",
  .title = "name",
  .order = "name",
  .flags = KONTOR_ENTITY_FLAG_DIRECTORY,
  .fields = fields,
};
