#include "config.h"

#include "claims/claim-card.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/moment.h"
#include "kit/chip.h"
#include "kit/feed.h"
#include "kit/form.h"
#include "kit/process-strip.h"
#include "kit/record-command.h"
#include "kit/related-list.h"

struct _KontorClaimCard
{
  KontorPage          parent_instance;

  GtkStack           *stack;
  AdwStatusPage      *missing;
  KontorForm         *title_form;
  AdwBin             *status_place;
  GtkButton          *partner;
  GtkLabel           *facts;
  GtkWidget          *satisfied;
  GtkWidget          *not_satisfied;
  GtkWidget          *reopen;
  KontorProcessStrip *process;
  KontorForm         *form;
  KontorRelatedList  *tasks;
  GMenu              *claim_menu;
  AdwBin             *feed_place;
  GtkWidget          *feed;

  char               *id;
  KontorRecord       *record;
  GCancellable       *cancellable;
};

G_DEFINE_FINAL_TYPE (KontorClaimCard, kontor_claim_card, KONTOR_TYPE_PAGE)

static KontorDesk *
get_desk (KontorClaimCard *self)
{
  return kontor_page_get_desk (KONTOR_PAGE (self));
}

static KontorRecord *
get_record (GtkWidget *card)
{
  return KONTOR_CLAIM_CARD (card)->record;
}

static const char *
get (KontorClaimCard *self, const char *field)
{
  return kontor_record_get (self->record, field);
}

/* What is shown ------------------------------------------------------------------------ */

static void
show_record (KontorClaimCard *self)
{
  const char *status = get (self, "status");
  const char *partner = kontor_record_get_label (self->record, "partner_id");
  gboolean is_open = get (self, "closed_at") == NULL;
  g_autofree char *received = kontor_moment_format (get (self, "received_at"));
  g_autofree char *closed = kontor_moment_format (get (self, "closed_at"));
  g_autofree char *facts = NULL;

  kontor_page_set_title (KONTOR_PAGE (self), kontor_record_get_title (self->record));
  adw_bin_set_child (self->status_place,
                     kontor_chip_new_choice (kontor_entity_find_field (kontor_record_get_entity (self->record), "status"), status));
  gtk_button_set_label (self->partner, partner != NULL ? partner : "–");
  if (is_open)
    /* Translators: the claim's number and when it came */
    facts = g_strdup_printf (_("No. %s · received %s"), get (self, "number"), received);
  else
    facts = g_strdup_printf (_("No. %s · received %s · closed %s"), get (self, "number"), received, closed);
  gtk_label_set_text (self->facts, facts);
  gtk_widget_set_visible (self->satisfied, is_open);
  gtk_widget_set_visible (self->not_satisfied, is_open);
  gtk_widget_set_visible (self->reopen, !is_open);
}

static void
record_changed_cb (KontorClaimCard *self)
{
  if (self->record != NULL && self->stack != NULL)
    show_record (self);
}

static void
loaded_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorClaimCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorRecord) record = kontor_store_load_finish (KONTOR_STORE (store), result, &error);
  g_autofree char *words = NULL;

  if (g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || self->stack == NULL)
    return;
  kontor_page_set_loading (KONTOR_PAGE (self), FALSE);
  if (record == NULL)
    {
      words = kontor_error_describe (error);
      adw_status_page_set_description (self->missing, words);
      gtk_stack_set_visible_child_name (self->stack, "missing");
      return;
    }
  if (g_set_object (&self->record, record))
    {
      g_signal_connect_object (record, "changed", G_CALLBACK (record_changed_cb), self, G_CONNECT_SWAPPED);
      kontor_form_set_record (self->title_form, record);
      kontor_form_set_record (self->form, record);
      kontor_process_strip_set_subject (self->process, "claim", self->id, NULL);
      kontor_related_list_set_subject (self->tasks, get_desk (self), self->id);
      kontor_feed_set_subject (KONTOR_FEED (self->feed), get (self, "partner_id"), NULL);
    }
  show_record (self);
  gtk_stack_set_visible_child_name (self->stack, "claim");
}

