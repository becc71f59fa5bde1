#include "config.h"

#include "db/server-message.h"

#include <glib/gi18n.h>
#include <string.h>

#include "db/server-messages.h"

/*
 * The server says everything in English; the sentences are few and known.  Each
 * becomes a pattern: its pieces between what is filled in.  Sentences in which
 * nothing is filled in are looked up at once; the others stand in buckets by
 * their first letter, the most literal first, so that "“%s”: %s" takes only
 * what nothing else does.
 */

#define MOST_FILLS 8
/* "The map cannot be published: “Call”: the rule cannot be asked: unknown field: ..." */
#define DEEPEST 6

typedef struct
{
  const KontorServerMessage *message;
  char                     **pieces;
  guint                      n_fills;
  gsize                      n_literal;
} Pattern;

typedef struct
{
  const char *start;
  gsize       length;
} Fill;

/* A point without a name is told by its kind, as map-item.c calls it. */
static const struct
{
  const char *kind;
  const char *label;
} points[] = {
  { "start", N_("Start") },
  { "end", N_("End") },
  { "action", N_("Action") },
  { "condition", N_("Condition") },
  { "choice", N_("Choice") },
  { "split", N_("Split") },
  { "merge", N_("Merge") },
  { "processing", N_("Processing") },
  { "nested", N_("Nested process") },
  { "timer", N_("Timer") },
  { "event", N_("Wait for event") },
};

static GHashTable *whole;        /* text -> KontorServerMessage */
static GPtrArray  *buckets[256]; /* first byte -> Pattern; 0: begins with what is filled in */
static KontorServerNames names_of;

static int
compare_patterns (gconstpointer a, gconstpointer b)
{
  const Pattern *one = *(const Pattern * const *) a, *other = *(const Pattern * const *) b;

  return one->n_literal < other->n_literal ? 1 : one->n_literal > other->n_literal ? -1 : 0;
}

static Pattern *
make_pattern (const KontorServerMessage *message)
{
  Pattern *pattern = g_new0 (Pattern, 1);
  g_autoptr (GStrvBuilder) pieces = g_strv_builder_new ();
  g_autoptr (GString) piece = g_string_new (NULL);

  pattern->message = message;
  for (const char *letter = message->words; *letter != '\0'; )
    {
      if (g_str_has_prefix (letter, "%s"))
        {
          g_strv_builder_add (pieces, piece->str);
          g_string_truncate (piece, 0);
          pattern->n_fills++;
          letter += 2;
          continue;
        }
      pattern->n_literal++;
      if (g_str_has_prefix (letter, "“") || g_str_has_prefix (letter, "”"))
        {
          g_string_append_c (piece, '"');
          letter += strlen ("“");
        }
      else
        {
          g_string_append_c (piece, *letter);
          letter += g_str_has_prefix (letter, "%%") ? 2 : 1;
        }
    }
  g_strv_builder_add (pieces, piece->str);
  pattern->pieces = g_strv_builder_end (pieces);
  g_assert (pattern->n_fills <= MOST_FILLS);
  return pattern;
}

/* Made once and kept: the table never changes. */
static void
ensure_patterns (void)
{
  static gsize made;

  if (!g_once_init_enter (&made))
    return;

  whole = g_hash_table_new (g_str_hash, g_str_equal);
  for (const KontorServerMessage *message = kontor_server_messages; message->words != NULL; message++)
    {
      Pattern *pattern = make_pattern (message);
      guchar first = (guchar) pattern->pieces[0][0];

      if (pattern->n_fills == 0)
        {
          g_hash_table_insert (whole, g_strdup (pattern->pieces[0]), (gpointer) message);
          g_strfreev (pattern->pieces);
          g_free (pattern);
          continue;
        }
      if (buckets[first] == NULL)
        buckets[first] = g_ptr_array_new ();
      g_ptr_array_add (buckets[first], pattern);
    }
  for (guint i = 0; i < G_N_ELEMENTS (buckets); i++)
    if (buckets[i] != NULL)
      g_ptr_array_sort (buckets[i], compare_patterns);

  g_once_init_leave (&made, 1);
}

/* Each piece at its first place, the last one at the end: where the text fits the
 * pattern at all, this finds a way to read it. */
static gboolean
match (const Pattern *pattern, const char *text, gsize length, Fill *fills)
{
  const char *end = text + length;
  const char *last = pattern->pieces[pattern->n_fills];
  const char *at = text + strlen (pattern->pieces[0]);
  gsize n_last = strlen (last);

  if (!g_str_has_prefix (text, pattern->pieces[0]) || length < strlen (pattern->pieces[0]) + n_last ||
      memcmp (end - n_last, last, n_last) != 0)
    return FALSE;

  for (guint i = 0; i < pattern->n_fills; i++)
    {
      const char *next = i + 1 == pattern->n_fills ? end - n_last : strstr (at, pattern->pieces[i + 1]);

      if (next == NULL || next < at || next > end - n_last)
        return FALSE;
      fills[i].start = at;
      fills[i].length = (gsize) (next - at);
      at = next + strlen (pattern->pieces[i + 1]);
    }
  return TRUE;
}

