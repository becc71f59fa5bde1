#pragma once

#include "db/connection.h"
#include "tool/demo-random.h"

G_BEGIN_DECLS

/*
 * What the office's people did lately, one deed after the other: each is done by
 * the door that a person would use, as that person, and told as if it had happened
 * at its moment.  Deeds of all records are done in the order of their moments, so
 * that numbers and the path of a process rise with time.
 */

typedef struct _KontorDemoAgenda KontorDemoAgenda;

KontorDemoAgenda *kontor_demo_agenda_new  (void);
void              kontor_demo_agenda_free (KontorDemoAgenda *self);

/* Deal @record becomes one of @kind and walks @map. */
void kontor_demo_agenda_start    (KontorDemoAgenda *self, gint64 at, const char *login, const char *record,
                                  const char *map, const char *kind);
/**
 * kontor_demo_agenda_save:
 * @is_new: whether @record is entered, or changed
 * @changes: pairs of a field and its value, ended by %NULL; a field without a
 *   value is left out
 */
void kontor_demo_agenda_save     (KontorDemoAgenda *self, gint64 at, const char *login, const char *entity,
                                  const char *record, gboolean is_new, const char * const *changes);
/* The task at @point of the process on @record is taken by its performer. */
void kontor_demo_agenda_take     (KontorDemoAgenda *self, gint64 at, const char *record, const char *point);
/**
 * kontor_demo_agenda_complete:
 * @answer: (nullable): where the task asks; %NULL for its first answer
 */
void kontor_demo_agenda_complete (KontorDemoAgenda *self, gint64 at, const char *record, const char *point,
                                  const char *answer, const char *result);

/**
 * kontor_demo_agenda_run:
 * @connection: a superuser's, past triggers and foreign keys: for what is aged
 * @doors: another one of a superuser's, who becomes each of the people
 *
 * Does all of it.  A deed that the base refuses (a map was changed, say) is left
 * out, and so are those on the same record that would come after it.
 */
gboolean kontor_demo_agenda_run  (KontorDemoAgenda *self, KontorConnection *connection, KontorConnection *doors, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorDemoAgenda, kontor_demo_agenda_free)

G_END_DECLS
