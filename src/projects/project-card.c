#include "config.h"

#include "projects/project-card.h"

#include <glib/gi18n.h>

#include "base/moment.h"
#include "kit/chip.h"
#include "kit/composer.h"
#include "kit/create-dialog.h"
#include "kit/desk.h"
#include "kit/field-row.h"
#include "kit/plan.h"
#include "kit/record-command.h"
#include "kit/wrap-box.h"
#include "projects/project-time.h"

struct _KontorProjectCard
{
  KontorCard         parent_instance;

  KontorForm        *title_form;
  AdwBin            *state_place;
  GtkButton         *partner;
  GtkLabel          *facts;
  KontorForm        *form;
  KontorPlan        *plan;
  KontorRelatedList *maps;
  KontorRelatedList *processes;
  KontorRelatedList *claims;
  KontorRelatedList *interactions;
  KontorProjectTime *time;
  GMenu             *project_menu;
  AdwBin            *composer_place;
  KontorComposer    *composer;
};

G_DEFINE_FINAL_TYPE (KontorProjectCard, kontor_project_card, KONTOR_TYPE_CARD)

static KontorDesk *
get_desk (KontorProjectCard *self)
{
  return kontor_page_get_desk (KONTOR_PAGE (self));
}

static const char *
get (KontorProjectCard *self, const char *field)
{
  return kontor_card_get (KONTOR_CARD (self), field);
}

/* What is shown ------------------------------------------------------------------------ */

static void
show (KontorCard *card)
{
  KontorProjectCard *self = KONTOR_PROJECT_CARD (card);
  KontorRecord *record = kontor_card_get_record (card);
  const char *partner = kontor_record_get_label (record, "partner_id");
  const char *manager = kontor_record_get_label (record, "manager_id");
  g_autofree char *begins = kontor_date_format (get (self, "begins_on"));
  g_autofree char *ends = kontor_date_format (get (self, "ends_on"));
  g_autofree char *period = *begins != '\0' || *ends != '\0' ? g_strdup_printf ("%s – %s", begins, ends) : NULL;
  g_autofree char *facts = g_strdup_printf ("%s%s%s", period != NULL ? period : "", period != NULL && manager != NULL ? " · " : "",
                                            manager != NULL ? manager : "");

  KONTOR_CARD_CLASS (kontor_project_card_parent_class)->show (card);
  adw_bin_set_child (self->state_place,
                     kontor_chip_new_choice (kontor_entity_find_field (kontor_record_get_entity (record), "state"), get (self, "state")));
  gtk_button_set_label (self->partner, partner != NULL ? partner : "");
  gtk_widget_set_visible (GTK_WIDGET (self->partner), partner != NULL);
  gtk_label_set_text (self->facts, facts);
  /* What was said was said with somebody. */
  kontor_composer_set_partner (self->composer, get (self, "partner_id"), partner);
  gtk_widget_set_visible (GTK_WIDGET (self->composer_place), partner != NULL);
}

static void
take (KontorCard *card, KontorRecord *record)
{
  KontorProjectCard *self = KONTOR_PROJECT_CARD (card);

  kontor_plan_set_record (self->plan, get_desk (self), record);
  kontor_composer_set_project (self->composer, record);
  kontor_project_time_set_project (self->time, get_desk (self), kontor_record_get_id (record), kontor_card_get_cancellable (card));
}

static void
reread (KontorCard *card)
{
  kontor_project_time_reload (KONTOR_PROJECT_CARD (card)->time);
}

static gboolean
is_dirty (KontorCard *card)
{
  KontorProjectCard *self = KONTOR_PROJECT_CARD (card);

  return kontor_composer_is_dirty (self->composer) || kontor_plan_is_dirty (self->plan);
}

/* Acting -------------------------------------------------------------------------------- */

static void
open_partner_cb (KontorProjectCard *self)
{
  if (get (self, "partner_id") != NULL)
    kontor_desk_open_record (get_desk (self), "partner", get (self, "partner_id"));
}

static void
run_command (KontorProjectCard *self, const char *name)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "card.command", "s", name);
}

static void
new_task_cb (KontorProjectCard *self)
{
  run_command (self, "new-task");
}

static void
new_process_cb (KontorProjectCard *self)
{
  run_command (self, "start-process");
}

static void
new_claim_cb (KontorProjectCard *self)
{
  run_command (self, "new-claim");
}

static const char * const map_fields[] = { "map_id", NULL };

