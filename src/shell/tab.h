#pragma once

#include <adwaita.h>

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_TAB (kontor_tab_get_type ())
G_DECLARE_FINAL_TYPE (KontorTab, kontor_tab, KONTOR, TAB, AdwBin)

/*
 * What stands in a tab: an address, and the page it leads to once the tab was
 * looked at.  Twenty tabs of yesterday cost nothing until then.
 *
 * Signals: "changed" when what is to be remembered changed; "close" when the
 * page asks for it.
 */

/**
 * kontor_tab_new:
 * @address: a detailed action: "win.open-record(('partner', '<id>'))"
 *
 * Returns: (transfer floating) (nullable): %NULL where @address leads nowhere
 */
KontorTab  *kontor_tab_new          (KontorDesk *desk, const char *address);

/* Shows title, icon and state of the page on its tab from now on. */
void        kontor_tab_attach       (KontorTab *self, AdwTabPage *tab_page);
AdwTabPage *kontor_tab_get_tab_page (KontorTab *self);

/* What is shown on the tab before the page was made. */
void        kontor_tab_set_title    (KontorTab *self, const char *title, const char *icon_name);
const char *kontor_tab_get_title    (KontorTab *self);
const char *kontor_tab_get_icon_name (KontorTab *self);

/* Makes the page if there is none; FALSE when the address leads nowhere. */
gboolean    kontor_tab_load         (KontorTab *self);
/* NULL before kontor_tab_load(). */
KontorPage *kontor_tab_get_page     (KontorTab *self);

gboolean    kontor_tab_has_key      (KontorTab *self, const char *key);
/* NULL: not to be opened again. */
const char *kontor_tab_get_address  (KontorTab *self);

/* The key of what an address leads to; (transfer full) (nullable). */
char       *kontor_tab_key_for_address (const char *address);

G_END_DECLS
