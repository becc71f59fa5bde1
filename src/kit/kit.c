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

/* One sheet or the other, besides the one of all. */
static struct { GtkCssProvider *quiet, *high; } sheets;

static void
contrast_cb (AdwStyleManager *manager)
{
  GdkDisplay *display = gdk_display_get_default ();
  gboolean high = adw_style_manager_get_high_contrast (manager);

  gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (high ? sheets.quiet : sheets.high));
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (high ? sheets.high : sheets.quiet),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
load_style (void)
{
  g_autoptr(GtkCssProvider) provider = gtk_css_provider_new ();
  AdwStyleManager *manager = adw_style_manager_get_default ();

  gtk_css_provider_load_from_resource (provider, "/org/kontor/Kontor/ui/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  sheets.quiet = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (sheets.quiet, "/org/kontor/Kontor/ui/quiet.css");
  sheets.high = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (sheets.high, "/org/kontor/Kontor/ui/high-contrast.css");
  g_signal_connect (manager, "notify::high-contrast", G_CALLBACK (contrast_cb), NULL);
  contrast_cb (manager);
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
