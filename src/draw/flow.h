#pragma once

#include "draw/document.h"

G_BEGIN_DECLS

/*
 * Fills pages from top to bottom.  Whatever is set is first cut into strips
 * that no page break may divide: a line of a paragraph, a line of a table row.
 * What must stay together is then a matter of which strips are glued: the
 * first two lines of a paragraph, the totals and the two rows before them.
 * A strip may name a heading that is repeated where a page begins with it.
 */

typedef struct _KontorFlow KontorFlow;

/**
 * KontorPageFunc:
 * @page: from 0
 * @n_pages: how many there are
 *
 * Draws what stands on every page: letterhead, foot, page number.
 */
typedef void (*KontorPageFunc) (KontorDrawing *drawing, guint page, guint n_pages, gpointer user_data);

/**
 * kontor_flow_new:
 * @first_top: where text begins on the first page, millimetres
 * @top: and on the others
 * @bottom: where it ends
 */
KontorFlow    *kontor_flow_new  (PangoContext *context, double first_top, double top, double bottom);
void           kontor_flow_free (KontorFlow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorFlow, kontor_flow_free)

/* White space; lost at a page's top. */
void           kontor_flow_add_space (KontorFlow *self, double height);

/**
 * kontor_flow_add_strip:
 * @strip: (transfer full): drawn relative to the strip's top
 * @height: millimetres
 * @glued: whether the next strip must follow on the same page
 */
void           kontor_flow_add_strip (KontorFlow *self, KontorDrawing *strip, double height, gboolean glued);

/**
 * kontor_flow_add_paragraph:
 * @x: left edge
 * @glued: whether the whole of it stays with what follows
 *
 * A text cut into its lines; never one line alone on a page.
 */
void           kontor_flow_add_paragraph (KontorFlow *self, PangoLayout *layout, double x,
                                          KontorInk ink, gboolean glued);

/**
 * kontor_flow_begin_table:
 * @heading: (transfer full): repeated on each page the table goes on
 */
void           kontor_flow_begin_table (KontorFlow *self, KontorDrawing *heading, double height);

/**
 * KontorCell:
 * @layout: the text; %NULL for an empty cell
 * @x: where it begins, or ends with @alignment 1
 * @ink: its colour
 * @below: (nullable): a smaller text that goes on under @layout
 */
typedef struct
{
  PangoLayout *layout;
  double       x;
  double       alignment;
  KontorInk    ink;
  PangoLayout *below;
} KontorCell;

/**
 * kontor_flow_add_row:
 * @rule: whether a hairline from @left to @right ends the row
 *
 * A row of the table, its cells' first lines on one baseline.  A row that is
 * longer than the page goes on upon the next.
 */
void           kontor_flow_add_row (KontorFlow *self, const KontorCell *cells, guint n_cells,
                                    double padding, gboolean rule, double left, double right);

/* Ends the table; its last @n_rows rows are glued to what follows. */
void           kontor_flow_end_table (KontorFlow *self, guint n_rows);

/* Glues the last @height millimetres of what was added to what follows. */
void           kontor_flow_glue_last (KontorFlow *self, double height);

/**
 * kontor_flow_finish:
 *
 * Breaks the strips into pages and adds these to @document.
 */
void           kontor_flow_finish (KontorFlow *self, KontorDocument *document,
                                   KontorPageFunc func, gpointer user_data);

G_END_DECLS