static void
new_map_cb (KontorProjectCard *self)
{
  KontorRecord *project = kontor_card_get_record (KONTOR_CARD (self));
  g_autoptr (KontorRecord) bound = NULL;

  if (project == NULL)
    return;
  bound = kontor_record_new (kontor_entity_lookup ("project_map"), NULL);
  kontor_record_set_link (bound, "project_id", kontor_record_get_id (project), kontor_record_get_title (project));
  kontor_create_dialog_present (get_desk (self), GTK_WIDGET (self), bound, map_fields, _("Bind a route map"), NULL, NULL, NULL);
}

/* Bound to another map, or to none. */
static gboolean
open_map_cb (KontorProjectCard *self, KontorRecord *bound)
{
  kontor_create_dialog_present (get_desk (self), GTK_WIDGET (self), bound, map_fields, NULL, NULL, NULL, NULL);
  return TRUE;
}

static void
new_interaction_cb (KontorProjectCard *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->composer_place)))
    kontor_composer_start (self->composer);
  else
    kontor_desk_toast (get_desk (self), _("Choose the partner of the project first"), NULL);
}

static void
interaction_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  new_interaction_cb (KONTOR_PROJECT_CARD (widget));
}

/* The page ------------------------------------------------------------------------------- */

static void
kontor_project_card_class_init (KontorProjectCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KontorCardClass *card_class = KONTOR_CARD_CLASS (klass);

  card_class->deleted = N_("This project was deleted.");
  card_class->not_deleted = N_("The project was not deleted");
  card_class->take = take;
  card_class->show = show;
  card_class->reread = reread;
  card_class->is_dirty = is_dirty;

  g_type_ensure (KONTOR_TYPE_FORM);
  g_type_ensure (KONTOR_TYPE_PLAN);
  g_type_ensure (KONTOR_TYPE_PROJECT_TIME);
  g_type_ensure (KONTOR_TYPE_RELATED_LIST);
  g_type_ensure (KONTOR_TYPE_WRAP_BOX);
  g_type_ensure (KONTOR_TYPE_FIELD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/projects/project-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorProjectCard, title_form);
  gtk_widget_class_bind_template_child (widget_class, KontorProjectCard, state_place);
  gtk_widget_class_bind_template_child (widget_class, KontorProjectCard, partner);
  gtk_widget_class_bind_template_child (widget_class, KontorProjectCard, facts);
  gtk_widget_class_bind_template_child (widget_class, KontorProjectCard, form);
  gtk_widget_class_bind_template_child (widget_class, KontorProjectCard, plan);
  gtk_widget_class_bind_template_child (widget_class, KontorProjectCard, maps);
  gtk_widget_class_bind_template_child (widget_class, KontorProjectCard, processes);
  gtk_widget_class_bind_template_child (widget_class, KontorProjectCard, claims);
  gtk_widget_class_bind_template_child (widget_class, KontorProjectCard, interactions);
  gtk_widget_class_bind_template_child (widget_class, KontorProjectCard, time);
  gtk_widget_class_bind_template_child (widget_class, KontorProjectCard, project_menu);
  gtk_widget_class_bind_template_child (widget_class, KontorProjectCard, composer_place);
  gtk_widget_class_bind_template_callback (widget_class, open_partner_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_task_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_process_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_claim_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_map_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_map_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_interaction_cb);
  gtk_widget_class_install_action (widget_class, "project.interaction", NULL, interaction_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_i, GDK_ALT_MASK, "project.interaction", NULL);
  kontor_record_command_install (widget_class, "project");
}

static void
kontor_project_card_init (KontorProjectCard *self)
{
  KontorCard *card = KONTOR_CARD (self);

  gtk_widget_init_template (GTK_WIDGET (self));
  kontor_card_add_form (card, self->form);
  kontor_card_add_form (card, self->title_form);
  kontor_card_add_list (card, kontor_plan_get_list (self->plan));
  kontor_card_add_list (card, self->maps);
  kontor_card_add_list (card, self->processes);
  kontor_card_add_list (card, self->claims);
  kontor_card_add_list (card, self->interactions);
  kontor_record_command_extend (self->project_menu, kontor_entity_lookup ("project"));
}

KontorPage *
kontor_project_card_new (KontorDesk *desk, const char *id)
{
  KontorProjectCard *self;

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_PROJECT_CARD, "desk", desk, NULL);
  self->composer = KONTOR_COMPOSER (kontor_composer_new (desk));
  adw_bin_set_child (self->composer_place, GTK_WIDGET (self->composer));
  kontor_card_open (KONTOR_CARD (self), "project", id);
  return KONTOR_PAGE (self);
}
