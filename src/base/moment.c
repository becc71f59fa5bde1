#include "config.h"

#include "base/moment.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

static gboolean
has_time (const char *text)
{
  return strlen (text) > 10;
}

/* The locale's date with all four digits of the year: "%d.%m.%Y". */
static char *
get_date_format (void)
{
  const char *format = nl_langinfo (D_FMT);
  g_auto (GStrv) parts = NULL;

  /* Only the C locale has this one, and nobody wants it: ISO is understood by all. */
  if (format == NULL || *format == '\0' || g_str_equal (format, "%m/%d/%y"))
    return g_strdup ("%Y-%m-%d");

  parts = g_strsplit (format, "%y", -1);
  return g_strjoinv ("%Y", parts);
}

/* Whole days from today to @moment, by the calendar. */
static int
days_from_today (GDateTime *moment)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GDate today, day;

  g_date_clear (&today, 1);
  g_date_clear (&day, 1);
  g_date_set_dmy (&today, g_date_time_get_day_of_month (now), g_date_time_get_month (now), g_date_time_get_year (now));
  g_date_set_dmy (&day, g_date_time_get_day_of_month (moment), g_date_time_get_month (moment), g_date_time_get_year (moment));

  return g_date_days_between (&today, &day);
}

static char *
format_day (GDateTime *moment)
{
  g_autofree char *format = get_date_format ();

  return g_date_time_format (moment, format);
}

/* "today", "yesterday", "tomorrow" or %NULL. */
static const char *
near_day (GDateTime *moment)
{
  switch (days_from_today (moment))
    {
    case -1:
      return _("yesterday");
    case 0:
      return _("today");
    case 1:
      return _("tomorrow");
    default:
      return NULL;
    }
}

static GDateTime *
new_local_day (int year, int month, int day)
{
  if (year < 1 || year > 9999 || !g_date_valid_dmy (day, month, year))
    return NULL;

  return g_date_time_new_local (year, month, day, 0, 0, 0);
}

GDateTime *
kontor_moment_parse (const char *text)
{
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) moment = NULL;
  int year, month, day;

  if (text == NULL || strlen (text) < 10)
    return NULL;

  if (!has_time (text))
    {
      if (sscanf (text, "%4d-%2d-%2d", &year, &month, &day) != 3)
        return NULL;
      return new_local_day (year, month, day);
    }

  zone = g_time_zone_new_local ();
  moment = g_date_time_new_from_iso8601 (text, zone);
  return moment != NULL ? g_date_time_to_local (moment) : NULL;
}

char *
kontor_moment_format (const char *text)
{
  g_autoptr (GDateTime) moment = kontor_moment_parse (text);
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *time = NULL;
  g_autofree char *day = NULL;
  const char *near;
  GTimeSpan ago;

  if (moment == NULL)
    return g_strdup ("");

  near = near_day (moment);
  if (!has_time (text))
    return near != NULL ? g_strdup (near) : format_day (moment);

  now = g_date_time_new_now_local ();
  ago = g_date_time_difference (now, moment);
  if (ago >= -G_TIME_SPAN_MINUTE / 2 && ago < G_TIME_SPAN_MINUTE)
    return g_strdup (_("just now"));
  if (ago >= 0 && ago < G_TIME_SPAN_HOUR)
    {
      int minutes = (int) (ago / G_TIME_SPAN_MINUTE);

      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d minute ago", "%d minutes ago", minutes), minutes);
    }
  if (ago < 0 && ago > -G_TIME_SPAN_HOUR)
    {
      int minutes = (int) ((-ago + G_TIME_SPAN_MINUTE - 1) / G_TIME_SPAN_MINUTE);

      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "in %d minute", "in %d minutes", minutes), minutes);
    }

  time = g_date_time_format (moment, "%H:%M");
  if (near != NULL)
    /* Translators: a near day and a time of day: "today, 14:05" */
    return g_strdup_printf (C_("moment", "%s, %s"), near, time);

  day = format_day (moment);
  return g_strdup_printf (C_("moment", "%s, %s"), day, time);
}

gboolean
kontor_moment_is_past (const char *text)
{
  g_autoptr (GDateTime) moment = text != NULL ? kontor_moment_parse (text) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (moment != NULL && strchr (text, ':') == NULL)
    {
      GDateTime *end = g_date_time_add_days (moment, 1);

      g_date_time_unref (moment);
      moment = end;
    }
  return moment != NULL && g_date_time_compare (moment, now) < 0;
}

