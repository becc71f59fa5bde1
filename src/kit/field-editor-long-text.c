#include "config.h"

#include "kit/field-editor.h"

#define STATE_KEY "kontor-long-text-editor"
/* Two lines and a bit, eight lines: between them the field is as high as its text. */
#define LEAST_HEIGHT 54
#define MOST_HEIGHT 160

typedef struct
{
  GtkWidget     *view;
  GtkTextBuffer *buffer;
  char          *shown;
  guint          fit_idle;
} State;

static void
state_free (gpointer data)
{
  State *state = data;

  g_clear_handle_id (&state->fit_idle, g_source_remove);
  g_free (state->shown);
  g_free (state);
}

/* A card gives its fields what they need at least, hence the text itself says how much that is. */
static gboolean
fit_cb (gpointer scroller)
{
  State *state = g_object_get_data (G_OBJECT (scroller), STATE_KEY);
  int width = gtk_widget_get_width (state->view), height;

  state->fit_idle = 0;
  if (width > 0)
    {
      gtk_widget_measure (state->view, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
      gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), CLAMP (height, LEAST_HEIGHT, MOST_HEIGHT));
    }
  return G_SOURCE_REMOVE;
}

static void
fit_soon (GtkWidget *scroller)
{
  State *state = g_object_get_data (G_OBJECT (scroller), STATE_KEY);

  if (state != NULL && state->fit_idle == 0)
    state->fit_idle = g_idle_add (fit_cb, scroller);
}

static char *
text_of (State *state)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (state->buffer, &start, &end);
  return gtk_text_buffer_get_text (state->buffer, &start, &end, FALSE);
}

static GtkWidget *
create (const KontorField *field)
{
  State *state = g_new0 (State, 1);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  state->view = gtk_text_view_new ();
  state->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (state->view));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (state->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (state->view), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (state->view), 4);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (state->view), 4);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (state->view), 8);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (state->view), 8);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), state->view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), LEAST_HEIGHT);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MOST_HEIGHT);
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_widget_add_css_class (scroller, "long-text");
  g_object_set_data_full (G_OBJECT (scroller), STATE_KEY, state, state_free);
  g_signal_connect_object (state->buffer, "changed", G_CALLBACK (fit_soon), scroller, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), "changed", G_CALLBACK (fit_soon),
                           scroller, G_CONNECT_SWAPPED);
  return scroller;
}

static void
show (GtkWidget *editor, const KontorField *field, KontorRecord *record)
{
  State *state = g_object_get_data (G_OBJECT (editor), STATE_KEY);
  const char *value = record != NULL ? kontor_record_get (record, field->name) : NULL;
  g_autofree char *typed = text_of (state);

  if (g_strcmp0 (typed, state->shown != NULL ? state->shown : "") != 0)
    return;
  g_free (state->shown);
  state->shown = g_strdup (value != NULL ? value : "");
  gtk_text_buffer_set_text (state->buffer, state->shown, -1);
}

static gboolean
take (GtkWidget *editor, const KontorField *field, KontorRecord *record, GError **error)
{
  State *state = g_object_get_data (G_OBJECT (editor), STATE_KEY);
  g_autofree char *typed = text_of (state);
  g_autofree char *value = NULL;

  if (g_strcmp0 (typed, state->shown) == 0)
    return TRUE;
  if (!kontor_field_parse (field, typed, &value, error))
    return FALSE;
  g_free (state->shown);
  state->shown = g_steal_pointer (&typed);
  kontor_record_set (record, field->name, value);
  return TRUE;
}

static void
set_editable (GtkWidget *editor, gboolean editable)
{
  State *state = g_object_get_data (G_OBJECT (editor), STATE_KEY);

  /* Its cursor is hidden by the style: taken away while it blinks, where the focus
   * is just going elsewhere, it would end the program (GTK 4.8). */
  gtk_text_view_set_editable (GTK_TEXT_VIEW (state->view), editable);
}

static GtkWidget *
focus (GtkWidget *editor)
{
  State *state = g_object_get_data (G_OBJECT (editor), STATE_KEY);

  return state->view;
}

const KontorFieldEditor kontor_long_text_editor = { create, show, take, set_editable, focus };
