#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_QUICK_ENTRY (kontor_quick_entry_get_type ())
G_DECLARE_FINAL_TYPE (KontorQuickEntry, kontor_quick_entry, KONTOR, QUICK_ENTRY, AdwWindow)

/**
 * kontor_quick_entry_new:
 *
 * A new client in one small dialog: partner, legal entity, contact person and
 * address as far as they are known, saved in one transaction (R4, R21).
 * A name is enough; Ctrl+Enter saves.
 *
 * Signal "saved" (const char *id of the partner).
 */
KontorQuickEntry *kontor_quick_entry_new     (KontorDesk *desk);

/* Shows one above the desk's window, and opens the card afterwards. */
void              kontor_quick_entry_present (KontorDesk *desk);

G_END_DECLS
