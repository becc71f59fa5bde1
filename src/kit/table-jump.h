#pragma once

#include "kit/table.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_TABLE_JUMP (kontor_table_jump_get_type ())
G_DECLARE_FINAL_TYPE (KontorTableJump, kontor_table_jump, KONTOR, TABLE_JUMP, GObject)

/**
 * kontor_table_jump_new:
 * @table: the table, which owns what is returned
 * @view: what the keys come to
 *
 * Typing the first letters of a name goes to its row, wherever it stands in a
 * list of a million.
 *
 * Returns: (transfer full)
 */
KontorTableJump *kontor_table_jump_new (KontorTable *table, GtkWidget *view);

G_END_DECLS
