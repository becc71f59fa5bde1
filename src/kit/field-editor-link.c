#include "config.h"

#include "kit/field-editor.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "kit/field-row.h"
#include "kit/link-picker.h"

static void
picked_cb (KontorLinkPicker *picker, gpointer user_data)
{
  kontor_field_editor_committed (GTK_WIDGET (picker));
}

/* Asked when it is searched: the fields beside it may have changed. */
static char *
narrow_cb (KontorLinkPicker *picker, gpointer user_data)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (picker), KONTOR_TYPE_FIELD_ROW);
  KontorRecord *record = row != NULL ? kontor_field_row_get_record (KONTOR_FIELD_ROW (row)) : NULL;
  const KontorEntity *entity = record != NULL ? kontor_record_get_entity (record) : NULL;

  return entity != NULL && entity->offers != NULL ? entity->offers (record, kontor_field_row_get_field (KONTOR_FIELD_ROW (row))) : NULL;
}

static GtkWidget *
create (const KontorField *field)
{
  GtkWidget *picker = kontor_link_picker_new (field->target);

  gtk_widget_set_hexpand (picker, TRUE);
  g_signal_connect (picker, "picked", G_CALLBACK (picked_cb), NULL);
  g_signal_connect (picker, "narrow", G_CALLBACK (narrow_cb), NULL);
  return picker;
}

static void
show (GtkWidget *editor, const KontorField *field, KontorRecord *record)
{
  KontorLinkPicker *picker = KONTOR_LINK_PICKER (editor);

  if (kontor_link_picker_get_pending (picker) != NULL)
    return;
  kontor_link_picker_set_value (picker, record != NULL ? kontor_record_get (record, field->name) : NULL,
                                record != NULL ? kontor_record_get_label (record, field->name) : NULL);
}

static gboolean
take (GtkWidget *editor, const KontorField *field, KontorRecord *record, GError **error)
{
  KontorLinkPicker *picker = KONTOR_LINK_PICKER (editor);
  const char *id = kontor_link_picker_get_identifier (picker);

  if (kontor_link_picker_get_pending (picker) != NULL)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                   _("“%s” is not in the list. Choose one, or create it."), kontor_link_picker_get_pending (picker));
      return FALSE;
    }
  if (g_strcmp0 (id, kontor_record_get (record, field->name)) != 0)
    kontor_record_set_link (record, field->name, id, kontor_link_picker_get_label (picker));
  return TRUE;
}

static void
set_editable (GtkWidget *editor, gboolean editable)
{
  g_object_set (editor, "editable", editable, NULL);
}

static GtkWidget *
focus (GtkWidget *editor)
{
  return gtk_widget_get_first_child (editor);
}

const KontorFieldEditor kontor_link_editor = { create, show, take, set_editable, focus };
