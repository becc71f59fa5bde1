#include "config.h"

#include "partners/partner-card.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "kit/create-dialog.h"
#include "kit/feed.h"
#include "kit/fold-box.h"
#include "kit/form.h"
#include "kit/composer.h"
#include "partners/legal-section.h"
#include "partners/partner-header.h"
#include "kit/record-command.h"
#include "kit/related-list.h"

/* Milliseconds; then the card is shown with what there is. */
#define LONGEST_WAIT 350

struct _KontorPartnerCard
{
  KontorPage           parent_instance;

  GtkStack            *stack;
  AdwStatusPage       *missing;
  KontorPartnerHeader *header;
  KontorForm          *form;
  KontorForm          *more_form;
  KontorLegalSection  *legal;
  KontorRelatedList   *persons;
  KontorRelatedList   *addresses;
  KontorRelatedList   *deals;
  KontorRelatedList   *tasks;
  KontorRelatedList   *offers;
  KontorRelatedList   *claims;
  GMenu               *partner_menu;
  AdwBin              *feed_place;
  GtkWidget           *feed;
  KontorComposer      *composer;

  char                *id;
  KontorRecord        *record;
  GCancellable        *cancellable;
  guint                n_waiting;
  guint                show_source;
};

G_DEFINE_FINAL_TYPE (KontorPartnerCard, kontor_partner_card, KONTOR_TYPE_PAGE)

static KontorDesk *
get_desk (KontorPartnerCard *self)
{
  return kontor_page_get_desk (KONTOR_PAGE (self));
}

static void
title_changed_cb (KontorPartnerCard *self)
{
  const char *title = kontor_record_get_title (self->record);

  kontor_page_set_title (KONTOR_PAGE (self), title);
  kontor_composer_set_partner (self->composer, self->id, title);
  kontor_legal_section_set_subject (self->legal, get_desk (self), self->id, title);
}

static gboolean
show_card_cb (gpointer user_data)
{
  KontorPartnerCard *self = user_data;

  self->show_source = 0;
  gtk_stack_set_visible_child_name (self->stack, "card");
  return G_SOURCE_REMOVE;
}

/* The card appears when its lists are there, so that nothing jumps. */
static void
list_loaded_cb (KontorPartnerCard *self)
{
  if (self->n_waiting == 0 || --self->n_waiting > 0 || self->show_source == 0)
    return;
  g_clear_handle_id (&self->show_source, g_source_remove);
  gtk_stack_set_visible_child_name (self->stack, "card");
}

static void
show_record (KontorPartnerCard *self)
{
  KontorRelatedList *lists[] = { self->persons, self->addresses, self->deals, self->tasks, self->offers, self->claims };

  kontor_partner_header_set_record (self->header, self->record);
  kontor_form_set_record (self->form, self->record);
  kontor_form_set_record (self->more_form, self->record);
  title_changed_cb (self);
  g_signal_connect_object (self->record, "notify::title", G_CALLBACK (title_changed_cb), self, G_CONNECT_SWAPPED);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    kontor_related_list_set_subject (lists[i], get_desk (self), self->id);
  kontor_feed_set_subject (KONTOR_FEED (self->feed), self->id, NULL);
  self->n_waiting = G_N_ELEMENTS (lists);
  self->show_source = g_timeout_add (LONGEST_WAIT, show_card_cb, self);
}

static void
loaded_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorPartnerCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorRecord) record = kontor_store_load_finish (KONTOR_STORE (store), result, &error);
  g_autofree char *words = NULL;

  kontor_page_set_loading (KONTOR_PAGE (self), FALSE);
  if (record != NULL && self->record == NULL && self->stack != NULL)
    {
      self->record = g_steal_pointer (&record);
      show_record (self);
    }
  if (error == NULL || g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED) || self->stack == NULL)
    return;

  words = kontor_error_describe (error);
  adw_status_page_set_description (self->missing, words);
  gtk_stack_set_visible_child_name (self->stack, "missing");
}

