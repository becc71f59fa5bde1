#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * When things happen in an office: on working days and in working hours, more
 * in spring and autumn than in summer, and every year a little more.
 */

typedef struct _KontorDemoCalendar KontorDemoCalendar;

/**
 * kontor_demo_calendar_new:
 * @today: midnight UTC of the last day, seconds since 1970
 * @years: how long the office has been keeping its books
 */
KontorDemoCalendar *kontor_demo_calendar_new  (gint64 today, guint years);
void                kontor_demo_calendar_free (KontorDemoCalendar *self);

gint64              kontor_demo_calendar_get_start (KontorDemoCalendar *self);
gint64              kontor_demo_calendar_get_today (KontorDemoCalendar *self);

/**
 * kontor_demo_calendar_at:
 * @share: 0 (the first day) to 1 (this morning)
 *
 * Returns: the second by which @share of the period's work was done; never
 *   falls when @share grows
 */
gint64              kontor_demo_calendar_at    (KontorDemoCalendar *self, double share);

/* The other way round. */
double              kontor_demo_calendar_share (KontorDemoCalendar *self, gint64 at);

/* The working day at or after @at, same hour. */
gint64              kontor_demo_calendar_working (gint64 at);

/* The moment of that working day at which somebody was at his desk. */
gint64              kontor_demo_calendar_office  (gint64 at);

/* The seconds that an office has worked by @at, and the moment by which it has
 * worked so many: spans of working time are added and taken away between the two.
 * What lies outside its hours is taken to their beginning or end. */
gint64              kontor_demo_calendar_worked (gint64 at);
gint64              kontor_demo_calendar_when   (gint64 worked);

/* How much of it a working day is. */
#define KONTOR_DEMO_WORKING_DAY (9 * 3600 + 1800)

/* Appends "2026-03-04 09:15:00+00". */
void                kontor_demo_calendar_append_moment (GString *out, gint64 at);
/* Appends "2026-03-04". */
void                kontor_demo_calendar_append_date   (GString *out, gint64 at);
int                 kontor_demo_calendar_year          (gint64 at);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorDemoCalendar, kontor_demo_calendar_free)

G_END_DECLS
