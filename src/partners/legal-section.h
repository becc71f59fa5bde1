#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_LEGAL_SECTION (kontor_legal_section_get_type ())
G_DECLARE_FINAL_TYPE (KontorLegalSection, kontor_legal_section, KONTOR, LEGAL_SECTION, GtkWidget)

/*
 * The legal entities of a partner.  One alone is shown as if it were part of
 * the partner, its fields in place; the split appears with the second (R5).
 */

void       kontor_legal_section_set_subject (KontorLegalSection *self, KontorDesk *desk, const char *partner_id,
                                             const char *partner_name);
/* (element-type KontorRecord) */
GPtrArray *kontor_legal_section_get_records (KontorLegalSection *self);
/* Saves what is being typed. */
void       kontor_legal_section_save        (KontorLegalSection *self);
gboolean   kontor_legal_section_is_dirty    (KontorLegalSection *self);

G_END_DECLS
