#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "processes/map-fields.h"
#include "processes/map-figures.h"

struct _KontorMapFigures
{
  GtkWidget      parent_instance;

  KontorMapView *view;
  GtkWidget     *box;
  GtkWidget     *measure;
  GtkListBox    *list;
  GtkWidget     *empty;
  KontorResult  *result;
};

G_DEFINE_FINAL_TYPE (KontorMapFigures, kontor_map_figures, GTK_TYPE_WIDGET)

static const struct { const char *column, *label; gboolean hours; } measures[] = {
  { "waiting", N_("How many wait there"), FALSE },
  { "passed", N_("How many went through"), FALSE },
  { "median_hours", N_("How long it takes, the middle one"), TRUE },
  { "p90_hours", N_("How long it takes, the slowest tenth"), TRUE },
  { "overdue", N_("How many are past the deadline"), FALSE },
};

char *
kontor_map_figures_format_hours (double hours)
{
  if (hours < 1)
    return g_strdup_printf (_("%.0f min"), hours * 60);
  if (hours < 48)
    return g_strdup_printf (_("%.1f h"), hours);
  return g_strdup_printf (_("%.1f days"), hours / 24);
}

static double
value_of (KontorMapFigures *self, guint row, guint measure)
{
  const char *text = kontor_result_get_by_name (self->result, row, measures[measure].column);

  return text != NULL ? g_ascii_strtod (text, NULL) : 0;
}

static char *
format (double value, gboolean hours)
{
  return hours ? kontor_map_figures_format_hours (value) : g_strdup_printf ("%.0f", value);
}

typedef struct
{
  guint  row;
  double value;
} Place;

static int
compare (gconstpointer a, gconstpointer b)
{
  const Place *one = a, *other = b;

  return one->value < other->value ? 1 : one->value > other->value ? -1 : (int) one->row - (int) other->row;
}

/* Who would have got the tasks: "Amra 120, Ivan 80". */
static char *
describe_performers (KontorMapFigures *self, guint row)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GString) words = g_string_new (NULL);
  const char *text = kontor_result_find_column (self->result, "performers") >= 0
                     ? kontor_result_get_by_name (self->result, row, "performers") : NULL;
  JsonArray *array;

  if (text == NULL || !json_parser_load_from_data (parser, text, -1, NULL))
    return NULL;
  array = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < MIN (4, json_array_get_length (array)); i++)
    {
      JsonObject *performer = json_array_get_object_element (array, i);
      const char *name = json_object_get_string_member_with_default (performer, "name", "");

      if (*name == '\0')
        name = kontor_map_performer_get_label (kontor_route_map_picture_get_subject (kontor_map_view_get_picture (self->view)),
                                               json_object_get_string_member_with_default (performer, "kind", ""), NULL);
      g_string_append_printf (words, "%s%s %" G_GINT64_FORMAT, i > 0 ? ", " : "", name,
                              json_object_get_int_member_with_default (performer, "tasks", 0));
    }
  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

static char *
describe (KontorMapFigures *self, guint row)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *median = kontor_map_figures_format_hours (value_of (self, row, 2));
  g_autofree char *slow = kontor_map_figures_format_hours (value_of (self, row, 3));
  g_autofree char *performers = describe_performers (self, row);
  const char *guessed = kontor_result_find_column (self->result, "guessed") >= 0
                        ? kontor_result_get_by_name (self->result, row, "guessed") : NULL;

  g_string_append_printf (words, _("%s went through, %s wait"), kontor_result_get_by_name (self->result, row, "passed"),
                          kontor_result_get_by_name (self->result, row, "waiting"));
  if (value_of (self, row, 2) > 0)
    g_string_append_printf (words, _(" · half within %s, nine of ten within %s"), median, slow);
  if (value_of (self, row, 4) > 0)
    g_string_append_printf (words, _(" · %s past the deadline"), kontor_result_get_by_name (self->result, row, "overdue"));
  if (performers != NULL)
    g_string_append_printf (words, "\n%s", performers);
  if (guessed != NULL && strcmp (guessed, "0") != 0)
    g_string_append_printf (words, _("\n%s of them guessed: the records do not tell"), guessed);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
