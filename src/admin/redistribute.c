#include "config.h"

#include "admin/redistribute.h"

#include <glib/gi18n.h>

#include "base/identifier.h"
#include "kit/list-command.h"
#include "model/snapshot.h"

/* More than that is work for an evening, not for a click. */
#define MOST_RECORDS 1000u

typedef struct
{
  KontorDesk *desk;
  const char *entity;
  char       *records;
  char       *operation;
} Redistribution;

static void
redistribution_free (gpointer data, GClosure *closure)
{
  Redistribution *self = data;

  g_object_unref (self->desk);
  g_free (self->records);
  g_free (self->operation);
  g_free (self);
}

static void
redistributed_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  Redistribution *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);

  if (answer == NULL)
    {
      kontor_desk_report_error (self->desk, error, _("Nothing was distributed"));
    }
  else
    {
      guint given = (guint) g_ascii_strtoull (kontor_result_get_by_name (answer, 0, "given"), NULL, 10);
      guint left = (guint) g_ascii_strtoull (kontor_result_get_by_name (answer, 0, "left_over"), NULL, 10);
      g_autofree char *words = g_strdup_printf (ngettext ("%u record was distributed", "%u records were distributed", given), given);
      g_autofree char *more = left > 0 ? g_strdup_printf (ngettext ("%s; no rule gives %u", "%s; no rule gives %u", left), words, left) : NULL;

      kontor_desk_toast (self->desk, more != NULL ? more : words, given > 0 ? self->operation : NULL);
    }
  redistribution_free (self, NULL);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *answer, Redistribution *asked)
{
  Redistribution *self;
  const char *params[3];

  if (!g_str_equal (answer, "distribute"))
    return;
  self = g_new0 (Redistribution, 1);
  self->desk = g_object_ref (asked->desk);
  self->entity = asked->entity;
  self->records = g_strdup (asked->records);
  self->operation = kontor_identifier_new ();
  params[0] = self->entity;
  params[1] = self->records;
  params[2] = self->operation;
  kontor_database_query_async (kontor_desk_get_database (self->desk), KONTOR_LANE_FRONT, "redistribute", params, 3,
                               NULL, redistributed_cb, self);
}

static void
ask (KontorDesk *desk, const KontorEntity *entity, KontorSnapshot *selected)
{
  Redistribution *self = g_new0 (Redistribution, 1);
  guint n = kontor_snapshot_get_length (selected);
  g_autofree char *heading = g_strdup_printf (ngettext ("Distribute %u record anew?", "Distribute %u records anew?", n), n);
  GtkWidget *dialog = adw_message_dialog_new (kontor_desk_get_window (desk), heading,
    _("The distribution rules give each of them to somebody, as if it came in now. What no rule fits stays whose it is."));

  self->desk = g_object_ref (desk);
  self->entity = entity->name;
  self->records = kontor_snapshot_to_array (selected, 0, n);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "distribute", _("_Distribute"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "distribute", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "distribute");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), self, redistribution_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
redistribute_selected (KontorDesk *desk, KontorTable *table)
{
  g_autoptr (KontorSnapshot) selected = kontor_table_copy_selected (table);
  KontorDatabase *database = kontor_desk_get_database (desk);

  if (database == NULL || g_strcmp0 (kontor_database_get_role (database), "seller") == 0)
    kontor_desk_toast (desk, _("Only heads and administrators distribute anew"), NULL);
  else if (selected == NULL || kontor_snapshot_get_length (selected) == 0)
    kontor_desk_toast (desk, _("Select the records first"), NULL);
  else if (kontor_snapshot_get_length (selected) > MOST_RECORDS)
    {
      g_autofree char *words = g_strdup_printf (_("At most %u records can be distributed at once"), MOST_RECORDS);

      kontor_desk_toast (desk, words, NULL);
    }
  else
    ask (desk, kontor_table_get_entity (table), selected);
}

void
kontor_redistribute_register (void)
{
  static const char * const distributed[] = { "partner", "deal", "claim", "offer" };

  for (guint i = 0; i < G_N_ELEMENTS (distributed); i++)
    kontor_list_command_register (distributed[i], "redistribute", N_("_Distribute anew…"), NULL, redistribute_selected);
}
