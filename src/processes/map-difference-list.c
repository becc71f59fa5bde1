#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/condition.h"
#include "processes/map-difference-list.h"
#include "processes/map-label.h"
#include "route/map-difference.h"

struct _KontorMapDifferenceList
{
  GtkWidget         parent_instance;

  KontorMapView    *view;
  KontorMapChoices *choices;
  GtkWidget        *box;
  GtkLabel         *summary;
  GtkListBox       *list;
};

G_DEFINE_FINAL_TYPE (KontorMapDifferenceList, kontor_map_difference_list, GTK_TYPE_WIDGET)

static const struct { const char *icon, *css_class; KontorMapMark mark; } looks[] = {
  [KONTOR_MAP_CHANGE_ADDED] = { "list-add-symbolic", "success", KONTOR_MAP_MARK_ADDED },
  [KONTOR_MAP_CHANGE_REMOVED] = { "list-remove-symbolic", "error", KONTOR_MAP_MARK_REMOVED },
  [KONTOR_MAP_CHANGE_CHANGED] = { "document-edit-symbolic", "warning", KONTOR_MAP_MARK_CHANGED },
  [KONTOR_MAP_CHANGE_MOVED] = { "go-next-symbolic", "accent", KONTOR_MAP_MARK_MOVED },
};

static void
activated_cb (KontorMapDifferenceList *self, GtkListBoxRow *row)
{
  const char *key = g_object_get_data (G_OBJECT (row), "key");
  KontorMapItemType type = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "type"));
  const KontorMapItem *item = kontor_map_find (kontor_map_view_get_map (self->view), type, key);

  if (item == NULL)
    return;
  kontor_map_view_select (self->view, type, key, FALSE);
  if (type == KONTOR_MAP_FLOW)
    item = kontor_map_find (kontor_map_view_get_map (self->view), KONTOR_MAP_POINT, item->from);
  if (item != NULL)
    kontor_canvas_reveal (kontor_map_view_get_canvas (self->view), &GRAPHENE_RECT_INIT (item->x, item->y, item->width, item->height));
}

static const char *
name_of (KontorMap *map, const char *key)
{
  const KontorMapItem *point = kontor_map_find (map, KONTOR_MAP_POINT, key);
  const char *name = point != NULL ? kontor_map_item_get_text (point, "name") : "";

  return *name != '\0' ? name : point != NULL ? kontor_map_kind_get_label (point->kind) : key;
}

static char *
title_of (const KontorMapItem *item, KontorMap *both)
{
  const char *name = kontor_map_item_get_text (item, kontor_map_label_property (item));

  if (item->type == KONTOR_MAP_FLOW)
    return g_strdup_printf (_("Line from “%s” to “%s”"), name_of (both, item->from), name_of (both, item->to));
  return *name != '\0' ? g_strdup_printf ("%s: %s", kontor_map_kind_get_label (item->kind), name)
                       : g_strdup (kontor_map_kind_get_label (item->kind));
}

