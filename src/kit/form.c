#include "config.h"

#include "kit/form.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "kit/conflict-dialog.h"
#include "kit/desk.h"
#include "kit/fold-box.h"

struct _KontorForm
{
  GtkWidget     parent_instance;
  GtkWidget    *box;
  GtkWidget    *error_bar;
  GtkWidget    *error_label;
  /* Either laid out here, or what a .ui file put in. */
  GtkWidget    *fold;
  gboolean      has_own_layout;
  GtkSizeGroup *labels;
  GPtrArray    *rows;
  KontorRecord *record;
  char        **fields;
  int           columns;
  gboolean      autosave;
  gboolean      quiet;
  gboolean      read_only;
  gboolean      dirty;
  gboolean      saving;
  gboolean      save_again;
  gulong        changed_handler;
  gulong        dirty_handler;
};

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KontorForm, kontor_form, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

enum { PROP_RECORD = 1, PROP_FIELDS, PROP_AUTOSAVE, PROP_READ_ONLY, PROP_DIRTY, PROP_COLUMNS, PROP_QUIET, N_PROPS };
enum { SAVED, FAILED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];
static GtkBuildableIface *parent_buildable;

static void start_save (KontorForm *self);

static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  KontorForm *self = KONTOR_FORM (buildable);

  if (GTK_IS_WIDGET (child))
    {
      self->has_own_layout = TRUE;
      gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (child));
    }
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

static void
show_error (KontorForm *self, const char *words)
{
  gtk_label_set_text (GTK_LABEL (self->error_label), words != NULL ? words : "");
  gtk_widget_set_visible (self->error_bar, words != NULL);
}

static void
update_dirty (KontorForm *self)
{
  gboolean dirty = kontor_form_is_dirty (self);

  if (self->dirty == dirty)
    return;
  self->dirty = dirty;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIRTY]);
}

/* Rows ------------------------------------------------------------------------------------ */

/* What only the server fills is nothing to look at before there is a record. */
static gboolean
is_yet_to_come (KontorForm *self, const KontorField *field)
{
  return (field->flags & KONTOR_FIELD_FLAG_READ_ONLY) != 0 && kontor_record_get_version (self->record) == 0
         && kontor_record_get (self->record, field->name) == NULL;
}

static void
update_visible (KontorForm *self)
{
  const KontorEntity *entity;

  if (self->record == NULL)
    return;
  entity = kontor_record_get_entity (self->record);
  for (guint i = 0; i < self->rows->len; i++)
    {
      KontorFieldRow *row = g_ptr_array_index (self->rows, i);
      const KontorField *field = kontor_entity_find_field (entity, kontor_field_row_get_field (row));

      if (field != NULL && (entity->is_visible != NULL || (field->flags & KONTOR_FIELD_FLAG_READ_ONLY) != 0))
        gtk_widget_set_visible (GTK_WIDGET (row), !is_yet_to_come (self, field)
                                && (entity->is_visible == NULL || entity->is_visible (self->record, field->name)));
    }
}

static void
committed_cb (KontorFieldRow *row, KontorForm *self)
{
  update_dirty (self);
  if (self->autosave && self->record != NULL && kontor_record_get_version (self->record) > 0)
    start_save (self);
}

static void
take_row (KontorForm *self, KontorFieldRow *row)
{
  g_ptr_array_add (self->rows, g_object_ref (row));
  gtk_size_group_add_widget (self->labels, kontor_field_row_get_label_widget (row));
  g_signal_connect_object (row, "committed", G_CALLBACK (committed_cb), self, 0);
  kontor_field_row_set_read_only (row, self->read_only);
}

static void
find_rows (KontorForm *self, GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (KONTOR_IS_FIELD_ROW (child))
      take_row (self, KONTOR_FIELD_ROW (child));
    else
      find_rows (self, child);
}