add_row (KontorMapFigures *self, const KontorMapItem *point, guint row, const char *value)
{
  const char *name = kontor_map_item_get_text (point, "name");
  g_autofree char *more = describe (self, row);
  GtkWidget *list_row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = gtk_label_new (*name != '\0' ? name : kontor_map_kind_get_label (point->kind));
  GtkWidget *below = gtk_label_new (more);
  GtkWidget *number = gtk_label_new (value);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (below), 0);
  gtk_label_set_wrap (GTK_LABEL (below), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (below), 30);
  gtk_widget_add_css_class (below, "dim-label");
  gtk_widget_add_css_class (below, "caption");
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (number, "heading");
  gtk_widget_set_valign (number, GTK_ALIGN_START);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), below);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), number);
  gtk_widget_set_margin_start (line, 12);
  gtk_widget_set_margin_end (line, 12);
  gtk_widget_set_margin_top (line, 4);
  gtk_widget_set_margin_bottom (line, 4);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (list_row), line);
  g_object_set_data_full (G_OBJECT (list_row), "key", g_strdup (point->key), g_free);
  gtk_list_box_append (self->list, list_row);
}

static void
show (KontorMapFigures *self)
{
  KontorMap *map = kontor_map_view_get_map (self->view);
  KontorRouteMapPicture *picture = kontor_map_view_get_picture (self->view);
  guint measure = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->measure));
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  double most = 0;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  kontor_route_map_picture_clear_figures (picture);
  for (guint i = 0; self->result != NULL && map != NULL && i < kontor_result_get_n_rows (self->result); i++)
    {
      Place place = { i, value_of (self, i, measure) };

      if (kontor_map_find (map, KONTOR_MAP_POINT, kontor_result_get_by_name (self->result, i, "point")) == NULL)
        continue;
      most = MAX (most, place.value);
      g_array_append_val (places, place);
    }
  g_array_sort (places, compare);
  gtk_widget_set_visible (self->box, self->result != NULL);
  gtk_widget_set_visible (self->empty, self->result != NULL && places->len == 0);
  for (guint i = 0; i < places->len; i++)
    {
      Place place = g_array_index (places, Place, i);
      const char *key = kontor_result_get_by_name (self->result, place.row, "point");
      g_autofree char *value = format (place.value, measures[measure].hours);

      add_row (self, kontor_map_find (map, KONTOR_MAP_POINT, key), place.row, value);
      kontor_route_map_picture_set_figure (picture, key, place.value > 0 ? value : NULL, most > 0 ? place.value / most : 0);
    }
  if (map != NULL)
    kontor_map_view_redraw (self->view);
}

static void
activated_cb (KontorMapFigures *self, GtkListBoxRow *row)
{
  const KontorMapItem *point = kontor_map_find (kontor_map_view_get_map (self->view), KONTOR_MAP_POINT,
                                                g_object_get_data (G_OBJECT (row), "key"));

  if (point == NULL)
    return;
  kontor_map_view_select (self->view, KONTOR_MAP_POINT, point->key, FALSE);
  kontor_canvas_reveal (kontor_map_view_get_canvas (self->view), &GRAPHENE_RECT_INIT (point->x, point->y, point->width, point->height));
}

static void
kontor_map_figures_dispose (GObject *object)
{
  KontorMapFigures *self = KONTOR_MAP_FIGURES (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->result);
  G_OBJECT_CLASS (kontor_map_figures_parent_class)->dispose (object);
}

static void
kontor_map_figures_class_init (KontorMapFiguresClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_map_figures_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
kontor_map_figures_init (KontorMapFigures *self)
{
  const char *labels[G_N_ELEMENTS (measures) + 1] = { NULL };
  GtkWidget *window = gtk_scrolled_window_new ();

  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    labels[i] = _(measures[i].label);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->measure = kontor_narrow_drop_down_new (labels);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_set_margin_start (self->measure, 12);
  gtk_widget_set_margin_end (self->measure, 12);
  gtk_widget_set_margin_top (self->measure, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->measure), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What is shown"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Points"), -1);
  g_signal_connect_swapped (self->measure, "notify::selected", G_CALLBACK (show), self);
  self->empty = gtk_label_new (_("No process has come to any point yet."));
  gtk_label_set_wrap (GTK_LABEL (self->empty), TRUE);
  gtk_widget_add_css_class (self->empty, "dim-label");
  gtk_widget_set_margin_top (self->empty, 12);
  gtk_widget_set_visible (self->empty, FALSE);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "plain-list");
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (window, TRUE);
  gtk_box_append (GTK_BOX (self->box), self->measure);
  gtk_box_append (GTK_BOX (self->box), self->empty);
  gtk_box_append (GTK_BOX (self->box), window);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
kontor_map_figures_new (KontorMapView *view)
{
  KontorMapFigures *self = g_object_new (KONTOR_TYPE_MAP_FIGURES, NULL);

  self->view = view;
  return GTK_WIDGET (self);
}

void
kontor_map_figures_set_result (KontorMapFigures *self, KontorResult *result)
{
  g_set_object (&self->result, result);
  show (self);
}
