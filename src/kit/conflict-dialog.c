#include "config.h"

#include "kit/conflict-dialog.h"

#include <glib/gi18n.h>

#include "base/moment.h"

#define FIELD_KEY "kontor-field"

typedef struct
{
  KontorDesk   *desk;
  KontorRecord *record;
  /* The check buttons "mine", one a conflict. */
  GPtrArray    *mine;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->desk);
  g_object_unref (question->record);
  g_ptr_array_unref (question->mine);
  g_free (question);
}

static char *
format_value (const KontorField *field, const char *value, const char *label)
{
  char *text = kontor_field_format (field, value, label, NULL);

  if (*text != '\0')
    return text;
  g_free (text);
  return g_strdup (_("(empty)"));
}

static GtkWidget *
make_cell (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  /* A dialog reckons its height from the narrowest width, so that must not be one word. */
  gtk_label_set_width_chars (GTK_LABEL (label), MIN (g_utf8_strlen (text, -1) + 2, 20));
  gtk_label_set_max_width_chars (GTK_LABEL (label), 26);
  gtk_label_set_lines (GTK_LABEL (label), 6);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_choice (GtkWidget *cell, GtkWidget *group, const char *name)
{
  GtkWidget *check = gtk_check_button_new ();

  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), cell);
  if (group != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (group));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return check;
}

static GtkWidget *
make_grid (Question *question, GPtrArray *conflicts)
{
  const KontorEntity *entity = kontor_record_get_entity (question->record);
  GtkWidget *grid = gtk_grid_new ();
  const char *headings[] = { "", _("It was"), _("You wrote"), _("On the server") };

  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 12);
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    gtk_grid_attach (GTK_GRID (grid), make_cell (headings[i], "dim-label"), i, 0, 1, 1);

  for (guint i = 0; i < conflicts->len; i++)
    {
      KontorConflict *conflict = g_ptr_array_index (conflicts, i);
      const KontorField *field = kontor_entity_find_field (entity, conflict->field);
      g_autofree char *was = NULL, *mine = NULL, *theirs = NULL, *when = NULL, *who = NULL;
      GtkWidget *keep, *take, *their_box;

      if (field == NULL)
        continue;
      was = field->kind == KONTOR_FIELD_LINK ? g_strdup ("…") : format_value (field, conflict->base, NULL);
      mine = format_value (field, conflict->mine, kontor_record_get_label (question->record, conflict->field));
      theirs = format_value (field, conflict->theirs, conflict->theirs_label);
      when = kontor_moment_format (conflict->at);
      who = g_strdup_printf ("%s, %s", conflict->author != NULL ? conflict->author : _("somebody"), when);

      their_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      gtk_box_append (GTK_BOX (their_box), make_cell (theirs, NULL));
      gtk_box_append (GTK_BOX (their_box), make_cell (who, "caption"));
      keep = make_choice (make_cell (mine, NULL), NULL, _("Keep what you wrote"));
      take = make_choice (their_box, keep, _("Take what is on the server"));
      gtk_check_button_set_active (GTK_CHECK_BUTTON (keep), TRUE);
      g_object_set_data_full (G_OBJECT (keep), FIELD_KEY, g_strdup (conflict->field), g_free);
      g_ptr_array_add (question->mine, keep);

      gtk_grid_attach (GTK_GRID (grid), make_cell (_(field->label), "heading"), 0, i + 1, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), make_cell (was, "dim-label"), 1, i + 1, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), keep, 2, i + 1, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), take, 3, i + 1, 1, 1);
    }
  return grid;
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, GTask *task)
{
  Question *question = g_task_get_task_data (task);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) keep_mine = NULL;

  if (!g_str_equal (response, "save"))
    {
      g_task_return_boolean (task, FALSE);
      g_object_unref (task);
      return;
    }
  for (guint i = 0; i < question->mine->len; i++)
    {
      GtkCheckButton *keep = g_ptr_array_index (question->mine, i);

      if (gtk_check_button_get_active (keep))
        g_strv_builder_add (builder, g_object_get_data (G_OBJECT (keep), FIELD_KEY));
    }
  keep_mine = g_strv_builder_end (builder);
  kontor_store_resolve (kontor_desk_get_store (question->desk), question->record, (const char * const *) keep_mine);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

void
kontor_conflict_dialog_ask_async (KontorDesk *desk, GtkWidget *parent, KontorRecord *record,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  Question *question;
  GPtrArray *conflicts;
  GtkWidget *dialog;
  GtkWidget *grid;
  GtkRoot *root;

  g_return_if_fail (KONTOR_IS_DESK (desk));
  g_return_if_fail (KONTOR_IS_RECORD (record));

  task = g_task_new (desk, NULL, callback, user_data);
  question = g_new0 (Question, 1);
  question->desk = g_object_ref (desk);
  question->record = g_object_ref (record);
  question->mine = g_ptr_array_new ();
  g_task_set_task_data (task, question, question_free);

  conflicts = kontor_store_get_conflicts (kontor_desk_get_store (desk), record);
  if (conflicts == NULL || conflicts->len == 0)
    {
      g_task_return_boolean (task, FALSE);
      g_object_unref (task);
      return;
    }

  root = gtk_widget_get_root (parent);
  dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   _("Changed by somebody else meanwhile"), NULL);
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  _("“%s” was saved by another person while you were writing. Choose what stays."),
                                  kontor_record_get_title (record));
  grid = make_grid (question, conflicts);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), grid);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "back", _("_Go on editing"), "save", _("_Save the choice"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "back");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

gboolean
kontor_conflict_dialog_ask_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
