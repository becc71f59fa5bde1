#include "config.h"

#include "documents/offer-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/money.h"
#include "documents/envelope-window.h"
#include "documents/offer-create.h"
#include "documents/offer-lines.h"
#include "draw/offer-document.h"
#include "draw/offer-source.h"
#include "kit/chip.h"
#include "kit/desk.h"
#include "kit/distribution-line.h"
#include "kit/print-view.h"
#include "kit/record-command.h"
#include "kit/side-pane.h"
#include "kit/wrap-box.h"

/* The preview follows typing, but not every key. */
#define PREVIEW_MILLISECONDS 120

/* What the editor has of the window at first. */
#define POSITION 752

struct _KontorOfferPage
{
  KontorCard    parent_instance;

  GMenu        *offer_menu;
  /* What is printed beside the offer's own fields: sender, recipient, author. */
  KontorResult *head;
  guint         preview_source;

  GtkWidget    *title;
  GtkWidget    *subtitle;
  KontorDistributionLine *distribution;
  GtkWidget    *chip_box;
  GtkWidget    *language;
  GtkWidget    *note;
  GtkWidget    *form;
  GtkWidget    *texts;
  GtkWidget    *lines_box;
  GtkWidget    *lines;
  GtkWidget    *totals;
  GtkWidget    *place;
  GtkWidget    *editor;
  GtkWidget    *print_view;
};

G_DEFINE_FINAL_TYPE (KontorOfferPage, kontor_offer_page, KONTOR_TYPE_CARD)

static const char * const form_fields[] = {
  "partner_id", "legal_entity_id", "person_id", "deal_id", "issued_on", "valid_until",
  "currency", "discount_percent", "prices_include_vat", NULL
};
static const char * const text_fields[] = { "intro", "terms", NULL };

static KontorDesk *
get_desk (KontorOfferPage *self)
{
  return kontor_page_get_desk (KONTOR_PAGE (self));
}

static const char *
get (KontorOfferPage *self,
     const char      *field)
{
  return kontor_card_get (KONTOR_CARD (self), field);
}

static KontorRecord *
get_offer (KontorOfferPage *self)
{
  return kontor_card_get_record (KONTOR_CARD (self));
}

static const char *
get_id (KontorOfferPage *self)
{
  return kontor_card_get_id (KONTOR_CARD (self));
}

static gboolean
is_draft (KontorOfferPage *self)
{
  return g_strcmp0 (get (self, "status"), "draft") == 0;
}

static void
add_total (KontorOfferPage *self,
           int              row,
           const char      *label,
           const char      *amount,
           const char      *currency,
           gboolean         strong)
{
  GtkWidget *name = gtk_label_new (label);
  GtkWidget *value = gtk_label_new (NULL);
  g_autofree char *text = kontor_money_format (amount, currency);

  gtk_label_set_text (GTK_LABEL (value), text);
  gtk_label_set_xalign (GTK_LABEL (name), 1);
  gtk_label_set_xalign (GTK_LABEL (value), 1);
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_add_css_class (name, strong ? "heading" : "dim-label");
  if (strong)
    gtk_widget_add_css_class (value, "heading");
  gtk_grid_attach (GTK_GRID (self->totals), name, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->totals), value, 1, row, 1, 1);
}

static void
show_totals (KontorOfferPage *self,
             KontorOffer     *offer)
{
  g_autoptr(GPtrArray) rates = kontor_offer_list_vat (offer);
  GtkWidget *child;
  int row = 0;

  while ((child = gtk_widget_get_first_child (self->totals)) != NULL)
    gtk_grid_remove (GTK_GRID (self->totals), child);
  if (offer->discount_percent != NULL && g_ascii_strtod (offer->discount_percent, NULL) != 0)
    {
      g_autofree char *before = kontor_offer_get_total_before_discount (offer);
      g_autofree char *discount = kontor_offer_get_discount (offer);

      add_total (self, row++, _("Subtotal"), before, NULL, FALSE);
      add_total (self, row++, _("Discount"), discount, NULL, FALSE);
    }
  add_total (self, row++, _("Net total"), offer->net_total, NULL, FALSE);
  for (guint i = 0; i < rates->len; i++)
    {
      KontorVatSum *rate = g_ptr_array_index (rates, i);
      g_autofree char *label = g_strdup_printf (_("VAT %s%%"), rate->rate);

      add_total (self, row++, label, rate->vat, NULL, FALSE);
    }
  add_total (self, row, _("Total"), offer->total, offer->currency, TRUE);
}

