#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorFieldKind:
 *
 * What a field holds.  A value is kept as text in PostgreSQL's output form,
 * whatever the kind; the kind says how it is shown, typed, compared and sorted.
 *
 * @KONTOR_FIELD_CHOICE: one of @choices, or several ("{a,b}") with
 *   %KONTOR_FIELD_FLAG_MANY
 * @KONTOR_FIELD_LINK: the id of a record of @target
 * @KONTOR_FIELD_JSON: a jsonb kept as it is, shown by a screen of its own
 */
typedef enum
{
  KONTOR_FIELD_TEXT,
  KONTOR_FIELD_LONG_TEXT,
  KONTOR_FIELD_INTEGER,
  KONTOR_FIELD_DECIMAL,
  KONTOR_FIELD_PERCENT,
  KONTOR_FIELD_MONEY,
  KONTOR_FIELD_DATE,
  KONTOR_FIELD_MOMENT,
  KONTOR_FIELD_BOOLEAN,
  KONTOR_FIELD_CHOICE,
  KONTOR_FIELD_LINK,
  KONTOR_FIELD_PHONE,
  KONTOR_FIELD_EMAIL,
  KONTOR_FIELD_WEBSITE,
  KONTOR_FIELD_COUNTRY,
  KONTOR_FIELD_CURRENCY,
  KONTOR_FIELD_JSON,
} KontorFieldKind;

/**
 * KontorFieldFlags:
 * @KONTOR_FIELD_FLAG_REQUIRED: may not be empty
 * @KONTOR_FIELD_FLAG_READ_ONLY: the server fills it
 * @KONTOR_FIELD_FLAG_LIST: a column of the list before the user chose any
 * @KONTOR_FIELD_FLAG_HIDDEN: on no form (links to the parent, bookkeeping)
 * @KONTOR_FIELD_FLAG_MANY: several choices at once
 * @KONTOR_FIELD_FLAG_KEY: matched when rows are imported again
 * @KONTOR_FIELD_FLAG_TOTAL: its sum over many records says something, so lists
 *   show it: amounts, not prices
 * @KONTOR_FIELD_FLAG_SERVER_WORDS: the server says it in its own words, which
 *   are shown in the person's language
 * @KONTOR_FIELD_FLAG_GIVEN: entered with a new record, and not changed on its
 *   card afterwards
 * @KONTOR_FIELD_FLAG_RECKONED: no column: the server reckons it with each row that is
 *   read, by kontor.<entity>_now(id); lists are neither sorted nor filtered by it
 */
typedef enum
{
  KONTOR_FIELD_FLAG_NONE = 0,
  KONTOR_FIELD_FLAG_REQUIRED = 1 << 0,
  KONTOR_FIELD_FLAG_READ_ONLY = 1 << 1,
  KONTOR_FIELD_FLAG_LIST = 1 << 2,
  KONTOR_FIELD_FLAG_HIDDEN = 1 << 3,
  KONTOR_FIELD_FLAG_MANY = 1 << 4,
  KONTOR_FIELD_FLAG_KEY = 1 << 5,
  KONTOR_FIELD_FLAG_TOTAL = 1 << 6,
  KONTOR_FIELD_FLAG_SERVER_WORDS = 1 << 7,
  KONTOR_FIELD_FLAG_GIVEN = 1 << 8,
  KONTOR_FIELD_FLAG_RECKONED = 1 << 9,
} KontorFieldFlags;

/**
 * KontorChoice:
 * @value: what the database stores; %NULL ends an array of choices
 * @label: for translation (N_())
 * @style: (nullable): "success", "warning", "error", "accent" for the chip; never the only sign
 */
typedef struct
{
  const char *value;
  const char *label;
  const char *style;
} KontorChoice;

/**
 * KontorField:
 * @name: the column
 * @label: for translation (N_())
 * @target: the entity of a link
 * @group: for translation: the heading it stands under on an automatic form;
 *   %NULL continues the group above
 * @currency: for money: the field of the same record that names the currency
 * @width: the column's first width in a list, pixels; 0 takes the kind's
 * @hint: for translation: the tooltip
 * @initial: (nullable): what a new record has at first, as the column's default says
 *
 * One field of an entity, told once.
 */
typedef struct
{
  const char         *name;
  const char         *label;
  KontorFieldKind     kind;
  KontorFieldFlags    flags;
  const char         *target;
  const char         *group;
  const KontorChoice *choices;
  const char         *currency;
  int                 width;
  const char         *hint;
  const char         *initial;
} KontorField;

/**
 * kontor_field_format:
 * @value: (nullable): the value in PostgreSQL's form
 * @label: (nullable): for a link, the linked record's title
 * @currency: (nullable): for money
 *
 * Returns: (transfer full): the value as a person reads it in the current
 *   locale; "" for an empty one
 */
char *kontor_field_format (const KontorField *field, const char *value, const char *label, const char *currency);

/**
 * kontor_field_parse:
 * @text: what a person typed
 * @value: (out) (transfer full) (nullable): PostgreSQL's form, %NULL for empty
 *
 * The way back; fails with %KONTOR_ERROR_INVALID and words that say what is expected.
 */
gboolean kontor_field_parse (const KontorField *field, const char *text, char **value, GError **error);

/* The label of a choice's value, translated; the value itself where it is unknown. */
const char *kontor_field_choice_label (const KontorField *field, const char *value);

/* Whether its text is set to the right edge, in digits of one width. */
gboolean kontor_field_is_numeric (const KontorField *field);

/* Whether it is written from left to right in every language: numbers, days,
 * telephones, addresses of the network.  Left to itself "+387 33 1" would be turned
 * about among words that go the other way. */
gboolean kontor_field_is_left_to_right (const KontorField *field);

G_END_DECLS
