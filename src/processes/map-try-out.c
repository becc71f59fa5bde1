#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "kit/link-picker.h"
#include "processes/map-task-preview.h"
#include "processes/map-try-out.h"
#include "route/map-walk.h"

/* One thing that was done, so that it can be done again or taken back. */
typedef struct
{
  char   *point;
  char   *way;
  /* Time that passed instead. */
  double  hours;
} Deed;

struct _KontorMapTryOut
{
  GtkWidget         parent_instance;

  KontorDesk       *desk;
  KontorMapView    *view;
  KontorMapChoices *choices;
  GtkWidget        *box;
  GtkWidget        *subject_place;
  GtkWidget        *picker;
  GtkWidget        *clock;
  GtkWidget        *back;
  GtkWidget        *window;
  GCancellable     *cancellable;
  char             *subject;
  KontorMapWalk    *walk;
  GPtrArray        *deeds;
  /* When it was begun; hours since then, and when each waiting point was come to. */
  GDateTime        *began;
  double            now;
  GHashTable       *arrived;
  /* "point at hours" -> hours until its deadline or the end of its waiting, as the
   * server counts them: in working time. */
  GHashTable       *spans;
  /* What the rules say of the chosen record, by key: a boolean, or why one could
   * not be tried; NULL: an invented record. */
  JsonObject       *rules;
};

G_DEFINE_FINAL_TYPE (KontorMapTryOut, kontor_map_try_out, GTK_TYPE_WIDGET)

static void show (KontorMapTryOut *self);
static void settle (KontorMapTryOut *self);
static void picked_cb (KontorMapTryOut *self);

static void
deed_free (Deed *deed)
{
  g_free (deed->point);
  g_free (deed->way);
  g_free (deed);
}

static GDateTime *
moment_of (KontorMapTryOut *self, double hours)
{
  /* What is a hair before the full minute is the full minute. */
  return g_date_time_add_seconds (self->began, hours * 3600 + 0.01);
}

static char *
say_time (KontorMapTryOut *self, double hours)
{
  g_autoptr (GDateTime) then = moment_of (self, hours);

  return g_date_time_format (then, "%a %-d %b, %H:%M");
}

static double
arrival_of (KontorMapTryOut *self, const char *point)
{
  double *at = g_hash_table_lookup (self->arrived, point);

  return at != NULL ? *at : self->now;
}

static gboolean
takes_time (const KontorMapItem *point)
{
  return point->kind == KONTOR_MAP_KIND_TIMER || point->kind == KONTOR_MAP_KIND_ACTION;
}

static char *
span_key (KontorMapTryOut *self, const char *point)
{
  return g_strdup_printf ("%s at %.3f", point, arrival_of (self, point));
}

/* Hours from arriving to the deadline or to the end of waiting; negative: none, or not told yet. */
static double
hours_of (KontorMapTryOut *self, const KontorMapItem *point)
{
  g_autofree char *key = span_key (self, point->key);
  double *span = g_hash_table_lookup (self->spans, key);

  return span != NULL && takes_time (point) ? *span : -1;
}

typedef struct
{
  KontorMapTryOut *self;
  char            *key;
  double           otherwise;
} Asked;

static void
span_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asked *asked = user_data;
  g_autoptr (KontorMapTryOut) self = asked->self;
  g_autofree char *key = asked->key;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, NULL);
  const char *text = answer != NULL && kontor_result_get_n_rows (answer) > 0 ? kontor_result_get (answer, 0, 0) : NULL;
  double span = text != NULL ? g_ascii_strtod (text, NULL) : asked->otherwise;

  g_free (asked);
  if (self->box == NULL || self->walk == NULL)
    return;
  g_hash_table_insert (self->spans, g_steal_pointer (&key), g_memdup2 (&span, sizeof span));
  settle (self);
  show (self);
}