static void
schedule_preview (KontorOfferPage *self);

/* Before "Mark as sent" is refused: the offer waits for somebody. */
static void
show_approval (KontorOfferPage *self)
{
  const KontorField *field = kontor_entity_find_field (kontor_card_get_entity (KONTOR_CARD (self)), "approval");
  const char *approval = get (self, "approval");
  GtkWidget *chip;

  if (approval == NULL || g_str_equal (approval, "none"))
    return;
  chip = kontor_chip_new_choice (field, approval);
  gtk_widget_set_tooltip_text (chip, _(field->label));
  gtk_box_append (GTK_BOX (self->chip_box), chip);
}

static void
show (KontorCard *card)
{
  KontorOfferPage *self = KONTOR_OFFER_PAGE (card);
  const KontorField *field = kontor_entity_find_field (kontor_card_get_entity (card), "status");
  const char *number = get (self, "number");
  const char *partner = kontor_record_get_label (get_offer (self), "partner_id");
  const char *status = get (self, "status");
  const char *revision = get (self, "revision");
  const char *before = kontor_record_get_label (get_offer (self), "supersedes_id");
  g_autofree char *subtitle = NULL;
  g_autofree char *title = NULL;
  GtkWidget *child;
  gboolean draft = is_draft (self);

  /* A tab, and in a long language the page as well, shows the beginning, and what
   * tells offers apart is the number. */
  title = number != NULL ? g_strdup_printf ("%s · %s", number, _(kontor_card_get_entity (card)->label))
                         : g_strdup (_(kontor_card_get_entity (card)->label));
  gtk_label_set_text (GTK_LABEL (self->title), title);
  if (before != NULL && revision != NULL)
    subtitle = g_strdup_printf (_("%s  ·  revision %s, replaces %s"), partner != NULL ? partner : "", revision, before);
  gtk_label_set_text (GTK_LABEL (self->subtitle), subtitle != NULL ? subtitle : partner != NULL ? partner : "");
  kontor_page_set_title (KONTOR_PAGE (self), title);
  kontor_distribution_line_set_subject (self->distribution, "offer", get_id (self));
  while ((child = gtk_widget_get_first_child (self->chip_box)) != NULL)
    gtk_box_remove (GTK_BOX (self->chip_box), child);
  gtk_box_append (GTK_BOX (self->chip_box), kontor_chip_new_choice (field, status));
  show_approval (self);

  gtk_widget_set_visible (self->note, !draft);
  g_object_set (self->form, "read-only", !draft, NULL);
  g_object_set (self->texts, "read-only", !draft, NULL);
  kontor_offer_lines_set_editable (KONTOR_OFFER_LINES (self->lines), draft);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "offer.mark-sent", draft);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "offer.mark-accepted", g_strcmp0 (status, "sent") == 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "offer.mark-refused", g_strcmp0 (status, "sent") == 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "offer.revise", g_strcmp0 (status, "superseded") != 0);
  schedule_preview (self);
}

static const char *
get_language (KontorOfferPage *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->language));

  /* The first entry is the client's own. */
  return selected == 0 || selected == GTK_INVALID_LIST_POSITION ? NULL : kontor_offer_languages ()[selected - 1];
}

