#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where the rows of one table go: a COPY stream of the server, or a file. */
typedef struct
{
  gboolean (*begin) (gpointer self, const char *table, const char *columns, GError **error);
  gboolean (*put)   (gpointer self, const char *data, gsize length, GError **error);
  gboolean (*end)   (gpointer self, GError **error);
  gpointer self;
} KontorDemoSink;

/* Rows in PostgreSQL's text form, column by column in the order of @columns. */
typedef struct _KontorDemoRows KontorDemoRows;

KontorDemoRows *kontor_demo_rows_begin  (KontorDemoSink *sink, const char *table, const char *columns, GError **error);
void            kontor_demo_rows_text   (KontorDemoRows *self, const char *text);
void            kontor_demo_rows_number (KontorDemoRows *self, gint64 number);
/* @hundredths as a number with two digits after the point. */
void            kontor_demo_rows_money  (KontorDemoRows *self, gint64 hundredths);
void            kontor_demo_rows_moment (KontorDemoRows *self, gint64 at);
void            kontor_demo_rows_date   (KontorDemoRows *self, gint64 at);
void            kontor_demo_rows_bool   (KontorDemoRows *self, gboolean value);
void            kontor_demo_rows_null   (KontorDemoRows *self);
/* Ends the row; a failure of the sink is kept until kontor_demo_rows_end(). */
void            kontor_demo_rows_next   (KontorDemoRows *self);
gboolean        kontor_demo_rows_failed (KontorDemoRows *self);
/* Frees @self in any case. */
gboolean        kontor_demo_rows_end    (KontorDemoRows *self, guint64 *count, GError **error);

G_END_DECLS
