#include "config.h"

#include "kit/field-editor.h"

#include <glib/gi18n.h>
#include <string.h>

#include "kit/wrap-box.h"

#define STATE_KEY "kontor-choice-editor"
#define VALUE_KEY "kontor-choice-value"

/* Yes or no, one of few, several of few. */

typedef struct
{
  const KontorField *field;
  GtkWidget         *widget;
  gboolean           showing;
  /* A required choice has no empty line. */
  gboolean           has_none;
} State;

static State *
state_of (GtkWidget *editor)
{
  return g_object_get_data (G_OBJECT (editor), STATE_KEY);
}

static State *
state_new (GtkWidget *editor, const KontorField *field)
{
  State *state = g_new0 (State, 1);

  state->field = field;
  state->widget = editor;
  g_object_set_data_full (G_OBJECT (editor), STATE_KEY, state, g_free);
  return state;
}

static void
changed_cb (GObject *widget, GParamSpec *pspec, GtkWidget *editor)
{
  if (!state_of (editor)->showing)
    kontor_field_editor_committed (editor);
}

static GtkWidget *
focus (GtkWidget *editor)
{
  return editor;
}

static void
set_sensitive (GtkWidget *editor, gboolean editable)
{
  gtk_widget_set_sensitive (editor, editable);
}

/* Yes or no --------------------------------------------------------------------------- */

static GtkWidget *
create_boolean (const KontorField *field)
{
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_halign (check, GTK_ALIGN_START);
  state_new (check, field);
  g_signal_connect (check, "notify::active", G_CALLBACK (changed_cb), check);
  return check;
}

static gboolean
is_true (const char *value)
{
  return g_strcmp0 (value, "t") == 0 || g_strcmp0 (value, "true") == 0;
}

static void
show_boolean (GtkWidget *editor, const KontorField *field, KontorRecord *record)
{
  State *state = state_of (editor);

  state->showing = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (editor),
                               record != NULL && is_true (kontor_record_get (record, field->name)));
  state->showing = FALSE;
}

static gboolean
take_boolean (GtkWidget *editor, const KontorField *field, KontorRecord *record, GError **error)
{
  gboolean active = gtk_check_button_get_active (GTK_CHECK_BUTTON (editor));

  /* An untouched empty value stays empty. */
  if (active != is_true (kontor_record_get (record, field->name)))
    kontor_record_set (record, field->name, active ? "t" : "f");
  return TRUE;
}

/* One of few ---------------------------------------------------------------------------- */

static GtkWidget *
create_choice (const KontorField *field)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *drop_down;
  State *state;
  gboolean required = (field->flags & KONTOR_FIELD_FLAG_REQUIRED) != 0;

  if (!required)
    gtk_string_list_append (labels, "—");
  for (const KontorChoice *choice = field->choices; choice != NULL && choice->value != NULL; choice++)
    gtk_string_list_append (labels, _(choice->label));
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  gtk_widget_set_halign (drop_down, GTK_ALIGN_START);
  state = state_new (drop_down, field);
  state->has_none = !required;
  g_signal_connect (drop_down, "notify::selected", G_CALLBACK (changed_cb), drop_down);
  return drop_down;
}

static void
show_choice (GtkWidget *editor, const KontorField *field, KontorRecord *record)
{
  State *state = state_of (editor);
  const char *value = record != NULL ? kontor_record_get (record, field->name) : NULL;
  guint position = state->has_none ? 1 : 0;
  guint selected = state->has_none ? 0 : GTK_INVALID_LIST_POSITION;

  for (const KontorChoice *choice = field->choices; choice != NULL && choice->value != NULL; choice++, position++)
    if (g_strcmp0 (choice->value, value) == 0)
      selected = position;
  state->showing = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (editor), selected);
  state->showing = FALSE;
}

static gboolean
take_choice (GtkWidget *editor, const KontorField *field, KontorRecord *record, GError **error)
{
  State *state = state_of (editor);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (editor));
  const char *value = NULL;

  if (selected == GTK_INVALID_LIST_POSITION)
    return TRUE;
  if (!state->has_none || selected > 0)
    value = field->choices[selected - (state->has_none ? 1 : 0)].value;
  if (g_strcmp0 (value, kontor_record_get (record, field->name)) != 0)
    kontor_record_set (record, field->name, value);
  return TRUE;
}

/* Several of few -------------------------------------------------------------------------- */

static GtkWidget *
create_many (const KontorField *field)
{
  GtkWidget *box = kontor_wrap_box_new (6);

  gtk_widget_set_margin_top (box, 3);
  gtk_widget_set_margin_bottom (box, 3);
  state_new (box, field);
  for (const KontorChoice *choice = field->choices; choice != NULL && choice->value != NULL; choice++)
    {
      GtkWidget *toggle = gtk_toggle_button_new_with_label (_(choice->label));

      gtk_widget_add_css_class (toggle, "chip-toggle");
      g_object_set_data (G_OBJECT (toggle), VALUE_KEY, (gpointer) choice->value);
      g_signal_connect (toggle, "notify::active", G_CALLBACK (changed_cb), box);
      kontor_wrap_box_append (KONTOR_WRAP_BOX (box), toggle);
    }
  return box;
}

/* PostgreSQL's "{a,b}"; the values are plain words. */
static gboolean
array_has (const char *array, const char *value)
{
  g_auto(GStrv) parts = NULL;
  g_autofree char *inner = NULL;

  if (array == NULL || strlen (array) < 2)
    return FALSE;
  inner = g_strndup (array + 1, strlen (array) - 2);
  parts = g_strsplit (inner, ",", -1);
  return g_strv_contains ((const char * const *) parts, value);
}

static void
show_many (GtkWidget *editor, const KontorField *field, KontorRecord *record)
{
  State *state = state_of (editor);
  const char *value = record != NULL ? kontor_record_get (record, field->name) : NULL;
  GtkWidget *toggle;

  state->showing = TRUE;
  for (toggle = gtk_widget_get_first_child (editor); toggle != NULL; toggle = gtk_widget_get_next_sibling (toggle))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle),
                                  array_has (value, g_object_get_data (G_OBJECT (toggle), VALUE_KEY)));
  state->showing = FALSE;
}

static gboolean
take_many (GtkWidget *editor, const KontorField *field, KontorRecord *record, GError **error)
{
  g_autoptr(GString) array = g_string_new ("{");
  const char *before = kontor_record_get (record, field->name);
  GtkWidget *toggle;

  for (toggle = gtk_widget_get_first_child (editor); toggle != NULL; toggle = gtk_widget_get_next_sibling (toggle))
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (toggle)))
      g_string_append_printf (array, "%s%s", array->len > 1 ? "," : "",
                              (const char *) g_object_get_data (G_OBJECT (toggle), VALUE_KEY));
  g_string_append_c (array, '}');
  if (g_strcmp0 (array->str, before != NULL ? before : "{}") != 0)
    kontor_record_set (record, field->name, array->str);
  return TRUE;
}

static GtkWidget *
focus_many (GtkWidget *editor)
{
  return gtk_widget_get_first_child (editor);
}

const KontorFieldEditor kontor_boolean_editor = { create_boolean, show_boolean, take_boolean, set_sensitive, focus };
const KontorFieldEditor kontor_choice_editor = { create_choice, show_choice, take_choice, set_sensitive, focus };
const KontorFieldEditor kontor_many_choices_editor = { create_many, show_many, take_many, set_sensitive, focus_many };
