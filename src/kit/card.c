#include "config.h"

#include "kit/card.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "kit/desk.h"
#include "kit/distribution-line.h"
#include "kit/replace-text.h"

/* Milliseconds; then the card is shown with what there is. */
#define LONGEST_WAIT 350

typedef struct
{
  const KontorEntity *entity;
  char               *id;
  KontorRecord       *record;
  GPtrArray          *forms;
  GPtrArray          *lists;
  GCancellable       *cancellable;
  GtkWidget          *stack;
  GtkWidget          *status;
  GtkWidget          *retry;
  GtkWidget          *content;
  guint               n_waiting;
  guint               show_source;
  /* the page is looked at and its content is not there yet */
  gboolean            wants_focus;
  gulong              news_handler;
} KontorCardPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (KontorCard, kontor_card, KONTOR_TYPE_PAGE)

enum { PROP_CONTENT = 1, PROP_MISSING_TITLE, N_PROPS };

static GParamSpec *properties[N_PROPS];

#define PRIVATE(self) ((KontorCardPrivate *) kontor_card_get_instance_private (self))
#define STATUS(priv) ADW_STATUS_PAGE ((priv)->status)

static KontorDesk *
get_desk (KontorCard *self)
{
  return kontor_page_get_desk (KONTOR_PAGE (self));
}

static KontorStore *
get_store (KontorCard *self)
{
  return kontor_desk_get_store (get_desk (self));
}

/* What is shown --------------------------------------------------------------------- */

static gboolean
shows (KontorCard *self, const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (PRIVATE (self)->stack)), name) == 0;
}

static void
focus (KontorCard *self)
{
  KontorCardPrivate *priv = PRIVATE (self);

  if (!priv->wants_focus || priv->record == NULL || !shows (self, "content"))
    return;
  priv->wants_focus = FALSE;
  KONTOR_CARD_GET_CLASS (self)->focus (self);
}

static void
kontor_card_real_focus (KontorCard *self)
{
  KontorCardPrivate *priv = PRIVATE (self);

  if (kontor_card_is_new (self) && priv->forms->len > 0)
    kontor_form_focus_field (g_ptr_array_index (priv->forms, 0), NULL);
}

static void
show_content (KontorCard *self)
{
  KontorCardPrivate *priv = PRIVATE (self);

  g_clear_handle_id (&priv->show_source, g_source_remove);
  gtk_stack_set_visible_child_name (GTK_STACK (priv->stack), "content");
  focus (self);
}

static gboolean
waited_cb (gpointer user_data)
{
  KontorCard *self = user_data;

  PRIVATE (self)->show_source = 0;
  show_content (self);
  return G_SOURCE_REMOVE;
}

/* The card appears when its lists are there, so that nothing jumps. */
static void
list_loaded_cb (KontorCard *self)
{
  KontorCardPrivate *priv = PRIVATE (self);

  if (priv->n_waiting > 0 && --priv->n_waiting == 0 && priv->show_source != 0)
    show_content (self);
}

static void
show_missing (KontorCard *self, const char *words, gboolean may_retry)
{
  KontorCardPrivate *priv = PRIVATE (self);
  g_autofree char *markup = g_markup_escape_text (words, -1);

  g_clear_handle_id (&priv->show_source, g_source_remove);
  adw_status_page_set_description (STATUS (priv), markup);
  gtk_widget_set_visible (priv->retry, may_retry);
  gtk_stack_set_visible_child_name (GTK_STACK (priv->stack), "missing");
}

static void
kontor_card_real_show (KontorCard *self)
{
  KontorCardPrivate *priv = PRIVATE (self);
  /* Translators: %s is a kind of record, "Region" */
  g_autofree char *title = kontor_card_is_new (self) ? g_strdup_printf (_("New: %s"), _(priv->entity->label)) : NULL;

  kontor_page_set_title (KONTOR_PAGE (self), title != NULL ? title : kontor_record_get_title (priv->record));
}

/* The record ------------------------------------------------------------------------ */

static void
take_address (KontorCard *self, const char *id)
{
  KontorCardPrivate *priv = PRIVATE (self);
  g_autofree char *key = g_strdup_printf ("%s:%s", priv->entity->name, id);
  g_autofree char *address = g_strdup_printf ("win.open-record(('%s', '%s'))", priv->entity->name, id);

  kontor_page_set_key (KONTOR_PAGE (self), key);
  /* What was never saved cannot be opened again. */
  kontor_page_set_address (KONTOR_PAGE (self), priv->id != NULL ? address : NULL);
}

