#pragma once

#include <gtk/gtk.h>
#include <adwaita.h>

#include "kit/page.h"
#include "model/store.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_DESK (kontor_desk_get_type ())
G_DECLARE_FINAL_TYPE (KontorDesk, kontor_desk, KONTOR, DESK, GObject)

/*
 * What the screens of one window share: the store, the way to other screens
 * (actions of the window), the toast, what is remembered for the person.
 *
 * The window implements these actions:
 *   win.open-record ('(ss)')   entity, id
 *   win.open-list   ('(sss)')  entity, condition as JSON or "", title or ""
 *   win.open-page   ('(ss)')   name, argument or ""
 */

/**
 * KontorPageCreate:
 * @argument: the record's id for a card, the page's argument otherwise
 *
 * Returns: (transfer floating): a page
 */
typedef KontorPage *(*KontorPageCreate) (KontorDesk *desk, const char *argument);
typedef KontorPage *(*KontorListCreate) (KontorDesk *desk, const char *condition, const char *title);

/**
 * kontor_desk_new:
 * @store: (nullable): %NULL in tests and the gallery: nothing is read or kept
 */
KontorDesk     *kontor_desk_new          (KontorStore *store);
KontorStore    *kontor_desk_get_store    (KontorDesk *self);
KontorDatabase *kontor_desk_get_database (KontorDesk *self);

/**
 * kontor_desk_set_window:
 * @window: any window of this desk; dialogs that are transient for it find the
 *   desk too
 * @overlay: (nullable): where its toasts appear
 */
void            kontor_desk_set_window   (KontorDesk *self, GtkWindow *window, AdwToastOverlay *overlay);
GtkWindow      *kontor_desk_get_window   (KontorDesk *self);

/**
 * kontor_desk_from_widget:
 *
 * Returns: (transfer none) (nullable): the desk of the window @widget is in
 */
KontorDesk     *kontor_desk_from_widget  (GtkWidget *widget);

void kontor_desk_open_record  (KontorDesk *self, const char *entity, const char *id);
void kontor_desk_open_list    (KontorDesk *self, const char *entity, const char *condition, const char *title);
void kontor_desk_open_page    (KontorDesk *self, const char *name, const char *argument);

/**
 * kontor_desk_toast:
 * @undo_operation: (nullable): an operation that the toast offers to undo
 */
void kontor_desk_toast        (KontorDesk *self, const char *text, const char *undo_operation);
/* Says under what name something was saved as a file. */
void kontor_desk_toast_saved  (KontorDesk *self, GFile *file);

/* Puts back what an operation changed, and tells how that went. */
void kontor_desk_undo         (KontorDesk *self, const char *operation);

/**
 * kontor_desk_report_error:
 * @what: what was tried, translated: "The offer was not saved"
 *
 * Tells an error that has no place of its own on the screen.  A cancelled
 * operation is not told.
 */
void kontor_desk_report_error (KontorDesk *self, const GError *error, const char *what);

/* What screens announce at start -------------------------------------------- */

void        kontor_desk_register_card (const char *entity, KontorPageCreate create);
void        kontor_desk_register_list (const char *entity, KontorListCreate create);
void        kontor_desk_register_page (const char *name, KontorPageCreate create);

/* Whether a screen announced this page: for entries that would lead nowhere. */
gboolean    kontor_desk_has_page      (const char *name);

/* For the window: (transfer floating).  A card without a factory is the automatic one. */
KontorPage *kontor_desk_create_card   (KontorDesk *self, const char *entity, const char *id);
KontorPage *kontor_desk_create_list   (KontorDesk *self, const char *entity, const char *condition, const char *title);
/* NULL for an unknown name. */
KontorPage *kontor_desk_create_page   (KontorDesk *self, const char *name, const char *argument);

/* What the desk remembers for the person ------------------------------------- */

/**
 * kontor_desk_load_memory_async:
 *
 * Reads everything that was remembered, once, after signing in.
 */
void        kontor_desk_load_memory_async  (KontorDesk *self, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
gboolean    kontor_desk_load_memory_finish (KontorDesk *self, GAsyncResult *result, GError **error);

/**
 * kontor_desk_remember:
 * @key: "table/list:partner"
 * @json: (nullable): a JSON text; %NULL forgets
 *
 * Kept at once for kontor_desk_recall(), written to the server a little later.
 */
void        kontor_desk_remember (KontorDesk *self, const char *key, const char *json);

/**
 * kontor_desk_recall:
 *
 * Returns: (transfer none) (nullable): what was remembered, a JSON text
 */
const char *kontor_desk_recall   (KontorDesk *self, const char *key);
/* Writes what is still waiting, before the window closes. */
void        kontor_desk_flush_memory (KontorDesk *self);

G_END_DECLS
