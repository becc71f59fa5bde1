#pragma once

#include <gtk/gtk.h>

#include "processes/map-choices.h"
#include "processes/map-view.h"
#include "route/map-edit.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP_INSPECTOR (kontor_map_inspector_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapInspector, kontor_map_inspector, KONTOR, MAP_INSPECTOR, GtkWidget)

/* What can be said about the selected point or line, in fields. */

GtkWidget *kontor_map_inspector_new        (void);
/* Shows @item of @edit's map; NULL @item: a hint. */
void       kontor_map_inspector_show       (KontorMapInspector *self, KontorMapEdit *edit, const KontorMapItem *item);
/* Where more than one is selected. */
void       kontor_map_inspector_show_several (KontorMapInspector *self, KontorMapEdit *edit, guint n);
/* What its fields offer. */
void       kontor_map_inspector_set_choices (KontorMapInspector *self, KontorMapChoices *choices);
void       kontor_map_inspector_focus_name (KontorMapInspector *self);

G_END_DECLS
