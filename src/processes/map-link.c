#include "config.h"

#include "processes/map-link.h"

#include "kit/open-address.h"
#include "route/map-link.h"

void
kontor_map_link_open (GtkWidget *widget, const KontorMapItem *item)
{
  g_autofree char *whole = item != NULL && item->kind == KONTOR_MAP_KIND_LINK
                           ? kontor_map_link_resolve (kontor_map_item_get_text (item, "address")) : NULL;

  if (whole != NULL)
    kontor_open_address (widget, whole);
}
