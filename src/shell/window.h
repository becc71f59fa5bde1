#pragma once

#include <adwaita.h>

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_WINDOW (kontor_window_get_type ())
G_DECLARE_FINAL_TYPE (KontorWindow, kontor_window, KONTOR, WINDOW, AdwApplicationWindow)

/**
 * kontor_window_new:
 * @desk: of the person who signed in; its memory is loaded
 *
 * Opens the tabs of the last time, each when it is looked at, else the first section.
 */
KontorWindow *kontor_window_new      (AdwApplication *application, KontorDesk *desk);
KontorDesk   *kontor_window_get_desk (KontorWindow *self);

/**
 * kontor_window_open:
 * @address: a detailed action: "win.open-record(('partner', '<id>'))"
 *
 * Shows the tab that has it already, or a new one.
 */
void          kontor_window_open     (KontorWindow *self, const char *address);

/* The page that is shown, or NULL. */
KontorPage   *kontor_window_get_page (KontorWindow *self);

G_END_DECLS
