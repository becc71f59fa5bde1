#include "config.h"

#include "base/identifier.h"

#include <string.h>
#include <sys/random.h>

/* The newest moment and counter given out; a clock that goes back does not
 * bring them back. */
static GMutex lock;
static guint64 last_millisecond;
static guint last_counter;

static void
fill_random (guint8 *bytes, gsize length)
{
  if (getentropy (bytes, length) == 0)
    return;

  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8) g_random_int_range (0, 256);
}

char *
kontor_identifier_new (void)
{
  guint64 millisecond = (guint64) g_get_real_time () / 1000;
  guint8 b[16];
  guint counter;

  fill_random (b, sizeof b);

  g_mutex_lock (&lock);
  if (millisecond > last_millisecond)
    {
      last_millisecond = millisecond;
      /* Half of the counter's room is left for the same millisecond. */
      last_counter = ((b[6] << 8) | b[7]) & 0x7ff;
    }
  else if (++last_counter > 0xfff)
    {
      last_millisecond++;
      last_counter = 0;
    }
  millisecond = last_millisecond;
  counter = last_counter;
  g_mutex_unlock (&lock);

  for (guint i = 0; i < 6; i++)
    b[i] = (guint8) (millisecond >> (40 - 8 * i));
  b[6] = 0x70 | (guint8) (counter >> 8);
  b[7] = (guint8) counter;
  b[8] = 0x80 | (b[8] & 0x3f);

  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7],
                          b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]);
}

gboolean
kontor_identifier_is_valid (const char *text)
{
  if (text == NULL || strlen (text) != 36)
    return FALSE;

  for (guint i = 0; i < 36; i++)
    {
      if (i == 8 || i == 13 || i == 18 || i == 23)
        {
          if (text[i] != '-')
            return FALSE;
        }
      else if (!g_ascii_isxdigit (text[i]))
        return FALSE;
    }

  return TRUE;
}
