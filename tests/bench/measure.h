#pragma once

#include <glib.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

/* Times of one kind of work, in milliseconds. */
typedef GArray BenchTimes;

BenchTimes *bench_times_new        (void);
void        bench_times_add        (BenchTimes *self, gint64 began);
double      bench_times_percentile (BenchTimes *self, guint percent);

/* "figure value unit yardstick ratio", a "-" for what was not measured. */
void bench_print       (const char *figure, double value, const char *unit, double yardstick);
/* Two lines, for the median and the 95th percentile; frees both. */
void bench_print_times (const char *figure, BenchTimes *ours, BenchTimes *yardstick);

/* The bare loop that everything is compared with: libpq and nothing else. */
PGconn *bench_bare_open  (const char *database, const char *login);
/* Runs @sql, reads every value; ends the program on an error. */
guint   bench_bare_run   (PGconn *connection, const char *sql, const char * const *params, guint n_params);
/* The first value, (transfer full). */
char   *bench_bare_value (PGconn *connection, const char *sql, const char * const *params, guint n_params);

G_END_DECLS
