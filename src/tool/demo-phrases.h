#pragma once

#include <glib.h>

#include "tool/demo-country.h"

G_BEGIN_DECLS

/*
 * What people in an office write to one another, in each client's language.
 * Texts have {product}, {person}, {quantity}, {city} and {day}.
 */
typedef struct
{
  const char * const *positions;
  const char * const *deals;
  const char * const *interests;
  const char * const *calls;
  const char * const *meetings;
  const char * const *letters;
  const char * const *notes;
  const char * const *openings;
  const char * const *middles;
  const char * const *closings;
  const char * const *outcomes;
  const char * const *next_steps;
  const char * const *tasks;
  const char * const *results;
  const char * const *introductions;
  const char *terms;
} KontorDemoPhrases;

const KontorDemoPhrases *kontor_demo_phrases_get (KontorDemoLanguage language);

/**
 * kontor_demo_phrases_fill:
 * @values: pairs of a name in braces and its text, ended by %NULL
 *
 * Appends @template to @out with its names replaced.
 */
void kontor_demo_phrases_fill (GString *out, const char *template, const char * const *values);

G_END_DECLS
