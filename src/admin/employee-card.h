#pragma once

#include "kit/card.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_EMPLOYEE_CARD (kontor_employee_card_get_type ())
G_DECLARE_FINAL_TYPE (KontorEmployeeCard, kontor_employee_card, KONTOR, EMPLOYEE_CARD, KontorCard)

/*
 * A colleague: what is known of them, and whether they can sign in and as what.
 * An administrator changes the role, sets a password, shuts them out and lets them
 * in again.
 *
 * Actions: "employee.password", "employee.deactivate", "employee.activate".
 */
KontorPage *kontor_employee_card_new (KontorDesk *desk, const char *id);

G_END_DECLS