static char *
describe (KontorMapDifferenceList *self, const KontorMapItem *item, const char *name, KontorMap *both)
{
  const KontorMapProperty *property = kontor_map_property_find (item->kind, name);
  JsonNode *node;

  if (strcmp (name, "kind") == 0)
    return g_strdup (kontor_map_kind_get_label (item->kind));
  if (strcmp (name, "from") == 0)
    return g_strdup (name_of (both, item->from));
  if (strcmp (name, "to") == 0)
    return g_strdup (name_of (both, item->to));
  node = kontor_map_item_get_node (item, name);
  if (strcmp (name, "picture") == 0 && node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return g_strdup (json_object_get_string_member_with_default (json_node_get_object (node), "name", ""));
  if (property != NULL)
    return kontor_map_choices_describe (self->choices, property, node);
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("");
  if (strcmp (name, "condition") == 0)
    {
      g_autofree char *json = json_to_string (node, FALSE);

      return kontor_condition_describe (kontor_map_choices_get_subject (self->choices), json);
    }
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
         ? g_strdup (json_node_get_string (node)) : json_to_string (node, FALSE);
}

static char *
property_title (const KontorMapItem *item, const char *name)
{
  static const struct { const char *name, *title; } others[] = {
    { "kind", N_("Kind") }, { "from", N_("Comes from") }, { "to", N_("Leads to") }, { "label", N_("Label") }, { "text", N_("Text") },
    { "answer", N_("Taken at the answer") }, { "condition", N_("Taken when") }, { "default", N_("Taken when nothing else fits") },
    { "color", N_("Colour") }, { "picture", N_("Picture") }, { "address", N_("Address") },
  };
  const KontorMapProperty *property = kontor_map_property_find (item->kind, name);

  if (property != NULL)
    return kontor_map_property_get_title (property);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (strcmp (others[i].name, name) == 0)
      return g_strdup (_(others[i].title));
  return g_strdup (name);
}

static GtkWidget *
add_words (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 34);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
add_change (KontorMapDifferenceList *self, GtkWidget *words, const KontorMapDifference *difference, const char *name, KontorMap *both)
{
  g_autofree char *title = property_title (difference->after, name);
  g_autofree char *before = describe (self, difference->before, name, both);
  g_autofree char *after = describe (self, difference->after, name, both);
  g_autofree char *line = *before == '\0' ? g_strdup_printf (_("%s: now “%s”"), title, after)
                          : *after == '\0' ? g_strdup_printf (_("%s: no longer “%s”"), title, before)
                          : g_strdup_printf (_("%s: “%s” → “%s”"), title, before, after);

  add_words (words, line, NULL);
}

static void
add_row (KontorMapDifferenceList *self, const KontorMapDifference *difference, KontorMap *both)
{
  const char *kinds[] = { _("Added"), _("Taken away"), _("Changed"), _("Moved") };
  const KontorMapItem *item = kontor_map_difference_get_item (difference);
  g_autofree char *title = title_of (item, both);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *image = gtk_image_new_from_icon_name (looks[difference->change].icon);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_set_margin_top (image, 2);
  gtk_widget_add_css_class (image, looks[difference->change].css_class);
  add_words (words, title, "heading");
  add_words (words, kinds[difference->change], "dim-label");
  for (guint i = 0; difference->properties[i] != NULL; i++)
    add_change (self, words, difference, difference->properties[i], both);
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), words);
  gtk_widget_set_margin_start (line, 12);
  gtk_widget_set_margin_end (line, 12);
  gtk_widget_set_margin_top (line, 6);
  gtk_widget_set_margin_bottom (line, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  g_object_set_data_full (G_OBJECT (row), "key", g_strdup (item->key), g_free);
  g_object_set_data (G_OBJECT (row), "type", GUINT_TO_POINTER (item->type));
  gtk_list_box_append (self->list, row);
}

void
kontor_map_difference_list_show (KontorMapDifferenceList *self, KontorMap *before, KontorMap *after)
{
  KontorRouteMapPicture *picture = kontor_map_view_get_picture (self->view);
  g_autoptr (KontorMap) both = kontor_map_compare_union (before, after);
  g_autoptr (GPtrArray) found = kontor_map_compare (before, after);
  guint counts[4] = { 0, 0, 0, 0 };
  g_autofree char *words = NULL;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  kontor_route_map_picture_clear_marks (picture);
  kontor_route_map_picture_clear_figures (picture);
  for (guint i = 0; i < found->len; i++)
    {
      const KontorMapDifference *difference = g_ptr_array_index (found, i);

      counts[difference->change]++;
      kontor_route_map_picture_set_mark (picture, kontor_map_difference_get_item (difference)->key, looks[difference->change].mark);
    }
  /* What only stands elsewhere comes last. */
  for (guint change = 0; change < G_N_ELEMENTS (counts); change++)
    for (guint i = 0; i < found->len; i++)
      if (((KontorMapDifference *) g_ptr_array_index (found, i))->change == change)
        add_row (self, g_ptr_array_index (found, i), both);
  words = found->len == 0 ? g_strdup (_("Both versions are the same."))
          : g_strdup_printf (_("%u added, %u taken away, %u changed, %u moved"), counts[0], counts[1], counts[2], counts[3]);
  gtk_label_set_text (self->summary, words);
  kontor_map_view_set_map (self->view, both);
}

static void
kontor_map_difference_list_dispose (GObject *object)
{
  KontorMapDifferenceList *self = KONTOR_MAP_DIFFERENCE_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->choices);
  G_OBJECT_CLASS (kontor_map_difference_list_parent_class)->dispose (object);
}

static void
kontor_map_difference_list_class_init (KontorMapDifferenceListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_map_difference_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
kontor_map_difference_list_init (KontorMapDifferenceList *self)
{
  GtkWidget *window = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->summary = GTK_LABEL (gtk_label_new (""));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_label_set_xalign (self->summary, 0);
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_widget_set_margin_start (GTK_WIDGET (self->summary), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->summary), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (self->summary), 12);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "plain-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Differences"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (window, TRUE);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (self->box), window);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
kontor_map_difference_list_new (KontorMapView *view, KontorMapChoices *choices)
{
  KontorMapDifferenceList *self = g_object_new (KONTOR_TYPE_MAP_DIFFERENCE_LIST, NULL);

  self->view = view;
  self->choices = g_object_ref (choices);
  return GTK_WIDGET (self);
}
