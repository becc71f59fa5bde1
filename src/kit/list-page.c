#include "config.h"

#include "kit/list-page.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "kit/export-dialog.h"
#include "kit/filter-bar.h"
#include "kit/list-command.h"
#include "kit/list-status.h"
#include "kit/preview.h"
#include "kit/record-command.h"
#include "kit/replace-text.h"
#include "kit/side-pane.h"
#include "kit/totals-bar.h"
#include "kit/view-switcher.h"
#include "model/condition.h"
#include "model/view.h"

#define PREVIEW_DELAY_MILLISECONDS 150

typedef struct
{
  const KontorEntity *entity;
  KontorRecordList   *list;
  KontorTable        *table;
  char               *condition;
  char               *own_title;

  GtkWidget          *sentence;
  GtkWidget          *count;
  GtkWidget          *spinner;
  GtkWidget          *search;
  GtkWidget          *actions;
  GtkWidget          *create;
  GtkWidget          *layouts;
  GtkWidget          *filters;
  GtkWidget          *views;
  GtkWidget          *stack;
  /* The one that the person has chosen: "table", or what a screen has added. */
  const char         *layout;
  GtkWidget          *status;
  GtkWidget          *status_button;
  GtkWidget          *side_pane;
  GtkWidget          *pane;
  GtkWidget          *preview_button;
  GtkWidget          *selected;
  guint               preview_timeout;
} KontorListPagePrivate;

G_DEFINE_TYPE_WITH_PRIVATE (KontorListPage, kontor_list_page, KONTOR_TYPE_PAGE)

enum { PROP_ENTITY = 1, PROP_CONDITION, N_PROPS };

static GParamSpec *properties[N_PROPS];

#define PRIVATE(self) ((KontorListPagePrivate *) kontor_list_page_get_instance_private (self))

/* What is shown, in words ----------------------------------------------------------------- */

/* What it is called, as long as the person has not made something else of it; (nullable). */
static const char *
get_view_name (KontorListPage *self)
{
  KontorListPagePrivate *priv = PRIVATE (self);
  KontorRecord *view = kontor_view_switcher_get_current (KONTOR_VIEW_SWITCHER (priv->views));

  if (view == NULL)
    return priv->own_title;
  return kontor_view_switcher_is_shown (KONTOR_VIEW_SWITCHER (priv->views), priv->condition) ? kontor_record_get_title (view) : NULL;
}

static void
show_sentence (KontorListPage *self)
{
  KontorListPagePrivate *priv = PRIVATE (self);
  g_autofree char *described = kontor_condition_describe (priv->entity, priv->condition);
  g_autofree char *sentence = NULL;
  const char *name = get_view_name (self);

  if (name != NULL)
    sentence = g_strdup (name);
  else if (*described != '\0')
    sentence = g_strdup_printf ("%s: %s", _(priv->entity->plural), described);
  else
    sentence = g_strdup (_(priv->entity->plural));
  gtk_label_set_text (GTK_LABEL (priv->sentence), sentence);
  gtk_widget_set_tooltip_text (priv->sentence, *described != '\0' ? described : NULL);
  kontor_page_set_title (KONTOR_PAGE (self), name != NULL ? name : _(priv->entity->plural));
  kontor_view_switcher_set_condition (KONTOR_VIEW_SWITCHER (priv->views), priv->condition);
}

static void
show_count (KontorListPage *self)
{
  KontorListPagePrivate *priv = PRIVATE (self);
  gint64 total = kontor_record_list_get_total (priv->list);
  guint64 n_selected = 0;
  g_autofree char *count = total >= 0 ? g_strdup_printf ("%'" PRId64, total) : g_strdup ("");
  g_autofree char *selected = NULL;

  gtk_label_set_text (GTK_LABEL (priv->count), count);
  g_object_get (priv->table, "n-selected", &n_selected, NULL);
  selected = g_strdup_printf (_("%'" PRIu64 " selected"), n_selected);
  gtk_label_set_text (GTK_LABEL (priv->selected), selected);
  gtk_widget_set_visible (priv->selected, n_selected > 1 && g_strcmp0 (priv->layout, "table") == 0);
}

static gboolean
is_read_only (KontorListPage *self)
{
  return (PRIVATE (self)->entity->flags & KONTOR_ENTITY_FLAG_READ_ONLY) != 0;
}

