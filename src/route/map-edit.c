#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "route/map-aspect.h"
#include "route/map-edit.h"

/* One item before and after a gesture; NULL where it was not there.  Where only
 * its place changed, only that is kept: a gesture may move thousands. */
typedef struct
{
  KontorMapItemType type;
  char             *key;
  KontorMapItem    *before;
  KontorMapItem    *after;
  guint             position_before;
  guint             position_after;
  gboolean          only_place;
  KontorMapGeometry place_before;
  KontorMapGeometry place_after;
} Change;

typedef struct
{
  char       *title;
  char       *tag;
  gint64      at;
  GPtrArray  *changes;
  /* The last change of each item, by type: a drag changes the same one a hundred times. */
  GHashTable *last[3];
  /* What was moved last and the changes of that, while none of it is replaced: the
   * next step of a drag moves the same. */
  GPtrArray  *moved;
  GPtrArray  *moves;
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
  g_clear_pointer (&change->place_before.bends, g_array_unref);
  g_clear_pointer (&change->place_after.bends, g_array_unref);
  g_free (change);
}

static void
gesture_free (Gesture *gesture)
{
  g_free (gesture->title);
  g_free (gesture->tag);
  g_ptr_array_unref (gesture->changes);
  for (guint i = 0; i < 3; i++)
    g_clear_pointer (&gesture->last[i], g_hash_table_unref);
  g_clear_pointer (&gesture->moved, g_ptr_array_unref);
  g_clear_pointer (&gesture->moves, g_ptr_array_unref);
  g_free (gesture);
}

/* Every change is kept in order, so that going back is exact also for the order of the items. */
static Change *
add_change (KontorMapEdit *self, KontorMapItemType type, const char *key)
{
  Change *change = g_new0 (Change, 1);

  change->type = type;
  change->key = g_strdup (key);
  g_ptr_array_add (self->open->changes, change);
  if (self->open->last[type] == NULL)
    self->open->last[type] = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_replace (self->open->last[type], change->key, change);
  return change;
}

static Change *
last_change (KontorMapEdit *self, KontorMapItemType type, const char *key)
{
  return self->open->last[type] != NULL ? g_hash_table_lookup (self->open->last[type], key) : NULL;
}

static void
put (KontorMapEdit *self, KontorMapItemType type, const char *key, KontorMapItem *item)
{
  const KontorMapItem *now = kontor_map_find (self->map, type, key);
  Change *change = last_change (self, type, key);

  g_clear_pointer (&self->open->moved, g_ptr_array_unref);
  g_clear_pointer (&self->open->moves, g_ptr_array_unref);
  if (now != NULL && item != NULL && kontor_map_item_equal (now, item))
    {
      kontor_map_item_free (item);
      return;
    }
  if (now != NULL && item != NULL && change != NULL && change->before != NULL && change->after != NULL)
    {
      kontor_map_item_free (change->after);
      change->after = kontor_map_item_copy (item);
      kontor_map_put (self->map, type, change->key, item, G_MAXUINT);
      return;
    }
  change = add_change (self, type, key);
  change->before = now != NULL ? kontor_map_item_copy (now) : NULL;
  change->after = item != NULL ? kontor_map_item_copy (item) : NULL;
  change->position_before = now != NULL ? kontor_map_find_position (self->map, type, key) : G_MAXUINT;
  kontor_map_put (self->map, type, change->key, item, G_MAXUINT);
  change->position_after = item != NULL ? kontor_map_find_position (self->map, type, change->key) : G_MAXUINT;
}

static gboolean
is_at (const KontorMapItem *item, const KontorMapGeometry *place)
{
  guint n = place->bends != NULL ? place->bends->len : 0;

  if (item->type == KONTOR_MAP_FLOW)
    return item->bends->len == n
        && (n == 0 || memcmp (item->bends->data, place->bends->data, n * sizeof (KontorMapPlace)) == 0);
  return item->x == place->x && item->y == place->y && item->width == place->width && item->height == place->height;
}

