#include "config.h"

#include "kit/field-editor.h"

#include <glib/gi18n.h>

#include "base/moment.h"
#include "base/text.h"
#include "kit/open-address.h"
#include "kit/shown-text.h"
#include "kit/suggestions.h"
#include "model/country.h"

/*
 * Everything that is one line of text: text, numbers, money, dates, moments,
 * phone, e-mail, website, country, currency.
 */

#define STATE_KEY "kontor-entry-editor"
#define MAXIMUM_SUGGESTIONS 8
#define FEWEST_CHARACTERS 4
#define MOST_CHARACTERS 60

typedef struct
{
  const KontorField *field;
  GtkWidget         *box;
  GtkWidget         *entry;
  GtkWidget         *suffix;
  GtkWidget         *popover;
  GtkWidget         *calendar;
  KontorSuggestions *suggestions;
  /* What was last shown; the entry differs while something is being typed. */
  char              *shown;
  char              *value;
  gboolean           showing;
  gboolean           editable;
  /* of a record that is not saved yet */
  gboolean           is_new;
} State;

static void
state_free (gpointer data)
{
  State *state = data;

  g_clear_object (&state->suggestions);
  g_free (state->shown);
  g_free (state->value);
  g_free (state);
}

static const char *
text_of (State *state)
{
  return gtk_editable_get_text (GTK_EDITABLE (state->entry));
}

/* Where nothing is typed the unit stands behind its figure, not at the far end of the room. */
static void
fit_unit (State *state)
{
  int width = state->editable || state->shown == NULL ? 0 : MAX (1, (int) g_utf8_strlen (state->shown, -1));

  if (state->suffix == NULL)
    return;
  gtk_widget_set_hexpand (state->entry, state->editable);
  gtk_editable_set_width_chars (GTK_EDITABLE (state->entry), width > 0 ? width : FEWEST_CHARACTERS);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (state->entry), width > 0 ? width : MOST_CHARACTERS);
}

static void
set_shown (State *state, const char *text)
{
  g_free (state->shown);
  state->shown = g_strdup (text != NULL ? text : "");
  fit_unit (state);
  state->showing = TRUE;
  kontor_show_text (GTK_EDITABLE (state->entry), state->shown);
  state->showing = FALSE;
}

static gboolean
has_codes (const KontorField *field)
{
  return field->kind == KONTOR_FIELD_COUNTRY || field->kind == KONTOR_FIELD_CURRENCY;
}

static const char *
open_icon (const KontorField *field)
{
  switch (field->kind)
    {
    case KONTOR_FIELD_PHONE:
      return "call-start-symbolic";
    case KONTOR_FIELD_EMAIL:
      return "mail-unread-symbolic";
    case KONTOR_FIELD_WEBSITE:
      return "web-browser-symbolic";
    case KONTOR_FIELD_DATE:
    case KONTOR_FIELD_MOMENT:
      return "x-office-calendar-symbolic";
    default:
      return NULL;
    }
}

static const char *
open_words (const KontorField *field)
{
  switch (field->kind)
    {
    case KONTOR_FIELD_PHONE:
      return _("Call");
    case KONTOR_FIELD_EMAIL:
      return _("Write an e-mail");
    case KONTOR_FIELD_WEBSITE:
      return _("Open the website");
    default:
      return _("Calendar");
    }
}

/* Dates ---------------------------------------------------------------------------- */

static void
day_selected_cb (GtkCalendar *calendar, State *state)
{
  g_autoptr(GDateTime) day = NULL;
  g_autofree char *value = NULL;
  g_autofree char *text = NULL;

  if (state->showing)
    return;
  day = gtk_calendar_get_date (calendar);
  value = g_date_time_format (day, "%Y-%m-%d");
  text = kontor_date_format (value);
  gtk_editable_set_text (GTK_EDITABLE (state->entry), text);
  gtk_popover_popdown (GTK_POPOVER (state->popover));
  kontor_field_editor_committed (state->box);
}

static void
choose_day (State *state)
{
  g_autoptr(GDateTime) day = NULL;

  if (state->popover == NULL)
    {
      state->popover = gtk_popover_new ();
      state->calendar = gtk_calendar_new ();
      gtk_popover_set_child (GTK_POPOVER (state->popover), state->calendar);
      gtk_widget_set_parent (state->popover, state->box);
      gtk_popover_set_position (GTK_POPOVER (state->popover), GTK_POS_BOTTOM);
      g_signal_connect (state->calendar, "day-selected", G_CALLBACK (day_selected_cb), state);
    }
  day = state->value != NULL ? kontor_moment_parse (state->value) : NULL;
  if (day == NULL)
    day = g_date_time_new_now_local ();
  state->showing = TRUE;
  gtk_calendar_select_day (GTK_CALENDAR (state->calendar), day);
  state->showing = FALSE;
  gtk_popover_popup (GTK_POPOVER (state->popover));
}

/* Opening ---------------------------------------------------------------------------- */