static void
load (KontorPartnerCard *self)
{
  KontorStore *store = kontor_desk_get_store (get_desk (self));

  if (store == NULL)
    return;
  kontor_page_set_loading (KONTOR_PAGE (self), TRUE);
  kontor_store_load_async (store, kontor_entity_lookup ("partner"), self->id, self->cancellable,
                           loaded_cb, g_object_ref (self));
}

static void
entity_changed_cb (KontorPartnerCard *self, const char *entity, const char *id, const char *action)
{
  if (g_strcmp0 (action, "delete") != 0 || g_strcmp0 (id, self->id) != 0)
    return;
  adw_status_page_set_description (self->missing, _("This partner was deleted."));
  gtk_stack_set_visible_child_name (self->stack, "missing");
}

/* New records that belong here ------------------------------------------------- */

static void
created_cb (KontorRecord *record, gpointer user_data)
{
  KontorPartnerCard *self = user_data;

  kontor_desk_open_record (get_desk (self), kontor_record_get_entity (record)->name, kontor_record_get_id (record));
}

static KontorRecord *
make_child (KontorPartnerCard *self, const char *entity)
{
  KontorRecord *record = kontor_record_new (kontor_entity_lookup (entity), NULL);

  kontor_record_set_link (record, "partner_id", self->id, kontor_record_get_title (self->record));
  return record;
}

/* The only one there is needs no choosing. */
static void
take_only (KontorRecord *record, const char *field, GPtrArray *records)
{
  if (records->len == 1)
    kontor_record_set_link (record, field, kontor_record_get_id (g_ptr_array_index (records, 0)),
                            kontor_record_get_title (g_ptr_array_index (records, 0)));
}

static void
create (KontorPartnerCard *self, KontorRecord *record, const char * const *fields, const char *title, gboolean opens)
{
  kontor_create_dialog_present (get_desk (self), GTK_WIDGET (self), record, fields, title,
                                opens ? created_cb : NULL, g_object_ref (self), g_object_unref);
  g_object_unref (record);
}

static const char * const person_fields[] = { "name", "position", "phone", "email", "birthday", "note", NULL };
static const char * const address_fields[] = { "kind", "recipient", "street", "postcode", "city", "subdivision", "country",
                                               "person_id", NULL };

/* A person and an address are small enough to be looked at and changed without
 * leaving the card. */
static gboolean
open_cb (KontorPartnerCard *self, KontorRecord *record)
{
  const char *entity = kontor_record_get_entity (record)->name;

  kontor_create_dialog_present (get_desk (self), GTK_WIDGET (self), record,
                                g_str_equal (entity, "person") ? person_fields : address_fields,
                                NULL, NULL, NULL, NULL);
  return TRUE;
}

static void
new_person_cb (KontorPartnerCard *self)
{
  KontorRecord *record;

  if (self->record == NULL)
    return;
  record = make_child (self, "person");
  take_only (record, "legal_entity_id", kontor_legal_section_get_records (self->legal));
  create (self, record, person_fields, _("New contact person"), FALSE);
}

static void
new_address_cb (KontorPartnerCard *self)
{
  KontorRecord *record;

  if (self->record == NULL)
    return;
  record = make_child (self, "address");
  kontor_record_set (record, "city", kontor_record_get (self->record, "city"));
  kontor_record_set (record, "country", kontor_record_get (self->record, "country"));
  create (self, record, address_fields, _("New address"), FALSE);
}

static void
new_deal_cb (KontorPartnerCard *self)
{
  static const char * const fields[] = { "name", "amount", "currency", "kind_id", "person_id", "expected_close",
                                         "next_step", "next_step_on", NULL };
  KontorRecord *record;

  if (self->record == NULL)
    return;
  record = make_child (self, "deal");
  take_only (record, "person_id", kontor_related_list_get_records (self->persons));
  take_only (record, "legal_entity_id", kontor_legal_section_get_records (self->legal));
  create (self, record, fields, _("New deal"), TRUE);
}

