#include "config.h"

#include "kit/menu-command.h"

#include <glib/gi18n.h>

gboolean
kontor_menu_command_fits (const KontorMenuCommand *self, const char *entity)
{
  return self->entity == NULL || g_strcmp0 (self->entity, entity) == 0;
}

void
kontor_menu_command_announce (GArray **commands, const KontorMenuCommand *command)
{
  g_return_if_fail (commands != NULL);
  g_return_if_fail (command->name != NULL && command->label != NULL && command->func != NULL);

  if (*commands == NULL)
    *commands = g_array_new (FALSE, FALSE, sizeof (KontorMenuCommand));
  for (guint i = 0; i < (*commands)->len; i++)
    {
      const KontorMenuCommand *known = &g_array_index (*commands, KontorMenuCommand, i);

      if (g_str_equal (known->name, command->name) && g_strcmp0 (known->entity, command->entity) == 0)
        return;
    }
  g_array_append_vals (*commands, command, 1);
}

const KontorMenuCommand *
kontor_menu_command_find (GArray *commands, const char *name, const char *entity)
{
  for (guint i = 0; commands != NULL && i < commands->len; i++)
    {
      const KontorMenuCommand *command = &g_array_index (commands, KontorMenuCommand, i);

      if (g_str_equal (command->name, name) && kontor_menu_command_fits (command, entity))
        return command;
    }
  return NULL;
}

GMenuModel *
kontor_menu_command_make_menu (GArray *commands, const KontorEntity *entity, const char *action, gboolean shows_keys)
{
  GMenu *menu;

  g_return_val_if_fail (entity != NULL && action != NULL, NULL);

  menu = g_menu_new ();
  for (guint i = 0; commands != NULL && i < commands->len; i++)
    {
      const KontorMenuCommand *command = &g_array_index (commands, KontorMenuCommand, i);
      g_autoptr (GMenuItem) item = NULL;

      if (!kontor_menu_command_fits (command, entity->name))
        continue;
      item = g_menu_item_new (_(command->label), NULL);
      g_menu_item_set_action_and_target (item, action, "s", command->name);
      if (command->key != NULL && shows_keys)
        g_menu_item_set_attribute (item, "accel", "s", command->key);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}
