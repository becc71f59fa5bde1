#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

/*
 * What can be done with one record, whatever card or row it is met on: give a
 * task about it, start a process with it.  A screen announces it; cards and
 * lists offer it in their menus and do not know whose work it is.
 */

typedef void (*KontorRecordCommandFunc) (KontorDesk *desk, KontorRecord *record);

/**
 * kontor_record_command_register:
 * @entity: (nullable): whose records; %NULL for all
 * @name: to tell it from others: "new-task"
 * @label: for translation, with its mnemonic
 * @key: (nullable): "<Alt>k"; works on the cards, and is shown in the menus
 */
void          kontor_record_command_register  (const char *entity, const char *name, const char *label,
                                               const char *key, KontorRecordCommandFunc func);

/* A menu of what there is for @entity, for @action ("card.command"); (transfer full). */
GMenuModel   *kontor_record_command_make_menu (const KontorEntity *entity, const char *action);
gboolean      kontor_record_command_run       (const char *name, KontorDesk *desk, KontorRecord *record);

/**
 * kontor_record_command_install:
 * @klass: the class of a card, a KontorCard
 * @entity: (nullable): whose card it is; %NULL where it is any
 *
 * Gives the card the action "card.command" and the commands' keys.
 */
void          kontor_record_command_install   (GtkWidgetClass *klass, const char *entity);
/* Adds the commands as a section to the menu of a card; the menu is a GMenu. */
void          kontor_record_command_extend    (GMenu *menu, const KontorEntity *entity);

G_END_DECLS
