#include "config.h"

#include "admin/start-rules-page.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "admin/rule-list.h"
#include "base/error.h"
#include "base/moment.h"
#include "db/server-message.h"

struct _KontorStartRulesPage
{
  KontorPage    parent_instance;

  KontorRuleList *list;
  GtkWidget    *proof_group;
  GtkLabel     *proof_words;
  GtkSpinner   *proof_spinner;
  GtkWidget    *prove;
  GtkWidget    *catch_up;
  GtkListBox   *missing;

  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KontorStartRulesPage, kontor_start_rules_page, KONTOR_TYPE_PAGE)

#define ROW_ID "kontor-id"
#define ROW_ENTITY "kontor-entity"
/* More rows than this help nobody; the sentence above tells how many there are. */
#define MOST_MISSING 100

static KontorDesk *
get_desk (KontorStartRulesPage *self)
{
  return kontor_page_get_desk (KONTOR_PAGE (self));
}

static void
remove_rows (GtkListBox *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

/* The rules ---------------------------------------------------------------------------- */

static char *
describe (KontorResult *rules, guint i)
{
  const char *map = kontor_result_get_by_name (rules, i, "map_name");
  /* Translators: the name of a task that a rule makes */
  g_autofree char *task = map == NULL ? g_strdup_printf (_("task “%s”"), kontor_result_get_by_name (rules, i, "task_name")) : NULL;

  return kontor_rule_list_describe (rules, i, map != NULL ? map : task);
}

static char *
tell (KontorResult *rules, guint i)
{
  gint64 started = g_ascii_strtoll (kontor_result_get_by_name (rules, i, "started"), NULL, 10);
  g_autofree char *last = kontor_moment_format (kontor_result_get_by_name (rules, i, "last_at"));

  if (started == 0)
    return g_strdup (_("nothing started yet"));
  /* Translators: how many processes a rule has started, and when the last one */
  return g_strdup_printf (ngettext ("%" PRId64 " started, %s", "%" PRId64 " started, last %s", (gulong) started), started, last);
}

static char *
trouble (KontorResult *rules, guint i)
{
  gint64 failed = g_ascii_strtoll (kontor_result_get_by_name (rules, i, "failed"), NULL, 10);

  return failed > 0 ? g_strdup_printf (ngettext ("%" PRId64 " failed", "%" PRId64 " failed", (gulong) failed), failed) : NULL;
}

static const char * const news[] = { "start_rule", "process", "task", NULL };
static const KontorRuleListKind kind = {
  "start_rule", "start-rules", N_("Start rules"),
  N_("Which records start a process or make a task by themselves, however they come in: by hand, by import, by mail or from another program. They are asked from top to bottom."),
  N_("Processes are started by hand until a rule says which records start one."),
  N_("The start rules could not be read"), describe, tell, trouble, news
};

static void
kontor_start_rules_page_refresh (KontorPage *page)
{
  kontor_rule_list_refresh (KONTOR_START_RULES_PAGE (page)->list);
}

/* The proof ----------------------------------------------------------------------------- */

static void
show_proving (KontorStartRulesPage *self, gboolean proving)
{
  gtk_spinner_set_spinning (self->proof_spinner, proving);
  gtk_widget_set_visible (GTK_WIDGET (self->proof_spinner), proving);
  gtk_widget_set_sensitive (self->prove, !proving);
  gtk_widget_set_sensitive (self->catch_up, !proving);
}

static void
append_missing (KontorStartRulesPage *self, KontorResult *missing, guint i)
{
  const KontorEntity *entity = kontor_entity_lookup (kontor_result_get_by_name (missing, i, "entity"));
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *at = kontor_moment_format (kontor_result_get_by_name (missing, i, "at"));
  /* Translators: a rule, the kind of record, when it was entered or changed */
  g_autofree char *words = g_strdup_printf (_("%s: %s of %s"), kontor_result_get_by_name (missing, i, "rule_name"),
                                            entity != NULL ? _(entity->label) : kontor_result_get_by_name (missing, i, "entity"), at);
  g_autofree char *title = g_markup_escape_text (words, -1);
  g_autofree char *reason = kontor_server_message_translate (kontor_result_get_by_name (missing, i, "why"));
  g_autofree char *why = g_markup_escape_text (reason, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), why);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), ROW_ENTITY, g_strdup (kontor_result_get_by_name (missing, i, "entity")), g_free);
  g_object_set_data_full (G_OBJECT (row), ROW_ID, g_strdup (kontor_result_get_by_name (missing, i, "record_id")), g_free);
  gtk_list_box_append (self->missing, row);
}