static void
load (KontorClaimCard *self)
{
  KontorStore *store = kontor_desk_get_store (get_desk (self));

  if (store == NULL)
    return;
  kontor_page_set_loading (KONTOR_PAGE (self), TRUE);
  kontor_store_load_async (store, kontor_entity_lookup ("claim"), self->id, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
entity_changed_cb (KontorClaimCard *self, const char *entity, const char *id, const char *action)
{
  if (self->stack == NULL || g_strcmp0 (action, "delete") != 0 || g_strcmp0 (id, self->id) != 0)
    return;
  adw_status_page_set_description (self->missing, _("This claim was deleted."));
  gtk_stack_set_visible_child_name (self->stack, "missing");
}

/* Acting -------------------------------------------------------------------------------- */

static void
status_saved_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorClaimCard) self = user_data;
  g_autoptr (GError) error = NULL;

  if (kontor_store_save_finish (KONTOR_STORE (store), result, &error) || self->stack == NULL)
    return;
  kontor_record_revert (self->record, "status");
  kontor_desk_report_error (get_desk (self), error, _("The claim was not changed"));
}

/* No question before: the toast offers to undo it. */
static void
set_status (KontorClaimCard *self, const char *status, const char *title)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  if (self->record == NULL || !kontor_form_commit (self->form) || !kontor_form_commit (self->title_form))
    return;
  kontor_record_set (self->record, "status", status);
  g_ptr_array_add (records, self->record);
  kontor_store_save_async (kontor_desk_get_store (get_desk (self)), records, title, NULL, status_saved_cb, g_object_ref (self));
}

static void
satisfied_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  set_status (KONTOR_CLAIM_CARD (widget), "satisfied", _("Claim closed: satisfied"));
}

static void
not_satisfied_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  set_status (KONTOR_CLAIM_CARD (widget), "not_satisfied", _("Claim closed: not satisfied"));
}

static void
reopen_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  set_status (KONTOR_CLAIM_CARD (widget), "in_work", _("Claim taken up again"));
}

static void
removed_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorClaimCard) self = user_data;
  g_autoptr (GError) error = NULL;

  if (kontor_store_remove_finish (KONTOR_STORE (store), result, &error))
    kontor_page_close (KONTOR_PAGE (self));
  else
    kontor_desk_report_error (get_desk (self), error, _("The claim was not deleted"));
}

static void
delete_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorClaimCard *self = KONTOR_CLAIM_CARD (widget);

  if (self->record != NULL)
    kontor_store_remove_async (kontor_desk_get_store (get_desk (self)), self->record, NULL, removed_cb, g_object_ref (self));
}

static void
open_partner_cb (KontorClaimCard *self)
{
  if (self->record != NULL && get (self, "partner_id") != NULL)
    kontor_desk_open_record (get_desk (self), "partner", get (self, "partner_id"));
}

static void
new_task_cb (KontorClaimCard *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "card.command", "s", "new-task");
}

/* The page ------------------------------------------------------------------------------- */

static void
save (KontorPage *page)
{
  KontorClaimCard *self = KONTOR_CLAIM_CARD (page);

  if (self->record == NULL)
    return;
  kontor_form_commit (self->title_form);
  kontor_form_save (self->form);
}

static void
leave_answered_cb (AdwMessageDialog *dialog, const char *answer, KontorClaimCard *self)
{
  if (!g_str_equal (answer, "discard"))
    return;
  kontor_record_revert (self->record, NULL);
  kontor_form_set_record (self->title_form, NULL);
  kontor_form_set_record (self->form, NULL);
  kontor_page_close (KONTOR_PAGE (self));
}

