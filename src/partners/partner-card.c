#include "config.h"

#include "partners/partner-card.h"

#include <glib/gi18n.h>

#include "kit/composer.h"
#include "kit/create-dialog.h"
#include "kit/desk.h"
#include "kit/distribution-line.h"
#include "kit/feed.h"
#include "kit/field-row.h"
#include "kit/fold-box.h"
#include "kit/form.h"
#include "kit/record-command.h"
#include "partners/legal-section.h"
#include "partners/partner-header.h"

struct _KontorPartnerCard
{
  KontorCard           parent_instance;

  KontorPartnerHeader *header;
  KontorDistributionLine *distribution;
  KontorForm          *form;
  KontorForm          *more_form;
  KontorLegalSection  *legal;
  KontorRelatedList   *persons;
  KontorRelatedList   *addresses;
  KontorRelatedList   *deals;
  KontorRelatedList   *projects;
  KontorRelatedList   *tasks;
  KontorRelatedList   *offers;
  KontorRelatedList   *claims;
  GMenu               *partner_menu;
  AdwBin              *feed_place;
  GtkWidget           *feed;
  KontorComposer      *composer;
};

G_DEFINE_FINAL_TYPE (KontorPartnerCard, kontor_partner_card, KONTOR_TYPE_CARD)

static KontorDesk *
get_desk (KontorPartnerCard *self)
{
  return kontor_page_get_desk (KONTOR_PAGE (self));
}

static KontorRecord *
get_partner (KontorPartnerCard *self)
{
  return kontor_card_get_record (KONTOR_CARD (self));
}

static const char *
get_id (KontorPartnerCard *self)
{
  return kontor_card_get_id (KONTOR_CARD (self));
}

static void
title_changed_cb (KontorPartnerCard *self)
{
  const char *title = kontor_record_get_title (get_partner (self));

  kontor_composer_set_partner (self->composer, get_id (self), title);
  kontor_legal_section_set_subject (self->legal, get_desk (self), get_id (self), title);
}

static void
take (KontorCard *card, KontorRecord *record)
{
  KontorPartnerCard *self = KONTOR_PARTNER_CARD (card);

  kontor_partner_header_set_record (self->header, record);
  title_changed_cb (self);
  g_signal_connect_object (record, "notify::title", G_CALLBACK (title_changed_cb), self, G_CONNECT_SWAPPED);
  kontor_feed_set_subject (KONTOR_FEED (self->feed), get_id (self), NULL);
  kontor_distribution_line_set_subject (self->distribution, "partner", get_id (self));
}

static void
reread (KontorCard *card)
{
  kontor_feed_reload (KONTOR_FEED (KONTOR_PARTNER_CARD (card)->feed));
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

  kontor_record_set_link (record, "partner_id", get_id (self), kontor_record_get_title (get_partner (self)));
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

  if (get_partner (self) == NULL)
    return;
  record = make_child (self, "person");
  take_only (record, "legal_entity_id", kontor_legal_section_get_records (self->legal));
  create (self, record, person_fields, _("New contact person"), FALSE);
}

static void
new_address_cb (KontorPartnerCard *self)
{
  KontorRecord *record;

  if (get_partner (self) == NULL)
    return;
  record = make_child (self, "address");
  kontor_record_set (record, "city", kontor_record_get (get_partner (self), "city"));
  kontor_record_set (record, "country", kontor_record_get (get_partner (self), "country"));
  create (self, record, address_fields, _("New address"), FALSE);
}

