#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_RESULT (kontor_result_get_type ())
G_DECLARE_FINAL_TYPE (KontorResult, kontor_result, KONTOR, RESULT, GObject)

/*
 * What a statement answered: rows of text in PostgreSQL's output form.  The
 * strings belong to the result and live as long as it does.  May be passed
 * between threads; nothing in it changes.
 */

guint       kontor_result_get_n_rows    (KontorResult *self);
guint       kontor_result_get_n_columns (KontorResult *self);
const char *kontor_result_get_column_name (KontorResult *self, guint column);

/**
 * kontor_result_find_column:
 *
 * Returns: the position of the column named @name, or -1
 */
int         kontor_result_find_column   (KontorResult *self, const char *name);

/**
 * kontor_result_get:
 *
 * Returns: (transfer none) (nullable): the value, %NULL for SQL's null
 */
const char *kontor_result_get           (KontorResult *self, guint row, guint column);
const char *kontor_result_get_by_name   (KontorResult *self, guint row, const char *column);
gint64      kontor_result_get_integer   (KontorResult *self, guint row, guint column);
/* "t" and "true" are true. */
gboolean    kontor_result_get_boolean   (KontorResult *self, guint row, guint column);

/**
 * kontor_result_get_affected:
 *
 * Returns: how many rows an INSERT, UPDATE, DELETE or SELECT touched
 */
gint64      kontor_result_get_affected  (KontorResult *self);

G_END_DECLS
