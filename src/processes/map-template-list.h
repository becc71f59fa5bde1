#pragma once

#include "processes/map-templates.h"
#include "processes/map-tools.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP_TEMPLATE_LIST (kontor_map_template_list_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapTemplateList, kontor_map_template_list, KONTOR, MAP_TEMPLATE_LIST, GtkWidget)

/*
 * The templates in the palette: a click inserts one behind the selected point,
 * a drag puts it where it is let go, the bin deletes it.
 */
GtkWidget *kontor_map_template_list_new (KontorMapTemplates *templates, KontorMapTools *tools);

/* Asks for the name under which what is selected in @view is kept. */
void       kontor_map_template_ask_name (KontorMapTemplates *templates, KontorMapView *view);

G_END_DECLS