static void
show_empty (KontorListPage *self)
{
  KontorListPagePrivate *priv = PRIVATE (self);
  KontorListPageClass *klass = KONTOR_LIST_PAGE_GET_CLASS (self);
  gboolean searched = *gtk_editable_get_text (GTK_EDITABLE (priv->search)) != '\0';

  kontor_list_status_show_empty (ADW_STATUS_PAGE (priv->status), GTK_BUTTON (priv->status_button), priv->entity,
                                 searched || priv->condition != NULL, searched ? NULL : get_view_name (self),
                                 klass->describe_empty != NULL && !searched ? klass->describe_empty (self) : NULL);
}

static void
show_status (KontorListPage *self)
{
  KontorListPagePrivate *priv = PRIVATE (self);
  const char *error = kontor_record_list_get_error (priv->list);
  gboolean loading = kontor_record_list_is_loading (priv->list);

  gtk_widget_set_visible (priv->spinner, loading);
  gtk_spinner_set_spinning (GTK_SPINNER (priv->spinner), loading);
  show_count (self);

  if (error != NULL && g_list_model_get_n_items (G_LIST_MODEL (priv->list)) == 0)
    kontor_list_status_show_error (ADW_STATUS_PAGE (priv->status), GTK_BUTTON (priv->status_button), error);
  else if (!loading && g_list_model_get_n_items (G_LIST_MODEL (priv->list)) == 0)
    show_empty (self);
  else
    {
      if (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (priv->stack)), "status") == 0)
        gtk_stack_set_visible_child_name (GTK_STACK (priv->stack), priv->layout);
      return;
    }
  gtk_stack_set_visible_child_name (GTK_STACK (priv->stack), "status");
}

static void
list_notify_cb (KontorRecordList *list, GParamSpec *pspec, KontorListPage *self)
{
  show_status (self);
}

/* Preview ------------------------------------------------------------------------------------ */

static void
show_preview (KontorListPage *self)
{
  KontorListPagePrivate *priv = PRIVATE (self);
  KontorRecord *record = kontor_table_get_current (priv->table);
  GtkWidget *preview;

  if (!gtk_widget_get_visible (priv->pane))
    return;
  if (record != NULL && kontor_record_is_loaded (record))
    preview = KONTOR_LIST_PAGE_GET_CLASS (self)->create_preview (self, record);
  else
    {
      preview = gtk_label_new (_("Select one to see it here"));
      gtk_widget_add_css_class (preview, "dim-label");
    }
  adw_bin_set_child (ADW_BIN (priv->pane), preview);
}

static gboolean
preview_cb (gpointer user_data)
{
  KontorListPage *self = user_data;

  PRIVATE (self)->preview_timeout = 0;
  show_preview (self);
  return G_SOURCE_REMOVE;
}