/* Of a flow only the bends are looked at, of anything else only the rectangle. */
static Change *
note_place (KontorMapEdit *self, const KontorMapItem *item, const KontorMapGeometry *place)
{
  Change *change = last_change (self, item->type, item->key);

  if (change != NULL && change->after != NULL)
    {
      KontorMapItem *after = change->after;

      /* It came or was changed as a whole in this gesture: the place is a part of that. */
      if (item->type == KONTOR_MAP_FLOW)
        {
          g_array_unref (after->bends);
          after->bends = place->bends != NULL ? g_array_copy (place->bends) : g_array_new (FALSE, FALSE, sizeof (KontorMapPlace));
        }
      else
        {
          after->x = place->x;
          after->y = place->y;
          after->width = place->width;
          after->height = place->height;
        }
    }
  else
    {
      if (change == NULL || !change->only_place)
        {
          change = add_change (self, item->type, item->key);
          change->only_place = TRUE;
          change->place_before = (KontorMapGeometry) { item->x, item->y, item->width, item->height,
                                                       item->bends->len > 0 ? g_array_copy (item->bends) : NULL };
        }
      g_clear_pointer (&change->place_after.bends, g_array_unref);
      change->place_after = *place;
      change->place_after.bends = place->bends != NULL ? g_array_copy (place->bends) : NULL;
    }
  return change;
}

static void
put_place (KontorMapEdit *self, const KontorMapItem *item, const KontorMapGeometry *place)
{
  if (is_at (item, place))
    return;
  note_place (self, item, place);
  kontor_map_place (self->map, item->type, item->key, place);
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
restore (KontorMapEdit *self, Change *change, const KontorMapItem *item, const KontorMapGeometry *place, guint position)
{
  if (change->only_place)
    {
      if (kontor_map_find (self->map, change->type, change->key) != NULL)
        kontor_map_place (self->map, change->type, change->key, place);
      return;
    }
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

      restore (self, change, change->before, &change->place_before, change->position_before);
    }
}

