#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct _KontorDesk KontorDesk;

#define KONTOR_TYPE_PAGE (kontor_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (KontorPage, kontor_page, KONTOR, PAGE, AdwBin)

/**
 * KontorPageClass:
 * @can_close: whether the tab may close now.  A page that has something
 *   unsaved asks by itself, returns %FALSE, and calls kontor_page_close() when
 *   the person has decided.
 * @refresh: F5: read everything again
 * @save: Ctrl+S
 * @find: Ctrl+F: put the focus into the page's own search
 * @arrive: the page was shown for the first time or again; put the focus where
 *   one starts
 *
 * What one tab of the window shows.  Every virtual function is optional.
 */
struct _KontorPageClass
{
  AdwBinClass parent_class;

  gboolean (*can_close) (KontorPage *self);
  void     (*refresh)   (KontorPage *self);
  void     (*save)      (KontorPage *self);
  void     (*find)      (KontorPage *self);
  void     (*arrive)    (KontorPage *self);
  gboolean (*next_area) (KontorPage *self);

  gpointer padding[7];
};

/*
 * Properties: "desk" (construct only), "title", "icon-name",
 * "needs-attention", "loading", "key", "address".
 * Signal "close": the page asks the window to close its tab.
 */

KontorDesk *kontor_page_get_desk       (KontorPage *self);

const char *kontor_page_get_title      (KontorPage *self);
void        kontor_page_set_title      (KontorPage *self, const char *title);
const char *kontor_page_get_icon_name  (KontorPage *self);
void        kontor_page_set_icon_name  (KontorPage *self, const char *icon_name);
/* A dot on the tab: something here waits for the person. */
gboolean    kontor_page_get_needs_attention (KontorPage *self);
void        kontor_page_set_needs_attention (KontorPage *self, gboolean needs_attention);
/* A spinner on the tab. */
gboolean    kontor_page_get_loading    (KontorPage *self);
void        kontor_page_set_loading    (KontorPage *self, gboolean loading);

/**
 * kontor_page_get_key:
 *
 * Returns: (transfer none) (nullable): what the page shows, "partner:<id>" or
 *   "list:partner"; the window opens one tab a key
 */
const char *kontor_page_get_key        (KontorPage *self);
void        kontor_page_set_key        (KontorPage *self, const char *key);

/**
 * kontor_page_get_address:
 *
 * Returns: (transfer none) (nullable): the detailed action that opens this
 *   page again, "win.open-record(('partner', '<id>'))", remembered for the next
 *   start; %NULL: not opened again
 */
const char *kontor_page_get_address    (KontorPage *self);
void        kontor_page_set_address    (KontorPage *self, const char *address);

gboolean    kontor_page_can_close      (KontorPage *self);
void        kontor_page_close          (KontorPage *self);
void        kontor_page_refresh        (KontorPage *self);
void        kontor_page_save           (KontorPage *self);
void        kontor_page_find           (KontorPage *self);
void        kontor_page_arrive         (KontorPage *self);

/**
 * kontor_page_next_area:
 *
 * Moves the focus on to the next part of the page (F6).
 *
 * Returns: %FALSE after the last part, and where the page has only one
 */
gboolean    kontor_page_next_area      (KontorPage *self);

G_END_DECLS
