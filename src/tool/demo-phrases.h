#pragma once

#include <glib.h>

#include "tool/demo-country.h"

G_BEGIN_DECLS

/* What a client complains about, and how it is made good. */
typedef struct
{
  /* Which of the reasons that the product ships. */
  guint       reason;
  const char *essence;
  const char *description;
  const char *wish;
  const char *answer;
} KontorDemoComplaint;

/* What colleagues ask of one another. */
typedef struct
{
  const char *name;
  const char *description;
  const char *result;
  /* With what it is returned. */
  const char *missing;
} KontorDemoOrder;

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
  /* Both end with one that has no text. */
  const KontorDemoComplaint *claims;
  /* The answer where it was not our fault. */
  const char *refusal;
  const KontorDemoOrder *orders;
  const char *leave;
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
