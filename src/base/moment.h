#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kontor_moment_parse:
 * @text: (nullable): a timestamptz or date in PostgreSQL's ISO text form
 *   ("2026-11-22 23:01:02.123+00", "2026-11-22")
 *
 * Returns: (transfer full) (nullable): the moment in the user's time zone
 */
GDateTime *kontor_moment_parse (const char *text);

/**
 * kontor_moment_format:
 * @text: (nullable): as for kontor_moment_parse()
 *
 * Near moments relatively ("10 minutes ago", "today, 14:05", "yesterday"), far
 * ones absolutely in the user's format.  Translated.  %NULL gives "".
 *
 * Returns: (transfer full): words
 */
char *kontor_moment_format (const char *text);

/**
 * kontor_moment_format_exact:
 * @text: (nullable): as for kontor_moment_parse()
 *
 * Returns: (transfer full): date and time in the user's locale; the time only
 *   where @text has one
 */
char *kontor_moment_format_exact (const char *text);

/* Whether @text, as for kontor_moment_parse() (nullable), is before now; a day is over when it has ended. */
gboolean kontor_moment_is_past (const char *text);

/**
 * kontor_date_format:
 * @text: (nullable): "2026-11-22"
 *
 * Returns: (transfer full): the date in the user's short format, or ""
 */
char *kontor_date_format (const char *text);

/**
 * kontor_date_parse:
 * @text: a date as a person types it: the locale's order, "22.11.2026",
 *   "22.11.", "2026-11-22", "today", "tomorrow", "+7" (days from today);
 *   the words also in the user's language
 *
 * Returns: (transfer full) (nullable): "2026-11-22", or %NULL where @text is no date
 */
char *kontor_date_parse (const char *text);

G_END_DECLS
