#include "config.h"

#include "base/text.h"

#include <string.h>

/* The same two lines as in kontor.fold(). */
static const char marked[] =
  "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįıĵķĸĺļľłńņňŋōŏőŕŗřśŝşšţťŧũūŭůűųŵŷźżžșțǎǐǒǔё";
static const char plain[] =
  "aaaaaaceeeeiiiinoooooouuuuyyaaaccccddeeeeegggghhiiiiijkkllllnnnnooorrrsssstttuuuuuuwyzzzstaiouе";

static GHashTable *
get_plain_letters (void)
{
  static gsize once;
  static GHashTable *letters;

  if (g_once_init_enter (&once))
    {
      const char *to = plain;

      letters = g_hash_table_new (NULL, NULL);
      for (const char *from = marked; *from != '\0'; from = g_utf8_next_char (from))
        {
          g_hash_table_insert (letters,
                               GUINT_TO_POINTER (g_utf8_get_char (from)),
                               GUINT_TO_POINTER (g_utf8_get_char (to)));
          to = g_utf8_next_char (to);
        }
      g_assert (*to == '\0');
      g_once_init_leave (&once, 1);
    }

  return letters;
}

static gunichar
lower (gunichar letter)
{
  /* A Turkish capital and an English one: both become the dotted letter, so
   * that either finds the other. */
  if (letter == 0x130 || letter == 'I')
    return 'i';

  return g_unichar_tolower (letter);
}

char *
kontor_text_fold (const char *text)
{
  GHashTable *letters = get_plain_letters ();
  GString *folded = g_string_new (NULL);
  g_autofree char *valid = NULL;
  gboolean blank = FALSE;

  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);

  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = lower (g_utf8_get_char (p));
      gpointer found;

      if (g_unichar_isspace (letter))
        {
          blank = folded->len > 0;
          continue;
        }
      if (blank)
        {
          g_string_append_c (folded, ' ');
          blank = FALSE;
        }

      found = g_hash_table_lookup (letters, GUINT_TO_POINTER (letter));
      if (found != NULL)
        g_string_append_unichar (folded, GPOINTER_TO_UINT (found));
      else if (letter == 0xdf)
        g_string_append (folded, "ss");
      else if (letter == 0xe6)
        g_string_append (folded, "ae");
      else if (letter == 0x153)
        g_string_append (folded, "oe");
      else
        g_string_append_unichar (folded, letter);
    }

  return g_string_free (folded, FALSE);
}

gboolean
kontor_text_has_words (const char *text, const char *words)
{
  g_autofree char *folded = kontor_text_fold (text);
  g_autofree char *searched = kontor_text_fold (words);
  g_auto (GStrv) each = g_strsplit (searched, " ", -1);

  for (char **word = each; *word != NULL; word++)
    {
      if (strstr (folded, *word) == NULL)
        return FALSE;
    }

  return TRUE;
}
