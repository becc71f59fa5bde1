#include "config.h"

#include "admin/distribution-rules-page.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "admin/rule-list.h"
#include "base/moment.h"

struct _KontorDistributionRulesPage
{
  KontorPage      parent_instance;

  KontorRuleList *list;
};

G_DEFINE_FINAL_TYPE (KontorDistributionRulesPage, kontor_distribution_rules_page, KONTOR_TYPE_PAGE)

static char *
choice (const char *field, const char *value)
{
  return g_strdup (kontor_field_choice_label (kontor_entity_find_field (kontor_entity_lookup ("distribution_rule"), field), value));
}

/* "Partners: is our Lead → One after another: Amra, Selma" */
static char *
describe (KontorResult *rules, guint i)
{
  const char *people = kontor_result_get_by_name (rules, i, "people");
  const char *team = kontor_result_get_by_name (rules, i, "team");
  g_autofree char *way = choice ("way", kontor_result_get_by_name (rules, i, "way"));
  g_autofree char *role = choice ("role", kontor_result_get_by_name (rules, i, "role"));
  g_autofree char *whom = NULL;
  g_autofree char *deed = NULL;

  if (g_strcmp0 (kontor_result_get_by_name (rules, i, "among"), "people") == 0)
    whom = g_strdup (people != NULL ? people : "");
  else
    whom = team != NULL ? g_strdup_printf ("%s, %s", role, team) : g_strdup (role);
  /* Translators: in which way records are given, and among whom: "One after another: Amra, Selma" */
  deed = g_strdup_printf (_("%s: %s"), way, whom);
  return kontor_rule_list_describe (rules, i, deed);
}

static char *
tell (KontorResult *rules, guint i)
{
  gint64 given = g_ascii_strtoll (kontor_result_get_by_name (rules, i, "given"), NULL, 10);
  g_autofree char *last = kontor_moment_format (kontor_result_get_by_name (rules, i, "last_at"));

  if (given == 0)
    return g_strdup (_("nothing given yet"));
  /* Translators: how many records a rule has given to somebody, and when the last one */
  return g_strdup_printf (ngettext ("%" PRId64 " given, %s", "%" PRId64 " given, last %s", (gulong) given), given, last);
}

static char *
trouble (KontorResult *rules, guint i)
{
  gint64 waiting = g_ascii_strtoll (kontor_result_get_by_name (rules, i, "waiting"), NULL, 10);

  return waiting > 0 ? g_strdup_printf (ngettext ("%" PRId64 " waits", "%" PRId64 " wait", (gulong) waiting), waiting) : NULL;
}

static const char * const news[] = { "distribution_rule", "partner", "deal", "claim", "offer", NULL };
static const KontorRuleListKind kind = {
  "distribution_rule", "distribution-rules", N_("Distribution rules"),
  N_("Who gets what comes in without a manager: leads of an import, claims from the web site, requests. They are asked from top to bottom; the first that fits and has somebody there gives."),
  N_("What comes in belongs to whoever enters it until a rule says who gets it."),
  N_("The distribution rules could not be read"), describe, tell, trouble, news
};

static void
kontor_distribution_rules_page_refresh (KontorPage *page)
{
  kontor_rule_list_refresh (KONTOR_DISTRIBUTION_RULES_PAGE (page)->list);
}

static void
kontor_distribution_rules_page_arrive (KontorPage *page)
{
  kontor_rule_list_arrive (KONTOR_DISTRIBUTION_RULES_PAGE (page)->list);
}

static void
new_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kontor_rule_list_create (KONTOR_DISTRIBUTION_RULES_PAGE (widget)->list);
}

static void
kontor_distribution_rules_page_class_init (KontorDistributionRulesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  KONTOR_PAGE_CLASS (klass)->refresh = kontor_distribution_rules_page_refresh;
  KONTOR_PAGE_CLASS (klass)->arrive = kontor_distribution_rules_page_arrive;

  g_type_ensure (KONTOR_TYPE_RULE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/admin/distribution-rules-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorDistributionRulesPage, list);
  /* Ctrl+N, as in a list. */
  gtk_widget_class_install_action (widget_class, "list.new", NULL, new_action);
}

static void
kontor_distribution_rules_page_init (KontorDistributionRulesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

KontorPage *
kontor_distribution_rules_page_new (KontorDesk *desk, const char *argument)
{
  KontorDistributionRulesPage *self;

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);

  self = g_object_new (KONTOR_TYPE_DISTRIBUTION_RULES_PAGE,
                       "desk", desk,
                       "title", _("Distribution rules"),
                       "icon-name", "kontor-distribution-symbolic",
                       "key", "page:distribution-rules",
                       "address", "win.open-page(('distribution-rules', ''))",
                       NULL);
  kontor_rule_list_set (self->list, KONTOR_PAGE (self), &kind);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.new", kontor_rule_list_may_change (self->list));
  kontor_rule_list_refresh (self->list);
  return KONTOR_PAGE (self);
}
