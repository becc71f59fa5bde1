#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "route/map-arrange.h"

static KontorMapItemType
type_of (KontorMap *map, const char *key)
{
  return kontor_map_find (map, KONTOR_MAP_POINT, key) != NULL ? KONTOR_MAP_POINT : KONTOR_MAP_DECORATION;
}

static double
middle_of (const KontorMapItem *item, gboolean across)
{
  return across ? item->x + item->width / 2 : item->y + item->height / 2;
}

static int
compare_across (gconstpointer a, gconstpointer b)
{
  double first = middle_of (*(KontorMapItem **) a, TRUE), second = middle_of (*(KontorMapItem **) b, TRUE);

  return first < second ? -1 : first > second;
}

static int
compare_down (gconstpointer a, gconstpointer b)
{
  double first = middle_of (*(KontorMapItem **) a, FALSE), second = middle_of (*(KontorMapItem **) b, FALSE);

  return first < second ? -1 : first > second;
}

/* Through kontor_map_edit_move(), so that corners set by hand go along. */
static void
move_one (KontorMapEdit *edit, const KontorMapItem *item, double dx, double dy)
{
  g_autofree char *key = g_strdup (item->key);
  const char *keys[] = { key, NULL };

  kontor_map_edit_move (edit, keys, round (dx), round (dy));
}

static void
spread (KontorMapEdit *edit, GPtrArray *items, gboolean across)
{
  const KontorMapItem *first, *last;
  double taken = 0, gap, place;

  if (items->len < 3)
    return;
  g_ptr_array_sort (items, across ? compare_across : compare_down);
  first = g_ptr_array_index (items, 0);
  last = g_ptr_array_index (items, items->len - 1);
  for (guint i = 0; i < items->len; i++)
    {
      const KontorMapItem *item = g_ptr_array_index (items, i);

      taken += across ? item->width : item->height;
    }
  gap = ((across ? last->x + last->width - first->x : last->y + last->height - first->y) - taken) / (items->len - 1);
  place = across ? first->x : first->y;
  for (guint i = 0; i < items->len; i++)
    {
      const KontorMapItem *item = g_ptr_array_index (items, i);

      if (across)
        move_one (edit, item, place - item->x, 0);
      else
        move_one (edit, item, 0, place - item->y);
      place += (across ? item->width : item->height) + gap;
    }
}

static void
align (KontorMapEdit *edit, GPtrArray *items, KontorMapArrangement arrangement)
{
  double left = G_MAXDOUBLE, top = G_MAXDOUBLE, right = -G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  for (guint i = 0; i < items->len; i++)
    {
      const KontorMapItem *item = g_ptr_array_index (items, i);

      left = MIN (left, item->x);
      top = MIN (top, item->y);
      right = MAX (right, item->x + item->width);
      bottom = MAX (bottom, item->y + item->height);
    }
  for (guint i = 0; i < items->len; i++)
    {
      const KontorMapItem *item = g_ptr_array_index (items, i);

      switch (arrangement)
        {
        case KONTOR_MAP_ALIGN_LEFT:
          move_one (edit, item, left - item->x, 0);
          break;
        case KONTOR_MAP_ALIGN_CENTRE:
          move_one (edit, item, (left + right) / 2 - middle_of (item, TRUE), 0);
          break;
        case KONTOR_MAP_ALIGN_RIGHT:
          move_one (edit, item, right - item->x - item->width, 0);
          break;
        case KONTOR_MAP_ALIGN_TOP:
          move_one (edit, item, 0, top - item->y);
          break;
        case KONTOR_MAP_ALIGN_MIDDLE:
          move_one (edit, item, 0, (top + bottom) / 2 - middle_of (item, FALSE));
          break;
        case KONTOR_MAP_ALIGN_BOTTOM:
          move_one (edit, item, 0, bottom - item->y - item->height);
          break;
        case KONTOR_MAP_SPREAD_ACROSS:
        case KONTOR_MAP_SPREAD_DOWN:
        default:
          break;
        }
    }
}

void
kontor_map_arrange (KontorMapEdit *edit, const char * const *keys, KontorMapArrangement arrangement)
{
  KontorMap *map = kontor_map_edit_get_map (edit);
  /* Copies: moving one puts another in its place. */
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_map_item_free);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      const KontorMapItem *item = kontor_map_find (map, type_of (map, keys[i]), keys[i]);

      if (item != NULL)
        g_ptr_array_add (items, kontor_map_item_copy (item));
    }
  if (items->len < 2)
    return;
  kontor_map_edit_begin (edit, arrangement >= KONTOR_MAP_SPREAD_ACROSS ? _("Spread evenly") : _("Align"));
  if (arrangement >= KONTOR_MAP_SPREAD_ACROSS)
    spread (edit, items, arrangement == KONTOR_MAP_SPREAD_ACROSS);
  else
    align (edit, items, arrangement);
  kontor_map_edit_end (edit);
}

static gboolean
is_beyond (double place, double cut, double distance)
{
  return distance > 0 ? place >= cut : distance < 0 && place <= cut;
}

char **
kontor_map_find_beyond (KontorMap *map, double x, double y, double dx, double dy)
{
  GPtrArray *keys = g_ptr_array_new ();

  for (guint t = 0; t < 2; t++)
    for (guint i = 0; i < kontor_map_get_n_items (map, t == 0 ? KONTOR_MAP_POINT : KONTOR_MAP_DECORATION); i++)
      {
        const KontorMapItem *item = kontor_map_get_item (map, t == 0 ? KONTOR_MAP_POINT : KONTOR_MAP_DECORATION, i);

        if (is_beyond (middle_of (item, TRUE), x, dx) || is_beyond (middle_of (item, FALSE), y, dy))
          g_ptr_array_add (keys, g_strdup (item->key));
      }
  g_ptr_array_add (keys, NULL);
  return (char **) g_ptr_array_free (keys, FALSE);
}
