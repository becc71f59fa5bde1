#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "route/map-aspect.h"
#include "route/map-merge.h"

/* Lines after the points that they hang on. */
static const KontorMapItemType order[] = { KONTOR_MAP_POINT, KONTOR_MAP_DECORATION, KONTOR_MAP_FLOW };

void
kontor_map_conflict_free (KontorMapConflict *self)
{
  g_free (self->key);
  g_free (self->property);
  kontor_map_item_free (self->mine);
  kontor_map_item_free (self->theirs);
  g_free (self);
}

static void
tell (GPtrArray *conflicts, KontorMapItemType type, const char *key, const char *property,
      const KontorMapItem *mine, const KontorMapItem *theirs)
{
  KontorMapConflict *conflict;

  if (conflicts == NULL)
    return;
  conflict = g_new0 (KontorMapConflict, 1);
  conflict->type = type;
  conflict->key = g_strdup (key);
  conflict->property = g_strdup (property);
  conflict->mine = mine != NULL ? kontor_map_item_copy (mine) : NULL;
  conflict->theirs = theirs != NULL ? kontor_map_item_copy (theirs) : NULL;
  g_ptr_array_add (conflicts, conflict);
}

static gboolean
is_same (const KontorMapItem *one, const KontorMapItem *other)
{
  return one == NULL || other == NULL ? one == other : kontor_map_item_equal (one, other);
}

static KontorMapItem *
merge_aspects (const KontorMapItem *base, const KontorMapItem *mine, const KontorMapItem *theirs, GPtrArray *conflicts)
{
  KontorMapItem *merged = kontor_map_item_copy (mine);
  g_auto (GStrv) aspects = kontor_map_aspects_that_differ (base, theirs);

  for (guint i = 0; aspects[i] != NULL; i++)
    {
      if (kontor_map_aspect_is_same (aspects[i], mine, theirs))
        continue;
      if (base != NULL && kontor_map_aspect_is_same (aspects[i], base, mine))
        kontor_map_aspect_take (aspects[i], merged, theirs);
      else
        tell (conflicts, mine->type, mine->key, aspects[i], mine, theirs);
    }
  return merged;
}

/* The item as it shall be, or NULL. */
static KontorMapItem *
merge_item (const KontorMapItem *base, const KontorMapItem *mine, const KontorMapItem *theirs, GPtrArray *conflicts)
{
  const KontorMapItem *any = mine != NULL ? mine : theirs != NULL ? theirs : base;

  if (is_same (base, theirs) || is_same (mine, theirs))
    return mine != NULL ? kontor_map_item_copy (mine) : NULL;
  if (is_same (base, mine))
    return theirs != NULL ? kontor_map_item_copy (theirs) : NULL;
  if (mine == NULL || theirs == NULL)
    {
      tell (conflicts, any->type, any->key, NULL, mine, theirs);
      return kontor_map_item_copy (mine != NULL ? mine : theirs);
    }
  return merge_aspects (base, mine, theirs, conflicts);
}

static void
collect_keys (KontorMap *map, KontorMapItemType type, GHashTable *seen, GPtrArray *keys)
{
  for (guint i = 0; i < kontor_map_get_n_items (map, type); i++)
    {
      const char *key = kontor_map_get_item (map, type, i)->key;

      if (g_hash_table_add (seen, (gpointer) key))
        g_ptr_array_add (keys, (gpointer) key);
    }
}

