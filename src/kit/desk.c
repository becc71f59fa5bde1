#include "config.h"

#include "kit/desk.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "kit/automatic-card.h"
#include "kit/list-page.h"
#include "kit/replace-text.h"

/* Writing is put off this long, so that dragging a column edge is one statement. */
#define WRITE_DELAY_MILLISECONDS 600
/* As long as a toast takes to come up, and a little. */
#define TOAST_PAUSE_MILLISECONDS 400
/* A toast holds one line; what is longer gets a dialog. */
#define TOAST_MAXIMUM_LENGTH 90

struct _KontorDesk
{
  GObject          parent_instance;
  KontorStore     *store;
  GtkWindow       *window;
  AdwToastOverlay *overlay;
  AdwToast        *toast;
  gint64           toasted_at;
  char            *next_toast;
  char            *next_operation;
  guint            toast_timeout;
  /* key -> JSON text */
  GHashTable      *memory;
  /* the keys still to be written */
  GHashTable      *waiting;
  guint            write_timeout;
};

G_DEFINE_FINAL_TYPE (KontorDesk, kontor_desk, G_TYPE_OBJECT)

static GHashTable *cards;
static GHashTable *lists;
static GHashTable *pages;

#define DESK_KEY "kontor-desk"

static void
remember_factory (GHashTable **factories, const char *name, gpointer create)
{
  if (*factories == NULL)
    *factories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_insert (*factories, g_strdup (name), create);
}

static gpointer
find_factory (GHashTable *factories, const char *name)
{
  return factories != NULL ? g_hash_table_lookup (factories, name) : NULL;
}

static void
activate (KontorDesk *self, const char *action, GVariant *parameter)
{
  g_autoptr(GVariant) held = g_variant_ref_sink (parameter);

  if (self->window == NULL)
    return;
  if (!gtk_widget_activate_action_variant (GTK_WIDGET (self->window), action, held))
    g_debug ("The window has no action %s", action);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  /* Small things: not worth a word to the person. */
  if (answer == NULL)
    g_debug ("Not remembered: %s", error->message);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorDesk) self = user_data;
  g_autoptr(GError) error = NULL;
  guint n_conflicts = 0;

  if (!kontor_store_undo_finish (KONTOR_STORE (source), result, &n_conflicts, &error))
    kontor_desk_report_error (self, error, _("It could not be undone"));
  else if (n_conflicts > 0)
    kontor_desk_toast (self, _("Undone, except what others have changed since"), NULL);
  else
    kontor_desk_toast (self, _("Undone"), NULL);
}

static void
undo_cb (AdwToast *toast, KontorDesk *self)
{
  kontor_desk_undo (self, g_object_get_data (G_OBJECT (toast), "operation"));
}

static void
toast_dismissed_cb (AdwToast *toast, KontorDesk *self)
{
  if (self->toast == toast)
    self->toast = NULL;
}

static void
saved_cb (KontorStore *store, const char *operation, const char *title, KontorDesk *self)
{
  if (title != NULL && *title != '\0')
    kontor_desk_toast (self, title, operation);
}

static gboolean
write_cb (gpointer user_data)
{
  KontorDesk *self = user_data;

  self->write_timeout = 0;
  kontor_desk_flush_memory (self);
  return G_SOURCE_REMOVE;
}

static void
recalled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  KontorDesk *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  for (guint i = 0; i < kontor_result_get_n_rows (answer); i++)
    {
      const char *key = kontor_result_get (answer, i, 0);
      const char *value = kontor_result_get (answer, i, 1);

      /* What was changed since is newer than what was read. */
      if (key != NULL && value != NULL && !g_hash_table_contains (self->waiting, key))
        g_hash_table_insert (self->memory, g_strdup (key), g_strdup (value));
    }
  g_task_return_boolean (task, TRUE);
}

