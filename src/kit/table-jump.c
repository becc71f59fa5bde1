#include "config.h"

#include "kit/table-jump.h"

/* A pause in typing begins a new word. */
#define PAUSE_MICROSECONDS (1200 * G_TIME_SPAN_MILLISECOND)

struct _KontorTableJump
{
  GObject       parent_instance;

  /* Owns this one, and so is there as long as it is. */
  KontorTable  *table;
  GString      *typed;
  gint64        typed_at;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KontorTableJump, kontor_table_jump, G_TYPE_OBJECT)

static void
located_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorTable) table = user_data;
  g_autoptr (GError) error = NULL;
  guint position = kontor_record_list_locate_finish (KONTOR_RECORD_LIST (source), result, &error);

  if (error == NULL && position != G_MAXUINT)
    kontor_table_scroll_to (table, position, TRUE);
}

static void
stop (KontorTableJump *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
jump (KontorTableJump *self)
{
  GListModel *rows = kontor_table_get_rows (self->table);

  if (!KONTOR_IS_RECORD_LIST (rows))
    return;
  stop (self);
  self->cancellable = g_cancellable_new ();
  kontor_record_list_locate_async (KONTOR_RECORD_LIST (rows), self->typed->str, self->cancellable,
                                   located_cb, g_object_ref (self->table));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, KontorTableJump *self)
{
  gunichar letter = gdk_keyval_to_unicode (key);
  gint64 now = g_get_monotonic_time ();

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || letter == 0 ||
      !g_unichar_isprint (letter))
    return GDK_EVENT_PROPAGATE;
  if (now - self->typed_at > PAUSE_MICROSECONDS)
    g_string_truncate (self->typed, 0);
  /* The blank alone selects a row. */
  if (letter == ' ' && self->typed->len == 0)
    return GDK_EVENT_PROPAGATE;

  self->typed_at = now;
  g_string_append_unichar (self->typed, letter);
  jump (self);
  return GDK_EVENT_STOP;
}

static void
kontor_table_jump_dispose (GObject *object)
{
  stop (KONTOR_TABLE_JUMP (object));

  G_OBJECT_CLASS (kontor_table_jump_parent_class)->dispose (object);
}

static void
kontor_table_jump_finalize (GObject *object)
{
  g_string_free (KONTOR_TABLE_JUMP (object)->typed, TRUE);

  G_OBJECT_CLASS (kontor_table_jump_parent_class)->finalize (object);
}

static void
kontor_table_jump_class_init (KontorTableJumpClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_table_jump_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_table_jump_finalize;
}

static void
kontor_table_jump_init (KontorTableJump *self)
{
  self->typed = g_string_new (NULL);
}

KontorTableJump *
kontor_table_jump_new (KontorTable *table, GtkWidget *view)
{
  KontorTableJump *self;
  GtkEventController *keys;

  g_return_val_if_fail (KONTOR_IS_TABLE (table), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (view), NULL);

  self = g_object_new (KONTOR_TYPE_TABLE_JUMP, NULL);
  self->table = table;
  keys = gtk_event_controller_key_new ();
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (view, keys);
  return self;
}