static void
new_task_cb (KontorPartnerCard *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "card.command", "s", "new-task");
}

static void
new_claim_cb (KontorPartnerCard *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "card.command", "s", "new-claim");
}

/* Offers and envelopes are other screens' work; the window knows whose. */
static void
new_offer_cb (KontorPartnerCard *self)
{
  if (self->record != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.new-offer", "(ss)", "partner", self->id);
}

static void
new_interaction_cb (KontorPartnerCard *self)
{
  kontor_composer_start (self->composer);
}

/* Which of the addresses a letter goes to. */
static KontorRecord *
find_postal_address (KontorPartnerCard *self)
{
  GPtrArray *addresses = kontor_related_list_get_records (self->addresses);

  for (guint i = 0; i < addresses->len; i++)
    if (g_strcmp0 (kontor_record_get (g_ptr_array_index (addresses, i), "kind"), "postal") == 0)
      return g_ptr_array_index (addresses, i);
  return addresses->len > 0 ? g_ptr_array_index (addresses, 0) : NULL;
}

static void
print_envelope_cb (KontorPartnerCard *self)
{
  KontorRecord *address = find_postal_address (self);

  if (address != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.envelope", "(ss)", "address",
                                kontor_record_get_id (address));
  else
    {
      kontor_desk_toast (get_desk (self), _("This partner has no address yet. Add one first."), NULL);
      new_address_cb (self);
    }
}

static void
removed_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorPartnerCard) self = user_data;
  g_autoptr (GError) error = NULL;

  if (kontor_store_remove_finish (KONTOR_STORE (store), result, &error))
    kontor_page_close (KONTOR_PAGE (self));
  else
    kontor_desk_report_error (get_desk (self), error, _("The partner was not deleted"));
}

static void
delete_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorPartnerCard *self = KONTOR_PARTNER_CARD (widget);

  if (self->record != NULL)
    kontor_store_remove_async (kontor_desk_get_store (get_desk (self)), self->record, NULL,
                               removed_cb, g_object_ref (self));
}

static void
new_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  static const struct { const char *entity; void (*create) (KontorPartnerCard *); } creates[] = {
    { "person", new_person_cb }, { "address", new_address_cb }, { "deal", new_deal_cb },
    { "offer", new_offer_cb }, { "interaction", new_interaction_cb },
  };

  for (guint i = 0; i < G_N_ELEMENTS (creates); i++)
    if (g_str_equal (creates[i].entity, g_variant_get_string (parameter, NULL)))
      creates[i].create (KONTOR_PARTNER_CARD (widget));
}

static void
plans_loaded_cb (KontorPartnerCard *self)
{
  GPtrArray *deals = kontor_related_list_get_records (self->deals);

  kontor_partner_header_set_plans (self->header, kontor_related_list_get_records (self->tasks), deals);
  kontor_composer_set_deals (self->composer, deals);
}

static void
persons_loaded_cb (KontorPartnerCard *self)
{
  kontor_composer_set_persons (self->composer, kontor_related_list_get_records (self->persons));
}

/* The page ------------------------------------------------------------------------ */

static gboolean
is_dirty (KontorPartnerCard *self)
{
  return kontor_composer_is_dirty (self->composer) || kontor_legal_section_is_dirty (self->legal) ||
         (self->record != NULL && kontor_record_is_dirty (self->record));
}

static void
close_answered_cb (AdwMessageDialog *dialog, const char *answer, KontorPartnerCard *self)
{
  if (!g_str_equal (answer, "discard"))
    return;
  if (self->record != NULL)
    kontor_record_revert (self->record, NULL);
  kontor_page_close (KONTOR_PAGE (self));
}

