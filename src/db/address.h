#pragma once

#include "db/connection.h"
#include "db/result.h"

G_BEGIN_DECLS

/*
 * Where a desk connects to and how: shared by its connections, which repair
 * themselves.  May be used from any thread; nothing in it changes.
 */
typedef struct _KontorAddress KontorAddress;

KontorAddress *kontor_address_new   (const char *uri, const char *password);
KontorAddress *kontor_address_ref   (KontorAddress *self);
void           kontor_address_unref (KontorAddress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorAddress, kontor_address_unref)

KontorConnection *kontor_address_connect (KontorAddress *self, GError **error);

/**
 * kontor_address_sign_in:
 * @me: (out) (transfer full): one row, the answer of the query "me"
 *
 * Connects and checks that program and schema fit and that this login is
 * somebody here.  Fails with %KONTOR_ERROR_OUTDATED and %KONTOR_ERROR_PERMISSION
 * besides what kontor_connection_open() fails with.
 */
KontorConnection *kontor_address_sign_in (KontorAddress *self, KontorResult **me, GError **error);

/* Whether trying again cannot help before a person did something. */
gboolean kontor_address_is_final (const GError *error);

/* Microseconds to wait before the try after @n failed ones: doubling to 15 s, and
 * never the same on two desks, or all would knock at once. */
gint64 kontor_address_get_pause (guint n);

G_END_DECLS