static void
ask_span (KontorMapTryOut *self, const char *key)
{
  const KontorMapItem *point = kontor_map_find (kontor_map_view_get_map (self->view), KONTOR_MAP_POINT, key);
  KontorDatabase *database = kontor_desk_get_database (self->desk);
  g_autofree char *name = span_key (self, key);
  g_autofree char *json = NULL, *moment = NULL;
  g_autoptr (GDateTime) since = NULL;
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  const char *params[2];
  Asked *asked;

  if (point == NULL || database == NULL || !takes_time (point) || g_hash_table_contains (self->spans, name))
    return;
  json_node_take_object (node, kontor_map_item_to_json (point));
  json = json_to_string (node, FALSE);
  since = moment_of (self, arrival_of (self, key));
  moment = g_date_time_format_iso8601 (since);
  params[0] = json;
  params[1] = moment;
  asked = g_new0 (Asked, 1);
  asked->self = g_object_ref (self);
  asked->key = g_steal_pointer (&name);
  asked->otherwise = kontor_map_item_get_number (point, point->kind == KONTOR_MAP_KIND_TIMER ? "wait_hours" : "due_hours", 24);
  kontor_database_query_async (database, KONTOR_LANE_FRONT, "map-moment", params, G_N_ELEMENTS (params),
                               self->cancellable, span_cb, asked);
}

static void
note_arrivals (KontorMapTryOut *self)
{
  g_autoptr (GPtrArray) waiting = kontor_map_walk_get_waiting (self->walk);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->arrived);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_ptr_array_find_with_equal_func (waiting, key, g_str_equal, NULL))
      g_hash_table_iter_remove (&iter);
  for (guint i = 0; i < waiting->len; i++)
    if (!g_hash_table_contains (self->arrived, g_ptr_array_index (waiting, i)))
      {
        g_hash_table_insert (self->arrived, g_strdup (g_ptr_array_index (waiting, i)), g_memdup2 (&self->now, sizeof (double)));
        ask_span (self, g_ptr_array_index (waiting, i));
      }
}

/* Whether the rule of a point or a line could be tried on the record. */
static gboolean
is_told (KontorMapTryOut *self, const char *key)
{
  JsonNode *node = self->rules != NULL ? json_object_get_member (self->rules, key) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN;
}

/* What the chosen record says at a point; NULL where a person has to say it. */
static KontorMapItem *
decided_way (KontorMapTryOut *self, GPtrArray *ways)
{
  const KontorMapItem *asker = ways->len > 0 ? kontor_map_find (kontor_map_view_get_map (self->view), KONTOR_MAP_POINT,
                                                               ((KontorMapItem *) g_ptr_array_index (ways, 0))->from) : NULL;
  KontorMapItem *otherwise = NULL;
  gboolean known = FALSE;

  if (self->rules == NULL || asker == NULL || kontor_map_item_get_node (asker, "answers") != NULL)
    return NULL;
  if (is_told (self, asker->key))
    {
      const char *answer = json_object_get_boolean_member (self->rules, asker->key) ? "yes" : "no";

      for (guint i = 0; i < ways->len; i++)
        if (g_strcmp0 (kontor_map_item_get_text (g_ptr_array_index (ways, i), "answer"), answer) == 0)
          return g_ptr_array_index (ways, i);
    }
  for (guint i = 0; i < ways->len; i++)
    {
      KontorMapItem *flow = g_ptr_array_index (ways, i);
      JsonNode *other = kontor_map_item_get_node (flow, "default");

      if (other != NULL && json_node_get_boolean (other))
        otherwise = flow;
      if (is_told (self, flow->key))
        {
          known = TRUE;
          if (json_object_get_boolean_member (self->rules, flow->key))
            return flow;
        }
    }
  return known ? otherwise : NULL;
}

/* What needs nobody goes on by itself: rules over the record, processing, time that has passed. */
static gboolean
go_on_alone (KontorMapTryOut *self)
{
  g_autoptr (GPtrArray) waiting = kontor_map_walk_get_waiting (self->walk);

  for (guint i = 0; i < waiting->len; i++)
    {
      g_autofree char *key = g_strdup (g_ptr_array_index (waiting, i));
      const KontorMapItem *point = kontor_map_find (kontor_map_view_get_map (self->view), KONTOR_MAP_POINT, key);
      g_autoptr (GPtrArray) ways = kontor_map_walk_get_ways (self->walk, key);
      KontorMapItem *way = ways != NULL ? decided_way (self, ways) : NULL;

      if (point == NULL)
        continue;
      if (point->kind == KONTOR_MAP_KIND_CONDITION || point->kind == KONTOR_MAP_KIND_CHOICE)
        {
          if (way != NULL && kontor_map_walk_complete (self->walk, key, way->key))
            return TRUE;
        }
      else if (point->kind == KONTOR_MAP_KIND_PROCESSING
               || (point->kind == KONTOR_MAP_KIND_TIMER && hours_of (self, point) >= 0
                   && arrival_of (self, key) + hours_of (self, point) <= self->now)
               || (point->kind == KONTOR_MAP_KIND_EVENT && is_told (self, key) && json_object_get_boolean_member (self->rules, key)))
        {
          if (kontor_map_walk_complete (self->walk, key, NULL))
            return TRUE;
        }
    }
  return FALSE;
}