static void
current_changed_cb (KontorTable *table, GParamSpec *pspec, KontorListPage *self)
{
  KontorListPagePrivate *priv = PRIVATE (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.record-command", kontor_table_get_current (table) != NULL);
  /* Holding an arrow key down must not build a form a row. */
  g_clear_handle_id (&priv->preview_timeout, g_source_remove);
  if (gtk_widget_get_visible (priv->pane))
    priv->preview_timeout = g_timeout_add (PREVIEW_DELAY_MILLISECONDS, preview_cb, self);
}

static void
n_selected_changed_cb (KontorTable *table, GParamSpec *pspec, KontorListPage *self)
{
  show_count (self);
}

static void
preview_toggled_cb (GtkToggleButton *button, KontorListPage *self)
{
  KontorListPagePrivate *priv = PRIVATE (self);
  gboolean shown = gtk_toggle_button_get_active (button);
  KontorDesk *desk = kontor_page_get_desk (KONTOR_PAGE (self));

  kontor_side_pane_set_shown (KONTOR_SIDE_PANE (priv->side_pane), shown);
  if (kontor_side_pane_is_folded (KONTOR_SIDE_PANE (priv->side_pane)) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    kontor_desk_toast (desk, _("The window is too narrow for the preview beside the list"), NULL);
  if (desk != NULL)
    kontor_desk_remember (desk, "list/preview", shown ? "true" : "false");
}

/* Searching and filtering ---------------------------------------------------------------------- */

static void
search_changed_cb (GtkEditable *entry, KontorListPage *self)
{
  kontor_record_list_set_search (PRIVATE (self)->list, gtk_editable_get_text (entry));
  show_status (self);
}

static void
search_activate_cb (GtkEntry *entry, KontorListPage *self)
{
  KontorListPagePrivate *priv = PRIVATE (self);

  if (g_list_model_get_n_items (G_LIST_MODEL (priv->list)) > 0)
    {
      gtk_selection_model_select_item (GTK_SELECTION_MODEL (kontor_table_get_selection (priv->table)), 0, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (priv->table));
    }
}

static void
search_stop_cb (GtkSearchEntry *entry, KontorListPage *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (entry), "");
  else
    gtk_widget_grab_focus (GTK_WIDGET (PRIVATE (self)->table));
}

static void update_address (KontorListPage *self);

static void
filters_changed_cb (KontorFilterBar *bar, KontorListPage *self)
{
  KontorListPagePrivate *priv = PRIVATE (self);

  kontor_replace_text (&priv->condition, kontor_filter_bar_get_condition (bar));
  kontor_replace_text (&priv->own_title, NULL);
  kontor_record_list_set_condition (priv->list, priv->condition);
  show_sentence (self);
  update_address (self);
}

/* Views ----------------------------------------------------------------------------------------- */

/* Where the page is found again: a start later it shows the same. */
static void
update_address (KontorListPage *self)
{
  KontorListPagePrivate *priv = PRIVATE (self);
  const char *title = get_view_name (self);
  g_autoptr(GVariant) parameter =
    g_variant_ref_sink (g_variant_new ("(sss)", priv->entity->name, priv->condition != NULL ? priv->condition : "",
                                       title != NULL ? title : ""));
  g_autofree char *address = g_action_print_detailed_name ("win.open-list", parameter);

  kontor_page_set_address (KONTOR_PAGE (self), address);
}

/* Each view has columns of its own, which each person may arrange for oneself. */
static void
show_layout (KontorListPage *self, KontorRecord *view)
{
  KontorListPagePrivate *priv = PRIVATE (self);
  g_autofree char *key = view != NULL ? g_strdup_printf ("list:%s:view:%s", priv->entity->name, kontor_record_get_id (view))
                                      : g_strdup_printf ("list:%s", priv->entity->name);
  g_autofree char *order = view != NULL ? kontor_view_get_order (view) : NULL;
  g_auto(GStrv) columns = view != NULL ? kontor_view_get_columns (view) : NULL;

  kontor_table_show_layout (priv->table, key, (const char * const *) columns, order);
}

static void
view_chosen_cb (KontorViewSwitcher *views, KontorRecord *view, KontorListPage *self)
{
  g_autofree char *condition = view != NULL ? kontor_view_get_condition (view) : NULL;

  kontor_replace_text (&PRIVATE (self)->own_title, NULL);
  kontor_list_page_set_condition (self, condition);
  show_layout (self, view);
  update_address (self);
}

/* A page that was opened with what a view shows, from the sidebar or by a former
 * start, shows that view; and a view may have got another name. */
static void
views_loaded_cb (KontorViewSwitcher *views, KontorListPage *self)
{
  KontorListPagePrivate *priv = PRIVATE (self);

  if (kontor_view_switcher_get_current (views) == NULL && priv->own_title != NULL)
    {
      KontorRecord *view = kontor_view_switcher_find (views, priv->own_title, priv->condition);

      if (view == NULL)
        return;
      kontor_view_switcher_set_current (views, view);
      show_layout (self, view);
    }
  show_sentence (self);
  update_address (self);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorListPage) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!kontor_store_save_finish (KONTOR_STORE (source), result, &error))
    kontor_desk_report_error (kontor_page_get_desk (KONTOR_PAGE (self)), error, _("The view was not kept"));
  kontor_view_switcher_reload (KONTOR_VIEW_SWITCHER (PRIVATE (self)->views));
}

static void
keep_view_cb (KontorViewSwitcher *views, const char *name, KontorListPage *self)
{
  KontorListPagePrivate *priv = PRIVATE (self);
  KontorDesk *desk = kontor_page_get_desk (KONTOR_PAGE (self));
  KontorRecord *own = kontor_view_switcher_find_own (views, name);
  g_autoptr(KontorRecord) view = own != NULL ? g_object_ref (own) : kontor_view_new (priv->entity, name);
  g_auto(GStrv) columns = kontor_table_get_columns (priv->table);
  g_autofree char *key = g_strdup_printf ("list:%s:view:%s", priv->entity->name, kontor_record_get_id (view));

  if (kontor_desk_get_store (desk) == NULL)
    return;
  kontor_view_set_definition (view, priv->condition, kontor_table_get_order (priv->table), (const char * const *) columns);
  kontor_store_save_record_async (kontor_desk_get_store (desk), view, NULL, kept_cb, g_object_ref (self));
  kontor_table_keep_layout (priv->table, key);
  kontor_view_switcher_set_current (views, view);
  show_sentence (self);
  update_address (self);
}

