#include "config.h"

#include "activities/task-create.h"

#include <glib/gi18n.h>

#include "kit/create-dialog.h"

/* The task goes to the client's and the deal's lists too. */
static void
take_link (KontorRecord *task, KontorRecord *about, const char *field)
{
  if (kontor_entity_find_field (kontor_record_get_entity (about), field) != NULL && kontor_record_get (about, field) != NULL)
    kontor_record_set_link (task, field, kontor_record_get (about, field), kontor_record_get_label (about, field));
}

static void
take_subject (KontorRecord *task, KontorRecord *about)
{
  const char *entity = kontor_record_get_entity (about)->name;

  take_link (task, about, "partner_id");
  take_link (task, about, "deal_id");
  if (g_str_equal (entity, "partner"))
    kontor_record_set_link (task, "partner_id", kontor_record_get_id (about), kontor_record_get_title (about));
  else if (g_str_equal (entity, "deal"))
    kontor_record_set_link (task, "deal_id", kontor_record_get_id (about), kontor_record_get_title (about));
  else
    {
      kontor_record_set (task, "subject", entity);
      kontor_record_set (task, "record_id", kontor_record_get_id (about));
    }
}

void
kontor_task_create_present (KontorDesk *desk, KontorRecord *about)
{
  static const char * const all[] = { "name", "due_at", "manager_id", "importance", "partner_id", "deal_id", "description", NULL };
  static const char * const own[] = { "name", "due_at", "manager_id", "importance", "description", NULL };
  g_autoptr (KontorRecord) task = NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (KONTOR_IS_DESK (desk));
  g_return_if_fail (about == NULL || KONTOR_IS_RECORD (about));

  task = kontor_record_new (kontor_entity_lookup ("task"), NULL);
  if (about != NULL)
    {
      take_subject (task, about);
      /* Translators: what the task is about */
      title = g_strdup_printf (_("New task: %s"), kontor_record_get_title (about));
    }
  kontor_create_dialog_present (desk, NULL, task, about != NULL ? own : all, title != NULL ? title : _("New task"),
                                NULL, NULL, NULL);
}