static void
show_preview (KontorOfferPage *self)
{
  g_autoptr(KontorOffer) offer = NULL;
  g_autoptr(KontorDocument) document = NULL;
  g_autoptr(GError) error = NULL;

  if (get_offer (self) == NULL || self->head == NULL)
    return;
  offer = kontor_offer_read (self->head, NULL, get_language (self));
  if (offer == NULL)
    return;
  {
    const struct
    {
      const char **target;
      const char  *field;
    } fields[] = {
      { &offer->number, "number" }, { &offer->issued_on, "issued_on" }, { &offer->valid_until, "valid_until" },
      { &offer->currency, "currency" }, { &offer->discount_percent, "discount_percent" },
      { &offer->intro, "intro" }, { &offer->terms, "terms" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
      *fields[i].target = kontor_offer_keep (offer, get (self, fields[i].field));
  }
  offer->prices_include_vat = g_strcmp0 (get (self, "prices_include_vat"), "t") == 0
                              || g_strcmp0 (get (self, "prices_include_vat"), "true") == 0;
  kontor_offer_lines_fill (KONTOR_OFFER_LINES (self->lines), offer);
  if (!kontor_offer_sum (offer, &error))
    {
      kontor_print_view_set_document (KONTOR_PRINT_VIEW (self->print_view), NULL);
      kontor_print_view_set_message (KONTOR_PRINT_VIEW (self->print_view), error->message);
      return;
    }
  kontor_offer_lines_show_sums (KONTOR_OFFER_LINES (self->lines), offer);
  show_totals (self, offer);
  document = kontor_offer_layout (offer);
  kontor_print_view_set_document (KONTOR_PRINT_VIEW (self->print_view), document);
}

static gboolean
preview_cb (gpointer user_data)
{
  KontorOfferPage *self = user_data;

  self->preview_source = 0;
  show_preview (self);
  return G_SOURCE_REMOVE;
}

static void
schedule_preview (KontorOfferPage *self)
{
  if (self->preview_source == 0)
    self->preview_source = g_timeout_add (PREVIEW_MILLISECONDS, preview_cb, self);
}

static void
head_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(KontorOfferPage) self = user_data;
  g_autoptr(GError) error = NULL;
  KontorResult *head = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  if (kontor_card_is_gone (KONTOR_CARD (self)))
    {
      g_clear_object (&head);
      return;
    }
  if (head == NULL)
    {
      kontor_desk_report_error (get_desk (self), error, _("The preview was not made"));
      return;
    }
  g_clear_object (&self->head);
  self->head = head;
  schedule_preview (self);
}

/* Sender and recipient may have become others by a save. */
static void
read_head (KontorOfferPage *self)
{
  KontorDatabase *database = kontor_desk_get_database (get_desk (self));
  const char *params[] = { get_id (self) };

  if (database != NULL && !kontor_card_is_gone (KONTOR_CARD (self)))
    kontor_database_query_async (database, KONTOR_LANE_FRONT, "print-offer", params, 1,
                                 kontor_card_get_cancellable (KONTOR_CARD (self)), head_cb, g_object_ref (self));
}

static void
take (KontorCard   *card,
      KontorRecord *record)
{
  KontorOfferPage *self = KONTOR_OFFER_PAGE (card);

  kontor_offer_lines_set_offer (KONTOR_OFFER_LINES (self->lines), record);
  read_head (self);
}

static void
reread (KontorCard *card)
{
  KontorOfferPage *self = KONTOR_OFFER_PAGE (card);

  kontor_offer_lines_reload (KONTOR_OFFER_LINES (self->lines));
  read_head (self);
}

static void
news (KontorCard *card,
      const char *entity,
      const char *id,
      const char *action)
{
  KontorOfferPage *self = KONTOR_OFFER_PAGE (card);

  if (g_strcmp0 (entity, "offer") == 0 && (id == NULL || g_strcmp0 (id, get_id (self)) == 0))
    reread (card);
  else if (g_strcmp0 (entity, "offer_line") == 0)
    kontor_offer_lines_reload (KONTOR_OFFER_LINES (self->lines));
}

static void
status_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  KontorOfferPage *self = KONTOR_OFFER_PAGE (widget);
  const char *status = name + strlen ("offer.mark-");
  const char *title = g_str_equal (status, "sent") ? _("Offer marked as sent")
                      : g_str_equal (status, "accepted") ? _("Offer marked as accepted") : _("Offer marked as refused");

  kontor_offer_lines_save (KONTOR_OFFER_LINES (self->lines));
  kontor_card_change (KONTOR_CARD (self), "status", status, NULL, title, _("The status was not changed"));
}

