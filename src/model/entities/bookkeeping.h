#pragma once

#include <glib/gi18n.h>

#include "model/record.h"

/* What the server notes of every record.  On no form; offered as columns,
 * in filters and in reports.  The last line of an entity's fields. */
#define KONTOR_BOOKKEEPING_FIELDS \
  { .name = "created_at", .label = N_("Created"), .kind = KONTOR_FIELD_MOMENT, \
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN, .group = N_("Record") }, \
  { .name = "created_by", .label = N_("Created by"), .kind = KONTOR_FIELD_LINK, .target = "employee", \
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN }, \
  { .name = "changed_at", .label = N_("Changed"), .kind = KONTOR_FIELD_MOMENT, \
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN }, \
  { .name = "changed_by", .label = N_("Changed by"), .kind = KONTOR_FIELD_LINK, .target = "employee", \
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN }, \
  { NULL }

/* Whose the record is, where it follows its parent: kept by the server. */
#define KONTOR_INHERITED_OWNER_FIELDS \
  { .name = "manager_id", .label = N_("Manager"), .kind = KONTOR_FIELD_LINK, .target = "employee", \
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN }, \
  { .name = "team_id", .label = N_("Team"), .kind = KONTOR_FIELD_LINK, .target = "team", \
    .flags = KONTOR_FIELD_FLAG_READ_ONLY | KONTOR_FIELD_FLAG_HIDDEN }

/* For KontorEntity.offers: where the record is about a partner, only that partner's
 * persons, deals, processes and the like may be chosen; (transfer full) (nullable). */
char *kontor_offers_of_partner (KontorRecord *record, const char *field);
