#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_VIEW_SWITCHER (kontor_view_switcher_get_type ())
G_DECLARE_FINAL_TYPE (KontorViewSwitcher, kontor_view_switcher, KONTOR, VIEW_SWITCHER, GtkWidget)

/*
 * A button with the views of an entity: everything, those that are kept, and
 * a field to keep the present one.
 *
 * Signals: "chosen" (KontorRecord *view or NULL for everything);
 * "keep" (const char *name): keep what is shown under this name;
 * "loaded": the views were read, for the first time or because they changed.
 */

GtkWidget    *kontor_view_switcher_new    (KontorDesk *desk, const KontorEntity *entity);
KontorRecord *kontor_view_switcher_get_current (KontorViewSwitcher *self);
/* Only marks it; NULL: everything. */
void          kontor_view_switcher_set_current (KontorViewSwitcher *self, KontorRecord *view);
/* What the list shows now; (nullable): everything. */
void          kontor_view_switcher_set_condition (KontorViewSwitcher *self, const char *condition);
/**
 * kontor_view_switcher_find_own:
 *
 * Returns: (nullable) (transfer none): the view of this name that the person may change
 */
KontorRecord *kontor_view_switcher_find_own (KontorViewSwitcher *self, const char *name);

/* Whether @condition (nullable) is what the current view shows, and not already something else. */
gboolean      kontor_view_switcher_is_shown (KontorViewSwitcher *self, const char *condition);

/**
 * kontor_view_switcher_find:
 * @condition: (nullable): JSON
 *
 * Returns: (nullable) (transfer none): the view that has this name and shows just this
 */
KontorRecord *kontor_view_switcher_find (KontorViewSwitcher *self, const char *name, const char *condition);
void          kontor_view_switcher_reload (KontorViewSwitcher *self);

G_END_DECLS
