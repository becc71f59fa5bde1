#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorAddressLine:
 * @country: (nullable): ISO 3166-1 alpha-2
 *
 * The parts of a postal address.
 */
typedef struct
{
  char *street;
  char *city;
  char *subdivision;
  char *postcode;
  char *country;
} KontorAddressLine;

/**
 * kontor_address_line_parse:
 * @text: an address in one line, the country as two capital letters near its
 *   end: "2181 Buchanan Loop Ferndale WA US 98248"
 *
 * Takes an address apart as well as can be done without a gazetteer: the
 * country code, the postcode behind it, a subdivision of two letters and one
 * word of city before it; what is left is the street.  Where no country is
 * found everything is street, so nothing is lost.
 */
void kontor_address_line_parse (const char *text, KontorAddressLine *line);
void kontor_address_line_clear (KontorAddressLine *line);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KontorAddressLine, kontor_address_line_clear)

G_END_DECLS