static void
kontor_desk_dispose (GObject *object)
{
  KontorDesk *self = KONTOR_DESK (object);

  if (self->write_timeout != 0)
    kontor_desk_flush_memory (self);
  g_clear_handle_id (&self->write_timeout, g_source_remove);
  g_clear_handle_id (&self->toast_timeout, g_source_remove);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  g_clear_weak_pointer (&self->window);
  g_clear_weak_pointer (&self->overlay);

  G_OBJECT_CLASS (kontor_desk_parent_class)->dispose (object);
}

static void
kontor_desk_finalize (GObject *object)
{
  KontorDesk *self = KONTOR_DESK (object);

  g_hash_table_unref (self->memory);
  g_hash_table_unref (self->waiting);
  g_free (self->next_toast);
  g_free (self->next_operation);

  G_OBJECT_CLASS (kontor_desk_parent_class)->finalize (object);
}

static void
kontor_desk_class_init (KontorDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kontor_desk_dispose;
  object_class->finalize = kontor_desk_finalize;
}

static void
kontor_desk_init (KontorDesk *self)
{
  self->memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

KontorDesk *
kontor_desk_new (KontorStore *store)
{
  KontorDesk *self = g_object_new (KONTOR_TYPE_DESK, NULL);

  g_return_val_if_fail (store == NULL || KONTOR_IS_STORE (store), self);

  if (store != NULL)
    {
      self->store = g_object_ref (store);
      g_signal_connect (store, "saved", G_CALLBACK (saved_cb), self);
    }
  return self;
}

KontorStore *
kontor_desk_get_store (KontorDesk *self)
{
  g_return_val_if_fail (KONTOR_IS_DESK (self), NULL);
  return self->store;
}

KontorDatabase *
kontor_desk_get_database (KontorDesk *self)
{
  g_return_val_if_fail (KONTOR_IS_DESK (self), NULL);
  return self->store != NULL ? kontor_store_get_database (self->store) : NULL;
}

void
kontor_desk_set_window (KontorDesk *self, GtkWindow *window, AdwToastOverlay *overlay)
{
  g_return_if_fail (KONTOR_IS_DESK (self));
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_set_weak_pointer (&self->window, window);
  g_set_weak_pointer (&self->overlay, overlay);
  g_object_set_data_full (G_OBJECT (window), DESK_KEY, g_object_ref (self), g_object_unref);
}

GtkWindow *
kontor_desk_get_window (KontorDesk *self)
{
  g_return_val_if_fail (KONTOR_IS_DESK (self), NULL);
  return self->window;
}

KontorDesk *
kontor_desk_from_widget (GtkWidget *widget)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  for (GtkRoot *root = gtk_widget_get_root (widget); GTK_IS_WINDOW (root);
       root = GTK_ROOT (gtk_window_get_transient_for (GTK_WINDOW (root))))
    {
      KontorDesk *desk = g_object_get_data (G_OBJECT (root), DESK_KEY);

      if (desk != NULL)
        return desk;
      if (gtk_window_get_transient_for (GTK_WINDOW (root)) == NULL)
        break;
    }
  /* Not in a window yet: the page around it knows. */
  for (GtkWidget *parent = widget; parent != NULL; parent = gtk_widget_get_parent (parent))
    if (KONTOR_IS_PAGE (parent))
      return kontor_page_get_desk (KONTOR_PAGE (parent));
  return NULL;
}

void
kontor_desk_open_record (KontorDesk *self, const char *entity, const char *id)
{
  g_return_if_fail (KONTOR_IS_DESK (self));
  g_return_if_fail (entity != NULL);

  activate (self, "win.open-record", g_variant_new ("(ss)", entity, id != NULL ? id : ""));
}

void
kontor_desk_open_list (KontorDesk *self, const char *entity, const char *condition, const char *title)
{
  g_return_if_fail (KONTOR_IS_DESK (self));
  g_return_if_fail (entity != NULL);

  activate (self, "win.open-list", g_variant_new ("(sss)", entity, condition != NULL ? condition : "",
                                                  title != NULL ? title : ""));
}

