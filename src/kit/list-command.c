#include "config.h"

#include "kit/list-command.h"

#include "kit/menu-command.h"

static GArray *commands;

void
kontor_list_command_register (const char *entity, const char *name, const char *label,
                              const char *key, KontorListCommandFunc func)
{
  const KontorMenuCommand command = { entity, name, label, key, G_CALLBACK (func) };

  kontor_menu_command_announce (&commands, &command);
}

GMenuModel *
kontor_list_command_make_menu (const KontorEntity *entity)
{
  return kontor_menu_command_make_menu (commands, entity, "list.command", TRUE);
}

gboolean
kontor_list_command_run (const char *name, KontorDesk *desk, KontorTable *table)
{
  const KontorMenuCommand *command = kontor_menu_command_find (commands, name, kontor_table_get_entity (table)->name);

  if (command != NULL)
    ((KontorListCommandFunc) command->func) (desk, table);
  return command != NULL;
}