/* Actions ------------------------------------------------------------------------------------------ */

static void
row_activated_cb (KontorTable *table, KontorRecord *record, KontorListPage *self)
{
  kontor_desk_open_record (kontor_page_get_desk (KONTOR_PAGE (self)),
                           PRIVATE (self)->entity->name, kontor_record_get_id (record));
}

static void
new_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KONTOR_LIST_PAGE_GET_CLASS (widget)->create (KONTOR_LIST_PAGE (widget));
}

static void
refresh_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kontor_record_list_reload (PRIVATE (KONTOR_LIST_PAGE (widget))->list);
}

static void
show_all_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorListPagePrivate *priv = PRIVATE (KONTOR_LIST_PAGE (widget));

  gtk_editable_set_text (GTK_EDITABLE (priv->search), "");
  kontor_view_switcher_set_current (KONTOR_VIEW_SWITCHER (priv->views), NULL);
  kontor_replace_text (&priv->own_title, NULL);
  kontor_list_page_set_condition (KONTOR_LIST_PAGE (widget), NULL);
  show_layout (KONTOR_LIST_PAGE (widget), NULL);
  update_address (KONTOR_LIST_PAGE (widget));
}

static void
preview_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkToggleButton *button = GTK_TOGGLE_BUTTON (PRIVATE (KONTOR_LIST_PAGE (widget))->preview_button);

  gtk_toggle_button_set_active (button, !gtk_toggle_button_get_active (button));
}

static void
find_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_grab_focus (PRIVATE (KONTOR_LIST_PAGE (widget))->search);
}

static void
filter_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kontor_filter_bar_add (KONTOR_FILTER_BAR (PRIVATE (KONTOR_LIST_PAGE (widget))->filters));
}

/* Tab stays within the rows, hence a key for the areas. */
static gboolean
kontor_list_page_next_area (KontorPage *page)
{
  KontorListPagePrivate *priv = PRIVATE (KONTOR_LIST_PAGE (page));
  GtkWidget *areas[] = { priv->search, priv->views, priv->filters, priv->stack, priv->pane };
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  guint at = 0;

  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    if (focus != NULL && (focus == areas[i] || gtk_widget_is_ancestor (focus, areas[i])))
      at = i + 1;
  for (guint i = at; i < G_N_ELEMENTS (areas); i++)
    if (gtk_widget_get_mapped (areas[i]) &&
        (gtk_widget_get_mapped (GTK_WIDGET (priv->table)) && areas[i] == priv->stack
           ? gtk_widget_grab_focus (GTK_WIDGET (priv->table))
           : gtk_widget_child_focus (areas[i], GTK_DIR_TAB_FORWARD)))
      return TRUE;
  return FALSE;
}

static void
import_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kontor_desk_open_page (kontor_page_get_desk (KONTOR_PAGE (widget)), "import",
                         PRIVATE (KONTOR_LIST_PAGE (widget))->entity->name);
}

static void
export_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kontor_export_dialog_present (kontor_page_get_desk (KONTOR_PAGE (widget)), PRIVATE (KONTOR_LIST_PAGE (widget))->table);
}

static void
command_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kontor_list_command_run (g_variant_get_string (parameter, NULL), kontor_page_get_desk (KONTOR_PAGE (widget)),
                           PRIVATE (KONTOR_LIST_PAGE (widget))->table);
}

static void
record_command_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorRecord *record = kontor_table_get_current (PRIVATE (KONTOR_LIST_PAGE (widget))->table);

  if (record != NULL && kontor_record_is_loaded (record))
    kontor_record_command_run (g_variant_get_string (parameter, NULL), kontor_page_get_desk (KONTOR_PAGE (widget)), record);
}

static void
default_create (KontorListPage *self)
{
  if (is_read_only (self))
    {
      kontor_desk_toast (kontor_page_get_desk (KONTOR_PAGE (self)),
                         _("These are not entered by hand: they begin on the card of what they are about"), NULL);
      return;
    }
  kontor_desk_open_record (kontor_page_get_desk (KONTOR_PAGE (self)), PRIVATE (self)->entity->name, "");
}

