#include "config.h"

#include "kit/field-row.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "kit/field-editor.h"
#include "kit/focus-children.h"
#include "kit/link-picker.h"
#include "kit/replace-text.h"

struct _KontorFieldRow
{
  GtkWidget                parent_instance;
  char                    *name;
  char                    *own_label;
  gboolean                 hide_label;
  gboolean                 read_only;
  KontorRecord            *record;
  const KontorField       *field;
  const KontorFieldEditor *kind;
  GtkWidget               *label;
  GtkWidget               *box;
  GtkWidget               *editor;
  GtkWidget               *error_label;
  char                    *error;
  gulong                   changed_handler;
  gboolean                 committing;
  gboolean                 typing;
};

G_DEFINE_FINAL_TYPE (KontorFieldRow, kontor_field_row, GTK_TYPE_WIDGET)

enum { PROP_FIELD = 1, PROP_RECORD, PROP_READ_ONLY, PROP_LABEL, PROP_HIDE_LABEL, PROP_ERROR, N_PROPS };

static GParamSpec *properties[N_PROPS];
static guint committed_signal;

static void
show_label (KontorFieldRow *self)
{
  const char *label = self->own_label;

  if (label == NULL && self->field != NULL)
    label = _(self->field->label);
  gtk_label_set_text (GTK_LABEL (self->label), label != NULL ? label : "");
  gtk_widget_set_visible (self->label, !self->hide_label);
}

static void
show_state (KontorFieldRow *self)
{
  gboolean dirty = self->record != NULL && self->field != NULL &&
                   kontor_record_get_version (self->record) > 0 &&
                   kontor_record_is_field_dirty (self->record, self->field->name);

  if (dirty)
    gtk_widget_add_css_class (GTK_WIDGET (self), "unsaved");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "unsaved");
  if (self->error != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_label_set_text (GTK_LABEL (self->error_label), self->error != NULL ? self->error : "");
  gtk_widget_set_visible (self->error_label, self->error != NULL);
}

static void
name_editor (KontorFieldRow *self)
{
  GtkWidget *target = self->kind->focus != NULL ? self->kind->focus (self->editor) : self->editor;

  if (target == NULL)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (self->label)), -1);
  if (self->field->hint != NULL)
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      _(self->field->hint), -1);
      gtk_widget_set_tooltip_text (self->label, _(self->field->hint));
    }
  if ((self->field->flags & KONTOR_FIELD_FLAG_REQUIRED) != 0)
    gtk_accessible_update_property (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_PROPERTY_REQUIRED, TRUE, -1);
  gtk_label_set_mnemonic_widget (GTK_LABEL (self->label), target);
}

static void
typed_cb (KontorFieldRow *self)
{
  GtkWidget *target = self->kind->focus (self->editor);
  g_autofree char *shown = NULL;

  if (self->record == NULL || self->committing || !GTK_IS_EDITABLE (target))
    return;
  shown = kontor_record_format (self->record, self->name);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (target)), shown) == 0)
    return;
  self->typing = TRUE;
  kontor_record_set_typing (self->record, self->name);
}

/* Until it is taken over, what is typed must not hide what others save meanwhile. */
static void
watch_typing (KontorFieldRow *self)
{
  GtkWidget *target = self->kind->focus != NULL ? self->kind->focus (self->editor) : NULL;

  if (GTK_IS_EDITABLE (target))
    g_signal_connect_object (target, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
}

static void
update_editable (KontorFieldRow *self)
{
  gboolean editable;

  if (self->editor == NULL)
    return;
  editable = !self->read_only && self->record != NULL && (self->field->flags & KONTOR_FIELD_FLAG_READ_ONLY) == 0 &&
             ((self->field->flags & KONTOR_FIELD_FLAG_GIVEN) == 0 || kontor_record_get_version (self->record) == 0);
  self->kind->set_editable (self->editor, editable);
  if (editable)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "read-only");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "read-only");
}

static void
build (KontorFieldRow *self, const KontorField *field)
{
  if (self->field == field && self->editor != NULL)
    return;
  if (self->editor != NULL)
    gtk_box_remove (GTK_BOX (self->box), self->editor);
  self->field = field;
  self->kind = kontor_field_editor_find (field);
  self->editor = self->kind->create (field);
  gtk_box_prepend (GTK_BOX (self->box), self->editor);
  show_label (self);
  name_editor (self);
  watch_typing (self);
}

