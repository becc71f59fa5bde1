#include "config.h"

#include <math.h>

#include <glib/gi18n.h>
#include <pango/pangocairo.h>

#include "draw/map-image.h"
#include "draw/route-map-picture.h"
#include "draw/route-map-shapes.h"
#include "route/map-illustration.h"
#include "route/map-link.h"

#define CORNER     7.0
#define LABEL_SIZE 12

struct _KontorRouteMapPicture
{
  GObject     parent_instance;

  KontorMapTone tone;
  char         *subject;
  GHashTable   *names;
  GHashTable   *marks;
  /* How wide the words on lines are. */
  GHashTable   *widths;
  GHashTable   *figures;
  /* key -> how many */
  GHashTable   *comments;
  /* hash -> Image */
  GHashTable   *images;
};

typedef struct
{
  GBytes          *content;
  /* NULL where it cannot be read. */
  cairo_surface_t *surface;
} Image;

typedef struct
{
  char   *text;
  double  heat;
} Figure;

G_DEFINE_FINAL_TYPE (KontorRouteMapPicture, kontor_route_map_picture, G_TYPE_OBJECT)

static void
figure_free (Figure *figure)
{
  g_free (figure->text);
  g_free (figure);
}

static void
image_free (Image *image)
{
  g_bytes_unref (image->content);
  g_clear_pointer (&image->surface, cairo_surface_destroy);
  g_free (image);
}

static void
kontor_route_map_picture_finalize (GObject *object)
{
  KontorRouteMapPicture *self = KONTOR_ROUTE_MAP_PICTURE (object);

  g_hash_table_unref (self->names);
  g_hash_table_unref (self->marks);
  g_hash_table_unref (self->widths);
  g_hash_table_unref (self->figures);
  g_hash_table_unref (self->comments);
  g_hash_table_unref (self->images);
  g_free (self->subject);
  G_OBJECT_CLASS (kontor_route_map_picture_parent_class)->finalize (object);
}

static void
kontor_route_map_picture_class_init (KontorRouteMapPictureClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_route_map_picture_finalize;
}

static void
kontor_route_map_picture_init (KontorRouteMapPicture *self)
{
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->widths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->figures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) figure_free);
  self->comments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->images = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) image_free);
}

KontorRouteMapPicture *
kontor_route_map_picture_new (KontorMapTone tone)
{
  KontorRouteMapPicture *self = g_object_new (KONTOR_TYPE_ROUTE_MAP_PICTURE, NULL);

  self->tone = tone;
  return self;
}

KontorRouteMapPicture *
kontor_route_map_picture_copy (KontorRouteMapPicture *self, KontorMapTone tone)
{
  KontorRouteMapPicture *copy = kontor_route_map_picture_new (tone);
  GHashTableIter iter;
  gpointer id, name, image;

  /* A surface belongs to one thread. */
  g_hash_table_iter_init (&iter, self->images);
  while (g_hash_table_iter_next (&iter, NULL, &image))
    kontor_route_map_picture_set_image (copy, ((Image *) image)->content);
  g_hash_table_iter_init (&iter, self->names);
  while (g_hash_table_iter_next (&iter, &id, &name))
    kontor_route_map_picture_set_name (copy, id, name);
  copy->subject = g_strdup (self->subject);
  return copy;
}

KontorMapTone
kontor_route_map_picture_get_tone (KontorRouteMapPicture *self)
{
  return self->tone;
}

void
kontor_route_map_picture_set_tone (KontorRouteMapPicture *self, KontorMapTone tone)
{
  self->tone = tone;
}

void
kontor_route_map_picture_set_subject (KontorRouteMapPicture *self, const char *subject)
{
  g_free (self->subject);
  self->subject = g_strdup (subject);
}

void
kontor_route_map_picture_set_comments (KontorRouteMapPicture *self, const char *key, guint n)
{
  if (n == 0)
    g_hash_table_remove (self->comments, key);
  else
    g_hash_table_insert (self->comments, g_strdup (key), GUINT_TO_POINTER (n));
}

guint
kontor_route_map_picture_get_comments (KontorRouteMapPicture *self, const char *key)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->comments, key));
}

void
kontor_route_map_picture_clear_comments (KontorRouteMapPicture *self)
{
  g_hash_table_remove_all (self->comments);
}

void
kontor_route_map_picture_set_image (KontorRouteMapPicture *self, GBytes *content)
{
  Image *image = g_new0 (Image, 1);

  image->content = g_bytes_ref (content);
  image->surface = kontor_map_image_decode (content, NULL);
  g_hash_table_insert (self->images, kontor_map_image_get_hash (content), image);
}

GBytes *
kontor_route_map_picture_get_image (KontorRouteMapPicture *self, const char *hash)
{
  Image *image = g_hash_table_lookup (self->images, hash);

  return image != NULL ? image->content : NULL;
}

