#include "config.h"

#include "model/field.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/money.h"
#include "base/moment.h"
#include "base/text.h"
#include "db/server-message.h"
#include "model/country.h"

/* "1234567.500" as the user's locale writes it, without zeros at the end. */
static char *
format_number (const char *decimal, gboolean grouped)
{
  struct lconv *locale = localeconv ();
  const char *point = *locale->decimal_point != '\0' ? locale->decimal_point : ".";
  const char *group = *locale->thousands_sep != '\0' ? locale->thousands_sep : NULL;
  const char *digits = *decimal == '-' ? decimal + 1 : decimal;
  const char *dot = strchr (digits, '.');
  gsize n_whole = dot != NULL ? (gsize) (dot - digits) : strlen (digits);
  gsize n_fraction = dot != NULL ? strlen (dot + 1) : 0;
  GString *text = g_string_new (digits != decimal ? "-" : NULL);

  for (gsize i = 0; i < n_whole; i++)
    {
      if (grouped && group != NULL && i > 0 && (n_whole - i) % 3 == 0)
        g_string_append (text, group);
      g_string_append_c (text, digits[i]);
    }

  while (n_fraction > 0 && dot[n_fraction] == '0')
    n_fraction--;
  if (n_fraction > 0)
    {
      g_string_append (text, point);
      g_string_append_len (text, dot + 1, n_fraction);
    }

  /* The C library gives some locales' blanks in the locale's own encoding. */
  if (!g_utf8_validate (text->str, text->len, NULL))
    {
      char *valid = g_locale_to_utf8 (text->str, text->len, NULL, NULL, NULL);

      g_string_assign (text, valid != NULL ? valid : decimal);
      g_free (valid);
    }
  return g_string_free (text, FALSE);
}

/* The items of PostgreSQL's "{a,b}". */
static char **
split_array (const char *value)
{
  gsize length = strlen (value);
  g_autofree char *inner = NULL;

  if (length < 2 || value[0] != '{')
    return g_strsplit (value, ",", -1);
  inner = g_strndup (value + 1, length - 2);
  return g_strsplit (inner, ",", -1);
}

static const KontorChoice *
find_choice (const KontorField *field, const char *value)
{
  for (const KontorChoice *choice = field->choices; choice != NULL && choice->value != NULL; choice++)
    if (g_str_equal (choice->value, value))
      return choice;
  return NULL;
}

static char *
format_choices (const KontorField *field, const char *value)
{
  g_auto (GStrv) values = NULL;
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  if (!(field->flags & KONTOR_FIELD_FLAG_MANY))
    return g_strdup (kontor_field_choice_label (field, value));

  values = split_array (value);
  for (guint i = 0; values[i] != NULL; i++)
    if (*values[i] != '\0')
      g_ptr_array_add (labels, (gpointer) kontor_field_choice_label (field, values[i]));
  g_ptr_array_add (labels, NULL);
  return g_strjoinv (", ", (char **) labels->pdata);
}

char *
kontor_field_format (const KontorField *field, const char *value, const char *label, const char *currency)
{
  g_return_val_if_fail (field != NULL, NULL);

  if (value == NULL || *value == '\0')
    return g_strdup ("");

  switch (field->kind)
    {
    case KONTOR_FIELD_INTEGER:
      /* Four digits are a year or a number of something: not grouped. */
      return format_number (value, strlen (value) > 4);
    case KONTOR_FIELD_DECIMAL:
      return format_number (value, TRUE);
    case KONTOR_FIELD_PERCENT:
      {
        g_autofree char *number = format_number (value, TRUE);
        /* Translators: a percentage; some languages put the sign first or a blank before it. */
        return g_strdup_printf (_("%s%%"), number);
      }
    case KONTOR_FIELD_MONEY:
      return kontor_money_format (value, currency);
    case KONTOR_FIELD_DATE:
      return kontor_date_format (value);
    case KONTOR_FIELD_MOMENT:
      return kontor_moment_format (value);
    case KONTOR_FIELD_BOOLEAN:
      return g_strdup (*value == 't' ? _("Yes") : _("No"));
    case KONTOR_FIELD_CHOICE:
      return format_choices (field, value);
    case KONTOR_FIELD_LINK:
      return g_strdup (label != NULL ? label : "");
    case KONTOR_FIELD_COUNTRY:
      return g_strdup (kontor_country_name (value));
    case KONTOR_FIELD_TEXT:
    case KONTOR_FIELD_LONG_TEXT:
    case KONTOR_FIELD_PHONE:
    case KONTOR_FIELD_EMAIL:
    case KONTOR_FIELD_WEBSITE:
    case KONTOR_FIELD_CURRENCY:
    case KONTOR_FIELD_JSON:
    default:
      return (field->flags & KONTOR_FIELD_FLAG_SERVER_WORDS) != 0 ? kontor_server_message_translate (value) : g_strdup (value);
    }
}

static gboolean
refuse (GError **error, const KontorField *field, const char *expected)
{
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%s: %s", _(field->label), expected);
  return FALSE;
}

