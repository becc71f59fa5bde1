#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kontor_kit_init:
 *
 * Registers the templates, the style sheet and the types that .ui files name.
 * Called once after gtk_init() (adw_init() comes with it), before any widget.
 */
void kontor_kit_init (void);

G_END_DECLS
