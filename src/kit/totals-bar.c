#include "config.h"

#include "kit/totals-bar.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "base/error.h"
#include "model/totals.h"

/* Milliseconds: a selection that grows with the arrow keys is added up when it rests. */
#define PAUSE 150
#define PAUSE_AFTER_NEWS 500
/* News makes the sums be read again at most so often that it costs a tenth of the time. */
#define REST 10
#define SIDE_MARGIN 9
#define GAP 12

struct _KontorTotalsBar
{
  GtkWidget     parent_instance;
  /* The table holds the bar. */
  KontorTable  *table;
  GtkWidget    *caption;
  /* A label for each field of @fields, and one that names the column as well: for
   * where that column is out of sight. */
  GPtrArray    *labels;
  GPtrArray    *named;
  char        **fields;
  GCancellable *cancellable;
  guint         timeout;
  gboolean      of_selected;
  gint64        asked_at;
  gint64        took;
};

G_DEFINE_FINAL_TYPE (KontorTotalsBar, kontor_totals_bar, GTK_TYPE_WIDGET)

static KontorRecordList *
get_list (KontorTotalsBar *self)
{
  return KONTOR_RECORD_LIST (kontor_table_get_rows (self->table));
}

static void
show_totals (KontorTotalsBar *self, KontorTotals *totals)
{
  g_autofree char *caption = self->of_selected ? g_strdup_printf (_("Total of %'" PRIu64 " selected"), kontor_totals_get_count (totals))
                                               : g_strdup (_("Total"));

  gtk_label_set_text (GTK_LABEL (self->caption), caption);
  for (guint i = 0; i < self->labels->len; i++)
    {
      GtkWidget *label = g_ptr_array_index (self->labels, i);
      GtkWidget *named = g_ptr_array_index (self->named, i);
      const KontorField *field = g_object_get_data (G_OBJECT (label), "field");
      g_autofree char *text = kontor_totals_format (totals, field->name);
      g_autofree char *words = *text != '\0' ? g_strdup_printf ("%s: %s", _(field->label), text) : g_strdup ("");

      gtk_label_set_text (GTK_LABEL (label), text);
      gtk_label_set_text (GTK_LABEL (named), words);
      gtk_widget_set_tooltip_text (label, *text != '\0' ? text : NULL);
      gtk_widget_set_tooltip_text (named, *text != '\0' ? words : NULL);
    }
}

static void
totals_read_cb (GObject *list, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorTotalsBar) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorTotals) totals = kontor_totals_read_finish (KONTOR_RECORD_LIST (list), result, &error);

  if (totals == NULL)
    {
      /* The list itself tells what is wrong with it; no sum is better than an old one. */
      if (!g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        for (guint i = 0; i < self->labels->len; i++)
          {
            gtk_label_set_text (g_ptr_array_index (self->labels, i), "");
            gtk_label_set_text (g_ptr_array_index (self->named, i), "");
          }
      return;
    }
  self->took = g_get_monotonic_time () - self->asked_at;
  if (self->table != NULL)
    show_totals (self, totals);
}

