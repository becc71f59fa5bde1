#pragma once

#include "draw/document.h"
#include "draw/postal.h"

G_BEGIN_DECLS

/**
 * KontorEnvelopeFormat:
 * @name: as of its paper: "dl", "c6c5", "c6", "c5", "c4", "number-10"
 * @recipient: where the address stands; nothing else may
 * @sender: where the sender stands
 * @stamp: kept clear for stamps and the franking machine
 * @window: where a windowed envelope of this size has its window; no width: none
 * @machine: the strip kept clear for the post's own codes
 * @postcode: where the Russian postcode stamp stands
 *
 * The zones of an envelope, in millimetres from its top left corner.
 */
typedef struct
{
  const char      *name;
  KontorRectangle  recipient;
  KontorRectangle  sender;
  KontorRectangle  stamp;
  KontorRectangle  window;
  KontorRectangle  machine;
  KontorRectangle  postcode;
} KontorEnvelopeFormat;

/* All formats; ended by one without a name. */
const KontorEnvelopeFormat *kontor_envelope_list_formats (void);
const KontorEnvelopeFormat *kontor_envelope_lookup       (const char *name);

/**
 * kontor_envelope_layout:
 * @recipient: whom the letter goes to
 * @sender: (nullable): who sends it; %NULL leaves the sender out
 * @origin: (nullable): the country it is posted in, where there is no @sender
 *
 * Lays out an envelope.  Text that does not fit its zone is set smaller down to
 * the least size the post reads; where that does not help the envelope fails
 * with %KONTOR_ERROR_INVALID: an address is never cut.
 *
 * Returns: (transfer full): a document of one page
 */
KontorDocument *kontor_envelope_layout (const KontorEnvelopeFormat *format,
                                        const KontorPostalAddress *recipient,
                                        const KontorPostalAddress *sender,
                                        const char *origin, GError **error);

/**
 * kontor_envelope_add:
 * @document: on the paper of @format
 *
 * Adds the envelope to others of the same format; fails as
 * kontor_envelope_layout() does, and then adds nothing.
 */
gboolean        kontor_envelope_add    (KontorDocument *document, const KontorEnvelopeFormat *format,
                                        const KontorPostalAddress *recipient,
                                        const KontorPostalAddress *sender,
                                        const char *origin, GError **error);

/**
 * kontor_envelope_draw_zones:
 *
 * Outlines the zones over a preview: address and window, stamp, codes.
 */
void            kontor_envelope_draw_zones (const KontorEnvelopeFormat *format, cairo_t *cr);

G_END_DECLS
