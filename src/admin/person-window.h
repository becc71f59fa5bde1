#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PERSON_WINDOW (kontor_person_window_get_type ())
G_DECLARE_FINAL_TYPE (KontorPersonWindow, kontor_person_window, KONTOR, PERSON_WINDOW, AdwWindow)

/*
 * Lets a person in: who it is, their role and their password; or only a new
 * password for one who is there.  A password that was made up is shown once,
 * when the server has it.
 */

/* (transfer none): both present themselves. */
KontorPersonWindow *kontor_person_window_new_person   (KontorDesk *desk);
KontorPersonWindow *kontor_person_window_new_password (KontorDesk *desk, const char *id, const char *name, const char *login);

G_END_DECLS
