#include "config.h"

#include "processes/process-list.h"

#include <glib/gi18n.h>

struct _KontorProcessList
{
  KontorListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (KontorProcessList, kontor_process_list, KONTOR_TYPE_LIST_PAGE)

static void
kontor_process_list_constructed (GObject *object)
{
  GtkWidget *report = gtk_button_new_with_mnemonic (_("_Report"));

  G_OBJECT_CLASS (kontor_process_list_parent_class)->constructed (object);

  gtk_widget_set_tooltip_text (report, _("Which steps were done late or passed over, and by whom"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (report), "win.open-page");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (report), "(ss)", "step-report", "");
  kontor_list_page_add_action (KONTOR_LIST_PAGE (object), report);
}

static void
kontor_process_list_class_init (KontorProcessListClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = kontor_process_list_constructed;
}

static void
kontor_process_list_init (KontorProcessList *self)
{
}

KontorPage *
kontor_process_list_new (KontorDesk *desk, const char *condition, const char *title)
{
  return g_object_new (KONTOR_TYPE_PROCESS_LIST, "desk", desk, "entity", "process", "condition", condition, "title", title, NULL);
}
