#include "config.h"

#include "activities/task-header.h"

#include <glib/gi18n.h>

#include "activities/due.h"
#include "activities/task-actions.h"
#include "kit/chip.h"
#include "kit/wrap-box.h"

struct _KontorTaskHeader
{
  AdwBin      parent_instance;

  KontorForm *title_form;
  GtkBox     *chips;
  GtkLabel   *due;
  GtkLabel   *process;
  GtkWidget  *take;
  GtkWidget  *open_deal;
  GtkWidget  *open_process;
};

G_DEFINE_FINAL_TYPE (KontorTaskHeader, kontor_task_header, ADW_TYPE_BIN)

static void
show_chips (KontorTaskHeader *self, KontorRecord *task, const char *process_state)
{
  const KontorField *state = kontor_entity_find_field (kontor_record_get_entity (task), "state");
  GtkWidget *chip;

  while ((chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_box_remove (self->chips, chip);
  gtk_box_append (self->chips, kontor_chip_new_choice (state, kontor_record_get (task, "state")));
  if (g_strcmp0 (kontor_record_get (task, "importance"), "high") == 0)
    gtk_box_append (self->chips, kontor_chip_new (_("Important"), "error"));
  if (g_strcmp0 (process_state, "stopped") == 0)
    gtk_box_append (self->chips, kontor_chip_new (_("Process stopped"), "warning"));
}

static void
kontor_task_header_class_init (KontorTaskHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KONTOR_TYPE_FORM);
  g_type_ensure (KONTOR_TYPE_FIELD_ROW);
  g_type_ensure (KONTOR_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/activities/task-header.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorTaskHeader, title_form);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskHeader, chips);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskHeader, due);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskHeader, process);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskHeader, take);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskHeader, open_deal);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskHeader, open_process);
}

static void
kontor_task_header_init (KontorTaskHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

KontorForm *
kontor_task_header_get_form (KontorTaskHeader *self)
{
  g_return_val_if_fail (KONTOR_IS_TASK_HEADER (self), NULL);
  return self->title_form;
}

void
kontor_task_header_show (KontorTaskHeader *self, KontorRecord *task, const char *process_state, gboolean may_take)
{
  gboolean is_waiting;
  gboolean is_open;
  gboolean of_process;
  KontorFieldRow *name;

  g_return_if_fail (KONTOR_IS_TASK_HEADER (self));
  g_return_if_fail (KONTOR_IS_RECORD (task));

  is_waiting = g_strcmp0 (kontor_record_get (task, "state"), "open") == 0;
  is_open = kontor_task_is_open (task);
  of_process = kontor_record_get (task, "process_id") != NULL;
  show_chips (self, task, process_state);
  kontor_due_show (self->due, kontor_record_get (task, "due_at"), is_open);
  gtk_widget_set_visible (self->take, may_take && is_open && (is_waiting || kontor_record_get (task, "manager_id") == NULL));
  gtk_widget_set_visible (self->open_deal, kontor_record_get (task, "deal_id") != NULL);
  gtk_widget_set_visible (self->open_process, of_process);
  name = kontor_form_get_row (self->title_form, "name");
  if (name != NULL)
    kontor_field_row_set_read_only (name, of_process);
}

void
kontor_task_header_set_process (KontorTaskHeader *self, const char *map, const char *process)
{
  /* Most processes are called after their map. */
  g_autofree char *words = process == NULL ? NULL : map == NULL || g_str_has_prefix (process, map) ? g_strdup (process)
                                                  : g_strdup_printf ("%s · %s", map, process);

  g_return_if_fail (KONTOR_IS_TASK_HEADER (self));

  gtk_label_set_text (self->process, words != NULL ? words : "");
}
