#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kontor_server_names_begin:
 *
 * From now on what the server refuses names fields, entities and roles as the
 * screens do: “Loss reason” and not "loss_reason_id".
 */
void kontor_server_names_begin (void);

G_END_DECLS
