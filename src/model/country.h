#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Countries (ISO 3166-1) and currencies (ISO 4217) by the package iso-codes,
 * their names in the user's language.
 */

/**
 * KontorCode:
 * @code: "BA", "EUR"
 * @name: in the user's language
 */
typedef struct
{
  char *code;
  char *name;
} KontorCode;

/* All of them, sorted by name; (transfer none) (element-type KontorCode). */
GPtrArray  *kontor_countries  (void);
GPtrArray  *kontor_currencies (void);

/* The name of a code, or the code itself where it is unknown. */
const char *kontor_country_name  (const char *code);
const char *kontor_currency_name (const char *code);

/* The code that a person means by a code or a name, or %NULL. */
const char *kontor_country_find  (const char *text);
const char *kontor_currency_find (const char *text);

G_END_DECLS
