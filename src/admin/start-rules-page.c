#include "config.h"

#include "admin/start-rules-page.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "base/error.h"
#include "base/moment.h"
#include "db/server-message.h"
#include "kit/chip.h"
#include "model/condition.h"

struct _KontorStartRulesPage
{
  KontorPage    parent_instance;

  GtkStack     *stack;
  GtkWidget    *create;
  GtkListBox   *rules;
  GtkWidget    *proof_group;
  GtkLabel     *proof_words;
  GtkSpinner   *proof_spinner;
  GtkWidget    *prove;
  GtkWidget    *catch_up;
  GtkListBox   *missing;

  GCancellable *cancellable;
  guint         reload;
};

G_DEFINE_FINAL_TYPE (KontorStartRulesPage, kontor_start_rules_page, KONTOR_TYPE_PAGE)

#define ROW_ID "kontor-id"
#define ROW_ENTITY "kontor-entity"
#define NEWS_DELAY_MILLISECONDS 200
/* More rows than this help nobody; the sentence above tells how many there are. */
#define MOST_MISSING 100

static KontorDesk *
get_desk (KontorStartRulesPage *self)
{
  return kontor_page_get_desk (KONTOR_PAGE (self));
}

static gboolean
may_change (KontorStartRulesPage *self)
{
  KontorDatabase *database = kontor_desk_get_database (get_desk (self));

  return database != NULL && g_strcmp0 (kontor_database_get_role (database), "administrator") == 0;
}

static void
remove_rows (GtkListBox *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

/* The rules ---------------------------------------------------------------------------- */

/* "Claims: reason is Defect → Claim". */
static char *
describe_rule (KontorResult *rules, guint i)
{
  const KontorEntity *entity = kontor_entity_lookup (kontor_result_get_by_name (rules, i, "entity"));
  const char *map = kontor_result_get_by_name (rules, i, "map_name");
  g_autofree char *condition = NULL;

  if (entity == NULL)
    return g_strdup (map);
  condition = kontor_condition_describe (entity, kontor_result_get_by_name (rules, i, "condition"));
  if (*condition == '\0')
    /* Translators: the kind of records and the route map: "Claims: every one → Complaint" */
    return g_strdup_printf (_("%s: every one → %s"), _(entity->plural), map);
  /* Translators: the kind of records, a condition in words, the route map */
  return g_strdup_printf (_("%s: %s → %s"), _(entity->plural), condition, map);
}

static void
append_rule (KontorStartRulesPage *self, KontorResult *rules, guint i)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words = describe_rule (rules, i);
  g_autofree char *subtitle = g_markup_escape_text (words, -1);
  g_autofree char *title = g_markup_escape_text (kontor_result_get_by_name (rules, i, "name"), -1);
  gint64 started = g_ascii_strtoll (kontor_result_get_by_name (rules, i, "started"), NULL, 10);
  gint64 failed = g_ascii_strtoll (kontor_result_get_by_name (rules, i, "failed"), NULL, 10);
  g_autofree char *last = kontor_moment_format (kontor_result_get_by_name (rules, i, "last_at"));
  g_autofree char *did = NULL;
  GtkWidget *label;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  if (failed > 0)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%" PRId64 " failed", "%" PRId64 " failed", (gulong) failed), failed);

      adw_action_row_add_suffix (ADW_ACTION_ROW (row), kontor_chip_new (text, "error"));
    }
  if (!kontor_result_get_boolean (rules, i, kontor_result_find_column (rules, "active")))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), kontor_chip_new (_("At rest"), NULL));
  if (started > 0)
    /* Translators: how many processes a rule has started, and when the last one */
    did = g_strdup_printf (ngettext ("%" PRId64 " started, %s", "%" PRId64 " started, last %s", (gulong) started),
                           started, last);
  else
    did = g_strdup (_("nothing started yet"));
  label = gtk_label_new (did);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), ROW_ID, g_strdup (kontor_result_get_by_name (rules, i, "id")), g_free);
  gtk_list_box_append (self->rules, row);
}