static void
settle (KontorMapTryOut *self)
{
  note_arrivals (self);
  for (guint i = 0; i < 200 && go_on_alone (self); i++)
    note_arrivals (self);
}

static void
do_deed (KontorMapTryOut *self, const Deed *deed)
{
  self->now += deed->hours;
  if (deed->point != NULL)
    kontor_map_walk_complete (self->walk, deed->point, deed->way);
  settle (self);
}

/* From the start through everything that was done. */
static void
replay (KontorMapTryOut *self)
{
  KontorMap *map = kontor_map_view_get_map (self->view);

  g_clear_object (&self->walk);
  g_hash_table_remove_all (self->arrived);
  self->now = 0;
  if (map != NULL)
    self->walk = kontor_map_walk_new (map);
  if (self->walk != NULL)
    {
      settle (self);
      for (guint i = 0; i < self->deeds->len; i++)
        do_deed (self, g_ptr_array_index (self->deeds, i));
    }
  show (self);
}

static gboolean
show_cb (gpointer user_data)
{
  KontorMapTryOut *self = user_data;

  if (self->box != NULL && self->walk != NULL)
    show (self);
  return G_SOURCE_REMOVE;
}

static void
add_deed (KontorMapTryOut *self, const char *point, const char *way, double hours)
{
  Deed *deed = g_new0 (Deed, 1);

  deed->point = g_strdup (point);
  deed->way = g_strdup (way);
  deed->hours = hours;
  g_ptr_array_add (self->deeds, deed);
  do_deed (self, deed);
  g_idle_add_full (G_PRIORITY_DEFAULT, show_cb, g_object_ref (self), g_object_unref);
}

static void
go_on_cb (GtkButton *button, KontorMapTryOut *self)
{
  add_deed (self, g_object_get_data (G_OBJECT (button), "point"), g_object_get_data (G_OBJECT (button), "way"), 0);
}

static void
back_cb (KontorMapTryOut *self)
{
  if (self->deeds->len > 0)
    g_ptr_array_remove_index (self->deeds, self->deeds->len - 1);
  replay (self);
}

static void
again_cb (KontorMapTryOut *self)
{
  g_ptr_array_set_size (self->deeds, 0);
  replay (self);
}

static void
hour_cb (KontorMapTryOut *self)
{
  if (self->walk != NULL)
    add_deed (self, NULL, NULL, 1);
}

static void
day_cb (KontorMapTryOut *self)
{
  if (self->walk != NULL)
    add_deed (self, NULL, NULL, 24);
}

static void
add_button (KontorMapTryOut *self, GtkWidget *line, const char *label, const char *point, const char *way, gboolean first)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data_full (G_OBJECT (button), "point", g_strdup (point), g_free);
  g_object_set_data_full (G_OBJECT (button), "way", g_strdup (way), g_free);
  if (first)
    gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect (button, "clicked", G_CALLBACK (go_on_cb), self);
  gtk_box_append (GTK_BOX (line), button);
}

static const char *
way_label (KontorMapTryOut *self, const KontorMapItem *flow)
{
  const KontorMapItem *to = kontor_map_find (kontor_map_view_get_map (self->view), KONTOR_MAP_POINT, flow->to);
  const char *text = kontor_map_item_get_text (flow, "label");

  if (*text == '\0')
    text = kontor_map_item_get_text (flow, "answer");
  /* What a condition says of itself, in the language of the person. */
  if (strcmp (text, "yes") == 0)
    return _("Yes");
  if (strcmp (text, "no") == 0)
    return _("No");
  if (*text == '\0' && to != NULL)
    text = kontor_map_item_get_text (to, "name");
  return text;
}

