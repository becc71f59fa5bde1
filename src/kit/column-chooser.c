#include "config.h"

#include "kit/column-chooser.h"

#include <glib/gi18n.h>

#define HEADINGS_HEIGHT 30
#define FIELD_KEY "kontor-field"

typedef struct
{
  KontorTable *table;
  GtkWidget   *box;
  GtkWidget   *note;
  guint        maximum;
} Chooser;

static guint
count_chosen (Chooser *chooser)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (chooser->box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_CHECK_BUTTON (child) && gtk_check_button_get_active (GTK_CHECK_BUTTON (child)))
      n++;
  return n;
}

static void
update_sensitive (Chooser *chooser)
{
  guint n = count_chosen (chooser);

  for (GtkWidget *child = gtk_widget_get_first_child (chooser->box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_CHECK_BUTTON (child))
      {
        gboolean active = gtk_check_button_get_active (GTK_CHECK_BUTTON (child));

        gtk_widget_set_sensitive (child, active ? n > 1 : n < chooser->maximum);
      }
  gtk_widget_set_visible (chooser->note, n >= chooser->maximum);
}

static void
toggled_cb (GtkCheckButton *button, Chooser *chooser)
{
  const char *name = g_object_get_data (G_OBJECT (button), FIELD_KEY);
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
add_choice (Chooser *chooser, const KontorField *field, gboolean shown)
{
  GtkWidget *button = gtk_check_button_new_with_label (_(field->label));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), shown);
  g_object_set_data (G_OBJECT (button), FIELD_KEY, (gpointer) field->name);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), chooser);
  gtk_box_append (GTK_BOX (chooser->box), button);
}

GtkWidget *
kontor_column_chooser_new (KontorTable *table, guint maximum)
{
  const KontorEntity *entity = kontor_table_get_entity (table);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = gtk_label_new (_("Columns"));
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *reset = gtk_button_new_with_mnemonic (_("_Reset columns"));
  Chooser *chooser = g_new0 (Chooser, 1);
  g_auto(GStrv) shown = kontor_table_get_columns (table);

  chooser->table = table;
  chooser->maximum = maximum;
  chooser->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  chooser->note = gtk_label_new (_("No more columns fit"));
  gtk_widget_add_css_class (chooser->note, "dim-label");
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
