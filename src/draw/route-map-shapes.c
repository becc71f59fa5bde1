#include "config.h"

#include <math.h>

#include "draw/route-map-shapes.h"

#define RGB(hex) { ((hex) >> 16 & 255) / 255.0, ((hex) >> 8 & 255) / 255.0, ((hex) & 255) / 255.0 }

static const KontorMapPalette palettes[] = {
  [KONTOR_MAP_TONE_LIGHT] = {
    .ground = RGB (0xffffff), .text = RGB (0x1f2328), .quiet = RGB (0x5b6470), .line = RGB (0x6b7683),
    .accent = RGB (0x1c71d8), .passed = RGB (0x1b8553), .warning = RGB (0xb35900), .error = RGB (0xc01c28),
    .fill = {
      [KONTOR_MAP_KIND_START] = RGB (0xe3f5ea), [KONTOR_MAP_KIND_END] = RGB (0xf1f2f4),
      [KONTOR_MAP_KIND_ACTION] = RGB (0xedf4fd), [KONTOR_MAP_KIND_CONDITION] = RGB (0xfdf4de),
      [KONTOR_MAP_KIND_CHOICE] = RGB (0xfdf4de), [KONTOR_MAP_KIND_SPLIT] = RGB (0x4a5462),
      [KONTOR_MAP_KIND_MERGE] = RGB (0x4a5462), [KONTOR_MAP_KIND_PROCESSING] = RGB (0xf3eefb),
      [KONTOR_MAP_KIND_NESTED] = RGB (0xe4f4f4), [KONTOR_MAP_KIND_TIMER] = RGB (0xf4f5f7),
      [KONTOR_MAP_KIND_EVENT] = RGB (0xf4f5f7), [KONTOR_MAP_KIND_NOTE] = RGB (0xfffbe0),
      [KONTOR_MAP_KIND_GROUP] = RGB (0xf6f7f9), [KONTOR_MAP_KIND_PICTURE] = RGB (0xffffff),
      [KONTOR_MAP_KIND_LINK] = RGB (0xffffff),
    },
    .edge = {
      [KONTOR_MAP_KIND_START] = RGB (0x1b8553), [KONTOR_MAP_KIND_END] = RGB (0x4a5462),
      [KONTOR_MAP_KIND_ACTION] = RGB (0x3c78c0), [KONTOR_MAP_KIND_CONDITION] = RGB (0xb9821b),
      [KONTOR_MAP_KIND_CHOICE] = RGB (0xb9821b), [KONTOR_MAP_KIND_SPLIT] = RGB (0x4a5462),
      [KONTOR_MAP_KIND_MERGE] = RGB (0x4a5462), [KONTOR_MAP_KIND_PROCESSING] = RGB (0x7d5cb8),
      [KONTOR_MAP_KIND_NESTED] = RGB (0x23858a), [KONTOR_MAP_KIND_TIMER] = RGB (0x5b6470),
      [KONTOR_MAP_KIND_EVENT] = RGB (0x5b6470), [KONTOR_MAP_KIND_NOTE] = RGB (0xd8c766),
      [KONTOR_MAP_KIND_GROUP] = RGB (0x9aa2ad), [KONTOR_MAP_KIND_PICTURE] = RGB (0x9aa2ad),
      [KONTOR_MAP_KIND_LINK] = RGB (0x1c71d8),
    },
  },
  [KONTOR_MAP_TONE_DARK] = {
    .ground = RGB (0x1e1e1e), .text = RGB (0xf2f3f5), .quiet = RGB (0xb4bcc6), .line = RGB (0x97a1ae),
    .accent = RGB (0x78aeed), .passed = RGB (0x5fd198), .warning = RGB (0xf5c211), .error = RGB (0xff7b72),
    .fill = {
      [KONTOR_MAP_KIND_START] = RGB (0x1d3a2b), [KONTOR_MAP_KIND_END] = RGB (0x33373d),
      [KONTOR_MAP_KIND_ACTION] = RGB (0x22344c), [KONTOR_MAP_KIND_CONDITION] = RGB (0x43361a),
      [KONTOR_MAP_KIND_CHOICE] = RGB (0x43361a), [KONTOR_MAP_KIND_SPLIT] = RGB (0xaab3bf),
      [KONTOR_MAP_KIND_MERGE] = RGB (0xaab3bf), [KONTOR_MAP_KIND_PROCESSING] = RGB (0x362b4b),
      [KONTOR_MAP_KIND_NESTED] = RGB (0x1c3c3e), [KONTOR_MAP_KIND_TIMER] = RGB (0x33373d),
      [KONTOR_MAP_KIND_EVENT] = RGB (0x33373d), [KONTOR_MAP_KIND_NOTE] = RGB (0x423d22),
      [KONTOR_MAP_KIND_GROUP] = RGB (0x26282c), [KONTOR_MAP_KIND_PICTURE] = RGB (0xf2f3f5),
      [KONTOR_MAP_KIND_LINK] = RGB (0x1e1e1e),
    },
    .edge = {
      [KONTOR_MAP_KIND_START] = RGB (0x5fd198), [KONTOR_MAP_KIND_END] = RGB (0xb4bcc6),
      [KONTOR_MAP_KIND_ACTION] = RGB (0x7aaae6), [KONTOR_MAP_KIND_CONDITION] = RGB (0xe3b552),
      [KONTOR_MAP_KIND_CHOICE] = RGB (0xe3b552), [KONTOR_MAP_KIND_SPLIT] = RGB (0xaab3bf),
      [KONTOR_MAP_KIND_MERGE] = RGB (0xaab3bf), [KONTOR_MAP_KIND_PROCESSING] = RGB (0xb59be6),
      [KONTOR_MAP_KIND_NESTED] = RGB (0x5cc3c8), [KONTOR_MAP_KIND_TIMER] = RGB (0xb4bcc6),
      [KONTOR_MAP_KIND_EVENT] = RGB (0xb4bcc6), [KONTOR_MAP_KIND_NOTE] = RGB (0x9a8c3c),
      [KONTOR_MAP_KIND_GROUP] = RGB (0x727a85), [KONTOR_MAP_KIND_PICTURE] = RGB (0x727a85),
      [KONTOR_MAP_KIND_LINK] = RGB (0x78aeed),
    },
  },
  [KONTOR_MAP_TONE_PRINT] = {
    .ground = RGB (0xffffff), .text = RGB (0x000000), .quiet = RGB (0x333333), .line = RGB (0x000000),
    .accent = RGB (0x000000), .passed = RGB (0x000000), .warning = RGB (0x000000), .error = RGB (0x000000),
    .fill = {
      [KONTOR_MAP_KIND_START] = RGB (0xffffff), [KONTOR_MAP_KIND_END] = RGB (0xffffff),
      [KONTOR_MAP_KIND_ACTION] = RGB (0xffffff), [KONTOR_MAP_KIND_CONDITION] = RGB (0xffffff),
      [KONTOR_MAP_KIND_CHOICE] = RGB (0xffffff), [KONTOR_MAP_KIND_SPLIT] = RGB (0x000000),
      [KONTOR_MAP_KIND_MERGE] = RGB (0x000000), [KONTOR_MAP_KIND_PROCESSING] = RGB (0xf2f2f2),
      [KONTOR_MAP_KIND_NESTED] = RGB (0xffffff), [KONTOR_MAP_KIND_TIMER] = RGB (0xffffff),
      [KONTOR_MAP_KIND_EVENT] = RGB (0xffffff), [KONTOR_MAP_KIND_NOTE] = RGB (0xffffff),
      [KONTOR_MAP_KIND_GROUP] = RGB (0xffffff), [KONTOR_MAP_KIND_PICTURE] = RGB (0xffffff),
      [KONTOR_MAP_KIND_LINK] = RGB (0xffffff),
    },
  },
};

