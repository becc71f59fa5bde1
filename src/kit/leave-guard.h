#pragma once

#include "kit/form.h"

G_BEGIN_DECLS

/**
 * kontor_leave_guard_add:
 * @window: in which @form is
 *
 * From now on @window asks before it is closed by a key or by the window manager once
 * something was typed into @form, where it would be lost.  A button that says so
 * destroys the window, and is not asked.
 */
void kontor_leave_guard_add    (GtkWindow *window, KontorForm *form);
/* All of it is saved: @window closes without a question. */
void kontor_leave_guard_remove (GtkWindow *window);

G_END_DECLS
