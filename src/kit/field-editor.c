#include "config.h"

#include "kit/field-editor.h"

#include "kit/field-row.h"

const KontorFieldEditor *
kontor_field_editor_find (const KontorField *field)
{
  switch (field->kind)
    {
    case KONTOR_FIELD_LONG_TEXT:
      return &kontor_long_text_editor;
    case KONTOR_FIELD_BOOLEAN:
      return &kontor_boolean_editor;
    case KONTOR_FIELD_CHOICE:
      return (field->flags & KONTOR_FIELD_FLAG_MANY) != 0 ? &kontor_many_choices_editor : &kontor_choice_editor;
    case KONTOR_FIELD_LINK:
      return &kontor_link_editor;
    default:
      return &kontor_entry_editor;
    }
}

void
kontor_field_editor_committed (GtkWidget *editor)
{
  GtkWidget *row = gtk_widget_get_ancestor (editor, KONTOR_TYPE_FIELD_ROW);

  if (row != NULL)
    kontor_field_row_commit (KONTOR_FIELD_ROW (row));
}