const KontorMapPalette *
kontor_map_palette_get (KontorMapTone tone)
{
  return &palettes[tone];
}

void
kontor_map_use (cairo_t *cr, KontorMapColour colour, double alpha)
{
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, alpha);
}

static void
rounded (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  radius = MIN (radius, MIN (width, height) / 2);
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI_2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

void
kontor_map_shape_outline (cairo_t *cr, const KontorMapItem *item, double grow)
{
  double x = item->x - grow, y = item->y - grow, width = item->width + 2 * grow, height = item->height + 2 * grow;
  double slant = MIN (width / 5, 22);

  switch (item->kind)
    {
    case KONTOR_MAP_KIND_START:
    case KONTOR_MAP_KIND_END:
    case KONTOR_MAP_KIND_TIMER:
    case KONTOR_MAP_KIND_EVENT:
      cairo_new_sub_path (cr);
      cairo_arc (cr, x + width / 2, y + height / 2, MIN (width, height) / 2, 0, 2 * G_PI);
      cairo_close_path (cr);
      break;
    case KONTOR_MAP_KIND_CONDITION:
      cairo_move_to (cr, x + width / 2, y);
      cairo_line_to (cr, x + width, y + height / 2);
      cairo_line_to (cr, x + width / 2, y + height);
      cairo_line_to (cr, x, y + height / 2);
      cairo_close_path (cr);
      break;
    case KONTOR_MAP_KIND_CHOICE:
      cairo_move_to (cr, x + slant, y);
      cairo_line_to (cr, x + width - slant, y);
      cairo_line_to (cr, x + width, y + height / 2);
      cairo_line_to (cr, x + width - slant, y + height);
      cairo_line_to (cr, x + slant, y + height);
      cairo_line_to (cr, x, y + height / 2);
      cairo_close_path (cr);
      break;
    case KONTOR_MAP_KIND_SPLIT:
    case KONTOR_MAP_KIND_MERGE:
      rounded (cr, x, y, width, height, 4 + grow);
      break;
    case KONTOR_MAP_KIND_NOTE:
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, x + width - 14, y);
      cairo_line_to (cr, x + width, y + 14);
      cairo_line_to (cr, x + width, y + height);
      cairo_line_to (cr, x, y + height);
      cairo_close_path (cr);
      break;
    case KONTOR_MAP_KIND_ACTION:
    case KONTOR_MAP_KIND_PROCESSING:
    case KONTOR_MAP_KIND_NESTED:
    case KONTOR_MAP_KIND_GROUP:
    case KONTOR_MAP_KIND_PICTURE:
    case KONTOR_MAP_KIND_LINK:
    case KONTOR_MAP_KIND_FLOW:
    default:
      rounded (cr, x, y, width, height, 9 + grow);
      break;
    }
}

