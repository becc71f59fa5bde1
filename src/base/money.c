#include "config.h"

#include "base/money.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <string.h>

#include "base/error.h"

#define NO_BREAK_SPACE "\302\240"

/* The locale's decimal sign: '.' or ','. */
static char
get_decimal_sign (void)
{
  const char *sign = nl_langinfo (RADIXCHAR);

  return g_strcmp0 (sign, ",") == 0 ? ',' : '.';
}

static const char *
get_grouping_sign (void)
{
  const char *sign = nl_langinfo (THOUSEP);

  if (sign != NULL && *sign != '\0' && g_utf8_validate (sign, -1, NULL))
    return *sign == ' ' ? NO_BREAK_SPACE : sign;

  return get_decimal_sign () == ',' ? "." : ",";
}

static gboolean
refuse (const char *text, GError **error)
{
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
               _("“%s” is not an amount."), text);
  return FALSE;
}

/* Leaves digits, points and commas; blanks and apostrophes between digits only
 * group. */
static char *
strip_groups (const char *text)
{
  GString *stripped = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      if (g_unichar_isspace (letter) || letter == '\'' || letter == 0x2019)
        continue;
      if (letter >= 0x80 || !(g_ascii_isdigit (letter) || letter == '.' || letter == ','))
        {
          g_string_free (stripped, TRUE);
          return NULL;
        }
      g_string_append_c (stripped, (char) letter);
    }

  return g_string_free (stripped, FALSE);
}

static guint
count (const char *text, char sign)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == sign;
  return n;
}

/* Which of the two signs, if any, is the decimal one; '\0' for none. */
static char
find_decimal_sign (const char *text)
{
  guint points = count (text, '.');
  guint commas = count (text, ',');
  char sign;
  const char *at;

  if (points > 0 && commas > 0)
    return strrchr (text, '.') > strrchr (text, ',') ? '.' : ',';
  if (points + commas == 0)
    return '\0';
  if (points + commas > 1)
    return '\0';

  sign = points > 0 ? '.' : ',';
  if (sign == get_decimal_sign ())
    return sign;

  /* "1,234" where the comma is not the decimal sign groups; "1,5" can only
   * be a fraction. */
  at = strchr (text, sign);
  return strlen (at + 1) == 3 && at - text >= 1 && at - text <= 3 && *text != '0' ? '\0' : sign;
}

/* Groups, where any are made, have three digits, the first one to three. */
static gboolean
join_groups (GString *digits, const char *text, gsize length)
{
  gsize run = 0;
  gboolean grouped = FALSE;
  char used = '\0';

  for (gsize i = 0; i < length; i++)
    {
      if (g_ascii_isdigit (text[i]))
        {
          g_string_append_c (digits, text[i]);
          run++;
          continue;
        }
      if (run == 0 || run > 3 || (grouped && run != 3) || (used != '\0' && used != text[i]))
        return FALSE;
      used = text[i];
      grouped = TRUE;
      run = 0;
    }

  return !grouped || run == 3;
}

gboolean
kontor_money_parse (const char *text, int scale, gint64 *minor, GError **error)
{
  g_autofree char *stripped = NULL;
  g_autofree char *trimmed = NULL;
  g_autoptr (GString) digits = g_string_new (NULL);
  const char *start;
  const char *fraction = NULL;
  gboolean negative = FALSE;
  guint64 value = 0;
  char sign;
  int given = 0;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (scale >= 0 && scale <= 6, FALSE);
  g_return_val_if_fail (minor != NULL, FALSE);

  if (!g_utf8_validate (text, -1, NULL))
    return refuse ("?", error);

  trimmed = g_strstrip (g_strdup (text));
  start = trimmed;
  if (*start == '-' || *start == '+')
    negative = *start++ == '-';
  else if (g_str_has_prefix (start, "\342\210\222"))
    {
      negative = TRUE;
      start += 3;
    }

  stripped = strip_groups (start);
  if (stripped == NULL || *stripped == '\0')
    return refuse (text, error);

  sign = find_decimal_sign (stripped);
  if (sign != '\0')
    {
      const char *at = strrchr (stripped, sign);

      if (count (stripped, sign) > 1)
        return refuse (text, error);
      fraction = at + 1;
    }

  if (!join_groups (digits, stripped, fraction != NULL ? (gsize) (fraction - 1 - stripped) : strlen (stripped)))
    return refuse (text, error);
  if (digits->len == 0 && (fraction == NULL || *fraction == '\0'))
    return refuse (text, error);

  if (fraction != NULL)
    {
      given = (int) strlen (fraction);
      if (given > scale)
        {
          g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                       g_dngettext (GETTEXT_PACKAGE,
                                    "“%s” has more than %d digit after the decimal sign.",
                                    "“%s” has more than %d digits after the decimal sign.", scale),
                       text, scale);
          return FALSE;
        }
      g_string_append (digits, fraction);
    }
  for (; given < scale; given++)
    g_string_append_c (digits, '0');

  for (gsize i = 0; i < digits->len; i++)
    {
      if (!g_uint64_checked_mul (&value, value, 10) ||
          !g_uint64_checked_add (&value, value, digits->str[i] - '0') ||
          value > (guint64) G_MAXINT64)
        {
          g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, _("“%s” is too large."), text);
          return FALSE;
        }
    }

  *minor = negative ? -(gint64) value : (gint64) value;
  return TRUE;
}

char *
kontor_money_to_decimal (gint64 minor, int scale)
{
  guint64 value = minor < 0 ? 0 - (guint64) minor : (guint64) minor;
  g_autofree char *digits = NULL;
  gsize length;

  g_return_val_if_fail (scale >= 0 && scale <= 6, NULL);

  digits = g_strdup_printf ("%0*" G_GUINT64_FORMAT, scale + 1, value);
  length = strlen (digits);
  if (scale == 0)
    return g_strdup_printf ("%s%s", minor < 0 ? "-" : "", digits);

  return g_strdup_printf ("%s%.*s.%s", minor < 0 ? "-" : "",
                          (int) (length - scale), digits, digits + length - scale);
}

char *
kontor_money_format (const char *decimal, const char *currency)
{
  const char *group = get_grouping_sign ();
  const char *fraction;
  GString *text;
  gsize whole;

  if (decimal == NULL || *decimal == '\0')
    return g_strdup ("");

  text = g_string_new (NULL);
  if (*decimal == '-')
    {
      /* The minus sign, as wide as a digit. */
      g_string_append (text, "\342\210\222");
      decimal++;
    }

  fraction = strchr (decimal, '.');
  whole = fraction != NULL ? (gsize) (fraction - decimal) : strlen (decimal);
  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0 && whole > 3)
        g_string_append (text, group);
      g_string_append_c (text, decimal[i]);
    }

  g_string_append_c (text, get_decimal_sign ());
  if (fraction != NULL)
    g_string_append (text, fraction + 1);
  for (gsize given = fraction != NULL ? strlen (fraction + 1) : 0; given < 2; given++)
    g_string_append_c (text, '0');

  if (currency != NULL && *currency != '\0')
    g_string_append_printf (text, NO_BREAK_SPACE "%s", currency);

  return g_string_free (text, FALSE);
}
