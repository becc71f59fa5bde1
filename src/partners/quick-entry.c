#include "config.h"

#include "partners/quick-entry.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "kit/field-row.h"
#include "kit/form.h"
#include "kit/leave-guard.h"
#include "partners/duplicates.h"

enum { PARTNER, PERSON, LEGAL, ADDRESS, N_PARTS };

static const char * const part_entities[N_PARTS] = { "partner", "person", "legal_entity", "address" };

struct _KontorQuickEntry
{
  AdwWindow         parent_instance;

  KontorForm       *partner_form;
  KontorForm       *person_form;
  KontorForm       *legal_form;
  KontorForm       *address_form;
  KontorDuplicates *duplicates;
  GtkLabel         *error;
  GtkWidget        *save;
  GtkSizeGroup     *labels;

  KontorDesk       *desk;
  KontorRecord     *parts[N_PARTS];
  /* What is typed at this moment, for the duplicates. */
  GtkEditable      *name;
  GtkEditable      *phone;
  GtkEditable      *email;
  GtkEditable      *tax_number;
  gboolean          saving;
};

G_DEFINE_FINAL_TYPE (KontorQuickEntry, kontor_quick_entry, ADW_TYPE_WINDOW)

enum { SAVED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
show_error (KontorQuickEntry *self, const char *words)
{
  gtk_label_set_text (self->error, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), words != NULL);
}