static void
forget_rows (KontorForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      KontorFieldRow *row = g_ptr_array_index (self->rows, i);

      gtk_size_group_remove_widget (self->labels, kontor_field_row_get_label_widget (row));
      g_signal_handlers_disconnect_by_data (row, self);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static GtkWidget *
make_heading (const char *text)
{
  GtkWidget *heading = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "group-heading");
  return heading;
}

static gboolean
is_on_form (const KontorField *field)
{
  return (field->flags & KONTOR_FIELD_FLAG_HIDDEN) == 0 && field->kind != KONTOR_FIELD_JSON;
}

/* What a row takes of the height, for dividing the groups between the columns. */
static int
weight (const KontorField *field)
{
  return field->kind == KONTOR_FIELD_LONG_TEXT ? 3 : 1;
}

static void
lay_out_chosen (KontorForm *self, const KontorEntity *entity, GtkWidget **sides, int n_sides)
{
  guint n = g_strv_length (self->fields);
  guint in_first = (n + n_sides - 1) / n_sides;

  for (guint i = 0; i < n; i++)
    if (kontor_entity_find_field (entity, self->fields[i]) != NULL)
      gtk_box_append (GTK_BOX (sides[i / in_first]), kontor_field_row_new (self->fields[i]));
}

/* The first field of the group that best begins the second column. */
static const KontorField *
find_middle (const KontorEntity *entity)
{
  const KontorField *middle = NULL;
  int total = 0, before = 0, best = G_MAXINT;

  for (const KontorField *field = entity->fields; field->name != NULL; field++)
    if (is_on_form (field))
      total += weight (field) + (field->group != NULL ? 1 : 0);
  for (const KontorField *field = entity->fields; field->name != NULL; field++)
    {
      if (field->group != NULL && before > 0 && ABS (total - 2 * before) < best)
        {
          best = ABS (total - 2 * before);
          middle = field;
        }
      if (is_on_form (field))
        before += weight (field) + (field->group != NULL ? 1 : 0);
    }
  return middle;
}

static void
lay_out_groups (KontorForm *self, const KontorEntity *entity, GtkWidget **sides, int n_sides)
{
  const KontorField *middle = n_sides > 1 ? find_middle (entity) : NULL;
  const char *group = NULL;
  GtkWidget *side = sides[0];
  gboolean has_heading = FALSE;

  for (const KontorField *field = entity->fields; field->name != NULL; field++)
    {
      if (field == middle)
        side = sides[1];
      if (field->group != NULL)
        {
          group = field->group;
          has_heading = FALSE;
        }
      if (!is_on_form (field))
        continue;
      /* A group whose only field bears its name needs no heading. */
      if (!has_heading && group != NULL && g_strcmp0 (group, field->label) != 0)
        gtk_box_append (GTK_BOX (side), make_heading (_(group)));
      has_heading = TRUE;
      gtk_box_append (GTK_BOX (side), kontor_field_row_new (field->name));
    }
}

static void
lay_out (KontorForm *self, const KontorEntity *entity)
{
  GtkWidget *sides[2];
  int n_sides = CLAMP (self->columns, 1, 2);

  kontor_fold_box_clear (KONTOR_FOLD_BOX (self->fold));
  for (int i = 0; i < n_sides; i++)
    {
      sides[i] = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      gtk_widget_add_css_class (sides[i], "form-column");
      kontor_fold_box_append (KONTOR_FOLD_BOX (self->fold), sides[i]);
    }
  if (self->fields != NULL)
    lay_out_chosen (self, entity, sides, n_sides);
  else
    lay_out_groups (self, entity, sides, n_sides);
  for (int i = 0; i < n_sides; i++)
    if (gtk_widget_get_first_child (sides[i]) == NULL)
      gtk_widget_set_visible (sides[i], FALSE);
}

static void
prepare_rows (KontorForm *self)
{
  forget_rows (self);
  if (!self->has_own_layout && self->record != NULL)
    lay_out (self, kontor_record_get_entity (self->record));
  find_rows (self, self->box);
}

