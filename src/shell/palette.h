#pragma once

#include <gtk/gtk.h>

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PALETTE (kontor_palette_get_type ())
G_DECLARE_FINAL_TYPE (KontorPalette, kontor_palette, KONTOR, PALETTE, GtkWidget)

/*
 * The entry in the middle of the header bar: a few letters find sections,
 * commands, settings and records; arrows and Enter choose, Escape leaves.
 */

void kontor_palette_set_desk (KontorPalette *self, KontorDesk *desk);

/* Puts the focus into the entry and shows what may be chosen. */
void kontor_palette_open     (KontorPalette *self);
void kontor_palette_close    (KontorPalette *self);

G_END_DECLS
