#include "config.h"

#include "activities/task-actions.h"

#include <glib/gi18n.h>

#include "activities/redirect-dialog.h"
#include "base/identifier.h"
#include "kit/desk.h"

static KontorDesk *
get_desk (KontorCard *card)
{
  return kontor_page_get_desk (KONTOR_PAGE (card));
}

static void
called_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorCard) card = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);

  if (rows != NULL)
    kontor_card_reload (card);
  else
    kontor_card_refuse (card, error, _("The task was not changed"));
}

static void
call (KontorCard *card, const char *query)
{
  g_autofree char *operation = kontor_identifier_new ();
  const char *params[] = { kontor_card_get_id (card), operation };

  kontor_database_query_async (kontor_desk_get_database (get_desk (card)), KONTOR_LANE_FRONT, query, params, 2,
                               NULL, called_cb, g_object_ref (card));
}

static void
take_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  call (KONTOR_CARD (widget), "take-task");
}

static void
give_back_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  call (KONTOR_CARD (widget), "give-back-task");
}

static void
redirect_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorCard *card = KONTOR_CARD (widget);

  if (kontor_card_get_record (card) != NULL)
    kontor_redirect_dialog_present (get_desk (card), (const char *[]) { kontor_card_get_id (card), NULL });
}

static void
open_link (GtkWidget *widget, const char *entity, const char *field)
{
  const char *id = kontor_card_get (KONTOR_CARD (widget), field);

  if (id != NULL)
    kontor_desk_open_record (get_desk (KONTOR_CARD (widget)), entity, id);
}

static void
open_deal_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_link (widget, "deal", "deal_id");
}

static void
open_process_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_link (widget, "process", "process_id");
}

void
kontor_task_actions_install (GtkWidgetClass *klass)
{
  g_return_if_fail (klass != NULL);

  gtk_widget_class_install_action (klass, "task.take", NULL, take_action);
  gtk_widget_class_install_action (klass, "task.give-back", NULL, give_back_action);
  gtk_widget_class_install_action (klass, "task.redirect", NULL, redirect_action);
  gtk_widget_class_install_action (klass, "task.open-deal", NULL, open_deal_action);
  gtk_widget_class_install_action (klass, "task.open-process", NULL, open_process_action);
}

gboolean
kontor_task_is_open (KontorRecord *task)
{
  const char *state;

  g_return_val_if_fail (KONTOR_IS_RECORD (task), FALSE);

  state = kontor_record_get (task, "state");
  return g_strcmp0 (state, "open") == 0 || g_strcmp0 (state, "taken") == 0;
}

void
kontor_task_actions_enable (KontorCard *card)
{
  g_return_if_fail (KONTOR_IS_CARD (card));

  gtk_widget_action_set_enabled (GTK_WIDGET (card), "task.give-back", g_strcmp0 (kontor_card_get (card, "state"), "taken") == 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (card), "task.redirect", kontor_task_is_open (kontor_card_get_record (card)));
  gtk_widget_action_set_enabled (GTK_WIDGET (card), "card.delete", kontor_card_get (card, "process_id") == NULL);
}
