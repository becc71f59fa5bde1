#include "config.h"

#include "activities/due.h"

#include <glib/gi18n.h>

#include "base/moment.h"

void
kontor_due_show (GtkLabel *label, const char *due_at, gboolean is_open)
{
  g_autoptr (GDateTime) due = kontor_moment_parse (due_at);
  g_autofree char *moment = kontor_moment_format (due_at);
  g_autofree char *words = NULL;
  gboolean is_late = is_open && kontor_moment_is_past (due_at);

  g_return_if_fail (GTK_IS_LABEL (label));

  if (is_late)
    /* Translators: %s is a moment such as "yesterday, 14:00" */
    words = g_strdup_printf (_("Overdue since %s"), moment);
  else if (due != NULL)
    words = g_strdup_printf (_("Due %s"), moment);
  gtk_label_set_text (label, words != NULL ? words : "");
  if (is_late)
    gtk_widget_add_css_class (GTK_WIDGET (label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "error");
}
