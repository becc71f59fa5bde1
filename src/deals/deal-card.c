#include "config.h"

#include "deals/deal-card.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/moment.h"
#include "deals/close-dialog.h"
#include "deals/stage-stepper.h"
#include "kit/chip.h"
#include "kit/composer.h"
#include "kit/create-dialog.h"
#include "kit/feed.h"
#include "kit/fold-box.h"
#include "kit/form.h"
#include "kit/process-strip.h"
#include "kit/record-command.h"
#include "kit/related-list.h"

struct _KontorDealCard
{
  KontorPage          parent_instance;

  GtkStack           *stack;
  AdwStatusPage      *missing;
  GtkLabel           *title;
  AdwBin             *status_place;
  GtkButton          *partner;
  GtkLabel           *facts;
  GtkWidget          *offer;
  GtkWidget          *won;
  GtkWidget          *lost;
  KontorStageStepper *stepper;
  GtkLabel           *explanation;
  KontorProcessStrip *process;
  KontorForm         *form;
  KontorRelatedList  *tasks;
  KontorRelatedList  *offers;
  KontorRelatedList  *persons;
  GMenu              *deal_menu;
  AdwBin             *feed_place;
  GtkWidget          *feed;
  KontorComposer     *composer;

  char               *id;
  KontorRecord       *record;
  /* The kind of the deal decides how its stage moves. */
  KontorRecord       *kind;
  GCancellable       *cancellable;
};

G_DEFINE_FINAL_TYPE (KontorDealCard, kontor_deal_card, KONTOR_TYPE_PAGE)

static KontorDesk *
get_desk (KontorDealCard *self)
{
  return kontor_page_get_desk (KONTOR_PAGE (self));
}

static const char *
get_mode (KontorDealCard *self)
{
  const char *mode = self->kind != NULL ? kontor_record_get (self->kind, "mode") : NULL;

  return mode != NULL ? mode : "simple";
}

/* The strong line --------------------------------------------------------------- */

static void
show_facts (KontorDealCard *self)
{
  g_autoptr(GString) facts = g_string_new (NULL);
  const char * const fields[] = { "number", "amount", "expected_close" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *text = kontor_record_format (self->record, fields[i]);

      if (*text != '\0')
        g_string_append_printf (facts, "%s%s", facts->len > 0 ? " · " : "", text);
    }
  if (kontor_record_get_label (self->record, "kind_id") != NULL)
    g_string_append_printf (facts, " · %s", kontor_record_get_label (self->record, "kind_id"));
  gtk_label_set_text (self->facts, facts->str);
}

static void
show_controls (KontorDealCard *self)
{
  const char *status = kontor_record_get (self->record, "status");
  const char *mode = get_mode (self);
  gboolean open = g_strcmp0 (status, "open") == 0;
  gboolean led = g_str_equal (mode, "process");

  gtk_widget_set_visible (self->won, open && !led);
  gtk_widget_set_visible (self->lost, open && !led);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "deal.reopen", !open && !led);
  gtk_widget_set_visible (GTK_WIDGET (self->stepper), !g_str_equal (mode, "simple"));
  kontor_stage_stepper_set_stage (self->stepper, kontor_record_get (self->record, "stage_id"));
  kontor_stage_stepper_set_editable (self->stepper, open && g_str_equal (mode, "stages"));
  gtk_widget_set_visible (GTK_WIDGET (self->explanation), led && open);
  gtk_label_set_text (self->explanation,
                      kontor_process_strip_is_running (self->process)
                        ? _("This deal walks a route map: completing its tasks moves the stage.")
                        : _("This kind of deal walks a route map. Start the process, and its first task appears."));
}

static void
show_header (KontorDealCard *self)
{
  const KontorField *status = kontor_entity_find_field (kontor_record_get_entity (self->record), "status");
  const char *partner = kontor_record_get_label (self->record, "partner_id");

  kontor_page_set_title (KONTOR_PAGE (self), kontor_record_get_title (self->record));
  gtk_label_set_text (self->title, kontor_record_get_title (self->record));
  adw_bin_set_child (self->status_place, kontor_chip_new_choice (status, kontor_record_get (self->record, "status")));
  gtk_button_set_label (self->partner, partner != NULL ? partner : "");
  gtk_widget_set_visible (GTK_WIDGET (self->partner), partner != NULL);
  show_facts (self);
  show_controls (self);
}