static gboolean
can_close (KontorPage *page)
{
  KontorPartnerCard *self = KONTOR_PARTNER_CARD (page);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog;

  kontor_form_commit (self->form);
  kontor_form_commit (self->more_form);
  if (!is_dirty (self) || root == NULL)
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
  KontorPartnerCard *self = KONTOR_PARTNER_CARD (page);

  if (self->record == NULL)
    return;
  kontor_form_commit (self->more_form);
  kontor_form_save (self->form);
  kontor_legal_section_save (self->legal);
}

static void
refresh (KontorPage *page)
{
  KontorPartnerCard *self = KONTOR_PARTNER_CARD (page);
  KontorRelatedList *lists[] = { self->persons, self->addresses, self->deals, self->tasks, self->offers, self->claims };

  load (self);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    kontor_related_list_reload (lists[i]);
  kontor_feed_reload (KONTOR_FEED (self->feed));
}

static void
kontor_partner_card_dispose (GObject *object)
{
  KontorPartnerCard *self = KONTOR_PARTNER_CARD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->show_source, g_source_remove);
  self->stack = NULL;

  G_OBJECT_CLASS (kontor_partner_card_parent_class)->dispose (object);
}

static void
kontor_partner_card_finalize (GObject *object)
{
  KontorPartnerCard *self = KONTOR_PARTNER_CARD (object);

  g_clear_object (&self->record);
  g_clear_object (&self->cancellable);
  g_free (self->id);

  G_OBJECT_CLASS (kontor_partner_card_parent_class)->finalize (object);
}

static KontorRecord *
get_record (GtkWidget *card)
{
  return KONTOR_PARTNER_CARD (card)->record;
}

static void
kontor_partner_card_class_init (KontorPartnerCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KontorPageClass *page_class = KONTOR_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_partner_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_partner_card_finalize;
  page_class->can_close = can_close;
  page_class->save = save;
  page_class->refresh = refresh;

  g_type_ensure (KONTOR_TYPE_FOLD_BOX);
  g_type_ensure (KONTOR_TYPE_PARTNER_HEADER);
  g_type_ensure (KONTOR_TYPE_LEGAL_SECTION);
  g_type_ensure (KONTOR_TYPE_RELATED_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/partners/partner-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, stack);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, missing);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, header);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, form);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, more_form);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, legal);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, persons);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, addresses);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, deals);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, tasks);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, offers);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, claims);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, partner_menu);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, feed_place);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_loaded_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_person_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_address_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_deal_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_task_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_claim_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_offer_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_interaction_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_envelope_cb);
  gtk_widget_class_bind_template_callback (widget_class, plans_loaded_cb);
  gtk_widget_class_bind_template_callback (widget_class, persons_loaded_cb);
  gtk_widget_class_install_action (widget_class, "partner.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "partner.new", "s", new_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_ALT_MASK, "partner.new", "s", "deal");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_i, GDK_ALT_MASK, "partner.new", "s", "interaction");
  kontor_record_command_install (widget_class, "partner", get_record);
}

static void
kontor_partner_card_init (KontorPartnerCard *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kontor_record_command_extend (self->partner_menu, kontor_entity_lookup ("partner"));
}

KontorPage *
kontor_partner_card_new (KontorDesk *desk, const char *id)
{
  KontorPartnerCard *self;
  KontorStore *store;
  g_autofree char *key = g_strdup_printf ("partner:%s", id);
  g_autofree char *address = g_strdup_printf ("win.open-record(('partner', '%s'))", id);

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_PARTNER_CARD, "desk", desk, NULL);
  self->id = g_strdup (id);
  kontor_page_set_key (KONTOR_PAGE (self), key);
  kontor_page_set_address (KONTOR_PAGE (self), address);
  kontor_page_set_icon_name (KONTOR_PAGE (self), kontor_entity_lookup ("partner")->icon);
  kontor_page_set_title (KONTOR_PAGE (self), _("Partner"));

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
