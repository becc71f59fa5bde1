#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kontor_money_parse:
 * @text: an amount as a person types it: grouping blanks, points or
 *   apostrophes and a decimal comma or point are understood ("1.234,50",
 *   "1 234.5", "12")
 * @scale: digits after the decimal sign, 0 to 6
 * @minor: (out): the amount in minor units (10 to the power of -@scale)
 *
 * Fails with %KONTOR_ERROR_INVALID on anything else, on more digits after the
 * decimal sign than @scale, and on overflow.  Never rounds.
 *
 * Returns: whether @text is an amount
 */
gboolean kontor_money_parse (const char *text, int scale, gint64 *minor, GError **error);

/**
 * kontor_money_to_decimal:
 * @minor: minor units
 * @scale: digits after the point
 *
 * Returns: (transfer full): the form PostgreSQL reads as numeric, "-12.05"
 */
char *kontor_money_to_decimal (gint64 minor, int scale);

/**
 * kontor_money_format:
 * @decimal: (nullable): a numeric in PostgreSQL's text form
 * @currency: (nullable): an ISO 4217 code put behind the amount, or %NULL
 *
 * Formats with the user's grouping and decimal sign (LC_NUMERIC), two digits
 * after the decimal sign or as many as @decimal has.  The blank before the
 * currency does not break.  %NULL gives "".
 *
 * Returns: (transfer full): "1,234.50 EUR"
 */
char *kontor_money_format (const char *decimal, const char *currency);

G_END_DECLS
