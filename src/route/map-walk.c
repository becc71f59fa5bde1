#include "config.h"

#include "route/map-walk.h"

typedef struct
{
  char *point;
  char *flow;
} Token;

struct _KontorMapWalk
{
  GObject     parent_instance;

  KontorMap  *map;
  GPtrArray  *tokens;
  GHashTable *walked;
  char       *end;
};

G_DEFINE_FINAL_TYPE (KontorMapWalk, kontor_map_walk, G_TYPE_OBJECT)

static void
token_free (Token *token)
{
  g_free (token->point);
  g_free (token->flow);
  g_free (token);
}

static void
kontor_map_walk_finalize (GObject *object)
{
  KontorMapWalk *self = KONTOR_MAP_WALK (object);

  g_clear_object (&self->map);
  g_ptr_array_unref (self->tokens);
  g_hash_table_unref (self->walked);
  g_free (self->end);
  G_OBJECT_CLASS (kontor_map_walk_parent_class)->finalize (object);
}

static void
kontor_map_walk_class_init (KontorMapWalkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_map_walk_finalize;
}

static void
kontor_map_walk_init (KontorMapWalk *self)
{
  self->tokens = g_ptr_array_new_with_free_func ((GDestroyNotify) token_free);
  self->walked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* Whether @merge waits for a token at @from: it can still come by a flow into
 * the merge, but by none of those that hold a token already (@held). */
static gboolean
is_awaited (KontorMap *map, const char *from, const char *merge, GHashTable *held)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  gboolean comes = FALSE;

  g_ptr_array_add (open, (gpointer) from);
  while (open->len > 0)
    {
      const char *point = g_ptr_array_steal_index_fast (open, open->len - 1);
      g_autoptr (GPtrArray) outgoing = kontor_map_get_outgoing (map, point);

      for (guint i = 0; i < outgoing->len; i++)
        {
          KontorMapItem *flow = g_ptr_array_index (outgoing, i);

          if (g_strcmp0 (flow->to, merge) == 0)
            {
              if (g_hash_table_contains (held, flow->key))
                return FALSE;
              comes = TRUE;
            }
          else if (g_hash_table_add (seen, flow->to))
            g_ptr_array_add (open, flow->to);
        }
    }
  return comes;
}

static void
arrive (KontorMapWalk *self, const KontorMapItem *flow, guint depth)
{
  const KontorMapItem *point = kontor_map_find (self->map, KONTOR_MAP_POINT, flow->to);
  guint times = GPOINTER_TO_UINT (g_hash_table_lookup (self->walked, flow->key));
  Token *token;

  g_hash_table_insert (self->walked, g_strdup (flow->key), GUINT_TO_POINTER (times + 1));
  if (point == NULL || depth > 1000)
    return;
  if (point->kind == KONTOR_MAP_KIND_END)
    {
      g_free (self->end);
      self->end = g_strdup (point->key);
      return;
    }
  if (point->kind == KONTOR_MAP_KIND_SPLIT)
    {
      g_autoptr (GPtrArray) outgoing = kontor_map_get_outgoing (self->map, point->key);

      for (guint i = 0; i < outgoing->len; i++)
        arrive (self, g_ptr_array_index (outgoing, i), depth + 1);
      return;
    }
  token = g_new0 (Token, 1);
  token->point = g_strdup (point->key);
  token->flow = g_strdup (flow->key);
  g_ptr_array_add (self->tokens, token);
}

static gboolean
merge_one (KontorMapWalk *self)
{
  for (guint i = 0; i < self->tokens->len; i++)
    {
      g_autofree char *merge = g_strdup (((Token *) g_ptr_array_index (self->tokens, i))->point);
      const KontorMapItem *point = kontor_map_find (self->map, KONTOR_MAP_POINT, merge);
      g_autoptr (GHashTable) held = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GPtrArray) outgoing = NULL;
      gboolean awaited = FALSE;

      if (point == NULL || point->kind != KONTOR_MAP_KIND_MERGE)
        continue;
      for (guint j = 0; j < self->tokens->len; j++)
        {
          Token *other = g_ptr_array_index (self->tokens, j);

          if (g_strcmp0 (other->point, merge) == 0)
            g_hash_table_add (held, other->flow);
        }
      for (guint j = 0; j < self->tokens->len; j++)
        {
          Token *other = g_ptr_array_index (self->tokens, j);

          awaited = awaited || (g_strcmp0 (other->point, merge) != 0 && is_awaited (self->map, other->point, merge, held));
        }
      outgoing = kontor_map_get_outgoing (self->map, merge);
      if (awaited || outgoing->len == 0)
        continue;
      for (guint j = self->tokens->len; j-- > 0; )
        if (g_strcmp0 (((Token *) g_ptr_array_index (self->tokens, j))->point, merge) == 0)
          g_ptr_array_remove_index (self->tokens, j);
      arrive (self, g_ptr_array_index (outgoing, 0), 0);
      return TRUE;
    }
  return FALSE;
}