static void
set_lists (KontorCard *self)
{
  KontorCardPrivate *priv = PRIVATE (self);

  for (guint i = 0; i < priv->lists->len; i++)
    kontor_related_list_set_subject (g_ptr_array_index (priv->lists, i), get_desk (self), priv->id);
}

static void
show (KontorCard *self)
{
  KontorCardPrivate *priv = PRIVATE (self);

  if (priv->stack == NULL || priv->record == NULL)
    return;
  /* A new record was saved. */
  if (priv->id == NULL && !kontor_card_is_new (self))
    {
      priv->id = g_strdup (kontor_record_get_id (priv->record));
      take_address (self, priv->id);
      set_lists (self);
    }
  KONTOR_CARD_GET_CLASS (self)->show (self);
}

static void
let_go (KontorCard *self)
{
  KontorCardPrivate *priv = PRIVATE (self);

  if (priv->record != NULL)
    g_signal_handlers_disconnect_by_func (priv->record, show, self);
  g_clear_object (&priv->record);
}

static void
take (KontorCard *self, KontorRecord *record)
{
  KontorCardPrivate *priv = PRIVATE (self);

  let_go (self);
  priv->record = g_object_ref (record);
  g_signal_connect_object (record, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < priv->forms->len; i++)
    kontor_form_set_record (g_ptr_array_index (priv->forms, i), record);
  priv->n_waiting = priv->id != NULL ? priv->lists->len : 0;
  if (priv->id != NULL)
    set_lists (self);
  if (KONTOR_CARD_GET_CLASS (self)->take != NULL)
    KONTOR_CARD_GET_CLASS (self)->take (self, record);
  show (self);
  g_clear_handle_id (&priv->show_source, g_source_remove);
  if (priv->n_waiting == 0)
    show_content (self);
  else
    priv->show_source = g_timeout_add (LONGEST_WAIT, waited_cb, self);
}

static void
read_again (KontorCard *self)
{
  KontorCardPrivate *priv = PRIVATE (self);

  for (guint i = 0; i < priv->lists->len; i++)
    kontor_related_list_reload (g_ptr_array_index (priv->lists, i));
  if (KONTOR_CARD_GET_CLASS (self)->reread != NULL)
    KONTOR_CARD_GET_CLASS (self)->reread (self);
  show (self);
  if (shows (self, "missing"))
    show_content (self);
}

static void
given_away_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorCard) self = user_data;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (database), result, NULL);

  if (answer != NULL && kontor_result_get_n_rows (answer) > 0 && !kontor_card_is_gone (self))
    {
      g_autofree char *words = kontor_distribution_line_describe (answer);

      show_missing (self, words, FALSE);
    }
}

/* What one has entered oneself may be somebody else's already, and not to be seen. */
static void
ask_whose (KontorCard *self)
{
  KontorCardPrivate *priv = PRIVATE (self);
  const char *params[] = { priv->entity->name, priv->id };

  if (priv->id != NULL)
    kontor_database_query_async (kontor_desk_get_database (get_desk (self)), KONTOR_LANE_FRONT, "distribution-of",
                                 params, G_N_ELEMENTS (params), priv->cancellable, given_away_cb, g_object_ref (self));
}

static void
loaded_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorRecord) record = kontor_store_load_finish (KONTOR_STORE (store), result, &error);
  KontorCardPrivate *priv = PRIVATE (self);

  /* Or meanwhile the tab went on to another record. */
  if (kontor_card_is_gone (self) || g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  kontor_page_set_loading (KONTOR_PAGE (self), FALSE);
  if (record != NULL && record != priv->record)
    take (self, record);
  else if (record != NULL)
    read_again (self);
  /* What can be seen stays when only the way to the server is gone: something may be typed there. */
  else if (priv->record == NULL || g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND))
    {
      g_autofree char *words = kontor_error_describe (error);

      show_missing (self, words, TRUE);
      if (g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND))
        ask_whose (self);
    }
}

static void
news_cb (KontorCard *self, const char *entity, const char *id, const char *action)
{
  KontorCardPrivate *priv = PRIVATE (self);
  KontorCardClass *klass = KONTOR_CARD_GET_CLASS (self);

  if (priv->stack == NULL)
    return;
  if (priv->id != NULL && g_strcmp0 (id, priv->id) == 0 && g_strcmp0 (entity, priv->entity->name) == 0)
    {
      if (g_strcmp0 (action, "delete") == 0)
        show_missing (self, klass->deleted != NULL ? _(klass->deleted) : "", FALSE);
      /* The deletion was undone. */
      else if (shows (self, "missing"))
        kontor_card_reload (self);
    }
  if (klass->news != NULL)
    klass->news (self, entity, id, action);
}