static void
lines_for_revision_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr(KontorOfferPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) lines = kontor_store_load_children_finish (KONTOR_STORE (source), result, &error);

  if (lines != NULL)
    kontor_offer_revise (get_desk (self), get_offer (self), lines);
  else
    kontor_desk_report_error (get_desk (self), error, _("The revision was not made"));
}

static void
revise_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  KontorOfferPage *self = KONTOR_OFFER_PAGE (widget);

  kontor_offer_lines_save (KONTOR_OFFER_LINES (self->lines));
  kontor_store_load_children_async (kontor_desk_get_store (get_desk (self)), kontor_entity_lookup ("offer_line"),
                                    "offer_id", get_id (self), NULL, lines_for_revision_cb, g_object_ref (self));
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  KontorOfferPage *self = KONTOR_OFFER_PAGE (widget);

  show_preview (self);
  if (g_str_equal (name, "offer.print"))
    kontor_print_view_print (KONTOR_PRINT_VIEW (self->print_view));
  else
    kontor_print_view_save_pdf (KONTOR_PRINT_VIEW (self->print_view));
}

static void
envelope_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  KontorOfferPage *self = KONTOR_OFFER_PAGE (widget);

  kontor_envelope_window_open (get_desk (self), "offer", get_id (self));
}

static void
add_line_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  KontorOfferPage *self = KONTOR_OFFER_PAGE (widget);

  if (get_offer (self) != NULL && is_draft (self))
    kontor_offer_lines_add (KONTOR_OFFER_LINES (self->lines));
}

static void
kontor_offer_page_save (KontorPage *page)
{
  KontorOfferPage *self = KONTOR_OFFER_PAGE (page);

  if (!is_draft (self))
    return;
  kontor_offer_lines_save (KONTOR_OFFER_LINES (self->lines));
  KONTOR_PAGE_CLASS (kontor_offer_page_parent_class)->save (page);
}

/* What was typed is kept: the lines save themselves when the page goes. */
static gboolean
kontor_offer_page_can_close (KontorPage *page)
{
  KontorOfferPage *self = KONTOR_OFFER_PAGE (page);

  if (is_draft (self))
    kontor_offer_lines_save (KONTOR_OFFER_LINES (self->lines));
  return KONTOR_PAGE_CLASS (kontor_offer_page_parent_class)->can_close (page);
}

static void
kontor_offer_page_dispose (GObject *object)
{
  KontorOfferPage *self = KONTOR_OFFER_PAGE (object);

  g_clear_handle_id (&self->preview_source, g_source_remove);
  g_clear_object (&self->head);

  G_OBJECT_CLASS (kontor_offer_page_parent_class)->dispose (object);
}