KontorMapWalk *
kontor_map_walk_new (KontorMap *map)
{
  const KontorMapItem *start = kontor_map_get_start (map);
  g_autoptr (GPtrArray) outgoing = start != NULL ? kontor_map_get_outgoing (map, start->key) : NULL;
  KontorMapWalk *self;

  if (outgoing == NULL || outgoing->len == 0)
    return NULL;
  self = g_object_new (KONTOR_TYPE_MAP_WALK, NULL);
  self->map = g_object_ref (map);
  arrive (self, g_ptr_array_index (outgoing, 0), 0);
  while (merge_one (self))
    ;
  return self;
}

GPtrArray *
kontor_map_walk_get_waiting (KontorMapWalk *self)
{
  GPtrArray *waiting = g_ptr_array_new ();

  for (guint i = 0; i < self->tokens->len; i++)
    g_ptr_array_add (waiting, ((Token *) g_ptr_array_index (self->tokens, i))->point);
  return waiting;
}

GHashTable *
kontor_map_walk_get_walked (KontorMapWalk *self)
{
  return self->walked;
}

const char *
kontor_map_walk_get_end (KontorMapWalk *self)
{
  return self->end;
}

static gboolean
asks (const KontorMapItem *point)
{
  return point != NULL && (point->kind == KONTOR_MAP_KIND_CONDITION || point->kind == KONTOR_MAP_KIND_CHOICE);
}

/* The question is asked at the action before it, as in the engine. */
static const KontorMapItem *
asked_at (KontorMapWalk *self, const char *point)
{
  const KontorMapItem *item = kontor_map_find (self->map, KONTOR_MAP_POINT, point);
  g_autoptr (GPtrArray) outgoing = NULL;
  const KontorMapItem *next;
  JsonNode *answers;

  if (asks (item))
    return item;
  if (item == NULL || item->kind != KONTOR_MAP_KIND_ACTION)
    return NULL;
  outgoing = kontor_map_get_outgoing (self->map, point);
  if (outgoing->len == 0)
    return NULL;
  next = kontor_map_find (self->map, KONTOR_MAP_POINT, ((KontorMapItem *) g_ptr_array_index (outgoing, 0))->to);
  answers = asks (next) ? kontor_map_item_get_node (next, "answers") : NULL;
  return answers != NULL && JSON_NODE_HOLDS_ARRAY (answers) && json_array_get_length (json_node_get_array (answers)) > 0
         ? next : NULL;
}

GPtrArray *
kontor_map_walk_get_ways (KontorMapWalk *self, const char *point)
{
  const KontorMapItem *asker = asked_at (self, point);

  return asker != NULL ? kontor_map_get_outgoing (self->map, asker->key) : NULL;
}

gboolean
kontor_map_walk_complete (KontorMapWalk *self, const char *point, const char *way)
{
  g_autofree char *key = g_strdup (point);
  const KontorMapItem *asker = asked_at (self, key);
  const KontorMapItem *item = kontor_map_find (self->map, KONTOR_MAP_POINT, key);
  const KontorMapItem *flow = way != NULL ? kontor_map_find (self->map, KONTOR_MAP_FLOW, way) : NULL;
  g_autoptr (GPtrArray) outgoing = kontor_map_get_outgoing (self->map, key);
  guint at;

  for (at = 0; at < self->tokens->len; at++)
    if (g_strcmp0 (((Token *) g_ptr_array_index (self->tokens, at))->point, key) == 0)
      break;
  if (at == self->tokens->len || item == NULL || item->kind == KONTOR_MAP_KIND_MERGE || outgoing->len == 0
      || (asker != NULL && (flow == NULL || g_strcmp0 (flow->from, asker->key) != 0)))
    return FALSE;

  g_ptr_array_remove_index (self->tokens, at);
  if (asker != NULL && asker != item)
    g_hash_table_insert (self->walked, g_strdup (((KontorMapItem *) g_ptr_array_index (outgoing, 0))->key),
                         GUINT_TO_POINTER (1));
  arrive (self, asker != NULL ? flow : g_ptr_array_index (outgoing, 0), 0);
  while (merge_one (self))
    ;
  return TRUE;
}