static void
open_partner_cb (KontorDealCard *self)
{
  kontor_desk_open_record (get_desk (self), "partner", kontor_record_get (self->record, "partner_id"));
}

static void
process_changed_cb (KontorDealCard *self)
{
  if (self->record != NULL)
    show_controls (self);
}

/* Reading ------------------------------------------------------------------------- */

static void
kind_loaded_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorDealCard) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorRecord) kind = kontor_store_load_finish (KONTOR_STORE (store), result, &error);

  if (kind == NULL || self->stack == NULL)
    return;
  g_set_object (&self->kind, kind);
  kontor_process_strip_set_subject (self->process, "deal", self->id,
                                    g_str_equal (get_mode (self), "process") ? kontor_record_get (kind, "route_map_id")
                                                                             : NULL);
  show_controls (self);
}

static void
load_kind (KontorDealCard *self)
{
  const char *kind = kontor_record_get (self->record, "kind_id");

  if (kind != NULL && (self->kind == NULL || g_strcmp0 (kontor_record_get_id (self->kind), kind) != 0))
    kontor_store_load_async (kontor_desk_get_store (get_desk (self)), kontor_entity_lookup ("deal_kind"), kind,
                             self->cancellable, kind_loaded_cb, g_object_ref (self));
}

static void
record_changed_cb (KontorRecord *record, const char *field, KontorDealCard *self)
{
  if (self->stack == NULL)
    return;
  show_header (self);
  if (field == NULL || g_str_equal (field, "kind_id"))
    load_kind (self);
}

static void
show_record (KontorDealCard *self)
{
  const char *partner = kontor_record_get (self->record, "partner_id");

  kontor_form_set_record (self->form, self->record);
  kontor_stage_stepper_set_desk (self->stepper, get_desk (self));
  kontor_process_strip_set_desk (self->process, get_desk (self));
  show_header (self);
  load_kind (self);
  g_signal_connect_object (self->record, "changed", G_CALLBACK (record_changed_cb), self, 0);

  kontor_related_list_set_subject (self->tasks, get_desk (self), self->id);
  kontor_related_list_set_subject (self->offers, get_desk (self), self->id);
  kontor_related_list_set_subject (self->persons, get_desk (self), partner);
  kontor_composer_set_partner (self->composer, partner, kontor_record_get_label (self->record, "partner_id"));
  kontor_composer_set_deal (self->composer, self->record);
  kontor_feed_set_subject (KONTOR_FEED (self->feed), NULL, self->id);
  gtk_stack_set_visible_child_name (self->stack, "card");
}

static void
loaded_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorDealCard) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorRecord) record = kontor_store_load_finish (KONTOR_STORE (store), result, &error);
  g_autofree char *words = NULL;

  kontor_page_set_loading (KONTOR_PAGE (self), FALSE);
  if (self->stack == NULL)
    return;
  if (record != NULL && self->record == NULL)
    {
      self->record = g_steal_pointer (&record);
      show_record (self);
    }
  if (error == NULL || g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED) || self->record != NULL)
    return;
  words = kontor_error_describe (error);
  adw_status_page_set_description (self->missing, words);
  gtk_stack_set_visible_child_name (self->stack, "missing");
}

static void
load (KontorDealCard *self)
{
  KontorStore *store = kontor_desk_get_store (get_desk (self));

  if (store == NULL)
    return;
  kontor_page_set_loading (KONTOR_PAGE (self), TRUE);
  kontor_store_load_async (store, kontor_entity_lookup ("deal"), self->id, self->cancellable,
                           loaded_cb, g_object_ref (self));
}

static void
entity_changed_cb (KontorDealCard *self, const char *entity, const char *id, const char *action)
{
  if (self->stack == NULL || g_strcmp0 (action, "delete") != 0 || g_strcmp0 (id, self->id) != 0)
    return;
  adw_status_page_set_description (self->missing, _("This deal was deleted."));
  gtk_stack_set_visible_child_name (self->stack, "missing");
}

/* Acting ---------------------------------------------------------------------------- */

static void
stage_saved_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorDealCard) self = user_data;
  g_autoptr(GError) error = NULL;

  if (kontor_store_save_finish (KONTOR_STORE (store), result, &error))
    return;
  kontor_record_revert (self->record, "stage_id");
  kontor_desk_report_error (get_desk (self), error, _("The stage was not changed"));
}

