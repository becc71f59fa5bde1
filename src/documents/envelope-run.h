#pragma once

#include "db/database.h"
#include "documents/envelope-item.h"
#include "draw/envelope.h"
#include "draw/label.h"
#include "model/snapshot.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_ENVELOPE_RUN (kontor_envelope_run_get_type ())
G_DECLARE_FINAL_TYPE (KontorEnvelopeRun, kontor_envelope_run, KONTOR, ENVELOPE_RUN, GObject)

/*
 * Envelopes or labels for many (R194): reads the addresses a few hundred at a
 * time, then lays them out a few dozen at a time, so that the window lives
 * and either can be stopped and gone on with.
 *
 * Signal "progress": read how far it is.
 */

/* Each envelope is a page that is held: more than this are printed in parts. */
#define KONTOR_ENVELOPE_RUN_MOST 10000

/**
 * kontor_envelope_run_new:
 * @entity: "partner", "person", "legal_entity", "deal" or "address"
 * @identifiers: (transfer full): of records of @entity
 */
KontorEnvelopeRun *kontor_envelope_run_new (KontorDatabase *database, const char *entity, KontorSnapshot *identifiers);

/* Goes on where it was stopped. */
void       kontor_envelope_run_read_async   (KontorEnvelopeRun *self, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
gboolean   kontor_envelope_run_read_finish  (KontorEnvelopeRun *self, GAsyncResult *result, GError **error);

/* Reads one again that has been put right. */
void       kontor_envelope_run_reread_async  (KontorEnvelopeRun *self, KontorEnvelopeItem *item, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
gboolean   kontor_envelope_run_reread_finish (KontorEnvelopeRun *self, GAsyncResult *result, GError **error);

guint      kontor_envelope_run_get_length   (KontorEnvelopeRun *self);
guint      kontor_envelope_run_get_n_read   (KontorEnvelopeRun *self);
/* (transfer none) (element-type KontorEnvelopeItem): what has been read, in order. */
GPtrArray *kontor_envelope_run_get_items    (KontorEnvelopeRun *self);

/**
 * KontorEnvelopePlan:
 * @envelope: (nullable): the envelope, or
 * @label: (nullable): the sheet of labels
 * @sender: (nullable): who stands on the envelopes
 * @origin: (nullable): where they are posted
 * @incomplete: whether addresses that lack something are printed all the same
 * @first: how many of those that can be printed are left out, after a jam;
 *   on labels: how many of the first sheet are used up already
 *
 * What is to be made of the addresses.  Its strings are not copied.
 */
typedef struct
{
  const KontorEnvelopeFormat *envelope;
  const KontorLabelFormat    *label;
  const KontorPostalAddress  *sender;
  const char                 *origin;
  gboolean                    incomplete;
  guint                       first;
} KontorEnvelopePlan;

/**
 * kontor_envelope_run_layout_async:
 *
 * Finish returns (transfer full) the document, and sets the refusals of what
 * does not fit.
 */
void            kontor_envelope_run_layout_async  (KontorEnvelopeRun *self, const KontorEnvelopePlan *plan,
                                                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
KontorDocument *kontor_envelope_run_layout_finish (KontorEnvelopeRun *self, GAsyncResult *result, GError **error);

G_END_DECLS
