#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * KontorCommand:
 * @action: detailed
 * @label: for translation, as a verb: "Close the tab"
 * @group: for translation: the heading in the map of keys
 * @keys: accelerators, separated by blanks; the first is shown
 * @words: (nullable): for translation: other words one may type for it
 * @hidden: not offered by the palette (moving between tabs)
 *
 * Something the window can do, told once: the accelerators, the palette and
 * the map of keys come from it.
 */
typedef struct
{
  const char *action;
  const char *label;
  const char *group;
  const char *keys;
  const char *words;
  gboolean    hidden;
} KontorCommand;

/* Ended by one without an action. */
const KontorCommand *kontor_commands_get (void);

/* Gives every command its keys. */
void                 kontor_commands_set_keys (GtkApplication *application);

G_END_DECLS
