#include "config.h"

#include "kit/plan.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/moment.h"
#include "kit/link-picker.h"

/* A day that is named without a time ends with the work. */
#define END_OF_WORK 17

struct _KontorPlan
{
  GtkWidget          parent_instance;

  GtkWidget         *box;
  KontorRelatedList *list;
  GtkProgressBar    *progress;
  GtkEntry          *name;
  KontorLinkPicker  *performer;
  GtkEntry          *until;
  GtkWidget         *add;
  /* Performer, day and button: they come when one begins to type. */
  GtkWidget         *more;
  GtkEventController *focus;
  GtkLabel          *error;

  KontorDesk        *desk;
  KontorRecord      *record;
  /* What is being saved: the same task again after a failure. */
  KontorRecord      *task;
  gboolean           saving;
};

G_DEFINE_FINAL_TYPE (KontorPlan, kontor_plan, GTK_TYPE_WIDGET)

static guint create_signal;

static const char *
typed (GtkEntry *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static void
show_error (KontorPlan *self, const char *words)
{
  gtk_label_set_text (self->error, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), words != NULL);
}

static void
update_sensitive (KontorPlan *self)
{
  gtk_widget_set_sensitive (self->add, *typed (self->name) != '\0' && self->record != NULL && !self->saving);
}

/* What is to be done is one quiet line below the plan until somebody comes to it. */
static void
update_more (KontorPlan *self)
{
  gtk_widget_set_visible (self->more, *typed (self->name) != '\0' ||
                                        gtk_event_controller_focus_contains_focus (GTK_EVENT_CONTROLLER_FOCUS (self->focus)));
}

static void
name_changed_cb (KontorPlan *self)
{
  update_sensitive (self);
  update_more (self);
}

static void
loaded_cb (KontorPlan *self)
{
  guint n_done, n_all;

  kontor_related_list_get_progress (self->list, &n_done, &n_all);
  gtk_progress_bar_set_fraction (self->progress, n_all > 0 ? (double) n_done / n_all : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), n_all > 0);
}

/* Adding ------------------------------------------------------------------------------ */

static gboolean
take_until (KontorPlan *self, KontorRecord *task, GError **error)
{
  const char *text = typed (self->until);
  g_autofree char *day = kontor_date_parse (text);
  g_autofree char *moment = NULL;

  if (day != NULL)
    {
      g_autoptr (GDateTime) begin = kontor_moment_parse (day);
      g_autoptr (GDateTime) end = g_date_time_add_hours (begin, END_OF_WORK);
      g_autoptr (GDateTime) universal = g_date_time_to_utc (end);

      moment = g_date_time_format (universal, "%Y-%m-%d %H:%M:%S+00");
    }
  else if (!kontor_field_parse (kontor_entity_find_field (kontor_record_get_entity (task), "due_at"), text, &moment, error))
    return FALSE;
  kontor_record_set (task, "due_at", moment);
  return TRUE;
}

/* The task goes to the client's and the deal's lists too. */
static void
take_link (KontorRecord *task, KontorRecord *about, const char *field)
{
  if (kontor_entity_find_field (kontor_record_get_entity (about), field) != NULL && kontor_record_get (about, field) != NULL)
    kontor_record_set_link (task, field, kontor_record_get (about, field), kontor_record_get_label (about, field));
}

static void
saved_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorPlan) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean saved = kontor_store_save_finish (KONTOR_STORE (store), result, &error);

  if (self->box == NULL)
    return;
  self->saving = FALSE;
  if (saved)
    {
      g_clear_object (&self->task);
      gtk_editable_set_text (GTK_EDITABLE (self->name), "");
      /* Who it is for and until when are often the same for the next one. */
      gtk_widget_grab_focus (GTK_WIDGET (self->name));
      kontor_related_list_reload (self->list);
    }
  else
    {
      g_autofree char *words = kontor_error_describe (error);

      show_error (self, words);
    }
  update_sensitive (self);
}

static void
add_cb (KontorPlan *self)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  if (!gtk_widget_get_sensitive (self->add))
    return;
  show_error (self, NULL);
  if (self->task == NULL)
    self->task = kontor_record_new (kontor_entity_lookup ("task"), NULL);
  if (!take_until (self, self->task, &error))
    {
      show_error (self, error->message);
      return;
    }
  if (kontor_link_picker_get_pending (self->performer) != NULL)
    {
      g_autofree char *words = g_strdup_printf (_("“%s” is not in the list. Choose one, or create it."),
                                                kontor_link_picker_get_pending (self->performer));

      show_error (self, words);
      return;
    }
  kontor_record_set (self->task, "name", typed (self->name));
  kontor_record_set_link (self->task, "manager_id", kontor_link_picker_get_identifier (self->performer),
                          kontor_link_picker_get_label (self->performer));
  kontor_record_set (self->task, "subject", kontor_record_get_entity (self->record)->name);
  kontor_record_set (self->task, "record_id", kontor_record_get_id (self->record));
  take_link (self->task, self->record, "partner_id");
  take_link (self->task, self->record, "deal_id");

  records = g_ptr_array_new ();
  g_ptr_array_add (records, self->task);
  self->saving = TRUE;
  update_sensitive (self);
  kontor_store_save_async (kontor_desk_get_store (self->desk), records, _("Task added"), NULL, saved_cb, g_object_ref (self));
}

