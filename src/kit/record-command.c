#include "config.h"

#include "kit/record-command.h"

#include <glib/gi18n.h>

#include "kit/card.h"

#define ACTION "card.command"

typedef struct
{
  const char              *entity;
  const char              *name;
  const char              *label;
  const char              *key;
  KontorRecordCommandFunc  func;
} Command;

static GArray *commands;

static gboolean
fits (const Command *command, const char *entity)
{
  return command->entity == NULL || g_strcmp0 (command->entity, entity) == 0;
}

static const Command *
find (const char *name, const char *entity)
{
  for (guint i = 0; commands != NULL && i < commands->len; i++)
    {
      const Command *command = &g_array_index (commands, Command, i);

      if (g_str_equal (command->name, name) && fits (command, entity))
        return command;
    }
  return NULL;
}

static void
command_action (GtkWidget *card, const char *action, GVariant *parameter)
{
  KontorRecord *record = kontor_card_get_record (KONTOR_CARD (card));

  if (record != NULL)
    kontor_record_command_run (g_variant_get_string (parameter, NULL), kontor_page_get_desk (KONTOR_PAGE (card)), record);
}

void
kontor_record_command_register (const char *entity, const char *name, const char *label,
                                const char *key, KontorRecordCommandFunc func)
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
kontor_record_command_make_menu (const KontorEntity *entity, const char *action)
{
  GMenu *menu = g_menu_new ();

  g_return_val_if_fail (entity != NULL && action != NULL, NULL);

  for (guint i = 0; commands != NULL && i < commands->len; i++)
    {
      const Command *command = &g_array_index (commands, Command, i);
      g_autoptr (GMenuItem) item = NULL;

      if (!fits (command, entity->name))
        continue;
      item = g_menu_item_new (_(command->label), NULL);
      g_menu_item_set_action_and_target (item, action, "s", command->name);
      if (command->key != NULL && g_str_equal (action, ACTION))
        g_menu_item_set_attribute (item, "accel", "s", command->key);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

gboolean
kontor_record_command_run (const char *name, KontorDesk *desk, KontorRecord *record)
{
  const Command *command;

  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (KONTOR_IS_RECORD (record), FALSE);

  command = find (name, kontor_record_get_entity (record)->name);
  /* What the server does not know yet cannot be spoken about. */
  if (command != NULL && kontor_record_get_version (record) > 0)
    command->func (desk, record);
  return command != NULL;
}

void
kontor_record_command_install (GtkWidgetClass *klass, const char *entity)
{
  g_return_if_fail (klass != NULL);

  gtk_widget_class_install_action (klass, ACTION, "s", command_action);
  for (guint i = 0; commands != NULL && i < commands->len; i++)
    {
      const Command *command = &g_array_index (commands, Command, i);
      guint key;
      GdkModifierType modifiers;

      if (command->key != NULL && (entity == NULL || fits (command, entity)) && gtk_accelerator_parse (command->key, &key, &modifiers))
        gtk_widget_class_add_binding_action (klass, key, modifiers, ACTION, "s", command->name);
    }
}

void
kontor_record_command_extend (GMenu *menu, const KontorEntity *entity)
{
  g_autoptr (GMenuModel) section = NULL;

  g_return_if_fail (G_IS_MENU (menu));

  section = kontor_record_command_make_menu (entity, ACTION);
  if (g_menu_model_get_n_items (section) > 0)
    g_menu_prepend_section (menu, NULL, section);
}
