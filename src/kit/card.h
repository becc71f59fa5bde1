#pragma once

#include "kit/form.h"
#include "kit/page.h"
#include "kit/related-list.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_CARD (kontor_card_get_type ())
G_DECLARE_DERIVABLE_TYPE (KontorCard, kontor_card, KONTOR, CARD, KontorPage)

/**
 * KontorCardClass:
 * @deleted: (nullable): what is said where somebody else deleted the record,
 *   for translation: "This claim was deleted."
 * @not_deleted: (nullable): what failed where deleting did, for translation
 * @keeps_typed: whether leaving the page saves what was typed, as leaving a
 *   field does; otherwise the person is asked
 * @take: a record is there: fill what shows it; the forms and lists that were
 *   added have it already
 * @show: the record was read or changed: show what follows from its fields.
 *   Chain up: the tab's title is set
 * @focus: the page is looked at and its content is there: put the focus where
 *   one starts.  By default into the first field of a new record
 * @reread: the record was read again, by F5 or after something was done with
 *   it: read again what stands beside it; the added lists do so themselves
 * @news: news of any record came; kontor_card_get_record() may still be %NULL
 * @refused: something done with the record was refused; @what failed is for
 *   people.  By default a dialog tells it
 * @is_dirty: whether something is typed beside the forms, which leaving the
 *   page would lose
 *
 * The page of one record that a screen lays out by hand: it keeps the address
 * of the record, reads it, says why it cannot be shown, follows the news of
 * it, saves and deletes it, and loses nothing that was typed.
 *
 * A template of a derived class sets "content", which appears when the record
 * and the added lists are there, and "missing-title".
 *
 * Properties: "content" (GtkWidget), "missing-title".
 * Action: "card.delete".
 */
struct _KontorCardClass
{
  KontorPageClass parent_class;

  const char *deleted;
  const char *not_deleted;
  gboolean    keeps_typed;

  void     (*take)     (KontorCard *self, KontorRecord *record);
  void     (*show)     (KontorCard *self);
  void     (*focus)    (KontorCard *self);
  void     (*reread)   (KontorCard *self);
  void     (*news)     (KontorCard *self, const char *entity, const char *id, const char *action);
  void     (*refused)  (KontorCard *self, const GError *error, const char *what);
  gboolean (*is_dirty) (KontorCard *self);

  gpointer padding[8];
};

/**
 * kontor_card_open:
 * @entity: the name of the record's entity
 * @id: (nullable): the record; %NULL or "" begins a new one
 *
 * Takes the record's address and reads it.  May be called again, for another
 * record in the same tab.
 */
void                kontor_card_open            (KontorCard *self, const char *entity, const char *id);

/**
 * kontor_card_add_form:
 *
 * A form of the card's record.  The first one that is added saves for all and
 * shows what was refused.
 */
void                kontor_card_add_form        (KontorCard *self, KontorForm *form);
/* A list of what belongs to the record. */
void                kontor_card_add_list        (KontorCard *self, KontorRelatedList *list);

const KontorEntity *kontor_card_get_entity      (KontorCard *self);
/* (transfer none) (nullable): of a new record only after it was saved. */
const char         *kontor_card_get_id          (KontorCard *self);
/* (transfer none) (nullable): NULL until it was read. */
KontorRecord       *kontor_card_get_record      (KontorCard *self);
/* (transfer none) (nullable): the value of a field of the record. */
const char         *kontor_card_get             (KontorCard *self, const char *field);
/* Whether the server does not know the record yet. */
gboolean            kontor_card_is_new          (KontorCard *self);
/* Cancelled when the page goes, or goes on to another record: for what is read beside it. */
GCancellable       *kontor_card_get_cancellable (KontorCard *self);
/* Whether an answer comes too late, because the page was closed meanwhile. */
gboolean            kontor_card_is_gone         (KontorCard *self);

/* Reads the record again, and what stands beside it. */
void                kontor_card_reload          (KontorCard *self);

/**
 * kontor_card_change:
 * @label: (nullable): the title of @value, where the field is a link
 * @title: what the person did, for the toast that offers to undo it
 * @failure: what is told where it was refused: "The stage was not changed"
 *
 * Changes one field at once, with what is typed.  No question before.  Where it
 * is refused the field has its old value again.
 *
 * Returns: whether it was tried; not where something typed is wrong
 */
gboolean            kontor_card_change          (KontorCard *self, const char *field, const char *value, const char *label,
                                                 const char *title, const char *failure);
/* Tells that something done with the record was refused, unless the page is gone. */
void                kontor_card_refuse          (KontorCard *self, const GError *error, const char *what);
/* Deletes the record and closes the page; the toast offers to undo it. */
void                kontor_card_remove          (KontorCard *self);

G_END_DECLS
