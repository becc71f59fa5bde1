#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * kontor_settings_get:
 *
 * Returns: (transfer none): the settings of this computer; also when the
 *   program runs from where it was built
 */
GSettings *kontor_settings_get (void);

/* Follows "colour-scheme" from now on. */
void       kontor_settings_follow_colour_scheme (void);

G_END_DECLS