static void
stage_chosen_cb (KontorStageStepper *stepper, const char *stage, const char *name, KontorDealCard *self)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new ();
  g_autofree char *title = g_strdup_printf (_("Stage: %s"), name);

  kontor_record_set_link (self->record, "stage_id", stage, name);
  g_ptr_array_add (records, self->record);
  kontor_store_save_async (kontor_desk_get_store (get_desk (self)), records, title, NULL,
                           stage_saved_cb, g_object_ref (self));
}

static KontorRecord *
make_child (KontorDealCard *self, const char *entity)
{
  KontorRecord *record = kontor_record_new (kontor_entity_lookup (entity), NULL);

  kontor_record_set_link (record, "partner_id", kontor_record_get (self->record, "partner_id"),
                          kontor_record_get_label (self->record, "partner_id"));
  return record;
}

static void
new_task_cb (KontorDealCard *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "card.command", "s", "new-task");
}

static void
new_offer_cb (KontorDealCard *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.new-offer", "(ss)", "deal", self->id);
}

static void
new_person_cb (KontorDealCard *self)
{
  static const char * const fields[] = { "name", "position", "phone", "email", NULL };
  g_autoptr(KontorRecord) person = NULL;

  if (self->record == NULL)
    return;
  person = make_child (self, "person");
  kontor_create_dialog_present (get_desk (self), GTK_WIDGET (self), person, fields, _("New contact person"), NULL, NULL, NULL);
}

static void
persons_loaded_cb (KontorDealCard *self)
{
  kontor_composer_set_persons (self->composer, kontor_related_list_get_records (self->persons));
}

static void
new_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorDealCard *self = KONTOR_DEAL_CARD (widget);
  const char *entity = g_variant_get_string (parameter, NULL);

  if (g_str_equal (entity, "offer"))
    new_offer_cb (self);
  else
    kontor_composer_start (self->composer);
}

static void
won_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorDealCard *self = KONTOR_DEAL_CARD (widget);

  kontor_form_commit (self->form);
  kontor_close_dialog_win (get_desk (self), self->record);
}

static void
lost_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorDealCard *self = KONTOR_DEAL_CARD (widget);

  kontor_form_commit (self->form);
  kontor_close_dialog_lose (get_desk (self), widget, self->record);
}

static void
reopen_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorDealCard *self = KONTOR_DEAL_CARD (widget);

  kontor_close_dialog_reopen (get_desk (self), self->record);
}

static void
removed_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorDealCard) self = user_data;
  g_autoptr(GError) error = NULL;

  if (kontor_store_remove_finish (KONTOR_STORE (store), result, &error))
    kontor_page_close (KONTOR_PAGE (self));
  else
    kontor_desk_report_error (get_desk (self), error, _("The deal was not deleted"));
}

static void
delete_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorDealCard *self = KONTOR_DEAL_CARD (widget);

  if (self->record != NULL)
    kontor_store_remove_async (kontor_desk_get_store (get_desk (self)), self->record, NULL,
                               removed_cb, g_object_ref (self));
}

/* The page ---------------------------------------------------------------------------- */

static void
close_answered_cb (AdwMessageDialog *dialog, const char *answer, KontorDealCard *self)
{
  if (!g_str_equal (answer, "discard"))
    return;
  kontor_record_revert (self->record, NULL);
  kontor_form_set_record (self->form, NULL);
  kontor_page_close (KONTOR_PAGE (self));
}

static gboolean
can_close (KontorPage *page)
{
  KontorDealCard *self = KONTOR_DEAL_CARD (page);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog;

  kontor_form_commit (self->form);
  if ((!kontor_form_is_dirty (self->form) && !kontor_composer_is_dirty (self->composer)) || root == NULL)
    return TRUE;

  dialog = adw_message_dialog_new (GTK_WINDOW (root), _("Something here is not saved yet"),
                                   _("Close the card and lose what was typed, or go on editing?"));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("Go on editing"),
                                    "discard", _("Close and lose it"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  return FALSE;
}

static void
save (KontorPage *page)
{
  kontor_form_save (KONTOR_DEAL_CARD (page)->form);
}

static void
refresh (KontorPage *page)
{
  KontorDealCard *self = KONTOR_DEAL_CARD (page);

  load (self);
  kontor_related_list_reload (self->tasks);
  kontor_related_list_reload (self->offers);
  kontor_process_strip_reload (self->process);
  kontor_feed_reload (KONTOR_FEED (self->feed));
}

static void
kontor_deal_card_dispose (GObject *object)
{
  KontorDealCard *self = KONTOR_DEAL_CARD (object);

  g_cancellable_cancel (self->cancellable);
  self->stack = NULL;
  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);

  G_OBJECT_CLASS (kontor_deal_card_parent_class)->dispose (object);
}

