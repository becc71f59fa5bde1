#include "config.h"

#include <string.h>

#include "route/map-json.h"

/* Reading calls itself for each level. */
#define MAX_DEPTH 200
/* As many digits as surely fit into 64 bits. */
#define MAX_DIGITS 18

static void
skip_space (KontorMapReader *self)
{
  while (*self->at == ' ' || *self->at == '\n' || *self->at == '\t' || *self->at == '\r')
    self->at++;
}

static gboolean
take (KontorMapReader *self, const char *word)
{
  gsize length = strlen (word);

  if (strncmp (self->at, word, length) != 0)
    return FALSE;
  self->at += length;
  return TRUE;
}

static gboolean
fail (KontorMapReader *self)
{
  self->failed = TRUE;
  return FALSE;
}

/* Four digits of "\u". */
static gboolean
read_unit (KontorMapReader *self, gunichar *unit)
{
  *unit = 0;
  for (guint i = 0; i < 4; i++, self->at++)
    {
      if (!g_ascii_isxdigit (*self->at))
        return FALSE;
      *unit = *unit * 16 + (gunichar) g_ascii_xdigit_value (*self->at);
    }
  return TRUE;
}

static gboolean
read_escape (KontorMapReader *self)
{
  static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
  const char *letter = *self->at != '\0' ? strchr (letters, *self->at) : NULL;
  gunichar unit, second;

  if (letter != NULL)
    {
      g_string_append_c (self->text, meanings[letter - letters]);
      self->at++;
      return TRUE;
    }
  if (!take (self, "u") || !read_unit (self, &unit))
    return FALSE;
  if (unit >= 0xd800 && unit < 0xdc00)
    {
      if (!take (self, "\\u") || !read_unit (self, &second) || second < 0xdc00 || second > 0xdfff)
        return FALSE;
      unit = 0x10000 + ((unit - 0xd800) << 10) + (second - 0xdc00);
    }
  /* Half a letter, or none at all. */
  if (unit == 0 || (unit >= 0xdc00 && unit <= 0xdfff))
    return FALSE;
  g_string_append_unichar (self->text, unit);
  return TRUE;
}

const char *
kontor_map_reader_read_string (KontorMapReader *self)
{
  skip_space (self);
  if (!take (self, "\""))
    return NULL;
  g_string_truncate (self->text, 0);
  for (;;)
    {
      const char *from = self->at;

      while ((guchar) *self->at >= ' ' && *self->at != '"' && *self->at != '\\')
        self->at++;
      g_string_append_len (self->text, from, self->at - from);
      if (take (self, "\""))
        return self->text->str;
      /* A control character, or the end of everything. */
      if (!take (self, "\\") || !read_escape (self))
        {
          fail (self);
          return NULL;
        }
    }
}

static gsize
skip_digits (KontorMapReader *self)
{
  const char *from = self->at;

  while (g_ascii_isdigit (*self->at))
    self->at++;
  return (gsize) (self->at - from);
}

/* FALSE where none stands there. */
static gboolean
scan_number (KontorMapReader *self, gboolean *whole, gint64 *integer, double *value)
{
  const char *from;
  gsize digits;

  skip_space (self);
  from = self->at;
  take (self, "-");
  if (!g_ascii_isdigit (*self->at) || (*self->at == '0' && g_ascii_isdigit (self->at[1])))
    {
      self->at = from;
      return FALSE;
    }
  digits = skip_digits (self);
  *whole = digits <= MAX_DIGITS;
  if (take (self, "."))
    {
      *whole = FALSE;
      if (skip_digits (self) == 0)
        return fail (self);
    }
  if (*self->at == 'e' || *self->at == 'E')
    {
      *whole = FALSE;
      self->at++;
      if (*self->at == '+' || *self->at == '-')
        self->at++;
      if (skip_digits (self) == 0)
        return fail (self);
    }
  if (*whole)
    *value = (double) (*integer = g_ascii_strtoll (from, NULL, 10));
  else
    *value = g_ascii_strtod (from, NULL);
  return TRUE;
}

