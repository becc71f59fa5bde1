#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "processes/map-append.h"
#include "processes/map-picture-file.h"
#include "processes/map-tools-private.h"

const char *
kontor_map_tools_first_name (KontorMapKind kind)
{
  switch (kind)
    {
    case KONTOR_MAP_KIND_ACTION:
      return _("New action");
    case KONTOR_MAP_KIND_CONDITION:
      return _("Does it hold?");
    case KONTOR_MAP_KIND_CHOICE:
      return _("Which one?");
    case KONTOR_MAP_KIND_SPLIT:
    case KONTOR_MAP_KIND_MERGE:
      return NULL;
    case KONTOR_MAP_KIND_NOTE:
    case KONTOR_MAP_KIND_START:
    case KONTOR_MAP_KIND_END:
    case KONTOR_MAP_KIND_PROCESSING:
    case KONTOR_MAP_KIND_NESTED:
    case KONTOR_MAP_KIND_TIMER:
    case KONTOR_MAP_KIND_EVENT:
    case KONTOR_MAP_KIND_GROUP:
    case KONTOR_MAP_KIND_PICTURE:
    case KONTOR_MAP_KIND_LINK:
    case KONTOR_MAP_KIND_FLOW:
    default:
      return kontor_map_kind_get_label (kind);
    }
}

static gboolean
is_free (KontorMapTools *self, double x, double y, double width, double height)
{
  KontorMap *map = kontor_map_view_get_map (self->view);

  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_POINT); i++)
    {
      const KontorMapItem *item = kontor_map_get_item (map, KONTOR_MAP_POINT, i);

      if (x < item->x + item->width + 15 && item->x < x + width + 15
          && y < item->y + item->height + 15 && item->y < y + height + 15)
        return FALSE;
    }
  return TRUE;
}

/* A free place to the right of a point, else below that. */
static KontorMapPlace
place_behind (KontorMapTools *self, const KontorMapItem *item, KontorMapKind kind)
{
  double width, height;
  KontorMapPlace place;

  kontor_map_kind_get_size (kind, &width, &height);
  place.x = item->x + item->width + (kontor_map_kind_is_fork (item->kind) ? 60 : 40) + width / 2;
  place.y = item->y + item->height / 2;
  for (guint try = 0; try < 12 && !is_free (self, place.x - width / 2, place.y - height / 2, width, height); try++)
    place.y += 100;
  return place;
}

static void
add (KontorMapTools *self, KontorMapKind kind, KontorMapPlace place, const char *behind, const char *flow)
{
  g_autofree char *key = NULL;
  KontorMapItemType type = kontor_map_kind_is_decoration (kind) ? KONTOR_MAP_DECORATION : KONTOR_MAP_POINT;

  kontor_map_edit_begin (self->edit, _("Add a point"));
  key = kontor_map_edit_add_point (self->edit, kind, place.x, place.y, kontor_map_tools_first_name (kind));
  if (behind != NULL && type == KONTOR_MAP_POINT)
    g_free (kontor_map_edit_connect (self->edit, behind, key));
  if (flow != NULL && type == KONTOR_MAP_POINT)
    kontor_map_edit_insert (self->edit, flow, key);
  kontor_map_edit_end (self->edit);
  kontor_map_view_select (self->view, type, key, FALSE);
  if (kontor_map_tools_first_name (kind) != NULL)
    kontor_map_tools_want_name (self);
}

/* Everything to the right of a point goes on by as much as a new one needs. */
static void
make_room (KontorMapTools *self, const KontorMapItem *item, KontorMapKind kind)
{
  KontorMap *map = kontor_map_view_get_map (self->view);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  double width, height, right = item->x + item->width;

  kontor_map_kind_get_size (kind, &width, &height);
  if (is_free (self, right + 40, item->y + item->height / 2 - height / 2, width, height))
    return;
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_POINT); i++)
    {
      const KontorMapItem *point = kontor_map_get_item (map, KONTOR_MAP_POINT, i);

      if (point->x >= right)
        g_ptr_array_add (keys, g_strdup (point->key));
    }
  g_ptr_array_add (keys, NULL);
  kontor_map_edit_move (self->edit, (const char * const *) keys->pdata, width + 40, 0);
}

void
kontor_map_tools_add (KontorMapTools *self, KontorMapKind kind)
{
  const KontorMapItem *owner = kontor_map_tools_handle_owner (self);
  KontorMapPlace place;

  if (self->edit == NULL)
    return;
  if (owner != NULL && kind != KONTOR_MAP_KIND_START && !kontor_map_kind_is_decoration (kind))
    {
      g_autofree char *behind = g_strdup (owner->key);
      g_autoptr (GPtrArray) outgoing = kontor_map_get_outgoing (kontor_map_view_get_map (self->view), behind);

      /* A point that goes on already gets the new one put into its line. */
      if (outgoing->len > 0 && !kontor_map_kind_is_fork (owner->kind))
        {
          g_autofree char *flow = g_strdup (((KontorMapItem *) g_ptr_array_index (outgoing, 0))->key);

          kontor_map_edit_begin (self->edit, _("Add a point"));
          make_room (self, owner, kind);
          owner = kontor_map_find (kontor_map_view_get_map (self->view), KONTOR_MAP_POINT, behind);
          add (self, kind, place_behind (self, owner, kind), NULL, flow);
          kontor_map_edit_end (self->edit);
        }
      else
        {
          add (self, kind, place_behind (self, owner, kind), behind, NULL);
        }
      return;
    }
  place.x = gtk_widget_get_width (GTK_WIDGET (self->view)) / 2.0;
  place.y = gtk_widget_get_height (GTK_WIDGET (self->view)) / 2.0;
  kontor_canvas_to_drawing (kontor_map_view_get_canvas (self->view), &place.x, &place.y);
  if (kind == KONTOR_MAP_KIND_PICTURE)
    kontor_map_picture_file_choose (self->view, self->edit, place);
  else
    add (self, kind, place, NULL, NULL);
}