/* The question, at the action before it or at the condition itself. */
static void
add_question (KontorMapTryOut *self, GtkWidget *box, const char *key, GPtrArray *ways)
{
  KontorMap *map = kontor_map_view_get_map (self->view);
  const KontorMapItem *asker = ways->len > 0 ? kontor_map_find (map, KONTOR_MAP_POINT, ((KontorMapItem *) g_ptr_array_index (ways, 0))->from) : NULL;
  const char *question = asker != NULL ? kontor_map_item_get_text (asker, "question") : "";
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label;

  if (*question == '\0' && asker != NULL)
    question = kontor_map_item_get_text (asker, "name");
  label = gtk_label_new (question);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_box_append (GTK_BOX (line), label);
  for (guint i = 0; i < ways->len; i++)
    {
      KontorMapItem *flow = g_ptr_array_index (ways, i);

      add_button (self, line, way_label (self, flow), key, flow->key, FALSE);
    }
  gtk_box_append (GTK_BOX (box), line);
}

static void
add_waiting (KontorMapTryOut *self, GtkWidget *box, const char *key)
{
  const KontorMapItem *point = kontor_map_find (kontor_map_view_get_map (self->view), KONTOR_MAP_POINT, key);
  g_autoptr (GPtrArray) ways = kontor_map_walk_get_ways (self->walk, key);
  g_autofree char *due = NULL;
  GtkWidget *frame, *card;

  if (point == NULL)
    return;
  if (hours_of (self, point) > 0)
    due = say_time (self, arrival_of (self, key) + hours_of (self, point));
  card = kontor_map_task_preview_new (self->view, self->choices, point, due);
  gtk_widget_set_margin_start (card, 12);
  gtk_widget_set_margin_end (card, 12);
  gtk_widget_set_margin_top (card, 9);
  gtk_widget_set_margin_bottom (card, 12);
  if (ways != NULL)
    add_question (self, card, key, ways);
  else if (point->kind == KONTOR_MAP_KIND_MERGE)
    gtk_box_append (GTK_BOX (card), gtk_label_new (_("Waits for the other ways.")));
  else
    add_button (self, card, point->kind == KONTOR_MAP_KIND_TIMER ? _("Let the time pass")
                            : point->kind == KONTOR_MAP_KIND_EVENT ? _("Let it become true") : _("Complete"), key, NULL, TRUE);
  frame = adw_bin_new ();
  gtk_widget_add_css_class (frame, "card");
  adw_bin_set_child (ADW_BIN (frame), card);
  gtk_box_append (GTK_BOX (box), frame);
}

static void
show_marks (KontorMapTryOut *self)
{
  KontorRouteMapPicture *picture = kontor_map_view_get_picture (self->view);
  KontorMap *map = kontor_map_view_get_map (self->view);
  g_autoptr (GPtrArray) waiting = kontor_map_walk_get_waiting (self->walk);
  GHashTableIter iter;
  gpointer key;

  kontor_route_map_picture_clear_marks (picture);
  g_hash_table_iter_init (&iter, kontor_map_walk_get_walked (self->walk));
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const KontorMapItem *flow = kontor_map_find (map, KONTOR_MAP_FLOW, key);

      kontor_route_map_picture_set_mark (picture, key, KONTOR_MAP_MARK_PASSED);
      if (flow != NULL)
        kontor_route_map_picture_set_mark (picture, flow->from, KONTOR_MAP_MARK_PASSED);
    }
  for (guint i = 0; i < waiting->len; i++)
    kontor_route_map_picture_set_mark (picture, g_ptr_array_index (waiting, i), KONTOR_MAP_MARK_CURRENT);
  if (kontor_map_walk_get_end (self->walk) != NULL)
    kontor_route_map_picture_set_mark (picture, kontor_map_walk_get_end (self->walk), KONTOR_MAP_MARK_CURRENT);
  kontor_map_view_redraw (self->view);
}

static void
reveal (KontorMapTryOut *self, const char *key)
{
  const KontorMapItem *point = kontor_map_find (kontor_map_view_get_map (self->view), KONTOR_MAP_POINT, key);

  if (point != NULL)
    kontor_canvas_reveal (kontor_map_view_get_canvas (self->view), &GRAPHENE_RECT_INIT (point->x, point->y, point->width, point->height));
}

