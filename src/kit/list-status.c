#include "config.h"

#include "kit/list-status.h"

#include <glib/gi18n.h>

void
kontor_list_status_show_error (AdwStatusPage *status, GtkButton *button, const char *error)
{
  g_autofree char *markup = g_markup_escape_text (error, -1);

  adw_status_page_set_icon_name (status, "dialog-warning-symbolic");
  adw_status_page_set_title (status, _("The list cannot be shown"));
  adw_status_page_set_description (status, markup);
  gtk_button_set_label (button, _("_Try again"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "list.refresh");
  gtk_widget_set_visible (GTK_WIDGET (button), TRUE);
}

/* A name as it stands in the middle of a sentence. */
static char *
name_in_sentence (const char *name)
{
  const char *rest = g_utf8_next_char (name);
  g_autofree char *first = g_utf8_strdown (name, rest - name);

  return g_strconcat (first, rest, NULL);
}

static void
show_none_yet (AdwStatusPage *status, GtkButton *button, const KontorEntity *entity)
{
  gboolean is_read_only = (entity->flags & KONTOR_ENTITY_FLAG_READ_ONLY) != 0;
  g_autofree char *plural = name_in_sentence (_(entity->plural));
  g_autofree char *title = g_strdup_printf (_("No %s yet"), plural);

  adw_status_page_set_icon_name (status, entity->icon);
  adw_status_page_set_title (status, title);
  adw_status_page_set_description (status, is_read_only ? _("They begin on the card of what they are about.")
                                                        : _("Create the first one, or import a table."));
  gtk_button_set_label (button, _("_New"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "list.new");
  gtk_widget_set_visible (GTK_WIDGET (button), !is_read_only);
}

void
kontor_list_status_show_empty (AdwStatusPage *status, GtkButton *button, const KontorEntity *entity,
                               gboolean is_filtered, const char *view, const char *words)
{
  /* Translators: %s is the name of a view: “My open deals” */
  g_autofree char *empty = view != NULL ? g_strdup_printf (_("Nothing in “%s”"), view) : NULL;

  g_return_if_fail (ADW_IS_STATUS_PAGE (status));
  g_return_if_fail (GTK_IS_BUTTON (button));
  g_return_if_fail (entity != NULL);

  if (!is_filtered)
    {
      show_none_yet (status, button, entity);
      return;
    }
  adw_status_page_set_icon_name (status, view != NULL ? entity->icon : "edit-find-symbolic");
  adw_status_page_set_title (status, words != NULL ? words : empty != NULL ? empty : _("Nothing matches"));
  adw_status_page_set_description (status, view != NULL ? _("What belongs here appears by itself.")
                                                        : _("Try other words, or take the filters away."));
  gtk_button_set_label (button, _("Show _all"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "list.show-all");
  gtk_widget_set_visible (GTK_WIDGET (button), TRUE);
}