/* A line keeps the points that it hangs on. */
static void
keep_ends (KontorMap *merged, KontorMap *base, KontorMap *mine, KontorMap *theirs, GPtrArray *conflicts)
{
  KontorMap *sources[] = { mine, theirs, base };

  for (guint i = 0; i < kontor_map_get_n_items (merged, KONTOR_MAP_FLOW); i++)
    {
      const KontorMapItem *flow = kontor_map_get_item (merged, KONTOR_MAP_FLOW, i);
      const char *ends[] = { flow->from, flow->to };

      for (guint e = 0; e < 2; e++)
        for (guint s = 0; s < G_N_ELEMENTS (sources) && kontor_map_find (merged, KONTOR_MAP_POINT, ends[e]) == NULL; s++)
          {
            const KontorMapItem *point = kontor_map_find (sources[s], KONTOR_MAP_POINT, ends[e]);

            if (point == NULL)
              continue;
            tell (conflicts, KONTOR_MAP_POINT, point->key, NULL, kontor_map_find (mine, KONTOR_MAP_POINT, ends[e]),
                  kontor_map_find (theirs, KONTOR_MAP_POINT, ends[e]));
            kontor_map_put (merged, KONTOR_MAP_POINT, point->key, kontor_map_item_copy (point), G_MAXUINT);
          }
    }
}

KontorMap *
kontor_map_merge (KontorMap *base, KontorMap *mine, KontorMap *theirs, GPtrArray *conflicts)
{
  KontorMap *merged = kontor_map_new ();

  g_return_val_if_fail (KONTOR_IS_MAP (base) && KONTOR_IS_MAP (mine) && KONTOR_IS_MAP (theirs), merged);

  for (guint t = 0; t < G_N_ELEMENTS (order); t++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GPtrArray) keys = g_ptr_array_new ();

      collect_keys (mine, order[t], seen, keys);
      collect_keys (theirs, order[t], seen, keys);
      for (guint i = 0; i < keys->len; i++)
        {
          const char *key = g_ptr_array_index (keys, i);
          KontorMapItem *item = merge_item (kontor_map_find (base, order[t], key), kontor_map_find (mine, order[t], key),
                                            kontor_map_find (theirs, order[t], key), conflicts);

          if (item != NULL)
            kontor_map_put (merged, order[t], key, item, G_MAXUINT);
        }
    }
  keep_ends (merged, base, mine, theirs, conflicts);
  return merged;
}

GPtrArray *
kontor_map_merge_into (KontorMapEdit *edit, KontorMap *merged)
{
  KontorMap *map = kontor_map_edit_get_map (edit);
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  /* First what goes, lines before points, then what comes, points before lines. */
  for (guint t = G_N_ELEMENTS (order); t-- > 0; )
    for (guint i = kontor_map_get_n_items (map, order[t]); i-- > 0; )
      {
        g_autofree char *key = g_strdup (kontor_map_get_item (map, order[t], i)->key);

        if (kontor_map_find (merged, order[t], key) == NULL)
          kontor_map_edit_adopt (edit, order[t], key, NULL);
      }
  for (guint t = 0; t < G_N_ELEMENTS (order); t++)
    for (guint i = 0; i < kontor_map_get_n_items (merged, order[t]); i++)
      {
        const KontorMapItem *item = kontor_map_get_item (merged, order[t], i);
        const KontorMapItem *now = kontor_map_find (map, order[t], item->key);

        if (now != NULL && kontor_map_item_equal (now, item))
          continue;
        kontor_map_edit_adopt (edit, order[t], item->key, item);
        if (order[t] == KONTOR_MAP_POINT)
          g_ptr_array_add (keys, g_strdup (item->key));
      }
  return keys;
}

void
kontor_map_conflict_take_theirs (const KontorMapConflict *self, KontorMapEdit *edit)
{
  const KontorMapItem *now = kontor_map_find (kontor_map_edit_get_map (edit), self->type, self->key);
  KontorMapItem *item;

  kontor_map_edit_begin (edit, _("Take the other one’s"));
  if (self->theirs == NULL)
    {
      kontor_map_edit_remove (edit, self->type, self->key);
    }
  else if (now == NULL || self->property == NULL)
    {
      kontor_map_edit_add (edit, kontor_map_item_copy (self->theirs));
    }
  else
    {
      item = kontor_map_item_copy (now);
      kontor_map_aspect_take (self->property, item, self->theirs);
      kontor_map_edit_add (edit, item);
    }
  kontor_map_edit_end (edit);
}
