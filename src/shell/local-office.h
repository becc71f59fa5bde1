#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The server on this computer, as the sign-in window needs it: started when
 * it is not running, and the people who may sign in with one click.
 */

/**
 * KontorLocalPerson:
 * @address: the connection string that signs this person in
 */
typedef struct
{
  char *login;
  char *name;
  char *role;
  char *team;
  char *address;
} KontorLocalPerson;

void       kontor_local_person_free         (KontorLocalPerson *self);

/* Whether a server was made on this computer. */
gboolean   kontor_local_office_exists       (void);

void       kontor_local_office_open_async   (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full) (element-type KontorLocalPerson): those who work here, by name. */
GPtrArray *kontor_local_office_open_finish  (GAsyncResult *result, GError **error);

G_END_DECLS