static GtkWidget *
default_create_preview (KontorListPage *self, KontorRecord *record)
{
  return kontor_preview_new (kontor_page_get_desk (KONTOR_PAGE (self)), record);
}

static void
kontor_list_page_refresh (KontorPage *page)
{
  kontor_record_list_reload (PRIVATE (KONTOR_LIST_PAGE (page))->list);
}

static void
kontor_list_page_find (KontorPage *page)
{
  gtk_widget_grab_focus (PRIVATE (KONTOR_LIST_PAGE (page))->search);
}

static void
kontor_list_page_arrive (KontorPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (PRIVATE (KONTOR_LIST_PAGE (page))->table));
}

/* Building ------------------------------------------------------------------------------------------- */

static GtkWidget *
make_menu (KontorListPage *self)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) data = g_menu_new ();
  g_autoptr(GMenu) table = g_menu_new ();
  g_autoptr(GMenuModel) commands = kontor_list_command_make_menu (PRIVATE (self)->entity);
  g_autoptr(GMenuModel) record_commands = kontor_record_command_make_menu (PRIVATE (self)->entity, "list.record-command");
  g_autoptr(GMenu) rows = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  if (kontor_desk_has_page ("import") && !is_read_only (self))
    g_menu_append (data, _("_Import…"), "list.import");
  g_menu_append (data, _("_Export…"), "list.export");
  g_menu_append (table, _("C_olumns…"), "list.columns");
  g_menu_append (table, _("_Preview pane"), "list.preview");
  g_menu_append (table, _("_Refresh"), "list.refresh");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (data));
  g_menu_append_section (rows, NULL, record_commands);
  g_menu_append_section (rows, NULL, commands);
  g_menu_append_section (menu, NULL, record_commands);
  g_menu_append_section (menu, NULL, commands);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (table));
  kontor_table_set_menu (PRIVATE (self)->table, G_MENU_MODEL (rows));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("More"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("More"), -1);
  return button;
}

static void
columns_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (PRIVATE (KONTOR_LIST_PAGE (widget))->table), "table.choose-columns", NULL);
}