static void
create_cb (KontorPlan *self)
{
  g_signal_emit (self, create_signal, 0);
}

/* The widget ---------------------------------------------------------------------------- */

static GtkWidget *
make_entry (KontorPlan *self, const char *label, const char *placeholder)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_widget_set_tooltip_text (entry, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (add_cb), self);
  return entry;
}

static GtkWidget *
make_line (KontorPlan *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *performer = kontor_link_picker_new ("employee");

  self->name = GTK_ENTRY (make_entry (self, _("What is to be done"), _("What is to be done")));
  gtk_entry_set_max_length (self->name, 500);
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  gtk_entry_set_icon_from_icon_name (self->name, GTK_ENTRY_ICON_PRIMARY, "list-add-symbolic");
  gtk_entry_set_icon_activatable (self->name, GTK_ENTRY_ICON_PRIMARY, FALSE);
  g_signal_connect_swapped (self->name, "changed", G_CALLBACK (name_changed_cb), self);

  self->performer = KONTOR_LINK_PICKER (performer);
  g_object_set (performer, "can-create", FALSE, NULL);
  gtk_widget_set_size_request (performer, 150, -1);
  {
    GtkWidget *entry = gtk_widget_get_first_child (performer);

    gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Performer: you"));
    gtk_widget_set_tooltip_text (entry, _("Who has to do it; empty: you"));
    gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Performer"), -1);
  }

  self->until = GTK_ENTRY (make_entry (self, _("Until: a day, “tomorrow”, “+7”"), _("Until")));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->until), 10);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->until), 10);
  self->add = gtk_button_new_with_label (_("Add"));
  gtk_widget_set_tooltip_text (self->add, _("Add to the plan (Enter)"));
  gtk_widget_set_sensitive (self->add, FALSE);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);

  self->more = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_visible (self->more, FALSE);
  gtk_box_append (GTK_BOX (self->more), performer);
  gtk_box_append (GTK_BOX (self->more), GTK_WIDGET (self->until));
  gtk_box_append (GTK_BOX (self->more), self->add);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (line), self->more);
  gtk_widget_add_css_class (line, "plan-line");

  self->focus = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (self->focus, "notify::contains-focus", G_CALLBACK (update_more), self);
  gtk_widget_add_controller (line, self->focus);
  return line;
}

static void
kontor_plan_dispose (GObject *object)
{
  KontorPlan *self = KONTOR_PLAN (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);
  g_clear_object (&self->record);
  g_clear_object (&self->task);

  G_OBJECT_CLASS (kontor_plan_parent_class)->dispose (object);
}

static void
kontor_plan_class_init (KontorPlanClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_plan_dispose;
  create_signal = g_signal_new ("create", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "plan");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kontor_plan_init (KontorPlan *self)
{
  self->list = g_object_new (KONTOR_TYPE_RELATED_LIST, "entity", "task", "link", "record_id", "plan", TRUE, NULL);
  g_signal_connect_swapped (self->list, "loaded", G_CALLBACK (loaded_cb), self);
  g_signal_connect_swapped (self->list, "create", G_CALLBACK (create_cb), self);

  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Plan of work"), -1);
  self->error = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->error, 0);
  gtk_label_set_wrap (self->error, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->error), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->progress));
  gtk_box_append (GTK_BOX (self->box), make_line (self));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->error));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

KontorRelatedList *
kontor_plan_get_list (KontorPlan *self)
{
  g_return_val_if_fail (KONTOR_IS_PLAN (self), NULL);
  return self->list;
}

void
kontor_plan_set_record (KontorPlan *self, KontorDesk *desk, KontorRecord *record)
{
  g_return_if_fail (KONTOR_IS_PLAN (self));
  g_return_if_fail (KONTOR_IS_DESK (desk));
  g_return_if_fail (KONTOR_IS_RECORD (record));

  g_set_object (&self->desk, desk);
  g_set_object (&self->record, record);
  update_sensitive (self);
}

gboolean
kontor_plan_is_dirty (KontorPlan *self)
{
  g_return_val_if_fail (KONTOR_IS_PLAN (self), FALSE);
  return *typed (self->name) != '\0';
}
