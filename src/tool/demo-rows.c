#include "tool/demo-rows.h"

#include "tool/demo-calendar.h"

#define FLUSH (128 * 1024)

struct _KontorDemoRows
{
  KontorDemoSink *sink;
  GString        *buffer;
  guint64         count;
  gboolean        inside;
  GError         *error;
};

static void
separate (KontorDemoRows *self)
{
  if (self->inside)
    g_string_append_c (self->buffer, '\t');
  self->inside = TRUE;
}

static void
flush (KontorDemoRows *self)
{
  if (self->error == NULL && self->buffer->len > 0)
    self->sink->put (self->sink->self, self->buffer->str, self->buffer->len, &self->error);
  g_string_truncate (self->buffer, 0);
}

KontorDemoRows *
kontor_demo_rows_begin (KontorDemoSink *sink, const char *table, const char *columns, GError **error)
{
  KontorDemoRows *self;

  if (!sink->begin (sink->self, table, columns, error))
    return NULL;

  self = g_new0 (KontorDemoRows, 1);
  self->sink = sink;
  self->buffer = g_string_sized_new (FLUSH + 8192);

  return self;
}

void
kontor_demo_rows_text (KontorDemoRows *self, const char *text)
{
  separate (self);
  if (text == NULL)
    {
      g_string_append (self->buffer, "\\N");
      return;
    }
  for (const char *at = text; *at != '\0'; at++)
    switch (*at)
      {
      case '\\': g_string_append (self->buffer, "\\\\"); break;
      case '\n': g_string_append (self->buffer, "\\n"); break;
      case '\t': g_string_append (self->buffer, "\\t"); break;
      case '\r': g_string_append (self->buffer, "\\r"); break;
      default: g_string_append_c (self->buffer, *at);
      }
}

void
kontor_demo_rows_number (KontorDemoRows *self, gint64 number)
{
  char digits[24];

  separate (self);
  g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, number);
  g_string_append (self->buffer, digits);
}

void
kontor_demo_rows_money (KontorDemoRows *self, gint64 hundredths)
{
  char digits[32];

  separate (self);
  g_snprintf (digits, sizeof digits, "%s%" G_GINT64_FORMAT ".%02d", hundredths < 0 ? "-" : "",
              ABS (hundredths) / 100, (int) (ABS (hundredths) % 100));
  g_string_append (self->buffer, digits);
}

void
kontor_demo_rows_moment (KontorDemoRows *self, gint64 at)
{
  separate (self);
  kontor_demo_calendar_append_moment (self->buffer, at);
}

void
kontor_demo_rows_date (KontorDemoRows *self, gint64 at)
{
  separate (self);
  kontor_demo_calendar_append_date (self->buffer, at);
}

void
kontor_demo_rows_bool (KontorDemoRows *self, gboolean value)
{
  separate (self);
  g_string_append_c (self->buffer, value ? 't' : 'f');
}

void
kontor_demo_rows_null (KontorDemoRows *self)
{
  separate (self);
  g_string_append (self->buffer, "\\N");
}

void
kontor_demo_rows_next (KontorDemoRows *self)
{
  g_string_append_c (self->buffer, '\n');
  self->inside = FALSE;
  self->count++;
  if (self->buffer->len > FLUSH)
    flush (self);
}

gboolean
kontor_demo_rows_failed (KontorDemoRows *self)
{
  return self->error != NULL;
}

gboolean
kontor_demo_rows_end (KontorDemoRows *self, guint64 *count, GError **error)
{
  gboolean ended;

  flush (self);
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      self->sink->end (self->sink->self, NULL);
      ended = FALSE;
    }
  else
    ended = self->sink->end (self->sink->self, error);

  if (count != NULL)
    *count = self->count;
  g_string_free (self->buffer, TRUE);
  g_free (self);

  return ended;
}
