#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_ENVELOPE_WINDOW (kontor_envelope_window_get_type ())
G_DECLARE_FINAL_TYPE (KontorEnvelopeWindow, kontor_envelope_window, KONTOR, ENVELOPE_WINDOW, AdwWindow)

/**
 * kontor_envelope_window_open:
 * @entity: "partner", "person", "legal_entity", "deal", "offer" or "address"
 * @id: whose addresses are offered
 *
 * Shows an envelope as it will be printed (R194): which address, which format,
 * with or without the sender; what the address lacks is told before.
 */
KontorEnvelopeWindow *kontor_envelope_window_open (KontorDesk *desk, const char *entity, const char *id);

G_END_DECLS