static const Pattern *
find_in (const GPtrArray *bucket, const char *text, gsize length, Fill *fills)
{
  for (guint i = 0; bucket != NULL && i < bucket->len; i++)
    {
      const Pattern *pattern = g_ptr_array_index (bucket, i);

      if (match (pattern, text, length, fills))
        return pattern;
    }
  return NULL;
}

static char *translate (const char *text, guint depth);

static const char *
find_point (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    if (g_str_equal (points[i].kind, name))
      return _(points[i].label);
  return NULL;
}

static char *
name_entities (const char *list)
{
  g_auto (GStrv) each = g_strsplit (list, ", ", -1);

  for (guint i = 0; each[i] != NULL; i++)
    {
      const char *name = kontor_server_message_name (KONTOR_SERVER_WORD_ENTITY, NULL, each[i]);

      if (name != NULL)
        {
          g_free (each[i]);
          each[i] = g_strdup (name);
        }
    }
  return g_strjoinv (", ", each);
}

static char *
word_fill (char kind, const Fill *fill, guint depth)
{
  g_autofree char *text = g_strndup (fill->start, fill->length);
  const char *name = NULL;

  switch (kind)
    {
    case 'f':
      name = kontor_server_message_name (KONTOR_SERVER_WORD_FIELD, NULL, text);
      break;
    case 'r':
      name = kontor_server_message_name (KONTOR_SERVER_WORD_ROLE, NULL, text);
      break;
    case 'p':
      name = find_point (text);
      break;
    case 'e':
      return name_entities (text);
    case 'm':
      if (depth < DEEPEST)
        return translate (text, depth + 1);
      break;
    default:
      break;
    }
  return name != NULL ? g_strdup (name) : g_steal_pointer (&text);
}

/* printf's "%s" and "%2$s", as translators write them; NULL where the
 * translation asks for what is not there. */
static char *
fill_in (const char *words, const char *kinds, const Fill *fills, guint n_fills, guint depth)
{
  g_autoptr (GString) said = g_string_new (NULL);
  guint next = 0;

  while (*words != '\0')
    {
      g_autofree char *fill = NULL;
      guint which;

      if (*words != '%')
        {
          g_string_append_c (said, *words++);
          continue;
        }
      if (words[1] == '%')
        {
          g_string_append_c (said, '%');
          words += 2;
          continue;
        }
      if (words[1] == 's')
        {
          which = next++;
          words += 2;
        }
      else if (g_ascii_isdigit (words[1]) && words[2] == '$' && words[3] == 's')
        {
          which = (guint) (words[1] - '1');
          words += 4;
        }
      else
        {
          return NULL;
        }
      if (which >= n_fills)
        return NULL;
      fill = word_fill (kinds[which], &fills[which], depth);
      g_string_append (said, fill);
    }
  return g_string_free (g_steal_pointer (&said), FALSE);
}

static char *
translate (const char *text, guint depth)
{
  const KontorServerMessage *message = g_hash_table_lookup (whole, text);
  gsize length = strlen (text);
  Fill fills[MOST_FILLS] = { { NULL, 0 } }, other_fills[MOST_FILLS] = { { NULL, 0 } };
  const Pattern *pattern, *other;
  char *said;

  if (message != NULL)
    said = fill_in (_(message->words), message->fills, NULL, 0, depth);
  else if (length == 0)
    said = NULL;
  else
    {
      pattern = find_in (buckets[(guchar) *text], text, length, fills);
      other = find_in (buckets[0], text, length, other_fills);
      if (pattern == NULL || (other != NULL && other->n_literal > pattern->n_literal))
        {
          pattern = other;
          memcpy (fills, other_fills, sizeof fills);
        }
      said = pattern != NULL
               ? fill_in (_(pattern->message->words), pattern->message->fills, fills, pattern->n_fills, depth)
               : NULL;
    }
  return said != NULL ? said : g_strdup (text);
}

void
kontor_server_message_set_names (KontorServerNames names)
{
  g_atomic_pointer_set (&names_of, names);
}

const char *
kontor_server_message_name (KontorServerWord kind, const char *entity, const char *word)
{
  KontorServerNames names = (KontorServerNames) g_atomic_pointer_get (&names_of);

  return names != NULL && word != NULL && *word != '\0' ? names (kind, entity, word) : NULL;
}

char *
kontor_server_message_translate (const char *text)
{
  if (text == NULL)
    return NULL;

  ensure_patterns ();
  return translate (text, 0);
}
