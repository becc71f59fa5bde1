#include "config.h"

#include "shell/screens.h"

#include "admin/admin.h"
#include "partners/partners.h"

void
kontor_screens_register (void)
{
  static gboolean done;

  if (done)
    return;
  done = TRUE;

  kontor_admin_register ();
  kontor_partners_register ();
}
