#pragma once

#include <gio/gio.h>

#include "model/entity.h"

G_BEGIN_DECLS

/**
 * KontorMenuCommand:
 * @entity: (nullable): whose records; %NULL for all
 * @name: to tell it from others: "new-task"
 * @label: for translation, with its mnemonic
 * @key: (nullable): "<Alt>k"
 * @func: what it does; its type is its owner's matter
 *
 * What a screen announces and another one offers in its menus, without knowing
 * whose work it is.
 */
typedef struct
{
  const char *entity;
  const char *name;
  const char *label;
  const char *key;
  GCallback   func;
} KontorMenuCommand;

/* Announced once, however often a screen is registered; @commands begins as NULL. */
void                     kontor_menu_command_announce  (GArray **commands, const KontorMenuCommand *command);
gboolean                 kontor_menu_command_fits      (const KontorMenuCommand *self, const char *entity);
/* (transfer none) (nullable) */
const KontorMenuCommand *kontor_menu_command_find      (GArray *commands, const char *name, const char *entity);

/**
 * kontor_menu_command_make_menu:
 * @commands: (nullable) (element-type KontorMenuCommand)
 * @action: the action that runs them, with the name as its target
 * @shows_keys: whether the keys work where the menu is
 *
 * Returns: (transfer full): a menu of what there is for @entity
 */
GMenuModel              *kontor_menu_command_make_menu (GArray *commands, const KontorEntity *entity, const char *action,
                                                        gboolean shows_keys);

G_END_DECLS
