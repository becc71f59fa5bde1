#pragma once

#include "route/map-net.h"

G_BEGIN_DECLS

/*
 * A map as tokens walk it, made smaller without making it sounder or less
 * sound: points in a row become one line, ways that part and come together
 * again become one line, and what is left are the points where something is
 * decided.  For kontor_map_check(); and whole for whoever walks a map.
 *
 * Kinds are no more than: start, end, action for whatever passes a token on,
 * condition for whatever chooses one way, split and merge.
 *
 * The process is over when the last token has ended, so parallel ways may each
 * have an end of their own.  Two that come to the same end lack a merge; then
 * both can also stand before it at once, because nobody waits for who only ends.
 */
typedef struct
{
  KontorMapKind kind;
  /* Lines, by number. */
  GArray       *ins;
  GArray       *outs;
  gboolean      gone;
  /* The point of the map it stands for. */
  guint         point;
} KontorMapFoldNode;

typedef struct
{
  guint    tail;
  guint    head;
  gboolean gone;
  /* The flows of the map that it stands for, in the order in which they are walked. */
  GArray  *walk;
} KontorMapFoldLine;

typedef struct
{
  const KontorMapNet *net;
  guint               n_nodes;
  guint               n_lines;
  guint               start;
  KontorMapFoldNode  *nodes;
  KontorMapFoldLine  *lines;
} KontorMapFold;

/* As it is drawn: nodes and lines are the points and flows of @net, by their numbers. */
KontorMapFold *kontor_map_fold_new_whole (const KontorMapNet *net);
/* Points in a row are one line; nothing else is changed. */
KontorMapFold *kontor_map_fold_new    (const KontorMapNet *net);
/* All that can be folded, by a worklist, in linear time. */
void           kontor_map_fold_reduce (KontorMapFold *self);
void           kontor_map_fold_free   (KontorMapFold *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorMapFold, kontor_map_fold_free)

/* How many lines are left. */
guint          kontor_map_fold_count_lines (const KontorMapFold *self);
/* Whether no parallel ways are left. */
gboolean       kontor_map_fold_is_trivial (const KontorMapFold *self);

/* Two lines that might hold a token at once: that of @moved went on from the pair
 * before; G_MAXUINT where both came out of a split. */
typedef struct
{
  guint one;
  guint other;
  guint moved;
} KontorMapFoldPair;

/**
 * kontor_map_fold_is_clean:
 * @suspicion: (out) (optional) (nullable) (element-type KontorMapFoldPair): where
 *   it is not: the shortest row of pairs to two that are at odds, these included;
 *   %NULL where merges might wait for one another
 *
 * Computes which two lines could ever hold a token at once, erring on the safe
 * side.  Where no such two lines are at odds with one another, no order of
 * moves goes wrong; on a map without circles the converse holds as well.
 *
 * Returns: whether the map is certainly sound
 */
gboolean       kontor_map_fold_is_clean   (const KontorMapFold *self, GArray **suspicion);

/**
 * kontor_map_fold_reach:
 * @numbers: (out caller-allocates): by line into a merge, its number
 * @width: (out): words in a row
 *
 * Returns: (transfer full): by node and number of a line into a merge, whether a
 *   token on a line to the node can come to that line without passing the merge
 */
guint64       *kontor_map_fold_reach      (const KontorMapFold *self, guint *numbers, guint *width);

/**
 * kontor_map_fold_awaits:
 * @row: the row of kontor_map_fold_reach() for the node a token stands before
 * @holds: whether a line into the merge holds a token
 *
 * The rule of the inclusive gateway (BPMN 2.0, 13.4.3): a token elsewhere is
 * waited for where it can come by a line into the merge, but by none that
 * holds a token already.  That one could only be passed by it, never met.
 *
 * Returns: whether @merge waits for that token
 */
gboolean       kontor_map_fold_awaits     (const KontorMapFold *self, const guint64 *row, const guint *numbers, guint merge,
                                           gboolean (*holds) (gpointer data, guint line), gpointer data);

G_END_DECLS
