#include "config.h"

#include "activities/task-list.h"

#include <glib/gi18n.h>

#include "activities/task-create.h"

#define MINE "{\"all\": [{\"field\": \"manager_id\", \"is\": \"me\"}, {\"field\": \"state\", \"in\": [\"open\", \"taken\"]}]}"

struct _KontorTaskList
{
  KontorListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (KontorTaskList, kontor_task_list, KONTOR_TYPE_LIST_PAGE)

static void
create (KontorListPage *page)
{
  kontor_task_create_present (kontor_page_get_desk (KONTOR_PAGE (page)), NULL);
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
