#include "config.h"

#include "claims/claim-card.h"

#include <glib/gi18n.h>

#include "base/moment.h"
#include "kit/chip.h"
#include "kit/desk.h"
#include "kit/distribution-line.h"
#include "kit/feed.h"
#include "kit/field-row.h"
#include "kit/plan.h"
#include "kit/process-strip.h"
#include "kit/record-command.h"

struct _KontorClaimCard
{
  KontorCard          parent_instance;

  KontorForm         *title_form;
  AdwBin             *status_place;
  GtkButton          *partner;
  GtkLabel           *facts;
  GtkWidget          *satisfied;
  GtkWidget          *not_satisfied;
  GtkWidget          *reopen;
  KontorProcessStrip *process;
  KontorDistributionLine *distribution;
  KontorForm         *form;
  KontorPlan         *plan;
  GMenu              *claim_menu;
  AdwBin             *feed_place;
  GtkWidget          *feed;

  /* why this person cannot close it now, NULL where he can */
  char               *guard;
};

G_DEFINE_FINAL_TYPE (KontorClaimCard, kontor_claim_card, KONTOR_TYPE_CARD)

static KontorDesk *
get_desk (KontorClaimCard *self)
{
  return kontor_page_get_desk (KONTOR_PAGE (self));
}

static const char *
get (KontorClaimCard *self, const char *field)
{
  return kontor_card_get (KONTOR_CARD (self), field);
}

/* What is shown ------------------------------------------------------------------------ */

/* R250: who may not close it now reads why, instead of being refused. */
static void
show_guard (KontorClaimCard *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "claim.satisfied", self->guard == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "claim.not-satisfied", self->guard == NULL);
  gtk_widget_set_tooltip_text (self->satisfied, self->guard != NULL ? self->guard : _("Close the claim: the client is content"));
  gtk_widget_set_tooltip_text (self->not_satisfied, self->guard != NULL ? self->guard : _("Close the claim: the client is not content"));
}

static void
show (KontorCard *card)
{
  KontorClaimCard *self = KONTOR_CLAIM_CARD (card);
  KontorRecord *record = kontor_card_get_record (card);
  const char *partner = kontor_record_get_label (record, "partner_id");
  gboolean is_open = get (self, "closed_at") == NULL;
  g_autofree char *received = kontor_moment_format (get (self, "received_at"));
  g_autofree char *closed = kontor_moment_format (get (self, "closed_at"));
  g_autofree char *facts = NULL;

  KONTOR_CARD_CLASS (kontor_claim_card_parent_class)->show (card);
  adw_bin_set_child (self->status_place,
                     kontor_chip_new_choice (kontor_entity_find_field (kontor_record_get_entity (record), "status"), get (self, "status")));
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
  show_guard (self);
}

static void
guard_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorClaimCard) self = user_data;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, NULL);
  const char *process = rows != NULL && kontor_result_get_n_rows (rows) > 0 ? kontor_result_get (rows, 0, 0) : NULL;
  const char *task = process != NULL ? kontor_result_get (rows, 0, 1) : NULL;

  if (rows == NULL || kontor_card_is_gone (KONTOR_CARD (self)))
    return;
  g_clear_pointer (&self->guard, g_free);
  /* The words of the server, which would say them too. */
  if (task != NULL)
    self->guard = g_strdup_printf (_("The claim is still being worked on, and “%s” closes it. To be done first: “%s”. A head may close it before that."),
                                   process, task);
  else if (process != NULL)
    self->guard = g_strdup_printf (_("The claim is still being worked on, and “%s” closes it. A head may close it before that."), process);
  show_guard (self);
}

/* The strip tells of it when a process began, went on or ended. */
static void
read_guard (KontorClaimCard *self)
{
  const char *params[] = { kontor_card_get_id (KONTOR_CARD (self)) };

  kontor_database_query_async (kontor_desk_get_database (get_desk (self)), KONTOR_LANE_FRONT, "claim-guard", params, 1,
                               kontor_card_get_cancellable (KONTOR_CARD (self)), guard_cb, g_object_ref (self));
}

