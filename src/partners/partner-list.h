#pragma once

#include "kit/list-page.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PARTNER_LIST (kontor_partner_list_get_type ())
G_DECLARE_FINAL_TYPE (KontorPartnerList, kontor_partner_list, KONTOR, PARTNER_LIST, KontorListPage)

/* The list of partners: a new one is made by the quick entry. */
KontorPage *kontor_partner_list_new (KontorDesk *desk, const char *condition, const char *title);

G_END_DECLS