static void
go_on (KontorMapEdit *self, Gesture *gesture)
{
  for (guint i = 0; i < gesture->changes->len; i++)
    {
      Change *change = g_ptr_array_index (gesture->changes, i);

      restore (self, change, change->after, &change->place_after, change->position_after);
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
      for (guint i = 0; i < 3; i++)
        g_clear_pointer (&self->open->last[i], g_hash_table_unref);
      g_clear_pointer (&self->open->moved, g_ptr_array_unref);
      g_clear_pointer (&self->open->moves, g_ptr_array_unref);
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
  KontorMapItemType type = kontor_map_kind_is_decoration (kind) ? KONTOR_MAP_DECORATION : KONTOR_MAP_POINT;
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
move_bends (KontorMapEdit *self, GPtrArray *items, double dx, double dy)
{
  g_autoptr (GHashTable) moved = NULL;

  for (guint i = 0; i < kontor_map_get_n_items (self->map, KONTOR_MAP_FLOW); i++)
    {
      const KontorMapItem *flow = kontor_map_get_item (self->map, KONTOR_MAP_FLOW, i);
      g_autoptr (GArray) bends = NULL;
      gboolean tail, head;

      if (flow->bends->len == 0)
        continue;
      if (moved == NULL)
        {
          moved = g_hash_table_new (g_str_hash, g_str_equal);
          for (guint k = 0; k < items->len; k++)
            if (((KontorMapItem *) g_ptr_array_index (items, k))->type == KONTOR_MAP_POINT)
              g_hash_table_add (moved, ((KontorMapItem *) g_ptr_array_index (items, k))->key);
        }
      tail = g_hash_table_contains (moved, flow->from);
      head = g_hash_table_contains (moved, flow->to);
      if (!tail && !head)
        continue;
      bends = g_array_copy (flow->bends);
      if (tail && head)
        {
          for (guint b = 0; b < bends->len; b++)
            {
              g_array_index (bends, KontorMapPlace, b).x += dx;
              g_array_index (bends, KontorMapPlace, b).y += dy;
            }
        }
      else
        {
          const KontorMapItem *end = kontor_map_find (self->map, KONTOR_MAP_POINT, tail ? flow->from : flow->to);
          KontorMapPlace *bend = &g_array_index (bends, KontorMapPlace, tail ? 0 : bends->len - 1);
          gboolean above = bend->x >= end->x - dx - 1 && bend->x <= end->x + end->width - dx + 1;
          gboolean beside = bend->y >= end->y - dy - 1 && bend->y <= end->y + end->height - dy + 1;

          if (above)
            bend->x += dx;
          if (beside)
            bend->y += dy;
        }
      put_place (self, flow, &(KontorMapGeometry) { .bends = bends });
    }
}

/* Whether the last step of this gesture has moved the same. */
static gboolean
moves_on (KontorMapEdit *self, const char * const *keys)
{
  GPtrArray *moved = self->open->moved;

  if (moved == NULL)
    return FALSE;
  for (guint i = 0; i < moved->len; i++)
    if (keys[i] == NULL || !g_str_equal (keys[i], ((KontorMapItem *) g_ptr_array_index (moved, i))->key))
      return FALSE;
  return keys[moved->len] == NULL;
}

void
kontor_map_edit_move (KontorMapEdit *self, const char * const *keys, double dx, double dy)
{
  g_autoptr (GPtrArray) items = NULL, changes = NULL;

  g_return_if_fail (KONTOR_IS_MAP_EDIT (self) && keys != NULL);

  if (dx == 0 && dy == 0)
    return;
  kontor_map_edit_begin (self, _("Move"));
  if (moves_on (self, keys))
    {
      items = g_steal_pointer (&self->open->moved);
      changes = g_steal_pointer (&self->open->moves);
      for (guint i = 0; i < items->len; i++)
        {
          const KontorMapItem *item = g_ptr_array_index (items, i);
          Change *change = g_ptr_array_index (changes, i);

          change->place_after.x = item->x + dx;
          change->place_after.y = item->y + dy;
        }
    }
  else
    {
      g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
      gboolean plain = TRUE;

      items = g_ptr_array_new ();
      changes = g_ptr_array_new ();
      for (guint i = 0; keys[i] != NULL; i++)
        {
          const KontorMapItem *item = kontor_map_find (self->map, KONTOR_MAP_POINT, keys[i]);
          Change *change;

          if (item == NULL)
            item = kontor_map_find (self->map, KONTOR_MAP_DECORATION, keys[i]);
          /* What is named twice is moved once. */
          if (item == NULL || !g_hash_table_add (known, (gpointer) item))
            {
              plain = FALSE;
              continue;
            }
          change = note_place (self, item, &(KontorMapGeometry) { item->x + dx, item->y + dy, item->width, item->height, NULL });
          plain = plain && change->only_place;
          g_ptr_array_add (items, (gpointer) item);
          g_ptr_array_add (changes, change);
        }
      if (!plain)
        g_clear_pointer (&changes, g_ptr_array_unref);
    }
  kontor_map_shift (self->map, items, dx, dy);
  move_bends (self, items, dx, dy);
  if (changes != NULL)
    {
      g_clear_pointer (&self->open->moved, g_ptr_array_unref);
      g_clear_pointer (&self->open->moves, g_ptr_array_unref);
      self->open->moved = g_steal_pointer (&items);
      self->open->moves = g_steal_pointer (&changes);
    }
  kontor_map_edit_end (self);
}

void
kontor_map_edit_place (KontorMapEdit *self, KontorMapItemType type, const char *key,
                       double x, double y, double width, double height)
{
  const KontorMapItem *item = kontor_map_find (self->map, type, key);

  if (item == NULL)
    return;
  kontor_map_edit_begin (self, _("Move"));
  put_place (self, item, &(KontorMapGeometry) { x, y, width, height, NULL });
  kontor_map_edit_end (self);
}

void
kontor_map_edit_set_bends (KontorMapEdit *self, const char *flow, const GArray *bends)
{
  const KontorMapItem *item = kontor_map_find (self->map, KONTOR_MAP_FLOW, flow);

  if (item == NULL)
    return;
  kontor_map_edit_begin (self, _("Move the line"));
  put_place (self, item, &(KontorMapGeometry) { .bends = bends != NULL && bends->len > 0 ? (GArray *) bends : NULL });
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

/* The same where only places are kept. */
static void
adopt_place (KontorMapGeometry *snapshot, const KontorMapItem *old, const KontorMapItem *item)
{
  if (!is_at (old, snapshot))
    return;
  g_clear_pointer (&snapshot->bends, g_array_unref);
  *snapshot = (KontorMapGeometry) { item->x, item->y, item->width, item->height,
                                    item->bends->len > 0 ? g_array_copy (item->bends) : NULL };
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
              if (gesture->last[old->type] != NULL)
                g_hash_table_remove (gesture->last[old->type], old->key);
              g_ptr_array_remove_index (gesture->changes, c);
              continue;
            }
          if (change->only_place)
            {
              adopt_place (&change->place_before, old, item);
              adopt_place (&change->place_after, old, item);
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
