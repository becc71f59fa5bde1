#include "config.h"

#include "kit/chart-view.h"

#include <adwaita.h>

struct _KontorChartView
{
  GtkWidget         parent_instance;

  KontorChartSpec   spec;
  char             *unit;
  KontorChartDatum *data;
  guint             n_data;
  GStringChunk     *strings;
  /* An invisible button over each datum: focus, click, tooltip and words. */
  GPtrArray        *parts;
  int               highlight;
};

enum
{
  DATUM_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KontorChartView, kontor_chart_view, GTK_TYPE_WIDGET)

static void
get_theme (KontorChartView  *self,
           KontorChartTheme *theme)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const PangoFontDescription *face = pango_context_get_font_description (gtk_widget_get_pango_context (widget));
  GtkSettings *settings = gtk_widget_get_settings (widget);
  int resolution = 96 * 1024;

  g_object_get (settings, "gtk-xft-dpi", &resolution, NULL);
  if (resolution <= 0)
    resolution = 96 * 1024;
  theme->dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  theme->family = pango_font_description_get_family (face);
  theme->size = pango_font_description_get_size (face) / (double) PANGO_SCALE;
  if (!pango_font_description_get_size_is_absolute (face))
    theme->size *= resolution / 1024.0 / 72;
  theme->rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
}

static int
find_part (KontorChartView *self,
           gpointer         part)
{
  guint position;

  return g_ptr_array_find (self->parts, part, &position) ? (int) position : -1;
}

static void
set_highlight (KontorChartView *self,
               int              highlight)
{
  if (self->highlight == highlight)
    return;
  self->highlight = highlight;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
clicked_cb (KontorChartView *self,
            GtkButton       *part)
{
  int datum = find_part (self, part);

  if (datum >= 0)
    g_signal_emit (self, signals[DATUM_ACTIVATED], 0, (guint) datum);
}

static void
flags_changed_cb (KontorChartView *self,
                  GtkStateFlags    before,
                  GtkWidget       *part)
{
  GtkStateFlags flags = gtk_widget_get_state_flags (part);

  if (flags & (GTK_STATE_FLAG_PRELIGHT | GTK_STATE_FLAG_FOCUS_VISIBLE))
    set_highlight (self, find_part (self, part));
  else if (self->highlight == find_part (self, part))
    set_highlight (self, -1);
}

static void
update_parts (KontorChartView *self)
{
  while (self->parts->len > self->n_data)
    {
      GtkWidget *part = g_ptr_array_index (self->parts, self->parts->len - 1);

      g_ptr_array_set_size (self->parts, self->parts->len - 1);
      gtk_widget_unparent (part);
    }
  while (self->parts->len < self->n_data)
    {
      GtkWidget *part = gtk_button_new ();

      gtk_widget_add_css_class (part, "chart-part");
      gtk_widget_set_cursor_from_name (part, "pointer");
      gtk_widget_set_parent (part, GTK_WIDGET (self));
      g_signal_connect_swapped (part, "clicked", G_CALLBACK (clicked_cb), self);
      g_signal_connect_swapped (part, "state-flags-changed", G_CALLBACK (flags_changed_cb), self);
      g_ptr_array_add (self->parts, part);
    }
  for (guint i = 0; i < self->n_data; i++)
    {
      GtkWidget *part = g_ptr_array_index (self->parts, i);
      g_autofree char *words = kontor_chart_describe (&self->spec, &self->data[i]);

      gtk_widget_set_tooltip_text (part, words);
      gtk_accessible_update_property (GTK_ACCESSIBLE (part), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
    }
}

static void
kontor_chart_view_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  KontorChartView *self = KONTOR_CHART_VIEW (widget);
  KontorChartTheme theme;
  double height;

  get_theme (self, &theme);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = (int) (theme.size * 10);
      *natural = (int) (theme.size * 26);
      return;
    }
  height = kontor_chart_get_natural_height (&self->spec, self->n_data, &theme);
  if (height <= 0)
    height = theme.size * (self->spec.kind == KONTOR_CHART_FIGURE ? 7 : 11);
  *minimum = *natural = (int) height;
  if (self->spec.kind == KONTOR_CHART_BARS || self->spec.kind == KONTOR_CHART_FUNNEL)
    *minimum = (int) (self->n_data * theme.size * 1.9);
}

