#include "config.h"

#include "draw/flow.h"

typedef struct
{
  KontorDrawing *drawing;
  double         height;
  gboolean       glued;
  /* The table it belongs to, from 1; 0: none. */
  guint          table;
  gboolean       heading;
  gboolean       row_start;
} Strip;

struct _KontorFlow
{
  PangoContext *context;
  double        first_top;
  double        top;
  double        bottom;
  GArray       *strips;
  guint         table;
  guint         n_tables;
};

/* Of rows longer than this only the end goes with the totals. */
#define MOST_GLUED 60.0

static const double unit = 1 / (KONTOR_POINTS_PER_MILLIMETRE * PANGO_SCALE);

static void
clear_strip (gpointer data)
{
  Strip *strip = data;

  g_clear_pointer (&strip->drawing, kontor_drawing_free);
}

KontorFlow *
kontor_flow_new (PangoContext *context,
                 double        first_top,
                 double        top,
                 double        bottom)
{
  KontorFlow *self = g_new0 (KontorFlow, 1);

  self->context = g_object_ref (context);
  self->first_top = first_top;
  self->top = top;
  self->bottom = bottom;
  self->strips = g_array_new (FALSE, TRUE, sizeof (Strip));
  g_array_set_clear_func (self->strips, clear_strip);
  return self;
}

void
kontor_flow_free (KontorFlow *self)
{
  g_object_unref (self->context);
  g_array_unref (self->strips);
  g_free (self);
}

void
kontor_flow_add_space (KontorFlow *self,
                       double      height)
{
  /* A page ends before the space, never between it and what it sets apart. */
  Strip strip = { NULL, height, TRUE };

  g_array_append_val (self->strips, strip);
}

void
kontor_flow_add_strip (KontorFlow    *self,
                       KontorDrawing *drawing,
                       double         height,
                       gboolean       glued)
{
  Strip strip = { drawing, height, glued, self->table };

  g_array_append_val (self->strips, strip);
}

/* The lines of a text, with their height and the baseline's depth in it. */
typedef struct
{
  PangoLayoutLine *line;
  double           ascent;
  double           descent;
  double           width;
} Line;

static void
collect_lines (GArray      *lines,
               PangoLayout *layout)
{
  PangoLayoutIter *iter;

  if (layout == NULL || *pango_layout_get_text (layout) == '\0')
    return;
  iter = pango_layout_get_iter (layout);
  do
    {
      Line line = { pango_layout_iter_get_line_readonly (iter) };
      PangoRectangle extents;

      pango_layout_line_get_extents (line.line, NULL, &extents);
      line.ascent = PANGO_ASCENT (extents) * unit;
      line.descent = PANGO_DESCENT (extents) * unit;
      line.width = extents.width * unit;
      g_array_append_val (lines, line);
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

void
kontor_flow_add_paragraph (KontorFlow  *self,
                           PangoLayout *layout,
                           double       x,
                           KontorInk    ink,
                           gboolean     glued)
{
  g_autoptr(GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));

  collect_lines (lines, layout);
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);
      KontorDrawing *drawing = kontor_drawing_new ();
      gboolean last = i + 1 == lines->len;

      kontor_drawing_add_line (drawing, line->line, x, line->ascent, ink);
      kontor_flow_add_strip (self, drawing, line->ascent + line->descent,
                             last ? glued : glued || i == 0 || i + 2 == lines->len);
    }
}

void
kontor_flow_begin_table (KontorFlow    *self,
                         KontorDrawing *heading,
                         double         height)
{
  Strip strip = { heading, height, TRUE, ++self->n_tables, TRUE };

  self->table = self->n_tables;
  g_array_append_val (self->strips, strip);
}

