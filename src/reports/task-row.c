#include "config.h"

#include "reports/task-row.h"

#include <glib/gi18n.h>

#include "base/moment.h"

GtkWidget *
kontor_task_row_new (const char *id,
                     const char *name,
                     const char *partner,
                     const char *due_at,
                     gboolean    overdue)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (overdue ? "dialog-warning-symbolic" : "kontor-tasks-symbolic");
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (name);
  GtkWidget *due = gtk_label_new (NULL);
  g_autofree char *when = kontor_moment_format (due_at);
  g_autofree char *exact = kontor_moment_format_exact (due_at);
  g_autofree char *words = NULL;

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (title, name);
  gtk_box_append (GTK_BOX (texts), title);
  if (partner != NULL)
    {
      GtkWidget *subtitle = gtk_label_new (partner);

      gtk_label_set_xalign (GTK_LABEL (subtitle), 0);
      gtk_label_set_ellipsize (GTK_LABEL (subtitle), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (subtitle, "caption");
      gtk_widget_add_css_class (subtitle, "dim-label");
      gtk_box_append (GTK_BOX (texts), subtitle);
    }
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);

  gtk_label_set_text (GTK_LABEL (due), when);
  gtk_widget_add_css_class (due, "caption");
  gtk_widget_add_css_class (due, "numeric");
  gtk_widget_add_css_class (due, overdue ? "error" : "dim-label");
  gtk_widget_add_css_class (icon, overdue ? "error" : "dim-label");
  gtk_widget_set_tooltip_text (due, exact);

  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), due);
  gtk_widget_add_css_class (box, "task-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  words = g_strdup_printf (overdue ? _("%s, %s, overdue: %s") : _("%s, %s, due: %s"),
                           name, partner != NULL ? partner : "", when);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (row), "kontor-id", g_strdup (id), g_free);
  return row;
}

const char *
kontor_task_row_get_id (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "kontor-id");
}
