#include "config.h"

#include "admin/distribution-rule-card.h"

#include <glib/gi18n.h>

#include "admin/people-choice.h"
#include "kit/desk.h"
#include "kit/field-row.h"

struct _KontorDistributionRuleCard
{
  KontorRuleCard      parent_instance;

  KontorPeopleChoice *people;
};

G_DEFINE_FINAL_TYPE (KontorDistributionRuleCard, kontor_distribution_rule_card, KONTOR_TYPE_RULE_CARD)

/* What comes in and is somebody's: kontor.distributed(). */
static gboolean
is_about (const KontorEntity *entity)
{
  static const char * const distributed[] = { "partner", "deal", "claim", "offer", NULL };

  return g_strv_contains (distributed, entity->name);
}

/* "Of the last 50: Selma 17, Amra 17, Emir 16." */
static char *
describe (JsonObject *rule, JsonObject *answer)
{
  JsonArray *people = json_object_get_array_member (answer, "people");
  int count = (int) json_object_get_int_member_with_default (answer, "count", 0);
  g_autoptr (GString) names = g_string_new (NULL);

  if (count == 0)
    return g_strdup (_("No record so far fits it."));
  for (guint i = 0; people != NULL && i < json_array_get_length (people); i++)
    {
      JsonObject *person = json_array_get_object_element (people, i);

      g_string_append_printf (names, "%s%s %d", i > 0 ? ", " : "", json_object_get_string_member_with_default (person, "name", ""),
                              (int) json_object_get_int_member_with_default (person, "count", 0));
    }
  if (names->len == 0)
    return g_strdup (_("Nobody is there to whom they could have gone."));
  /* Translators: how many records, and the names of employees with the number of records each */
  return g_strdup_printf (ngettext ("Of the last %d: %s", "Of the last %d: %s", (gulong) count), count, names->str);
}

static const char * const asked[] = { "entity", "condition", "among", "people", "role", "of_team_id", "way", NULL };
static const KontorRulePreviewKind preview = {
  N_("To whom would the last records have gone?"), "distribution-preview", "50", FALSE, asked, describe
};

static const char *
get (KontorDistributionRuleCard *self, const char *field)
{
  return kontor_card_get (KONTOR_CARD (self), field);
}

static void
show_entity (KontorRuleCard *card, const KontorEntity *entity)
{
  KontorDistributionRuleCard *self = KONTOR_DISTRIBUTION_RULE_CARD (card);

  kontor_people_choice_set (self->people, get (self, "people"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->people), kontor_rule_card_may_change (card));
}

static void
show (KontorCard *card)
{
  KontorDistributionRuleCard *self = KONTOR_DISTRIBUTION_RULE_CARD (card);

  KONTOR_CARD_CLASS (kontor_distribution_rule_card_parent_class)->show (card);
  gtk_widget_set_visible (GTK_WIDGET (self->people), g_strcmp0 (get (self, "among"), "people") == 0);
}

static void
people_changed_cb (KontorDistributionRuleCard *self)
{
  g_autofree char *people = kontor_people_choice_get (self->people);

  if (!kontor_rule_card_is_filling (KONTOR_RULE_CARD (self)))
    kontor_record_set (kontor_card_get_record (KONTOR_CARD (self)), "people", people);
}

static void
kontor_distribution_rule_card_class_init (KontorDistributionRuleCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KontorRuleCardClass *rule_class = KONTOR_RULE_CARD_CLASS (klass);

  KONTOR_CARD_CLASS (klass)->show = show;
  rule_class->new_title = N_("New distribution rule");
  rule_class->every = N_("Every record without a manager");
  rule_class->preview = &preview;
  rule_class->is_about = is_about;
  rule_class->show_entity = show_entity;

  g_type_ensure (KONTOR_TYPE_PEOPLE_CHOICE);
  g_type_ensure (KONTOR_TYPE_FIELD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/admin/distribution-rule-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorDistributionRuleCard, people);
  gtk_widget_class_bind_template_callback (widget_class, people_changed_cb);
}

static void
kontor_distribution_rule_card_init (KontorDistributionRuleCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kontor_form_align_label (kontor_rule_card_get_form (KONTOR_RULE_CARD (self)), kontor_people_choice_get_label (self->people));
}

KontorPage *
kontor_distribution_rule_card_new (KontorDesk *desk, const char *id)
{
  KontorDistributionRuleCard *self;

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);

  self = g_object_new (KONTOR_TYPE_DISTRIBUTION_RULE_CARD, "desk", desk, NULL);
  kontor_people_choice_set_desk (self->people, desk);
  kontor_card_open (KONTOR_CARD (self), "distribution_rule", id);
  return KONTOR_PAGE (self);
}