void
kontor_flow_add_row (KontorFlow       *self,
                     const KontorCell *cells,
                     guint             n_cells,
                     double            padding,
                     gboolean          rule,
                     double            left,
                     double            right)
{
  g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  guint first = self->strips->len;
  guint n_lines = 1;

  for (guint i = 0; i < n_cells; i++)
    {
      GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));

      collect_lines (lines, cells[i].layout);
      collect_lines (lines, cells[i].below);
      n_lines = MAX (n_lines, lines->len);
      g_ptr_array_add (columns, lines);
    }

  for (guint n = 0; n < n_lines; n++)
    {
      KontorDrawing *drawing = kontor_drawing_new ();
      double ascent = 0;
      double descent = 0;
      double top = n == 0 ? padding : 0;

      for (guint i = 0; i < n_cells; i++)
        {
          GArray *lines = g_ptr_array_index (columns, i);

          if (n < lines->len)
            {
              ascent = MAX (ascent, g_array_index (lines, Line, n).ascent);
              descent = MAX (descent, g_array_index (lines, Line, n).descent);
            }
        }
      for (guint i = 0; i < n_cells; i++)
        {
          GArray *lines = g_ptr_array_index (columns, i);

          if (n < lines->len)
            {
              const Line *line = &g_array_index (lines, Line, n);
              gboolean below = cells[i].below != NULL && line->line->layout == cells[i].below;

              kontor_drawing_add_line (drawing, line->line, cells[i].x - line->width * cells[i].alignment,
                                       top + ascent, below ? KONTOR_INK_QUIET : cells[i].ink);
            }
        }
      kontor_flow_add_strip (self, drawing, top + ascent + descent, n == 0 || n + 2 >= n_lines);
    }

  /* The row's end: its rule belongs to its last line. */
  {
    KontorDrawing *end = kontor_drawing_new ();

    if (rule)
      kontor_drawing_add_stroke (end, left, padding, right, padding, 0.1, KONTOR_INK_HAIRLINE);
    kontor_flow_add_strip (self, end, padding, FALSE);
  }
  g_array_index (self->strips, Strip, first).row_start = TRUE;
}

void
kontor_flow_end_table (KontorFlow *self,
                       guint       n_rows)
{
  guint at = self->strips->len;
  double together = 0;

  while (at > 0 && n_rows > 0)
    {
      Strip *strip = &g_array_index (self->strips, Strip, --at);

      together += strip->height;
      if (strip->table != self->table || strip->heading || together > MOST_GLUED)
        break;
      strip->glued = TRUE;
      if (strip->row_start)
        n_rows--;
    }
  self->table = 0;
}

void
kontor_flow_glue_last (KontorFlow *self,
                       double      height)
{
  gboolean text = FALSE;

  for (guint at = self->strips->len; at > 0; at--)
    {
      Strip *strip = &g_array_index (self->strips, Strip, at - 1);

      height -= strip->height;
      /* Where a page may end with words after it, it may still: all up to the
       * table would go together, and leave a page all but empty. */
      if (height < 0 || (text && !strip->glued))
        return;
      strip->glued = TRUE;
      text |= strip->drawing != NULL;
    }
}

static const Strip *
find_heading (KontorFlow *self,
              guint       table)
{
  for (guint i = 0; i < self->strips->len; i++)
    {
      const Strip *strip = &g_array_index (self->strips, Strip, i);

      if (strip->heading && strip->table == table)
        return strip;
    }
  return NULL;
}

/* Begins a page for @strip, with its table's heading; returns where the strip goes. */
static double
begin_page (KontorFlow      *self,
            KontorDocument  *document,
            const Strip     *strip,
            KontorDrawing  **page)
{
  const Strip *heading;

  *page = kontor_document_add_page (document);
  if (strip->table == 0 || strip->heading)
    return self->top;
  heading = find_heading (self, strip->table);
  kontor_drawing_append (*page, heading->drawing, 0, self->top);
  return self->top + heading->height;
}

void
kontor_flow_finish (KontorFlow     *self,
                    KontorDocument *document,
                    KontorPageFunc  func,
                    gpointer        user_data)
{
  KontorDrawing *page = kontor_document_add_page (document);
  double y = self->first_top;
  double begin = y;
  guint i = 0;

  while (i < self->strips->len)
    {
      double together = 0;
      guint end = i;

      /* The strips from here to the first place where a page may end. */
      do
        together += g_array_index (self->strips, Strip, end).height;
      while (g_array_index (self->strips, Strip, end++).glued && end < self->strips->len);

      if (y + together > self->bottom && y > begin)
        y = begin = begin_page (self, document, &g_array_index (self->strips, Strip, i), &page);

      for (; i < end; i++)
        {
          const Strip *strip = &g_array_index (self->strips, Strip, i);

          /* More than a page has been glued together: break all the same. */
          if (y + strip->height > self->bottom && y > begin)
            y = begin = begin_page (self, document, strip, &page);
          if (strip->drawing != NULL)
            kontor_drawing_append (page, strip->drawing, 0, y);
          else if (y <= begin)
            continue;
          y += strip->height;
        }
    }

  for (guint n = 0; n < kontor_document_get_n_pages (document); n++)
    func ((KontorDrawing *) kontor_document_get_page (document, n), n,
          kontor_document_get_n_pages (document), user_data);
}
