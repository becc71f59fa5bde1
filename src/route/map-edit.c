#include "config.h"

#include <math.h>

#include <glib/gi18n.h>

#include "route/map-aspect.h"
#include "route/map-edit.h"

/* One item before and after a gesture; NULL where it was not there. */
typedef struct
{
  KontorMapItemType type;
  char             *key;
  KontorMapItem    *before;
  KontorMapItem    *after;
  guint             position_before;
  guint             position_after;
} Change;

typedef struct
{
  char      *title;
  char      *tag;
  gint64     at;
  GPtrArray *changes;
} Gesture;

#define MERGE_MICROSECONDS (1500 * 1000)

struct _KontorMapEdit
{
  GObject    parent_instance;

  KontorMap *map;
  GPtrArray *done;
  GPtrArray *undone;
  Gesture   *open;
  guint      depth;
};

G_DEFINE_FINAL_TYPE (KontorMapEdit, kontor_map_edit, G_TYPE_OBJECT)

enum
{
  HISTORY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
change_free (Change *change)
{
  g_free (change->key);
  kontor_map_item_free (change->before);
  kontor_map_item_free (change->after);
  g_free (change);
}

static void
gesture_free (Gesture *gesture)
{
  g_free (gesture->title);
  g_free (gesture->tag);
  g_ptr_array_unref (gesture->changes);
  g_free (gesture);
}

/* Every change is kept in order, so that going back is exact also for the order of the items. */
static void
put (KontorMapEdit *self, KontorMapItemType type, const char *key, KontorMapItem *item)
{
  const KontorMapItem *now = kontor_map_find (self->map, type, key);
  Change *last = self->open->changes->len > 0
                 ? g_ptr_array_index (self->open->changes, self->open->changes->len - 1) : NULL;
  Change *change;

  if (now != NULL && item != NULL && kontor_map_item_equal (now, item))
    {
      kontor_map_item_free (item);
      return;
    }
  /* A drag changes the same item a hundred times: one change. */
  if (last != NULL && now != NULL && item != NULL)
    for (guint i = self->open->changes->len; i-- > 0; )
      {
        Change *earlier = g_ptr_array_index (self->open->changes, i);

        if (earlier->after == NULL || earlier->before == NULL)
          break;
        if (earlier->type == type && g_strcmp0 (earlier->key, key) == 0)
          {
            kontor_map_item_free (earlier->after);
            earlier->after = kontor_map_item_copy (item);
            kontor_map_put (self->map, type, key, item, G_MAXUINT);
            return;
          }
      }

  change = g_new0 (Change, 1);
  change->type = type;
  change->key = g_strdup (key);
  change->before = now != NULL ? kontor_map_item_copy (now) : NULL;
  change->after = item != NULL ? kontor_map_item_copy (item) : NULL;
  change->position_before = now != NULL ? kontor_map_find_position (self->map, type, key) : G_MAXUINT;
  g_ptr_array_add (self->open->changes, change);
  kontor_map_put (self->map, type, change->key, item, G_MAXUINT);
  change->position_after = item != NULL ? kontor_map_find_position (self->map, type, change->key) : G_MAXUINT;
}

static gboolean
has_flows (KontorMap *map, const char *point)
{
  g_autoptr (GPtrArray) outgoing = kontor_map_get_outgoing (map, point), incoming = kontor_map_get_incoming (map, point);

  return outgoing->len > 0 || incoming->len > 0;
}

/* A line whose point somebody else took away meanwhile does not come back, and a
 * point on which somebody else has hung a line does not go. */
static void
restore (KontorMapEdit *self, Change *change, const KontorMapItem *item, guint position)
{
  if (item != NULL && change->type == KONTOR_MAP_FLOW
      && (kontor_map_find (self->map, KONTOR_MAP_POINT, item->from) == NULL
          || kontor_map_find (self->map, KONTOR_MAP_POINT, item->to) == NULL))
    return;
  if (item == NULL && change->type == KONTOR_MAP_POINT && has_flows (self->map, change->key))
    return;
  kontor_map_put (self->map, change->type, change->key, item != NULL ? kontor_map_item_copy (item) : NULL, position);
}

static void
go_back (KontorMapEdit *self, Gesture *gesture)
{
  for (guint i = gesture->changes->len; i-- > 0; )
    {
      Change *change = g_ptr_array_index (gesture->changes, i);

      restore (self, change, change->before, change->position_before);
    }
}

static void
go_on (KontorMapEdit *self, Gesture *gesture)
{
  for (guint i = 0; i < gesture->changes->len; i++)
    {
      Change *change = g_ptr_array_index (gesture->changes, i);

      restore (self, change, change->after, change->position_after);
    }
}

static void
kontor_map_edit_finalize (GObject *object)
{
  KontorMapEdit *self = KONTOR_MAP_EDIT (object);

  g_clear_pointer (&self->open, gesture_free);
  g_ptr_array_unref (self->done);
  g_ptr_array_unref (self->undone);
  g_object_unref (self->map);
  G_OBJECT_CLASS (kontor_map_edit_parent_class)->finalize (object);
}

static void
kontor_map_edit_class_init (KontorMapEditClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_map_edit_finalize;

  signals[HISTORY] = g_signal_new ("history", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kontor_map_edit_init (KontorMapEdit *self)
{
  self->done = g_ptr_array_new_with_free_func ((GDestroyNotify) gesture_free);
  self->undone = g_ptr_array_new_with_free_func ((GDestroyNotify) gesture_free);
}

KontorMapEdit *
kontor_map_edit_new (KontorMap *map)
{
  KontorMapEdit *self = g_object_new (KONTOR_TYPE_MAP_EDIT, NULL);

  self->map = g_object_ref (map);
  return self;
}

KontorMap *
kontor_map_edit_get_map (KontorMapEdit *self)
{
  return self->map;
}

void
kontor_map_edit_begin (KontorMapEdit *self, const char *title)
{
  g_return_if_fail (KONTOR_IS_MAP_EDIT (self));

  if (self->depth++ > 0)
    return;
  self->open = g_new0 (Gesture, 1);
  self->open->title = g_strdup (title);
  self->open->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);
}

void
kontor_map_edit_end (KontorMapEdit *self)
{
  g_return_if_fail (KONTOR_IS_MAP_EDIT (self) && self->depth > 0);

  if (--self->depth > 0)
    return;
  if (self->open->changes->len > 0)
    {
      Gesture *last = self->done->len > 0 ? g_ptr_array_index (self->done, self->done->len - 1) : NULL;

      self->open->at = g_get_monotonic_time ();
      if (last != NULL && self->undone->len == 0 && self->open->tag != NULL && g_strcmp0 (last->tag, self->open->tag) == 0
          && self->open->at - last->at < MERGE_MICROSECONDS)
        {
          last->at = self->open->at;
          g_ptr_array_extend_and_steal (last->changes, g_steal_pointer (&self->open->changes));
          self->open->changes = g_ptr_array_new ();
        }
      else
        {
          g_ptr_array_set_size (self->undone, 0);
          g_ptr_array_add (self->done, g_steal_pointer (&self->open));
        }
      g_signal_emit (self, signals[HISTORY], 0);
    }
  g_clear_pointer (&self->open, gesture_free);
}

void
kontor_map_edit_tag (KontorMapEdit *self, const char *tag)
{
  g_return_if_fail (KONTOR_IS_MAP_EDIT (self) && self->open != NULL);

  g_free (self->open->tag);
  self->open->tag = g_strdup (tag);
}

void
kontor_map_edit_abandon (KontorMapEdit *self)
{
  g_return_if_fail (KONTOR_IS_MAP_EDIT (self) && self->depth > 0);

  go_back (self, self->open);
  self->depth = 0;
  g_clear_pointer (&self->open, gesture_free);
}

gboolean
kontor_map_edit_is_open (KontorMapEdit *self)
{
  g_return_val_if_fail (KONTOR_IS_MAP_EDIT (self), FALSE);
  return self->depth > 0;
}

gboolean
kontor_map_edit_undo (KontorMapEdit *self)
{
  Gesture *gesture;

  g_return_val_if_fail (KONTOR_IS_MAP_EDIT (self), FALSE);

  if (self->done->len == 0 || self->depth > 0)
    return FALSE;
  gesture = g_ptr_array_steal_index (self->done, self->done->len - 1);
  go_back (self, gesture);
  g_ptr_array_add (self->undone, gesture);
  g_signal_emit (self, signals[HISTORY], 0);
  return TRUE;
}

gboolean
kontor_map_edit_redo (KontorMapEdit *self)
{
  Gesture *gesture;

  g_return_val_if_fail (KONTOR_IS_MAP_EDIT (self), FALSE);

  if (self->undone->len == 0 || self->depth > 0)
    return FALSE;
  gesture = g_ptr_array_steal_index (self->undone, self->undone->len - 1);
  go_on (self, gesture);
  g_ptr_array_add (self->done, gesture);
  g_signal_emit (self, signals[HISTORY], 0);
  return TRUE;
}

const char *
kontor_map_edit_get_undo_title (KontorMapEdit *self)
{
  return self->done->len > 0 ? ((Gesture *) g_ptr_array_index (self->done, self->done->len - 1))->title : NULL;
}

const char *
kontor_map_edit_get_redo_title (KontorMapEdit *self)
{
  return self->undone->len > 0 ? ((Gesture *) g_ptr_array_index (self->undone, self->undone->len - 1))->title : NULL;
}

static KontorMapItem *
copy_of (KontorMapEdit *self, KontorMapItemType type, const char *key)
{
  const KontorMapItem *item = kontor_map_find (self->map, type, key);

  return item != NULL ? kontor_map_item_copy (item) : NULL;
}

static void
add_answer (JsonArray *answers, const char *key, const char *text)
{
  JsonObject *answer = json_object_new ();

  json_object_set_string_member (answer, "key", key);
  json_object_set_string_member (answer, "text", text);
  json_array_add_object_element (answers, answer);
}

char *
kontor_map_edit_add_point (KontorMapEdit *self, KontorMapKind kind, double x, double y, const char *name)
{
  KontorMapItemType type = kind == KONTOR_MAP_KIND_NOTE || kind == KONTOR_MAP_KIND_GROUP
                           ? KONTOR_MAP_DECORATION : KONTOR_MAP_POINT;
  g_autofree char *key = kontor_map_make_key (self->map, type);
  KontorMapItem *item = kontor_map_item_new (type, kind, key);

  item->x = round (x - item->width / 2);
  item->y = round (y - item->height / 2);
  if (name != NULL)
    json_object_set_string_member (item->properties, type == KONTOR_MAP_DECORATION ? "text" : "name", name);
  if (kind == KONTOR_MAP_KIND_ACTION)
    {
      JsonObject *performer = json_object_new ();

      json_object_set_string_member (performer, "kind", "deal_manager");
      json_object_set_object_member (item->properties, "performer", performer);
      json_object_set_int_member (item->properties, "due_hours", 24);
    }
  if (kind == KONTOR_MAP_KIND_CONDITION || kind == KONTOR_MAP_KIND_CHOICE)
    {
      JsonArray *answers = json_array_new ();

      add_answer (answers, "yes", _("Yes"));
      add_answer (answers, "no", _("No"));
      json_object_set_array_member (item->properties, "answers", answers);
    }
  kontor_map_edit_begin (self, _("Add a point"));
  put (self, type, key, item);
  kontor_map_edit_end (self);
  return g_steal_pointer (&key);
}

gboolean
kontor_map_edit_can_connect (KontorMapEdit *self, const char *from, const char *to)
{
  const KontorMapItem *tail = kontor_map_find (self->map, KONTOR_MAP_POINT, from);
  const KontorMapItem *head = kontor_map_find (self->map, KONTOR_MAP_POINT, to);
  g_autoptr (GPtrArray) outgoing = NULL;

  if (tail == NULL || head == NULL || tail == head
      || tail->kind == KONTOR_MAP_KIND_END || head->kind == KONTOR_MAP_KIND_START)
    return FALSE;
  outgoing = kontor_map_get_outgoing (self->map, from);
  for (guint i = 0; i < outgoing->len; i++)
    if (g_strcmp0 (((KontorMapItem *) g_ptr_array_index (outgoing, i))->to, to) == 0)
      return FALSE;
  return TRUE;
}

/* The first answer of a condition without a line. */
static void
give_answer (KontorMapEdit *self, KontorMapItem *flow, const KontorMapItem *tail)
{
  JsonNode *node = kontor_map_item_get_node (tail, "answers");
  g_autoptr (GPtrArray) outgoing = kontor_map_get_outgoing (self->map, tail->key);

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonNode *element = json_array_get_element (json_node_get_array (node), i);
      const char *key;
      gboolean used = FALSE;

      if (!JSON_NODE_HOLDS_OBJECT (element))
        continue;
      key = json_object_get_string_member_with_default (json_node_get_object (element), "key", "");
      for (guint f = 0; f < outgoing->len; f++)
        used = used || g_strcmp0 (kontor_map_item_get_text (g_ptr_array_index (outgoing, f), "answer"), key) == 0;
      if (!used)
        {
          json_object_set_string_member (flow->properties, "answer", key);
          json_object_set_string_member (flow->properties, "label",
            json_object_get_string_member_with_default (json_node_get_object (element), "text", key));
          return;
        }
    }
}

char *
kontor_map_edit_connect (KontorMapEdit *self, const char *from, const char *to)
{
  g_autofree char *key = NULL;
  KontorMapItem *flow;

  g_return_val_if_fail (KONTOR_IS_MAP_EDIT (self), NULL);

  if (!kontor_map_edit_can_connect (self, from, to))
    return NULL;
  key = kontor_map_make_key (self->map, KONTOR_MAP_FLOW);
  flow = kontor_map_item_new (KONTOR_MAP_FLOW, KONTOR_MAP_KIND_FLOW, key);
  flow->from = g_strdup (from);
  flow->to = g_strdup (to);
  give_answer (self, flow, kontor_map_find (self->map, KONTOR_MAP_POINT, from));
  kontor_map_edit_begin (self, _("Connect"));
  put (self, KONTOR_MAP_FLOW, key, flow);
  kontor_map_edit_end (self);
  return g_steal_pointer (&key);
}

gboolean
kontor_map_edit_reconnect (KontorMapEdit *self, const char *flow, const char *from, const char *to)
{
  KontorMapItem *item;

  g_return_val_if_fail (KONTOR_IS_MAP_EDIT (self), FALSE);

  if (!kontor_map_edit_can_connect (self, from, to) || (item = copy_of (self, KONTOR_MAP_FLOW, flow)) == NULL)
    return FALSE;
  g_free (item->from);
  g_free (item->to);
  item->from = g_strdup (from);
  item->to = g_strdup (to);
  g_array_set_size (item->bends, 0);
  kontor_map_edit_begin (self, _("Connect"));
  put (self, KONTOR_MAP_FLOW, item->key, item);
  kontor_map_edit_end (self);
  return TRUE;
}

void
kontor_map_edit_add (KontorMapEdit *self, KontorMapItem *item)
{
  g_return_if_fail (KONTOR_IS_MAP_EDIT (self) && item != NULL);

  kontor_map_edit_begin (self, _("Add a point"));
  put (self, item->type, item->key, item);
  kontor_map_edit_end (self);
}

void
kontor_map_edit_remove (KontorMapEdit *self, KontorMapItemType type, const char *key)
{
  g_autofree char *name = g_strdup (key);

  g_return_if_fail (KONTOR_IS_MAP_EDIT (self));

  if (kontor_map_find (self->map, type, name) == NULL)
    return;
  kontor_map_edit_begin (self, _("Delete"));
  if (type == KONTOR_MAP_POINT)
    for (guint i = kontor_map_get_n_items (self->map, KONTOR_MAP_FLOW); i-- > 0; )
      {
        const KontorMapItem *flow = kontor_map_get_item (self->map, KONTOR_MAP_FLOW, i);

        if (g_strcmp0 (flow->from, name) == 0 || g_strcmp0 (flow->to, name) == 0)
          {
            g_autofree char *flow_key = g_strdup (flow->key);

            put (self, KONTOR_MAP_FLOW, flow_key, NULL);
          }
      }
  put (self, type, name, NULL);
  kontor_map_edit_end (self);
}

/* Corners set by hand go along: all of them where both ends move, the nearest
 * one as far as its line stays straight where one end does. */
static void
move_bends (KontorMapEdit *self, GHashTable *moved, double dx, double dy)
{
  for (guint i = 0; i < kontor_map_get_n_items (self->map, KONTOR_MAP_FLOW); i++)
    {
      const KontorMapItem *flow = kontor_map_get_item (self->map, KONTOR_MAP_FLOW, i);
      gboolean tail = g_hash_table_contains (moved, flow->from);
      gboolean head = g_hash_table_contains (moved, flow->to);
      KontorMapItem *copy;

      if (flow->bends->len == 0 || (!tail && !head))
        continue;
      copy = kontor_map_item_copy (flow);
      if (tail && head)
        {
          for (guint b = 0; b < copy->bends->len; b++)
            {
              g_array_index (copy->bends, KontorMapPlace, b).x += dx;
              g_array_index (copy->bends, KontorMapPlace, b).y += dy;
            }
        }
      else
        {
          const KontorMapItem *end = kontor_map_find (self->map, KONTOR_MAP_POINT, tail ? flow->from : flow->to);
          KontorMapPlace *bend = &g_array_index (copy->bends, KontorMapPlace, tail ? 0 : copy->bends->len - 1);
          gboolean above = bend->x >= end->x - dx - 1 && bend->x <= end->x + end->width - dx + 1;
          gboolean beside = bend->y >= end->y - dy - 1 && bend->y <= end->y + end->height - dy + 1;

          if (above)
            bend->x += dx;
          if (beside)
            bend->y += dy;
        }
      put (self, KONTOR_MAP_FLOW, copy->key, copy);
    }
}

void
kontor_map_edit_move (KontorMapEdit *self, const char * const *keys, double dx, double dy)
{
  g_autoptr (GHashTable) moved = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_if_fail (KONTOR_IS_MAP_EDIT (self) && keys != NULL);

  if (dx == 0 && dy == 0)
    return;
  kontor_map_edit_begin (self, _("Move"));
  for (guint i = 0; keys[i] != NULL; i++)
    {
      KontorMapItemType type = kontor_map_find (self->map, KONTOR_MAP_POINT, keys[i]) != NULL
                               ? KONTOR_MAP_POINT : KONTOR_MAP_DECORATION;
      KontorMapItem *item = copy_of (self, type, keys[i]);

      if (item == NULL)
        continue;
      item->x += dx;
      item->y += dy;
      put (self, type, keys[i], item);
      if (type == KONTOR_MAP_POINT)
        g_hash_table_add (moved, (gpointer) keys[i]);
    }
  move_bends (self, moved, dx, dy);
  kontor_map_edit_end (self);
}

void
kontor_map_edit_place (KontorMapEdit *self, KontorMapItemType type, const char *key,
                       double x, double y, double width, double height)
{
  KontorMapItem *item = copy_of (self, type, key);

  if (item == NULL)
    return;
  item->x = x;
  item->y = y;
  item->width = width;
  item->height = height;
  kontor_map_edit_begin (self, _("Move"));
  put (self, type, key, item);
  kontor_map_edit_end (self);
}

void
kontor_map_edit_set_bends (KontorMapEdit *self, const char *flow, const GArray *bends)
{
  KontorMapItem *item = copy_of (self, KONTOR_MAP_FLOW, flow);

  if (item == NULL)
    return;
  g_array_set_size (item->bends, 0);
  if (bends != NULL && bends->len > 0)
    g_array_append_vals (item->bends, bends->data, bends->len);
  kontor_map_edit_begin (self, _("Move the line"));
  put (self, KONTOR_MAP_FLOW, flow, item);
  kontor_map_edit_end (self);
}

void
kontor_map_edit_set (KontorMapEdit *self, KontorMapItemType type, const char *key, const char *property, JsonNode *value)
{
  KontorMapItem *item = copy_of (self, type, key);

  if (item == NULL)
    {
      g_clear_pointer (&value, json_node_unref);
      return;
    }
  kontor_map_item_set_node (item, property, value);
  kontor_map_edit_begin (self, _("Change a property"));
  put (self, type, item->key, item);
  kontor_map_edit_end (self);
}

void
kontor_map_edit_set_text (KontorMapEdit *self, KontorMapItemType type, const char *key,
                          const char *property, const char *value)
{
  JsonNode *node = NULL;

  if (value != NULL && *value != '\0')
    {
      node = json_node_new (JSON_NODE_VALUE);
      json_node_set_string (node, value);
    }
  kontor_map_edit_set (self, type, key, property, node);
}

void
kontor_map_edit_set_kind (KontorMapEdit *self, const char *key, KontorMapKind kind)
{
  KontorMapItem *item = copy_of (self, KONTOR_MAP_POINT, key);
  double width, height;

  if (item == NULL)
    return;
  kontor_map_kind_get_size (kind, &width, &height);
  item->x += (item->width - width) / 2;
  item->y += (item->height - height) / 2;
  item->width = width;
  item->height = height;
  item->kind = kind;
  kontor_map_edit_begin (self, _("Change the kind"));
  put (self, KONTOR_MAP_POINT, key, item);
  kontor_map_edit_end (self);
}

void
kontor_map_edit_insert (KontorMapEdit *self, const char *flow, const char *point)
{
  KontorMapItem *item = copy_of (self, KONTOR_MAP_FLOW, flow);
  g_autofree char *to = NULL;
  g_autofree char *key = NULL;

  if (item == NULL)
    return;
  to = g_strdup (item->to);
  if (g_strcmp0 (item->from, point) == 0 || g_strcmp0 (to, point) == 0)
    {
      kontor_map_item_free (item);
      return;
    }
  g_free (item->to);
  item->to = g_strdup (point);
  g_array_set_size (item->bends, 0);
  kontor_map_edit_begin (self, _("Put into the line"));
  put (self, KONTOR_MAP_FLOW, flow, item);
  key = kontor_map_edit_connect (self, point, to);
  kontor_map_edit_end (self);
}

/* One snapshot of the history, as if the other one had been there before it. */
static void
adopt_snapshot (KontorMapItem *snapshot, const KontorMapItem *old, const KontorMapItem *item, char **aspects)
{
  for (guint i = 0; snapshot != NULL && aspects[i] != NULL; i++)
    if (kontor_map_aspect_is_same (aspects[i], snapshot, old))
      kontor_map_aspect_take (aspects[i], snapshot, item);
}

static void
adopt_history (GPtrArray *gestures, const KontorMapItem *old, const KontorMapItem *item)
{
  g_auto (GStrv) aspects = item != NULL ? kontor_map_aspects_that_differ (old, item) : NULL;

  for (guint g = gestures->len; g-- > 0; )
    {
      Gesture *gesture = g_ptr_array_index (gestures, g);

      for (guint c = gesture->changes->len; c-- > 0; )
        {
          Change *change = g_ptr_array_index (gesture->changes, c);

          if (change->type != old->type || g_strcmp0 (change->key, old->key) != 0)
            continue;
          if (item == NULL)
            {
              g_ptr_array_remove_index (gesture->changes, c);
              continue;
            }
          adopt_snapshot (change->before, old, item, aspects);
          adopt_snapshot (change->after, old, item, aspects);
        }
      if (gesture->changes->len == 0)
        g_ptr_array_remove_index (gestures, g);
    }
}

void
kontor_map_edit_adopt (KontorMapEdit *self, KontorMapItemType type, const char *key, const KontorMapItem *item)
{
  g_autoptr (KontorMapItem) old = NULL;

  g_return_if_fail (KONTOR_IS_MAP_EDIT (self) && self->depth == 0);

  old = copy_of (self, type, key);
  if (old != NULL)
    {
      adopt_history (self->done, old, item);
      adopt_history (self->undone, old, item);
    }
  kontor_map_put (self->map, type, key, item != NULL ? kontor_map_item_copy (item) : NULL, G_MAXUINT);
}
