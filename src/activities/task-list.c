#include "config.h"

#include "activities/task-list.h"

#include <glib/gi18n.h>

#include "kit/create-dialog.h"

#define MINE "{\"all\": [{\"field\": \"manager_id\", \"is\": \"me\"}, {\"field\": \"state\", \"in\": [\"open\", \"taken\"]}]}"

struct _KontorTaskList
{
  KontorListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (KontorTaskList, kontor_task_list, KONTOR_TYPE_LIST_PAGE)

static void
create (KontorListPage *page)
{
  kontor_task_list_create_task (kontor_page_get_desk (KONTOR_PAGE (page)));
}

static void
kontor_task_list_class_init (KontorTaskListClass *klass)
{
  KONTOR_LIST_PAGE_CLASS (klass)->create = create;
}

static void
kontor_task_list_init (KontorTaskList *self)
{
}

KontorPage *
kontor_task_list_new (KontorDesk *desk, const char *condition, const char *title)
{
  return g_object_new (KONTOR_TYPE_TASK_LIST, "desk", desk, "entity", "task",
                       "condition", condition, "title", title, NULL);
}

KontorPage *
kontor_task_list_new_mine (KontorDesk *desk)
{
  KontorPage *page = kontor_task_list_new (desk, MINE, _("My tasks"));

  kontor_page_set_key (page, "page:tasks");
  kontor_page_set_address (page, "win.open-page(('tasks', ''))");
  return page;
}

void
kontor_task_list_create_task (KontorDesk *desk)
{
  static const char * const fields[] = { "name", "due_at", "manager_id", "importance", "partner_id", "deal_id",
                                         "description", NULL };
  g_autoptr (KontorRecord) record = kontor_record_new (kontor_entity_lookup ("task"), NULL);

  kontor_create_dialog_present (desk, NULL, record, fields, _("New task"), NULL, NULL, NULL);
}
