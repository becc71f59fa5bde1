#pragma once

#include "processes/map-tools.h"

G_BEGIN_DECLS

/* The grid, in units of the map. */
#define STEP   10.0
/* The radius of the circle for connecting, in pixels. */
#define HANDLE 9.0

typedef enum
{
  MODE_NONE,
  MODE_MOVE,
  MODE_SELECT,
  MODE_CONNECT,
  MODE_BEND,
  MODE_KEY_CONNECT,
  MODE_SPACE,
  MODE_RECONNECT,
  MODE_LABEL,
} Mode;

struct _KontorMapTools
{
  GObject         parent_instance;

  KontorMapView  *view;
  KontorMapEdit  *edit;
  /* Or NULL. */
  KontorMapTemplates *templates;
  Mode            mode;
  char           *source;
  char          **moving;
  /* In the coordinates of the map. */
  double          start_x;
  double          start_y;
  double          here_x;
  double          here_y;
  double          moved_x;
  double          moved_y;
  double          guide_x;
  double          guide_y;
  /* Where the words stood that are moved. */
  double          label_x;
  double          label_y;
  guint           segment;
  GArray         *bends;
  /* The next drag makes space. */
  gboolean        space_wanted;
  /* Alt: neither grid nor guides. */
  gboolean        free_hand;
  /* Which end of the line is being hung elsewhere. */
  gboolean        moves_head;
  guint           scroll_source;
  guint           name_source;
  double          pointer_x;
  double          pointer_y;
};

/* The point whose circle for connecting is shown, or NULL. */
const KontorMapItem *kontor_map_tools_handle_owner (KontorMapTools *self);
/* A pixel of the screen in units of the map. */
double               kontor_map_tools_handle_unit  (KontorMapTools *self);
KontorMapPlace       kontor_map_tools_handle_place (KontorMapTools *self, const KontorMapItem *item);
/* Where a line begins, or ends for @head. */
KontorMapPlace       kontor_map_tools_flow_end     (KontorMapTools *self, const KontorMapItem *flow, gboolean head);
/* The line whose words lie at a place of the map, or NULL. */
const KontorMapItem *kontor_map_tools_find_label   (KontorMapTools *self, double x, double y);
void                 kontor_map_tools_begin_label  (KontorMapTools *self, const KontorMapItem *flow);
void                 kontor_map_tools_drag_label   (KontorMapTools *self);
/* By keyboard; FALSE where the line has no words. */
gboolean             kontor_map_tools_nudge_label  (KontorMapTools *self, const KontorMapItem *flow, double dx, double dy);
/* Draws what the gesture in hand shows; @user_data: the tools. */
void                 kontor_map_tools_draw         (cairo_t *cr, gpointer user_data);

G_END_DECLS
