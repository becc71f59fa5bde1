#include "config.h"

#include "base/error.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

G_DEFINE_QUARK (kontor-error-quark, kontor_error)

char *
kontor_error_describe (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (_("Cancelled."));

  return g_strdup (error->message);
}
