#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Reads JSON of whoever sent it, strictly, and no deeper than the stack bears.
 * A map of thousands of points is opened at once, so most of it never becomes a
 * tree: its items are read straight from the text.
 */
typedef struct
{
  const char *at;
  guint       depth;
  /* A bracket was just opened. */
  gboolean    fresh;
  gboolean    failed;
  /* The string that was read last. */
  GString    *text;
} KontorMapReader;

/* @text must outlive it. */
void        kontor_map_reader_init        (KontorMapReader *self, const char *text);
/* Whether all was JSON, to the end of the text. */
gboolean    kontor_map_reader_end         (KontorMapReader *self);

/* "{" or "[", if it comes next. */
gboolean    kontor_map_reader_open        (KontorMapReader *self, const char *bracket);
/* Whether another element comes before the closing @bracket. */
gboolean    kontor_map_reader_next        (KontorMapReader *self, const char *bracket);
/* The name of the next member, valid until the next string is read; %NULL at the end. */
const char *kontor_map_reader_next_member (KontorMapReader *self);

/* If it comes next; the string is valid until the next one is read. */
const char *kontor_map_reader_read_string (KontorMapReader *self);
gboolean    kontor_map_reader_read_number (KontorMapReader *self, double *value);
/* Whatever comes next; (transfer full) (nullable). */
JsonNode   *kontor_map_reader_read_value  (KontorMapReader *self);
/* The value of the member (nullable) @name into @object; FALSE where there was none. */
gboolean    kontor_map_reader_read_member (KontorMapReader *self, JsonObject *object, const char *name);

/* A whole text; (transfer full) (nullable): where it is JSON. */
JsonNode   *kontor_map_parse_json         (const char *text);

G_END_DECLS
