#include "config.h"

#include "activities/task-subject.h"

#include <glib/gi18n.h>

#include "activities/task-actions.h"
#include "kit/form.h"
#include "kit/replace-text.h"

struct _KontorTaskSubject
{
  GtkWidget           parent_instance;

  GtkWidget          *box;
  GtkExpander        *expander;
  GtkLabel           *heading;
  KontorForm         *form;

  KontorDesk         *desk;
  const KontorEntity *entity;
  char               *id;
  char               *form_entity;
  char              **shown;
  char              **locked;
  char              **required;
  char               *hindrance;
  gboolean            read_only;
  /* what the process is about, and what is shown of it */
  KontorRecord       *subject;
  KontorRecord       *record;
  GCancellable       *cancellable;
};

G_DEFINE_FINAL_TYPE (KontorTaskSubject, kontor_task_subject, GTK_TYPE_WIDGET)

static guint changed_signal;

/* Names of fields need no quoting. */
static char **
split_array (const char *array)
{
  g_autofree char *inner = NULL;

  if (array == NULL || strlen (array) < 3)
    return g_new0 (char *, 1);
  inner = g_strndup (array + 1, strlen (array) - 2);
  return g_strsplit (inner, ",", -1);
}

static gboolean
is_shown_by_itself (const KontorField *field)
{
  return (field->flags & KONTOR_FIELD_FLAG_LIST) != 0 && (field->flags & (KONTOR_FIELD_FLAG_HIDDEN | KONTOR_FIELD_FLAG_READ_ONLY)) == 0
         && field->kind != KONTOR_FIELD_JSON;
}

static void
add_field (GPtrArray *fields, const KontorEntity *entity, const char *name)
{
  const KontorField *field = kontor_entity_find_field (entity, name);

  if (field == NULL || strchr (name, '.') != NULL || (field->flags & KONTOR_FIELD_FLAG_HIDDEN) != 0 || field->kind == KONTOR_FIELD_JSON)
    return;
  for (guint i = 0; i < fields->len; i++)
    if (g_str_equal (g_ptr_array_index (fields, i), name))
      return;
  g_ptr_array_add (fields, (gpointer) field->name);
}

static void
choose_fields (KontorTaskSubject *self, const KontorEntity *entity, GPtrArray *fields)
{
  gboolean is_subject = entity == self->entity;

  for (guint i = 0; self->shown[i] != NULL; i++)
    add_field (fields, entity, self->shown[i]);
  if (fields->len == 0)
    for (const KontorField *field = entity->fields; field->name != NULL; field++)
      if (is_shown_by_itself (field))
        add_field (fields, entity, field->name);
  /* What must be filled must be there to be filled. */
  for (guint i = 0; is_subject && self->required[i] != NULL; i++)
    add_field (fields, entity, self->required[i]);
  g_ptr_array_add (fields, NULL);
}

static void
record_changed_cb (KontorTaskSubject *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
show_record (KontorTaskSubject *self, KontorRecord *record)
{
  const KontorEntity *entity = kontor_record_get_entity (record);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  /* Translators: the kind of record and its name: "Deal: Doors for the school" */
  g_autofree char *heading = g_strdup_printf (_("%s: %s"), _(entity->label), kontor_record_get_title (record));

  if (g_set_object (&self->record, record))
    {
      g_signal_connect_object (record, "changed", G_CALLBACK (record_changed_cb), self, G_CONNECT_SWAPPED);
      choose_fields (self, entity, fields);
      kontor_form_set_fields (self->form, (const char * const *) fields->pdata);
      kontor_form_set_record (self->form, record);
      /* Where the map says nothing about it, it is there for looking things up. */
      gtk_expander_set_expanded (self->expander, self->form_entity != NULL || self->shown[0] != NULL || self->required[0] != NULL);
    }
  g_object_set (self->form, "read-only", self->read_only || (entity->flags & KONTOR_ENTITY_FLAG_READ_ONLY) != 0, NULL);
  for (guint i = 0; self->locked[i] != NULL; i++)
    {
      KontorFieldRow *row = kontor_form_get_row (self->form, self->locked[i]);

      if (row != NULL)
        {
          kontor_field_row_set_read_only (row, TRUE);
          gtk_widget_set_tooltip_text (GTK_WIDGET (row), _("Locked while the process stands here"));
        }
    }
  gtk_label_set_text (self->heading, heading);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  g_signal_emit (self, changed_signal, 0);
}

static void
linked_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorTaskSubject) self = user_data;
  g_autoptr (KontorRecord) record = kontor_store_load_finish (KONTOR_STORE (store), result, NULL);

  if (record != NULL && self->box != NULL && self->subject != NULL)
    show_record (self, record);
}