static void
open_address (State *state)
{
  g_autofree char *uri = NULL;

  if (state->value == NULL)
    return;
  if (state->field->kind == KONTOR_FIELD_EMAIL)
    uri = g_strconcat ("mailto:", state->value, NULL);
  else if (state->field->kind == KONTOR_FIELD_PHONE)
    uri = g_strconcat ("tel:", state->value, NULL);
  else if (g_str_has_prefix (state->value, "http://") || g_str_has_prefix (state->value, "https://"))
    uri = g_strdup (state->value);
  else
    uri = g_strconcat ("https://", state->value, NULL);
  kontor_open_address (state->box, uri);
}

static void
icon_cb (GtkEntry *entry, GtkEntryIconPosition position, State *state)
{
  if (state->field->kind == KONTOR_FIELD_DATE || state->field->kind == KONTOR_FIELD_MOMENT)
    choose_day (state);
  else
    open_address (state);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers, State *state)
{
  gboolean has_day = state->field->kind == KONTOR_FIELD_DATE || state->field->kind == KONTOR_FIELD_MOMENT;

  /* Of a new record nothing stood there before, and whoever closes its window is asked. */
  if (key == GDK_KEY_Escape && !state->is_new && g_strcmp0 (text_of (state), state->shown) != 0)
    {
      g_autofree char *text = g_strdup (state->shown);

      set_shown (state, text);
      return GDK_EVENT_STOP;
    }
  if (has_day && state->editable && key == GDK_KEY_Down && (modifiers & GDK_ALT_MASK) != 0)
    {
      choose_day (state);
      return GDK_EVENT_STOP;
    }
  if (!has_day && open_icon (state->field) != NULL && key == GDK_KEY_Return && (modifiers & GDK_CONTROL_MASK) != 0)
    {
      open_address (state);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

/* Countries and currencies -------------------------------------------------------------- */

static void
changed_cb (GtkEditable *entry, State *state)
{
  GPtrArray *codes;
  guint n = 0;
  const char *typed = gtk_editable_get_text (entry);

  if (state->showing || !has_codes (state->field))
    return;
  kontor_suggestions_clear (state->suggestions);
  codes = state->field->kind == KONTOR_FIELD_COUNTRY ? kontor_countries () : kontor_currencies ();
  for (guint i = 0; *typed != '\0' && codes != NULL && i < codes->len && n < MAXIMUM_SUGGESTIONS; i++)
    {
      const KontorCode *code = g_ptr_array_index (codes, i);

      if (g_ascii_strcasecmp (code->code, typed) == 0 || kontor_text_has_words (code->name, typed))
        {
          g_autofree char *number = g_strdup_printf ("%u", n);

          kontor_suggestions_add (state->suggestions, code->name, code->code, NULL);
          g_object_set_data_full (G_OBJECT (state->suggestions), number,
                                  g_strdup (code->code), g_free);
          n++;
        }
    }
  kontor_suggestions_show (state->suggestions);
}

static void
chosen_cb (KontorSuggestions *suggestions, guint index, State *state)
{
  g_autofree char *key = g_strdup_printf ("%u", index);
  g_autofree char *text = NULL;
  const char *code = g_object_get_data (G_OBJECT (suggestions), key);

  state->showing = TRUE;
  text = kontor_field_format (state->field, code, NULL, NULL);
  gtk_editable_set_text (GTK_EDITABLE (state->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (state->entry), -1);
  state->showing = FALSE;
  kontor_field_editor_committed (state->box);
}

static void
activate_cb (GtkEntry *entry, State *state)
{
  kontor_field_editor_committed (state->box);
}

static GtkWidget *
create (const KontorField *field)
{
  State *state = g_new0 (State, 1);
  GtkEventController *keys = gtk_event_controller_key_new ();
  const char *icon = open_icon (field);

  state->field = field;
  state->editable = TRUE;
  state->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  state->entry = gtk_entry_new ();
  gtk_widget_set_hexpand (state->entry, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (state->entry), FEWEST_CHARACTERS);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (state->entry), MOST_CHARACTERS);
  gtk_box_append (GTK_BOX (state->box), state->entry);
  g_object_set_data_full (G_OBJECT (state->box), STATE_KEY, state, state_free);

  if (kontor_field_is_numeric (field))
    gtk_widget_add_css_class (state->entry, "numeric");
  /* The text only: its icon stays where the window's direction has it. */
  if (kontor_field_is_left_to_right (field))
    gtk_widget_set_direction (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (state->entry))), GTK_TEXT_DIR_LTR);
  if (field->kind == KONTOR_FIELD_MONEY || field->kind == KONTOR_FIELD_PERCENT)
    {
      state->suffix = gtk_label_new (NULL);
      gtk_widget_add_css_class (state->suffix, "dim-label");
      gtk_box_append (GTK_BOX (state->box), state->suffix);
    }
  if (icon != NULL)
    {
      gtk_entry_set_icon_from_icon_name (GTK_ENTRY (state->entry), GTK_ENTRY_ICON_SECONDARY, icon);
      gtk_entry_set_icon_tooltip_text (GTK_ENTRY (state->entry), GTK_ENTRY_ICON_SECONDARY, open_words (field));
      g_signal_connect (state->entry, "icon-press", G_CALLBACK (icon_cb), state);
    }
  if (has_codes (field))
    {
      state->suggestions = kontor_suggestions_new (state->box, GTK_EDITABLE (state->entry));
      g_signal_connect (state->suggestions, "chosen", G_CALLBACK (chosen_cb), state);
    }
  if (field->kind == KONTOR_FIELD_EMAIL)
    gtk_entry_set_input_purpose (GTK_ENTRY (state->entry), GTK_INPUT_PURPOSE_EMAIL);
  if (field->kind == KONTOR_FIELD_PHONE)
    gtk_entry_set_input_purpose (GTK_ENTRY (state->entry), GTK_INPUT_PURPOSE_PHONE);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), state);
  gtk_widget_add_controller (state->entry, keys);
  g_signal_connect (state->entry, "activate", G_CALLBACK (activate_cb), state);
  g_signal_connect (state->entry, "changed", G_CALLBACK (changed_cb), state);
  return state->box;
}

