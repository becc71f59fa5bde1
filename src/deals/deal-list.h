#pragma once

#include "kit/list-page.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_DEAL_LIST (kontor_deal_list_get_type ())
G_DECLARE_FINAL_TYPE (KontorDealList, kontor_deal_list, KONTOR, DEAL_LIST, KontorListPage)

/* The list of deals: a table, or a board by stage. */
KontorPage *kontor_deal_list_new (KontorDesk *desk, const char *condition, const char *title);

G_END_DECLS
