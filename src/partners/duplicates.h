#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_DUPLICATES (kontor_duplicates_get_type ())
G_DECLARE_FINAL_TYPE (KontorDuplicates, kontor_duplicates, KONTOR, DUPLICATES, GtkWidget)

/*
 * Partners that may be the same as what is being typed, with the reason, found
 * while one types (D3).
 *
 * Signal "chosen" (const char *id): the person took one of them instead.
 * Property "n-found" (notify).
 */

void  kontor_duplicates_look  (KontorDuplicates *self, KontorDesk *desk, const char *name, const char *phone,
                               const char *email, const char *tax_number);
guint kontor_duplicates_get_n_found (KontorDuplicates *self);

G_END_DECLS
