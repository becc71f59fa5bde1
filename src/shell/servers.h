#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorServer:
 * @name: what the person sees
 * @address: a libpq connection string
 * @user: who signed in there last
 *
 * A server somebody signed in to before, on this computer.
 */
typedef struct
{
  char *name;
  char *address;
  char *user;
} KontorServer;

/* (transfer full) (element-type KontorServer): the last used first. */
GPtrArray *kontor_servers_list     (void);
void       kontor_servers_remember (const char *address, const char *user);
void       kontor_servers_forget   (const char *address);

G_END_DECLS
