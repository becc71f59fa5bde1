#pragma once

#include "db/address.h"
#include "db/job.h"

G_BEGIN_DECLS

/*
 * A thread with one connection that runs jobs one after another.  When the
 * connection is lost it connects again by itself, and jobs wait.
 */
typedef struct _KontorWorker KontorWorker;

/**
 * KontorWorkerFunc:
 * @connected: whether the connection is there
 * @error: (nullable): why not
 *
 * Comes on the worker's thread.
 */
typedef void (*KontorWorkerFunc) (gboolean connected, const GError *error, gpointer user_data);

/**
 * kontor_worker_new:
 * @connection: (nullable) (transfer full): an open connection to begin with; else
 *   one is made when the first job comes
 *
 * Starts the thread.
 */
KontorWorker *kontor_worker_new  (const char *name, KontorAddress *address, KontorConnection *connection,
                                  KontorWorkerFunc func, gpointer user_data, GDestroyNotify destroy);
void          kontor_worker_push (KontorWorker *self, KontorJob *job);
/* Lets the job under way end, fails the others; does not wait.  Gives @self back. */
void          kontor_worker_stop (KontorWorker *self);

G_END_DECLS
