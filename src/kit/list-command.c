#include "config.h"

#include "kit/list-command.h"

#include <glib/gi18n.h>

typedef struct
{
  const char            *entity;
  const char            *name;
  const char            *label;
  const char            *key;
  KontorListCommandFunc  func;
} Command;

static GArray *commands;

static gboolean
fits (const Command *command, const KontorEntity *entity)
{
  return command->entity == NULL || g_str_equal (command->entity, entity->name);
}

static Command *
find (const char *name, const KontorEntity *entity)
{
  for (guint i = 0; commands != NULL && i < commands->len; i++)
    {
      Command *command = &g_array_index (commands, Command, i);

      if (g_str_equal (command->name, name) && fits (command, entity))
        return command;
    }
  return NULL;
}

void
kontor_list_command_register (const char *entity, const char *name, const char *label,
                              const char *key, KontorListCommandFunc func)
{
  Command command = { entity, name, label, key, func };

  g_return_if_fail (name != NULL && label != NULL && func != NULL);

  if (commands == NULL)
    commands = g_array_new (FALSE, FALSE, sizeof (Command));
  for (guint i = 0; i < commands->len; i++)
    if (g_str_equal (g_array_index (commands, Command, i).name, name) &&
        g_strcmp0 (g_array_index (commands, Command, i).entity, entity) == 0)
      return;
  g_array_append_val (commands, command);
}

GMenuModel *
kontor_list_command_make_menu (const KontorEntity *entity)
{
  GMenu *menu = g_menu_new ();

  g_return_val_if_fail (entity != NULL, NULL);

  for (guint i = 0; commands != NULL && i < commands->len; i++)
    {
      const Command *command = &g_array_index (commands, Command, i);
      g_autoptr(GMenuItem) item = NULL;

      if (!fits (command, entity))
        continue;
      item = g_menu_item_new (_(command->label), NULL);
      g_menu_item_set_action_and_target (item, "list.command", "s", command->name);
      if (command->key != NULL)
        g_menu_item_set_attribute (item, "accel", "s", command->key);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

gboolean
kontor_list_command_run (const char *name, KontorDesk *desk, KontorTable *table)
{
  Command *command = find (name, kontor_table_get_entity (table));

  if (command != NULL)
    command->func (desk, table);
  return command != NULL;
}
