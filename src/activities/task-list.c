#include "config.h"

#include "activities/task-list.h"

#include <glib/gi18n.h>

#include "activities/redirect-dialog.h"
#include "activities/task-create.h"
#include "kit/list-command.h"
#include "model/snapshot.h"

#define MINE "{\"all\": [{\"field\": \"manager_id\", \"is\": \"me\"}, {\"field\": \"state\", \"in\": [\"open\", \"taken\"]}]}"

/* More than that is work for an evening, not for a click. */
#define MOST_REDIRECTED 1000u

struct _KontorTaskList
{
  KontorListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (KontorTaskList, kontor_task_list, KONTOR_TYPE_LIST_PAGE)

static void
create (KontorListPage *page)
{
  kontor_task_create_present (kontor_page_get_desk (KONTOR_PAGE (page)), NULL);
}

static void
redirect_selected (KontorDesk *desk, KontorTable *table)
{
  g_autoptr (KontorSnapshot) selected = kontor_table_copy_selected (table);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  guint n_selected = selected != NULL ? kontor_snapshot_get_length (selected) : 0;

  if (n_selected > MOST_REDIRECTED)
    {
      g_autofree char *words = g_strdup_printf (_("At most %u tasks can be redirected at once"), MOST_REDIRECTED);

      kontor_desk_toast (desk, words, NULL);
      return;
    }
  for (guint i = 0; i < n_selected; i++)
    {
      char *id = g_malloc (KONTOR_IDENTIFIER_TEXT);

      kontor_snapshot_get (selected, i, id);
      g_ptr_array_add (ids, id);
    }
  g_ptr_array_add (ids, NULL);
  if (n_selected > 0)
    kontor_redirect_dialog_present (desk, (const char * const *) ids->pdata);
  else
    kontor_desk_toast (desk, _("Select the tasks first"), NULL);
}

static void
kontor_task_list_constructed (GObject *object)
{
  GtkWidget *assignments = gtk_button_new_with_mnemonic (_("_Assignments"));

  G_OBJECT_CLASS (kontor_task_list_parent_class)->constructed (object);

  gtk_widget_set_tooltip_text (assignments, _("What was given to somebody and is checked when it is done"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (assignments), "win.open-list");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (assignments), "(sss)", "assignment", "", "");
  kontor_list_page_add_action (KONTOR_LIST_PAGE (object), assignments);
}

static void
kontor_task_list_class_init (KontorTaskListClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = kontor_task_list_constructed;
  KONTOR_LIST_PAGE_CLASS (klass)->create = create;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_r, GDK_ALT_MASK, "list.command", "s", "redirect");
}

static void
kontor_task_list_init (KontorTaskList *self)
{
}

KontorPage *
kontor_task_list_new (KontorDesk *desk, const char *condition, const char *title)
{
  return g_object_new (KONTOR_TYPE_TASK_LIST, "desk", desk, "entity", "task",
                       "condition", condition, "title", title, NULL);
}

KontorPage *
kontor_task_list_new_mine (KontorDesk *desk)
{
  KontorPage *page = kontor_task_list_new (desk, MINE, _("My tasks"));

  kontor_page_set_key (page, "page:tasks");
  kontor_page_set_address (page, "win.open-page(('tasks', ''))");
  return page;
}

void
kontor_task_list_register (void)
{
  kontor_list_command_register ("task", "redirect", N_("_Redirect…"), "<Alt>r", redirect_selected);
}
