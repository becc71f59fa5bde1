#include "config.h"

#include "activities/task-list.h"

#include <glib/gi18n.h>

#include "activities/redirect-dialog.h"
#include "activities/task-create.h"
#include "kit/list-command.h"
#include "model/snapshot.h"

#define MINE "{\"all\": [{\"field\": \"manager_id\", \"is\": \"me\"}, {\"field\": \"state\", \"in\": [\"open\", \"taken\"]}]}"

/* What anybody of the role may take; a seller sees no others. */
#define FREE "{\"all\": [{\"field\": \"manager_id\", \"empty\": true}, {\"field\": \"state\", \"is\": \"open\"}%s%s%s]}"
/* Several lines of news come together. */
#define COUNT_DELAY_MILLISECONDS 200

/* More than that is work for an evening, not for a click. */
#define MOST_REDIRECTED 1000u

struct _KontorTaskList
{
  KontorListPage  parent_instance;

  /* how many may be taken; hidden while there are none */
  GtkWidget      *free;
  GCancellable   *cancellable;
  guint           count_source;
};

G_DEFINE_FINAL_TYPE (KontorTaskList, kontor_task_list, KONTOR_TYPE_LIST_PAGE)

static void
create (KontorListPage *page)
{
  kontor_task_create_present (kontor_page_get_desk (KONTOR_PAGE (page)), NULL);
}

static const char *
describe_empty (KontorListPage *page)
{
  return g_strcmp0 (kontor_list_page_get_condition (page), MINE) == 0 ? _("Nothing to do") : NULL;
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

/* What may be taken ---------------------------------------------------------------------- */

static void
counted_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorTaskList) self = user_data;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, NULL);
  guint n = rows != NULL && kontor_result_get_n_rows (rows) > 0 ? (guint) kontor_result_get_integer (rows, 0, 0) : 0;
  g_autofree char *words = g_strdup_printf (_("To _take: %u"), n);

  if (rows == NULL || self->free == NULL)
    return;
  gtk_button_set_label (GTK_BUTTON (self->free), words);
  gtk_widget_set_visible (self->free, n > 0);
}

static gboolean
count_cb (gpointer user_data)
{
  KontorTaskList *self = user_data;
  KontorDatabase *database = kontor_desk_get_database (kontor_page_get_desk (KONTOR_PAGE (self)));

  self->count_source = 0;
  if (database != NULL)
    kontor_database_query_async (database, KONTOR_LANE_BACK, "tasks-to-take", NULL, 0, self->cancellable,
                                 counted_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
entity_changed_cb (KontorTaskList *self, const char *entity)
{
  if (g_strcmp0 (entity, "task") == 0 && self->count_source == 0)
    self->count_source = g_timeout_add (COUNT_DELAY_MILLISECONDS, count_cb, self);
}

static void
add_free (KontorTaskList *self)
{
  KontorDesk *desk = kontor_page_get_desk (KONTOR_PAGE (self));
  KontorDatabase *database = kontor_desk_get_database (desk);
  const char *role = database != NULL ? kontor_database_get_role (database) : NULL;
  gboolean every = role == NULL || g_str_equal (role, "seller");
  g_autofree char *condition = g_strdup_printf (FREE, every ? "" : ", {\"field\": \"for_role\", \"is\": \"", every ? "" : role,
                                                every ? "" : "\"}");

  self->cancellable = g_cancellable_new ();
  self->free = kontor_list_page_add_link (KONTOR_LIST_PAGE (self), "", _("What nobody does yet and you may take"),
                                          "win.open-list", g_variant_new ("(sss)", "task", condition, _("Tasks to take")));
  gtk_widget_set_visible (self->free, FALSE);
  if (kontor_desk_get_store (desk) == NULL)
    return;
  g_signal_connect_object (kontor_desk_get_store (desk), "entity-changed", G_CALLBACK (entity_changed_cb), self, G_CONNECT_SWAPPED);
  count_cb (self);
}

static void
kontor_task_list_dispose (GObject *object)
{
  KontorTaskList *self = KONTOR_TASK_LIST (object);

  g_clear_handle_id (&self->count_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->free = NULL;

  G_OBJECT_CLASS (kontor_task_list_parent_class)->dispose (object);
}

static void
kontor_task_list_constructed (GObject *object)
{
  G_OBJECT_CLASS (kontor_task_list_parent_class)->constructed (object);

  add_free (KONTOR_TASK_LIST (object));
  kontor_list_page_add_link (KONTOR_LIST_PAGE (object), _("_Assignments"), _("What was given to somebody and is checked when it is done"),
                             "win.open-list", g_variant_new ("(sss)", "assignment", "", ""));
}

static void
kontor_task_list_class_init (KontorTaskListClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = kontor_task_list_constructed;
  G_OBJECT_CLASS (klass)->dispose = kontor_task_list_dispose;
  KONTOR_LIST_PAGE_CLASS (klass)->create = create;
  KONTOR_LIST_PAGE_CLASS (klass)->describe_empty = describe_empty;
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
