#include "config.h"

#include "admin/admin.h"

#include <glib/gi18n.h>

#include "admin/administration-page.h"
#include "admin/directories-page.h"
#include "admin/distribution-rule-card.h"
#include "admin/distribution-rules-page.h"
#include "admin/employee-card.h"
#include "admin/history-page.h"
#include "admin/import-page.h"
#include "admin/person-window.h"
#include "admin/redistribute.h"
#include "admin/start-rule-card.h"
#include "admin/start-rules-page.h"

static KontorPage *
create_employee (KontorDesk *desk, const char *id)
{
  /* A new person is not a tab but a small window. */
  if (id == NULL || *id == '\0')
    {
      KontorDatabase *database = kontor_desk_get_database (desk);

      if (database != NULL && g_strcmp0 (kontor_database_get_role (database), "administrator") != 0)
        kontor_desk_toast (desk, _("Only an administrator lets people in"), NULL);
      else
        kontor_person_window_new_person (desk);
      return NULL;
    }
  return kontor_employee_card_new (desk, id);
}

void
kontor_admin_register (void)
{
  kontor_desk_register_page ("administration", kontor_administration_page_new);
  kontor_desk_register_page ("directories", kontor_directories_page_new);
  kontor_desk_register_page ("distribution-rules", kontor_distribution_rules_page_new);
  kontor_desk_register_page ("history", kontor_history_page_new);
  kontor_desk_register_page ("import", kontor_import_page_new);
  kontor_desk_register_page ("start-rules", kontor_start_rules_page_new);
  kontor_desk_register_card ("distribution_rule", kontor_distribution_rule_card_new);
  kontor_desk_register_card ("employee", create_employee);
  kontor_desk_register_card ("start_rule", kontor_start_rule_card_new);
  kontor_redistribute_register ();
}

static void
change_password_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorDatabase *database = kontor_desk_get_database (user_data);
  const char *id = database != NULL ? kontor_database_get_employee_id (database) : NULL;

  if (id != NULL)
    kontor_person_window_new_password (user_data, id, kontor_database_get_employee_name (database),
                                       kontor_database_get_login (database));
}

void
kontor_admin_add_actions (GActionMap *window, KontorDesk *desk)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new ("change-password", NULL);

  g_return_if_fail (G_IS_ACTION_MAP (window));
  g_return_if_fail (KONTOR_IS_DESK (desk));

  g_signal_connect_object (action, "activate", G_CALLBACK (change_password_cb), desk, 0);
  g_action_map_add_action (window, G_ACTION (action));
}
