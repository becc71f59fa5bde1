#include "config.h"

#include "activities/activities.h"

#include <glib/gi18n.h>

#include "activities/assignment-card.h"
#include "activities/assignment-create.h"
#include "activities/redirect-dialog.h"
#include "activities/task-create.h"
#include "activities/task-list.h"
#include "activities/task-page.h"
#include "activities/task-watch.h"
#include "kit/record-command.h"

static KontorPage *
create_task (KontorDesk *desk, const char *id)
{
  /* A new task is not a tab but a small dialog. */
  if (id == NULL || *id == '\0')
    {
      kontor_task_create_present (desk, NULL);
      return NULL;
    }
  return kontor_task_page_new (desk, id);
}

static KontorPage *
create_assignment (KontorDesk *desk, const char *id)
{
  if (id == NULL || *id == '\0')
    {
      kontor_assignment_create_present (desk, NULL);
      return NULL;
    }
  return kontor_assignment_card_new (desk, id);
}

static KontorPage *
create_my_tasks (KontorDesk *desk, const char *argument)
{
  return kontor_task_list_new_mine (desk);
}

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/org/kontor/Kontor/ui/activities/activities.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

void
kontor_activities_register (void)
{
  /* R147: from whatever card or row. */
  static const char * const subjects[] = { "partner", "person", "legal_entity", "deal", "offer", "claim", "interaction", "product",
                                           "employee", "assignment", "project" };

  load_style ();
  kontor_task_list_register ();
  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      kontor_record_command_register (subjects[i], "new-task", N_("New _task…"), "<Alt>k", kontor_task_create_present);
      kontor_record_command_register (subjects[i], "new-assignment", N_("New _assignment…"), "<Alt>g", kontor_assignment_create_present);
    }
  kontor_desk_register_card ("assignment", create_assignment);
  kontor_desk_register_card ("task", create_task);
  kontor_desk_register_list ("task", kontor_task_list_new);
  kontor_desk_register_page ("tasks", create_my_tasks);
}

static void
redirect_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autofree const char **tasks = g_variant_get_strv (parameter, NULL);

  if (tasks[0] != NULL)
    kontor_redirect_dialog_present (user_data, tasks);
}

void
kontor_activities_add_actions (GActionMap *window, KontorDesk *desk)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new ("redirect-tasks", G_VARIANT_TYPE_STRING_ARRAY);

  g_return_if_fail (G_IS_ACTION_MAP (window));
  g_return_if_fail (KONTOR_IS_DESK (desk));

  g_signal_connect_object (action, "activate", G_CALLBACK (redirect_cb), desk, 0);
  g_action_map_add_action (window, G_ACTION (action));
}

void
kontor_activities_watch (KontorDesk *desk)
{
  g_return_if_fail (KONTOR_IS_DESK (desk));

  if (kontor_desk_get_store (desk) != NULL)
    g_object_set_data_full (G_OBJECT (desk), "kontor-task-watch", kontor_task_watch_new (desk), g_object_unref);
}