static gboolean
parse_number (const KontorField *field, const char *text, int scale, char **value, GError **error)
{
  g_autofree char *bare = g_strdup (text);
  gint64 minor;

  /* "15 %" and "1,200 EUR" are typed as they are read. */
  if (field->kind == KONTOR_FIELD_PERCENT || field->kind == KONTOR_FIELD_MONEY)
    {
      gsize length = strlen (bare);

      while (length > 0 && (g_ascii_isalpha (bare[length - 1]) || bare[length - 1] == '%' || bare[length - 1] == ' '))
        bare[--length] = '\0';
      if (length > 1 && bare[0] == '%')
        memmove (bare, bare + 1, length);
    }

  if (!kontor_money_parse (bare, scale, &minor, NULL))
    return refuse (error, field, scale == 0 ? _("please type a whole number, for instance 12")
                                            : _("please type a number, for instance 12.50"));

  *value = kontor_money_to_decimal (minor, scale);

  /* A percentage may be kept in a whole-number column. */
  if (field->kind != KONTOR_FIELD_MONEY && strchr (*value, '.') != NULL)
    {
      gsize length = strlen (*value);

      while ((*value)[length - 1] == '0')
        (*value)[--length] = '\0';
      if ((*value)[length - 1] == '.')
        (*value)[--length] = '\0';
    }
  return TRUE;
}

/* A day, alone or followed by "14:05". */
static gboolean
parse_moment (const KontorField *field, const char *text, char **value, GError **error)
{
  g_autofree char *date = g_strdup (text);
  char *clock = strrchr (date, ' ');
  g_autofree char *day = NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) universal = NULL;
  guint year, month, day_of_month;
  int hour = 0, minute = 0;

  if (clock == NULL && strchr (date, ':') != NULL)
    {
      clock = date;
      day = kontor_date_parse ("today");
    }
  else if (clock != NULL && strchr (clock, ':') != NULL)
    {
      *clock++ = '\0';
      g_strchomp (date);
      if (g_str_has_suffix (date, ","))
        date[strlen (date) - 1] = '\0';
      day = kontor_date_parse (date);
    }
  else
    {
      clock = NULL;
      day = kontor_date_parse (date);
    }

  if (day == NULL || sscanf (day, "%u-%u-%u", &year, &month, &day_of_month) != 3 ||
      (clock != NULL && sscanf (clock, "%d:%d", &hour, &minute) != 2) ||
      hour < 0 || hour > 23 || minute < 0 || minute > 59)
    return refuse (error, field, _("please type a day and a time, for instance “tomorrow 14:30”"));

  local = g_date_time_new_local (year, month, day_of_month, hour, minute, 0);
  if (local == NULL)
    return refuse (error, field, _("there is no such moment"));
  universal = g_date_time_to_utc (local);
  *value = g_date_time_format (universal, "%Y-%m-%d %H:%M:%S+00");
  return TRUE;
}

static gboolean
parse_boolean (const KontorField *field, const char *text, char **value, GError **error)
{
  static const char * const yes[] = { "t", "true", "yes", "y", "1", "x", "+", NULL };
  static const char * const no[] = { "f", "false", "no", "n", "0", "-", NULL };
  g_autofree char *folded = kontor_text_fold (text);
  g_autofree char *local_yes = kontor_text_fold (_("Yes"));
  g_autofree char *local_no = kontor_text_fold (_("No"));

  if (g_strv_contains (yes, folded) || g_str_equal (folded, local_yes))
    *value = g_strdup ("t");
  else if (g_strv_contains (no, folded) || g_str_equal (folded, local_no))
    *value = g_strdup ("f");
  else
    return refuse (error, field, _("please type yes or no"));
  return TRUE;
}

static const char *
parse_one_choice (const KontorField *field, const char *text)
{
  g_autofree char *folded = kontor_text_fold (text);

  if (find_choice (field, text) != NULL)
    return find_choice (field, text)->value;
  for (const KontorChoice *choice = field->choices; choice != NULL && choice->value != NULL; choice++)
    {
      g_autofree char *english = kontor_text_fold (choice->label);
      g_autofree char *label = kontor_text_fold (_(choice->label));

      if (g_str_equal (folded, label) || g_str_equal (folded, english) || g_str_equal (folded, choice->value))
        return choice->value;
    }
  return NULL;
}

static gboolean
parse_choices (const KontorField *field, const char *text, char **value, GError **error)
{
  g_auto (GStrv) parts = NULL;
  g_autoptr (GPtrArray) values = NULL;

  if (!(field->flags & KONTOR_FIELD_FLAG_MANY))
    {
      *value = g_strdup (parse_one_choice (field, text));
      if (*value == NULL)
        return refuse (error, field, _("please choose one of the list"));
      return TRUE;
    }

  parts = split_array (text);
  values = g_ptr_array_new ();
  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *one;

      if (*g_strstrip (parts[i]) == '\0')
        continue;
      one = parse_one_choice (field, parts[i]);
      if (one == NULL)
        return refuse (error, field, _("please choose from the list"));
      g_ptr_array_add (values, (gpointer) one);
    }
  g_ptr_array_add (values, NULL);
  {
    g_autofree char *joined = g_strjoinv (",", (char **) values->pdata);
    *value = g_strdup_printf ("{%s}", joined);
  }
  return TRUE;
}