static void
kontor_deal_card_finalize (GObject *object)
{
  KontorDealCard *self = KONTOR_DEAL_CARD (object);

  g_clear_object (&self->record);
  g_clear_object (&self->kind);
  g_clear_object (&self->cancellable);
  g_free (self->id);

  G_OBJECT_CLASS (kontor_deal_card_parent_class)->finalize (object);
}

static KontorRecord *
get_record (GtkWidget *card)
{
  return KONTOR_DEAL_CARD (card)->record;
}

static void
kontor_deal_card_class_init (KontorDealCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KontorPageClass *page_class = KONTOR_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_deal_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_deal_card_finalize;
  page_class->can_close = can_close;
  page_class->save = save;
  page_class->refresh = refresh;

  g_type_ensure (KONTOR_TYPE_FOLD_BOX);
  g_type_ensure (KONTOR_TYPE_PROCESS_STRIP);
  g_type_ensure (KONTOR_TYPE_RELATED_LIST);
  g_type_ensure (KONTOR_TYPE_STAGE_STEPPER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/deals/deal-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, stack);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, deal_menu);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, missing);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, title);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, status_place);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, partner);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, facts);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, offer);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, won);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, lost);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, stepper);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, explanation);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, process);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, form);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, tasks);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, offers);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, persons);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, feed_place);
  gtk_widget_class_bind_template_callback (widget_class, open_partner_cb);
  gtk_widget_class_bind_template_callback (widget_class, process_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_task_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_offer_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_person_cb);
  gtk_widget_class_bind_template_callback (widget_class, persons_loaded_cb);
  gtk_widget_class_install_action (widget_class, "deal.new", "s", new_action);
  gtk_widget_class_install_action (widget_class, "deal.won", NULL, won_action);
  gtk_widget_class_install_action (widget_class, "deal.lost", NULL, lost_action);
  gtk_widget_class_install_action (widget_class, "deal.reopen", NULL, reopen_action);
  gtk_widget_class_install_action (widget_class, "deal.delete", NULL, delete_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_ALT_MASK, "deal.new", "s", "offer");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_i, GDK_ALT_MASK, "deal.new", "s", "interaction");
  kontor_record_command_install (widget_class, "deal", get_record);
}

static void
kontor_deal_card_init (KontorDealCard *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kontor_record_command_extend (self->deal_menu, kontor_entity_lookup ("deal"));
  g_signal_connect (self->stepper, "chosen", G_CALLBACK (stage_chosen_cb), self);
}

KontorPage *
kontor_deal_card_new (KontorDesk *desk, const char *id)
{
  KontorDealCard *self;
  KontorStore *store;
  g_autofree char *key = g_strdup_printf ("deal:%s", id);
  g_autofree char *address = g_strdup_printf ("win.open-record(('deal', '%s'))", id);

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_DEAL_CARD, "desk", desk, NULL);
  self->id = g_strdup (id);
  kontor_page_set_key (KONTOR_PAGE (self), key);
  kontor_page_set_address (KONTOR_PAGE (self), address);
  kontor_page_set_icon_name (KONTOR_PAGE (self), kontor_entity_lookup ("deal")->icon);
  kontor_page_set_title (KONTOR_PAGE (self), _("Deal"));

  self->feed = kontor_feed_new (desk);
  self->composer = KONTOR_COMPOSER (kontor_composer_new (desk));
  kontor_feed_set_composer (KONTOR_FEED (self->feed), GTK_WIDGET (self->composer));
  adw_bin_set_child (self->feed_place, self->feed);

  store = kontor_desk_get_store (desk);
  if (store != NULL)
    g_signal_connect_object (store, "entity-changed", G_CALLBACK (entity_changed_cb), self, G_CONNECT_SWAPPED);
  load (self);
  return KONTOR_PAGE (self);
}
