#pragma once

#include <gtk/gtk.h>

#include "model/record.h"

G_BEGIN_DECLS

/*
 * How a field row edits each kind of field.  An editor only shows and reads;
 * the row decides when, and tells what is wrong.
 */

/**
 * KontorFieldEditor:
 * @create: (transfer floating): a widget for @field; calls
 *   kontor_field_editor_committed() when the person has decided
 * @show: shows the record's value; must not throw away what is being typed
 * @take: puts what stands in the widget into the record
 * @set_editable: shows the value only
 * @focus: (nullable): the widget that takes the focus and the accessible name
 */
typedef struct
{
  GtkWidget *(*create)       (const KontorField *field);
  void       (*show)         (GtkWidget *editor, const KontorField *field, KontorRecord *record);
  gboolean   (*take)         (GtkWidget *editor, const KontorField *field, KontorRecord *record, GError **error);
  void       (*set_editable) (GtkWidget *editor, gboolean editable);
  GtkWidget *(*focus)        (GtkWidget *editor);
} KontorFieldEditor;

extern const KontorFieldEditor kontor_entry_editor;
extern const KontorFieldEditor kontor_long_text_editor;
extern const KontorFieldEditor kontor_boolean_editor;
extern const KontorFieldEditor kontor_choice_editor;
extern const KontorFieldEditor kontor_many_choices_editor;
extern const KontorFieldEditor kontor_link_editor;

/* The editor for the kind of @field. */
const KontorFieldEditor *kontor_field_editor_find (const KontorField *field);

/* For editors: the person has decided; the row takes the value over. */
void kontor_field_editor_committed (GtkWidget *editor);

G_END_DECLS