static void
record_changed_cb (KontorRecord *record, const char *name, KontorFieldRow *self)
{
  gboolean mine = name == NULL || *name == '\0' || g_str_equal (name, self->name) ||
                  (self->field->currency != NULL && g_str_equal (name, self->field->currency));

  if (!mine)
    return;
  if (!self->committing)
    self->kind->show (self->editor, self->field, record);
  if ((self->field->flags & KONTOR_FIELD_FLAG_GIVEN) != 0)
    update_editable (self);
  show_state (self);
}

static void
focus_left_cb (GtkEventControllerFocus *controller, KontorFieldRow *self)
{
  kontor_field_row_commit (self);
}

static void
kontor_field_row_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  KontorFieldRow *self = KONTOR_FIELD_ROW (object);

  switch (property)
    {
    case PROP_FIELD:
      g_value_set_string (value, self->name);
      break;
    case PROP_RECORD:
      g_value_set_object (value, self->record);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
      break;
    case PROP_LABEL:
      g_value_set_string (value, self->own_label);
      break;
    case PROP_HIDE_LABEL:
      g_value_set_boolean (value, self->hide_label);
      break;
    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
kontor_field_row_set_property (GObject *object, guint property, const GValue *value, GParamSpec *pspec)
{
  KontorFieldRow *self = KONTOR_FIELD_ROW (object);

  switch (property)
    {
    case PROP_FIELD:
      kontor_replace_text (&self->name, g_value_get_string (value));
      break;
    case PROP_RECORD:
      kontor_field_row_set_record (self, g_value_get_object (value));
      break;
    case PROP_READ_ONLY:
      kontor_field_row_set_read_only (self, g_value_get_boolean (value));
      break;
    case PROP_LABEL:
      kontor_replace_text (&self->own_label, g_value_get_string (value));
      show_label (self);
      break;
    case PROP_HIDE_LABEL:
      self->hide_label = g_value_get_boolean (value);
      show_label (self);
      break;
    case PROP_ERROR:
      kontor_field_row_set_error (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static gboolean
kontor_field_row_grab_focus (GtkWidget *widget)
{
  KontorFieldRow *self = KONTOR_FIELD_ROW (widget);
  GtkWidget *target = self->editor;

  if (target != NULL && self->kind->focus != NULL)
    target = self->kind->focus (self->editor);
  return target != NULL && gtk_widget_grab_focus (target);
}

static void
kontor_field_row_dispose (GObject *object)
{
  KontorFieldRow *self = KONTOR_FIELD_ROW (object);
  GtkWidget *child;

  if (self->record != NULL)
    g_clear_signal_handler (&self->changed_handler, self->record);
  g_clear_object (&self->record);
  self->editor = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (kontor_field_row_parent_class)->dispose (object);
}

static void
kontor_field_row_finalize (GObject *object)
{
  KontorFieldRow *self = KONTOR_FIELD_ROW (object);

  g_free (self->name);
  g_free (self->own_label);
  g_free (self->error);

  G_OBJECT_CLASS (kontor_field_row_parent_class)->finalize (object);
}

static void
kontor_field_row_class_init (KontorFieldRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = kontor_field_row_get_property;
  object_class->set_property = kontor_field_row_set_property;
  object_class->dispose = kontor_field_row_dispose;
  object_class->finalize = kontor_field_row_finalize;
  widget_class->grab_focus = kontor_field_row_grab_focus;
  widget_class->focus = kontor_focus_children;

  properties[PROP_FIELD] = g_param_spec_string ("field", NULL, NULL, NULL, flags);
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, KONTOR_TYPE_RECORD, flags);
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_HIDE_LABEL] = g_param_spec_boolean ("hide-label", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, flags | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  committed_signal = g_signal_new ("committed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "fieldrow");
}

static void
kontor_field_row_init (KontorFieldRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_HORIZONTAL);

  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (self->label), 10);
  gtk_widget_set_valign (self->label, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->label, "field-label");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_hexpand (self->box, TRUE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->error_label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->error_label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->error_label), TRUE);
  gtk_widget_add_css_class (self->error_label, "error");
  gtk_widget_add_css_class (self->error_label, "field-error");
  gtk_widget_set_visible (self->error_label, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->error_label);

  g_signal_connect (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (self->box, focus);
}

GtkWidget *
kontor_field_row_new (const char *field)
{
  return g_object_new (KONTOR_TYPE_FIELD_ROW, "field", field, NULL);
}

const char *
kontor_field_row_get_field (KontorFieldRow *self)
{
  g_return_val_if_fail (KONTOR_IS_FIELD_ROW (self), NULL);
  return self->name;
}

KontorRecord *
kontor_field_row_get_record (KontorFieldRow *self)
{
  g_return_val_if_fail (KONTOR_IS_FIELD_ROW (self), NULL);
  return self->record;
}

void
kontor_field_row_set_record (KontorFieldRow *self, KontorRecord *record)
{
  const KontorField *field;

  g_return_if_fail (KONTOR_IS_FIELD_ROW (self));
  g_return_if_fail (record == NULL || KONTOR_IS_RECORD (record));

  if (self->record == record)
    return;
  if (self->record != NULL)
    g_clear_signal_handler (&self->changed_handler, self->record);
  g_set_object (&self->record, record);

  if (record != NULL)
    {
      field = kontor_entity_find_field (kontor_record_get_entity (record), self->name);
      if (field == NULL)
        {
          g_critical ("%s has no field %s", kontor_record_get_entity (record)->name, self->name);
          g_clear_object (&self->record);
          return;
        }
      /* A new editor forgets what was being typed for the record before. */
      if (self->editor != NULL)
        {
          gtk_box_remove (GTK_BOX (self->box), self->editor);
          self->editor = NULL;
        }
      build (self, field);
      self->changed_handler = g_signal_connect (record, "changed", G_CALLBACK (record_changed_cb), self);
    }
  kontor_field_row_set_error (self, NULL);
  if (self->editor != NULL)
    self->kind->show (self->editor, self->field, record);
  update_editable (self);
  show_state (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}

void
kontor_field_row_set_read_only (KontorFieldRow *self, gboolean read_only)
{
  g_return_if_fail (KONTOR_IS_FIELD_ROW (self));

  self->read_only = read_only;
  update_editable (self);
}

void
kontor_field_row_set_condition (KontorFieldRow *self, const char *condition)
{
  g_return_if_fail (KONTOR_IS_FIELD_ROW (self));

  if (KONTOR_IS_LINK_PICKER (self->editor))
    kontor_link_picker_set_condition (KONTOR_LINK_PICKER (self->editor), condition);
}

gboolean
kontor_field_row_commit (KontorFieldRow *self)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *before = NULL;
  gboolean understood;

  g_return_val_if_fail (KONTOR_IS_FIELD_ROW (self), FALSE);

  if (self->record == NULL || self->editor == NULL || self->committing || self->read_only ||
      (self->field->flags & KONTOR_FIELD_FLAG_READ_ONLY) != 0)
    return TRUE;

  before = g_strdup (kontor_record_get (self->record, self->name));
  self->committing = TRUE;
  understood = self->kind->take (self->editor, self->field, self->record, &error);
  self->committing = FALSE;
  if (!understood)
    {
      kontor_field_row_set_error (self, error->message);
      return FALSE;
    }
  if (self->typing)
    kontor_record_set_typing (self->record, NULL);
  self->typing = FALSE;
  kontor_field_row_set_error (self, NULL);
  show_state (self);
  if (g_strcmp0 (before, kontor_record_get (self->record, self->name)) != 0)
    g_signal_emit (self, committed_signal, 0);
  return TRUE;
}

const char *
kontor_field_row_get_error (KontorFieldRow *self)
{
  g_return_val_if_fail (KONTOR_IS_FIELD_ROW (self), NULL);
  return self->error;
}

void
kontor_field_row_set_error (KontorFieldRow *self, const char *error)
{
  GtkWidget *target;

  g_return_if_fail (KONTOR_IS_FIELD_ROW (self));

  if (!kontor_replace_text (&self->error, error))
    return;
  show_state (self);
  target = self->editor != NULL && self->kind->focus != NULL ? self->kind->focus (self->editor) : NULL;
  if (target != NULL)
    gtk_accessible_update_state (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_STATE_INVALID,
                                 error != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

GtkWidget *
kontor_field_row_get_label_widget (KontorFieldRow *self)
{
  g_return_val_if_fail (KONTOR_IS_FIELD_ROW (self), NULL);
  return self->label;
}
