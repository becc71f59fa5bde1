#pragma once

#include "db/result.h"
#include "draw/postal.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_ENVELOPE_ITEM (kontor_envelope_item_get_type ())
G_DECLARE_FINAL_TYPE (KontorEnvelopeItem, kontor_envelope_item, KONTOR, ENVELOPE_ITEM, GObject)

/*
 * One of many addressees: whom a letter goes to, where, and what is wrong
 * with that.
 */

/* @row: of the query print-addresses. */
KontorEnvelopeItem        *kontor_envelope_item_new             (KontorResult *result, guint row);
/* What has been put right since. */
void                       kontor_envelope_item_take            (KontorEnvelopeItem *self, KontorResult *result, guint row);

/* The client, person or firm of the list. */
const char                *kontor_envelope_item_get_record      (KontorEnvelopeItem *self);
const char                *kontor_envelope_item_get_title       (KontorEnvelopeItem *self);
const char                *kontor_envelope_item_get_partner     (KontorEnvelopeItem *self);
const char                *kontor_envelope_item_get_country     (KontorEnvelopeItem *self);
/* NULL where there is none. */
const char                *kontor_envelope_item_get_address_id  (KontorEnvelopeItem *self);
const KontorPostalAddress *kontor_envelope_item_get_address     (KontorEnvelopeItem *self);

/* In words what the post would miss; NULL for a complete address. */
const char                *kontor_envelope_item_get_faults      (KontorEnvelopeItem *self);
/* Why it could not be laid out; NULL where it could. */
const char                *kontor_envelope_item_get_refusal     (KontorEnvelopeItem *self);
void                       kontor_envelope_item_set_refusal     (KontorEnvelopeItem *self, const char *refusal);

G_END_DECLS
