#pragma once

#include "kit/table.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_TABLE_MENU (kontor_table_menu_get_type ())
G_DECLARE_FINAL_TYPE (KontorTableMenu, kontor_table_menu, KONTOR, TABLE_MENU, GObject)

/*
 * What can be done with the rows of a table, by the second button of the mouse or
 * by a key at the row with the focus.
 */

/**
 * kontor_table_menu_new:
 * @table: the table, which owns what is returned
 * @view: its column view
 *
 * Returns: (transfer full)
 */
KontorTableMenu *kontor_table_menu_new            (KontorTable *table, GtkColumnView *view);
/* Entries put above the table's own. */
void             kontor_table_menu_set_more       (KontorTableMenu *self, GMenuModel *more);
/* Under the row with the focus where that is in sight. */
void             kontor_table_menu_popup_at_focus (KontorTableMenu *self);

G_END_DECLS
