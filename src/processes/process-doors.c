#include "config.h"

#include "processes/process-doors.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/identifier.h"
#include "kit/reason-dialog.h"
#include "kit/replace-text.h"

typedef struct
{
  KontorPage        *page;
  KontorProcessDoor  door;
  char              *process;
  char              *token;
  char              *point;
  char              *name;
  char              *reason;
  /* a repeated attempt is the same one */
  char              *operation;
} Errand;

static const struct
{
  const char *query;
  gboolean    asks;
  gboolean    destructive;
  const char *heading;
  const char *body;
  const char *verb;
  const char *failure;
} doors[] = {
  [KONTOR_PROCESS_STOP] = { "stop-process", TRUE, FALSE, N_("Stop the process?"),
    N_("Its tasks stay, but nobody can complete them until it is continued. Nested processes stop with it."), N_("_Stop"), N_("The process was not stopped") },
  [KONTOR_PROCESS_CONTINUE] = { "continue-process", FALSE, FALSE, NULL, NULL, NULL, N_("The process was not continued") },
  [KONTOR_PROCESS_CANCEL] = { "cancel-process", TRUE, TRUE, N_("Cancel the process?"),
    N_("Its open tasks are cancelled, and nested processes with it. This cannot be undone."), N_("_Cancel the process"), N_("The process was not cancelled") },
  [KONTOR_PROCESS_MOVE] = { "move-token", TRUE, FALSE, N_("Move the process to “%s”?"),
    N_("What it waits for now is called off. The move and its reason stay in the history."), N_("_Move"), N_("The process was not moved") },
  [KONTOR_PROCESS_RETRY] = { "retry-step", FALSE, FALSE, NULL, NULL, NULL, N_("It was not tried again") },
  [KONTOR_PROCESS_SKIP] = { "skip-step", TRUE, FALSE, N_("Skip “%s”?"),
    N_("The process goes on as if it were done. The reason stays in the history."), N_("_Skip"), N_("The step was not skipped") },
};

static void ask (Errand *errand, const char *problem);

static void
errand_clear (Errand *errand)
{
  g_object_unref (errand->page);
  g_free (errand->process);
  g_free (errand->token);
  g_free (errand->point);
  g_free (errand->name);
  g_free (errand->reason);
  g_free (errand->operation);
}

static void
errand_release (gpointer data)
{
  g_rc_box_release_full (data, (GDestroyNotify) errand_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, errand_release)

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Errand) errand = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);
  g_autofree char *words = NULL;

  kontor_page_refresh (errand->page);
  if (answer != NULL)
    return;
  if (!g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CONNECTION))
    {
      g_free (errand->operation);
      errand->operation = kontor_identifier_new ();
    }
  if (!doors[errand->door].asks || !GTK_IS_WINDOW (gtk_widget_get_root (GTK_WIDGET (errand->page))))
    {
      kontor_desk_report_error (kontor_page_get_desk (errand->page), error, _(doors[errand->door].failure));
      return;
    }
  words = kontor_error_describe (error);
  ask (errand, words);
}

static void
run (Errand *errand)
{
  KontorDatabase *database = kontor_desk_get_database (kontor_page_get_desk (errand->page));
  const char *params[5];
  guint n_params = 0;

  if (database == NULL)
    return;
  params[n_params++] = errand->process;
  if (errand->door >= KONTOR_PROCESS_MOVE)
    params[n_params++] = errand->token;
  if (errand->door == KONTOR_PROCESS_MOVE)
    params[n_params++] = errand->point;
  if (errand->door != KONTOR_PROCESS_RETRY)
    params[n_params++] = errand->reason;
  params[n_params++] = errand->operation;
  kontor_database_query_async (database, KONTOR_LANE_FRONT, doors[errand->door].query, params, n_params, NULL,
                               done_cb, g_rc_box_acquire (errand));
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, Errand *errand)
{
  if (g_strcmp0 (response, "do") != 0)
    return;
  kontor_replace_text (&errand->reason, kontor_reason_dialog_get_words (dialog));
  run (errand);
}

static void
ask (Errand *errand, const char *problem)
{
  g_autofree char *heading = errand->name != NULL ? g_strdup_printf (_(doors[errand->door].heading), errand->name)
                                                  : g_strdup (_(doors[errand->door].heading));
  g_autofree char *body = problem != NULL ? g_strdup_printf ("%s\n\n%s", problem, _(doors[errand->door].body))
                                          : g_strdup (_(doors[errand->door].body));
  AdwMessageDialog *dialog = kontor_reason_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (errand->page))), heading, body, _("Reason"),
                                                       errand->reason, _("_Keep it as it is"), _(doors[errand->door].verb));

  if (doors[errand->door].destructive)
    adw_message_dialog_set_response_appearance (dialog, "do", ADW_RESPONSE_DESTRUCTIVE);
  g_object_set_data_full (G_OBJECT (dialog), "kontor-errand", g_rc_box_acquire (errand), errand_release);
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), errand);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
kontor_process_door_open (KontorPage *page, KontorProcessDoor door, const char *process,
                          const char *token, const char *point, const char *name)
{
  g_autoptr (Errand) errand = NULL;

  g_return_if_fail (KONTOR_IS_PAGE (page));
  g_return_if_fail (process != NULL);

  errand = g_rc_box_new0 (Errand);
  errand->page = g_object_ref (page);
  errand->door = door;
  errand->process = g_strdup (process);
  errand->token = g_strdup (token);
  errand->point = g_strdup (point);
  errand->name = g_strdup (name);
  errand->operation = kontor_identifier_new ();
  if (doors[door].asks)
    ask (errand, NULL);
  else
    run (errand);
}
