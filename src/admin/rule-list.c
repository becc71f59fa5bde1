#include "config.h"

#include "admin/rule-list.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "kit/chip.h"
#include "model/condition.h"

#define ROW_ID "kontor-id"
#define NEWS_DELAY_MILLISECONDS 200

struct _KontorRuleList
{
  AdwBin                    parent_instance;

  AdwPreferencesGroup      *group;
  GtkStack                 *stack;
  GtkWidget                *create;
  GtkListBox               *rules;
  AdwStatusPage            *empty;

  KontorPage               *page;
  const KontorRuleListKind *kind;
  GCancellable             *cancellable;
  guint                     reload;
  /* one came before the rules were there */
  gboolean                  arriving;
};

G_DEFINE_FINAL_TYPE (KontorRuleList, kontor_rule_list, ADW_TYPE_BIN)

static KontorDesk *
get_desk (KontorRuleList *self)
{
  return kontor_page_get_desk (self->page);
}

char *
kontor_rule_list_describe (KontorResult *rules, guint row, const char *deed)
{
  const KontorEntity *entity = kontor_entity_lookup (kontor_result_get_by_name (rules, row, "entity"));
  g_autofree char *condition = NULL;

  if (entity == NULL)
    return g_strdup (deed);
  condition = kontor_condition_describe (entity, kontor_result_get_by_name (rules, row, "condition"));
  if (*condition == '\0')
    /* Translators: the kind of records and what is done: "Claims: every one → Complaint" */
    return g_strdup_printf (_("%s: every one → %s"), _(entity->plural), deed);
  /* Translators: the kind of records, a condition in words, what is done */
  return g_strdup_printf (_("%s: %s → %s"), _(entity->plural), condition, deed);
}

static void
append (KontorRuleList *self, KontorResult *rules, guint i)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words = self->kind->describe (rules, i);
  g_autofree char *subtitle = g_markup_escape_text (words, -1);
  g_autofree char *title = g_markup_escape_text (kontor_result_get_by_name (rules, i, "name"), -1);
  g_autofree char *trouble = self->kind->trouble != NULL ? self->kind->trouble (rules, i) : NULL;
  g_autofree char *did = self->kind->tell (rules, i);
  GtkWidget *label = gtk_label_new (did);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  if (trouble != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), kontor_chip_new (trouble, "error"));
  if (!kontor_result_get_boolean (rules, i, kontor_result_find_column (rules, "active")))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), kontor_chip_new (_("At rest"), NULL));
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
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorRuleList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) rules = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);
  GtkWidget *child;

  if (self->page == NULL)
    return;
  kontor_page_set_loading (self->page, FALSE);
  if (rules == NULL)
    {
      kontor_desk_report_error (get_desk (self), error, _(self->kind->failure));
      return;
    }
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rules))) != NULL)
    gtk_list_box_remove (self->rules, child);
  for (guint i = 0; i < kontor_result_get_n_rows (rules); i++)
    append (self, rules, i);
  gtk_stack_set_visible_child_name (self->stack, kontor_result_get_n_rows (rules) > 0 ? "rules" : "empty");
  if (self->arriving && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
  self->arriving = FALSE;
}

static gboolean
reload_cb (gpointer user_data)
{
  KontorRuleList *self = user_data;

  self->reload = 0;
  kontor_rule_list_refresh (self);
  return G_SOURCE_REMOVE;
}

static void
news_cb (KontorRuleList *self, const char *entity, const char *id, const char *action)
{
  if (self->page != NULL && entity != NULL && g_strv_contains (self->kind->news, entity) && self->reload == 0)
    self->reload = g_timeout_add (NEWS_DELAY_MILLISECONDS, reload_cb, self);
}

static void
rule_activated_cb (KontorRuleList *self, GtkListBoxRow *row)
{
  kontor_desk_open_record (get_desk (self), self->kind->entity, g_object_get_data (G_OBJECT (row), ROW_ID));
}

static void
create_cb (KontorRuleList *self)
{
  kontor_rule_list_create (self);
}

static void
kontor_rule_list_dispose (GObject *object)
{
  KontorRuleList *self = KONTOR_RULE_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->reload, g_source_remove);
  self->page = NULL;

  G_OBJECT_CLASS (kontor_rule_list_parent_class)->dispose (object);
}

static void
kontor_rule_list_finalize (GObject *object)
{
  g_clear_object (&KONTOR_RULE_LIST (object)->cancellable);

  G_OBJECT_CLASS (kontor_rule_list_parent_class)->finalize (object);
}

static void
kontor_rule_list_class_init (KontorRuleListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_rule_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_rule_list_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/admin/rule-list.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorRuleList, group);
  gtk_widget_class_bind_template_child (widget_class, KontorRuleList, stack);
  gtk_widget_class_bind_template_child (widget_class, KontorRuleList, create);
  gtk_widget_class_bind_template_child (widget_class, KontorRuleList, rules);
  gtk_widget_class_bind_template_child (widget_class, KontorRuleList, empty);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_bind_template_callback (widget_class, rule_activated_cb);
}

static void
kontor_rule_list_init (KontorRuleList *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

gboolean
kontor_rule_list_may_change (KontorRuleList *self)
{
  KontorDatabase *database;

  g_return_val_if_fail (KONTOR_IS_RULE_LIST (self), FALSE);

  database = kontor_desk_get_database (get_desk (self));
  return database != NULL && g_strcmp0 (kontor_database_get_role (database), "administrator") == 0;
}

void
kontor_rule_list_set (KontorRuleList *self, KontorPage *page, const KontorRuleListKind *kind)
{
  const KontorEntity *entity;
  KontorStore *store;

  g_return_if_fail (KONTOR_IS_RULE_LIST (self));
  g_return_if_fail (KONTOR_IS_PAGE (page));

  self->page = page;
  self->kind = kind;
  entity = kontor_entity_lookup (kind->entity);
  adw_preferences_group_set_title (self->group, _(kind->title));
  adw_preferences_group_set_description (self->group, _(kind->description));
  adw_status_page_set_icon_name (self->empty, entity->icon);
  adw_status_page_set_description (self->empty, _(kind->empty));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rules), GTK_ACCESSIBLE_PROPERTY_LABEL, _(kind->title), -1);
  gtk_widget_set_visible (self->create, kontor_rule_list_may_change (self));
  store = kontor_desk_get_store (get_desk (self));
  if (store != NULL)
    g_signal_connect_object (store, "entity-changed", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
}

void
kontor_rule_list_refresh (KontorRuleList *self)
{
  KontorDatabase *database;

  g_return_if_fail (KONTOR_IS_RULE_LIST (self));

  database = kontor_desk_get_database (get_desk (self));
  if (database == NULL)
    return;
  kontor_page_set_loading (self->page, TRUE);
  kontor_database_query_async (database, KONTOR_LANE_FRONT, self->kind->query, NULL, 0, self->cancellable,
                               read_cb, g_object_ref (self));
}

void
kontor_rule_list_create (KontorRuleList *self)
{
  g_return_if_fail (KONTOR_IS_RULE_LIST (self));

  if (kontor_rule_list_may_change (self))
    kontor_desk_open_record (get_desk (self), self->kind->entity, "");
}

void
kontor_rule_list_arrive (KontorRuleList *self)
{
  g_return_if_fail (KONTOR_IS_RULE_LIST (self));
  self->arriving = !gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}