/* Deleting and changing ------------------------------------------------------------- */

static void
removed_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorCard) self = user_data;
  g_autoptr (GError) error = NULL;
  const char *words = KONTOR_CARD_GET_CLASS (self)->not_deleted;

  if (kontor_store_remove_finish (KONTOR_STORE (store), result, &error))
    kontor_page_close (KONTOR_PAGE (self));
  else
    kontor_card_refuse (self, error, words != NULL ? _(words) : _("It was not deleted"));
}

static void
delete_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kontor_card_remove (KONTOR_CARD (widget));
}

typedef struct
{
  KontorCard   *card;
  KontorRecord *record;
  char         *field;
  char         *failure;
} Change;

static void
change_free (Change *change)
{
  g_object_unref (change->card);
  g_object_unref (change->record);
  g_free (change->field);
  g_free (change->failure);
  g_free (change);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

static void
changed_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Change) change = user_data;
  g_autoptr (GError) error = NULL;

  if (kontor_store_save_finish (KONTOR_STORE (store), result, &error))
    return;
  kontor_record_revert (change->record, change->field);
  kontor_card_refuse (change->card, error, change->failure);
}

static void
kontor_card_real_refused (KontorCard *self, const GError *error, const char *what)
{
  kontor_desk_report_error (get_desk (self), error, what);
}

/* Leaving ----------------------------------------------------------------------------- */

static gboolean
commit (KontorCard *self)
{
  KontorCardPrivate *priv = PRIVATE (self);
  gboolean correct = TRUE;

  for (guint i = 0; i < priv->forms->len; i++)
    correct &= kontor_form_commit (g_ptr_array_index (priv->forms, i));
  return correct;
}

static gboolean
has_dirty_form (KontorCard *self)
{
  KontorCardPrivate *priv = PRIVATE (self);

  for (guint i = 0; i < priv->forms->len; i++)
    if (kontor_form_is_dirty (g_ptr_array_index (priv->forms, i)))
      return TRUE;
  return FALSE;
}

static void
leave_answered_cb (AdwMessageDialog *dialog, const char *answer, KontorCard *self)
{
  KontorCardPrivate *priv = PRIVATE (self);

  if (!g_str_equal (answer, "discard"))
    return;
  /* First the forms: what is still typed in them would go into the record. */
  for (guint i = 0; i < priv->forms->len; i++)
    kontor_form_set_record (g_ptr_array_index (priv->forms, i), NULL);
  if (priv->record != NULL)
    kontor_record_revert (priv->record, NULL);
  kontor_page_close (KONTOR_PAGE (self));
}