void
kontor_desk_open_page (KontorDesk *self, const char *name, const char *argument)
{
  g_return_if_fail (KONTOR_IS_DESK (self));
  g_return_if_fail (name != NULL);

  activate (self, "win.open-page", g_variant_new ("(ss)", name, argument != NULL ? argument : ""));
}

static void
show_toast (KontorDesk *self, const char *text, const char *undo_operation)
{
  AdwToast *toast;
  g_autofree char *markup = g_markup_escape_text (text, -1);

  /* The newest word counts: a queue of toasts would tell old news. */
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);

  toast = adw_toast_new (markup);
  adw_toast_set_timeout (toast, undo_operation != NULL ? 10 : 3);
  if (undo_operation != NULL)
    {
      adw_toast_set_button_label (toast, _("Undo"));
      g_object_set_data_full (G_OBJECT (toast), "operation", g_strdup (undo_operation), g_free);
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, 0);
    }
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (toast_dismissed_cb), self, 0);
  self->toast = toast;
  self->toasted_at = g_get_monotonic_time ();
  adw_toast_overlay_add_toast (self->overlay, toast);
}

static gboolean
next_toast_cb (gpointer user_data)
{
  KontorDesk *self = user_data;
  g_autofree char *text = g_steal_pointer (&self->next_toast);
  g_autofree char *operation = g_steal_pointer (&self->next_operation);

  self->toast_timeout = 0;
  if (self->overlay != NULL)
    show_toast (self, text, operation);
  return G_SOURCE_REMOVE;
}

void
kontor_desk_toast (KontorDesk *self, const char *text, const char *undo_operation)
{
  gint64 waited;

  g_return_if_fail (KONTOR_IS_DESK (self));
  g_return_if_fail (text != NULL);

  if (self->overlay == NULL)
    return;

  /* libadwaita 1.2 crashes where a toast is taken away while it is still coming up. */
  waited = (g_get_monotonic_time () - self->toasted_at) / 1000;
  if (self->toast_timeout == 0 && (self->toasted_at == 0 || waited >= TOAST_PAUSE_MILLISECONDS))
    {
      show_toast (self, text, undo_operation);
      return;
    }
  kontor_replace_text (&self->next_toast, text);
  kontor_replace_text (&self->next_operation, undo_operation);
  if (self->toast_timeout == 0)
    self->toast_timeout = g_timeout_add (TOAST_PAUSE_MILLISECONDS - waited, next_toast_cb, self);
}

void
kontor_desk_toast_saved (KontorDesk *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *words = g_strdup_printf (_("Saved as %s"), name);

  kontor_desk_toast (self, words, NULL);
}

void
kontor_desk_undo (KontorDesk *self, const char *operation)
{
  g_return_if_fail (KONTOR_IS_DESK (self) && operation != NULL);

  if (self->store != NULL)
    kontor_store_undo_async (self->store, operation, NULL, undone_cb, g_object_ref (self));
}