char *
kontor_moment_format_exact (const char *text)
{
  g_autoptr (GDateTime) moment = kontor_moment_parse (text);
  g_autofree char *time = NULL;
  g_autofree char *day = NULL;

  if (moment == NULL)
    return g_strdup ("");

  day = format_day (moment);
  if (!has_time (text))
    return g_steal_pointer (&day);

  time = g_date_time_format (moment, "%H:%M");
  return g_strdup_printf (C_("moment", "%s, %s"), day, time);
}

char *
kontor_date_format (const char *text)
{
  g_autoptr (GDateTime) moment = kontor_moment_parse (text);

  return moment != NULL ? format_day (moment) : g_strdup ("");
}

static char *
format_offset (int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) day = g_date_time_add_days (now, days);

  return day != NULL ? g_date_time_format (day, "%Y-%m-%d") : NULL;
}

static gboolean
is_word (const char *text, const char *word)
{
  g_autofree char *mine = kontor_text_fold (text);
  g_autofree char *folded = kontor_text_fold (word);

  return g_strcmp0 (mine, folded) == 0;
}

/* Splits "22.11.2026" into numbers; returns how many there are, or 0. */
static int
split_numbers (const char *text, int *numbers, int *widths, char *separator)
{
  int n = 0;

  *separator = '\0';
  while (*text != '\0')
    {
      int width = 0;
      int number = 0;

      while (*text == ' ')
        text++;
      while (g_ascii_isdigit (*text) && width < 5)
        {
          number = number * 10 + (*text++ - '0');
          width++;
        }
      if (width == 0)
        return *text == '\0' ? n : 0;
      if (n == 3)
        return 0;
      numbers[n] = number;
      widths[n++] = width;
      if (*text == '\0')
        break;
      if (strchr ("./- ", *text) == NULL)
        return 0;
      if (*separator == '\0' || *separator == ' ')
        *separator = *text;
      text++;
    }

  return n;
}

static gboolean
is_month_first (void)
{
  g_autofree char *format = get_date_format ();
  const char *month = strstr (format, "%m");
  const char *day = strstr (format, "%d");

  return month != NULL && day != NULL && month < day && !g_str_has_prefix (format, "%Y");
}

char *
kontor_date_parse (const char *text)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) result = NULL;
  g_autofree char *trimmed = NULL;
  int numbers[3], widths[3];
  int day, month, year;
  char separator;
  int n;

  g_return_val_if_fail (text != NULL, NULL);

  trimmed = g_strstrip (g_strdup (text));
  if (is_word (trimmed, "today") || is_word (trimmed, _("today")))
    return format_offset (0);
  if (is_word (trimmed, "tomorrow") || is_word (trimmed, _("tomorrow")))
    return format_offset (1);
  if (is_word (trimmed, "yesterday") || is_word (trimmed, _("yesterday")))
    return format_offset (-1);
  if (*trimmed == '+' || *trimmed == '-')
    {
      gint64 days;

      if (!g_ascii_isdigit (trimmed[1]) || !g_ascii_string_to_signed (trimmed + 1, 10, 0, 36500, &days, NULL))
        return NULL;
      return format_offset (*trimmed == '-' ? -(int) days : (int) days);
    }

  n = split_numbers (trimmed, numbers, widths, &separator);
  if (n == 3 && widths[0] == 4)
    {
      year = numbers[0];
      month = numbers[1];
      day = numbers[2];
    }
  else if (n == 2 || n == 3)
    {
      /* Points always part day, month and year in this order; slashes do as
       * the locale has it. */
      gboolean month_first = separator == '/' && is_month_first ();

      day = numbers[month_first ? 1 : 0];
      month = numbers[month_first ? 0 : 1];
      year = n == 3 ? numbers[2] : g_date_time_get_year (now);
      if (n == 3 && widths[2] <= 2)
        year += 2000;
      else if (n == 3 && widths[2] != 4)
        return NULL;
    }
  else
    return NULL;

  result = new_local_day (year, month, day);
  return result != NULL ? g_date_time_format (result, "%Y-%m-%d") : NULL;
}
