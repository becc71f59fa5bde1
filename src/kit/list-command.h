#pragma once

#include "kit/table.h"

G_BEGIN_DECLS

/*
 * What can be done with the rows of a list.  A screen announces it, the list
 * offers it in its menus and does not know whose work it is.
 */

typedef void (*KontorListCommandFunc) (KontorDesk *desk, KontorTable *table);

/**
 * kontor_list_command_register:
 * @entity: (nullable): whose lists; %NULL for all
 * @name: to tell it from others: "envelopes"
 * @label: for translation, with its mnemonic
 * @key: (nullable): the key that does the same, shown beside it; made to work by who registers
 */
void        kontor_list_command_register  (const char *entity, const char *name, const char *label,
                                           const char *key, KontorListCommandFunc func);

/* A menu of what there is for @entity, for the action "list.command"; (transfer full). */
GMenuModel *kontor_list_command_make_menu (const KontorEntity *entity);
gboolean    kontor_list_command_run       (const char *name, KontorDesk *desk, KontorTable *table);

G_END_DECLS
