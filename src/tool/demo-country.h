#pragma once

#include <glib.h>

#include "tool/demo-random.h"

G_BEGIN_DECLS

/* Which language a client is spoken to in. */
typedef enum
{
  KONTOR_DEMO_BOSNIAN,
  KONTOR_DEMO_TURKISH,
  KONTOR_DEMO_RUSSIAN,
  KONTOR_DEMO_GERMAN,
  KONTOR_DEMO_ENGLISH,
  KONTOR_DEMO_LANGUAGES
} KontorDemoLanguage;

typedef enum
{
  KONTOR_DEMO_SARAJEVO,
  KONTOR_DEMO_MOSCOW,
  KONTOR_DEMO_ISTANBUL,
  KONTOR_DEMO_HAMBURG,
  KONTOR_DEMO_TEAMS
} KontorDemoTeam;

/* The patterns are those of kontor_demo_random_pattern(). */
typedef struct
{
  const char *name;
  const char *postcode;
  const char *phone;
  /* How many firms there are, beside the country's other towns. */
  int         weight;
} KontorDemoCity;

typedef struct
{
  /* Behind (or, with @before, in front of) the name. */
  const char *abbreviated;
  const char *full;
  gboolean    before;
} KontorDemoLegalForm;

typedef struct
{
  const char                *code;
  int                        weight;
  KontorDemoLanguage         language;
  KontorDemoTeam             team;
  const char                *domain_word;
  const char                *mobile;
  /* The street with {street} and {number}. */
  const char                *address;
  const KontorDemoCity      *cities;
  guint                      n_cities;
  const char * const        *streets;
  const KontorDemoLegalForm *forms;
  guint                      n_forms;
  const char * const        *men;
  const char * const        *women;
  const char * const        *surnames;
  /* Null where a woman's surname is the same. */
  const char * const        *surnames_of_women;
  /* A firm's name with {surname}, {other}, {brand}, {branch} and {city}. */
  const char * const        *firms;
  const char * const        *brand_heads;
  const char * const        *brand_tails;
  const char * const        *branches;
} KontorDemoCountry;

guint                    kontor_demo_country_count (void);
const KontorDemoCountry *kontor_demo_country_get   (guint index);

G_END_DECLS