static GtkWidget *
make_heading (KontorListPage *self)
{
  KontorListPagePrivate *priv = PRIVATE (self);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *gap = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *search_name = g_strdup_printf (_("Search in %s"), _(priv->entity->plural));

  priv->sentence = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (priv->sentence), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (priv->sentence), 0);
  gtk_widget_add_css_class (priv->sentence, "list-title");
  priv->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (priv->count, "list-count");
  gtk_widget_add_css_class (priv->count, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->count), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("How many there are"), -1);
  priv->spinner = gtk_spinner_new ();
  priv->selected = gtk_label_new (NULL);
  gtk_widget_add_css_class (priv->selected, "dim-label");
  gtk_widget_set_visible (priv->selected, FALSE);
  gtk_widget_set_hexpand (gap, TRUE);
  gtk_box_append (GTK_BOX (gap), priv->count);
  gtk_box_append (GTK_BOX (gap), priv->spinner);
  gtk_box_append (GTK_BOX (gap), priv->selected);

  priv->search = gtk_search_entry_new ();
  g_object_set (priv->search, "placeholder-text", _("Search in this list"), NULL);
  gtk_editable_set_width_chars (GTK_EDITABLE (priv->search), 26);
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (priv->search), 60);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->search), GTK_ACCESSIBLE_PROPERTY_LABEL, search_name, -1);
  g_signal_connect (priv->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect (priv->search, "activate", G_CALLBACK (search_activate_cb), self);
  g_signal_connect (priv->search, "stop-search", G_CALLBACK (search_stop_cb), self);

  priv->actions = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  priv->create = gtk_button_new_with_mnemonic (_("_New"));
  gtk_widget_add_css_class (priv->create, "suggested-action");
  gtk_widget_set_tooltip_text (priv->create, _("Create one (Ctrl+N)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (priv->create), "list.new");
  gtk_widget_set_visible (priv->create, !is_read_only (self));

  gtk_box_append (GTK_BOX (line), priv->sentence);
  gtk_box_append (GTK_BOX (line), gap);
  gtk_box_append (GTK_BOX (line), priv->search);
  gtk_box_append (GTK_BOX (line), priv->actions);
  gtk_box_append (GTK_BOX (line), priv->create);
  gtk_box_append (GTK_BOX (line), make_menu (self));
  gtk_widget_add_css_class (line, "list-heading");
  return line;
}

static GtkWidget *
make_second_line (KontorListPage *self)
{
  KontorListPagePrivate *priv = PRIVATE (self);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  priv->views = kontor_view_switcher_new (kontor_page_get_desk (KONTOR_PAGE (self)), priv->entity);
  g_signal_connect (priv->views, "chosen", G_CALLBACK (view_chosen_cb), self);
  g_signal_connect (priv->views, "keep", G_CALLBACK (keep_view_cb), self);
  g_signal_connect_object (priv->views, "loaded", G_CALLBACK (views_loaded_cb), self, 0);
  priv->filters = kontor_filter_bar_new (priv->entity);
  g_signal_connect (priv->filters, "changed", G_CALLBACK (filters_changed_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), priv->filters);
  gtk_widget_set_hexpand (scroller, TRUE);

  priv->layouts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (priv->layouts, "linked");
  gtk_widget_set_visible (priv->layouts, FALSE);
  priv->preview_button = gtk_toggle_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (priv->preview_button), "view-dual-symbolic");
  gtk_widget_add_css_class (priv->preview_button, "flat");
  gtk_widget_set_tooltip_text (priv->preview_button, _("Preview pane (F4)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->preview_button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Preview pane"), -1);
  g_signal_connect (priv->preview_button, "toggled", G_CALLBACK (preview_toggled_cb), self);

  gtk_box_append (GTK_BOX (line), priv->views);
  gtk_box_append (GTK_BOX (line), scroller);
  gtk_box_append (GTK_BOX (line), priv->layouts);
  gtk_box_append (GTK_BOX (line), priv->preview_button);
  gtk_widget_add_css_class (line, "list-filters");
  return line;
}

static GtkWidget *
make_body (KontorListPage *self)
{
  KontorListPagePrivate *priv = PRIVATE (self);

  priv->status = adw_status_page_new ();
  gtk_widget_add_css_class (priv->status, "compact");
  priv->status_button = gtk_button_new ();
  gtk_button_set_use_underline (GTK_BUTTON (priv->status_button), TRUE);
  gtk_widget_set_halign (priv->status_button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (priv->status_button, "pill");
  adw_status_page_set_child (ADW_STATUS_PAGE (priv->status), priv->status_button);
  priv->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (priv->stack), GTK_WIDGET (priv->table), "table");
  gtk_stack_add_named (GTK_STACK (priv->stack), priv->status, "status");

  priv->pane = adw_bin_new ();
  gtk_widget_add_css_class (priv->pane, "preview-pane");
  gtk_widget_set_size_request (priv->pane, 380, -1);
  g_signal_connect_object (priv->pane, "notify::visible", G_CALLBACK (show_preview), self, G_CONNECT_SWAPPED);
  priv->side_pane = kontor_side_pane_new (priv->stack, priv->pane);
  gtk_widget_set_vexpand (priv->side_pane, TRUE);
  return priv->side_pane;
}

static void
kontor_list_page_constructed (GObject *object)
{
  KontorListPage *self = KONTOR_LIST_PAGE (object);
  KontorListPagePrivate *priv = PRIVATE (self);
  KontorDesk *desk = kontor_page_get_desk (KONTOR_PAGE (self));
  g_autofree char *key = NULL;
  const char *remembered;
  GtkWidget *box;

  G_OBJECT_CLASS (kontor_list_page_parent_class)->constructed (object);

  g_return_if_fail (priv->entity != NULL);
  g_return_if_fail (KONTOR_IS_DESK (desk));

  key = g_strdup_printf ("list:%s", priv->entity->name);
  priv->layout = "table";
  priv->own_title = g_strdup (kontor_page_get_title (KONTOR_PAGE (self)));
  priv->list = kontor_record_list_new (kontor_desk_get_store (desk), priv->entity);
  kontor_record_list_set_condition (priv->list, priv->condition);
  priv->table = kontor_table_new (desk, priv->entity, G_LIST_MODEL (priv->list), key);
  kontor_table_set_footer (priv->table, kontor_totals_bar_new (priv->table));
  g_signal_connect (priv->table, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect (priv->table, "notify::current", G_CALLBACK (current_changed_cb), self);
  g_signal_connect (priv->table, "notify::n-selected", G_CALLBACK (n_selected_changed_cb), self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.record-command", FALSE);

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), make_heading (self));
  gtk_box_append (GTK_BOX (box), make_second_line (self));
  gtk_box_append (GTK_BOX (box), make_body (self));
  adw_bin_set_child (ADW_BIN (self), box);

  kontor_filter_bar_set_condition (KONTOR_FILTER_BAR (priv->filters), priv->condition);
  g_signal_connect_object (priv->list, "notify::total", G_CALLBACK (list_notify_cb), self, 0);
  g_signal_connect_object (priv->list, "notify::loading", G_CALLBACK (list_notify_cb), self, 0);
  g_signal_connect_object (priv->list, "notify::error", G_CALLBACK (list_notify_cb), self, 0);
  g_signal_connect_object (priv->list, "notify::n-items", G_CALLBACK (list_notify_cb), self, 0);

  kontor_page_set_icon_name (KONTOR_PAGE (self), priv->entity->icon);
  if (priv->condition == NULL)
    kontor_page_set_key (KONTOR_PAGE (self), key);
  else
    {
      g_autofree char *own_key = g_strdup_printf ("%s:%s", key, priv->condition);

      kontor_page_set_key (KONTOR_PAGE (self), own_key);
    }
  update_address (self);
  show_sentence (self);
  show_status (self);

  remembered = kontor_desk_recall (desk, "list/preview");
  if (g_strcmp0 (remembered, "true") == 0)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (priv->preview_button), TRUE);
}

