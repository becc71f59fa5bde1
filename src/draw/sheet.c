#include "config.h"

#include "draw/sheet.h"

#include <glib/gi18n.h>

static const KontorPaper papers[] = {
  { "a4", "A4", "iso_a4", 210, 297 },
  { "a4-across", N_("A4 across"), "iso_a4", 297, 210 },
  { "dl", "DL", "iso_dl", 220, 110 },
  { "c6c5", "C6/5", "iso_c6c5", 229, 114 },
  { "c6", "C6", "iso_c6", 162, 114 },
  { "c5", "C5", "iso_c5", 229, 162 },
  { "c4", "C4", "iso_c4", 324, 229 },
  { "number-10", "#10", "na_number-10", 241.3, 104.775 },
};

static char *
plain_name (const char *name)
{
  GString *plain = g_string_new (NULL);

  for (const char *at = name; *at != '\0'; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (plain, g_ascii_tolower (*at));
  return g_string_free (plain, FALSE);
}

const KontorPaper *
kontor_paper_lookup (const char *name)
{
  g_autofree char *wanted = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  wanted = plain_name (name);
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_autofree char *own = plain_name (papers[i].name);
      g_autofree char *label = plain_name (papers[i].label);

      if (g_str_equal (wanted, own) || g_str_equal (wanted, label))
        return &papers[i];
    }
  return NULL;
}

gboolean
kontor_rectangle_overlaps (const KontorRectangle *first, const KontorRectangle *second)
{
  return first->x < second->x + second->width && second->x < first->x + first->width
         && first->y < second->y + second->height && second->y < first->y + first->height;
}

PangoContext *
kontor_sheet_create_context (void)
{
  PangoFontMap *map = pango_cairo_font_map_get_default ();
  PangoContext *context = pango_font_map_create_context (map);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  return context;
}

PangoLayout *
kontor_sheet_create_text (PangoContext          *context,
                          const KontorTextStyle *style,
                          const char            *text,
                          double                 width,
                          const char            *language)
{
  PangoLayout *layout;
  PangoFontDescription *face;
  PangoAttrList *attributes;

  g_return_val_if_fail (PANGO_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (style != NULL, NULL);

  layout = pango_layout_new (context);
  face = pango_font_description_new ();
  /* Noto stands in for letters that the house's face does not have. */
  if (style->family != NULL)
    pango_font_description_set_family (face, style->family);
  else
    pango_font_description_set_family_static (face, KONTOR_FACE ",Noto Sans");
  pango_font_description_set_size (face, (int) (style->size * PANGO_SCALE + 0.5));
  pango_font_description_set_weight (face, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, face);
  pango_font_description_free (face);

  attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1, lnum=1"));
  /* Hyphens that Pango invents would come out of a PDF as letters. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  if (language != NULL)
    pango_attr_list_insert (attributes, pango_attr_language_new (pango_language_from_string (language)));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);

  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (width >= 0)
    pango_layout_set_width (layout, (int) (width * KONTOR_POINTS_PER_MILLIMETRE * PANGO_SCALE));
  pango_layout_set_text (layout, text != NULL ? text : "", -1);
  return layout;
}

void
kontor_sheet_measure (PangoLayout *layout,
                      double      *width,
                      double      *height)
{
  int layout_width;
  int layout_height;

  pango_layout_get_size (layout, &layout_width, &layout_height);
  if (width != NULL)
    *width = layout_width / (double) PANGO_SCALE / KONTOR_POINTS_PER_MILLIMETRE;
  if (height != NULL)
    *height = layout_height / (double) PANGO_SCALE / KONTOR_POINTS_PER_MILLIMETRE;
}