/* Saving ------------------------------------------------------------------------------------ */

static void
finish (KontorForm *self, const GError *error)
{
  self->saving = FALSE;
  update_dirty (self);
  if (error == NULL)
    {
      show_error (self, NULL);
      g_signal_emit (self, signals[SAVED], 0);
    }
  else
    {
      g_autofree char *words = kontor_error_describe (error);

      show_error (self, words);
      g_signal_emit (self, signals[FAILED], 0, error);
    }
  if (self->save_again && error == NULL)
    {
      self->save_again = FALSE;
      start_save (self);
    }
}

static void
resolved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorForm) self = user_data;

  self->saving = FALSE;
  if (kontor_conflict_dialog_ask_finish (result))
    {
      show_error (self, NULL);
      start_save (self);
    }
  else
    show_error (self, _("Not saved: somebody else changed the same fields. Save again to choose."));
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorForm) self = user_data;
  g_autoptr(GError) error = NULL;
  KontorDesk *desk = gtk_widget_get_root (GTK_WIDGET (self)) != NULL ? kontor_desk_from_widget (GTK_WIDGET (self)) : NULL;

  kontor_store_save_finish (KONTOR_STORE (source), result, &error);
  if (g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT) && desk != NULL && self->record != NULL)
    {
      kontor_conflict_dialog_ask_async (desk, GTK_WIDGET (self), self->record, resolved_cb, g_object_ref (self));
      return;
    }
  finish (self, error);
}