static void
rules_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorStartRulesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) rules = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  kontor_page_set_loading (KONTOR_PAGE (self), FALSE);
  if (rules == NULL)
    {
      kontor_desk_report_error (get_desk (self), error, _("The start rules could not be read"));
      return;
    }
  remove_rows (self->rules);
  for (guint i = 0; i < kontor_result_get_n_rows (rules); i++)
    append_rule (self, rules, i);
  gtk_stack_set_visible_child_name (self->stack, kontor_result_get_n_rows (rules) > 0 ? "rules" : "empty");
}

static void
kontor_start_rules_page_refresh (KontorPage *page)
{
  KontorStartRulesPage *self = KONTOR_START_RULES_PAGE (page);
  KontorDatabase *database = kontor_desk_get_database (get_desk (self));

  if (database == NULL)
    return;
  kontor_page_set_loading (page, TRUE);
  kontor_database_query_async (database, KONTOR_LANE_FRONT, "start-rules", NULL, 0, self->cancellable,
                               rules_read_cb, g_object_ref (self));
}

static gboolean
reload_cb (gpointer user_data)
{
  KontorStartRulesPage *self = user_data;

  self->reload = 0;
  kontor_start_rules_page_refresh (KONTOR_PAGE (self));
  return G_SOURCE_REMOVE;
}

static void
news_cb (KontorStartRulesPage *self, const char *entity, const char *id, const char *action)
{
  if ((g_strcmp0 (entity, "start_rule") == 0 || g_strcmp0 (entity, "process") == 0) && self->reload == 0)
    self->reload = g_timeout_add (NEWS_DELAY_MILLISECONDS, reload_cb, self);
}

static void
rule_activated_cb (KontorStartRulesPage *self, GtkListBoxRow *row)
{
  kontor_desk_open_record (get_desk (self), "start_rule", g_object_get_data (G_OBJECT (row), ROW_ID));
}

static void
create_cb (KontorStartRulesPage *self)
{
  kontor_desk_open_record (get_desk (self), "start_rule", "");
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
    words = g_strdup (_("Every record that a rule fits has its process."));
  else
    words = g_strdup_printf (ngettext ("%u process is missing.", "%u processes are missing.", n_missing), n_missing);
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
  gtk_widget_child_focus (GTK_WIDGET (KONTOR_START_RULES_PAGE (page)->stack), GTK_DIR_TAB_FORWARD);
}

static void
new_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  create_cb (KONTOR_START_RULES_PAGE (widget));
}

static void
kontor_start_rules_page_dispose (GObject *object)
{
  KontorStartRulesPage *self = KONTOR_START_RULES_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->reload, g_source_remove);

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

  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/admin/start-rules-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorStartRulesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KontorStartRulesPage, create);
  gtk_widget_class_bind_template_child (widget_class, KontorStartRulesPage, rules);
  gtk_widget_class_bind_template_child (widget_class, KontorStartRulesPage, proof_group);
  gtk_widget_class_bind_template_child (widget_class, KontorStartRulesPage, proof_words);
  gtk_widget_class_bind_template_child (widget_class, KontorStartRulesPage, proof_spinner);
  gtk_widget_class_bind_template_child (widget_class, KontorStartRulesPage, prove);
  gtk_widget_class_bind_template_child (widget_class, KontorStartRulesPage, catch_up);
  gtk_widget_class_bind_template_child (widget_class, KontorStartRulesPage, missing);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_bind_template_callback (widget_class, rule_activated_cb);
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

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);

  self = g_object_new (KONTOR_TYPE_START_RULES_PAGE,
                       "desk", desk,
                       "title", _("Start rules"),
                       "icon-name", "kontor-start-rules-symbolic",
                       "key", "page:start-rules",
                       "address", "win.open-page(('start-rules', ''))",
                       NULL);
  gtk_widget_set_visible (self->create, may_change (self));
  gtk_widget_set_visible (self->proof_group, may_change (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.new", may_change (self));
  if (kontor_desk_get_store (desk) != NULL)
    g_signal_connect_object (kontor_desk_get_store (desk), "entity-changed", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
  kontor_start_rules_page_refresh (KONTOR_PAGE (self));
  return KONTOR_PAGE (self);
}