/* The id of the record of @target that @record links to, or NULL. */
static const char *
find_link (KontorRecord *record, const char *target)
{
  for (const KontorField *field = kontor_record_get_entity (record)->fields; field->name != NULL; field++)
    if (field->kind == KONTOR_FIELD_LINK && g_strcmp0 (field->target, target) == 0 && kontor_record_get (record, field->name) != NULL)
      return kontor_record_get (record, field->name);
  return NULL;
}

static void
loaded_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorTaskSubject) self = user_data;
  g_autoptr (KontorRecord) record = kontor_store_load_finish (KONTOR_STORE (store), result, NULL);
  const char *linked;

  /* Who performs a task need not see what it is about. */
  if (record == NULL || self->box == NULL || g_strcmp0 (kontor_record_get_id (record), self->id) != 0)
    return;
  if (g_set_object (&self->subject, record))
    g_signal_connect_object (record, "changed", G_CALLBACK (record_changed_cb), self, G_CONNECT_SWAPPED);
  linked = self->form_entity != NULL && !g_str_equal (self->form_entity, self->entity->name) ? find_link (record, self->form_entity) : NULL;
  if (linked != NULL && kontor_entity_lookup (self->form_entity) != NULL)
    kontor_store_load_async (KONTOR_STORE (store), kontor_entity_lookup (self->form_entity), linked, self->cancellable,
                             linked_cb, g_object_ref (self));
  else
    show_record (self, record);
}

static void
open_cb (KontorTaskSubject *self)
{
  if (self->record != NULL)
    kontor_desk_open_record (self->desk, kontor_record_get_entity (self->record)->name, kontor_record_get_id (self->record));
}

static void
forget (KontorTaskSubject *self)
{
  if (self->subject != NULL)
    g_signal_handlers_disconnect_by_func (self->subject, record_changed_cb, self);
  if (self->record != NULL)
    g_signal_handlers_disconnect_by_func (self->record, record_changed_cb, self);
  g_clear_object (&self->subject);
  g_clear_object (&self->record);
}