static gboolean
ask_cb (gpointer user_data)
{
  KontorTotalsBar *self = user_data;
  KontorRecordList *list = get_list (self);
  KontorRangeSelection *selection = kontor_table_get_selection (self->table);
  guint64 n_selected = kontor_range_selection_get_n_selected (selection);
  g_autoptr(KontorSnapshot) selected = NULL;

  self->timeout = 0;
  if (n_selected > 1 && n_selected < g_list_model_get_n_items (G_LIST_MODEL (list)) && n_selected <= KONTOR_TOTALS_MOST_SELECTED)
    selected = kontor_table_copy_selected (self->table);
  self->of_selected = selected != NULL;
  self->asked_at = g_get_monotonic_time ();
  kontor_totals_read_async (list, selected, (const char * const *) self->fields, self->cancellable,
                            totals_read_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
ask (KontorTotalsBar *self, guint pause)
{
  KontorRecordList *list = get_list (self);

  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->labels->len > 0 && kontor_record_list_get_store (list) != NULL && kontor_record_list_get_total (list) >= 0)
    self->timeout = g_timeout_add (pause, ask_cb, self);
}

static void
rows_changed_cb (KontorTotalsBar *self)
{
  ask (self, PAUSE);
}

static void
entity_changed_cb (KontorTotalsBar *self, const char *entity, const char *id, const char *action)
{
  gint64 rest;

  /* A sum that waits is read soon enough. */
  if (self->timeout != 0 || g_strcmp0 (entity, kontor_table_get_entity (self->table)->name) != 0)
    return;
  rest = self->asked_at + REST * self->took - g_get_monotonic_time ();
  ask (self, MAX (PAUSE_AFTER_NEWS, (guint) MAX (rest / 1000, 0)));
}

static void
remove_labels (KontorTotalsBar *self)
{
  for (guint i = 0; i < self->labels->len; i++)
    {
      gtk_widget_unparent (g_ptr_array_index (self->labels, i));
      gtk_widget_unparent (g_ptr_array_index (self->named, i));
    }
  g_ptr_array_set_size (self->labels, 0);
  g_ptr_array_set_size (self->named, 0);
}

static GtkWidget *
make_label (KontorTotalsBar *self, const KontorField *field)
{
  GtkWidget *label = gtk_label_new (NULL);
  g_autofree char *name = g_strdup_printf (_("Total: %s"), _(field->label));

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  gtk_widget_add_css_class (label, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, name, -1);
  g_object_set_data (G_OBJECT (label), "field", (gpointer) field);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

/* One sum for each column of which it says something. */
static void
columns_changed_cb (KontorTotalsBar *self)
{
  g_auto(GStrv) columns = kontor_table_get_columns (self->table);
  const KontorEntity *entity = kontor_table_get_entity (self->table);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  remove_labels (self);
  for (guint i = 0; columns[i] != NULL; i++)
    {
      const KontorField *field = kontor_entity_find_field (entity, columns[i]);

      if (field == NULL || (field->flags & KONTOR_FIELD_FLAG_TOTAL) == 0)
        continue;
      g_strv_builder_add (names, field->name);
      g_ptr_array_add (self->labels, make_label (self, field));
      g_ptr_array_add (self->named, make_label (self, field));
    }
  g_strfreev (self->fields);
  self->fields = g_strv_builder_end (names);
  gtk_widget_set_visible (GTK_WIDGET (self), self->labels->len > 0);
  ask (self, PAUSE);
}

/* As tall as the tallest sum: amounts of three currencies are three lines. */
static void
kontor_totals_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                           int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  KontorTotalsBar *self = KONTOR_TOTALS_BAR (widget);

  gtk_widget_measure (self->caption, orientation, -1, minimum, natural, NULL, NULL);
  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 0;
      return;
    }
  for (guint i = 0; i < self->labels->len; i++)
    {
      int own;

      gtk_widget_measure (g_ptr_array_index (self->labels, i), orientation, -1, &own, NULL, NULL, NULL);
      *minimum = MAX (*minimum, own);
    }
  *natural = *minimum;
}