static void
take (KontorCard *card, KontorRecord *record)
{
  KontorClaimCard *self = KONTOR_CLAIM_CARD (card);

  kontor_plan_set_record (self->plan, get_desk (self), record);
  kontor_process_strip_set_subject (self->process, "claim", kontor_record_get_id (record), NULL);
  kontor_feed_set_subject (KONTOR_FEED (self->feed), kontor_record_get (record, "partner_id"), NULL);
  kontor_distribution_line_set_subject (self->distribution, "claim", kontor_record_get_id (record));
}

static void
reread (KontorCard *card)
{
  KontorClaimCard *self = KONTOR_CLAIM_CARD (card);

  kontor_process_strip_reload (self->process);
  kontor_feed_reload (KONTOR_FEED (self->feed));
}

static gboolean
is_dirty (KontorCard *card)
{
  return kontor_plan_is_dirty (KONTOR_CLAIM_CARD (card)->plan);
}

/* Acting -------------------------------------------------------------------------------- */

static void
set_status (GtkWidget *card, const char *status, const char *title)
{
  kontor_card_change (KONTOR_CARD (card), "status", status, NULL, title, _("The claim was not changed"));
}

static void
satisfied_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  set_status (widget, "satisfied", _("Claim closed: satisfied"));
}

static void
not_satisfied_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  set_status (widget, "not_satisfied", _("Claim closed: not satisfied"));
}

static void
reopen_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  set_status (widget, "in_work", _("Claim taken up again"));
}

static void
open_partner_cb (KontorClaimCard *self)
{
  if (get (self, "partner_id") != NULL)
    kontor_desk_open_record (get_desk (self), "partner", get (self, "partner_id"));
}

static void
new_task_cb (KontorClaimCard *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "card.command", "s", "new-task");
}

/* The page ------------------------------------------------------------------------------- */

static void
kontor_claim_card_finalize (GObject *object)
{
  g_free (KONTOR_CLAIM_CARD (object)->guard);

  G_OBJECT_CLASS (kontor_claim_card_parent_class)->finalize (object);
}

static void
kontor_claim_card_class_init (KontorClaimCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KontorCardClass *card_class = KONTOR_CARD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kontor_claim_card_finalize;
  card_class->deleted = N_("This claim was deleted.");
  card_class->not_deleted = N_("The claim was not deleted");
  card_class->take = take;
  card_class->show = show;
  card_class->reread = reread;
  card_class->is_dirty = is_dirty;

  g_type_ensure (KONTOR_TYPE_FORM);
  g_type_ensure (KONTOR_TYPE_PROCESS_STRIP);
  g_type_ensure (KONTOR_TYPE_PLAN);
  g_type_ensure (KONTOR_TYPE_DISTRIBUTION_LINE);
  g_type_ensure (KONTOR_TYPE_FIELD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/claims/claim-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, title_form);
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, status_place);
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, partner);
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, facts);
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, satisfied);
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, not_satisfied);
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, reopen);
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, distribution);
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, process);
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, form);
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, plan);
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, claim_menu);
  gtk_widget_class_bind_template_child (widget_class, KontorClaimCard, feed_place);
  gtk_widget_class_bind_template_callback (widget_class, open_partner_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_task_cb);
  gtk_widget_class_bind_template_callback (widget_class, read_guard);
  gtk_widget_class_install_action (widget_class, "claim.satisfied", NULL, satisfied_action);
  gtk_widget_class_install_action (widget_class, "claim.not-satisfied", NULL, not_satisfied_action);
  gtk_widget_class_install_action (widget_class, "claim.reopen", NULL, reopen_action);
  kontor_record_command_install (widget_class, "claim");
}

static void
kontor_claim_card_init (KontorClaimCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kontor_card_add_form (KONTOR_CARD (self), self->form);
  kontor_card_add_form (KONTOR_CARD (self), self->title_form);
  kontor_card_add_list (KONTOR_CARD (self), kontor_plan_get_list (self->plan));
  kontor_record_command_extend (self->claim_menu, kontor_entity_lookup ("claim"));
}

KontorPage *
kontor_claim_card_new (KontorDesk *desk, const char *id)
{
  KontorClaimCard *self;

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_CLAIM_CARD, "desk", desk, NULL);
  kontor_process_strip_set_desk (self->process, desk);
  self->feed = kontor_feed_new (desk);
  adw_bin_set_child (self->feed_place, self->feed);
  kontor_distribution_line_set_desk (self->distribution, desk);
  kontor_card_open (KONTOR_CARD (self), "claim", id);
  return KONTOR_PAGE (self);
}
