#include "config.h"

#include "admin/history-page.h"

#include <glib/gi18n.h>

#include "admin/changed-row.h"
#include "admin/operation.h"
#include "base/moment.h"
#include "kit/table-column.h"

struct _KontorHistoryPage
{
  KontorPage          parent_instance;
  GtkStack           *stack;
  GtkColumnView      *view;
  GtkBox             *details;
  GtkDropDown        *who;
  GtkDropDown        *days;
  GtkButton          *undo_button;
  GListStore         *operations;
  GtkSingleSelection *selection;
  GCancellable       *cancellable;
  /* of the details that are being read */
  GCancellable       *details_cancellable;
};

G_DEFINE_FINAL_TYPE (KontorHistoryPage, kontor_history_page, KONTOR_TYPE_PAGE)

typedef char *(*CellText) (KontorOperation *operation);

static char *
when_text (KontorOperation *operation)
{
  return kontor_moment_format (kontor_operation_get_at (operation));
}

static char *
author_text (KontorOperation *operation)
{
  return g_strdup (kontor_operation_get_author (operation) != NULL ? kontor_operation_get_author (operation) : "");
}

static char *
title_text (KontorOperation *operation)
{
  if (kontor_operation_is_undone (operation))
    return g_strdup_printf (_("%s (undone)"), kontor_operation_get_title (operation));
  return g_strdup (kontor_operation_get_title (operation));
}

static char *
count_text (KontorOperation *operation)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, kontor_operation_get_n_rows (operation));
}

static void
show_cell (GtkInscription *cell, KontorOperation *operation, CellText text)
{
  g_autofree char *words = text (operation);

  gtk_inscription_set_text (cell, words);
  if (kontor_operation_is_undone (operation))
    gtk_widget_add_css_class (GTK_WIDGET (cell), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (cell), "dim-label");
}

static void
undone_changed_cb (KontorOperation *operation, GParamSpec *pspec, GtkListItem *item)
{
  show_cell (GTK_INSCRIPTION (gtk_list_item_get_child (item)), operation, g_object_get_data (G_OBJECT (item), "text"));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer text)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), 10);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (cell), 1);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (cell), 1);
  /* A shortened text is a taller line: from the top, it stands level with the others. */
  gtk_inscription_set_yalign (GTK_INSCRIPTION (cell), 0);
  gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
  if (text == count_text)
    {
      gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), 1);
      gtk_widget_add_css_class (cell, "numeric");
    }
  g_object_set_data (G_OBJECT (item), "text", text);
  gtk_list_item_set_child (item, cell);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer text)
{
  KontorOperation *operation = gtk_list_item_get_item (item);

  g_signal_connect (operation, "notify::undone", G_CALLBACK (undone_changed_cb), item);
  show_cell (GTK_INSCRIPTION (gtk_list_item_get_child (item)), operation, text);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer text)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), undone_changed_cb, item);
}

static void
append_column (KontorHistoryPage *self, const char *title, int width, gboolean expand, CellText text)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), text);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), text);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), text);
  gtk_column_view_column_set_fixed_width (column, (int) (width * kontor_table_column_get_text_scale ()));
  gtk_column_view_column_set_expand (column, expand);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (self->view, column);
}

static void
clear_details (KontorHistoryPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->details))) != NULL)
    gtk_box_remove (self->details, child);
}

static void
append_detail (KontorHistoryPage *self, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (self->details, label);
}

static KontorOperation *
get_selected (KontorHistoryPage *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static void
show_heading (KontorHistoryPage *self, KontorOperation *operation)
{
  g_autofree char *when = kontor_moment_format_exact (kontor_operation_get_at (operation));
  const char *author = kontor_operation_get_author (operation);
  g_autofree char *line = g_strdup_printf ("%s · %s", author != NULL ? author : "–", when);

  clear_details (self);
  append_detail (self, kontor_operation_get_title (operation), "heading");
  append_detail (self, line, "dim-label");
}

static void
rows_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorHistoryPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);
  KontorDesk *desk = kontor_page_get_desk (KONTOR_PAGE (self));
  guint n_later = 0;

  if (answer == NULL)
    {
      kontor_desk_report_error (desk, error, _("The step could not be read"));
      return;
    }
  if (get_selected (self) == NULL)
    return;
  show_heading (self, get_selected (self));
  for (guint i = 0; i < kontor_result_get_n_rows (answer); i++)
    {
      gtk_box_append (self->details, kontor_changed_row_new (desk, answer, i));
      n_later += kontor_result_get_boolean (answer, i, 5);
    }
  if (n_later > 0)
    append_detail (self, _("What has been changed again since stays as it is when this step is undone."), "dim-label");
}

static void
selected_cb (KontorHistoryPage *self)
{
  KontorOperation *operation = get_selected (self);
  KontorDatabase *database = kontor_desk_get_database (kontor_page_get_desk (KONTOR_PAGE (self)));

  gtk_widget_set_sensitive (GTK_WIDGET (self->undo_button), operation != NULL && !kontor_operation_is_undone (operation));
  clear_details (self);
  if (self->details_cancellable != NULL)
    g_cancellable_cancel (self->details_cancellable);
  g_clear_object (&self->details_cancellable);
  if (operation == NULL || database == NULL)
    return;

  show_heading (self, operation);
  self->details_cancellable = g_cancellable_new ();
  {
    const char *params[] = { kontor_operation_get_id (operation) };

    kontor_database_query_async (database, KONTOR_LANE_FRONT, "history-rows", params, G_N_ELEMENTS (params),
                                 self->details_cancellable, rows_read_cb, g_object_ref (self));
  }
}

