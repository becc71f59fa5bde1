#include "config.h"

#include "shell/screens.h"

void
kontor_screens_register (void)
{
  static gboolean done;

  if (done)
    return;
  done = TRUE;
}
