#pragma once

#include <gtk/gtk.h>

#include "kit/field-row.h"
#include "model/record.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_FORM (kontor_form_get_type ())
G_DECLARE_FINAL_TYPE (KontorForm, kontor_form, KONTOR, FORM, GtkWidget)

/*
 * The fields of one record, in two columns that fold to one.  Without children
 * it lays out the whole entity by its groups; children written in a .ui file
 * (field rows at any depth, among other widgets) take its place.
 *
 * A record that the server knows is saved when the focus leaves a changed
 * field, or by kontor_form_save(); a new one only by kontor_form_save().
 *
 * Properties: "record", "fields" (GStrv: only these, in this order), "autosave"
 * (TRUE), "read-only", "dirty" (notify), "columns" (1 or 2; 2), "quiet" (FALSE: each
 * save is told, for one that is filled in on the way to something else).
 * Signals: "saved"; "failed" (GError *), after it was shown.
 */

GtkWidget    *kontor_form_new        (void);

KontorRecord *kontor_form_get_record (KontorForm *self);
void          kontor_form_set_record (KontorForm *self, KontorRecord *record);
void          kontor_form_set_fields (KontorForm *self, const char * const *fields);
/* Whether something is typed or changed that the server does not have. */
gboolean      kontor_form_is_dirty   (KontorForm *self);

/* Takes over what is being typed and checks it; errors appear beside the fields. */
gboolean      kontor_form_commit     (KontorForm *self);
/* Commits, and marks the required fields that are empty; whether all is well. */
gboolean      kontor_form_check      (KontorForm *self);
/* Commits and saves through the desk's store; the outcome comes by signal. */
void          kontor_form_save       (KontorForm *self);
/* The row of a field, or NULL. */
KontorFieldRow *kontor_form_get_row  (KontorForm *self, const char *field);
void          kontor_form_focus_field (KontorForm *self, const char *field);
/* Sets the label of a field that a screen builds itself in line with the others. */
void          kontor_form_align_label (KontorForm *self, GtkWidget *label);

G_END_DECLS
