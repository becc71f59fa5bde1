#include "config.h"

#include "processes/process-play.h"

#include <glib/gi18n.h>

#include "base/moment.h"

#define STEP_MILLISECONDS 650

struct _KontorProcessPlay
{
  GtkWidget      parent_instance;

  GtkWidget     *box;
  GtkButton     *play;
  GtkScale      *scale;
  GtkLabel      *moment;

  KontorMapView *view;
  JsonObject    *state;
  guint          position;
  guint          timer;
  gboolean       filling;
};

G_DEFINE_FINAL_TYPE (KontorProcessPlay, kontor_process_play, GTK_TYPE_WIDGET)

static guint moved_signal;

static const char *
text_of (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static JsonArray *
get_steps (KontorProcessPlay *self)
{
  return self->state != NULL ? json_object_get_array_member (self->state, "steps") : NULL;
}

static void
mark (KontorRouteMapPicture *picture, const char *key, KontorMapMark added)
{
  if (key != NULL && *key != '\0')
    kontor_route_map_picture_set_mark (picture, key, kontor_route_map_picture_get_mark (picture, key) | added);
}

/* Where the process stood after @position steps: points, as often as it stood there. */
static GHashTable *
replay (KontorProcessPlay *self, guint position)
{
  KontorMap *map = kontor_map_view_get_map (self->view);
  GHashTable *places = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *steps = get_steps (self);

  for (guint i = 0; i < position; i++)
    {
      JsonObject *step = json_array_get_object_element (steps, i);
      const char *point = text_of (step, "point"), *action = text_of (step, "action"), *flow = text_of (step, "flow");
      const KontorMapItem *line = flow != NULL ? kontor_map_find (map, KONTOR_MAP_FLOW, flow) : NULL;

      if (g_strcmp0 (action, "left") == 0 || g_strcmp0 (action, "ended") == 0 || g_strcmp0 (action, "moved") == 0)
        g_hash_table_remove (places, point);
      if (g_strcmp0 (action, "left") == 0 && line != NULL)
        g_hash_table_add (places, (gpointer) line->to);
      else if (g_strcmp0 (action, "moved") == 0 && text_of (step, "answer") != NULL)
        g_hash_table_add (places, (gpointer) text_of (step, "answer"));
      else if (g_strcmp0 (action, "cancelled") == 0)
        g_hash_table_remove_all (places);
    }
  return places;
}

static void
mark_path (KontorProcessPlay *self, guint position)
{
  KontorRouteMapPicture *picture = kontor_map_view_get_picture (self->view);
  KontorMap *map = kontor_map_view_get_map (self->view);
  JsonArray *steps = get_steps (self);
  const char *moved_to = NULL;

  for (guint i = 0; i < position; i++)
    {
      JsonObject *step = json_array_get_object_element (steps, i);
      const char *action = text_of (step, "action"), *flow = text_of (step, "flow");
      const KontorMapItem *line = flow != NULL ? kontor_map_find (map, KONTOR_MAP_FLOW, flow) : NULL;

      if (g_strcmp0 (action, "moved") == 0)
        moved_to = text_of (step, "answer");
      else if (moved_to != NULL && g_strcmp0 (action, "arrived") == 0 && g_strcmp0 (text_of (step, "point"), moved_to) == 0)
        {
          /* It was put there: the line it stands on was not gone. */
          moved_to = NULL;
          continue;
        }
      mark (picture, flow, KONTOR_MAP_MARK_PASSED);
      if (line != NULL)
        mark (picture, line->from, KONTOR_MAP_MARK_PASSED);
      if (g_strcmp0 (action, "ended") == 0 || g_strcmp0 (action, "left") == 0)
        mark (picture, text_of (step, "point"), KONTOR_MAP_MARK_PASSED);
    }
}

static void
mark_now (KontorProcessPlay *self)
{
  KontorRouteMapPicture *picture = kontor_map_view_get_picture (self->view);
  JsonArray *tokens = json_object_get_array_member (self->state, "tokens");
  gboolean stopped = g_strcmp0 (text_of (json_object_get_object_member (self->state, "process"), "state"), "stopped") == 0;

  for (guint i = 0; i < json_array_get_length (tokens); i++)
    {
      JsonObject *token = json_array_get_object_element (tokens, i);

      mark (picture, text_of (token, "point"),
            KONTOR_MAP_MARK_CURRENT | (stopped ? KONTOR_MAP_MARK_STOPPED : 0)
            | (text_of (token, "problem") != NULL ? KONTOR_MAP_MARK_ERROR : 0));
    }
}

static void
show_moment (KontorProcessPlay *self)
{
  guint n_steps = kontor_process_play_get_n_steps (self);
  g_autofree char *at = NULL;
  g_autofree char *words = NULL;

  if (self->position >= n_steps)
    words = g_strdup (_("Now"));
  else if (self->position == 0)
    words = g_strdup (_("Before the start"));
  else
    {
      at = kontor_moment_format (text_of (json_array_get_object_element (get_steps (self), self->position - 1), "at"));
      /* Translators: the number of the step, of how many, and when it was */
      words = g_strdup_printf (_("Step %u of %u · %s"), self->position, n_steps, at);
    }
  gtk_label_set_text (self->moment, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words, -1);
}

static void
show (KontorProcessPlay *self)
{
  KontorRouteMapPicture *picture = kontor_map_view_get_picture (self->view);
  guint n_steps = kontor_process_play_get_n_steps (self);

  if (kontor_map_view_get_map (self->view) == NULL || self->state == NULL)
    return;
  kontor_route_map_picture_clear_marks (picture);
  mark_path (self, self->position);
  if (self->position >= n_steps)
    mark_now (self);
  else
    {
      g_autoptr (GHashTable) places = replay (self, self->position);
      GHashTableIter iterator;
      gpointer point;

      g_hash_table_iter_init (&iterator, places);
      while (g_hash_table_iter_next (&iterator, &point, NULL))
        mark (picture, point, KONTOR_MAP_MARK_CURRENT);
    }
  kontor_map_view_redraw (self->view);
  show_moment (self);
}

static void
show_button (KontorProcessPlay *self)
{
  gboolean playing = self->timer != 0;

  gtk_button_set_icon_name (self->play, playing ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->play), playing ? _("Pause") : _("Play the way so far"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL, playing ? _("Pause") : _("Play the way so far"), -1);
}

static gboolean
step_cb (gpointer user_data)
{
  KontorProcessPlay *self = user_data;

  kontor_process_play_go (self, self->position + 1);
  if (self->position < kontor_process_play_get_n_steps (self))
    return G_SOURCE_CONTINUE;
  self->timer = 0;
  show_button (self);
  return G_SOURCE_REMOVE;
}

static void
play_cb (KontorProcessPlay *self)
{
  if (self->timer != 0)
    g_clear_handle_id (&self->timer, g_source_remove);
  else
    {
      if (self->position >= kontor_process_play_get_n_steps (self))
        kontor_process_play_go (self, 0);
      self->timer = g_timeout_add (STEP_MILLISECONDS, step_cb, self);
    }
  show_button (self);
}

static void
value_changed_cb (KontorProcessPlay *self)
{
  if (!self->filling)
    kontor_process_play_go (self, (guint) (gtk_range_get_value (GTK_RANGE (self->scale)) + 0.5));
}

static void
kontor_process_play_dispose (GObject *object)
{
  KontorProcessPlay *self = KONTOR_PROCESS_PLAY (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->state, json_object_unref);

  G_OBJECT_CLASS (kontor_process_play_parent_class)->dispose (object);
}

static void
kontor_process_play_class_init (KontorProcessPlayClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_process_play_dispose;
  moved_signal = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "processplay");
}

