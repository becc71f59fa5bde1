#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_ADMINISTRATION_PAGE (kontor_administration_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorAdministrationPage, kontor_administration_page, KONTOR, ADMINISTRATION_PAGE, KontorPage)

/* People, the office, the state of the server. */
KontorPage *kontor_administration_page_new (KontorDesk *desk, const char *argument);

G_END_DECLS
