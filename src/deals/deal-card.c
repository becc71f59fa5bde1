#include "config.h"

#include "deals/deal-card.h"

#include <glib/gi18n.h>

#include "deals/close-dialog.h"
#include "deals/stage-stepper.h"
#include "kit/chip.h"
#include "kit/composer.h"
#include "kit/create-dialog.h"
#include "kit/desk.h"
#include "kit/distribution-line.h"
#include "kit/feed.h"
#include "kit/field-row.h"
#include "kit/fold-box.h"
#include "kit/form.h"
#include "kit/process-strip.h"
#include "kit/record-command.h"
#include "kit/replace-text.h"

struct _KontorDealCard
{
  KontorCard          parent_instance;

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
  KontorDistributionLine *distribution;
  KontorForm         *form;
  KontorRelatedList  *tasks;
  KontorRelatedList  *offers;
  KontorRelatedList  *persons;
  GMenu              *deal_menu;
  AdwBin             *feed_place;
  GtkWidget          *feed;
  KontorComposer     *composer;

  /* The kind of the deal decides how its stage moves. */
  KontorRecord       *kind;
  char               *asked_kind;
};

G_DEFINE_FINAL_TYPE (KontorDealCard, kontor_deal_card, KONTOR_TYPE_CARD)

static KontorDesk *
get_desk (KontorDealCard *self)
{
  return kontor_page_get_desk (KONTOR_PAGE (self));
}

static const char *
get (KontorDealCard *self, const char *field)
{
  return kontor_card_get (KONTOR_CARD (self), field);
}

static KontorRecord *
get_deal (KontorDealCard *self)
{
  return kontor_card_get_record (KONTOR_CARD (self));
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
      g_autofree char *text = kontor_record_format (get_deal (self), fields[i]);

      if (*text != '\0')
        g_string_append_printf (facts, "%s%s", facts->len > 0 ? " · " : "", text);
    }
  if (kontor_record_get_label (get_deal (self), "kind_id") != NULL)
    g_string_append_printf (facts, " · %s", kontor_record_get_label (get_deal (self), "kind_id"));
  gtk_label_set_text (self->facts, facts->str);
}

static void
show_controls (KontorDealCard *self)
{
  const char *status = get (self, "status");
  const char *mode = get_mode (self);
  gboolean open = g_strcmp0 (status, "open") == 0;
  gboolean led = g_str_equal (mode, "process");

  gtk_widget_set_visible (self->won, open && !led);
  gtk_widget_set_visible (self->lost, open && !led);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "deal.reopen", !open && !led);
  gtk_widget_set_visible (GTK_WIDGET (self->stepper), !g_str_equal (mode, "simple"));
  kontor_stage_stepper_set_stage (self->stepper, get (self, "stage_id"));
  kontor_stage_stepper_set_editable (self->stepper, open && g_str_equal (mode, "stages"));
  gtk_widget_set_visible (GTK_WIDGET (self->explanation), led && open);
  gtk_label_set_text (self->explanation,
                      kontor_process_strip_is_running (self->process)
                        ? _("This deal walks a route map: completing its tasks moves the stage.")
                        : _("This kind of deal walks a route map. Start the process, and its first task appears."));
}

static void
open_partner_cb (KontorDealCard *self)
{
  kontor_desk_open_record (get_desk (self), "partner", get (self, "partner_id"));
}

static void
process_changed_cb (KontorDealCard *self)
{
  if (get_deal (self) != NULL)
    show_controls (self);
}

/* Reading ------------------------------------------------------------------------- */

static void
kind_loaded_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorDealCard) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorRecord) kind = kontor_store_load_finish (KONTOR_STORE (store), result, &error);

  if (kind == NULL)
    g_clear_pointer (&self->asked_kind, g_free);
  if (kind == NULL || kontor_card_is_gone (KONTOR_CARD (self)))
    return;
  g_set_object (&self->kind, kind);
  kontor_process_strip_set_subject (self->process, "deal", kontor_card_get_id (KONTOR_CARD (self)),
                                    g_str_equal (get_mode (self), "process") ? kontor_record_get (kind, "route_map_id")
                                                                             : NULL);
  show_controls (self);
}

static void
load_kind (KontorDealCard *self)
{
  const char *kind = get (self, "kind_id");

  if (kind != NULL && kontor_replace_text (&self->asked_kind, kind))
    kontor_store_load_async (kontor_desk_get_store (get_desk (self)), kontor_entity_lookup ("deal_kind"), kind,
                             kontor_card_get_cancellable (KONTOR_CARD (self)), kind_loaded_cb, g_object_ref (self));
}

static void
show (KontorCard *card)
{
  KontorDealCard *self = KONTOR_DEAL_CARD (card);
  const KontorField *status = kontor_entity_find_field (kontor_card_get_entity (card), "status");
  const char *partner = kontor_record_get_label (get_deal (self), "partner_id");

  KONTOR_CARD_CLASS (kontor_deal_card_parent_class)->show (card);
  gtk_label_set_text (self->title, kontor_record_get_title (get_deal (self)));
  adw_bin_set_child (self->status_place, kontor_chip_new_choice (status, get (self, "status")));
  gtk_button_set_label (self->partner, partner != NULL ? partner : "");
  gtk_widget_set_visible (GTK_WIDGET (self->partner), partner != NULL);
  show_facts (self);
  show_controls (self);
  load_kind (self);
}

