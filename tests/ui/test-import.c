#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "admin/import-page.h"
#include "fixture/desk.h"

typedef struct
{
  KontorTestDesk  desk;
  char           *path;
} Fixture;

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find_label (GtkWidget *widget, const char *part)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      strstr (gtk_label_get_text (GTK_LABEL (widget)), part) != NULL)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, part);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  kontor_test_desk_begin (&fixture->desk, NULL, "seller_one");
  kontor_test_desk_show (&fixture->desk, kontor_import_page_new (fixture->desk.screen->desk, "partner"));
  fixture->path = g_build_filename (g_get_tmp_dir (), "kontor-import-XXXXXX", NULL);
  g_close (g_mkstemp (fixture->path), NULL);
  g_file_set_contents (fixture->path,
                       "Organization Name;City;Telephone\n"
                       "Siemens AG;München;+49 89 1\n"
                       "Željezara Zenica;Zenica;+387 32 2\n"
                       ";Nowhere;1\n", -1, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kontor_test_desk_end (&fixture->desk);
  g_unlink (fixture->path);
  g_free (fixture->path);
}

static gboolean
may_import (gpointer page)
{
  GtkWidget *button = find_button (page, "_Import");

  return button != NULL && gtk_widget_get_sensitive (button);
}

static gboolean
may_undo (gpointer page)
{
  GtkWidget *button = find_button (page, "_Undo the import");

  return button != NULL && gtk_widget_get_visible (button);
}

static gboolean
was_tried (gpointer page)
{
  return find_label (page, "would be new") != NULL && may_import (page);
}

static gboolean
may_not_undo (gpointer page)
{
  return !may_undo (page);
}

/* R308: mapping guessed, tried, imported, the refused row told with its line, undone. */
static void
test_assistant (Fixture *fixture, gconstpointer data)
{
  g_assert_false (may_import (fixture->desk.page));
  kontor_import_page_set_file (KONTOR_IMPORT_PAGE (fixture->desk.page), fixture->path);
  g_assert_true (kontor_test_wait (may_import, fixture->desk.page));
  g_assert_nonnull (find_label (fixture->desk.page, "Siemens AG"));

  g_signal_emit_by_name (find_button (fixture->desk.page, "_Try without writing"), "clicked");
  g_assert_true (kontor_test_wait (was_tried, fixture->desk.page));
  g_assert_nonnull (find_label (fixture->desk.page, "3 rows: 2 would be new"));
  g_assert_false (may_undo (fixture->desk.page));

  g_signal_emit_by_name (find_button (fixture->desk.page, "_Import"), "clicked");
  g_assert_true (kontor_test_wait (may_undo, fixture->desk.page));
  g_assert_nonnull (find_label (fixture->desk.page, "3 rows: 2 new"));
  g_assert_nonnull (find_label (fixture->desk.page, "Line 4: Name: The field is empty."));
  g_assert_nonnull (find_button (fixture->desk.page, "_Save"));
  {
    g_autofree char *path = g_strconcat (fixture->path, ".refused", NULL);
    g_autoptr (GFile) file = g_file_new_for_path (path);
    g_autofree char *text = NULL;
    g_autoptr (GError) error = NULL;

    kontor_import_page_save_rejects (KONTOR_IMPORT_PAGE (fixture->desk.page), file, &error);
    g_assert_no_error (error);
    g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
    g_assert_cmpstr (text, ==, "line,field,reason\r\n4,Name,\"Name: The field is empty.\"\r\n");
    g_unlink (path);
  }
  kontor_test_picture (fixture->desk.page, "import");

  g_signal_emit_by_name (find_button (fixture->desk.page, "_Undo the import"), "clicked");
  g_assert_true (kontor_test_wait (may_not_undo, fixture->desk.page));
  g_assert_nonnull (find_label (fixture->desk.page, "The import was undone"));
}

static gboolean
tells_problem (gpointer page)
{
  return find_label (page, "no-such-file") != NULL;
}

static void
test_missing_file (Fixture *fixture, gconstpointer data)
{
  kontor_import_page_set_file (KONTOR_IMPORT_PAGE (fixture->desk.page), "/tmp/no-such-file.csv");
  g_assert_true (kontor_test_wait (tells_problem, fixture->desk.page));
  g_assert_false (may_import (fixture->desk.page));
}

static gboolean
has_ended (gpointer page)
{
  return may_import (page) && !kontor_page_get_loading (page);
}

/* R308: given up, it says how far it came and that this can be undone, and calls it no error. */
static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GString) text = g_string_new ("Organization Name;City\n");

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "Firm %05u;Zenica\n", i);
  g_assert_true (g_file_set_contents (fixture->path, text->str, -1, NULL));
  kontor_import_page_set_file (KONTOR_IMPORT_PAGE (fixture->desk.page), fixture->path);
  g_assert_true (kontor_test_wait (may_import, fixture->desk.page));
  g_signal_emit_by_name (find_button (fixture->desk.page, "_Import"), "clicked");
  g_signal_emit_by_name (find_button (fixture->desk.page, "_Cancel"), "clicked");
  g_assert_true (kontor_test_wait (has_ended, fixture->desk.page));
  g_assert_null (find_label (fixture->desk.page, "Cancelled"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();

  g_test_add ("/import/assistant/R308", Fixture, NULL, set_up, test_assistant, tear_down);
  g_test_add ("/import/cancelled/R308", Fixture, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/import/missing-file", Fixture, NULL, set_up, test_missing_file, tear_down);

  return g_test_run ();
}
