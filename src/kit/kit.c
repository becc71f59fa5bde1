#include "config.h"

#include "kit/kit.h"

#include <adwaita.h>

#include "kontor-ui.h"
#include "kit/condition-editor.h"
#include "kit/feed.h"
#include "kit/field-row.h"
#include "kit/filter-bar.h"
#include "kit/form.h"
#include "kit/link-picker.h"
#include "kit/page.h"
#include "kit/table.h"

static void
load_style (void)
{
  g_autoptr(GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/org/kontor/Kontor/ui/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

void
kontor_kit_init (void)
{
  static gboolean done;

  if (done)
    return;
  done = TRUE;

  /* Named explicitly: a static library's constructor alone would not be linked in. */
  g_resources_register (kontor_ui_get_resource ());
  adw_init ();
  load_style ();

  g_type_ensure (KONTOR_TYPE_PAGE);
  g_type_ensure (KONTOR_TYPE_TABLE);
  g_type_ensure (KONTOR_TYPE_FIELD_ROW);
  g_type_ensure (KONTOR_TYPE_FORM);
  g_type_ensure (KONTOR_TYPE_LINK_PICKER);
  g_type_ensure (KONTOR_TYPE_FILTER_BAR);
  g_type_ensure (KONTOR_TYPE_CONDITION_EDITOR);
  g_type_ensure (KONTOR_TYPE_FEED);
}