static void
kontor_list_page_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  KontorListPagePrivate *priv = PRIVATE (KONTOR_LIST_PAGE (object));

  if (property == PROP_ENTITY)
    g_value_set_string (value, priv->entity->name);
  else
    g_value_set_string (value, priv->condition);
}

static void
kontor_list_page_set_property (GObject *object, guint property, const GValue *value, GParamSpec *pspec)
{
  KontorListPagePrivate *priv = PRIVATE (KONTOR_LIST_PAGE (object));

  if (property == PROP_ENTITY)
    priv->entity = kontor_entity_lookup (g_value_get_string (value));
  else
    {
      const char *condition = g_value_get_string (value);

      kontor_replace_text (&priv->condition, condition != NULL && *condition != '\0' ? condition : NULL);
    }
}

static void
kontor_list_page_dispose (GObject *object)
{
  KontorListPagePrivate *priv = PRIVATE (KONTOR_LIST_PAGE (object));

  g_clear_handle_id (&priv->preview_timeout, g_source_remove);
  if (priv->table != NULL)
    g_signal_handlers_disconnect_by_data (priv->table, object);
  adw_bin_set_child (ADW_BIN (object), NULL);
  g_clear_object (&priv->list);
  priv->table = NULL;

  G_OBJECT_CLASS (kontor_list_page_parent_class)->dispose (object);
}

static void
kontor_list_page_finalize (GObject *object)
{
  KontorListPagePrivate *priv = PRIVATE (KONTOR_LIST_PAGE (object));

  g_free (priv->condition);
  g_free (priv->own_title);

  G_OBJECT_CLASS (kontor_list_page_parent_class)->finalize (object);
}

