#pragma once

#include "db/address.h"

G_BEGIN_DECLS

/*
 * A thread with a connection that listens.  On a notification, or every 15
 * seconds without one, it reads what was committed since the last time.  One
 * desk of all, the one that holds the advisory lock, also has the server look
 * for news and notify everybody, at most ten times a second.
 */
typedef struct _KontorListener KontorListener;

/*
 * All come on the listener's thread.
 *
 * changes:   what was committed since the last time
 * connected: whether the connection is there; @error tells why not
 * signed_in: the answer of the query "me", after each connecting
 */
typedef struct
{
  void (*changes)   (KontorResult *rows, gpointer user_data);
  void (*connected) (gboolean connected, const GError *error, gpointer user_data);
  void (*signed_in) (KontorResult *me, gpointer user_data);
} KontorListenerFuncs;

/**
 * kontor_listener_new:
 * @snapshot: (nullable): what is committed after this is news; taken before
 *   anything was read, so that nothing falls between
 */
KontorListener *kontor_listener_new  (KontorAddress *address, const char *snapshot, const KontorListenerFuncs *funcs,
                                      gpointer user_data, GDestroyNotify destroy);
/* Does not wait.  Gives @self back. */
void            kontor_listener_stop (KontorListener *self);
/* Something was written from here: look for news soon. */
void            kontor_listener_hurry (KontorListener *self);

G_END_DECLS
