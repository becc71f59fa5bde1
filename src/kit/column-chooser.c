#include "config.h"

#include "kit/column-chooser.h"

#include <glib/gi18n.h>

#define HEADINGS_HEIGHT 30
#define FIELD_KEY "kontor-field"
/* Pixels at the usual size of text. */
#define WIDTH_STEP 12

typedef struct
{
  KontorTable *table;
  GtkWidget   *box;
  GtkWidget   *note;
  guint        maximum;
} Chooser;

static GtkCheckButton *
get_check (GtkWidget *row)
{
  return GTK_CHECK_BUTTON (gtk_widget_get_first_child (row));
}

static const char *
get_field (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), FIELD_KEY);
}

static guint
count_chosen (Chooser *chooser)
{
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (chooser->box); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (gtk_check_button_get_active (get_check (row)))
      n++;
  return n;
}

static void
update_sensitive (Chooser *chooser)
{
  guint n = count_chosen (chooser);

  for (GtkWidget *row = gtk_widget_get_first_child (chooser->box); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      gboolean active = gtk_check_button_get_active (get_check (row));

      gtk_widget_set_sensitive (GTK_WIDGET (get_check (row)), active ? n > 1 : n < chooser->maximum);
      for (GtkWidget *button = gtk_widget_get_next_sibling (GTK_WIDGET (get_check (row))); button != NULL;
           button = gtk_widget_get_next_sibling (button))
        gtk_widget_set_visible (button, active);
    }
  gtk_widget_set_visible (chooser->note, n >= chooser->maximum);
}

static void
toggled_cb (GtkCheckButton *button, Chooser *chooser)
{
  const char *name = get_field (gtk_widget_get_parent (GTK_WIDGET (button)));
  g_auto(GStrv) shown = kontor_table_get_columns (chooser->table);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  g_auto(GStrv) chosen = NULL;

  /* What was there keeps its place; a new one goes to the end. */
  for (guint i = 0; shown[i] != NULL; i++)
    if (g_strcmp0 (shown[i], name) != 0)
      g_strv_builder_add (names, shown[i]);
  if (gtk_check_button_get_active (button))
    g_strv_builder_add (names, name);
  chosen = g_strv_builder_end (names);
  kontor_table_set_columns (chooser->table, (const char * const *) chosen);
  update_sensitive (chooser);
}

static GtkWidget *
find_row (Chooser *chooser, const char *field)
{
  GtkWidget *row = gtk_widget_get_first_child (chooser->box);

  while (row != NULL && g_strcmp0 (get_field (row), field) != 0)
    row = gtk_widget_get_next_sibling (row);
  return row;
}

/* In the list as in the table: past the one before or after it. */
static void
move (Chooser *chooser, GtkWidget *row, int by)
{
  g_auto(GStrv) shown = kontor_table_get_columns (chooser->table);
  int n = (int) g_strv_length (shown), from = 0, to;
  GtkWidget *other;
  char *field;

  while (from < n && !g_str_equal (shown[from], get_field (row)))
    from++;
  to = from + by;
  if (from == n || to < 0 || to >= n)
    return;
  other = find_row (chooser, shown[to]);
  field = shown[from];
  shown[from] = shown[to];
  shown[to] = field;
  kontor_table_set_columns (chooser->table, (const char * const *) shown);
  if (other != NULL)
    gtk_box_reorder_child_after (GTK_BOX (chooser->box), row, by > 0 ? other : gtk_widget_get_prev_sibling (other));
}

static void
up_cb (GtkWidget *button, Chooser *chooser)
{
  move (chooser, gtk_widget_get_parent (button), -1);
}

