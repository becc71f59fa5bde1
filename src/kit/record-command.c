#include "config.h"

#include "kit/record-command.h"

#include "kit/card.h"
#include "kit/menu-command.h"

#define ACTION "card.command"

static GArray *commands;

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
  const KontorMenuCommand command = { entity, name, label, key, G_CALLBACK (func) };

  kontor_menu_command_announce (&commands, &command);
}

GMenuModel *
kontor_record_command_make_menu (const KontorEntity *entity, const char *action)
{
  return kontor_menu_command_make_menu (commands, entity, action, g_strcmp0 (action, ACTION) == 0);
}

gboolean
kontor_record_command_run (const char *name, KontorDesk *desk, KontorRecord *record)
{
  const KontorMenuCommand *command;

  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (KONTOR_IS_RECORD (record), FALSE);

  command = kontor_menu_command_find (commands, name, kontor_record_get_entity (record)->name);
  /* What the server does not know yet cannot be spoken about. */
  if (command != NULL && kontor_record_get_version (record) > 0)
    ((KontorRecordCommandFunc) command->func) (desk, record);
  return command != NULL;
}

void
kontor_record_command_install (GtkWidgetClass *klass, const char *entity)
{
  g_return_if_fail (klass != NULL);

  gtk_widget_class_install_action (klass, ACTION, "s", command_action);
  for (guint i = 0; commands != NULL && i < commands->len; i++)
    {
      const KontorMenuCommand *command = &g_array_index (commands, KontorMenuCommand, i);
      guint key;
      GdkModifierType modifiers;

      if (command->key != NULL && (entity == NULL || kontor_menu_command_fits (command, entity)) && gtk_accelerator_parse (command->key, &key, &modifiers))
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
