#include "config.h"

#include "reports/notice-list.h"

#include <glib/gi18n.h>

#include "base/moment.h"
#include "kit/desk.h"
#include "kit/notice-text.h"

/* Pixels: four reminders; the rest is scrolled to. */
#define MOST_HEIGHT 196

struct _KontorNoticeList
{
  AdwBin      parent_instance;

  GtkListBox *list;
  GtkWidget  *scroller;
  GtkWidget  *all;
};

G_DEFINE_FINAL_TYPE (KontorNoticeList, kontor_notice_list, ADW_TYPE_BIN)

static void
seen_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorDesk) desk = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);

  /* Where it went well the news of it fills the list anew. */
  if (answer == NULL)
    kontor_desk_report_error (desk, error, _("The reminder was not marked as seen"));
}

/* @notices: an array of the server, or NULL for all. */
static void
see (KontorNoticeList *self, const char *notices)
{
  KontorDesk *desk = kontor_desk_from_widget (GTK_WIDGET (self));
  const char *params[] = { notices };

  if (desk != NULL && kontor_desk_get_database (desk) != NULL)
    kontor_database_query_async (kontor_desk_get_database (desk), KONTOR_LANE_FRONT, "see-notifications", params, 1,
                                 NULL, seen_cb, g_object_ref (desk));
}

static void
all_clicked_cb (KontorNoticeList *self)
{
  g_autoptr (GString) notices = g_string_new ("{");
  GtkListBoxRow *row;

  /* Those that were read, and not one that comes at this moment. */
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    g_string_append_printf (notices, "%s%s", i > 0 ? "," : "", (const char *) g_object_get_data (G_OBJECT (row), "notice"));
  g_string_append_c (notices, '}');
  see (self, notices->str);
}

static void
one_clicked_cb (GtkButton *button, KontorNoticeList *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW);
  g_autofree char *notices = g_strdup_printf ("{%s}", (const char *) g_object_get_data (G_OBJECT (row), "notice"));

  see (self, notices);
}

static void
activated_cb (KontorNoticeList *self, GtkListBoxRow *row)
{
  KontorDesk *desk = kontor_desk_from_widget (GTK_WIDGET (self));

  if (desk != NULL)
    kontor_desk_open_record (desk, "task", g_object_get_data (G_OBJECT (row), "task"));
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, text);
  if (style != NULL)
    {
      gtk_widget_add_css_class (label, style);
      gtk_widget_add_css_class (label, "dim-label");
    }
  return label;
}

static GtkWidget *
make_row (KontorNoticeList *self, KontorResult *notices, guint i)
{
  gboolean reminder = g_str_equal (kontor_result_get_by_name (notices, i, "kind"), "reminder");
  g_autofree char *title = kontor_notice_text_title (notices, i);
  g_autofree char *detail = kontor_notice_text_detail (notices, i);
  g_autofree char *told = kontor_moment_format (kontor_result_get_by_name (notices, i, "at"));
  /* Translators: the words of a reminder */
  g_autofree char *words = g_strdup_printf (_("Mark as seen: %s"), title);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (reminder ? "alarm-symbolic" : "dialog-warning-symbolic");
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *moment = make_label (told, "caption");
  GtkWidget *seen = gtk_button_new_from_icon_name ("object-select-symbolic");

  gtk_widget_add_css_class (icon, reminder ? "dim-label" : "error");
  gtk_box_append (GTK_BOX (texts), make_label (title, NULL));
  if (*detail != '\0')
    gtk_box_append (GTK_BOX (texts), make_label (detail, "caption"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (moment, "numeric");
  gtk_widget_add_css_class (seen, "flat");
  gtk_widget_set_valign (seen, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (seen, _("Mark as seen"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (seen), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_signal_connect_object (seen, "clicked", G_CALLBACK (one_clicked_cb), self, 0);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), moment);
  gtk_box_append (GTK_BOX (box), seen);
  gtk_widget_add_css_class (box, "task-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail, -1);
  g_object_set_data_full (G_OBJECT (row), "notice", g_strdup (kontor_result_get_by_name (notices, i, "id")), g_free);
  g_object_set_data_full (G_OBJECT (row), "task", g_strdup (kontor_result_get_by_name (notices, i, "task_id")), g_free);
  return row;
}

static void
kontor_notice_list_class_init (KontorNoticeListClass *klass)
{
}

static void
kontor_notice_list_init (KontorNoticeList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *heading = gtk_label_new (_("Reminders"));

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_set_hexpand (heading, TRUE);
  gtk_widget_add_css_class (heading, "heading");
  self->all = gtk_button_new_with_mnemonic (_("Mark all as _seen"));
  gtk_widget_add_css_class (self->all, "flat");
  g_signal_connect_swapped (self->all, "clicked", G_CALLBACK (all_clicked_cb), self);
  gtk_box_append (GTK_BOX (header), heading);
  gtk_box_append (GTK_BOX (header), self->all);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "plain-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Reminders"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));

  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), self->scroller);
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "panel");
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* As tall as its rows, up to a few: the page around it gives no more than the least. */
static void
show_height (KontorNoticeList *self)
{
  int height;

  gtk_widget_measure (GTK_WIDGET (self->list), GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), MIN (height, MOST_HEIGHT));
}

void
kontor_notice_list_fill (KontorNoticeList *self, KontorResult *notices)
{
  GtkWidget *focus, *row;
  int had_focus = -1;

  g_return_if_fail (KONTOR_IS_NOTICE_LIST (self));
  g_return_if_fail (notices != NULL);

  focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  if (focus != NULL)
    had_focus = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus));
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < kontor_result_get_n_rows (notices); i++)
    gtk_list_box_append (self->list, make_row (self, notices, i));
  gtk_widget_set_visible (self->all, kontor_result_get_n_rows (notices) > 1);
  gtk_widget_set_visible (GTK_WIDGET (self), kontor_result_get_n_rows (notices) > 0);
  show_height (self);
  if (had_focus >= 0 && kontor_result_get_n_rows (notices) > 0)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (
      self->list, MIN (had_focus, (int) kontor_result_get_n_rows (notices) - 1))));
}
