#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "processes/map-tools-private.h"

/* Frames, notes, links and pictures are as large as somebody makes them: by the
 * lower right corner. */

#define LEAST_WIDTH  60.0
#define LEAST_HEIGHT 30.0

const KontorMapItem *
kontor_map_tools_size_owner (KontorMapTools *self)
{
  const KontorMapItem *item = self->edit != NULL ? kontor_map_view_get_single (self->view) : NULL;

  return item != NULL && item->type == KONTOR_MAP_DECORATION ? item : NULL;
}

static void
take (KontorMapTools *self, const KontorMapItem *item)
{
  self->source = g_strdup (item->key);
  self->size_width = item->width;
  self->size_height = item->height;
  kontor_map_edit_begin (self->edit, _("Change the size"));
}

gboolean
kontor_map_tools_begin_size (KontorMapTools *self)
{
  const KontorMapItem *item = kontor_map_tools_size_owner (self);

  if (item == NULL || hypot (item->x + item->width - self->start_x, item->y + item->height - self->start_y)
                      > 9 * kontor_map_tools_handle_unit (self))
    return FALSE;
  take (self, item);
  return TRUE;
}

void
kontor_map_tools_begin_size_by_key (KontorMapTools *self)
{
  const KontorMapItem *item = kontor_map_tools_size_owner (self);

  if (item == NULL)
    return;
  if (self->mode != MODE_NONE)
    kontor_map_tools_finish (self);
  self->start_x = self->start_y = self->here_x = self->here_y = 0;
  self->mode = MODE_SIZE;
  self->by_key = TRUE;
  take (self, item);
  gtk_widget_queue_draw (GTK_WIDGET (kontor_map_view_get_canvas (self->view)));
}

void
kontor_map_tools_drag_size (KontorMapTools *self)
{
  const KontorMapItem *item = kontor_map_find (kontor_map_view_get_map (self->view), KONTOR_MAP_DECORATION, self->source);
  double step = self->by_key ? 1 : STEP;
  double width, height;

  if (item == NULL)
    return;
  width = MAX (LEAST_WIDTH, round ((self->size_width + self->here_x - self->start_x) / step) * step);
  height = MAX (LEAST_HEIGHT, round ((self->size_height + self->here_y - self->start_y) / step) * step);
  /* A picture keeps its shape. */
  if (item->kind == KONTOR_MAP_KIND_PICTURE && self->size_width > 0)
    {
      double scale = fabs (width - self->size_width) >= fabs (height - self->size_height)
                     ? width / self->size_width : height / MAX (self->size_height, 1);

      width = MAX (10, round (self->size_width * scale));
      height = MAX (10, round (self->size_height * scale));
    }
  kontor_map_edit_place (self->edit, KONTOR_MAP_DECORATION, self->source, item->x, item->y, width, height);
}