static void
down_cb (GtkWidget *button, Chooser *chooser)
{
  move (chooser, gtk_widget_get_parent (button), 1);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, Chooser *chooser)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  if ((state & (GDK_ALT_MASK | GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != GDK_ALT_MASK || !gtk_check_button_get_active (get_check (row)))
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Up:
      move (chooser, row, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
      move (chooser, row, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Left:
      kontor_table_widen_column (chooser->table, get_field (row), -WIDTH_STEP);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
      kontor_table_widen_column (chooser->table, get_field (row), WIDTH_STEP);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
unparent_cb (gpointer user_data)
{
  gtk_widget_unparent (GTK_WIDGET (user_data));
  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkPopover *popover, gpointer user_data)
{
  if (gtk_widget_get_parent (GTK_WIDGET (popover)) != NULL)
    g_idle_add_full (G_PRIORITY_DEFAULT, unparent_cb, g_object_ref (popover), g_object_unref);
}

static gboolean
is_offered (const KontorField *field)
{
  return field->kind != KONTOR_FIELD_JSON;
}

static void
add_mover (Chooser *chooser, GtkWidget *row, const char *icon_name, const char *verb, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);
  g_autofree char *name = g_strdup_printf ("%s: %s", verb, label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "column-mover");
  gtk_widget_set_tooltip_text (button, verb);
  /* By keyboard it is done where the focus is already. */
  gtk_widget_set_focusable (button, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "clicked", callback, chooser);
  gtk_box_append (GTK_BOX (row), button);
}

static void
add_choice (Chooser *chooser, const KontorField *field, gboolean shown)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *check = gtk_check_button_new_with_label (_(field->label));
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), shown);
  gtk_widget_set_hexpand (check, TRUE);
  g_object_set_data (G_OBJECT (row), FIELD_KEY, (gpointer) field->name);
  g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), chooser);
  gtk_box_append (GTK_BOX (row), check);
  add_mover (chooser, row, "go-up-symbolic", _("Move to the front"), _(field->label), G_CALLBACK (up_cb));
  add_mover (chooser, row, "go-down-symbolic", _("Move to the back"), _(field->label), G_CALLBACK (down_cb));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), chooser);
  gtk_widget_add_controller (row, keys);
  gtk_box_append (GTK_BOX (chooser->box), row);
}

GtkWidget *
kontor_column_chooser_new (KontorTable *table, guint maximum)
{
  const KontorEntity *entity = kontor_table_get_entity (table);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = gtk_label_new (_("Columns"));
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *keys = gtk_label_new (_("Alt+Up and Alt+Down move a column, Alt+Left and Alt+Right make it narrower or wider"));
  GtkWidget *reset = gtk_button_new_with_mnemonic (_("_Reset columns"));
  Chooser *chooser = g_new0 (Chooser, 1);
  g_auto(GStrv) shown = kontor_table_get_columns (table);

  chooser->table = table;
  chooser->maximum = maximum;
  chooser->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  chooser->note = gtk_label_new (_("No more columns fit"));
  gtk_widget_add_css_class (chooser->note, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (keys), TRUE);
  gtk_label_set_xalign (GTK_LABEL (keys), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (keys), 34);
  gtk_widget_add_css_class (keys, "dim-label");
  gtk_widget_add_css_class (keys, "caption");
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_set_halign (heading, GTK_ALIGN_START);
  gtk_widget_add_css_class (reset, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (reset), "table.reset-columns");
  g_signal_connect_swapped (reset, "clicked", G_CALLBACK (gtk_popover_popdown), popover);

  for (guint i = 0; shown[i] != NULL; i++)
    add_choice (chooser, kontor_entity_find_field (entity, shown[i]), TRUE);
  for (const KontorField *field = entity->fields; field->name != NULL; field++)
    if (is_offered (field) && !g_strv_contains ((const char * const *) shown, field->name))
      add_choice (chooser, field, FALSE);
  update_sensitive (chooser);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), chooser->box);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), chooser->note);
  gtk_box_append (GTK_BOX (box), keys);
  gtk_box_append (GTK_BOX (box), reset);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  /* Down from the headings: above them there is hardly room for three names. */
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { MAX (gtk_widget_get_width (GTK_WIDGET (table)) - HEADINGS_HEIGHT, 0), 0,
                                                                        HEADINGS_HEIGHT, HEADINGS_HEIGHT });
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Columns"), -1);
  g_object_set_data_full (G_OBJECT (popover), "kontor-chooser", chooser, g_free);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  return popover;
}