static void
operations_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorHistoryPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  kontor_page_set_loading (KONTOR_PAGE (self), FALSE);
  if (answer == NULL)
    {
      kontor_desk_report_error (kontor_page_get_desk (KONTOR_PAGE (self)), error, _("The history could not be read"));
      return;
    }
  for (guint i = 0; i < kontor_result_get_n_rows (answer); i++)
    g_ptr_array_add (found, kontor_operation_new (answer, i));
  g_list_store_splice (self->operations, 0, g_list_model_get_n_items (G_LIST_MODEL (self->operations)),
                       found->pdata, found->len);
  gtk_stack_set_visible_child_name (self->stack, found->len > 0 ? "list" : "empty");
}

static void
kontor_history_page_refresh (KontorPage *page)
{
  static const char * const spans[] = { "1", "7", "30" };
  KontorHistoryPage *self = KONTOR_HISTORY_PAGE (page);
  KontorDatabase *database = kontor_desk_get_database (kontor_page_get_desk (page));
  guint chosen = MIN (gtk_drop_down_get_selected (self->days), G_N_ELEMENTS (spans) - 1);
  const char *params[] = { spans[chosen], gtk_drop_down_get_selected (self->who) == 1 ? "mine" : "all" };

  if (database == NULL)
    return;
  kontor_page_set_loading (page, TRUE);
  kontor_database_query_async (database, KONTOR_LANE_BACK, "history-operations", params, G_N_ELEMENTS (params),
                               self->cancellable, operations_read_cb, g_object_ref (self));
}

static void
chosen_cb (KontorHistoryPage *self)
{
  if (kontor_page_get_desk (KONTOR_PAGE (self)) != NULL)
    kontor_history_page_refresh (KONTOR_PAGE (self));
}

typedef struct
{
  KontorHistoryPage *page;
  KontorOperation   *operation;
} Undoing;

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Undoing *undoing = user_data;
  KontorDesk *desk = kontor_page_get_desk (KONTOR_PAGE (undoing->page));
  g_autoptr(GError) error = NULL;
  guint n_conflicts = 0;

  if (!kontor_store_undo_finish (KONTOR_STORE (source), result, &n_conflicts, &error))
    kontor_desk_report_error (desk, error, _("It could not be undone"));
  else
    {
      g_autofree char *words =
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Undone, except %u record that was changed again since",
                                      "Undone, except %u records that were changed again since", n_conflicts), n_conflicts);

      kontor_operation_mark_undone (undoing->operation);
      kontor_desk_toast (desk, n_conflicts > 0 ? words : _("Undone"), NULL);
      kontor_history_page_refresh (KONTOR_PAGE (undoing->page));
    }
  g_object_unref (undoing->page);
  g_object_unref (undoing->operation);
  g_free (undoing);
}

static void
undo_cb (KontorHistoryPage *self)
{
  KontorStore *store = kontor_desk_get_store (kontor_page_get_desk (KONTOR_PAGE (self)));
  KontorOperation *operation = get_selected (self);
  Undoing *undoing;

  if (operation == NULL || store == NULL)
    return;
  undoing = g_new0 (Undoing, 1);
  undoing->page = g_object_ref (self);
  undoing->operation = g_object_ref (operation);
  kontor_store_undo_async (store, kontor_operation_get_id (operation), NULL, undone_cb, undoing);
}

static void
kontor_history_page_arrive (KontorPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (KONTOR_HISTORY_PAGE (page)->view));
}

static void
kontor_history_page_constructed (GObject *object)
{
  G_OBJECT_CLASS (kontor_history_page_parent_class)->constructed (object);
  kontor_history_page_refresh (KONTOR_PAGE (object));
}

static void
kontor_history_page_dispose (GObject *object)
{
  KontorHistoryPage *self = KONTOR_HISTORY_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->details_cancellable != NULL)
    g_cancellable_cancel (self->details_cancellable);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);

  G_OBJECT_CLASS (kontor_history_page_parent_class)->dispose (object);
}

static void
kontor_history_page_finalize (GObject *object)
{
  KontorHistoryPage *self = KONTOR_HISTORY_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->details_cancellable);
  g_clear_object (&self->selection);
  g_clear_object (&self->operations);

  G_OBJECT_CLASS (kontor_history_page_parent_class)->finalize (object);
}

static void
kontor_history_page_class_init (KontorHistoryPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = kontor_history_page_constructed;
  object_class->dispose = kontor_history_page_dispose;
  object_class->finalize = kontor_history_page_finalize;
  KONTOR_PAGE_CLASS (klass)->refresh = kontor_history_page_refresh;
  KONTOR_PAGE_CLASS (klass)->arrive = kontor_history_page_arrive;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/admin/history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorHistoryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KontorHistoryPage, view);
  gtk_widget_class_bind_template_child (widget_class, KontorHistoryPage, details);
  gtk_widget_class_bind_template_child (widget_class, KontorHistoryPage, who);
  gtk_widget_class_bind_template_child (widget_class, KontorHistoryPage, days);
  gtk_widget_class_bind_template_child (widget_class, KontorHistoryPage, undo_button);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
}

static void
kontor_history_page_init (KontorHistoryPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->operations = g_list_store_new (KONTOR_TYPE_OPERATION);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->operations)));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  append_column (self, _("When"), 140, FALSE, when_text);
  append_column (self, _("Who"), 130, FALSE, author_text);
  append_column (self, _("What"), 240, TRUE, title_text);
  append_column (self, _("Records"), 70, FALSE, count_text);
}

KontorPage *
kontor_history_page_new (KontorDesk *desk, const char *argument)
{
  return g_object_new (KONTOR_TYPE_HISTORY_PAGE,
                       "desk", desk,
                       "title", _("History"),
                       "icon-name", "kontor-history-symbolic",
                       "key", "page:history",
                       "address", "win.open-page(('history', ''))",
                       NULL);
}
