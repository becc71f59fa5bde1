#pragma once

#include "model/store.h"

G_BEGIN_DECLS

/* What store.c and store-save.c share. */

struct _KontorStore
{
  GObject         parent_instance;

  KontorDatabase *database;
  GHashTable     *held;        /* id -> KontorRecord, not owned */
  GHashTable     *held_ids;    /* KontorRecord -> id, owned */
  GQueue          saves;       /* GTask: one at a time, so that no save runs into the one before */
  GQueue          operations;  /* char *: the last ones of this desk */
};

void kontor_store_hold         (KontorStore *self, KontorRecord *record);
void kontor_store_emit_changed (KontorStore *self, const char *entity, const char *id, const char *action);
void kontor_store_emit_undone  (KontorStore *self, const char *operation);
void kontor_store_note_operation (KontorStore *self, const char *operation);
/* Reads records that are held again; @done is called when all have come, or could not. */
void kontor_store_refresh      (KontorStore *self, GPtrArray *records, GCallback done, gpointer user_data);

G_END_DECLS
