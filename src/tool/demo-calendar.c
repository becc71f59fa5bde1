#include "tool/demo-calendar.h"

#define DAY 86400
/* The working day in UTC: eight to half past five in Sarajevo's winter. */
#define OPENS (7 * 3600)
#define OPEN_FOR KONTOR_DEMO_WORKING_DAY

struct _KontorDemoCalendar
{
  gint64  start;
  gint64  today;
  guint   n_days;
  /* done[n]: the share of all work that was done before day n. */
  double *done;
};

/* January is slow, so are July and August; budgets are spent in spring and autumn. */
static const double month_weight[12] = {
  0.70, 0.90, 1.15, 1.15, 1.10, 1.05, 0.75, 0.65, 1.15, 1.25, 1.20, 0.95
};

/* Days since 1970 to a civil date (H. Hinnant's algorithm). */
static void
civil (gint64 days, int *year, int *month, int *day)
{
  gint64 era, day_of_era, year_of_era, day_of_year, shifted;

  days += 719468;
  era = (days >= 0 ? days : days - 146096) / 146097;
  day_of_era = days - era * 146097;
  year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  shifted = (5 * day_of_year + 2) / 153;

  *day = (int) (day_of_year - (153 * shifted + 2) / 5 + 1);
  *month = (int) (shifted < 10 ? shifted + 3 : shifted - 9);
  *year = (int) (year_of_era + era * 400 + (*month <= 2 ? 1 : 0));
}

/* 0 is Monday. */
static int
weekday (gint64 at)
{
  return (int) ((at / DAY + 3) % 7);
}

static void
append_digits (GString *out, int value, int width)
{
  char digits[8];

  for (int i = width - 1; i >= 0; i--)
    {
      digits[i] = (char) ('0' + value % 10);
      value /= 10;
    }
  g_string_append_len (out, digits, width);
}

KontorDemoCalendar *
kontor_demo_calendar_new (gint64 today, guint years)
{
  KontorDemoCalendar *self = g_new0 (KontorDemoCalendar, 1);
  double sum = 0;

  self->today = today - today % DAY;
  self->n_days = years * 365 + years / 4;
  self->start = self->today - (gint64) self->n_days * DAY;
  self->done = g_new0 (double, self->n_days + 1);

  for (guint i = 0; i < self->n_days; i++)
    {
      gint64 at = self->start + (gint64) i * DAY;
      int year, month, day;
      double weight;

      civil (at / DAY, &year, &month, &day);
      weight = month_weight[month - 1] * (1.0 + 0.12 * i / 365.0);
      if (weekday (at) == 5)
        weight *= 0.04;
      else if (weekday (at) == 6 || (month == 1 && day <= 2) || (month == 12 && day >= 25))
        weight *= 0.005;

      sum += weight;
      self->done[i + 1] = sum;
    }
  for (guint i = 1; i <= self->n_days; i++)
    self->done[i] /= sum;

  return self;
}

void
kontor_demo_calendar_free (KontorDemoCalendar *self)
{
  g_free (self->done);
  g_free (self);
}

gint64
kontor_demo_calendar_get_start (KontorDemoCalendar *self)
{
  return self->start;
}

gint64
kontor_demo_calendar_get_today (KontorDemoCalendar *self)
{
  return self->today;
}

gint64
kontor_demo_calendar_at (KontorDemoCalendar *self, double share)
{
  guint low = 0, high = self->n_days - 1;
  double width;

  share = CLAMP (share, 0.0, 1.0);
  while (low < high)
    {
      guint middle = (low + high + 1) / 2;

      if (self->done[middle] <= share)
        low = middle;
      else
        high = middle - 1;
    }

  width = self->done[low + 1] - self->done[low];
  return self->start + (gint64) low * DAY + OPENS +
         (gint64) (CLAMP ((share - self->done[low]) / width, 0.0, 0.9999) * OPEN_FOR);
}

double
kontor_demo_calendar_share (KontorDemoCalendar *self, gint64 at)
{
  gint64 day = (at - self->start) / DAY;
  double inside;

  if (at <= self->start)
    return 0;
  if (day >= self->n_days)
    return 1;

  inside = CLAMP ((double) (at % DAY - OPENS) / OPEN_FOR, 0.0, 1.0);
  return self->done[day] + inside * (self->done[day + 1] - self->done[day]);
}

gint64
kontor_demo_calendar_working (gint64 at)
{
  int day = weekday (at);

  return day >= 5 ? at + (7 - day) * DAY : at;
}

gint64
kontor_demo_calendar_office (gint64 at)
{
  gint64 seconds = at % DAY;

  return kontor_demo_calendar_working (at - seconds + OPENS + seconds * OPEN_FOR / DAY);
}

gint64
kontor_demo_calendar_worked (gint64 at)
{
  /* Weeks begin on Mondays; the first of January 1970 was a Thursday. */
  gint64 days = at / DAY + 3;

  if (days % 7 >= 5)
    return (days / 7 + 1) * 5 * OPEN_FOR;
  return (days / 7 * 5 + days % 7) * OPEN_FOR + CLAMP (at % DAY - OPENS, 0, OPEN_FOR);
}

gint64
kontor_demo_calendar_when (gint64 worked)
{
  gint64 days = worked / OPEN_FOR;

  return (days / 5 * 7 + days % 5 - 3) * DAY + OPENS + worked % OPEN_FOR;
}

void
kontor_demo_calendar_append_date (GString *out, gint64 at)
{
  int year, month, day;

  civil (at / DAY, &year, &month, &day);
  append_digits (out, year, 4);
  g_string_append_c (out, '-');
  append_digits (out, month, 2);
  g_string_append_c (out, '-');
  append_digits (out, day, 2);
}

void
kontor_demo_calendar_append_moment (GString *out, gint64 at)
{
  int seconds = (int) (at % DAY);

  kontor_demo_calendar_append_date (out, at);
  g_string_append_c (out, ' ');
  append_digits (out, seconds / 3600, 2);
  g_string_append_c (out, ':');
  append_digits (out, seconds / 60 % 60, 2);
  g_string_append_c (out, ':');
  append_digits (out, seconds % 60, 2);
  g_string_append (out, "+00");
}

int
kontor_demo_calendar_year (gint64 at)
{
  int year, month, day;

  civil (at / DAY, &year, &month, &day);
  return year;
}
