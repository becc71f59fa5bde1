#pragma once

#include "kit/table.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_ENVELOPES_WINDOW (kontor_envelopes_window_get_type ())
G_DECLARE_FINAL_TYPE (KontorEnvelopesWindow, kontor_envelopes_window, KONTOR, ENVELOPES_WINDOW, AdwWindow)

/**
 * kontor_envelopes_window_open:
 * @table: a list of partners, persons, legal entities, deals or addresses
 *
 * Envelopes or labels for many (R194): what is incomplete is listed first and
 * can be put right at once, the rest is shown as it will be printed.
 */
KontorEnvelopesWindow *kontor_envelopes_window_open (KontorDesk *desk, KontorTable *table);

G_END_DECLS