static void
kontor_totals_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KontorTotalsBar *self = KONTOR_TOTALS_BAR (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int room = width - SIDE_MARGIN, end = width - SIDE_MARGIN;
  int own;

  /* From the last one: those of columns out of sight stand at the end, one before the other. */
  for (guint i = self->labels->len; i-- > 0;)
    {
      GtkWidget *label = g_ptr_array_index (self->labels, i), *named = g_ptr_array_index (self->named, i);
      const KontorField *field = g_object_get_data (G_OBJECT (label), "field");
      int x = 0, column_width = 0, label_width, named_width, left;
      gboolean in_sight;

      gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, &label_width, NULL, NULL, NULL);
      gtk_widget_measure (named, GTK_ORIENTATION_HORIZONTAL, -1, &named_width, NULL, NULL, NULL);
      if (!kontor_table_get_column_place (self->table, field->name, widget, &x, &column_width))
        {
          gtk_widget_set_child_visible (label, FALSE);
          gtk_widget_set_child_visible (named, FALSE);
          continue;
        }
      /* A sum is wider than what it is the sum of: it grows over the column beside it. */
      label_width = MAX (column_width - 2 * SIDE_MARGIN, label_width);
      left = mirrored ? width - x - SIDE_MARGIN - label_width : x + column_width - SIDE_MARGIN - label_width;
      in_sight = left >= 0 && left + label_width <= end;
      if (!in_sight)
        {
          label_width = named_width;
          left = end - named_width;
        }
      end = in_sight ? MIN (end, left - GAP) : left - GAP;
      gtk_widget_set_child_visible (label, in_sight);
      gtk_widget_set_child_visible (named, !in_sight && left >= 0);
      if (in_sight || left >= 0)
        gtk_widget_size_allocate (in_sight ? label : named,
                                  &(GtkAllocation) { mirrored ? width - left - label_width : left, 0, label_width, height }, -1);
      room = MIN (room, left);
    }

  gtk_widget_measure (self->caption, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &own, NULL, NULL);
  own = MIN (own, room - GAP);
  gtk_widget_set_child_visible (self->caption, own > 0);
  if (own > 0)
    gtk_widget_size_allocate (self->caption,
                              &(GtkAllocation) { mirrored ? width - SIDE_MARGIN - own : SIDE_MARGIN, 0, own, height }, -1);
}

static void
kontor_totals_bar_dispose (GObject *object)
{
  KontorTotalsBar *self = KONTOR_TOTALS_BAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timeout, g_source_remove);
  remove_labels (self);
  g_clear_pointer (&self->caption, gtk_widget_unparent);
  self->table = NULL;

  G_OBJECT_CLASS (kontor_totals_bar_parent_class)->dispose (object);
}

static void
kontor_totals_bar_finalize (GObject *object)
{
  KontorTotalsBar *self = KONTOR_TOTALS_BAR (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->labels);
  g_ptr_array_unref (self->named);
  g_strfreev (self->fields);

  G_OBJECT_CLASS (kontor_totals_bar_parent_class)->finalize (object);
}

static void
kontor_totals_bar_class_init (KontorTotalsBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kontor_totals_bar_dispose;
  object_class->finalize = kontor_totals_bar_finalize;
  widget_class->measure = kontor_totals_bar_measure;
  widget_class->size_allocate = kontor_totals_bar_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "totals");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kontor_totals_bar_init (KontorTotalsBar *self)
{
  self->labels = g_ptr_array_new ();
  self->named = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  self->caption = gtk_label_new (_("Total"));
  gtk_label_set_ellipsize (GTK_LABEL (self->caption), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->caption), 0);
  gtk_widget_set_parent (self->caption, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
kontor_totals_bar_new (KontorTable *table)
{
  KontorTotalsBar *self;
  KontorRecordList *list;

  g_return_val_if_fail (KONTOR_IS_TABLE (table), NULL);
  g_return_val_if_fail (KONTOR_IS_RECORD_LIST (kontor_table_get_rows (table)), NULL);

  self = g_object_new (KONTOR_TYPE_TOTALS_BAR, NULL);
  self->table = table;
  list = get_list (self);
  g_signal_connect_object (table, "layout-changed", G_CALLBACK (columns_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (kontor_table_get_selection (table), "selection-changed", G_CALLBACK (rows_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::total", G_CALLBACK (rows_changed_cb), self, G_CONNECT_SWAPPED);
  if (kontor_record_list_get_store (list) != NULL)
    g_signal_connect_object (kontor_record_list_get_store (list), "entity-changed", G_CALLBACK (entity_changed_cb),
                             self, G_CONNECT_SWAPPED);
  columns_changed_cb (self);
  return GTK_WIDGET (self);
}