static void
kontor_offer_page_class_init (KontorOfferPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KontorPageClass *page_class = KONTOR_PAGE_CLASS (klass);
  KontorCardClass *card_class = KONTOR_CARD_CLASS (klass);

  object_class->dispose = kontor_offer_page_dispose;
  page_class->save = kontor_offer_page_save;
  page_class->can_close = kontor_offer_page_can_close;
  card_class->deleted = N_("This offer was deleted.");
  card_class->keeps_typed = TRUE;
  card_class->take = take;
  card_class->show = show;
  card_class->reread = reread;
  card_class->news = news;

  g_type_ensure (KONTOR_TYPE_DISTRIBUTION_LINE);
  g_type_ensure (KONTOR_TYPE_FORM);
  g_type_ensure (KONTOR_TYPE_PRINT_VIEW);
  g_type_ensure (KONTOR_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/documents/offer-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorOfferPage, offer_menu);
  gtk_widget_class_bind_template_child (widget_class, KontorOfferPage, title);
  gtk_widget_class_bind_template_child (widget_class, KontorOfferPage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, KontorOfferPage, distribution);
  gtk_widget_class_bind_template_child (widget_class, KontorOfferPage, chip_box);
  gtk_widget_class_bind_template_child (widget_class, KontorOfferPage, language);
  gtk_widget_class_bind_template_child (widget_class, KontorOfferPage, note);
  gtk_widget_class_bind_template_child (widget_class, KontorOfferPage, form);
  gtk_widget_class_bind_template_child (widget_class, KontorOfferPage, texts);
  gtk_widget_class_bind_template_child (widget_class, KontorOfferPage, lines_box);
  gtk_widget_class_bind_template_child (widget_class, KontorOfferPage, totals);
  gtk_widget_class_bind_template_child (widget_class, KontorOfferPage, place);
  gtk_widget_class_bind_template_child (widget_class, KontorOfferPage, editor);
  gtk_widget_class_bind_template_child (widget_class, KontorOfferPage, print_view);
  gtk_widget_class_bind_template_callback (widget_class, schedule_preview);
  gtk_widget_class_bind_template_callback (widget_class, read_head);

  kontor_record_command_install (widget_class, "offer");
  gtk_widget_class_install_action (widget_class, "offer.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "offer.save-pdf", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "offer.envelope", NULL, envelope_action);
  gtk_widget_class_install_action (widget_class, "offer.mark-sent", NULL, status_action);
  gtk_widget_class_install_action (widget_class, "offer.mark-accepted", NULL, status_action);
  gtk_widget_class_install_action (widget_class, "offer.mark-refused", NULL, status_action);
  gtk_widget_class_install_action (widget_class, "offer.revise", NULL, revise_action);
  gtk_widget_class_install_action (widget_class, "offer.add-line", NULL, add_line_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "offer.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "offer.save-pdf", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, GDK_CONTROL_MASK, "offer.add-line", NULL);
}

static void
kontor_offer_page_init (KontorOfferPage *self)
{
  GtkWidget *both;

  gtk_widget_init_template (GTK_WIDGET (self));
  /* In a narrow window the lines stay, and the page comes back with the room for it. */
  both = kontor_side_pane_new (self->editor, self->print_view);
  kontor_side_pane_set_position (KONTOR_SIDE_PANE (both), POSITION);
  kontor_side_pane_set_shown (KONTOR_SIDE_PANE (both), TRUE);
  adw_bin_set_child (ADW_BIN (self->place), both);
  kontor_card_add_form (KONTOR_CARD (self), KONTOR_FORM (self->form));
  kontor_card_add_form (KONTOR_CARD (self), KONTOR_FORM (self->texts));
  kontor_record_command_extend (self->offer_menu, kontor_entity_lookup ("offer"));
  kontor_form_set_fields (KONTOR_FORM (self->form), form_fields);
  kontor_form_set_fields (KONTOR_FORM (self->texts), text_fields);
}

KontorPage *
kontor_offer_page_new (KontorDesk *desk,
                       const char *id)
{
  KontorOfferPage *self;

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_OFFER_PAGE, "desk", desk, NULL);
  kontor_distribution_line_set_desk (self->distribution, desk);
  self->lines = kontor_offer_lines_new (desk);
  gtk_box_append (GTK_BOX (self->lines_box), self->lines);
  g_signal_connect_object (self->lines, "changed", G_CALLBACK (schedule_preview), self, G_CONNECT_SWAPPED);
  kontor_card_open (KONTOR_CARD (self), "offer", id);
  return KONTOR_PAGE (self);
}
