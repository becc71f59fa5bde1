#pragma once

#include "kit/list-page.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_CLAIM_LIST (kontor_claim_list_get_type ())
G_DECLARE_FINAL_TYPE (KontorClaimList, kontor_claim_list, KONTOR, CLAIM_LIST, KontorListPage)

/* The list of claims, with the way to their report. */
KontorPage *kontor_claim_list_new (KontorDesk *desk, const char *condition, const char *title);

G_END_DECLS