static void
show (GtkWidget *editor, const KontorField *field, KontorRecord *record)
{
  State *state = g_object_get_data (G_OBJECT (editor), STATE_KEY);
  const char *value = record != NULL ? kontor_record_get (record, field->name) : NULL;
  gboolean typing = g_strcmp0 (text_of (state), state->shown != NULL ? state->shown : "") != 0;
  g_autofree char *text = NULL;

  state->is_new = record != NULL && kontor_record_get_version (record) == 0;
  if (state->suffix != NULL)
    {
      const char *suffix = field->kind == KONTOR_FIELD_PERCENT ? "%" : NULL;

      if (field->currency != NULL && record != NULL)
        suffix = kontor_record_get (record, field->currency);
      gtk_label_set_text (GTK_LABEL (state->suffix), suffix != NULL ? suffix : "");
      gtk_widget_set_visible (state->suffix, suffix != NULL);
    }

  g_free (state->value);
  state->value = g_strdup (value);
  if (open_icon (field) != NULL && field->kind != KONTOR_FIELD_DATE && field->kind != KONTOR_FIELD_MOMENT)
    gtk_entry_set_icon_from_icon_name (GTK_ENTRY (state->entry), GTK_ENTRY_ICON_SECONDARY,
                                       value != NULL ? open_icon (field) : NULL);

  /* What is being typed outlives news of the record; the row clears it when it was taken over. */
  if (typing)
    return;
  if (field->kind == KONTOR_FIELD_MOMENT)
    text = kontor_moment_format_exact (value);
  else if (field->kind == KONTOR_FIELD_PERCENT)
    {
      text = kontor_field_format (field, value, NULL, NULL);
      g_strdelimit (text, "%", ' ');
      g_strchomp (text);
      if (g_str_has_suffix (text, "\302\240"))
        text[strlen (text) - 2] = '\0';
    }
  else
    text = kontor_field_format (field, value, NULL, NULL);
  set_shown (state, text);
}

static gboolean
take (GtkWidget *editor, const KontorField *field, KontorRecord *record, GError **error)
{
  State *state = g_object_get_data (G_OBJECT (editor), STATE_KEY);
  g_autofree char *typed = g_strstrip (g_strdup (text_of (state)));
  g_autofree char *value = NULL;

  if (state->suggestions != NULL)
    kontor_suggestions_hide (state->suggestions);
  if (g_strcmp0 (typed, state->shown) == 0)
    return TRUE;
  if (!kontor_field_parse (field, typed, &value, error))
    return FALSE;

  /* From here on the text is the record's. */
  g_free (state->shown);
  state->shown = g_strdup (text_of (state));
  kontor_record_set (record, field->name, value);
  show (editor, field, record);
  return TRUE;
}

static void
set_editable (GtkWidget *editor, gboolean editable)
{
  State *state = g_object_get_data (G_OBJECT (editor), STATE_KEY);

  state->editable = editable;
  fit_unit (state);
  gtk_editable_set_editable (GTK_EDITABLE (state->entry), editable);
  gtk_widget_set_can_focus (state->entry, editable || open_icon (state->field) != NULL);
  if (state->field->kind == KONTOR_FIELD_DATE || state->field->kind == KONTOR_FIELD_MOMENT)
    gtk_entry_set_icon_from_icon_name (GTK_ENTRY (state->entry), GTK_ENTRY_ICON_SECONDARY,
                                       editable ? open_icon (state->field) : NULL);
}

static GtkWidget *
focus (GtkWidget *editor)
{
  State *state = g_object_get_data (G_OBJECT (editor), STATE_KEY);

  return state->entry;
}

const KontorFieldEditor kontor_entry_editor = { create, show, take, set_editable, focus };
