#include "config.h"

#include "model/snapshot.h"

#include <string.h>

#define SIZE KONTOR_IDENTIFIER_BYTES

struct _KontorSnapshot
{
  GArray *identifiers;
};

static gboolean
read_identifier (const char *text, guint8 bytes[SIZE])
{
  guint n = 0;

  for (; *text != '\0' && n < 2 * SIZE; text++)
    {
      int digit;

      if (*text == '-')
        continue;
      digit = g_ascii_xdigit_value (*text);
      if (digit < 0)
        return FALSE;
      if (n % 2 == 0)
        bytes[n / 2] = (guint8) (digit << 4);
      else
        bytes[n / 2] |= (guint8) digit;
      n++;
    }
  return n == 2 * SIZE;
}

static const guint8 *
bytes_at (KontorSnapshot *self, guint position)
{
  return (const guint8 *) self->identifiers->data + (gsize) position * SIZE;
}

KontorSnapshot *
kontor_snapshot_new (void)
{
  return kontor_snapshot_new_take (g_array_new (FALSE, FALSE, SIZE));
}

KontorSnapshot *
kontor_snapshot_new_take (GArray *identifiers)
{
  KontorSnapshot *self;

  g_return_val_if_fail (g_array_get_element_size (identifiers) == SIZE, NULL);

  self = g_new (KontorSnapshot, 1);
  self->identifiers = identifiers;
  return self;
}

KontorSnapshot *
kontor_snapshot_copy (KontorSnapshot *self, guint position, guint length)
{
  KontorSnapshot *copy = kontor_snapshot_new ();

  position = MIN (position, self->identifiers->len);
  g_array_append_vals (copy->identifiers, bytes_at (self, position), MIN (length, self->identifiers->len - position));
  return copy;
}

void
kontor_snapshot_free (KontorSnapshot *self)
{
  g_array_unref (self->identifiers);
  g_free (self);
}

guint
kontor_snapshot_get_length (KontorSnapshot *self)
{
  return self->identifiers->len;
}

void
kontor_snapshot_append (KontorSnapshot *self, const char *id)
{
  guint8 bytes[SIZE];

  g_return_if_fail (read_identifier (id, bytes));
  g_array_append_vals (self->identifiers, bytes, 1);
}

void
kontor_snapshot_append_from (KontorSnapshot *self, KontorSnapshot *other, guint position)
{
  g_return_if_fail (position < other->identifiers->len);
  g_array_append_vals (self->identifiers, bytes_at (other, position), 1);
}

void
kontor_snapshot_get (KontorSnapshot *self, guint position, char text[KONTOR_IDENTIFIER_TEXT])
{
  static const char digits[] = "0123456789abcdef";
  const guint8 *bytes;
  guint n = 0;

  g_return_if_fail (position < self->identifiers->len);

  bytes = bytes_at (self, position);
  for (guint i = 0; i < SIZE; i++)
    {
      if (i == 4 || i == 6 || i == 8 || i == 10)
        text[n++] = '-';
      text[n++] = digits[bytes[i] >> 4];
      text[n++] = digits[bytes[i] & 15];
    }
  text[n] = '\0';
}

char *
kontor_snapshot_to_array (KontorSnapshot *self, guint position, guint length)
{
  guint end = position + MIN (length, self->identifiers->len - MIN (position, self->identifiers->len));
  GString *text = g_string_sized_new (2 + (end - position) * KONTOR_IDENTIFIER_TEXT);

  g_string_append_c (text, '{');
  for (guint i = position; i < end; i++)
    {
      char id[KONTOR_IDENTIFIER_TEXT];

      kontor_snapshot_get (self, i, id);
      if (i > position)
        g_string_append_c (text, ',');
      g_string_append (text, id);
    }
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

guint
kontor_snapshot_find (KontorSnapshot *self, const char *id)
{
  guint8 bytes[SIZE];

  if (id == NULL || !read_identifier (id, bytes))
    return G_MAXUINT;

  for (guint i = 0; i < self->identifiers->len; i++)
    if (memcmp (bytes_at (self, i), bytes, SIZE) == 0)
      return i;
  return G_MAXUINT;
}

void
kontor_snapshot_remove (KontorSnapshot *self, guint position)
{
  g_return_if_fail (position < self->identifiers->len);
  g_array_remove_index (self->identifiers, position);
}

gboolean
kontor_snapshot_compare (KontorSnapshot *self, KontorSnapshot *other,
                         guint *position, guint *n_removed, guint *n_added)
{
  guint length = self->identifiers->len;
  guint other_length = other->identifiers->len;
  guint shorter = MIN (length, other_length);
  guint first = 0, last = 0;

  while (first < shorter && memcmp (bytes_at (self, first), bytes_at (other, first), SIZE) == 0)
    first++;
  while (last < shorter - first &&
         memcmp (bytes_at (self, length - 1 - last), bytes_at (other, other_length - 1 - last), SIZE) == 0)
    last++;

  *position = first;
  *n_removed = length - first - last;
  *n_added = other_length - first - last;
  return *n_removed > 0 || *n_added > 0;
}