static void
proved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorStartRulesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) missing = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);
  g_autofree char *words = NULL;
  guint n_missing;

  if (g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  show_proving (self, FALSE);
  remove_rows (self->missing);
  if (missing == NULL)
    {
      words = kontor_error_describe (error);
      gtk_label_set_text (self->proof_words, words);
      return;
    }
  n_missing = kontor_result_get_n_rows (missing);
  for (guint i = 0; i < MIN (n_missing, MOST_MISSING); i++)
    append_missing (self, missing, i);
  gtk_widget_set_visible (GTK_WIDGET (self->missing), n_missing > 0);
  gtk_widget_set_visible (self->catch_up, n_missing > 0);
  if (n_missing == 0)
    words = g_strdup (_("Every record that a rule fits has its process or its task."));
  else
    words = g_strdup_printf (ngettext ("%u process or task is missing.", "%u processes or tasks are missing.", n_missing), n_missing);
  gtk_label_set_text (self->proof_words, words);
}

static void
prove_cb (KontorStartRulesPage *self)
{
  const char *params[] = { NULL };

  gtk_label_set_text (self->proof_words, _("All records and their history are being read again…"));
  show_proving (self, TRUE);
  kontor_database_query_async (kontor_desk_get_database (get_desk (self)), KONTOR_LANE_BACK, "start-rules-prove",
                               params, G_N_ELEMENTS (params), self->cancellable, proved_cb, g_object_ref (self));
}

static void
caught_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorStartRulesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  show_proving (self, FALSE);
  if (answer == NULL)
    kontor_desk_report_error (get_desk (self), error, _("What is missing was not started"));
  else
    prove_cb (self);
}

static void
catch_up_cb (KontorStartRulesPage *self)
{
  const char *params[] = { NULL };

  show_proving (self, TRUE);
  kontor_database_query_async (kontor_desk_get_database (get_desk (self)), KONTOR_LANE_BACK, "start-rules-catch-up",
                               params, G_N_ELEMENTS (params), self->cancellable, caught_up_cb, g_object_ref (self));
}

static void
missing_activated_cb (KontorStartRulesPage *self, GtkListBoxRow *row)
{
  kontor_desk_open_record (get_desk (self), g_object_get_data (G_OBJECT (row), ROW_ENTITY), g_object_get_data (G_OBJECT (row), ROW_ID));
}

/* The page ------------------------------------------------------------------------------- */

static void
kontor_start_rules_page_arrive (KontorPage *page)
{
  kontor_rule_list_arrive (KONTOR_START_RULES_PAGE (page)->list);
}

static void
new_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kontor_rule_list_create (KONTOR_START_RULES_PAGE (widget)->list);
}

static void
kontor_start_rules_page_dispose (GObject *object)
{
  KontorStartRulesPage *self = KONTOR_START_RULES_PAGE (object);

  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (kontor_start_rules_page_parent_class)->dispose (object);
}

static void
kontor_start_rules_page_finalize (GObject *object)
{
  g_clear_object (&KONTOR_START_RULES_PAGE (object)->cancellable);

  G_OBJECT_CLASS (kontor_start_rules_page_parent_class)->finalize (object);
}

static void
kontor_start_rules_page_class_init (KontorStartRulesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kontor_start_rules_page_dispose;
  object_class->finalize = kontor_start_rules_page_finalize;
  KONTOR_PAGE_CLASS (klass)->refresh = kontor_start_rules_page_refresh;
  KONTOR_PAGE_CLASS (klass)->arrive = kontor_start_rules_page_arrive;

  g_type_ensure (KONTOR_TYPE_RULE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/admin/start-rules-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorStartRulesPage, list);
  gtk_widget_class_bind_template_child (widget_class, KontorStartRulesPage, proof_group);
  gtk_widget_class_bind_template_child (widget_class, KontorStartRulesPage, proof_words);
  gtk_widget_class_bind_template_child (widget_class, KontorStartRulesPage, proof_spinner);
  gtk_widget_class_bind_template_child (widget_class, KontorStartRulesPage, prove);
  gtk_widget_class_bind_template_child (widget_class, KontorStartRulesPage, catch_up);
  gtk_widget_class_bind_template_child (widget_class, KontorStartRulesPage, missing);
  gtk_widget_class_bind_template_callback (widget_class, prove_cb);
  gtk_widget_class_bind_template_callback (widget_class, catch_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, missing_activated_cb);
  /* Ctrl+N, as in a list. */
  gtk_widget_class_install_action (widget_class, "list.new", NULL, new_action);
}

static void
kontor_start_rules_page_init (KontorStartRulesPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

KontorPage *
kontor_start_rules_page_new (KontorDesk *desk, const char *argument)
{
  KontorStartRulesPage *self;
  gboolean may_change;

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);

  self = g_object_new (KONTOR_TYPE_START_RULES_PAGE,
                       "desk", desk,
                       "title", _("Start rules"),
                       "icon-name", "kontor-start-rules-symbolic",
                       "key", "page:start-rules",
                       "address", "win.open-page(('start-rules', ''))",
                       NULL);
  kontor_rule_list_set (self->list, KONTOR_PAGE (self), &kind);
  may_change = kontor_rule_list_may_change (self->list);
  gtk_widget_set_visible (self->proof_group, may_change);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.new", may_change);
  kontor_start_rules_page_refresh (KONTOR_PAGE (self));
  return KONTOR_PAGE (self);
}