static void
kontor_process_play_init (KontorProcessPlay *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  self->play = GTK_BUTTON (gtk_button_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->play), "flat");
  g_signal_connect_swapped (self->play, "clicked", G_CALLBACK (play_cb), self);
  self->scale = GTK_SCALE (gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 1, 1));
  gtk_scale_set_draw_value (self->scale, FALSE);
  gtk_range_set_round_digits (GTK_RANGE (self->scale), 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->scale), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_LABEL, _("How far the way is shown"), -1);
  g_signal_connect_swapped (self->scale, "value-changed", G_CALLBACK (value_changed_cb), self);
  self->moment = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_width_chars (self->moment, 28);
  gtk_label_set_xalign (self->moment, 0);
  gtk_label_set_ellipsize (self->moment, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->moment), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->moment), "numeric");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->play));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->scale));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->moment));
  gtk_widget_set_margin_start (self->box, 9);
  gtk_widget_set_margin_end (self->box, 12);
  gtk_widget_set_margin_top (self->box, 3);
  gtk_widget_set_margin_bottom (self->box, 3);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  show_button (self);
}

GtkWidget *
kontor_process_play_new (KontorMapView *view)
{
  KontorProcessPlay *self;

  g_return_val_if_fail (KONTOR_IS_MAP_VIEW (view), NULL);

  self = g_object_new (KONTOR_TYPE_PROCESS_PLAY, NULL);
  self->view = view;
  return GTK_WIDGET (self);
}

void
kontor_process_play_set_state (KontorProcessPlay *self, JsonObject *state)
{
  gboolean at_end;
  guint n_steps;

  g_return_if_fail (KONTOR_IS_PROCESS_PLAY (self));

  at_end = self->state == NULL || self->position >= kontor_process_play_get_n_steps (self);
  g_clear_pointer (&self->state, json_object_unref);
  self->state = json_object_ref (state);
  n_steps = kontor_process_play_get_n_steps (self);
  self->filling = TRUE;
  gtk_range_set_range (GTK_RANGE (self->scale), 0, MAX (n_steps, 1));
  self->filling = FALSE;
  kontor_process_play_go (self, at_end ? n_steps : MIN (self->position, n_steps));
}

void
kontor_process_play_go (KontorProcessPlay *self, guint position)
{
  g_return_if_fail (KONTOR_IS_PROCESS_PLAY (self));

  self->position = MIN (position, kontor_process_play_get_n_steps (self));
  self->filling = TRUE;
  gtk_range_set_value (GTK_RANGE (self->scale), self->position);
  self->filling = FALSE;
  show (self);
  g_signal_emit (self, moved_signal, 0, self->position);
}

guint
kontor_process_play_get_position (KontorProcessPlay *self)
{
  g_return_val_if_fail (KONTOR_IS_PROCESS_PLAY (self), 0);
  return self->position;
}

guint
kontor_process_play_get_n_steps (KontorProcessPlay *self)
{
  g_return_val_if_fail (KONTOR_IS_PROCESS_PLAY (self), 0);
  return get_steps (self) != NULL ? json_array_get_length (get_steps (self)) : 0;
}