static gboolean
can_close (KontorPage *page)
{
  KontorClaimCard *self = KONTOR_CLAIM_CARD (page);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog;

  kontor_form_commit (self->title_form);
  kontor_form_commit (self->form);
  if ((!kontor_form_is_dirty (self->form) && !kontor_form_is_dirty (self->title_form)) || !GTK_IS_WINDOW (root))
    return TRUE;
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

static void
refresh (KontorPage *page)
{
  KontorClaimCard *self = KONTOR_CLAIM_CARD (page);

  load (self);
  kontor_process_strip_reload (self->process);
  kontor_related_list_reload (self->tasks);
  kontor_feed_reload (KONTOR_FEED (self->feed));
}

static void
kontor_claim_card_dispose (GObject *object)
{
  KontorClaimCard *self = KONTOR_CLAIM_CARD (object);

  g_cancellable_cancel (self->cancellable);
  self->stack = NULL;

  G_OBJECT_CLASS (kontor_claim_card_parent_class)->dispose (object);
}

static void
kontor_claim_card_finalize (GObject *object)
{
  KontorClaimCard *self = KONTOR_CLAIM_CARD (object);

  g_clear_object (&self->record);
  g_clear_object (&self->cancellable);
  g_free (self->id);

  G_OBJECT_CLASS (kontor_claim_card_parent_class)->finalize (object);
}

static void
kontor_claim_card_class_init (KontorClaimCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KontorPageClass *page_class = KONTOR_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_claim_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_claim_card_finalize;
  page_class->can_close = can_close;
  page_class->save = save;
  page_class->refresh = refresh;

  g_type_ensure (KONTOR_TYPE_FORM);
  g_type_ensure (KONTOR_TYPE_PROCESS_STRIP);
  g_type_ensure (KONTOR_TYPE_RELATED_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/claims/claim-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, stack);
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, missing);
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, title_form);
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, status_place);
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, partner);
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, facts);
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, satisfied);
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, not_satisfied);
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, reopen);
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, process);
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, form);
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, tasks);
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, claim_menu);
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, feed_place);
  gtk_widget_class_bind_template_callback (widget_class, open_partner_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_task_cb);
  gtk_widget_class_install_action (widget_class, "claim.satisfied", NULL, satisfied_action);
  gtk_widget_class_install_action (widget_class, "claim.not-satisfied", NULL, not_satisfied_action);
  gtk_widget_class_install_action (widget_class, "claim.reopen", NULL, reopen_action);
  gtk_widget_class_install_action (widget_class, "claim.delete", NULL, delete_action);
  kontor_record_command_install (widget_class, "claim", get_record);
}

static void
kontor_claim_card_init (KontorClaimCard *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kontor_record_command_extend (self->claim_menu, kontor_entity_lookup ("claim"));
}

KontorPage *
kontor_claim_card_new (KontorDesk *desk, const char *id)
{
  KontorClaimCard *self;
  g_autofree char *key = g_strdup_printf ("claim:%s", id);
  g_autofree char *address = g_strdup_printf ("win.open-record(('claim', '%s'))", id);

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_CLAIM_CARD, "desk", desk, NULL);
  self->id = g_strdup (id);
  kontor_page_set_key (KONTOR_PAGE (self), key);
  kontor_page_set_address (KONTOR_PAGE (self), address);
  kontor_page_set_icon_name (KONTOR_PAGE (self), kontor_entity_lookup ("claim")->icon);
  kontor_page_set_title (KONTOR_PAGE (self), _("Claim"));
  kontor_process_strip_set_desk (self->process, desk);
  self->feed = kontor_feed_new (desk);
  adw_bin_set_child (self->feed_place, self->feed);
  if (kontor_desk_get_store (desk) != NULL)
    g_signal_connect_object (kontor_desk_get_store (desk), "entity-changed", G_CALLBACK (entity_changed_cb), self, G_CONNECT_SWAPPED);
  load (self);
  return KONTOR_PAGE (self);
}