static void
kontor_list_page_class_init (KontorListPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KontorPageClass *page_class = KONTOR_PAGE_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = kontor_list_page_constructed;
  object_class->get_property = kontor_list_page_get_property;
  object_class->set_property = kontor_list_page_set_property;
  object_class->dispose = kontor_list_page_dispose;
  object_class->finalize = kontor_list_page_finalize;
  page_class->refresh = kontor_list_page_refresh;
  page_class->find = kontor_list_page_find;
  page_class->arrive = kontor_list_page_arrive;
  page_class->next_area = kontor_list_page_next_area;
  klass->create = default_create;
  klass->create_preview = default_create_preview;

  properties[PROP_ENTITY] = g_param_spec_string ("entity", NULL, NULL, NULL, flags);
  properties[PROP_CONDITION] = g_param_spec_string ("condition", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "list.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "list.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "list.show-all", NULL, show_all_action);
  gtk_widget_class_install_action (widget_class, "list.preview", NULL, preview_action);
  gtk_widget_class_install_action (widget_class, "list.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "list.filter", NULL, filter_action);
  gtk_widget_class_install_action (widget_class, "list.columns", NULL, columns_action);
  gtk_widget_class_install_action (widget_class, "list.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "list.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "list.command", "s", command_action);
  gtk_widget_class_install_action (widget_class, "list.record-command", "s", record_command_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "list.new", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "list.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F4, 0, "list.preview", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "list.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "list.filter", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "list.export", NULL);
}

static void
kontor_list_page_init (KontorListPage *self)
{
}

KontorPage *
kontor_list_page_new (KontorDesk *desk, const char *entity, const char *condition, const char *title)
{
  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (kontor_entity_lookup (entity) != NULL, NULL);

  return g_object_new (KONTOR_TYPE_LIST_PAGE, "desk", desk, "title", title,
                       "entity", entity, "condition", condition, NULL);
}

const KontorEntity *
kontor_list_page_get_entity (KontorListPage *self)
{
  g_return_val_if_fail (KONTOR_IS_LIST_PAGE (self), NULL);
  return PRIVATE (self)->entity;
}

KontorRecordList *
kontor_list_page_get_list (KontorListPage *self)
{
  g_return_val_if_fail (KONTOR_IS_LIST_PAGE (self), NULL);
  return PRIVATE (self)->list;
}

KontorTable *
kontor_list_page_get_table (KontorListPage *self)
{
  g_return_val_if_fail (KONTOR_IS_LIST_PAGE (self), NULL);
  return PRIVATE (self)->table;
}

const char *
kontor_list_page_get_condition (KontorListPage *self)
{
  g_return_val_if_fail (KONTOR_IS_LIST_PAGE (self), NULL);
  return PRIVATE (self)->condition;
}

void
kontor_list_page_set_condition (KontorListPage *self, const char *condition)
{
  KontorListPagePrivate *priv;

  g_return_if_fail (KONTOR_IS_LIST_PAGE (self));

  priv = PRIVATE (self);
  kontor_replace_text (&priv->condition, condition != NULL && *condition != '\0' ? condition : NULL);
  kontor_filter_bar_set_condition (KONTOR_FILTER_BAR (priv->filters), priv->condition);
  kontor_record_list_set_condition (priv->list, priv->condition);
  show_sentence (self);
}

void
kontor_list_page_add_action (KontorListPage *self, GtkWidget *button)
{
  g_return_if_fail (KONTOR_IS_LIST_PAGE (self));
  gtk_box_append (GTK_BOX (PRIVATE (self)->actions), button);
}

GtkWidget *
kontor_list_page_add_link (KontorListPage *self, const char *label, const char *tooltip, const char *action, GVariant *target)
{
  GtkWidget *button;

  g_return_val_if_fail (KONTOR_IS_LIST_PAGE (self), NULL);

  button = gtk_button_new_with_mnemonic (label);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  kontor_list_page_add_action (self, button);
  return button;
}

static void
layout_toggled_cb (GtkToggleButton *button, KontorListPage *self)
{
  KontorListPagePrivate *priv = PRIVATE (self);

  if (!gtk_toggle_button_get_active (button))
    return;
  priv->layout = gtk_widget_get_name (GTK_WIDGET (button));
  gtk_stack_set_visible_child_name (GTK_STACK (priv->stack), priv->layout);
  show_count (self);
}

static void
add_layout_button (KontorListPage *self, const char *name, const char *label, const char *icon_name)
{
  KontorListPagePrivate *priv = PRIVATE (self);
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *first = gtk_widget_get_first_child (priv->layouts);

  gtk_button_set_icon_name (GTK_BUTTON (button), icon_name);
  gtk_widget_set_name (button, name);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
  else
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  g_signal_connect (button, "toggled", G_CALLBACK (layout_toggled_cb), self);
  gtk_box_append (GTK_BOX (priv->layouts), button);
}

void
kontor_list_page_add_layout (KontorListPage *self, GtkWidget *widget, const char *name,
                             const char *label, const char *icon_name)
{
  KontorListPagePrivate *priv;

  g_return_if_fail (KONTOR_IS_LIST_PAGE (self));

  priv = PRIVATE (self);
  if (gtk_widget_get_first_child (priv->layouts) == NULL)
    add_layout_button (self, "table", _("Table"), "view-list-symbolic");
  add_layout_button (self, name, label, icon_name);
  gtk_stack_add_named (GTK_STACK (priv->stack), widget, name);
  gtk_widget_set_visible (priv->layouts, TRUE);
}