static void
gear (cairo_t *cr, double x, double y, double radius)
{
  for (guint i = 0; i < 8; i++)
    {
      double angle = i * G_PI / 4;

      cairo_move_to (cr, x + cos (angle) * radius * 0.65, y + sin (angle) * radius * 0.65);
      cairo_line_to (cr, x + cos (angle) * radius, y + sin (angle) * radius);
    }
  cairo_set_line_width (cr, radius * 0.36);
  cairo_stroke (cr);
  cairo_arc (cr, x, y, radius * 0.55, 0, 2 * G_PI);
  cairo_set_line_width (cr, radius * 0.34);
  cairo_stroke (cr);
}

/* Three short lines that part, or come together, on a bar. */
static void
fork_sign (cairo_t *cr, const KontorMapItem *item, gboolean parts)
{
  double x = item->x + item->width / 2, y = item->y + item->height / 2;
  double near = parts ? x - 5 : x + 5, far = parts ? x + 5 : x - 5;

  cairo_move_to (cr, near, y);
  cairo_line_to (cr, far, y - 6);
  cairo_move_to (cr, near, y);
  cairo_line_to (cr, far, y + 6);
  cairo_move_to (cr, near, y);
  cairo_line_to (cr, far, y);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

static void
end_sign (cairo_t *cr, const KontorMapItem *item, const KontorMapPalette *palette, KontorMapTone tone)
{
  double x = item->x + item->width / 2, y = item->y + item->height / 2;
  const char *outcome = kontor_map_item_get_text (item, "outcome");

  cairo_set_line_width (cr, 3);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (g_strcmp0 (outcome, "won") == 0)
    {
      cairo_move_to (cr, x - 7, y + 0.5);
      cairo_line_to (cr, x - 2, y + 6);
      cairo_line_to (cr, x + 7, y - 5.5);
      cairo_stroke (cr);
    }
  else if (g_strcmp0 (outcome, "lost") == 0)
    {
      cairo_move_to (cr, x - 5.5, y - 5.5);
      cairo_line_to (cr, x + 5.5, y + 5.5);
      cairo_move_to (cr, x + 5.5, y - 5.5);
      cairo_line_to (cr, x - 5.5, y + 5.5);
      cairo_stroke (cr);
    }
  else
    {
      rounded (cr, x - 6, y - 6, 12, 12, 2);
      cairo_fill (cr);
    }
}

static void
clock_sign (cairo_t *cr, const KontorMapItem *item)
{
  double x = item->x + item->width / 2, y = item->y + item->height / 2, radius = MIN (item->width, item->height) / 2;

  for (guint i = 0; i < 12; i++)
    {
      double angle = i * G_PI / 6;

      cairo_move_to (cr, x + cos (angle) * radius * 0.74, y + sin (angle) * radius * 0.74);
      cairo_line_to (cr, x + cos (angle) * radius * 0.84, y + sin (angle) * radius * 0.84);
    }
  cairo_set_line_width (cr, 1.2);
  cairo_stroke (cr);
  cairo_move_to (cr, x, y - radius * 0.55);
  cairo_line_to (cr, x, y);
  cairo_line_to (cr, x + radius * 0.4, y + radius * 0.15);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
}

static void
event_sign (cairo_t *cr, const KontorMapItem *item)
{
  double x = item->x + item->width / 2, y = item->y + item->height / 2, radius = MIN (item->width, item->height) / 2;

  cairo_arc (cr, x, y, radius - 4, 0, 2 * G_PI);
  cairo_set_line_width (cr, 1.2);
  cairo_stroke (cr);
  for (guint i = 0; i < 5; i++)
    {
      double angle = -G_PI_2 + i * 2 * G_PI / 5;

      cairo_line_to (cr, x + cos (angle) * radius * 0.5, y + sin (angle) * radius * 0.5);
    }
  cairo_close_path (cr);
  cairo_set_line_width (cr, 1.6);
  cairo_stroke (cr);
}

/* Hills below a sun. */
static void
picture_sign (cairo_t *cr, const KontorMapItem *item)
{
  cairo_move_to (cr, item->x + item->width * 0.15, item->y + item->height * 0.8);
  cairo_line_to (cr, item->x + item->width * 0.4, item->y + item->height * 0.4);
  cairo_line_to (cr, item->x + item->width * 0.6, item->y + item->height * 0.65);
  cairo_line_to (cr, item->x + item->width * 0.7, item->y + item->height * 0.52);
  cairo_line_to (cr, item->x + item->width * 0.88, item->y + item->height * 0.8);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_arc (cr, item->x + item->width * 0.72, item->y + item->height * 0.28, MIN (item->width, item->height) * 0.08, 0, 2 * G_PI);
  cairo_fill (cr);
}

/* An arrow that leaves a box. */
static void
link_sign (cairo_t *cr, double x, double y, KontorMapColour colour)
{
  kontor_map_use (cr, colour, 1);
  cairo_move_to (cr, x + 4, y - 4);
  cairo_line_to (cr, x, y - 4);
  cairo_line_to (cr, x, y + 5);
  cairo_line_to (cr, x + 9, y + 5);
  cairo_line_to (cr, x + 9, y + 1);
  cairo_move_to (cr, x + 4, y + 1);
  cairo_line_to (cr, x + 10, y - 5);
  cairo_move_to (cr, x + 6, y - 5);
  cairo_line_to (cr, x + 10, y - 5);
  cairo_line_to (cr, x + 10, y - 1);
  cairo_set_line_width (cr, 1.4);
  cairo_stroke (cr);
}

/* Colours a person gave a point are those of the kinds, so that they fit every tone. */
void
kontor_map_shape_colour (const KontorMapItem *item, const KontorMapPalette *palette, KontorMapColour *fill, KontorMapColour *edge)
{
  static const struct { const char *name; KontorMapKind kind; } likes[] = {
    { "blue", KONTOR_MAP_KIND_ACTION }, { "green", KONTOR_MAP_KIND_START }, { "yellow", KONTOR_MAP_KIND_CONDITION },
    { "purple", KONTOR_MAP_KIND_PROCESSING }, { "grey", KONTOR_MAP_KIND_TIMER },
  };
  const char *name = kontor_map_item_get_text (item, "color");

  for (guint i = 0; i < G_N_ELEMENTS (likes); i++)
    if (g_strcmp0 (name, likes[i].name) == 0)
      {
        *fill = palette->fill[likes[i].kind];
        *edge = palette->edge[likes[i].kind];
      }
  if (g_strcmp0 (name, "red") == 0)
    {
      const double part = 0.16;

      *edge = palette->error;
      fill->red = palette->ground.red * (1 - part) + palette->error.red * part;
      fill->green = palette->ground.green * (1 - part) + palette->error.green * part;
      fill->blue = palette->ground.blue * (1 - part) + palette->error.blue * part;
    }
}

void
kontor_map_shape_draw (cairo_t *cr, const KontorMapItem *item, const KontorMapPalette *palette)
{
  KontorMapColour edge = palette->edge[item->kind];
  KontorMapColour fill = palette->fill[item->kind];
  const char *outcome = kontor_map_item_get_text (item, "outcome");

  if (item->kind == KONTOR_MAP_KIND_END && g_strcmp0 (outcome, "won") == 0)
    edge = palette->passed;
  else if (item->kind == KONTOR_MAP_KIND_END && g_strcmp0 (outcome, "lost") == 0)
    edge = palette->error;
  if (item->kind != KONTOR_MAP_KIND_SPLIT && item->kind != KONTOR_MAP_KIND_MERGE)
    kontor_map_shape_colour (item, palette, &fill, &edge);

  /* A link is words, without a box. */
  if (item->kind == KONTOR_MAP_KIND_LINK)
    {
      link_sign (cr, item->x + 6, item->y + item->height / 2, edge);
      return;
    }
  kontor_map_shape_outline (cr, item, 0);
  kontor_map_use (cr, fill, item->kind == KONTOR_MAP_KIND_GROUP ? 0.6 : 1);
  cairo_fill_preserve (cr);
  kontor_map_use (cr, edge, 1);
  cairo_set_line_width (cr, item->kind == KONTOR_MAP_KIND_END ? 3 : 1.5);
  if (item->kind == KONTOR_MAP_KIND_GROUP)
    cairo_set_dash (cr, (double[]) { 6, 4 }, 2, 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);

  switch (item->kind)
    {
    case KONTOR_MAP_KIND_START:
      cairo_move_to (cr, item->x + item->width / 2 - 5, item->y + item->height / 2 - 7.5);
      cairo_line_to (cr, item->x + item->width / 2 + 8, item->y + item->height / 2);
      cairo_line_to (cr, item->x + item->width / 2 - 5, item->y + item->height / 2 + 7.5);
      cairo_close_path (cr);
      cairo_fill (cr);
      break;
    case KONTOR_MAP_KIND_END:
      end_sign (cr, item, palette, 0);
      break;
    case KONTOR_MAP_KIND_SPLIT:
    case KONTOR_MAP_KIND_MERGE:
      kontor_map_use (cr, palette->ground, 1);
      fork_sign (cr, item, item->kind == KONTOR_MAP_KIND_SPLIT);
      break;
    case KONTOR_MAP_KIND_PROCESSING:
      gear (cr, item->x + 14, item->y + 14, 7);
      break;
    case KONTOR_MAP_KIND_NESTED:
      kontor_map_shape_outline (cr, item, -4);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
      break;
    case KONTOR_MAP_KIND_TIMER:
      clock_sign (cr, item);
      break;
    case KONTOR_MAP_KIND_EVENT:
      event_sign (cr, item);
      break;
    case KONTOR_MAP_KIND_PICTURE:
      if (kontor_map_item_get_node (item, "picture") == NULL)
        picture_sign (cr, item);
      break;
    case KONTOR_MAP_KIND_NOTE:
      cairo_move_to (cr, item->x + item->width - 14, item->y);
      cairo_line_to (cr, item->x + item->width - 14, item->y + 14);
      cairo_line_to (cr, item->x + item->width, item->y + 14);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
      break;
    case KONTOR_MAP_KIND_ACTION:
    case KONTOR_MAP_KIND_CONDITION:
    case KONTOR_MAP_KIND_CHOICE:
    case KONTOR_MAP_KIND_GROUP:
    case KONTOR_MAP_KIND_LINK:
    case KONTOR_MAP_KIND_FLOW:
    default:
      break;
    }
}

void
kontor_map_shape_person (cairo_t *cr, double x, double y)
{
  cairo_arc (cr, x + 4.5, y + 3, 2.4, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + 4.5, y + 10.5, 4.2, G_PI, 2 * G_PI);
  cairo_close_path (cr);
  cairo_fill (cr);
}

void
kontor_map_shape_sheet (cairo_t *cr, double x, double y)
{
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + 6, y);
  cairo_line_to (cr, x + 9, y + 3);
  cairo_line_to (cr, x + 9, y + 12);
  cairo_line_to (cr, x, y + 12);
  cairo_close_path (cr);
  cairo_move_to (cr, x + 2, y + 6.5);
  cairo_line_to (cr, x + 7, y + 6.5);
  cairo_move_to (cr, x + 2, y + 9);
  cairo_line_to (cr, x + 7, y + 9);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

void
kontor_map_shape_gear (cairo_t *cr, double x, double y, KontorMapColour colour)
{
  kontor_map_use (cr, colour, 1);
  gear (cr, x, y, 7);
}
