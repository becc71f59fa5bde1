#pragma once

#include "model/store.h"

G_BEGIN_DECLS

/*
 * A saved view: a record of the entity "view" whose definition is
 * {"condition": {...}, "order": "-name", "columns": [{"field": "name", "width": 200}, ...]}.
 */

/* A view not yet saved, of @entity. */
KontorRecord *kontor_view_new           (const KontorEntity *entity, const char *name);

/* (transfer full) (nullable): JSON text of the condition */
char         *kontor_view_get_condition (KontorRecord *view);
/* (transfer full) (nullable): the field, with a leading "-" to descend */
char         *kontor_view_get_order     (KontorRecord *view);
/* (transfer full) (nullable): the fields shown */
char        **kontor_view_get_columns   (KontorRecord *view);

/* Each of the three may be NULL. */
void          kontor_view_set_definition (KontorRecord *view, const char *condition, const char *order,
                                          const char * const *columns);

/**
 * kontor_view_load_async:
 * @entity: (nullable): only views of this entity
 *
 * Reads the views this person may use, in their order.  Finish returns
 * (transfer full) (element-type KontorRecord).
 */
void          kontor_view_load_async    (KontorStore *store, const KontorEntity *entity, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);
GPtrArray    *kontor_view_load_finish   (KontorStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