static cairo_surface_t *
find_image (KontorRouteMapPicture *self, const KontorMapItem *item)
{
  g_autofree char *hash = kontor_map_illustration_get_hash (item);
  Image *image = hash != NULL ? g_hash_table_lookup (self->images, hash) : NULL;

  return image != NULL ? image->surface : NULL;
}

const char *
kontor_route_map_picture_get_subject (KontorRouteMapPicture *self)
{
  return self->subject;
}

void
kontor_route_map_picture_set_name (KontorRouteMapPicture *self, const char *id, const char *name)
{
  g_hash_table_insert (self->names, g_strdup (id), g_strdup (name));
}

void
kontor_route_map_picture_set_mark (KontorRouteMapPicture *self, const char *key, KontorMapMark mark)
{
  if (mark == KONTOR_MAP_MARK_NONE)
    g_hash_table_remove (self->marks, key);
  else
    g_hash_table_insert (self->marks, g_strdup (key), GUINT_TO_POINTER (mark));
}

KontorMapMark
kontor_route_map_picture_get_mark (KontorRouteMapPicture *self, const char *key)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->marks, key));
}

void
kontor_route_map_picture_clear_marks (KontorRouteMapPicture *self)
{
  g_hash_table_remove_all (self->marks);
}

void
kontor_route_map_picture_set_figure (KontorRouteMapPicture *self, const char *key, const char *text, double heat)
{
  Figure *figure;

  if (text == NULL)
    {
      g_hash_table_remove (self->figures, key);
      return;
    }
  figure = g_new0 (Figure, 1);
  figure->text = g_strdup (text);
  figure->heat = CLAMP (heat, 0, 1);
  g_hash_table_insert (self->figures, g_strdup (key), figure);
}

void
kontor_route_map_picture_clear_figures (KontorRouteMapPicture *self)
{
  g_hash_table_remove_all (self->figures);
}

/* The record that a map is about, whose manager and author do the steps. */
static const struct { const char *subject, *manager, *author; } records[] = {
  { "deal", N_("Manager of the deal"), N_("Author of the deal") },
  { "partner", N_("Partner’s manager"), N_("Who entered the partner") },
  { "offer", N_("Offer’s manager"), N_("Author of the offer") },
  { "claim", N_("Claim’s manager"), N_("Who entered the claim") },
  { "assignment", N_("Who does the assignment"), N_("Who gave the assignment") },
  { "employee", N_("The employee"), N_("Who entered the employee") },
  { NULL, N_("Record’s manager"), N_("Who entered the record") },
};

const char *
kontor_map_performer_get_label (const char *subject, const char *kind, const char *role)
{
  guint record = 0;

  while (records[record].subject != NULL && g_strcmp0 (records[record].subject, subject) != 0)
    record++;
  if (g_strcmp0 (kind, "head") == 0)
    return _("Head of the team");
  if (g_strcmp0 (kind, "author") == 0)
    return _(records[record].author);
  if (g_strcmp0 (kind, "starter") == 0)
    return _("Who started it");
  if (g_strcmp0 (kind, "owner") == 0)
    return _("Owner of the map");
  if (g_strcmp0 (kind, "field") == 0)
    return _("Named in the record");
  if (g_strcmp0 (kind, "role") == 0)
    return g_strcmp0 (role, "administrator") == 0 ? _("An administrator")
           : g_strcmp0 (role, "head") == 0 ? _("Head of the team") : _("Any seller of the team");
  return _(records[record].manager);
}

char *
kontor_route_map_picture_get_performer (KontorRouteMapPicture *self, const KontorMapItem *point)
{
  JsonNode *node = kontor_map_item_get_node (point, "performer");
  JsonObject *performer = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *kind = performer != NULL ? json_object_get_string_member_with_default (performer, "kind", "") : "";
  const char *id;

  if (g_strcmp0 (kind, "employee") == 0)
    {
      id = g_hash_table_lookup (self->names, json_object_get_string_member_with_default (performer, "id", ""));
      return g_strdup (id != NULL ? id : _("An employee"));
    }
  if (g_strcmp0 (kind, "field") == 0)
    {
      id = g_hash_table_lookup (self->names, json_object_get_string_member_with_default (performer, "path", ""));
      return g_strdup (id != NULL ? id : kontor_map_performer_get_label (self->subject, kind, NULL));
    }
  if (performer != NULL && json_object_has_member (performer, "team"))
    {
      id = g_hash_table_lookup (self->names, json_object_get_string_member_with_default (performer, "team", ""));
      if (id != NULL)
        return g_strdup_printf ("%s, %s", kontor_map_performer_get_label (self->subject, kind, json_object_get_string_member_with_default (performer, "role", "")), id);
    }
  return g_strdup (kontor_map_performer_get_label (self->subject, kind,
           performer != NULL ? json_object_get_string_member_with_default (performer, "role", "") : ""));
}

