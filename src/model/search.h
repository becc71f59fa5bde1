#pragma once

#include "model/store.h"

G_BEGIN_DECLS

/**
 * KontorFound:
 *
 * One hit of a search over all entities, or a possible duplicate.
 */
typedef struct
{
  char *entity;
  char *id;
  char *title;
  char *subtitle;
  /* For duplicates: why, translated ("same tax number"); otherwise NULL. */
  char *reason;
} KontorFound;

void kontor_found_free (KontorFound *self);

/**
 * kontor_search_async:
 * @entity: (nullable): only this entity
 * @text: from one character on; where only one entity is searched, "" finds what stands first
 * @condition: (nullable): with an entity: only records that meet it (JSON)
 *
 * Finish returns (transfer full) (element-type KontorFound), best first, at most @limit.
 */
void       kontor_search_async  (KontorStore *store, const char *entity, const char *text, const char *condition, guint limit,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *kontor_search_finish (KontorStore *store, GAsyncResult *result, GError **error);

/* Partners that may be the same as what is being typed (D3).  Any argument may be NULL. */
void       kontor_search_similar_async  (KontorStore *store, const char *name, const char *phone,
                                         const char *email, const char *tax_number,
                                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *kontor_search_similar_finish (KontorStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
