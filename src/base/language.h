#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kontor_language_begin:
 *
 * Takes the user's locale and binds the program's translations; the first
 * thing a program does.  Where the environment names a locale that this
 * computer does not have, numbers and dates are those of C, but texts still
 * follow LANGUAGE.  KONTOR_LOCALE_DIR names another folder of translations,
 * for a program that is not installed.
 */
void kontor_language_begin (void);

G_END_DECLS