static PangoLayout *
make_layout (cairo_t *cr, const char *text, double size, PangoWeight weight, double width)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  cairo_font_options_t *options = cairo_font_options_create ();
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Cantarell, Sans");

  /* The same spacing at every scale: no rounding to whole pixels. */
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  pango_cairo_context_set_font_options (pango_layout_get_context (layout), options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (pango_layout_get_context (layout), FALSE);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, weight);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  if (width > 0)
    {
      pango_layout_set_width (layout, width * PANGO_SCALE);
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
    }
  return layout;
}

PangoLayout *
kontor_map_make_text (cairo_t *cr, const char *text, double size, PangoWeight weight, double width)
{
  return make_layout (cr, text, size, weight, width);
}

/* Text in the middle of a box, as many lines as fit. */
static double
draw_text (cairo_t *cr, const char *text, double size, PangoWeight weight,
           double x, double y, double width, double height)
{
  g_autoptr (PangoLayout) layout = NULL;
  int text_height;

  if (*text == '\0')
    return 0;
  layout = make_layout (cr, text, size, weight, width);
  pango_layout_set_height (layout, -MAX (1, (int) (height / (size * 1.3))));
  pango_layout_get_pixel_size (layout, NULL, &text_height);
  cairo_move_to (cr, x, y + MAX (0, (height - text_height) / 2));
  pango_cairo_show_layout (cr, layout);
  return text_height;
}

/* Whether words as wide as the box would lie on the sign in its corner. */
static gboolean
meets_sign (cairo_t *cr, const char *text, const KontorMapItem *item, double height, double sign_width, double sign_height)
{
  g_autoptr (PangoLayout) layout = make_layout (cr, text, 13, PANGO_WEIGHT_MEDIUM, item->width - 16);
  PangoRectangle words;

  pango_layout_set_height (layout, -MAX (1, (int) (height / (13 * 1.3))));
  pango_layout_get_pixel_extents (layout, NULL, &words);
  return 8 + words.x < sign_width && 3 + (height - words.height) / 2 < sign_height;
}

static void
draw_box_words (KontorRouteMapPicture *self, cairo_t *cr, const KontorMapItem *item, const KontorMapPalette *palette)
{
  const char *name = kontor_map_item_get_text (item, "name");
  gboolean captioned = item->kind == KONTOR_MAP_KIND_ACTION;
  JsonNode *wanted = kontor_map_item_get_node (item, "requires");
  gboolean document = wanted != NULL && JSON_NODE_HOLDS_ARRAY (wanted) && json_array_get_length (json_node_get_array (wanted)) > 0;

  double height = item->height - (captioned ? 22 : 8), left = 8;

  if (item->kind == KONTOR_MAP_KIND_PROCESSING && meets_sign (cr, name, item, height, 24, 24))
    left = 25;
  else if (captioned && document && meets_sign (cr, name, item, height, 19, 22))
    left = 21;
  kontor_map_use (cr, palette->text, 1);
  draw_text (cr, name, 13, PANGO_WEIGHT_MEDIUM, item->x + left, item->y + (captioned ? 3 : 4), item->width - left - 8, height);
  if (captioned)
    {
      g_autofree char *performer = kontor_route_map_picture_get_performer (self, item);
      g_autoptr (PangoLayout) layout = make_layout (cr, performer, 11, PANGO_WEIGHT_NORMAL, item->width - 30);
      int width;

      pango_layout_set_height (layout, -1);
      pango_layout_get_pixel_size (layout, &width, NULL);
      kontor_map_use (cr, palette->quiet, 1);
      cairo_move_to (cr, item->x + 21, item->y + item->height - 19);
      pango_cairo_show_layout (cr, layout);
      kontor_map_shape_person (cr, item->x + 21 + (item->width - 30 - width) / 2 - 12,
                               item->y + item->height - 17);
      if (document)
        kontor_map_shape_sheet (cr, item->x + 7, item->y + 7);
    }
}

/* Maps that were drawn elsewhere have gateways too small for words. */
static gboolean
is_too_small (const KontorMapItem *item)
{
  return (item->kind == KONTOR_MAP_KIND_CONDITION || item->kind == KONTOR_MAP_KIND_CHOICE
          || item->kind == KONTOR_MAP_KIND_PROCESSING || item->kind == KONTOR_MAP_KIND_NESTED) && item->width < 70;
}

