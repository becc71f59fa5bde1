#pragma once

#include "route/map-item.h"

G_BEGIN_DECLS

/**
 * KontorMapValue:
 * @KONTOR_MAP_VALUE_LINES: an array of texts, one a line
 * @KONTOR_MAP_VALUE_HOURS: a number of hours, 0 for none
 * @KONTOR_MAP_VALUE_CHOICE: one of @values
 * @KONTOR_MAP_VALUE_PERFORMER: {"kind": …}
 * @KONTOR_MAP_VALUE_ANSWERS: [{"key", "text"}]
 * @KONTOR_MAP_VALUE_RULE: a condition over the subject
 * @KONTOR_MAP_VALUE_STAGE: the id of a stage of deals
 * @KONTOR_MAP_VALUE_CALENDAR: the id of a working calendar
 * @KONTOR_MAP_VALUE_ENTITY: the name of an entity
 * @KONTOR_MAP_VALUE_ENTITIES: an array of them
 * @KONTOR_MAP_VALUE_FIELDS: an array of columns of the subject
 * @KONTOR_MAP_VALUE_MOMENT_FIELD: a column of the subject that holds a date
 * @KONTOR_MAP_VALUE_PROCESSING: what is done without a person: {"kind": …}
 * @KONTOR_MAP_VALUE_NESTED: which process is started: {"map": …}
 * @KONTOR_MAP_VALUE_FLAG: true or absent
 *
 * What kind of value a property of a point has.
 */
typedef enum
{
  KONTOR_MAP_VALUE_TEXT,
  KONTOR_MAP_VALUE_LONG_TEXT,
  KONTOR_MAP_VALUE_LINES,
  KONTOR_MAP_VALUE_HOURS,
  KONTOR_MAP_VALUE_CHOICE,
  KONTOR_MAP_VALUE_FLAG,
  KONTOR_MAP_VALUE_PERFORMER,
  KONTOR_MAP_VALUE_ANSWERS,
  KONTOR_MAP_VALUE_RULE,
  KONTOR_MAP_VALUE_STAGE,
  KONTOR_MAP_VALUE_CALENDAR,
  KONTOR_MAP_VALUE_ENTITY,
  KONTOR_MAP_VALUE_ENTITIES,
  KONTOR_MAP_VALUE_FIELDS,
  KONTOR_MAP_VALUE_MOMENT_FIELD,
  KONTOR_MAP_VALUE_PROCESSING,
  KONTOR_MAP_VALUE_NESTED,
} KontorMapValue;

/* Under which heading a property stands. */
typedef enum
{
  KONTOR_MAP_SECTION_POINT,
  KONTOR_MAP_SECTION_PERFORMER,
  KONTOR_MAP_SECTION_TIME,
  KONTOR_MAP_SECTION_LEAVING,
  KONTOR_MAP_SECTION_WINDOW,
  KONTOR_MAP_SECTION_QUESTION,
  KONTOR_MAP_N_SECTIONS,
} KontorMapSection;

/**
 * KontorMapProperty:
 * @name: as it stands in the file
 * @label: for translation, with a mnemonic
 * @hint: (nullable): for translation
 * @kinds: (1 << kind) of every kind of point that has it
 * @values: (nullable): for a choice, ended by %NULL; the first is ""
 * @labels: for translation, as many
 * @otherwise: for hours: what counts where nothing is said
 *
 * One property of the points of a map, told once: the inspector, the list of
 * differences between versions and the written documentation come from it.
 * The engine of the database runs every one of them.
 */
typedef struct
{
  const char         *name;
  const char         *label;
  const char         *hint;
  KontorMapValue      value;
  KontorMapSection    section;
  guint               kinds;
  const char * const *values;
  const char * const *labels;
  double              otherwise;
} KontorMapProperty;

/* All of them, in the order they are shown; ended by one without a name. */
const KontorMapProperty *kontor_map_property_list     (void);
/* (nullable) */
const KontorMapProperty *kontor_map_property_find     (KontorMapKind kind, const char *name);
gboolean                 kontor_map_property_fits     (const KontorMapProperty *self, KontorMapKind kind);
/* Whether @item says anything about it. */
gboolean                 kontor_map_property_is_set   (const KontorMapProperty *self, const KontorMapItem *item);
/* The label without its mnemonic; (transfer full). */
char                    *kontor_map_property_get_title (const KontorMapProperty *self);
const char              *kontor_map_section_get_label (KontorMapSection section);

G_END_DECLS
