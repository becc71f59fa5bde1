#pragma once

#include <gtk/gtk.h>

#include "model/record.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_FIELD_ROW (kontor_field_row_get_type ())
G_DECLARE_FINAL_TYPE (KontorFieldRow, kontor_field_row, KONTOR, FIELD_ROW, GtkWidget)

/*
 * One labelled field of a record, edited in place.  In a .ui file it names
 * only its field; the form around it gives the record:
 *
 *   <object class="KontorFieldRow"><property name="field">tax_number</property></object>
 *
 * Properties: "field", "record", "read-only", "label" (NULL: the field's own),
 * "hide-label", "error" (notify).
 * Signal "committed": the record took a value over (focus left, Enter, picked).
 */

GtkWidget    *kontor_field_row_new          (const char *field);

const char   *kontor_field_row_get_field    (KontorFieldRow *self);
KontorRecord *kontor_field_row_get_record   (KontorFieldRow *self);
void          kontor_field_row_set_record   (KontorFieldRow *self, KontorRecord *record);
void          kontor_field_row_set_read_only (KontorFieldRow *self, gboolean read_only);
/* Of a link: only records that meet @condition are offered (JSON, nullable). */
void          kontor_field_row_set_condition (KontorFieldRow *self, const char *condition);

/**
 * kontor_field_row_commit:
 *
 * Takes what stands in the field over into the record.  What cannot be
 * understood stays as it was typed, with the reason beside it.
 *
 * Returns: whether the field is free of errors
 */
gboolean      kontor_field_row_commit       (KontorFieldRow *self);

const char   *kontor_field_row_get_error    (KontorFieldRow *self);
/* (nullable): words shown beside the field. */
void          kontor_field_row_set_error    (KontorFieldRow *self, const char *error);

/* For the form, which aligns the labels of its rows. */
GtkWidget    *kontor_field_row_get_label_widget (KontorFieldRow *self);

G_END_DECLS
