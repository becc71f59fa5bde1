#include "config.h"

#include "deals/deal-list.h"

#include <glib/gi18n.h>

#include "deals/deal-board.h"

struct _KontorDealList
{
  KontorListPage   parent_instance;
  KontorDealBoard *board;
};

G_DEFINE_FINAL_TYPE (KontorDealList, kontor_deal_list, KONTOR_TYPE_LIST_PAGE)

static void
list_changed_cb (KontorRecordList *list, GParamSpec *pspec, KontorDealList *self)
{
  kontor_deal_board_set_condition (self->board, kontor_list_page_get_condition (KONTOR_LIST_PAGE (self)));
}

static void
create (KontorListPage *page)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "win.new-deal", "s", "");
}

static void
kontor_deal_list_class_init (KontorDealListClass *klass)
{
  KONTOR_LIST_PAGE_CLASS (klass)->create = create;
}

static void
kontor_deal_list_init (KontorDealList *self)
{
}

KontorPage *
kontor_deal_list_new (KontorDesk *desk, const char *condition, const char *title)
{
  KontorDealList *self = g_object_new (KONTOR_TYPE_DEAL_LIST, "desk", desk, "entity", "deal",
                                       "condition", condition, "title", title, NULL);
  KontorListPage *page = KONTOR_LIST_PAGE (self);

  self->board = KONTOR_DEAL_BOARD (kontor_deal_board_new (desk));
  kontor_deal_board_set_condition (self->board, condition);
  kontor_list_page_add_layout (page, GTK_WIDGET (self->board), "board", _("Board by stage"), "view-grid-symbolic");
  g_signal_connect_object (kontor_list_page_get_list (page), "notify::loading", G_CALLBACK (list_changed_cb), self, 0);
  return KONTOR_PAGE (self);
}