static void
kontor_chart_view_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  KontorChartView *self = KONTOR_CHART_VIEW (widget);
  KontorChartTheme theme;
  g_autoptr(GArray) hits = NULL;

  get_theme (self, &theme);
  hits = kontor_chart_draw (NULL, &self->spec, self->data, self->n_data, width, height, &theme, -1);
  for (guint i = 0; i < self->parts->len; i++)
    gtk_widget_set_child_visible (g_ptr_array_index (self->parts, i), FALSE);
  for (guint i = 0; i < hits->len; i++)
    {
      const KontorChartHit *hit = &g_array_index (hits, KontorChartHit, i);
      GtkWidget *part = g_ptr_array_index (self->parts, hit->datum);
      GtkAllocation place = { (int) hit->box.x, (int) hit->box.y, (int) hit->box.width, (int) hit->box.height };
      int least_width;
      int least_height;

      gtk_widget_measure (part, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
      gtk_widget_measure (part, GTK_ORIENTATION_VERTICAL, -1, &least_height, NULL, NULL, NULL);
      place.width = MAX (place.width, least_width);
      place.height = MAX (place.height, least_height);
      gtk_widget_set_child_visible (part, TRUE);
      gtk_widget_size_allocate (part, &place, -1);
    }
}

static void
kontor_chart_view_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  KontorChartView *self = KONTOR_CHART_VIEW (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  KontorChartTheme theme;
  cairo_t *cr;

  if (width <= 0 || height <= 0)
    return;
  get_theme (self, &theme);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  g_array_unref (kontor_chart_draw (cr, &self->spec, self->data, self->n_data, width, height, &theme, self->highlight));
  cairo_destroy (cr);
  GTK_WIDGET_CLASS (kontor_chart_view_parent_class)->snapshot (widget, snapshot);
}

static void
kontor_chart_view_dispose (GObject *object)
{
  KontorChartView *self = KONTOR_CHART_VIEW (object);

  self->n_data = 0;
  update_parts (self);

  G_OBJECT_CLASS (kontor_chart_view_parent_class)->dispose (object);
}

static void
kontor_chart_view_finalize (GObject *object)
{
  KontorChartView *self = KONTOR_CHART_VIEW (object);

  g_free (self->unit);
  g_free (self->data);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  g_ptr_array_unref (self->parts);

  G_OBJECT_CLASS (kontor_chart_view_parent_class)->finalize (object);
}

static void
kontor_chart_view_class_init (KontorChartViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kontor_chart_view_dispose;
  object_class->finalize = kontor_chart_view_finalize;
  widget_class->measure = kontor_chart_view_measure;
  widget_class->size_allocate = kontor_chart_view_size_allocate;
  widget_class->snapshot = kontor_chart_view_snapshot;
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[DATUM_ACTIVATED] =
    g_signal_new ("datum-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
kontor_chart_view_init (KontorChartView *self)
{
  self->parts = g_ptr_array_new ();
  self->highlight = -1;
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
kontor_chart_view_new (void)
{
  return g_object_new (KONTOR_TYPE_CHART_VIEW, NULL);
}

void
kontor_chart_view_set_spec (KontorChartView *self,
                            KontorChartKind  kind,
                            int              series,
                            const char      *unit)
{
  g_return_if_fail (KONTOR_IS_CHART_VIEW (self));

  g_free (self->unit);
  self->unit = g_strdup (unit);
  self->spec = (KontorChartSpec) { kind, series, self->unit };
  update_parts (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
kontor_chart_view_set_data (KontorChartView        *self,
                            const KontorChartDatum *data,
                            guint                   n_data)
{
  GStringChunk *strings = g_string_chunk_new (256);

  g_return_if_fail (KONTOR_IS_CHART_VIEW (self));
  g_return_if_fail (data != NULL || n_data == 0);

  g_free (self->data);
  self->data = g_new0 (KontorChartDatum, n_data);
  self->n_data = n_data;
  for (guint i = 0; i < n_data; i++)
    {
      self->data[i].value = data[i].value;
      self->data[i].label = g_string_chunk_insert (strings, data[i].label != NULL ? data[i].label : "");
      self->data[i].text = data[i].text != NULL ? g_string_chunk_insert (strings, data[i].text) : NULL;
      self->data[i].detail = data[i].detail != NULL ? g_string_chunk_insert (strings, data[i].detail) : NULL;
    }
  g_clear_pointer (&self->strings, g_string_chunk_free);
  self->strings = strings;
  self->highlight = -1;
  update_parts (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
