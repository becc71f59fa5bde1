#pragma once

#include "kit/form.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PARTNER_HEADER (kontor_partner_header_get_type ())
G_DECLARE_FINAL_TYPE (KontorPartnerHeader, kontor_partner_header, KONTOR, PARTNER_HEADER, GtkWidget)

/*
 * The strong line of a partner's card: the name, what it is to us, the next
 * step that is due.  Children written in a .ui file are its actions.
 */

/* The name, for the card. */
KontorForm *kontor_partner_header_get_form (KontorPartnerHeader *self);
void kontor_partner_header_set_record (KontorPartnerHeader *self, KontorRecord *record);

/**
 * kontor_partner_header_set_plans:
 * @tasks: (nullable) (element-type KontorRecord)
 * @deals: (nullable) (element-type KontorRecord)
 *
 * Finds the next step: the earliest of the open tasks and of the open deals'
 * next steps.
 */
void kontor_partner_header_set_plans  (KontorPartnerHeader *self, GPtrArray *tasks, GPtrArray *deals);

G_END_DECLS