static gboolean
parse_phone (const KontorField *field, const char *text, char **value, GError **error)
{
  guint n_digits = 0;

  for (const char *letter = text; *letter != '\0'; letter++)
    n_digits += g_ascii_isdigit (*letter) ? 1 : 0;
  if (n_digits < 3)
    return refuse (error, field, _("please type a telephone number, for instance +387 33 123 456"));

  *value = g_strdup (text);
  return TRUE;
}

static gboolean
parse_email (const KontorField *field, const char *text, char **value, GError **error)
{
  const char *at = strchr (text, '@');

  if (at == NULL || at == text || strchr (at + 1, '.') == NULL || strchr (at + 1, '@') != NULL ||
      strpbrk (text, " \t,;") != NULL || g_str_has_suffix (text, "."))
    return refuse (error, field, _("please type one e-mail address, for instance name@example.com"));

  *value = g_strdup (text);
  return TRUE;
}

static gboolean
parse_code (const KontorField *field, const char *code, const char *expected, char **value, GError **error)
{
  if (code == NULL)
    return refuse (error, field, expected);

  *value = g_strdup (code);
  return TRUE;
}

gboolean
kontor_field_parse (const KontorField *field, const char *text, char **value, GError **error)
{
  g_autofree char *trimmed = NULL;

  g_return_val_if_fail (field != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  *value = NULL;
  trimmed = g_strdup (text != NULL ? text : "");
  if (field->kind == KONTOR_FIELD_LONG_TEXT)
    g_strchomp (trimmed);
  else
    g_strstrip (trimmed);
  if (*trimmed == '\0')
    return TRUE;

  switch (field->kind)
    {
    case KONTOR_FIELD_INTEGER:
      return parse_number (field, trimmed, 0, value, error);
    case KONTOR_FIELD_DECIMAL:
      return parse_number (field, trimmed, 3, value, error);
    case KONTOR_FIELD_PERCENT:
    case KONTOR_FIELD_MONEY:
      return parse_number (field, trimmed, 2, value, error);
    case KONTOR_FIELD_DATE:
      *value = kontor_date_parse (trimmed);
      return *value != NULL || refuse (error, field, _("please type a day, for instance 24.12.2026 or “tomorrow”"));
    case KONTOR_FIELD_MOMENT:
      return parse_moment (field, trimmed, value, error);
    case KONTOR_FIELD_BOOLEAN:
      return parse_boolean (field, trimmed, value, error);
    case KONTOR_FIELD_CHOICE:
      return parse_choices (field, trimmed, value, error);
    case KONTOR_FIELD_PHONE:
      return parse_phone (field, trimmed, value, error);
    case KONTOR_FIELD_EMAIL:
      return parse_email (field, trimmed, value, error);
    case KONTOR_FIELD_WEBSITE:
      if (strpbrk (trimmed, " \t") != NULL || strchr (trimmed, '.') == NULL)
        return refuse (error, field, _("please type a web address, for instance www.example.com"));
      break;
    case KONTOR_FIELD_COUNTRY:
      return parse_code (field, kontor_country_find (trimmed), _("please type a country's name or its two letters"),
                         value, error);
    case KONTOR_FIELD_CURRENCY:
      return parse_code (field, kontor_currency_find (trimmed), _("please type a currency's three letters, for instance EUR"),
                         value, error);
    case KONTOR_FIELD_TEXT:
      g_strdelimit (trimmed, "\r\n\t", ' ');
      break;
    case KONTOR_FIELD_LONG_TEXT:
    case KONTOR_FIELD_LINK:
    case KONTOR_FIELD_JSON:
    default:
      break;
    }

  *value = g_steal_pointer (&trimmed);
  return TRUE;
}

const char *
kontor_field_choice_label (const KontorField *field, const char *value)
{
  const KontorChoice *choice;

  g_return_val_if_fail (field != NULL, NULL);

  choice = value != NULL ? find_choice (field, value) : NULL;
  return choice != NULL ? _(choice->label) : value;
}

gboolean
kontor_field_is_numeric (const KontorField *field)
{
  g_return_val_if_fail (field != NULL, FALSE);

  switch (field->kind)
    {
    case KONTOR_FIELD_INTEGER:
    case KONTOR_FIELD_DECIMAL:
    case KONTOR_FIELD_PERCENT:
    case KONTOR_FIELD_MONEY:
      return TRUE;
    default:
      return FALSE;
    }
}

gboolean
kontor_field_is_left_to_right (const KontorField *field)
{
  g_return_val_if_fail (field != NULL, FALSE);

  switch (field->kind)
    {
    case KONTOR_FIELD_DATE:
    case KONTOR_FIELD_MOMENT:
    case KONTOR_FIELD_PHONE:
    case KONTOR_FIELD_EMAIL:
    case KONTOR_FIELD_WEBSITE:
      return TRUE;
    default:
      return kontor_field_is_numeric (field);
    }
}
