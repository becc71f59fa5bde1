#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* g_set_str() came with GLib 2.76: puts a copy of @text in the place of what is there. */
static inline gboolean
kontor_replace_text (char **place, const char *text)
{
  char *copy;

  if (g_strcmp0 (*place, text) == 0)
    return FALSE;
  copy = g_strdup (text);
  g_free (*place);
  *place = copy;
  return TRUE;
}

G_END_DECLS
