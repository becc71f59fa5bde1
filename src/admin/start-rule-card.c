#include "config.h"

#include "admin/start-rule-card.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "kit/desk.h"
#include "kit/field-row.h"
#include "kit/performer-choice.h"

struct _KontorStartRuleCard
{
  KontorRuleCard         parent_instance;

  GtkWidget             *performer_row;
  GtkWidget             *performer_label;
  KontorPerformerChoice *performer;
};

G_DEFINE_FINAL_TYPE (KontorStartRuleCard, kontor_start_rule_card, KONTOR_TYPE_RULE_CARD)

/* What people enter and the server keeps; the rest starts nothing. */
static gboolean
is_about (const KontorEntity *entity)
{
  static const char * const never[] = { "start_rule", "distribution_rule", "route_map", "route_map_version", "view", "process", "file", NULL };

  if (g_str_equal (entity->name, "employee"))
    return TRUE;
  return (entity->flags & (KONTOR_ENTITY_FLAG_DIRECTORY | KONTOR_ENTITY_FLAG_READ_ONLY)) == 0
         && !g_strv_contains (never, entity->name);
}

static gboolean
makes_task (JsonObject *rule)
{
  return g_strcmp0 (json_object_get_string_member_with_default (rule, "does", ""), "task") == 0;
}

static char *
describe (JsonObject *rule, JsonObject *answer)
{
  gint64 count = json_object_get_int_member_with_default (answer, "count", 0);

  if (count == 0)
    return g_strdup (makes_task (rule) ? _("It would have made no task.") : _("It would have started nothing."));
  if (makes_task (rule))
    return g_strdup_printf (ngettext ("It would have made %" PRId64 " task.", "It would have made %" PRId64 " tasks.", (gulong) count),
                            count);
  return g_strdup_printf (ngettext ("It would have started %" PRId64 " process.",
                                    "It would have started %" PRId64 " processes.", (gulong) count), count);
}

static const char * const asked[] = { "entity", "does", "moment", "repeat", "condition", NULL };
static const KontorRulePreviewKind preview = {
  N_("What would it have done?"), "start-rule-preview", "60", TRUE, asked, describe
};

static const char *
get (KontorStartRuleCard *self, const char *field)
{
  return kontor_card_get (KONTOR_CARD (self), field);
}

/* The choice of maps speaks of one kind of record, and so does that of performers. */
static void
show_entity (KontorRuleCard *card, const KontorEntity *entity)
{
  KontorStartRuleCard *self = KONTOR_START_RULE_CARD (card);
  KontorFieldRow *map = kontor_form_get_row (kontor_rule_card_get_form (card), "map_id");

  if (map != NULL)
    {
      g_autofree char *offered = g_strdup_printf ("{\"field\": \"subject\", \"is\": \"%s\"}", entity != NULL ? entity->name : "");

      kontor_field_row_set_condition (map, offered);
    }
  kontor_performer_choice_set (self->performer, entity, get (self, "task_performer"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->performer), kontor_rule_card_may_change (card));
}

static void
forget (KontorRuleCard *card)
{
  kontor_record_set_link (kontor_card_get_record (KONTOR_CARD (card)), "map_id", NULL, NULL);
  kontor_record_set (kontor_card_get_record (KONTOR_CARD (card)), "task_performer", "{\"kind\": \"deal_manager\"}");
}

static void
show (KontorCard *card)
{
  KontorStartRuleCard *self = KONTOR_START_RULE_CARD (card);

  KONTOR_CARD_CLASS (kontor_start_rule_card_parent_class)->show (card);
  gtk_widget_set_visible (self->performer_row, g_strcmp0 (get (self, "does"), "task") == 0);
}

static void
performer_chosen_cb (KontorStartRuleCard *self)
{
  g_autofree char *performer = kontor_performer_choice_get (self->performer);

  if (!kontor_rule_card_is_filling (KONTOR_RULE_CARD (self)) && performer != NULL)
    kontor_record_set (kontor_card_get_record (KONTOR_CARD (self)), "task_performer", performer);
}

static void
kontor_start_rule_card_class_init (KontorStartRuleCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KontorRuleCardClass *rule_class = KONTOR_RULE_CARD_CLASS (klass);

  KONTOR_CARD_CLASS (klass)->show = show;
  rule_class->new_title = N_("New start rule");
  rule_class->every = N_("Every record starts it");
  rule_class->preview = &preview;
  rule_class->is_about = is_about;
  rule_class->show_entity = show_entity;
  rule_class->forget = forget;

  g_type_ensure (KONTOR_TYPE_PERFORMER_CHOICE);
  g_type_ensure (KONTOR_TYPE_FIELD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/admin/start-rule-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorStartRuleCard, performer_row);
  gtk_widget_class_bind_template_child (widget_class, KontorStartRuleCard, performer_label);
  gtk_widget_class_bind_template_child (widget_class, KontorStartRuleCard, performer);
  gtk_widget_class_bind_template_callback (widget_class, performer_chosen_cb);
}

static void
kontor_start_rule_card_init (KontorStartRuleCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kontor_form_align_label (kontor_rule_card_get_form (KONTOR_RULE_CARD (self)), self->performer_label);
}

KontorPage *
kontor_start_rule_card_new (KontorDesk *desk, const char *id)
{
  KontorStartRuleCard *self;

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);

  self = g_object_new (KONTOR_TYPE_START_RULE_CARD, "desk", desk, NULL);
  kontor_performer_choice_set_desk (self->performer, desk);
  kontor_card_open (KONTOR_CARD (self), "start_rule", id);
  return KONTOR_PAGE (self);
}
