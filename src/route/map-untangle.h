#pragma once

#include "route/map-field.h"

G_BEGIN_DECLS

/* A line that lies on the field and may be laid anew. */
typedef struct
{
  /* As the field knows it. */
  gpointer             line;
  const KontorMapItem *from;
  const KontorMapItem *to;
  /* Its corners, replaced where it is laid anew. */
  GArray              *places;
  /* Set by hand: stays. */
  gboolean             fixed;
  /* It was laid on a line that was there. */
  gboolean             lies;
  /* In which pass it was last laid anew. */
  guint                changed;
} KontorMapStrand;

/**
 * kontor_map_untangle:
 * @strands: (element-type KontorMapStrand)
 *
 * Whoever was laid first knew nothing of those that came later: lines that cross
 * others look for their way again, alone and in pairs, and take it where fewer
 * cross; those that lie on others whatever way is free.
 */
void kontor_map_untangle (KontorMapField *field, GArray *strands);

G_END_DECLS