void
kontor_desk_report_error (KontorDesk *self, const GError *error, const char *what)
{
  g_autofree char *why = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (KONTOR_IS_DESK (self));

  if (error != NULL && (g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED) ||
                        g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    return;

  why = error != NULL ? kontor_error_describe (error) : g_strdup ("");
  text = what != NULL && *why != '\0' ? g_strdup_printf ("%s. %s", what, why)
                                      : g_strdup (what != NULL ? what : why);

  if (g_utf8_strlen (text, -1) <= TOAST_MAXIMUM_LENGTH && self->overlay != NULL)
    {
      kontor_desk_toast (self, text, NULL);
      return;
    }
  if (self->window != NULL)
    {
      GtkWidget *dialog = adw_message_dialog_new (self->window, what != NULL ? what : _("It did not work"), why);

      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
      gtk_window_present (GTK_WINDOW (dialog));
    }
}

void
kontor_desk_register_card (const char *entity, KontorPageCreate create)
{
  g_return_if_fail (entity != NULL && create != NULL);
  remember_factory (&cards, entity, create);
}

void
kontor_desk_register_list (const char *entity, KontorListCreate create)
{
  g_return_if_fail (entity != NULL && create != NULL);
  remember_factory (&lists, entity, create);
}

void
kontor_desk_register_page (const char *name, KontorPageCreate create)
{
  g_return_if_fail (name != NULL && create != NULL);
  remember_factory (&pages, name, create);
}

gboolean
kontor_desk_has_page (const char *name)
{
  return find_factory (pages, name) != NULL;
}

KontorPage *
kontor_desk_create_card (KontorDesk *self, const char *entity, const char *id)
{
  KontorPageCreate create;

  g_return_val_if_fail (KONTOR_IS_DESK (self), NULL);

  create = find_factory (cards, entity);
  return create != NULL ? create (self, id) : kontor_automatic_card_new (self, entity, id);
}

KontorPage *
kontor_desk_create_list (KontorDesk *self, const char *entity, const char *condition, const char *title)
{
  KontorListCreate create;

  g_return_val_if_fail (KONTOR_IS_DESK (self), NULL);

  if (condition != NULL && *condition == '\0')
    condition = NULL;
  if (title != NULL && *title == '\0')
    title = NULL;

  create = find_factory (lists, entity);
  return create != NULL ? create (self, condition, title)
                        : kontor_list_page_new (self, entity, condition, title);
}

KontorPage *
kontor_desk_create_page (KontorDesk *self, const char *name, const char *argument)
{
  KontorPageCreate create;

  g_return_val_if_fail (KONTOR_IS_DESK (self), NULL);

  create = find_factory (pages, name);
  return create != NULL ? create (self, argument) : NULL;
}

void
kontor_desk_load_memory_async (KontorDesk *self, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GTask) task = NULL;
  const char *params[] = { "" };

  g_return_if_fail (KONTOR_IS_DESK (self));

  task = g_task_new (self, cancellable, callback, user_data);
  if (self->store == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  kontor_database_query_async (kontor_desk_get_database (self), KONTOR_LANE_FRONT, "recall",
                               params, G_N_ELEMENTS (params), cancellable, recalled_cb, g_steal_pointer (&task));
}

gboolean
kontor_desk_load_memory_finish (KontorDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
kontor_desk_remember (KontorDesk *self, const char *key, const char *json)
{
  g_return_if_fail (KONTOR_IS_DESK (self));
  g_return_if_fail (key != NULL);

  if (g_strcmp0 (g_hash_table_lookup (self->memory, key), json) == 0)
    return;
  if (json != NULL)
    g_hash_table_insert (self->memory, g_strdup (key), g_strdup (json));
  else
    g_hash_table_remove (self->memory, key);

  g_hash_table_add (self->waiting, g_strdup (key));
  if (self->write_timeout == 0)
    self->write_timeout = g_timeout_add (WRITE_DELAY_MILLISECONDS, write_cb, self);
}

const char *
kontor_desk_recall (KontorDesk *self, const char *key)
{
  g_return_val_if_fail (KONTOR_IS_DESK (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  return g_hash_table_lookup (self->memory, key);
}

void
kontor_desk_flush_memory (KontorDesk *self)
{
  GHashTableIter iter;
  gpointer key;

  g_return_if_fail (KONTOR_IS_DESK (self));

  g_clear_handle_id (&self->write_timeout, g_source_remove);
  if (self->store != NULL)
    {
      g_hash_table_iter_init (&iter, self->waiting);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        {
          const char *value = g_hash_table_lookup (self->memory, key);
          const char *params[] = { key, value != NULL ? value : "null" };

          kontor_database_query_async (kontor_desk_get_database (self), KONTOR_LANE_FRONT, "remember",
                                       params, G_N_ELEMENTS (params), NULL, written_cb, NULL);
        }
    }
  g_hash_table_remove_all (self->waiting);
}
