#pragma once

#include "shell/fading-label.h"
#include "shell/palette.h"
#include "shell/presence.h"
#include "shell/sidebar.h"
#include "shell/tab.h"
#include "shell/window.h"

G_BEGIN_DECLS

struct _KontorWindow
{
  AdwApplicationWindow parent_instance;

  KontorDesk      *desk;
  KontorSidebar   *sidebar;
  KontorPalette   *palette;
  AdwTabView      *tabs;
  AdwTabBar       *tab_bar;
  GtkStack        *stack;
  AdwToastOverlay *toasts;
  KontorPresence  *presence;
  GtkMenuButton   *connection_button;
  GtkLabel        *connection_label;
  GtkLabel        *server_label;
  GtkMenuButton   *person_button;
  KontorFadingLabel *person_label;
  AdwAvatar       *avatar;
  GtkRevealer     *banner;
  GtkLabel        *banner_label;
  GtkButton       *banner_button;
  GtkSpinner      *banner_spinner;

  /* addresses of closed tabs, the last one at the end */
  GPtrArray       *closed;
  /* the operation that Ctrl+Z takes back */
  char            *last_operation;
  AdwTabPage      *menu_tab;
  /* a tab whose page has answered already */
  KontorTab       *closing;
  gboolean         restoring;
  gboolean         refused;
  /* too narrow for a sidebar with words */
  gboolean         narrow;
  guint            narrow_idle;
};

/* window-actions.c: the actions of the window, installed once a window. */
void       kontor_window_add_actions     (KontorWindow *self);
/* Folds the sidebar of a narrow window to icons; a wide one has it as the person wants it. */
void       kontor_window_show_narrow     (KontorWindow *self);
/* window-tabs.c: what stands in the tabs, and what is remembered of them. */
void       kontor_window_remember_tabs   (KontorWindow *self);
void       kontor_window_restore_tabs    (KontorWindow *self);
/* Says which cards are open and which one is looked at. */
void       kontor_window_tell_presence   (KontorWindow *self);
void       kontor_window_add_tab         (KontorWindow *self, KontorTab *tab, gboolean at_end);
KontorTab *kontor_window_get_current_tab (KontorWindow *self);
gboolean   kontor_window_can_close_all   (KontorWindow *self);

G_END_DECLS
