#pragma once

#include "route/map-net.h"

G_BEGIN_DECLS

/*
 * A map taken apart into blocks for kontor_map_tidy(): points one behind the
 * other are a row, ways side by side a stack, and rows and stacks lie in one
 * another.  What a block looks like from outside is a box around an axis, the
 * line that comes in and goes out.  Ways that end, or lead back, turn off from a
 * point of a row and lie above or below what follows there.
 */
typedef enum
{
  KONTOR_MAP_BLOCK_POINT,
  KONTOR_MAP_BLOCK_ROW,
  KONTOR_MAP_BLOCK_STACK,
} KontorMapBlockType;

typedef struct _KontorMapBlock KontorMapBlock;

/* One of the ways of a stack; no block: nothing but a line. */
typedef struct
{
  KontorMapBlock *block;
  /* Which flow begins it, and where the ways come together. */
  guint           order;
  guint           join;
  /* It comes together with the others again, or it ends, or leads back. */
  gboolean        joins;
  gboolean        loops;
  /* Where it begins and its axis, measured from the left edge and the axis of
   * the stack, or of the row that its point stands in. */
  double          x;
  double          y;
} KontorMapWay;

struct _KontorMapBlock
{
  KontorMapBlockType type;
  KontorMapBlock    *parent;
  /* The point; of a stack the point where the ways part. */
  guint              point;
  /* Of a row, from left to right. */
  KontorMapBlock    *first;
  KontorMapBlock    *second;
  /* The outermost parts of a row, else the block itself. */
  KontorMapBlock    *head;
  KontorMapBlock    *tail;
  /* Of a row once it is measured: its parts that are no rows. */
  GPtrArray         *parts;
  /* Of a stack; of a point those that turn off from it and do not come back. */
  GArray            *ways;
  /* How many points lie on its longest way. */
  guint              length;
  /* Lines that lead back around it. */
  guint              lanes;
  /* Of a way that turns off: where lines lead back to from it, points; or NULL. */
  GArray            *returns;
  /* Of a pair of a row: the lines that lead back from the second to the first. */
  GArray            *back;
  /* The row whose part it is, once that is measured, and the how manieth. */
  KontorMapBlock    *row;
  guint              place;
  double             width;
  /* How far it reaches from its axis. */
  double             above;
  double             below;
  /* Where it begins in its row. */
  double             x;
  /* Room in front of it, for the words on the lines. */
  double             gap;
};

/* A part that could not be taken apart: boxes and the flows between them. */
typedef struct
{
  KontorMapBlock *block;
  /* Numbers of boxes. */
  GArray         *before;
  GArray         *behind;
  /* Those from which lines lead back to here. */
  GArray         *returns;
  double          x;
  double          y;
} KontorMapBox;

typedef struct
{
  const KontorMapNet *net;
  /* By flow: it leads back. */
  gboolean           *back;
  /* By point, its block. */
  KontorMapBlock    **leaves;
  /* Everything, to be freed. */
  GPtrArray          *blocks;
  /* (element-type KontorMapBox): what is left; one box for each part of the map
   * where all could be taken apart. */
  GPtrArray          *boxes;
} KontorMapBlocks;

KontorMapBlocks *kontor_map_blocks_new     (const KontorMapNet *net);
void             kontor_map_blocks_free    (KontorMapBlocks *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorMapBlocks, kontor_map_blocks_free)

/* Finds the size of a block and where its parts stand in it. */
void             kontor_map_block_measure  (KontorMapBlocks *self, KontorMapBlock *block);
/* Says where the points of a block stand: @xs and @ys by point, their middles. */
void             kontor_map_block_place    (KontorMapBlocks *self, const KontorMapBlock *block, double x, double y,
                                            double *xs, double *ys);
/* How wide the gap behind a block is where @second follows. */
double           kontor_map_block_room     (KontorMapBlocks *self, const KontorMapBlock *first, const KontorMapBlock *second);

/* What is drawn already along a row: an interval and how far it reaches to either side of the axis. */
typedef struct
{
  double left;
  double right;
  double above;
  double below;
} KontorMapExtent;

/* Finds where the ways lie that turn off from the points of a row whose parts
 * are placed, and room for the lines that lead back along it: on the side where
 * fewer lines cross. */
void             kontor_map_block_turn     (KontorMapBlocks *self, KontorMapBlock *row, GArray *extents);
double           kontor_map_way_above      (const KontorMapWay *way);
double           kontor_map_way_below      (const KontorMapWay *way);

/* Finds the places of measured boxes: in columns by how far they are from where
 * all begins, with as few crossings as can be had quickly. */
void             kontor_map_blocks_layer   (KontorMapBlocks *self);

G_END_DECLS
