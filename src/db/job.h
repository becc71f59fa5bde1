#pragma once

#include <gio/gio.h>

#include "db/connection.h"

G_BEGIN_DECLS

/*
 * One statement on its way to a worker thread and back, as a GTask.  A job
 * that still waits when it is cancelled returns at once; one under way has the
 * server asked to stop.
 */
typedef struct _KontorJob KontorJob;

/* @sql NULL: only to see that the connection is there. */
KontorJob *kontor_job_new   (GTask *task, const char *sql, const char * const *params, guint n_params, gboolean identifiers);
/* Returns what PostgreSQL keeps of a password; nothing of it is left in memory. */
KontorJob *kontor_job_new_scrambling (GTask *task, const char *login, const char *password);
KontorJob *kontor_job_ref   (KontorJob *self);
void       kontor_job_unref (KontorJob *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorJob, kontor_job_unref)

/* Runs it and returns to the caller; nothing when it was cancelled before. */
void       kontor_job_run  (KontorJob *self, KontorConnection *connection);
/* Returns @error to the caller, unless it has its answer. */
void       kontor_job_fail (KontorJob *self, const GError *error);

G_END_DECLS
