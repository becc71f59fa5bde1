#include "config.h"

#include "model/entities/bookkeeping.h"

static const KontorChoice states[] = {
  { "running", N_("Running"), "accent" },
  { "stopped", N_("Stopped"), "warning" },
  { "done", N_("Done"), "success" },
  { "cancelled", N_("Cancelled") },
  { NULL }
};

static const KontorField fields[] = {
  { .name = "name", .label = N_("Process"), .kind = KONTOR_FIELD_TEXT, .width = 260,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "map_id", .label = N_("Route map"), .kind = KONTOR_FIELD_LINK, .target = "route_map", .width = 120,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "map_version_id", .label = N_("Version"), .kind = KONTOR_FIELD_LINK, .target = "route_map_version", .width = 80,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "partner_id", .label = N_("Partner"), .kind = KONTOR_FIELD_LINK, .target = "partner", .width = 170,
    .flags = KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "step", .label = N_("Stands at"), .kind = KONTOR_FIELD_TEXT, .width = 180,
    .flags = KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_RECKONED },
  { .name = "holder", .label = N_("In whose hands"), .kind = KONTOR_FIELD_TEXT, .width = 140,
    .flags = KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_RECKONED },
  { .name = "held_since", .label = N_("Since"), .kind = KONTOR_FIELD_MOMENT, .width = 140,
    .flags = KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_RECKONED },
  { .name = "deal_id", .label = N_("Deal"), .kind = KONTOR_FIELD_LINK, .target = "deal", .width = 180,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "project_id", .label = N_("Project"), .kind = KONTOR_FIELD_LINK, .target = "project", .width = 180,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "state", .label = N_("State"), .kind = KONTOR_FIELD_CHOICE, .choices = states, .initial = "running", .width = 95,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "trouble", .label = N_("Trouble"), .kind = KONTOR_FIELD_TEXT, .width = 130,
    .flags = KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_SERVER_WORDS },
  { .name = "started_at", .label = N_("Started"), .kind = KONTOR_FIELD_MOMENT, .width = 146,
    .flags = KONTOR_FIELD_FLAG_LIST | KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "ended_at", .label = N_("Ended"), .kind = KONTOR_FIELD_MOMENT, .width = 140,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "result", .label = N_("Result"), .kind = KONTOR_FIELD_TEXT, .width = 160,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_SERVER_WORDS },
  { .name = "manager_id", .label = N_("Manager"), .kind = KONTOR_FIELD_LINK, .target = "employee", .width = 130,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "team_id", .label = N_("Team"), .kind = KONTOR_FIELD_LINK, .target = "team", .width = 130,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "subject", .label = N_("Subject"), .kind = KONTOR_FIELD_TEXT,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "record_id", .label = N_("Record"), .kind = KONTOR_FIELD_TEXT,
    .flags = KONTOR_FIELD_FLAG_REQUIRED | KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "parent_id", .label = N_("Part of"), .kind = KONTOR_FIELD_LINK, .target = "process", .width = 180,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY },
  { .name = "parent_token_id", .label = N_("Place in that process"), .kind = KONTOR_FIELD_TEXT,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  { .name = "depth", .label = N_("How deep it is nested"), .kind = KONTOR_FIELD_INTEGER,
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN },
  KONTOR_BOOKKEEPING_FIELDS
};

const KontorEntity kontor_entity_process = {
  .name = "process",
  .label = N_("Process"),
  .plural = N_("Processes"),
  .icon = "kontor-processes-symbolic",
  .title = "name",
  .subtitle = "started_at",
  .order = "-started_at",
  .flags = KONTOR_ENTITY_FLAG_READ_ONLY,
  .fields = fields,
  /* Who holds it is told by its tasks. */
  .reckoned_from = "task",
};
