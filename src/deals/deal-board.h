#pragma once

#include "kit/list-page.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_DEAL_BOARD (kontor_deal_board_get_type ())
G_DECLARE_FINAL_TYPE (KontorDealBoard, kontor_deal_board, KONTOR, DEAL_BOARD, GtkWidget)

/*
 * The open deals of a list in columns by stage.  A deal is dragged into
 * another column, or moved there with Ctrl+Shift+arrows; Enter opens it.
 */

GtkWidget *kontor_deal_board_new           (KontorDesk *desk);
/* What the list beside it shows: (nullable). */
void       kontor_deal_board_set_condition (KontorDealBoard *self, const char *condition);

G_END_DECLS