static void
add_ending (KontorMapTryOut *self, GtkWidget *box)
{
  const char *end = self->walk != NULL ? kontor_map_walk_get_end (self->walk) : NULL;
  const KontorMapItem *point = end != NULL ? kontor_map_find (kontor_map_view_get_map (self->view), KONTOR_MAP_POINT, end) : NULL;
  g_autofree char *words = point != NULL
                           ? g_strdup_printf (_("The process has ended: %s."), kontor_map_item_get_text (point, "name"))
                           : g_strdup (_("There is no start, or nothing follows it."));
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *again = gtk_button_new_with_mnemonic (_("Play _again"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_widget_add_css_class (label, "heading");
  g_signal_connect_swapped (again, "clicked", G_CALLBACK (again_cb), self);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), again);
}

/* A rule that cannot be tried is told, or one would think it does not hold. */
static void
add_broken_rules (KontorMapTryOut *self, GtkWidget *box)
{
  KontorMap *map = kontor_map_view_get_map (self->view);
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (self->rules == NULL)
    return;
  json_object_iter_init (&iter, self->rules);
  while (json_object_iter_next (&iter, &key, &node))
    {
      const KontorMapItem *flow = kontor_map_find (map, KONTOR_MAP_FLOW, key);
      const KontorMapItem *point = kontor_map_find (map, KONTOR_MAP_POINT, flow != NULL ? flow->from : key);
      GtkWidget *line, *image, *label;
      g_autofree char *words = NULL;

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING || point == NULL)
        continue;
      words = g_strdup_printf (_("The rule of “%s” cannot be tried: %s"), kontor_map_item_get_text (point, "name"), json_node_get_string (node));
      line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      image = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
      label = gtk_label_new (words);
      gtk_widget_add_css_class (image, "warning");
      gtk_widget_set_valign (image, GTK_ALIGN_START);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
      gtk_box_append (GTK_BOX (line), image);
      gtk_box_append (GTK_BOX (line), label);
      gtk_box_append (GTK_BOX (box), line);
    }
}

static void
show (KontorMapTryOut *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autoptr (GPtrArray) waiting = self->walk != NULL ? kontor_map_walk_get_waiting (self->walk) : NULL;
  g_autofree char *time = say_time (self, self->now);

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_label_set_text (GTK_LABEL (self->clock), time);
  gtk_widget_set_sensitive (self->back, self->deeds->len > 0);
  add_broken_rules (self, box);
  for (guint i = 0; waiting != NULL && i < waiting->len; i++)
    add_waiting (self, box, g_ptr_array_index (waiting, i));
  if (waiting == NULL || waiting->len == 0)
    add_ending (self, box);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->window), box);
  if (self->walk == NULL)
    return;
  show_marks (self);
  if (waiting->len > 0)
    reveal (self, g_ptr_array_index (waiting, 0));
  else if (kontor_map_walk_get_end (self->walk) != NULL)
    reveal (self, kontor_map_walk_get_end (self->walk));
}

/* The record ---------------------------------------------------------------------- */

static void
rules_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorMapTryOut) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (self->box == NULL)
    return;
  g_clear_pointer (&self->rules, json_object_unref);
  if (answer == NULL)
    kontor_desk_report_error (self->desk, error, _("The rules were not tried on this record"));
  else if (json_parser_load_from_data (parser, kontor_result_get (answer, 0, 0), -1, NULL))
    self->rules = json_object_ref (json_node_get_object (json_parser_get_root (parser)));
  if (self->walk != NULL)
    again_cb (self);
}

static void
picked_cb (KontorMapTryOut *self)
{
  KontorDatabase *database = kontor_desk_get_database (self->desk);
  const char *record = self->picker != NULL ? kontor_link_picker_get_identifier (KONTOR_LINK_PICKER (self->picker)) : NULL;
  g_autofree char *graph = NULL;
  const char *params[3];

  g_clear_pointer (&self->rules, json_object_unref);
  again_cb (self);
  if (record == NULL || database == NULL || kontor_map_view_get_map (self->view) == NULL)
    return;
  graph = kontor_map_to_json (kontor_map_view_get_map (self->view));
  params[0] = graph;
  params[1] = self->subject;
  params[2] = record;
  kontor_database_query_async (database, KONTOR_LANE_FRONT, "map-rules-of", params, G_N_ELEMENTS (params),
                               self->cancellable, rules_cb, g_object_ref (self));
}

