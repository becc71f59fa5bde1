#include "config.h"

#include "partners/partners.h"

#include <gtk/gtk.h>

#include "kit/desk.h"
#include "partners/partner-card.h"
#include "partners/partner-list.h"
#include "partners/quick-entry.h"

static KontorPage *
create_card (KontorDesk *desk, const char *id)
{
  /* A new partner is not a tab but a small dialog. */
  if (id == NULL || *id == '\0')
    {
      kontor_quick_entry_present (desk);
      return NULL;
    }
  return kontor_partner_card_new (desk, id);
}

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/org/kontor/Kontor/ui/partners/partners.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

void
kontor_partners_register (void)
{
  load_style ();
  kontor_desk_register_card ("partner", create_card);
  kontor_desk_register_list ("partner", kontor_partner_list_new);
}
