#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorPostalAddress:
 * @recipient: who stands on the first line
 * @attention: (nullable): a person in that firm
 * @street: street, house and flat; may have several lines
 * @postcode: (nullable): the postcode
 * @city: the town
 * @subdivision: (nullable): region, state or province, where the country's post wants it
 * @country: ISO 3166 code
 *
 * An address as the database keeps it.  The strings belong to the caller.
 */
typedef struct
{
  const char *recipient;
  const char *attention;
  const char *street;
  const char *postcode;
  const char *city;
  const char *subdivision;
  const char *country;
} KontorPostalAddress;

/**
 * kontor_postal_address_to_lines:
 * @origin: (nullable): the country it is posted in; abroad the country's name
 *   is the last line, in the sender's language and in English
 *
 * Orders and capitalises the parts as the country's post asks.
 *
 * Returns: (transfer full): the lines
 */
char **kontor_postal_address_to_lines (const KontorPostalAddress *address, const char *origin);

/**
 * kontor_postal_address_list_faults:
 *
 * What the post would miss: "street", "postcode (6 digits)" ... (R194).
 *
 * Returns: (transfer full): words in the desk's language; empty for a complete address
 */
char **kontor_postal_address_list_faults (const KontorPostalAddress *address);

/* Whether envelopes posted in @country carry the postcode in digits for machines. */
gboolean kontor_postal_country_stamps_postcode (const char *country);

G_END_DECLS