static void
kontor_map_try_out_dispose (GObject *object)
{
  KontorMapTryOut *self = KONTOR_MAP_TRY_OUT (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->walk);
  g_clear_object (&self->desk);
  g_clear_object (&self->choices);
  g_clear_pointer (&self->deeds, g_ptr_array_unref);
  g_clear_pointer (&self->arrived, g_hash_table_unref);
  g_clear_pointer (&self->spans, g_hash_table_unref);
  g_clear_pointer (&self->began, g_date_time_unref);
  g_clear_pointer (&self->rules, json_object_unref);
  g_clear_pointer (&self->subject, g_free);
  G_OBJECT_CLASS (kontor_map_try_out_parent_class)->dispose (object);
}

static void
kontor_map_try_out_class_init (KontorMapTryOutClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_map_try_out_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
add_tool (GtkWidget *line, const char *label, const char *hint, GCallback callback, KontorMapTryOut *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (button, hint);
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (line), button);
  return button;
}

static void
kontor_map_try_out_init (KontorMapTryOut *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (_("With the record (empty: an invented one)"));

  self->cancellable = g_cancellable_new ();
  self->deeds = g_ptr_array_new_with_free_func ((GDestroyNotify) deed_free);
  self->arrived = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->spans = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->began = g_date_time_new_now_local ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->subject_place = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->clock = gtk_label_new ("");
  self->window = gtk_scrolled_window_new ();
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (self->clock), 0);
  gtk_widget_add_css_class (self->clock, "numeric");
  gtk_widget_set_hexpand (self->clock, TRUE);
  gtk_box_append (GTK_BOX (line), self->clock);
  add_tool (line, _("+1 _h"), _("Let an hour pass"), G_CALLBACK (hour_cb), self);
  add_tool (line, _("+1 d_ay"), _("Let a day pass"), G_CALLBACK (day_cb), self);
  self->back = add_tool (line, _("_Back"), _("Take the last step back"), G_CALLBACK (back_cb), self);
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), self->subject_place);
  gtk_box_append (GTK_BOX (head), line);
  gtk_widget_set_margin_start (head, 12);
  gtk_widget_set_margin_end (head, 12);
  gtk_widget_set_margin_top (head, 12);
  gtk_widget_set_margin_bottom (head, 6);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (self->window, TRUE);
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), self->window);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
kontor_map_try_out_new (KontorDesk *desk, KontorMapView *view, KontorMapChoices *choices)
{
  KontorMapTryOut *self = g_object_new (KONTOR_TYPE_MAP_TRY_OUT, NULL);

  self->desk = g_object_ref (desk);
  self->view = view;
  self->choices = g_object_ref (choices);
  return GTK_WIDGET (self);
}

void
kontor_map_try_out_set_subject (KontorMapTryOut *self, const char *subject)
{
  g_free (self->subject);
  self->subject = g_strdup (subject);
  if (self->picker != NULL)
    gtk_box_remove (GTK_BOX (self->subject_place), self->picker);
  self->picker = NULL;
  if (kontor_entity_lookup (subject) == NULL)
    return;
  self->picker = kontor_link_picker_new (subject);
  g_object_set (self->picker, "can-create", FALSE, NULL);
  g_signal_connect_swapped (self->picker, "picked", G_CALLBACK (picked_cb), self);
  gtk_box_append (GTK_BOX (self->subject_place), self->picker);
}

void
kontor_map_try_out_begin (KontorMapTryOut *self)
{
  /* The rules and the map may have been changed since the last time. */
  g_hash_table_remove_all (self->spans);
  g_date_time_unref (self->began);
  self->began = g_date_time_new_now_local ();
  picked_cb (self);
}

void
kontor_map_try_out_end (KontorMapTryOut *self)
{
  g_clear_object (&self->walk);
  g_ptr_array_set_size (self->deeds, 0);
  kontor_route_map_picture_clear_marks (kontor_map_view_get_picture (self->view));
  kontor_map_view_redraw (self->view);
}
