#include "config.h"

#include "shell/servers.h"

#include "shell/server-address.h"
#include "shell/settings.h"

#define MAXIMUM_SERVERS 8

static void
server_free (gpointer data)
{
  KontorServer *server = data;

  g_free (server->name);
  g_free (server->address);
  g_free (server->user);
  g_free (server);
}

static KontorServer *
server_new (const char *name, const char *address, const char *user)
{
  KontorServer *server = g_new0 (KontorServer, 1);

  server->name = g_strdup (name);
  server->address = g_strdup (address);
  server->user = g_strdup (user);
  return server;
}

static void
write_list (GPtrArray *servers)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sss)"));
  for (guint i = 0; i < servers->len && i < MAXIMUM_SERVERS; i++)
    {
      KontorServer *server = g_ptr_array_index (servers, i);

      g_variant_builder_add (&builder, "(sss)", server->name, server->address, server->user);
    }
  g_settings_set_value (kontor_settings_get (), "servers", g_variant_builder_end (&builder));
}

static void
remove_server (GPtrArray *servers, const char *address)
{
  for (guint i = 0; i < servers->len; i++)
    if (g_strcmp0 (((KontorServer *) g_ptr_array_index (servers, i))->address, address) == 0)
      {
        g_ptr_array_remove_index (servers, i);
        return;
      }
}

GPtrArray *
kontor_servers_list (void)
{
  g_autoptr(GPtrArray) servers = g_ptr_array_new_with_free_func (server_free);
  g_autoptr(GVariant) value = g_settings_get_value (kontor_settings_get (), "servers");
  GVariantIter iter;
  const char *name, *address, *user;

  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "(&s&s&s)", &name, &address, &user))
    g_ptr_array_add (servers, server_new (name, address, user));
  return g_steal_pointer (&servers);
}

void
kontor_servers_remember (const char *address, const char *user)
{
  g_autoptr(GPtrArray) servers = kontor_servers_list ();
  g_autofree char *name = kontor_server_address_describe (address);

  g_return_if_fail (address != NULL);

  remove_server (servers, address);
  g_ptr_array_insert (servers, 0, server_new (name, address, user));
  write_list (servers);
  g_settings_set_string (kontor_settings_get (), "last-server", address);
}

void
kontor_servers_forget (const char *address)
{
  g_autoptr(GPtrArray) servers = kontor_servers_list ();

  remove_server (servers, address);
  write_list (servers);
  g_settings_set_string (kontor_settings_get (), "last-server", "");
}
