/*
 * From the start of the program to a list of partners that can be used: signed
 * in, the window painted, the first rows and the exact total there.  Prints
 * milliseconds, megabytes of memory, and the milliseconds that a bare libpq needs
 * to connect and fetch the same.
 *
 * Usage: bench-window DATABASE LOGIN BEGAN, nanoseconds as `date +%s%N` tells them.
 */
#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "kit/list-page.h"
#include "measure.h"
#include "shell/application.h"
#include "shell/session.h"
#include "shell/window.h"

#define PATIENCE (60 * G_USEC_PER_SEC)

static void
store_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static KontorDesk *
sign_in (const char *uri)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  KontorDesk *desk;

  kontor_session_open_async (uri, NULL, NULL, store_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  desk = kontor_session_open_finish (result, &error);
  if (desk == NULL)
    g_error ("%s", error->message);
  return desk;
}

static void
painted_cb (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

/* The rows are there, and a frame was painted since. */
static void
wait_until_usable (GtkWidget *window, KontorRecordList *list)
{
  gint64 until = g_get_monotonic_time () + PATIENCE;
  gboolean painted = FALSE;

  while (kontor_record_list_get_total (list) < 0 || g_list_model_get_n_items (G_LIST_MODEL (list)) == 0)
    {
      if (g_get_monotonic_time () > until)
        g_error ("the list was not read");
      g_main_context_iteration (NULL, TRUE);
    }
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb), &painted);
  gtk_widget_queue_draw (window);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
}

static double
get_memory (void)
{
  g_autofree char *status = NULL;
  const char *at;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL) || (at = strstr (status, "VmRSS:")) == NULL)
    return -1;
  return g_ascii_strtod (at + 6, NULL) / 1024;
}

static double
fetch_bare (const char *database, const char *login)
{
  gint64 began = g_get_monotonic_time ();
  PGconn *connection = bench_bare_open (database, login);

  bench_bare_run (connection, "select id, name, city, phone, email from kontor.partner order by sort_key, id limit 256", NULL, 0);
  bench_bare_run (connection, "select count(*) from kontor.partner", NULL, 0);
  PQfinish (connection);
  return (double) (g_get_monotonic_time () - began) / 1000;
}

int
main (int argc, char **argv)
{
  g_autofree char *uri = NULL;
  g_autoptr(KontorApplication) application = NULL;
  g_autoptr(KontorDesk) desk = NULL;
  KontorWindow *window;
  double took, memory;

  setlocale (LC_ALL, "");
  if (argc < 4)
    {
      fprintf (stderr, "usage: bench-window DATABASE LOGIN BEGAN\n");
      return 2;
    }
  uri = g_strdup_printf ("dbname=%s user=%s", argv[1], argv[2]);
  application = kontor_application_new (G_APPLICATION_NON_UNIQUE);
  if (!g_application_register (G_APPLICATION (application), NULL, NULL))
    return 1;
  desk = sign_in (uri);
  window = kontor_window_new (ADW_APPLICATION (application), desk);
  kontor_window_open (window, "win.open-list(('partner', '', ''))");
  gtk_window_present (GTK_WINDOW (window));
  wait_until_usable (GTK_WIDGET (window), kontor_list_page_get_list (KONTOR_LIST_PAGE (kontor_window_get_page (window))));

  took = (double) g_get_real_time () / 1000 - g_ascii_strtod (argv[3], NULL) / 1000000;
  memory = get_memory ();
  printf ("%.1f %.1f %.1f\n", took, memory, fetch_bare (argv[1], argv[2]));
  gtk_window_destroy (GTK_WINDOW (window));
  kontor_database_close (kontor_desk_get_database (desk));
  return 0;
}