/* Words that lead somewhere; in a PDF they do. */
static void
draw_link (cairo_t *cr, const KontorMapItem *item, const KontorMapPalette *palette)
{
  const char *address = kontor_map_item_get_text (item, "address"), *text = kontor_map_item_get_text (item, "text");
  g_autofree char *whole = kontor_map_link_resolve (address);
  g_autofree char *escaped = whole != NULL ? g_uri_escape_string (whole, ":/?#[]@!$&()*+,;=%", FALSE) : NULL;
  g_autofree char *tag = escaped != NULL ? g_strdup_printf ("uri='%s'", escaped) : NULL;
  g_autoptr (PangoLayout) layout = make_layout (cr, *text != '\0' ? text : address, 12.5, PANGO_WEIGHT_NORMAL, item->width - 26);
  PangoAttrList *attributes = pango_attr_list_new ();
  int height;

  pango_attr_list_insert (attributes, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_alignment (layout, PANGO_ALIGN_LEFT);
  pango_layout_set_height (layout, -MAX (1, (int) (item->height / (12.5 * 1.3))));
  pango_layout_get_pixel_size (layout, NULL, &height);
  kontor_map_use (cr, palette->edge[item->kind], 1);
  cairo_move_to (cr, item->x + 22, item->y + MAX (0, (item->height - height) / 2));
  if (tag != NULL)
    cairo_tag_begin (cr, CAIRO_TAG_LINK, tag);
  pango_cairo_show_layout (cr, layout);
  if (tag != NULL)
    cairo_tag_end (cr, CAIRO_TAG_LINK);
}

/* As large as fits into its frame, undistorted. */
static void
draw_image (KontorRouteMapPicture *self, cairo_t *cr, const KontorMapItem *item, const KontorMapPalette *palette)
{
  cairo_surface_t *surface = find_image (self, item);
  double width, height, scale;

  if (surface == NULL)
    {
      kontor_map_use (cr, palette->quiet, 1);
      draw_text (cr, kontor_map_item_get_text (item, "text"), 12, PANGO_WEIGHT_NORMAL, item->x + 8, item->y + 6, item->width - 16, item->height - 12);
      return;
    }
  width = cairo_image_surface_get_width (surface);
  height = cairo_image_surface_get_height (surface);
  scale = MIN (item->width / width, item->height / height);
  cairo_save (cr);
  cairo_translate (cr, item->x + (item->width - width * scale) / 2, item->y + (item->height - height * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_paint (cr);
  cairo_restore (cr);
}

static void
draw_words (KontorRouteMapPicture *self, cairo_t *cr, const KontorMapItem *item, const KontorMapPalette *palette)
{
  const char *name = kontor_map_item_get_text (item, "name");

  if (is_too_small (item))
    {
      kontor_map_use (cr, palette->quiet, 1);
      draw_text (cr, name, 12, PANGO_WEIGHT_NORMAL, item->x + item->width / 2 - 60, item->y + item->height + 4, 120, 32);
      return;
    }
  switch (item->kind)
    {
    case KONTOR_MAP_KIND_ACTION:
    case KONTOR_MAP_KIND_PROCESSING:
    case KONTOR_MAP_KIND_NESTED:
      draw_box_words (self, cr, item, palette);
      break;
    case KONTOR_MAP_KIND_CONDITION:
      kontor_map_use (cr, palette->text, 1);
      draw_text (cr, name, 12.5, PANGO_WEIGHT_MEDIUM, item->x + item->width * 0.19, item->y + item->height * 0.2,
                 item->width * 0.62, item->height * 0.6);
      break;
    case KONTOR_MAP_KIND_CHOICE:
      kontor_map_use (cr, palette->text, 1);
      draw_text (cr, name, 13, PANGO_WEIGHT_MEDIUM, item->x + 18, item->y + 4, item->width - 36, item->height - 8);
      break;
    case KONTOR_MAP_KIND_START:
    case KONTOR_MAP_KIND_END:
    case KONTOR_MAP_KIND_TIMER:
    case KONTOR_MAP_KIND_EVENT:
    case KONTOR_MAP_KIND_SPLIT:
    case KONTOR_MAP_KIND_MERGE:
      kontor_map_use (cr, palette->quiet, 1);
      draw_text (cr, name, 12, PANGO_WEIGHT_NORMAL, item->x + item->width / 2 - 60, item->y + item->height + 4, 120, 16);
      break;
    case KONTOR_MAP_KIND_NOTE:
      kontor_map_use (cr, palette->text, 1);
      draw_text (cr, kontor_map_item_get_text (item, "text"), 12, PANGO_WEIGHT_NORMAL,
                 item->x + 8, item->y + 6, item->width - 16, item->height - 12);
      break;
    case KONTOR_MAP_KIND_GROUP:
      kontor_map_use (cr, palette->quiet, 1);
      draw_text (cr, kontor_map_item_get_text (item, "text"), 12, PANGO_WEIGHT_SEMIBOLD, item->x + 10, item->y + 5, item->width - 20, 16);
      break;
    case KONTOR_MAP_KIND_LINK:
      draw_link (cr, item, palette);
      break;
    case KONTOR_MAP_KIND_PICTURE:
      draw_image (self, cr, item, palette);
      break;
    case KONTOR_MAP_KIND_FLOW:
    default:
      break;
    }
}

static void
draw_badge (cairo_t *cr, const KontorMapItem *item, KontorMapColour colour, KontorMapColour ground, KontorMapMark sign)
{
  double x = item->x + item->width - 2, y = item->y + 2;

  if (item->kind == KONTOR_MAP_KIND_CONDITION)
    {
      x = item->x + item->width * 0.75;
      y = item->y + item->height * 0.22;
    }
  cairo_arc (cr, x, y, 8.5, 0, 2 * G_PI);
  kontor_map_use (cr, ground, 1);
  cairo_fill (cr);
  cairo_arc (cr, x, y, 7.5, 0, 2 * G_PI);
  kontor_map_use (cr, colour, 1);
  cairo_fill (cr);
  kontor_map_use (cr, ground, 1);
  cairo_set_line_width (cr, 1.8);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  switch (sign)
    {
    case KONTOR_MAP_MARK_PASSED:
      cairo_move_to (cr, x - 3.5, y + 0.3);
      cairo_line_to (cr, x - 1, y + 3);
      cairo_line_to (cr, x + 3.5, y - 2.8);
      break;
    case KONTOR_MAP_MARK_STOPPED:
      cairo_move_to (cr, x - 2.2, y - 3);
      cairo_line_to (cr, x - 2.2, y + 3);
      cairo_move_to (cr, x + 2.2, y - 3);
      cairo_line_to (cr, x + 2.2, y + 3);
      break;
    case KONTOR_MAP_MARK_CURRENT:
      cairo_move_to (cr, x - 2, y - 3.5);
      cairo_line_to (cr, x + 3, y);
      cairo_line_to (cr, x - 2, y + 3.5);
      cairo_close_path (cr);
      cairo_fill_preserve (cr);
      break;
    case KONTOR_MAP_MARK_ADDED:
      cairo_move_to (cr, x - 3.6, y);
      cairo_line_to (cr, x + 3.6, y);
      cairo_move_to (cr, x, y - 3.6);
      cairo_line_to (cr, x, y + 3.6);
      break;
    case KONTOR_MAP_MARK_REMOVED:
      cairo_move_to (cr, x - 3.6, y);
      cairo_line_to (cr, x + 3.6, y);
      break;
    case KONTOR_MAP_MARK_CHANGED:
      cairo_move_to (cr, x - 3.4, y - 1.6);
      cairo_line_to (cr, x + 3.4, y - 1.6);
      cairo_move_to (cr, x - 3.4, y + 1.6);
      cairo_line_to (cr, x + 3.4, y + 1.6);
      cairo_move_to (cr, x + 1.8, y - 4);
      cairo_line_to (cr, x - 1.8, y + 4);
      break;
    case KONTOR_MAP_MARK_MOVED:
      cairo_move_to (cr, x - 4, y);
      cairo_line_to (cr, x + 4, y);
      cairo_move_to (cr, x + 1.5, y - 2.5);
      cairo_line_to (cr, x + 4, y);
      cairo_line_to (cr, x + 1.5, y + 2.5);
      break;
    case KONTOR_MAP_MARK_ERROR:
    case KONTOR_MAP_MARK_WARNING:
    case KONTOR_MAP_MARK_SELECTED:
    case KONTOR_MAP_MARK_TARGET:
    case KONTOR_MAP_MARK_NONE:
    default:
      cairo_move_to (cr, x, y - 3.8);
      cairo_line_to (cr, x, y + 0.6);
      cairo_move_to (cr, x, y + 3.6);
      cairo_line_to (cr, x, y + 3.7);
      break;
    }
  cairo_stroke (cr);
}

/* What only one of two versions has, or has otherwise; 0 where both agree. */
static KontorMapMark
difference_of (KontorMapMark mark)
{
  static const KontorMapMark marks[] = { KONTOR_MAP_MARK_ADDED, KONTOR_MAP_MARK_REMOVED, KONTOR_MAP_MARK_CHANGED,
                                         KONTOR_MAP_MARK_MOVED };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if ((mark & marks[i]) != 0)
      return marks[i];
  return KONTOR_MAP_MARK_NONE;
}

static KontorMapColour
difference_colour (const KontorMapPalette *palette, KontorMapMark difference)
{
  return difference == KONTOR_MAP_MARK_ADDED ? palette->passed
         : difference == KONTOR_MAP_MARK_REMOVED ? palette->error
         : difference == KONTOR_MAP_MARK_CHANGED ? palette->warning : palette->accent;
}

/* A frame around what is different: its sign tells without the colour. */
static void
draw_difference (cairo_t *cr, const KontorMapItem *item, const KontorMapPalette *palette, KontorMapMark difference)
{
  KontorMapColour colour = difference_colour (palette, difference);

  kontor_map_shape_outline (cr, item, 5);
  kontor_map_use (cr, colour, difference == KONTOR_MAP_MARK_MOVED ? 0.1 : 0.2);
  cairo_fill_preserve (cr);
  kontor_map_use (cr, colour, 1);
  cairo_set_line_width (cr, 2.5);
  if (difference == KONTOR_MAP_MARK_REMOVED)
    cairo_set_dash (cr, (double[]) { 5, 3 }, 2, 0);
  else if (difference == KONTOR_MAP_MARK_MOVED)
    cairo_set_dash (cr, (double[]) { 1.5, 3 }, 2, 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_glow (cairo_t *cr, const KontorMapItem *item, const KontorMapPalette *palette, double heat)
{
  for (guint i = 3; i > 0; i--)
    {
      kontor_map_shape_outline (cr, item, 4.0 * i);
      kontor_map_use (cr, palette->warning, heat * 0.3);
      cairo_fill (cr);
    }
}

/* A flag on the upper edge with what was counted: large, because whoever looks for
 * where it is hot looks at the whole map. */
static void
draw_figure (cairo_t *cr, const KontorMapItem *item, const KontorMapPalette *palette, const Figure *figure)
{
  g_autoptr (PangoLayout) layout = make_layout (cr, figure->text, 17, PANGO_WEIGHT_BOLD, 0);
  int width, height;
  double x, y, round;

  pango_layout_get_pixel_size (layout, &width, &height);
  x = item->x + (item->width - width) / 2;
  y = item->y - height * 0.7;
  round = height / 2.0;
  cairo_new_sub_path (cr);
  cairo_arc (cr, x, y + round, round, 0.5 * G_PI, 1.5 * G_PI);
  cairo_arc (cr, x + width, y + round, round, 1.5 * G_PI, 0.5 * G_PI);
  cairo_close_path (cr);
  kontor_map_use (cr, palette->ground, 1);
  cairo_fill_preserve (cr);
  kontor_map_use (cr, palette->warning, figure->heat * 0.35);
  cairo_fill_preserve (cr);
  kontor_map_use (cr, figure->heat > 0.5 ? palette->warning : palette->quiet, 1);
  cairo_set_line_width (cr, figure->heat > 0.5 ? 2 : 1.2);
  cairo_stroke (cr);
  kontor_map_use (cr, palette->text, 1);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

/* A bubble at the left corner, with how many. */
static void
draw_comments (cairo_t *cr, const KontorMapItem *item, const KontorMapPalette *palette, guint n)
{
  g_autofree char *text = g_strdup_printf ("%u", MIN (n, 99));
  g_autoptr (PangoLayout) layout = make_layout (cr, text, 10, PANGO_WEIGHT_BOLD, 0);
  double x = item->x - 4, y = item->y - 5, width, height = 15;
  int text_width, text_height;

  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  width = MAX (17, text_width + 9);
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + 4, y + 4, 4, G_PI, 1.5 * G_PI);
  cairo_arc (cr, x + width - 4, y + 4, 4, 1.5 * G_PI, 2 * G_PI);
  cairo_arc (cr, x + width - 4, y + height - 4, 4, 0, 0.5 * G_PI);
  cairo_line_to (cr, x + 9, y + height);
  cairo_line_to (cr, x + 4, y + height + 4.5);
  cairo_line_to (cr, x + 4, y + height);
  cairo_arc (cr, x + 4, y + height - 4, 4, 0.5 * G_PI, G_PI);
  cairo_close_path (cr);
  kontor_map_use (cr, palette->accent, 1);
  cairo_fill_preserve (cr);
  kontor_map_use (cr, palette->ground, 1);
  cairo_set_line_width (cr, 1.2);
  cairo_stroke (cr);
  cairo_move_to (cr, x + (width - text_width) / 2, y + (height - text_height) / 2);
  pango_cairo_show_layout (cr, layout);
}

void
kontor_route_map_picture_get_extents (KontorRouteMapPicture *self, const KontorMapItem *item,
                                      double *x, double *y, double *width, double *height)
{
  gboolean outside = item->kind == KONTOR_MAP_KIND_START || item->kind == KONTOR_MAP_KIND_END
                  || item->kind == KONTOR_MAP_KIND_TIMER || item->kind == KONTOR_MAP_KIND_EVENT
                  || item->kind == KONTOR_MAP_KIND_SPLIT || item->kind == KONTOR_MAP_KIND_MERGE || is_too_small (item);
  gboolean counted = g_hash_table_contains (self->figures, item->key);
  double half = outside || counted ? MAX (62, item->width / 2 + 14) : item->width / 2 + 14;

  *x = item->x + item->width / 2 - half;
  *y = item->y - (counted ? 22 : 14);
  *width = 2 * half;
  *height = item->height + (counted ? 36 : 28) + (outside ? 12 : 0);
}

void
kontor_route_map_picture_draw_item (KontorRouteMapPicture *self, cairo_t *cr, const KontorMapItem *item, gboolean small)
{
  const KontorMapPalette *palette = kontor_map_palette_get (self->tone);
  KontorMapMark mark = kontor_route_map_picture_get_mark (self, item->key);
  KontorMapMark difference = difference_of (mark);
  Figure *figure = g_hash_table_lookup (self->figures, item->key);
  guint n_comments = item->type == KONTOR_MAP_POINT ? kontor_route_map_picture_get_comments (self, item->key) : 0;

  cairo_save (cr);
  if (figure != NULL && figure->heat > 0)
    draw_glow (cr, item, palette, figure->heat);
  if (difference != 0)
    draw_difference (cr, item, palette, difference);
  if ((mark & KONTOR_MAP_MARK_CURRENT) != 0)
    {
      kontor_map_shape_outline (cr, item, 6);
      kontor_map_use (cr, (mark & KONTOR_MAP_MARK_STOPPED) != 0 ? palette->warning : palette->accent, 0.25);
      cairo_fill (cr);
      kontor_map_shape_outline (cr, item, 3);
      kontor_map_use (cr, (mark & KONTOR_MAP_MARK_STOPPED) != 0 ? palette->warning : palette->accent, 1);
      cairo_fill (cr);
    }
  if ((mark & (KONTOR_MAP_MARK_SELECTED | KONTOR_MAP_MARK_TARGET)) != 0)
    {
      kontor_map_shape_outline (cr, item, 5);
      kontor_map_use (cr, palette->accent, (mark & KONTOR_MAP_MARK_TARGET) != 0 ? 0.35 : 0.15);
      cairo_fill_preserve (cr);
      kontor_map_use (cr, palette->accent, 1);
      cairo_set_line_width (cr, 2);
      cairo_stroke (cr);
    }
  if (difference == KONTOR_MAP_MARK_REMOVED)
    cairo_push_group (cr);
  kontor_map_shape_draw (cr, item, palette);
  if (!small)
    draw_words (self, cr, item, palette);
  if (difference == KONTOR_MAP_MARK_REMOVED)
    {
      cairo_pop_group_to_source (cr);
      cairo_paint_with_alpha (cr, 0.45);
    }
  if (figure != NULL)
    draw_figure (cr, item, palette, figure);
  if (n_comments > 0)
    draw_comments (cr, item, palette, n_comments);
  if (difference != 0)
    draw_badge (cr, item, difference_colour (palette, difference), palette->ground, difference);
  else if ((mark & KONTOR_MAP_MARK_ERROR) != 0)
    draw_badge (cr, item, palette->error, palette->ground, KONTOR_MAP_MARK_ERROR);
  else if ((mark & KONTOR_MAP_MARK_WARNING) != 0)
    draw_badge (cr, item, palette->warning, palette->ground, KONTOR_MAP_MARK_WARNING);
  else if ((mark & KONTOR_MAP_MARK_STOPPED) != 0)
    draw_badge (cr, item, palette->warning, palette->ground, KONTOR_MAP_MARK_STOPPED);
  else if ((mark & KONTOR_MAP_MARK_CURRENT) != 0)
    draw_badge (cr, item, palette->accent, palette->ground, KONTOR_MAP_MARK_CURRENT);
  else if ((mark & KONTOR_MAP_MARK_PASSED) != 0)
    draw_badge (cr, item, palette->passed, palette->ground, KONTOR_MAP_MARK_PASSED);
  cairo_restore (cr);
}

static void
draw_arrow (cairo_t *cr, KontorMapPlace before, KontorMapPlace tip)
{
  double angle = atan2 (tip.y - before.y, tip.x - before.x);

  cairo_save (cr);
  cairo_translate (cr, tip.x, tip.y);
  cairo_rotate (cr, angle);
  cairo_move_to (cr, 0, 0);
  cairo_line_to (cr, -9, -4.5);
  cairo_line_to (cr, -9, 4.5);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
trace_route (cairo_t *cr, const GArray *route)
{
  KontorMapPlace first = g_array_index (route, KontorMapPlace, 0);

  cairo_move_to (cr, first.x, first.y);
  for (guint i = 1; i < route->len; i++)
    {
      KontorMapPlace before = g_array_index (route, KontorMapPlace, i - 1);
      KontorMapPlace here = g_array_index (route, KontorMapPlace, i);
      double length = hypot (here.x - before.x, here.y - before.y);

      if (i + 1 == route->len)
        {
          /* The arrow's tip is the end, the stroke ends in the arrow. */
          double part = length > 6 ? (length - 6) / length : 0;

          cairo_line_to (cr, before.x + (here.x - before.x) * part, before.y + (here.y - before.y) * part);
        }
      else
        {
          KontorMapPlace next = g_array_index (route, KontorMapPlace, i + 1);
          double onward = hypot (next.x - here.x, next.y - here.y);
          double radius = MIN (CORNER, MIN (length, onward) / 2);

          if (length > 0 && onward > 0)
            {
              double ax = here.x - (here.x - before.x) / length * radius, ay = here.y - (here.y - before.y) / length * radius;
              double bx = here.x + (next.x - here.x) / onward * radius, by = here.y + (next.y - here.y) / onward * radius;

              cairo_line_to (cr, ax, ay);
              cairo_curve_to (cr, ax + (here.x - ax) * 0.55, ay + (here.y - ay) * 0.55,
                              bx + (here.x - bx) * 0.55, by + (here.y - by) * 0.55, bx, by);
            }
        }
    }
}

double
kontor_route_map_picture_get_label_width (KontorRouteMapPicture *self, const KontorMapItem *flow)
{
  const char *text = kontor_map_item_get_text (flow, "label");
  gpointer known;
  cairo_surface_t *surface;
  cairo_t *cr;
  int width;

  if (*text == '\0')
    return 0;
  /* Most lines say "Yes" or "No". */
  if (g_hash_table_lookup_extended (self->widths, text, NULL, &known))
    return GPOINTER_TO_INT (known);
  surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cr = cairo_create (surface);
  {
    g_autoptr (PangoLayout) layout = make_layout (cr, text, LABEL_SIZE, PANGO_WEIGHT_NORMAL, 0);

    pango_layout_get_pixel_size (layout, &width, NULL);
  }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_hash_table_insert (self->widths, g_strdup (text), GINT_TO_POINTER (width));
  return width;
}

void
kontor_route_map_picture_draw_flow_label (KontorRouteMapPicture *self, cairo_t *cr, const KontorMapItem *flow, KontorMapPlace label)
{
  const KontorMapPalette *palette = kontor_map_palette_get (self->tone);
  const char *text = kontor_map_item_get_text (flow, "label");
  g_autoptr (PangoLayout) layout = NULL;
  int width, height;

  if (*text == '\0')
    return;
  layout = make_layout (cr, text, LABEL_SIZE, PANGO_WEIGHT_NORMAL, 0);
  pango_layout_get_pixel_size (layout, &width, &height);
  kontor_map_use (cr, palette->ground, 0.85);
  cairo_rectangle (cr, label.x - 2, label.y, width + 4, height);
  cairo_fill (cr);
  kontor_map_use (cr, palette->text, 1);
  cairo_move_to (cr, label.x, label.y);
  pango_cairo_show_layout (cr, layout);
}

void
kontor_route_map_picture_draw_flow (KontorRouteMapPicture *self, cairo_t *cr, const KontorMapItem *flow,
                                    const GArray *route, KontorMapPlace label)
{
  const KontorMapPalette *palette = kontor_map_palette_get (self->tone);
  KontorMapMark mark = kontor_route_map_picture_get_mark (self, flow->key);
  KontorMapMark difference = difference_of (mark);
  KontorMapColour own = palette->line, ignored = palette->ground;
  KontorMapColour colour;

  if (route->len < 2)
    return;
  kontor_map_shape_colour (flow, palette, &ignored, &own);
  colour = (mark & (KONTOR_MAP_MARK_SELECTED | KONTOR_MAP_MARK_TARGET)) != 0 ? palette->accent
           : (mark & KONTOR_MAP_MARK_PASSED) != 0 ? palette->passed
           : (mark & KONTOR_MAP_MARK_ERROR) != 0 ? palette->error
           : difference != 0 ? difference_colour (palette, difference) : own;
  cairo_save (cr);
  kontor_map_use (cr, colour, 1);
  cairo_set_line_width (cr, (mark & (KONTOR_MAP_MARK_PASSED | KONTOR_MAP_MARK_TARGET | KONTOR_MAP_MARK_ERROR)) != 0 || difference != 0 ? 3
                            : (mark & KONTOR_MAP_MARK_SELECTED) != 0 ? 2.2 : 1.5);
  trace_route (cr, route);
  if (difference == KONTOR_MAP_MARK_REMOVED)
    cairo_set_dash (cr, (double[]) { 6, 4 }, 2, 0);
  else if (difference == KONTOR_MAP_MARK_MOVED)
    cairo_set_dash (cr, (double[]) { 2, 3 }, 2, 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  draw_arrow (cr, g_array_index (route, KontorMapPlace, route->len - 2), g_array_index (route, KontorMapPlace, route->len - 1));
  kontor_route_map_picture_draw_flow_label (self, cr, flow, label);
  cairo_restore (cr);
}

void
kontor_route_map_picture_draw (KontorRouteMapPicture *self, cairo_t *cr, KontorMap *map, KontorMapRoutes *routes)
{
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_DECORATION); i++)
    kontor_route_map_picture_draw_item (self, cr, kontor_map_get_item (map, KONTOR_MAP_DECORATION, i), FALSE);
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_FLOW); i++)
    {
      const KontorMapItem *flow = kontor_map_get_item (map, KONTOR_MAP_FLOW, i);

      kontor_route_map_picture_draw_flow (self, cr, flow, kontor_map_routes_get (routes, flow),
                                          kontor_map_routes_get_label (routes, flow,
                                                                       kontor_route_map_picture_get_label_width (self, flow)));
    }
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_POINT); i++)
    kontor_route_map_picture_draw_item (self, cr, kontor_map_get_item (map, KONTOR_MAP_POINT, i), FALSE);
}
