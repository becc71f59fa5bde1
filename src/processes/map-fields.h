#pragma once

#include <gtk/gtk.h>

#include "kit/narrow-drop-down.h"
#include "processes/map-choices.h"
#include "route/map-edit.h"

G_BEGIN_DECLS

/*
 * The fields of the inspector.  Each writes what is typed or chosen into one
 * property of one item, at once, as one step of undo a field.
 */
typedef struct
{
  KontorMapEdit     *edit;
  KontorMapItemType  type;
  char              *key;
  char              *property;
} KontorMapField;

/* A label above @child, both in @box. */
void       kontor_map_fields_add         (GtkWidget *box, const char *label, GtkWidget *child);

GtkWidget *kontor_map_fields_entry       (KontorMapEdit *edit, const KontorMapItem *item, const char *property);
GtkWidget *kontor_map_fields_text        (KontorMapEdit *edit, const KontorMapItem *item, const char *property);
/* Lines of text as an array of strings. */
GtkWidget *kontor_map_fields_lines       (KontorMapEdit *edit, const KontorMapItem *item, const char *property);
/* Lines of text as answers; lines on the map take the words over. */
GtkWidget *kontor_map_fields_answers     (KontorMapEdit *edit, const KontorMapItem *item);
GtkWidget *kontor_map_fields_hours       (KontorMapEdit *edit, const KontorMapItem *item, const char *property, double otherwise);

/**
 * kontor_map_fields_choice:
 * @values: (array zero-terminated=1): what is written, "" for nothing
 * @labels: what is shown, as many
 */
GtkWidget *kontor_map_fields_choice      (KontorMapEdit *edit, const KontorMapItem *item, const char *property,
                                          const char * const *values, const char * const *labels);
/* One of kontor_map_choices_performers(), with a search. */
GtkWidget *kontor_map_fields_performer   (KontorMapEdit *edit, const KontorMapItem *item, const char *property,
                                          KontorMapOptions *options);
GtkWidget *kontor_map_fields_flag        (KontorMapEdit *edit, const KontorMapItem *item, const char *property, const char *label);
/* Several of @options, as an array of texts. */
GtkWidget *kontor_map_fields_many        (KontorMapEdit *edit, const KontorMapItem *item, const char *property,
                                          KontorMapOptions *options);

G_END_DECLS
