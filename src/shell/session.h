#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

/**
 * kontor_session_open_async:
 * @uri: (nullable): as for kontor_connection_open()
 * @password: (nullable): likewise
 *
 * Signs in: connects, learns who it is, reads what the desk remembers.
 */
void        kontor_session_open_async  (const char *uri, const char *password, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);

/* (transfer full): the desk of the person, or %NULL with @error. */
KontorDesk *kontor_session_open_finish (GAsyncResult *result, GError **error);

/**
 * kontor_session_warm_up:
 *
 * Loads what the first window needs (fonts, icons, templates) before it is
 * asked for; called while a person types a password.
 */
void        kontor_session_warm_up     (void);

G_END_DECLS
