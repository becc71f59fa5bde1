#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The ids of a list's rows in their order, 16 bytes each: a million rows take
 * 16 MB.
 */
typedef struct _KontorSnapshot KontorSnapshot;

#define KONTOR_IDENTIFIER_BYTES 16
/* 36 characters and the end. */
#define KONTOR_IDENTIFIER_TEXT 37

KontorSnapshot *kontor_snapshot_new       (void);
/* Takes an array of 16-byte elements over. */
KontorSnapshot *kontor_snapshot_new_take  (GArray *identifiers);
/* The first @length ids of @self from @position on; (transfer full). */
KontorSnapshot *kontor_snapshot_copy      (KontorSnapshot *self, guint position, guint length);
void            kontor_snapshot_free      (KontorSnapshot *self);

guint           kontor_snapshot_get_length (KontorSnapshot *self);
void            kontor_snapshot_append    (KontorSnapshot *self, const char *id);
/* Adds the id that stands at @position of @other. */
void            kontor_snapshot_append_from (KontorSnapshot *self, KontorSnapshot *other, guint position);
/* Writes the text of the id at @position. */
void            kontor_snapshot_get       (KontorSnapshot *self, guint position, char text[KONTOR_IDENTIFIER_TEXT]);
/* Where @id stands, or G_MAXUINT. */
guint           kontor_snapshot_find      (KontorSnapshot *self, const char *id);
void            kontor_snapshot_remove    (KontorSnapshot *self, guint position);

/* As PostgreSQL reads an array, "{id,id}": at most @length ids from @position on; (transfer full). */
char           *kontor_snapshot_to_array  (KontorSnapshot *self, guint position, guint length);

/**
 * kontor_snapshot_compare:
 * @position: (out): the first position that differs
 * @n_removed: (out): how many rows from there on stand in @self
 * @n_added: (out): how many stand there in @other
 *
 * Returns: whether the two differ at all
 */
gboolean        kontor_snapshot_compare   (KontorSnapshot *self, KontorSnapshot *other,
                                           guint *position, guint *n_removed, guint *n_added);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorSnapshot, kontor_snapshot_free)

G_END_DECLS