gboolean
kontor_map_reader_read_number (KontorMapReader *self, double *value)
{
  gboolean whole;
  gint64 integer;

  return scan_number (self, &whole, &integer, value);
}

gboolean
kontor_map_reader_open (KontorMapReader *self, const char *bracket)
{
  skip_space (self);
  if (self->depth >= MAX_DEPTH || !take (self, bracket))
    return FALSE;
  self->depth++;
  self->fresh = TRUE;
  return TRUE;
}

gboolean
kontor_map_reader_next (KontorMapReader *self, const char *bracket)
{
  gboolean fresh = self->fresh;

  self->fresh = FALSE;
  if (self->failed)
    return FALSE;
  skip_space (self);
  if (take (self, bracket))
    {
      self->depth--;
      return FALSE;
    }
  return fresh || take (self, ",") || fail (self);
}

const char *
kontor_map_reader_next_member (KontorMapReader *self)
{
  const char *name;

  if (!kontor_map_reader_next (self, "}"))
    return NULL;
  name = kontor_map_reader_read_string (self);
  skip_space (self);
  if (name == NULL || !take (self, ":"))
    {
      fail (self);
      return NULL;
    }
  return name;
}

static JsonNode *
read_array (KontorMapReader *self)
{
  JsonArray *array = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  while (kontor_map_reader_next (self, "]"))
    {
      JsonNode *element = kontor_map_reader_read_value (self);

      if (element != NULL)
        json_array_add_element (array, element);
    }
  json_node_take_array (node, array);
  return node;
}

static JsonNode *
read_object (KontorMapReader *self)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  while (kontor_map_reader_read_member (self, object, kontor_map_reader_next_member (self)))
    ;
  json_node_take_object (node, object);
  return node;
}

gboolean
kontor_map_reader_read_member (KontorMapReader *self, JsonObject *object, const char *name)
{
  g_autofree char *own = g_strdup (name);
  JsonNode *value = name != NULL ? kontor_map_reader_read_value (self) : NULL;

  if (value != NULL)
    json_object_set_member (object, own, value);
  return value != NULL;
}

JsonNode *
kontor_map_reader_read_value (KontorMapReader *self)
{
  const char *string;
  gboolean whole;
  gint64 integer;
  double value;

  if (kontor_map_reader_open (self, "{"))
    return read_object (self);
  if (kontor_map_reader_open (self, "["))
    return read_array (self);
  string = kontor_map_reader_read_string (self);
  if (string != NULL)
    return json_node_init_string (json_node_alloc (), string);
  if (!self->failed && scan_number (self, &whole, &integer, &value))
    return whole ? json_node_init_int (json_node_alloc (), integer) : json_node_init_double (json_node_alloc (), value);
  if (take (self, "true"))
    return json_node_init_boolean (json_node_alloc (), TRUE);
  if (take (self, "false"))
    return json_node_init_boolean (json_node_alloc (), FALSE);
  if (take (self, "null"))
    return json_node_new (JSON_NODE_NULL);
  fail (self);
  return NULL;
}

void
kontor_map_reader_init (KontorMapReader *self, const char *text)
{
  *self = (KontorMapReader) { .at = text, .text = g_string_sized_new (256), .failed = !g_utf8_validate (text, -1, NULL) };
}

gboolean
kontor_map_reader_end (KontorMapReader *self)
{
  skip_space (self);
  g_string_free (self->text, TRUE);
  return !self->failed && *self->at == '\0';
}

JsonNode *
kontor_map_parse_json (const char *text)
{
  KontorMapReader reader;
  g_autoptr (JsonNode) node = NULL;

  kontor_map_reader_init (&reader, text);
  node = kontor_map_reader_read_value (&reader);
  return kontor_map_reader_end (&reader) ? g_steal_pointer (&node) : NULL;
}