static void
take (KontorCard *card, KontorRecord *record)
{
  KontorDealCard *self = KONTOR_DEAL_CARD (card);
  const char *partner = kontor_record_get (record, "partner_id");

  kontor_related_list_set_subject (self->persons, get_desk (self), partner);
  kontor_composer_set_partner (self->composer, partner, kontor_record_get_label (record, "partner_id"));
  kontor_composer_set_deal (self->composer, record);
  kontor_feed_set_subject (KONTOR_FEED (self->feed), NULL, kontor_record_get_id (record));
  kontor_distribution_line_set_subject (self->distribution, "deal", kontor_record_get_id (record));
}

static void
reread (KontorCard *card)
{
  KontorDealCard *self = KONTOR_DEAL_CARD (card);

  kontor_related_list_reload (self->persons);
  kontor_process_strip_reload (self->process);
  kontor_feed_reload (KONTOR_FEED (self->feed));
}

/* Acting ---------------------------------------------------------------------------- */

static void
stage_chosen_cb (KontorStageStepper *stepper, const char *stage, const char *name, KontorDealCard *self)
{
  g_autofree char *title = g_strdup_printf (_("Stage: %s"), name);

  kontor_card_change (KONTOR_CARD (self), "stage_id", stage, name, title, _("The stage was not changed"));
}

static KontorRecord *
make_child (KontorDealCard *self, const char *entity)
{
  KontorRecord *record = kontor_record_new (kontor_entity_lookup (entity), NULL);

  kontor_record_set_link (record, "partner_id", get (self, "partner_id"),
                          kontor_record_get_label (get_deal (self), "partner_id"));
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
  gtk_widget_activate_action (GTK_WIDGET (self), "win.new-offer", "(ss)", "deal", kontor_card_get_id (KONTOR_CARD (self)));
}

static void
new_person_cb (KontorDealCard *self)
{
  static const char * const fields[] = { "name", "position", "phone", "email", NULL };
  g_autoptr(KontorRecord) person = NULL;

  if (get_deal (self) == NULL)
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
  kontor_close_dialog_win (get_desk (self), get_deal (self));
}

static void
lost_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorDealCard *self = KONTOR_DEAL_CARD (widget);

  kontor_form_commit (self->form);
  kontor_close_dialog_lose (get_desk (self), widget, get_deal (self));
}

static void
reopen_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorDealCard *self = KONTOR_DEAL_CARD (widget);

  kontor_close_dialog_reopen (get_desk (self), get_deal (self));
}

/* The page ---------------------------------------------------------------------------- */

static gboolean
is_dirty (KontorCard *card)
{
  return kontor_composer_is_dirty (KONTOR_DEAL_CARD (card)->composer);
}

static void
kontor_deal_card_finalize (GObject *object)
{
  KontorDealCard *self = KONTOR_DEAL_CARD (object);

  g_clear_object (&self->kind);
  g_free (self->asked_kind);

  G_OBJECT_CLASS (kontor_deal_card_parent_class)->finalize (object);
}

static void
kontor_deal_card_class_init (KontorDealCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KontorCardClass *card_class = KONTOR_CARD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kontor_deal_card_finalize;
  card_class->deleted = N_("This deal was deleted.");
  card_class->not_deleted = N_("The deal was not deleted");
  card_class->take = take;
  card_class->show = show;
  card_class->reread = reread;
  card_class->is_dirty = is_dirty;

  g_type_ensure (KONTOR_TYPE_FOLD_BOX);
  g_type_ensure (KONTOR_TYPE_PROCESS_STRIP);
  g_type_ensure (KONTOR_TYPE_RELATED_LIST);
  g_type_ensure (KONTOR_TYPE_STAGE_STEPPER);
  g_type_ensure (KONTOR_TYPE_DISTRIBUTION_LINE);
  g_type_ensure (KONTOR_TYPE_FIELD_ROW);
  g_type_ensure (KONTOR_TYPE_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/deals/deal-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, deal_menu);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, title);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, status_place);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, partner);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, facts);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, offer);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, won);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, lost);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, stepper);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, explanation);
  gtk_widget_class_bind_template_child (widget_class, KontorDealCard, distribution);
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
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_ALT_MASK, "deal.new", "s", "offer");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_i, GDK_ALT_MASK, "deal.new", "s", "interaction");
  kontor_record_command_install (widget_class, "deal");
}

static void
kontor_deal_card_init (KontorDealCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kontor_card_add_form (KONTOR_CARD (self), self->form);
  kontor_card_add_list (KONTOR_CARD (self), self->tasks);
  kontor_card_add_list (KONTOR_CARD (self), self->offers);
  kontor_record_command_extend (self->deal_menu, kontor_entity_lookup ("deal"));
  g_signal_connect (self->stepper, "chosen", G_CALLBACK (stage_chosen_cb), self);
}

KontorPage *
kontor_deal_card_new (KontorDesk *desk, const char *id)
{
  KontorDealCard *self;

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_DEAL_CARD, "desk", desk, NULL);
  kontor_stage_stepper_set_desk (self->stepper, desk);
  kontor_process_strip_set_desk (self->process, desk);
  self->feed = kontor_feed_new (desk);
  self->composer = KONTOR_COMPOSER (kontor_composer_new (desk));
  kontor_feed_set_composer (KONTOR_FEED (self->feed), GTK_WIDGET (self->composer));
  adw_bin_set_child (self->feed_place, self->feed);
  kontor_distribution_line_set_desk (self->distribution, desk);
  kontor_card_open (KONTOR_CARD (self), "deal", id);
  return KONTOR_PAGE (self);
}
