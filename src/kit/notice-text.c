#include "config.h"

#include "kit/notice-text.h"

#include <glib/gi18n.h>

#include "base/moment.h"

char *
kontor_notice_text_title (KontorResult *notices, guint row)
{
  const char *kind, *task;
  g_autofree char *due = NULL;

  g_return_val_if_fail (notices != NULL && row < kontor_result_get_n_rows (notices), g_strdup (""));

  kind = kontor_result_get_by_name (notices, row, "kind");
  task = kontor_result_get_by_name (notices, row, "task");
  due = kontor_moment_format (kontor_result_get_by_name (notices, row, "due_at"));
  if (g_str_equal (kind, "reminder"))
    /* Translators: a moment and the name of a task */
    return g_strdup_printf (_("Due %s: %s"), due, task);
  if (g_str_equal (kind, "escalation"))
    return g_strdup_printf (_("Needs you: %s"), task);
  return g_strdup_printf (_("Overdue: %s"), task);
}

char *
kontor_notice_text_detail (KontorResult *notices, guint row)
{
  const char *performer, *about;

  g_return_val_if_fail (notices != NULL && row < kontor_result_get_n_rows (notices), g_strdup (""));

  performer = kontor_result_get_by_name (notices, row, "performer");
  about = kontor_result_get_by_name (notices, row, "about");
  /* Of one's own task one knows whose it is. */
  if (performer == NULL || kontor_result_get_boolean (notices, row, kontor_result_find_column (notices, "mine")))
    return g_strdup (about != NULL ? about : "");
  return about != NULL ? g_strdup_printf ("%s · %s", performer, about) : g_strdup (performer);
}
