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
  MODE_KEY_RECONNECT,
  MODE_SPACE,
  MODE_RECONNECT,
  MODE_LABEL,
  MODE_SIZE,
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
  /* Which of the corners of the line in hand begins the piece that is moved, and
   * which piece of the line that was. */
  guint           segment;
  guint           piece;
  GArray         *bends;
  /* How large it was whose size is changed. */
  double          size_width;
  double          size_height;
  /* The point whose lines are gone through. */
  char           *lines_of;
  /* What is in hand was begun by keyboard, and a key ends it. */
  gboolean        by_key;
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
/* Ends what is in hand, or takes it back. */
void                 kontor_map_tools_finish       (KontorMapTools *self);
void                 kontor_map_tools_abandon      (KontorMapTools *self);
/* Asks for the name of what is selected: now, or once the gesture is whole. */
void                 kontor_map_tools_ask_name     (KontorMapTools *self);
void                 kontor_map_tools_want_name    (KontorMapTools *self);
/* Everything beyond where the gesture began goes as far as the gesture did. */
void                 kontor_map_tools_make_space   (KontorMapTools *self);
/* Offers what can stand at a place of the widget where a new line was let go. */
void                 kontor_map_tools_offer_drop   (KontorMapTools *self, double x, double y);
gboolean             kontor_map_tools_key          (KontorMapTools *self, guint key, guint code, GdkModifierType state,
                                                    GtkEventControllerKey *controller);

/* The piece of a line that lies at a place of the map, from 1; 0: none. */
guint                kontor_map_tools_find_piece   (KontorMapTools *self, const KontorMapItem *flow, double x, double y);
gboolean             kontor_map_tools_begin_bend   (KontorMapTools *self, const KontorMapItem *flow, guint piece);
void                 kontor_map_tools_bend         (KontorMapTools *self);
/* Whether the gesture began at an end of the selected line. */
gboolean             kontor_map_tools_begin_reconnect (KontorMapTools *self);
/* The other end of the line that is being hung elsewhere, and where it would hang. */
gboolean             kontor_map_tools_find_reconnection (KontorMapTools *self, const KontorMapItem *below,
                                                         const char **from, const char **to);
/* Selects the lines of a point in turn. */
void                 kontor_map_tools_next_line    (KontorMapTools *self, gboolean backwards);
/* Takes the pieces of the selected line in hand in turn. */
gboolean             kontor_map_tools_next_piece   (KontorMapTools *self);

/* What has a corner to change its size by, or NULL. */
const KontorMapItem *kontor_map_tools_size_owner   (KontorMapTools *self);
gboolean             kontor_map_tools_begin_size   (KontorMapTools *self);
void                 kontor_map_tools_begin_size_by_key (KontorMapTools *self);
void                 kontor_map_tools_drag_size    (KontorMapTools *self);
/* Draws what the gesture in hand shows; @user_data: the tools. */
void                 kontor_map_tools_draw         (cairo_t *cr, gpointer user_data);

G_END_DECLS
