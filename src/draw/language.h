#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What is printed speaks the reader's language, not the language of the desk
 * that prints it: one desk sends offers in English, Russian, Bosnian and
 * Turkish on the same morning.  gettext knows one language a process, so the
 * catalogues are read here.
 */

/**
 * kontor_language_translate:
 * @language: "en", "ru", "bs", "tr", ...
 * @domain: the catalogue: "kontor", "iso_3166-1"
 * @text: the source text
 *
 * Returns: (transfer none): the translation, @text where there is none
 */
const char *kontor_language_translate (const char *language, const char *domain, const char *text);

/**
 * kontor_language_of_country:
 * @country: ISO 3166 code
 *
 * Returns: the language that the country's post reads best; "en" where unknown
 */
const char *kontor_language_of_country (const char *country);

/**
 * kontor_language_country_name:
 *
 * Returns: (transfer full): the country's short name, the code where unknown
 */
char       *kontor_language_country_name (const char *language, const char *country);

/**
 * kontor_language_format_decimal:
 * @decimal: PostgreSQL's form
 * @least: at least so many digits after the decimal sign; further zeros at the
 *   end are left out
 *
 * Returns: (transfer full): grouped as the language does, not breaking; a true
 *   minus sign
 */
char       *kontor_language_format_decimal (const char *language, const char *decimal, int least);

/**
 * kontor_language_format_date:
 * @date: "2026-11-22"
 *
 * Returns: (transfer full): "22 November 2026", "22.11.2026", ...
 */
char       *kontor_language_format_date (const char *language, const char *date);

/**
 * kontor_language_upper:
 *
 * Capitals that do not depend on the desk's locale; in Turkish i becomes İ.
 */
char       *kontor_language_upper (const char *language, const char *text);

G_END_DECLS