void
kontor_map_tools_add_at (KontorMapTools *self, KontorMapKind kind, double x, double y)
{
  const KontorMapItem *below = kontor_map_view_pick (self->view, x, y);
  g_autofree char *flow = below != NULL && below->type == KONTOR_MAP_FLOW ? g_strdup (below->key) : NULL;
  KontorMapPlace place = { x, y };

  if (self->edit == NULL)
    return;
  kontor_canvas_to_drawing (kontor_map_view_get_canvas (self->view), &place.x, &place.y);
  place.x = round (place.x / STEP) * STEP;
  place.y = round (place.y / STEP) * STEP;
  if (kind == KONTOR_MAP_KIND_PICTURE)
    {
      kontor_map_picture_file_choose (self->view, self->edit, place);
      return;
    }
  kontor_map_edit_begin (self->edit, _("Add a point"));
  if (flow != NULL && !kontor_map_kind_is_decoration (kind))
    {
      KontorMap *map = kontor_map_view_get_map (self->view);
      g_autofree char *tail = g_strdup (kontor_map_find (map, KONTOR_MAP_FLOW, flow)->from);
      double width, height;

      /* Where the line is too short for it, what follows moves on. */
      kontor_map_kind_get_size (kind, &width, &height);
      if (!is_free (self, place.x - width / 2, place.y - height / 2, width, height))
        {
          make_room (self, kontor_map_find (map, KONTOR_MAP_POINT, tail), kind);
          place = place_behind (self, kontor_map_find (map, KONTOR_MAP_POINT, tail), kind);
        }
    }
  add (self, kind, place, NULL, flow);
  kontor_map_edit_end (self->edit);
}

void
kontor_map_tools_remove_selected (KontorMapTools *self)
{
  const KontorMapItem *single = kontor_map_view_get_single (self->view);
  g_auto (GStrv) keys = kontor_map_view_get_selected (self->view);
  KontorMap *map = kontor_map_view_get_map (self->view);

  if (self->edit == NULL)
    return;
  kontor_map_edit_begin (self->edit, _("Delete"));
  if (single != NULL && single->type == KONTOR_MAP_FLOW)
    kontor_map_edit_remove (self->edit, KONTOR_MAP_FLOW, single->key);
  for (guint i = 0; keys[i] != NULL; i++)
    kontor_map_edit_remove (self->edit, kontor_map_find (map, KONTOR_MAP_POINT, keys[i]) != NULL
                                        ? KONTOR_MAP_POINT : KONTOR_MAP_DECORATION, keys[i]);
  kontor_map_edit_end (self->edit);
  kontor_map_view_unselect (self->view);
}

static void
append_chosen_cb (KontorMapTools *self, KontorMapKind kind, const char *piece)
{
  if (piece != NULL)
    kontor_map_tools_add_piece (self, piece, NULL);
  else
    kontor_map_tools_add (self, kind);
}

void
kontor_map_tools_offer_append (KontorMapTools *self)
{
  const KontorMapItem *owner = kontor_map_tools_handle_owner (self);
  KontorMapPlace place;

  if (owner == NULL)
    return;
  place = kontor_map_tools_handle_place (self, owner);
  kontor_canvas_from_drawing (kontor_map_view_get_canvas (self->view), &place.x, &place.y);
  kontor_map_append_popup (GTK_WIDGET (self->view), place.x, place.y, self->templates,
                           (KontorMapAppendFunc) append_chosen_cb, self);
}

static void
drop_chosen_cb (KontorMapTools *self, KontorMapKind kind, const char *piece)
{
  const KontorMapItem *owner = kontor_map_tools_handle_owner (self);

  if (piece != NULL)
    kontor_map_tools_add_piece (self, piece, NULL);
  else if (owner != NULL)
    {
      g_autofree char *behind = g_strdup (owner->key);

      add (self, kind, (KontorMapPlace) { round (self->here_x / STEP) * STEP, round (self->here_y / STEP) * STEP }, behind, NULL);
    }
}

void
kontor_map_tools_insert_picture (KontorMapTools *self, GFile *file, KontorMapPlace place)
{
  if (self->edit != NULL)
    kontor_map_picture_file_insert (self->view, self->edit, place, file);
}

void
kontor_map_tools_offer_drop (KontorMapTools *self, double x, double y)
{
  kontor_map_append_popup (GTK_WIDGET (self->view), x, y, self->templates, (KontorMapAppendFunc) drop_chosen_cb, self);
}