static GtkEditable *
find_editable (GtkWidget *widget)
{
  if (widget == NULL || GTK_IS_EDITABLE (widget))
    return (GtkEditable *) widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkEditable *found = find_editable (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
typed_cb (KontorQuickEntry *self)
{
  if (self->name != NULL && *gtk_editable_get_text (self->name) != '\0')
    kontor_field_row_set_error (kontor_form_get_row (self->partner_form, "name"), NULL);
  kontor_duplicates_look (self->duplicates, self->desk,
                          self->name != NULL ? gtk_editable_get_text (self->name) : NULL,
                          self->phone != NULL ? gtk_editable_get_text (self->phone) : NULL,
                          self->email != NULL ? gtk_editable_get_text (self->email) : NULL,
                          self->tax_number != NULL ? gtk_editable_get_text (self->tax_number) : NULL);
}

static GtkEditable *
watch (KontorQuickEntry *self, KontorForm *form, const char *field)
{
  GtkEditable *editable = find_editable (GTK_WIDGET (kontor_form_get_row (form, field)));

  if (editable != NULL)
    g_signal_connect_object (editable, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  return editable;
}

/* Labels of all four forms on one axis. */
static void
align_labels (KontorQuickEntry *self, KontorForm *form, const KontorEntity *entity)
{
  for (const KontorField *field = entity->fields; field->name != NULL; field++)
    {
      KontorFieldRow *row = kontor_form_get_row (form, field->name);

      if (row != NULL)
        gtk_size_group_add_widget (self->labels, kontor_field_row_get_label_widget (row));
    }
}

static void
fill (KontorQuickEntry *self)
{
  KontorForm *forms[N_PARTS] = { self->partner_form, self->person_form, self->legal_form, self->address_form };

  for (guint i = 0; i < N_PARTS; i++)
    {
      const KontorEntity *entity = kontor_entity_lookup (part_entities[i]);

      self->parts[i] = kontor_record_new (entity, NULL);
      kontor_form_set_record (forms[i], self->parts[i]);
      align_labels (self, forms[i], entity);
    }
  self->name = watch (self, self->partner_form, "name");
  self->phone = watch (self, self->partner_form, "phone");
  self->email = watch (self, self->partner_form, "email");
  self->tax_number = watch (self, self->legal_form, "tax_number");
}

static gboolean
commit (KontorQuickEntry *self)
{
  KontorForm *forms[N_PARTS] = { self->partner_form, self->person_form, self->legal_form, self->address_form };

  for (guint i = 0; i < N_PARTS; i++)
    if (!kontor_form_commit (forms[i]))
      return FALSE;
  return TRUE;
}

/* What was typed for one part in another's place: the person is reached where
 * the firm is, the firm is where its address is, a bare tax number belongs to
 * a firm of the partner's name. */
static GPtrArray *
collect (KontorQuickEntry *self)
{
  KontorRecord *partner = self->parts[PARTNER];
  KontorRecord *person = self->parts[PERSON];
  KontorRecord *legal = self->parts[LEGAL];
  KontorRecord *address = self->parts[ADDRESS];
  GPtrArray *records = g_ptr_array_new ();

  if (kontor_record_get (partner, "name") == NULL && kontor_record_get (person, "name") != NULL)
    {
      kontor_record_set (partner, "name", kontor_record_get (person, "name"));
      kontor_record_set (partner, "kind", "private");
    }
  kontor_record_set (partner, "city", kontor_record_get (address, "city"));
  kontor_record_set (partner, "country", kontor_record_get (address, "country"));
  g_ptr_array_add (records, partner);

  if (kontor_record_get (legal, "tax_number") != NULL || kontor_record_get (legal, "name") != NULL)
    {
      if (kontor_record_get (legal, "name") == NULL)
        kontor_record_set (legal, "name", kontor_record_get (partner, "name"));
      g_ptr_array_add (records, legal);
    }
  if (kontor_record_get (person, "name") != NULL)
    {
      kontor_record_set (person, "phone", kontor_record_get (partner, "phone"));
      kontor_record_set (person, "email", kontor_record_get (partner, "email"));
      if (records->len > 1)
        kontor_record_set_link (person, "legal_entity_id", kontor_record_get_id (legal), kontor_record_get_title (legal));
      g_ptr_array_add (records, person);
    }
  if (kontor_record_get (address, "street") != NULL || kontor_record_get (address, "postcode") != NULL ||
      kontor_record_get (address, "city") != NULL)
    g_ptr_array_add (records, address);

  for (guint i = 1; i < records->len; i++)
    kontor_record_set_link (g_ptr_array_index (records, i), "partner_id", kontor_record_get_id (partner),
                            kontor_record_get_title (partner));
  return records;
}

static void
saved_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorQuickEntry) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  self->saving = FALSE;
  if (self->desk == NULL)
    return;
  gtk_widget_set_sensitive (self->save, TRUE);
  if (kontor_store_save_finish (KONTOR_STORE (store), result, &error))
    {
      g_signal_emit (self, signals[SAVED], 0, kontor_record_get_id (self->parts[PARTNER]));
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  words = kontor_error_describe (error);
  show_error (self, words);
}

static void
save_cb (KontorQuickEntry *self)
{
  KontorStore *store = kontor_desk_get_store (self->desk);
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *title = NULL;

  if (self->saving || store == NULL || !commit (self))
    return;
  records = collect (self);
  if (kontor_record_get (self->parts[PARTNER], "name") == NULL)
    {
      kontor_field_row_set_error (kontor_form_get_row (self->partner_form, "name"), _("A name is needed"));
      kontor_form_focus_field (self->partner_form, "name");
      return;
    }

  show_error (self, NULL);
  self->saving = TRUE;
  gtk_widget_set_sensitive (self->save, FALSE);
  /* Translators: "New client: Siemens" */
  title = g_strdup_printf (_("New client: %s"), kontor_record_get (self->parts[PARTNER], "name"));
  kontor_store_save_async (store, records, title, NULL, saved_cb, g_object_ref (self));
}

static void
chosen_cb (KontorQuickEntry *self, const char *id)
{
  KontorDesk *desk = self->desk;

  if (id == NULL)
    return;
  kontor_desk_open_record (desk, "partner", id);
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
save_shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  save_cb (KONTOR_QUICK_ENTRY (widget));
  return TRUE;
}

static void
kontor_quick_entry_dispose (GObject *object)
{
  KontorQuickEntry *self = KONTOR_QUICK_ENTRY (object);

  for (guint i = 0; i < N_PARTS; i++)
    g_clear_object (&self->parts[i]);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (kontor_quick_entry_parent_class)->dispose (object);
}

static void
kontor_quick_entry_class_init (KontorQuickEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_quick_entry_dispose;

  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (KONTOR_TYPE_DUPLICATES);
  g_type_ensure (KONTOR_TYPE_FIELD_ROW);
  g_type_ensure (KONTOR_TYPE_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/partners/quick-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorQuickEntry, partner_form);
  gtk_widget_class_bind_template_child (widget_class, KontorQuickEntry, person_form);
  gtk_widget_class_bind_template_child (widget_class, KontorQuickEntry, legal_form);
  gtk_widget_class_bind_template_child (widget_class, KontorQuickEntry, address_form);
  gtk_widget_class_bind_template_child (widget_class, KontorQuickEntry, duplicates);
  gtk_widget_class_bind_template_child (widget_class, KontorQuickEntry, error);
  gtk_widget_class_bind_template_child (widget_class, KontorQuickEntry, save);
  gtk_widget_class_bind_template_child (widget_class, KontorQuickEntry, labels);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_destroy);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, save_shortcut_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
kontor_quick_entry_init (KontorQuickEntry *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  /* Before the fields, which on a card call or write with these keys. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Return, GDK_CONTROL_MASK),
                      gtk_callback_action_new (save_shortcut_cb, NULL, NULL)));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_KP_Enter, GDK_CONTROL_MASK),
                      gtk_callback_action_new (save_shortcut_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

KontorQuickEntry *
kontor_quick_entry_new (KontorDesk *desk)
{
  KontorQuickEntry *self;

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);

  self = g_object_new (KONTOR_TYPE_QUICK_ENTRY, NULL);
  self->desk = g_object_ref (desk);
  if (kontor_desk_get_window (desk) != NULL)
    gtk_window_set_transient_for (GTK_WINDOW (self), kontor_desk_get_window (desk));
  fill (self);
  kontor_leave_guard_add (GTK_WINDOW (self), self->partner_form);
  kontor_leave_guard_add (GTK_WINDOW (self), self->person_form);
  kontor_leave_guard_add (GTK_WINDOW (self), self->legal_form);
  kontor_leave_guard_add (GTK_WINDOW (self), self->address_form);
  return self;
}

static void
open_saved_cb (KontorQuickEntry *self, const char *id, KontorDesk *desk)
{
  kontor_desk_open_record (desk, "partner", id);
}

void
kontor_quick_entry_present (KontorDesk *desk)
{
  KontorQuickEntry *self = kontor_quick_entry_new (desk);

  g_signal_connect_object (self, "saved", G_CALLBACK (open_saved_cb), desk, 0);
  gtk_window_present (GTK_WINDOW (self));
  kontor_form_focus_field (self->partner_form, "name");
}
