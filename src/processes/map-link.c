#include "config.h"

#include "processes/map-link.h"

#include "route/map-link.h"

void
kontor_map_link_open (GtkWidget *widget, const KontorMapItem *item)
{
  g_autofree char *whole = item != NULL && item->kind == KONTOR_MAP_KIND_LINK
                           ? kontor_map_link_resolve (kontor_map_item_get_text (item, "address")) : NULL;

  if (whole != NULL)
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (widget)), whole, GDK_CURRENT_TIME);
}