static void
start_save (KontorForm *self)
{
  KontorDesk *desk = kontor_desk_from_widget (GTK_WIDGET (self));
  KontorStore *store = desk != NULL ? kontor_desk_get_store (desk) : NULL;
  g_autoptr(GError) error = NULL;

  if (self->record == NULL)
    return;
  if (self->saving)
    {
      self->save_again = TRUE;
      return;
    }
  if (!kontor_record_validate (self->record, &error))
    {
      show_error (self, error->message);
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  if (kontor_record_get_version (self->record) > 0 && !kontor_record_is_dirty (self->record))
    {
      show_error (self, NULL);
      g_signal_emit (self, signals[SAVED], 0);
      return;
    }
  if (store == NULL)
    return;
  self->saving = TRUE;
  if (self->quiet)
    kontor_store_save_record_quietly_async (store, self->record, NULL, stored_cb, g_object_ref (self));
  else
    kontor_store_save_record_async (store, self->record, NULL, stored_cb, g_object_ref (self));
}

static void
record_changed_cb (KontorRecord *record, const char *field, KontorForm *self)
{
  update_visible (self);
  update_dirty (self);
}

static void
dirty_changed_cb (KontorRecord *record, GParamSpec *pspec, KontorForm *self)
{
  update_dirty (self);
}

static void
kontor_form_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  KontorForm *self = KONTOR_FORM (object);

  switch (property)
    {
    case PROP_RECORD:
      g_value_set_object (value, self->record);
      break;
    case PROP_FIELDS:
      g_value_set_boxed (value, self->fields);
      break;
    case PROP_AUTOSAVE:
      g_value_set_boolean (value, self->autosave);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
      break;
    case PROP_DIRTY:
      g_value_set_boolean (value, self->dirty);
      break;
    case PROP_QUIET:
      g_value_set_boolean (value, self->quiet);
      break;
    case PROP_COLUMNS:
      g_value_set_int (value, self->columns);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
kontor_form_set_property (GObject *object, guint property, const GValue *value, GParamSpec *pspec)
{
  KontorForm *self = KONTOR_FORM (object);

  switch (property)
    {
    case PROP_RECORD:
      kontor_form_set_record (self, g_value_get_object (value));
      break;
    case PROP_FIELDS:
      kontor_form_set_fields (self, g_value_get_boxed (value));
      break;
    case PROP_AUTOSAVE:
      self->autosave = g_value_get_boolean (value);
      break;
    case PROP_READ_ONLY:
      self->read_only = g_value_get_boolean (value);
      for (guint i = 0; i < self->rows->len; i++)
        kontor_field_row_set_read_only (g_ptr_array_index (self->rows, i), self->read_only);
      break;
    case PROP_QUIET:
      self->quiet = g_value_get_boolean (value);
      break;
    case PROP_COLUMNS:
      self->columns = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
kontor_form_dispose (GObject *object)
{
  KontorForm *self = KONTOR_FORM (object);
  GtkWidget *child;

  if (self->record != NULL)
    {
      g_clear_signal_handler (&self->changed_handler, self->record);
      g_clear_signal_handler (&self->dirty_handler, self->record);
    }
  g_clear_object (&self->record);
  if (self->rows != NULL)
    g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->labels);

  G_OBJECT_CLASS (kontor_form_parent_class)->dispose (object);
}

static void
kontor_form_finalize (GObject *object)
{
  KontorForm *self = KONTOR_FORM (object);

  g_ptr_array_unref (self->rows);
  g_strfreev (self->fields);

  G_OBJECT_CLASS (kontor_form_parent_class)->finalize (object);
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kontor_form_save (KONTOR_FORM (widget));
}

static void
kontor_form_class_init (KontorFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = kontor_form_get_property;
  object_class->set_property = kontor_form_set_property;
  object_class->dispose = kontor_form_dispose;
  object_class->finalize = kontor_form_finalize;

  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, KONTOR_TYPE_RECORD, flags);
  properties[PROP_FIELDS] = g_param_spec_boxed ("fields", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_AUTOSAVE] = g_param_spec_boolean ("autosave", NULL, NULL, TRUE, flags);
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, flags);
  properties[PROP_DIRTY] = g_param_spec_boolean ("dirty", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_COLUMNS] = g_param_spec_int ("columns", NULL, NULL, 1, 2, 2, flags);
  properties[PROP_QUIET] = g_param_spec_boolean ("quiet", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  gtk_widget_class_install_action (widget_class, "form.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "form.save", NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "form");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kontor_form_init (KontorForm *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  self->columns = 2;
  self->autosave = TRUE;
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  self->error_bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->error_bar, "error-bar");
  self->error_label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->error_label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->error_label), 0);
  gtk_widget_set_hexpand (self->error_label, TRUE);
  gtk_box_append (GTK_BOX (self->error_bar), icon);
  gtk_box_append (GTK_BOX (self->error_bar), self->error_label);
  gtk_widget_set_visible (self->error_bar, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->error_bar);

  self->fold = kontor_fold_box_new ();
  gtk_box_append (GTK_BOX (self->box), self->fold);
}

GtkWidget *
kontor_form_new (void)
{
  return g_object_new (KONTOR_TYPE_FORM, NULL);
}

KontorRecord *
kontor_form_get_record (KontorForm *self)
{
  g_return_val_if_fail (KONTOR_IS_FORM (self), NULL);
  return self->record;
}

