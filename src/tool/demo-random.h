#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Numbers that only depend on the seed, the kind of row and the row's index:
 * any row can be made again without making those before it, which lets two
 * threads write and lets a plan look at a row before it is written.
 */

typedef struct { guint64 state; } KontorDemoRandom;

/**
 * kontor_demo_random_begin:
 * @stream: what the numbers are for, so that two kinds of rows differ
 * @index: the row
 */
void        kontor_demo_random_begin  (KontorDemoRandom *self, guint64 seed, guint stream, guint64 index);
guint64     kontor_demo_random_next   (KontorDemoRandom *self);
/* 0 .. @limit - 1 */
guint       kontor_demo_random_below  (KontorDemoRandom *self, guint limit);
/* @low .. @high, both included */
int         kontor_demo_random_between (KontorDemoRandom *self, int low, int high);
/* 0 <= x < 1 */
double      kontor_demo_random_unit   (KontorDemoRandom *self);
gboolean    kontor_demo_random_chance (KontorDemoRandom *self, double probability);
/* One of a %NULL-terminated list. */
const char *kontor_demo_random_pick   (KontorDemoRandom *self, const char * const *words);

/**
 * kontor_demo_random_pattern:
 * @pattern: '#' becomes a digit, '%' a digit that is not zero, '?' a Latin capital
 *
 * Appends to @out.
 */
void        kontor_demo_random_pattern (KontorDemoRandom *self, const char *pattern, GString *out);

G_END_DECLS