static gboolean
kontor_card_can_close (KontorPage *page)
{
  KontorCard *self = KONTOR_CARD (page);
  KontorCardClass *klass = KONTOR_CARD_GET_CLASS (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean correct = commit (self);
  gboolean more = klass->is_dirty != NULL && klass->is_dirty (self);
  GtkWidget *dialog;

  if ((!has_dirty_form (self) && !more) || !GTK_IS_WINDOW (root))
    return TRUE;
  if (klass->keeps_typed && correct && !more)
    {
      kontor_page_save (page);
      return TRUE;
    }
  dialog = adw_message_dialog_new (GTK_WINDOW (root), _("Something here is not saved yet"),
                                   _("Close the card and lose what was typed, or go on editing?"));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "stay", _("Go on editing"), "discard", _("Close and lose it"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (leave_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  return FALSE;
}

/* The page ---------------------------------------------------------------------------- */

static void
kontor_card_save (KontorPage *page)
{
  KontorCard *self = KONTOR_CARD (page);
  KontorCardPrivate *priv = PRIVATE (self);

  if (priv->record == NULL || priv->forms->len == 0)
    return;
  commit (self);
  kontor_form_save (g_ptr_array_index (priv->forms, 0));
}

static void
kontor_card_refresh (KontorPage *page)
{
  kontor_card_reload (KONTOR_CARD (page));
}

static void
kontor_card_arrive (KontorPage *page)
{
  PRIVATE (KONTOR_CARD (page))->wants_focus = TRUE;
  focus (KONTOR_CARD (page));
}

static void
kontor_card_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  KontorCardPrivate *priv = PRIVATE (KONTOR_CARD (object));

  switch (property)
    {
    case PROP_CONTENT:
      g_value_set_object (value, priv->content);
      break;
    case PROP_MISSING_TITLE:
      g_value_set_string (value, adw_status_page_get_title (STATUS (priv)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
kontor_card_set_property (GObject *object, guint property, const GValue *value, GParamSpec *pspec)
{
  KontorCardPrivate *priv = PRIVATE (KONTOR_CARD (object));

  switch (property)
    {
    case PROP_CONTENT:
      if (priv->content != NULL)
        gtk_stack_remove (GTK_STACK (priv->stack), priv->content);
      priv->content = g_value_get_object (value);
      if (priv->content != NULL)
        gtk_stack_add_named (GTK_STACK (priv->stack), priv->content, "content");
      break;
    case PROP_MISSING_TITLE:
      adw_status_page_set_title (STATUS (priv), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
kontor_card_dispose (GObject *object)
{
  KontorCard *self = KONTOR_CARD (object);
  KontorCardPrivate *priv = PRIVATE (self);

  g_cancellable_cancel (priv->cancellable);
  g_clear_handle_id (&priv->show_source, g_source_remove);
  let_go (self);
  g_ptr_array_set_size (priv->forms, 0);
  g_ptr_array_set_size (priv->lists, 0);
  priv->stack = NULL;

  G_OBJECT_CLASS (kontor_card_parent_class)->dispose (object);
}

static void
kontor_card_finalize (GObject *object)
{
  KontorCardPrivate *priv = PRIVATE (KONTOR_CARD (object));

  g_clear_object (&priv->cancellable);
  g_ptr_array_unref (priv->forms);
  g_ptr_array_unref (priv->lists);
  g_free (priv->id);

  G_OBJECT_CLASS (kontor_card_parent_class)->finalize (object);
}

static void
kontor_card_class_init (KontorCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  KontorPageClass *page_class = KONTOR_PAGE_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = kontor_card_get_property;
  object_class->set_property = kontor_card_set_property;
  object_class->dispose = kontor_card_dispose;
  object_class->finalize = kontor_card_finalize;
  page_class->can_close = kontor_card_can_close;
  page_class->save = kontor_card_save;
  page_class->refresh = kontor_card_refresh;
  page_class->arrive = kontor_card_arrive;
  klass->show = kontor_card_real_show;
  klass->focus = kontor_card_real_focus;
  klass->refused = kontor_card_real_refused;

  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_MISSING_TITLE] = g_param_spec_string ("missing-title", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "card.delete", NULL, delete_action);
}

static void
kontor_card_init (KontorCard *self)
{
  KontorCardPrivate *priv = PRIVATE (self);

  priv->cancellable = g_cancellable_new ();
  priv->forms = g_ptr_array_new ();
  priv->lists = g_ptr_array_new ();
  priv->retry = gtk_button_new_with_mnemonic (_("_Try again"));
  gtk_widget_set_halign (priv->retry, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (priv->retry, "pill");
  g_signal_connect_swapped (priv->retry, "clicked", G_CALLBACK (kontor_card_reload), self);
  priv->status = adw_status_page_new ();
  adw_status_page_set_title (STATUS (priv), _("It cannot be shown"));
  adw_status_page_set_child (STATUS (priv), priv->retry);
  g_object_bind_property (self, "icon-name", priv->status, "icon-name", G_BINDING_DEFAULT);

  priv->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (priv->stack), gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "waiting");
  gtk_stack_add_named (GTK_STACK (priv->stack), priv->status, "missing");
  adw_bin_set_child (ADW_BIN (self), priv->stack);
}

void
kontor_card_open (KontorCard *self, const char *entity, const char *id)
{
  KontorCardPrivate *priv;

  g_return_if_fail (KONTOR_IS_CARD (self));
  g_return_if_fail (kontor_entity_lookup (entity) != NULL);

  priv = PRIVATE (self);
  /* In a tab that one works in already, one goes on where the next record begins. */
  priv->wants_focus = priv->record != NULL;
  let_go (self);
  /* What was asked about the record before is answered into nothing. */
  g_cancellable_cancel (priv->cancellable);
  g_object_unref (priv->cancellable);
  priv->cancellable = g_cancellable_new ();
  priv->entity = kontor_entity_lookup (entity);
  kontor_replace_text (&priv->id, id != NULL && *id != '\0' ? id : NULL);
  kontor_page_set_icon_name (KONTOR_PAGE (self), priv->entity->icon);
  if (priv->news_handler == 0 && get_store (self) != NULL)
    priv->news_handler = g_signal_connect_object (get_store (self), "entity-changed", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
  if (priv->id == NULL)
    {
      g_autoptr (KontorRecord) record = kontor_record_new (priv->entity, NULL);

      take_address (self, kontor_record_get_id (record));
      take (self, record);
      return;
    }
  kontor_page_set_title (KONTOR_PAGE (self), _(priv->entity->label));
  take_address (self, priv->id);
  kontor_card_reload (self);
}

void
kontor_card_add_form (KontorCard *self, KontorForm *form)
{
  g_return_if_fail (KONTOR_IS_CARD (self));
  g_return_if_fail (KONTOR_IS_FORM (form));

  g_ptr_array_add (PRIVATE (self)->forms, form);
  g_signal_connect_object (form, "saved", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
}

void
kontor_card_add_list (KontorCard *self, KontorRelatedList *list)
{
  g_return_if_fail (KONTOR_IS_CARD (self));
  g_return_if_fail (KONTOR_IS_RELATED_LIST (list));

  g_ptr_array_add (PRIVATE (self)->lists, list);
  g_signal_connect_object (list, "loaded", G_CALLBACK (list_loaded_cb), self, G_CONNECT_SWAPPED);
}

const KontorEntity *
kontor_card_get_entity (KontorCard *self)
{
  g_return_val_if_fail (KONTOR_IS_CARD (self), NULL);
  return PRIVATE (self)->entity;
}

const char *
kontor_card_get_id (KontorCard *self)
{
  g_return_val_if_fail (KONTOR_IS_CARD (self), NULL);
  return PRIVATE (self)->id;
}

KontorRecord *
kontor_card_get_record (KontorCard *self)
{
  g_return_val_if_fail (KONTOR_IS_CARD (self), NULL);
  return PRIVATE (self)->record;
}

const char *
kontor_card_get (KontorCard *self, const char *field)
{
  g_return_val_if_fail (KONTOR_IS_CARD (self), NULL);
  return PRIVATE (self)->record != NULL ? kontor_record_get (PRIVATE (self)->record, field) : NULL;
}

gboolean
kontor_card_is_new (KontorCard *self)
{
  g_return_val_if_fail (KONTOR_IS_CARD (self), FALSE);
  return PRIVATE (self)->record != NULL && kontor_record_get_version (PRIVATE (self)->record) == 0;
}

GCancellable *
kontor_card_get_cancellable (KontorCard *self)
{
  g_return_val_if_fail (KONTOR_IS_CARD (self), NULL);
  return PRIVATE (self)->cancellable;
}

gboolean
kontor_card_is_gone (KontorCard *self)
{
  g_return_val_if_fail (KONTOR_IS_CARD (self), TRUE);
  return PRIVATE (self)->stack == NULL;
}

void
kontor_card_reload (KontorCard *self)
{
  KontorCardPrivate *priv;

  g_return_if_fail (KONTOR_IS_CARD (self));

  priv = PRIVATE (self);
  if (get_store (self) == NULL || priv->id == NULL)
    return;
  kontor_page_set_loading (KONTOR_PAGE (self), TRUE);
  kontor_store_load_async (get_store (self), priv->entity, priv->id, priv->cancellable, loaded_cb, g_object_ref (self));
}

gboolean
kontor_card_change (KontorCard *self, const char *field, const char *value, const char *label, const char *title, const char *failure)
{
  KontorCardPrivate *priv;
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  Change *change;

  g_return_val_if_fail (KONTOR_IS_CARD (self), FALSE);
  g_return_val_if_fail (field != NULL, FALSE);

  priv = PRIVATE (self);
  if (priv->record == NULL || get_store (self) == NULL || !commit (self))
    return FALSE;
  if (label != NULL)
    kontor_record_set_link (priv->record, field, value, label);
  else
    kontor_record_set (priv->record, field, value);
  change = g_new0 (Change, 1);
  change->card = g_object_ref (self);
  change->record = g_object_ref (priv->record);
  change->field = g_strdup (field);
  change->failure = g_strdup (failure);
  g_ptr_array_add (records, priv->record);
  kontor_store_save_async (get_store (self), records, title, NULL, changed_cb, change);
  return TRUE;
}

void
kontor_card_remove (KontorCard *self)
{
  KontorCardPrivate *priv;

  g_return_if_fail (KONTOR_IS_CARD (self));

  priv = PRIVATE (self);
  if (priv->record != NULL && get_store (self) != NULL && !kontor_card_is_new (self))
    kontor_store_remove_async (get_store (self), priv->record, NULL, removed_cb, g_object_ref (self));
}

void
kontor_card_refuse (KontorCard *self, const GError *error, const char *what)
{
  g_return_if_fail (KONTOR_IS_CARD (self));
  g_return_if_fail (error != NULL);

  if (!kontor_card_is_gone (self))
    KONTOR_CARD_GET_CLASS (self)->refused (self, error, what);
}