void
kontor_form_set_record (KontorForm *self, KontorRecord *record)
{
  const KontorEntity *before;

  g_return_if_fail (KONTOR_IS_FORM (self));
  g_return_if_fail (record == NULL || KONTOR_IS_RECORD (record));

  if (self->record == record)
    return;
  /* What is still being typed belongs to the record before. */
  if (self->record != NULL)
    {
      kontor_form_commit (self);
      g_clear_signal_handler (&self->changed_handler, self->record);
      g_clear_signal_handler (&self->dirty_handler, self->record);
    }
  before = self->record != NULL ? kontor_record_get_entity (self->record) : NULL;
  g_set_object (&self->record, record);
  if (record != NULL && (kontor_record_get_entity (record) != before || self->rows->len == 0))
    prepare_rows (self);
  for (guint i = 0; i < self->rows->len; i++)
    kontor_field_row_set_record (g_ptr_array_index (self->rows, i), record);
  show_error (self, NULL);

  if (record != NULL)
    {
      self->changed_handler = g_signal_connect (record, "changed", G_CALLBACK (record_changed_cb), self);
      self->dirty_handler = g_signal_connect (record, "notify::dirty", G_CALLBACK (dirty_changed_cb), self);
      update_visible (self);
    }
  update_dirty (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}

void
kontor_form_set_fields (KontorForm *self, const char * const *fields)
{
  g_return_if_fail (KONTOR_IS_FORM (self));

  g_strfreev (self->fields);
  self->fields = g_strdupv ((char **) fields);
  if (self->record == NULL)
    return;
  prepare_rows (self);
  for (guint i = 0; i < self->rows->len; i++)
    kontor_field_row_set_record (g_ptr_array_index (self->rows, i), self->record);
  update_visible (self);
}

gboolean
kontor_form_is_dirty (KontorForm *self)
{
  g_return_val_if_fail (KONTOR_IS_FORM (self), FALSE);

  if (self->record == NULL)
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    if (kontor_field_row_get_error (g_ptr_array_index (self->rows, i)) != NULL)
      return TRUE;
  return kontor_record_is_dirty (self->record);
}

gboolean
kontor_form_commit (KontorForm *self)
{
  gboolean correct = TRUE;

  g_return_val_if_fail (KONTOR_IS_FORM (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    {
      KontorFieldRow *row = g_ptr_array_index (self->rows, i);

      if (kontor_field_row_commit (row))
        continue;
      if (correct && gtk_widget_get_mapped (GTK_WIDGET (row)))
        gtk_widget_grab_focus (GTK_WIDGET (row));
      correct = FALSE;
    }
  update_dirty (self);
  return correct;
}

/* Marks the required fields that are empty; TRUE where there are none. */
static gboolean
check_required (KontorForm *self)
{
  gboolean complete = TRUE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      KontorFieldRow *row = g_ptr_array_index (self->rows, i);
      const char *name = kontor_field_row_get_field (row);
      const KontorField *field = kontor_entity_find_field (kontor_record_get_entity (self->record), name);

      if ((field->flags & KONTOR_FIELD_FLAG_REQUIRED) == 0 || kontor_record_get (self->record, name) != NULL ||
          !gtk_widget_get_visible (GTK_WIDGET (row)))
        continue;
      kontor_field_row_set_error (row, _("This is needed"));
      if (complete)
        gtk_widget_grab_focus (GTK_WIDGET (row));
      complete = FALSE;
    }
  return complete;
}

gboolean
kontor_form_check (KontorForm *self)
{
  g_return_val_if_fail (KONTOR_IS_FORM (self), FALSE);

  return self->record != NULL && kontor_form_commit (self) && check_required (self);
}

void
kontor_form_save (KontorForm *self)
{
  g_return_if_fail (KONTOR_IS_FORM (self));

  if (self->record == NULL)
    return;
  if (!kontor_form_check (self))
    {
      g_autoptr(GError) error = g_error_new_literal (KONTOR_ERROR, KONTOR_ERROR_INVALID,
                                                     _("Some fields need another look."));

      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  start_save (self);
}

KontorFieldRow *
kontor_form_get_row (KontorForm *self, const char *field)
{
  g_return_val_if_fail (KONTOR_IS_FORM (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (kontor_field_row_get_field (g_ptr_array_index (self->rows, i)), field) == 0)
      return g_ptr_array_index (self->rows, i);
  return NULL;
}

void
kontor_form_focus_field (KontorForm *self, const char *field)
{
  KontorFieldRow *row;

  g_return_if_fail (KONTOR_IS_FORM (self));

  row = field != NULL ? kontor_form_get_row (self, field) : NULL;
  if (row == NULL && self->rows->len > 0)
    row = g_ptr_array_index (self->rows, 0);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

void
kontor_form_align_label (KontorForm *self, GtkWidget *label)
{
  g_return_if_fail (KONTOR_IS_FORM (self));
  gtk_size_group_add_widget (self->labels, label);
}