static void
kontor_task_subject_dispose (GObject *object)
{
  KontorTaskSubject *self = KONTOR_TASK_SUBJECT (object);

  g_cancellable_cancel (self->cancellable);
  forget (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (kontor_task_subject_parent_class)->dispose (object);
}

static void
kontor_task_subject_finalize (GObject *object)
{
  KontorTaskSubject *self = KONTOR_TASK_SUBJECT (object);

  g_clear_object (&self->cancellable);
  g_free (self->id);
  g_free (self->form_entity);
  g_strfreev (self->shown);
  g_strfreev (self->locked);
  g_strfreev (self->required);
  g_free (self->hindrance);

  G_OBJECT_CLASS (kontor_task_subject_parent_class)->finalize (object);
}

static void
kontor_task_subject_class_init (KontorTaskSubjectClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_task_subject_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_task_subject_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "tasksubject");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

/* The button lies over the line: its words end before it, in every language. */
static void
make_room (GtkWidget *open, GtkWidget *heading)
{
  int width;

  gtk_widget_measure (open, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_set_margin_end (heading, width + 6);
}

static void
kontor_task_subject_init (KontorTaskSubject *self)
{
  GtkWidget *open = gtk_button_new_with_mnemonic (_("_Open"));

  self->cancellable = g_cancellable_new ();
  self->shown = g_new0 (char *, 1);
  self->locked = g_new0 (char *, 1);
  self->required = g_new0 (char *, 1);
  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->heading, 0);
  gtk_label_set_ellipsize (self->heading, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->heading), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "heading");
  gtk_widget_add_css_class (open, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (open), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Open the record"), -1);
  g_signal_connect_swapped (open, "clicked", G_CALLBACK (open_cb), self);
  gtk_widget_set_valign (open, GTK_ALIGN_START);
  g_signal_connect_object (open, "map", G_CALLBACK (make_room), self->heading, 0);

  self->form = KONTOR_FORM (kontor_form_new ());
  g_object_set (self->form, "columns", 1, NULL);
  gtk_widget_set_margin_top (GTK_WIDGET (self->form), 6);
  self->expander = GTK_EXPANDER (gtk_expander_new (NULL));
  gtk_expander_set_label_widget (self->expander, GTK_WIDGET (self->heading));
  gtk_expander_set_child (self->expander, GTK_WIDGET (self->form));
  gtk_widget_set_hexpand (GTK_WIDGET (self->expander), TRUE);
  self->box = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (self->box), GTK_WIDGET (self->expander));
  gtk_widget_set_halign (open, GTK_ALIGN_END);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->box), open);
  gtk_overlay_set_measure_overlay (GTK_OVERLAY (self->box), open, TRUE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
kontor_task_subject_set_desk (KontorTaskSubject *self, KontorDesk *desk)
{
  g_return_if_fail (KONTOR_IS_TASK_SUBJECT (self));
  g_set_object (&self->desk, desk);
}

static void
set_fields (char ***place, KontorResult *about, const char *column)
{
  g_strfreev (*place);
  *place = split_array (about != NULL ? kontor_result_get_by_name (about, 0, column) : NULL);
}

void
kontor_task_subject_set (KontorTaskSubject *self, KontorRecord *task, KontorResult *about)
{
  const char *entity = about != NULL ? kontor_result_get_by_name (about, 0, "subject") : NULL;
  const char *id = about != NULL ? kontor_result_get_by_name (about, 0, "record_id") : NULL;
  KontorStore *store;

  g_return_if_fail (KONTOR_IS_TASK_SUBJECT (self));
  g_return_if_fail (task == NULL || KONTOR_IS_RECORD (task));

  if (task != NULL && entity == NULL)
    {
      entity = kontor_record_get (task, "subject");
      id = kontor_record_get (task, "record_id");
    }
  if (task != NULL && entity == NULL && kontor_record_get (task, "deal_id") != NULL)
    {
      entity = "deal";
      id = kontor_record_get (task, "deal_id");
    }
  if (g_strcmp0 (id, self->id) != 0)
    {
      forget (self);
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
    }
  kontor_replace_text (&self->id, id);
  kontor_replace_text (&self->form_entity, about != NULL ? kontor_result_get_by_name (about, 0, "form") : NULL);
  set_fields (&self->shown, about, "shown_fields");
  set_fields (&self->locked, about, "locked_fields");
  set_fields (&self->required, about, "required_fields");
  self->read_only = task == NULL || !kontor_task_is_open (task);
  self->entity = entity != NULL ? kontor_entity_lookup (entity) : NULL;
  store = self->desk != NULL ? kontor_desk_get_store (self->desk) : NULL;
  if (store != NULL && self->entity != NULL && id != NULL)
    kontor_store_load_async (store, self->entity, id, self->cancellable, loaded_cb, g_object_ref (self));
}

/* As the server looks at it: a number that cannot be empty is not filled in while it is nought. */
static gboolean
is_filled (KontorRecord *record, const KontorField *field)
{
  const char *value = kontor_record_get_stored (record, field->name);

  return value != NULL && !(kontor_field_is_numeric (field) && (field->flags & KONTOR_FIELD_FLAG_REQUIRED) != 0
                            && g_ascii_strtod (value, NULL) == 0);
}

const char *
kontor_task_subject_get_hindrance (KontorTaskSubject *self)
{
  g_return_val_if_fail (KONTOR_IS_TASK_SUBJECT (self), NULL);

  g_clear_pointer (&self->hindrance, g_free);
  for (guint i = 0; self->subject != NULL && self->hindrance == NULL && self->required[i] != NULL; i++)
    {
      const KontorField *field = kontor_entity_find_field (self->entity, self->required[i]);

      if (field != NULL && strchr (self->required[i], '.') == NULL && !is_filled (self->subject, field))
        /* Translators: the label of a field */
        self->hindrance = g_strdup_printf (_("Fill in first: %s"), _(field->label));
    }
  return self->hindrance;
}

void
kontor_task_subject_save (KontorTaskSubject *self)
{
  g_return_if_fail (KONTOR_IS_TASK_SUBJECT (self));

  if (self->record != NULL)
    kontor_form_save (self->form);
}