static void
new_deal_cb (KontorPartnerCard *self)
{
  static const char * const fields[] = { "name", "amount", "currency", "kind_id", "person_id", "expected_close",
                                         "next_step", "next_step_on", NULL };
  KontorRecord *record;

  if (get_partner (self) == NULL)
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
new_project_cb (KontorPartnerCard *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "card.command", "s", "new-project");
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
  if (get_partner (self) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.new-offer", "(ss)", "partner", get_id (self));
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
projects_loaded_cb (KontorPartnerCard *self)
{
  kontor_composer_set_projects (self->composer, kontor_related_list_get_records (self->projects));
}

static void
persons_loaded_cb (KontorPartnerCard *self)
{
  kontor_composer_set_persons (self->composer, kontor_related_list_get_records (self->persons));
}

/* The page ------------------------------------------------------------------------ */

static gboolean
is_dirty (KontorCard *card)
{
  KontorPartnerCard *self = KONTOR_PARTNER_CARD (card);

  return kontor_composer_is_dirty (self->composer) || kontor_legal_section_is_dirty (self->legal);
}

static void
save (KontorPage *page)
{
  KONTOR_PAGE_CLASS (kontor_partner_card_parent_class)->save (page);
  kontor_legal_section_save (KONTOR_PARTNER_CARD (page)->legal);
}

static void
kontor_partner_card_class_init (KontorPartnerCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KontorCardClass *card_class = KONTOR_CARD_CLASS (klass);

  KONTOR_PAGE_CLASS (klass)->save = save;
  card_class->deleted = N_("This partner was deleted.");
  card_class->not_deleted = N_("The partner was not deleted");
  card_class->take = take;
  card_class->reread = reread;
  card_class->is_dirty = is_dirty;

  g_type_ensure (KONTOR_TYPE_FOLD_BOX);
  g_type_ensure (KONTOR_TYPE_PARTNER_HEADER);
  g_type_ensure (KONTOR_TYPE_LEGAL_SECTION);
  g_type_ensure (KONTOR_TYPE_RELATED_LIST);
  g_type_ensure (KONTOR_TYPE_DISTRIBUTION_LINE);
  g_type_ensure (KONTOR_TYPE_FIELD_ROW);
  g_type_ensure (KONTOR_TYPE_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/partners/partner-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, header);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, distribution);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, form);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, more_form);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, legal);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, persons);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, addresses);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, deals);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, projects);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, tasks);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, offers);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, claims);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, partner_menu);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerCard, feed_place);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_person_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_address_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_deal_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_task_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_claim_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_project_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_offer_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_interaction_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_envelope_cb);
  gtk_widget_class_bind_template_callback (widget_class, plans_loaded_cb);
  gtk_widget_class_bind_template_callback (widget_class, persons_loaded_cb);
  gtk_widget_class_bind_template_callback (widget_class, projects_loaded_cb);
  gtk_widget_class_install_action (widget_class, "partner.new", "s", new_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_ALT_MASK, "partner.new", "s", "deal");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_i, GDK_ALT_MASK, "partner.new", "s", "interaction");
  kontor_record_command_install (widget_class, "partner");
}

static void
kontor_partner_card_init (KontorPartnerCard *self)
{
  KontorCard *card = KONTOR_CARD (self);
  KontorRelatedList **lists[] = { &self->persons, &self->addresses, &self->deals, &self->projects, &self->tasks, &self->offers, &self->claims };

  gtk_widget_init_template (GTK_WIDGET (self));
  kontor_card_add_form (card, self->form);
  kontor_card_add_form (card, self->more_form);
  kontor_card_add_form (card, kontor_partner_header_get_form (self->header));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    kontor_card_add_list (card, *lists[i]);
  kontor_record_command_extend (self->partner_menu, kontor_entity_lookup ("partner"));
}

KontorPage *
kontor_partner_card_new (KontorDesk *desk, const char *id)
{
  KontorPartnerCard *self;

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_PARTNER_CARD, "desk", desk, NULL);
  self->feed = kontor_feed_new (desk);
  self->composer = KONTOR_COMPOSER (kontor_composer_new (desk));
  kontor_feed_set_composer (KONTOR_FEED (self->feed), GTK_WIDGET (self->composer));
  adw_bin_set_child (self->feed_place, self->feed);
  kontor_distribution_line_set_desk (self->distribution, desk);
  kontor_card_open (KONTOR_CARD (self), "partner", id);
  return KONTOR_PAGE (self);
}
