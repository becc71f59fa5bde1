#include "tool/demo-random.h"

#include <string.h>

/* splitmix64: every step passes the usual test batteries and any start will do. */
static guint64
mix (guint64 value)
{
  value = (value ^ (value >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  value = (value ^ (value >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return value ^ (value >> 31);
}

void
kontor_demo_random_begin (KontorDemoRandom *self, guint64 seed, guint stream, guint64 index)
{
  self->state = mix (seed + G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) ^
                mix (((guint64) stream << 48) ^ (index + 1));
}

guint64
kontor_demo_random_next (KontorDemoRandom *self)
{
  self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return mix (self->state);
}

guint
kontor_demo_random_below (KontorDemoRandom *self, guint limit)
{
  return (guint) (((kontor_demo_random_next (self) >> 32) * limit) >> 32);
}

int
kontor_demo_random_between (KontorDemoRandom *self, int low, int high)
{
  return low + (int) kontor_demo_random_below (self, (guint) (high - low + 1));
}

double
kontor_demo_random_unit (KontorDemoRandom *self)
{
  return (double) (kontor_demo_random_next (self) >> 11) * (1.0 / 9007199254740992.0);
}

gboolean
kontor_demo_random_chance (KontorDemoRandom *self, double probability)
{
  return kontor_demo_random_unit (self) < probability;
}

const char *
kontor_demo_random_pick (KontorDemoRandom *self, const char * const *words)
{
  guint count = 0;

  while (words[count] != NULL)
    count++;

  return words[kontor_demo_random_below (self, count)];
}

void
kontor_demo_random_pattern (KontorDemoRandom *self, const char *pattern, GString *out)
{
  for (const char *at = pattern; *at != '\0'; at++)
    {
      if (*at == '#')
        g_string_append_c (out, (char) ('0' + kontor_demo_random_below (self, 10)));
      else if (*at == '%')
        g_string_append_c (out, (char) ('1' + kontor_demo_random_below (self, 9)));
      else if (*at == '?')
        /* The letters British postcodes use in their second half. */
        g_string_append_c (out, "ABDEFGHJLNPQRSTUWXYZ"[kontor_demo_random_below (self, 20)]);
      else
        g_string_append_c (out, *at);
    }
}
