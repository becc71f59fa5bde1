#include "config.h"

#include "kit/table.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "kit/column-chooser.h"
#include "kit/focus-children.h"
#include "kit/replace-text.h"
#include "kit/table-column.h"
#include "kit/table-jump.h"
#include "kit/table-layout.h"
#include "kit/table-menu.h"

/* Never more: about 205 rows are alive, each with a cell a column. */
#define MAXIMUM_COLUMNS 10
/* By the keyboard; pixels at the usual size of text. */
#define NARROWEST_COLUMN 36

struct _KontorTable
{
  GtkWidget             parent_instance;
  KontorDesk           *desk;
  const KontorEntity   *entity;
  GListModel           *rows;
  char                 *key;
  /* What "reset" goes back to; NULL: what the entity shows first. */
  char                **base_columns;
  char                 *base_order;
  KontorRangeSelection *selection;
  GtkWidget            *scroller;
  GtkWidget            *footer;
  GtkColumnView        *view;
  KontorTableMenu      *menu;
  GMenu                *header_menu;
  KontorRecord         *current;
  guint64               n_selected;

  /* Answered by the sorters while the view's sorter is asked which column leads. */
  const KontorField    *probed;
  char                 *order;
  /* The person has not chosen widths: the first ones may be made to fit. */
  gboolean              may_fit;
  guint                 fit_idle;
  int                   fitted_width;
  /* While columns are put in by the program, what they signal is not a choice of the person. */
  gboolean              arranging;
  guint                 remember_idle;
  guint                 top_idle;

  KontorTableJump      *jump;
};

G_DEFINE_FINAL_TYPE (KontorTable, kontor_table, GTK_TYPE_WIDGET)

enum { PROP_CURRENT = 1, PROP_N_SELECTED, N_PROPS };
enum { ROW_ACTIVATED, LAYOUT_CHANGED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static char *
memory_key (KontorTable *self)
{
  return g_strdup_printf ("table/%s", self->key);
}

static void
remember (KontorTable *self)
{
  g_autofree char *text = NULL;
  g_autofree char *key = NULL;

  if (self->desk == NULL || self->key == NULL)
    return;
  text = kontor_table_layout_to_json (self->view, self->order);
  key = memory_key (self);
  kontor_desk_remember (self->desk, key, text);
}

static gboolean
remember_cb (gpointer user_data)
{
  KontorTable *self = user_data;

  self->remember_idle = 0;
  remember (self);
  g_signal_emit (self, signals[LAYOUT_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
layout_changed (KontorTable *self)
{
  if (self->arranging)
    return;
  self->may_fit = FALSE;
  if (self->remember_idle == 0)
    self->remember_idle = g_idle_add (remember_cb, self);
}

static GtkColumnViewColumn *
find_column (KontorTable *self, const char *field)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (kontor_table_column_get_field (column)->name, field) == 0)
        return column;
    }
  return NULL;
}

/* Sorting ----------------------------------------------------------------------- */

typedef struct
{
  KontorTable       *table;
  const KontorField *field;
} Probe;

static int
probe_cb (gconstpointer first, gconstpointer second, gpointer user_data)
{
  Probe *probe = user_data;

  /* The first sorter asked is that of the leading column; its answer ends the search. */
  if (probe->table->probed == NULL)
    probe->table->probed = probe->field;
  return -1;
}

static void
sorter_changed_cb (GtkSorter *sorter, GtkSorterChange change, KontorTable *self)
{
  g_autofree char *order = NULL;
  g_autoptr(GObject) probe = NULL;
  g_autoptr(GObject) other = NULL;
  GtkOrdering ordering;

  if (self->arranging)
    return;

  self->probed = NULL;
  probe = g_object_new (kontor_entity_get_record_type (self->entity), NULL);
  /* No sorter is asked about a thing and itself. */
  other = g_object_new (kontor_entity_get_record_type (self->entity), NULL);
  ordering = gtk_sorter_compare (sorter, probe, other);
  if (self->probed == NULL)
    return;

  order = g_strconcat (ordering == GTK_ORDERING_SMALLER ? "" : "-", self->probed->name, NULL);
  if (g_strcmp0 (order, self->order) == 0)
    return;
  kontor_replace_text (&self->order, order);
  if (KONTOR_IS_RECORD_LIST (self->rows))
    kontor_record_list_set_order (KONTOR_RECORD_LIST (self->rows), order);
  layout_changed (self);
}

static void
show_order (KontorTable *self)
{
  GtkColumnViewColumn *column;
  gboolean descending = self->order != NULL && self->order[0] == '-';

  self->arranging = TRUE;
  column = self->order != NULL ? find_column (self, self->order + descending) : NULL;
  gtk_column_view_sort_by_column (self->view, column, descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->arranging = FALSE;
}

/* Columns ----------------------------------------------------------------------- */

static void
width_changed_cb (GtkColumnViewColumn *column, GParamSpec *pspec, KontorTable *self)
{
  layout_changed (self);
}

static void
columns_changed_cb (GListModel *columns, guint position, guint removed, guint added, KontorTable *self)
{
  layout_changed (self);
}

static GtkColumnViewColumn *
make_column (KontorTable *self, const KontorField *field, int width)
{
  GtkColumnViewColumn *column = kontor_table_column_new (self->entity, field, self->rows);
  g_autoptr(GtkSorter) sorter = NULL;
  Probe *probe = g_new (Probe, 1);

  probe->table = self;
  probe->field = field;
  sorter = GTK_SORTER (gtk_custom_sorter_new (probe_cb, probe, g_free));
  if (kontor_table_column_is_sortable (field))
    gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_header_menu (column, G_MENU_MODEL (self->header_menu));
  if (width > 0)
    gtk_column_view_column_set_fixed_width (column, width);
  g_signal_connect_object (column, "notify::fixed-width", G_CALLBACK (width_changed_cb), self, 0);
  return column;
}

static void
clear_columns (KontorTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
}

static void
put_columns (KontorTable *self, const char * const *fields)
{
  g_autoptr(GHashTable) widths = NULL;
  GListModel *columns;

  self->arranging = TRUE;
  widths = g_hash_table_new (g_str_hash, g_str_equal);
  columns = gtk_column_view_get_columns (self->view);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      g_hash_table_insert (widths, (gpointer) kontor_table_column_get_field (column)->name,
                           GINT_TO_POINTER (gtk_column_view_column_get_fixed_width (column)));
    }
  clear_columns (self);
  for (guint i = 0; fields != NULL && fields[i] != NULL && i < MAXIMUM_COLUMNS; i++)
    {
      const KontorField *field = kontor_entity_find_field (self->entity, fields[i]);

      if (field != NULL)
        {
          g_autoptr(GtkColumnViewColumn) column = make_column (self, field, GPOINTER_TO_INT (g_hash_table_lookup (widths, field->name)));

          gtk_column_view_append_column (self->view, column);
        }
    }
  kontor_table_layout_fill (self->view);
  self->arranging = FALSE;
  show_order (self);
}

/* Widths that nobody chose are made to fit, whenever the table becomes another width. */
static gboolean
fit_cb (gpointer user_data)
{
  KontorTable *self = user_data;

  self->fit_idle = 0;
  if (!self->may_fit)
    return G_SOURCE_REMOVE;
  self->arranging = TRUE;
  self->fitted_width = gtk_widget_get_width (GTK_WIDGET (self));
  kontor_table_layout_fit (self->view, self->fitted_width - 2);
  self->arranging = FALSE;
  return G_SOURCE_REMOVE;
}

static void
show_first_columns (KontorTable *self)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  for (const KontorField *field = self->entity->fields; field->name != NULL; field++)
    if ((field->flags & KONTOR_FIELD_FLAG_LIST) != 0)
      g_ptr_array_add (names, (gpointer) field->name);
  if (names->len == 0)
    g_ptr_array_add (names, (gpointer) self->entity->title);
  self->may_fit = TRUE;
  self->fitted_width = 0;
  g_ptr_array_add (names, NULL);
  /* Not remembered: what nobody chose may change with the program. */
  put_columns (self, (const char * const *) names->pdata);
}

static gboolean
restore (KontorTable *self)
{
  g_autofree char *key = NULL;
  g_autoptr(JsonNode) root = NULL;
  const char *text;
  JsonObject *object;
  JsonArray *columns;

  if (self->desk == NULL || self->key == NULL)
    return FALSE;
  key = memory_key (self);
  text = kontor_desk_recall (self->desk, key);
  root = text != NULL ? json_from_string (text, NULL) : NULL;
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;

  object = json_node_get_object (root);
  if (!json_object_has_member (object, "columns"))
    return FALSE;
  columns = json_object_get_array_member (object, "columns");

  self->arranging = TRUE;
  clear_columns (self);
  for (guint i = 0; i < json_array_get_length (columns) && i < MAXIMUM_COLUMNS; i++)
    {
      JsonObject *entry = json_array_get_object_element (columns, i);
      const KontorField *field =
        kontor_entity_find_field (self->entity, json_object_get_string_member_with_default (entry, "field", ""));

      /* A field may have gone since. */
      if (field != NULL && find_column (self, field->name) == NULL)
        {
          g_autoptr(GtkColumnViewColumn) column =
            make_column (self, field, json_object_get_int_member_with_default (entry, "width", 0) * kontor_table_column_get_text_scale ());

          gtk_column_view_append_column (self->view, column);
        }
    }
  kontor_table_layout_fill (self->view);
  self->arranging = FALSE;

  if (g_list_model_get_n_items (gtk_column_view_get_columns (self->view)) == 0)
    return FALSE;
  if (json_object_has_member (object, "order"))
    kontor_table_set_order (self, json_object_get_string_member (object, "order"));
  return TRUE;
}

/* What stands there before anybody chose. */
static void
show_base (KontorTable *self)
{
  if (self->base_columns != NULL && self->base_columns[0] != NULL)
    {
      put_columns (self, (const char * const *) self->base_columns);
      self->may_fit = TRUE;
      self->fitted_width = 0;
    }
  else
    show_first_columns (self);
  kontor_table_set_order (self, self->base_order);
}

static void
remember_now (KontorTable *self)
{
  if (self->remember_idle != 0)
    remember (self);
  g_clear_handle_id (&self->remember_idle, g_source_remove);
}

/* Selection ----------------------------------------------------------------------- */

static void
update_current (KontorTable *self)
{
  guint64 n_selected = kontor_range_selection_get_n_selected (self->selection);
  g_autoptr(KontorRecord) current = NULL;

  if (n_selected == 1)
    current = g_list_model_get_item (self->rows, kontor_range_selection_get_first (self->selection));
  if (g_set_object (&self->current, current))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
  if (self->n_selected != n_selected)
    {
      self->n_selected = n_selected;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "table.copy", n_selected > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "table.open", n_selected > 0);
}

static void
selection_changed_cb (GtkSelectionModel *model, guint position, guint n_items, KontorTable *self)
{
  update_current (self);
}

/* A list that was read anew comes as "all gone, all new": the selected record stays selected. */
static void
rows_changed_cb (GListModel *rows, guint position, guint removed, guint added, KontorTable *self)
{
  if (self->current != NULL && removed > 0 && KONTOR_IS_RECORD_LIST (rows) &&
      kontor_range_selection_get_n_selected (self->selection) == 0)
    {
      guint found = kontor_record_list_find (KONTOR_RECORD_LIST (rows), kontor_record_get_id (self->current));

      if (found != G_MAXUINT)
        gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), found, TRUE);
    }
  update_current (self);
}

static gboolean
top_cb (gpointer user_data)
{
  KontorTable *self = user_data;

  self->top_idle = 0;
  kontor_table_scroll_to (self, 0, FALSE);
  return G_SOURCE_REMOVE;
}

/* Whoever sorts or filters wants to see what comes first; the view stays at a row of the list before. */
static void
renewed_cb (KontorTable *self)
{
  if (self->top_idle == 0)
    self->top_idle = g_idle_add (top_cb, self);
}

static void
activate_cb (GtkColumnView *view, guint position, KontorTable *self)
{
  g_autoptr(KontorRecord) record = g_list_model_get_item (self->rows, position);

  if (record != NULL && kontor_record_get_id (record) != NULL)
    g_signal_emit (self, signals[ROW_ACTIVATED], 0, record);
}

/* Keys ----------------------------------------------------------------------------- */

/* Enter opens the row that is selected: after typing to jump the focus may still
 * be on the row before, or on none. */
static gboolean
enter_pressed_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, KontorTable *self)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) || self->current == NULL ||
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK | GDK_SUPER_MASK)) != 0 ||
      (focus != NULL && gtk_widget_is_ancestor (focus, header)))
    return GDK_EVENT_PROPAGATE;

  gtk_widget_activate_action (GTK_WIDGET (self), "table.open", NULL);
  return GDK_EVENT_STOP;
}

/* Actions ------------------------------------------------------------------------------- */

static void
popup_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kontor_table_menu_popup_at_focus (KONTOR_TABLE (widget)->menu);
}

static void
copy_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *text = kontor_table_copy_text (KONTOR_TABLE (widget));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
select_all_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (KONTOR_TABLE (widget)->selection));
}

static void
open_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorTable *self = KONTOR_TABLE (widget);
  guint first = kontor_range_selection_get_first (self->selection);

  if (first != G_MAXUINT)
    activate_cb (self->view, first, self);
}

static void
reset_columns_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorTable *self = KONTOR_TABLE (widget);
  g_autofree char *key = self->key != NULL ? memory_key (self) : NULL;

  show_base (self);
  if (self->desk != NULL && key != NULL)
    kontor_desk_remember (self->desk, key, NULL);
  g_signal_emit (self, signals[LAYOUT_CHANGED], 0);
}

static void
sort_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kontor_table_set_order (KONTOR_TABLE (widget), g_variant_get_string (parameter, NULL));
  layout_changed (KONTOR_TABLE (widget));
}

static void
choose_columns_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkWidget *chooser = kontor_column_chooser_new (KONTOR_TABLE (widget), MAXIMUM_COLUMNS);

  gtk_widget_set_parent (chooser, widget);
  gtk_popover_popup (GTK_POPOVER (chooser));
}

/* Class --------------------------------------------------------------------------------- */

static void
kontor_table_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  KontorTable *self = KONTOR_TABLE (object);

  switch (property)
    {
    case PROP_CURRENT:
      g_value_set_object (value, self->current);
      break;
    case PROP_N_SELECTED:
      g_value_set_uint64 (value, self->n_selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
kontor_table_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KontorTable *self = KONTOR_TABLE (widget);
  int footer_height = 0;

  if (self->footer != NULL && gtk_widget_should_layout (self->footer))
    gtk_widget_measure (self->footer, GTK_ORIENTATION_VERTICAL, -1, &footer_height, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->scroller, &(GtkAllocation) { 0, 0, width, height - footer_height }, baseline);
  /* After the columns, under which it puts what it shows. */
  if (footer_height > 0)
    gtk_widget_size_allocate (self->footer, &(GtkAllocation) { 0, height - footer_height, width, footer_height }, -1);
  if (self->may_fit && self->fit_idle == 0 && width > 0 && width != self->fitted_width)
    self->fit_idle = g_idle_add (fit_cb, self);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));
}

static void
kontor_table_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                      int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  KontorTable *self = KONTOR_TABLE (widget);

  gtk_widget_measure (self->scroller, orientation, -1, minimum, natural, minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_VERTICAL && self->footer != NULL && gtk_widget_should_layout (self->footer))
    {
      int footer_height;

      gtk_widget_measure (self->footer, orientation, -1, &footer_height, NULL, NULL, NULL);
      *minimum += footer_height;
      *natural += footer_height;
    }
}

static gboolean
kontor_table_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (gtk_widget_get_last_child (GTK_WIDGET (KONTOR_TABLE (widget)->view)));
}

static void
kontor_table_dispose (GObject *object)
{
  KontorTable *self = KONTOR_TABLE (object);
  GtkWidget *child;

  remember_now (self);
  g_clear_handle_id (&self->fit_idle, g_source_remove);
  g_clear_handle_id (&self->top_idle, g_source_remove);
  self->arranging = TRUE;
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  g_clear_object (&self->jump);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->footer = NULL;
  g_clear_object (&self->current);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->menu);
  g_clear_object (&self->header_menu);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (kontor_table_parent_class)->dispose (object);
}

static void
kontor_table_finalize (GObject *object)
{
  KontorTable *self = KONTOR_TABLE (object);

  g_free (self->key);
  g_strfreev (self->base_columns);
  g_free (self->base_order);
  g_free (self->order);

  G_OBJECT_CLASS (kontor_table_parent_class)->finalize (object);
}

static void
kontor_table_class_init (KontorTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kontor_table_get_property;
  object_class->dispose = kontor_table_dispose;
  object_class->finalize = kontor_table_finalize;
  widget_class->measure = kontor_table_measure;
  widget_class->size_allocate = kontor_table_size_allocate;
  widget_class->grab_focus = kontor_table_grab_focus;
  widget_class->focus = kontor_focus_children;
  gtk_widget_class_set_css_name (widget_class, "table");

  properties[PROP_CURRENT] = g_param_spec_object ("current", NULL, NULL, KONTOR_TYPE_RECORD,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_SELECTED] = g_param_spec_uint64 ("n-selected", NULL, NULL, 0, G_MAXUINT64, 0,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ROW_ACTIVATED] = g_signal_new ("row-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, KONTOR_TYPE_RECORD);
  signals[LAYOUT_CHANGED] = g_signal_new ("layout-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "table.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "table.select-all", NULL, select_all_action);
  gtk_widget_class_install_action (widget_class, "table.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "table.choose-columns", NULL, choose_columns_action);
  gtk_widget_class_install_action (widget_class, "table.reset-columns", NULL, reset_columns_action);
  gtk_widget_class_install_action (widget_class, "table.sort", "s", sort_action);
  gtk_widget_class_install_action (widget_class, "table.popup", NULL, popup_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "table.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, GDK_CONTROL_MASK, "table.select-all", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "table.popup", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "table.popup", NULL);
}

static void
kontor_table_init (KontorTable *self)
{
  GtkEventController *enter = gtk_event_controller_key_new ();

  self->header_menu = g_menu_new ();
  g_menu_append (self->header_menu, _("C_olumns…"), "table.choose-columns");
  g_menu_append (self->header_menu, _("_Reset columns"), "table.reset-columns");

  self->scroller = gtk_scrolled_window_new ();
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_reorderable (self->view, TRUE);
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  g_signal_connect (self->view, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (gtk_column_view_get_columns (self->view), "items-changed", G_CALLBACK (columns_changed_cb), self);
  g_signal_connect (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (sorter_changed_cb), self);

  self->jump = kontor_table_jump_new (self, GTK_WIDGET (self->view));
  self->menu = kontor_table_menu_new (self, self->view);
  gtk_event_controller_set_propagation_phase (enter, GTK_PHASE_CAPTURE);
  g_signal_connect (enter, "key-pressed", G_CALLBACK (enter_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), enter);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}

KontorTable *
kontor_table_new (KontorDesk *desk, const KontorEntity *entity, GListModel *rows, const char *key)
{
  KontorTable *self;

  g_return_val_if_fail (entity != NULL, NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (rows), NULL);

  self = g_object_new (KONTOR_TYPE_TABLE, NULL);
  g_set_object (&self->desk, desk);
  self->entity = entity;
  self->rows = g_object_ref (rows);
  self->key = g_strdup (key);
  self->selection = kontor_range_selection_new (rows);
  g_signal_connect (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb), self);
  /* After the selection has moved along with the rows. */
  g_signal_connect_after (rows, "items-changed", G_CALLBACK (rows_changed_cb), self);
  if (KONTOR_IS_RECORD_LIST (rows))
    g_signal_connect_swapped (rows, "renewed", G_CALLBACK (renewed_cb), self);

  if (!restore (self))
    {
      show_first_columns (self);
      kontor_replace_text (&self->order, entity->order);
      show_order (self);
    }
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _(entity->plural), -1);
  update_current (self);
  return self;
}

GListModel *
kontor_table_get_rows (KontorTable *self)
{
  g_return_val_if_fail (KONTOR_IS_TABLE (self), NULL);
  return self->rows;
}

const KontorEntity *
kontor_table_get_entity (KontorTable *self)
{
  g_return_val_if_fail (KONTOR_IS_TABLE (self), NULL);
  return self->entity;
}

KontorRangeSelection *
kontor_table_get_selection (KontorTable *self)
{
  g_return_val_if_fail (KONTOR_IS_TABLE (self), NULL);
  return self->selection;
}

KontorRecord *
kontor_table_get_current (KontorTable *self)
{
  g_return_val_if_fail (KONTOR_IS_TABLE (self), NULL);
  return self->current;
}

KontorSnapshot *
kontor_table_copy_selected (KontorTable *self)
{
  g_autoptr(KontorSnapshot) all = NULL;
  g_autoptr(GtkBitset) positions = NULL;
  KontorSnapshot *selected = kontor_snapshot_new ();
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (KONTOR_IS_TABLE (self), NULL);

  if (!KONTOR_IS_RECORD_LIST (self->rows))
    return selected;
  all = kontor_record_list_copy_identifiers (KONTOR_RECORD_LIST (self->rows));
  positions = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  if (gtk_bitset_iter_init_first (&iter, positions, &position))
    do
      kontor_snapshot_append_from (selected, all, position);
    while (gtk_bitset_iter_next (&iter, &position));
  return selected;
}

void
kontor_table_set_columns (KontorTable *self, const char * const *fields)
{
  g_return_if_fail (KONTOR_IS_TABLE (self));

  put_columns (self, fields);
  layout_changed (self);
}

char **
kontor_table_get_columns (KontorTable *self)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  GListModel *columns;

  g_return_val_if_fail (KONTOR_IS_TABLE (self), NULL);

  columns = gtk_column_view_get_columns (self->view);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      g_strv_builder_add (names, kontor_table_column_get_field (column)->name);
    }
  return g_strv_builder_end (names);
}

void
kontor_table_widen_column (KontorTable *self, const char *field, int by)
{
  GtkColumnViewColumn *column;
  double scale = kontor_table_column_get_text_scale ();

  g_return_if_fail (KONTOR_IS_TABLE (self));

  column = find_column (self, field);
  if (column != NULL)
    gtk_column_view_column_set_fixed_width (column, MAX (gtk_column_view_column_get_fixed_width (column) + (int) (by * scale),
                                                         (int) (NARROWEST_COLUMN * scale)));
}

void
kontor_table_set_order (KontorTable *self, const char *field)
{
  g_return_if_fail (KONTOR_IS_TABLE (self));

  kontor_replace_text (&self->order, field != NULL ? field : self->entity->order);
  show_order (self);
  if (KONTOR_IS_RECORD_LIST (self->rows))
    kontor_record_list_set_order (KONTOR_RECORD_LIST (self->rows), self->order);
}

const char *
kontor_table_get_order (KontorTable *self)
{
  g_return_val_if_fail (KONTOR_IS_TABLE (self), NULL);
  return self->order;
}

static void
take_base (KontorTable *self, const char *key, const char * const *columns, const char *order)
{
  remember_now (self);
  kontor_replace_text (&self->key, key);
  g_strfreev (self->base_columns);
  self->base_columns = g_strdupv ((char **) columns);
  kontor_replace_text (&self->base_order, order);
}

void
kontor_table_show_layout (KontorTable *self, const char *key, const char * const *columns, const char *order)
{
  g_return_if_fail (KONTOR_IS_TABLE (self));

  take_base (self, key, columns, order);
  if (!restore (self))
    show_base (self);
  g_signal_emit (self, signals[LAYOUT_CHANGED], 0);
}

void
kontor_table_keep_layout (KontorTable *self, const char *key)
{
  g_auto(GStrv) columns = kontor_table_get_columns (self);
  g_autofree char *order = g_strdup (self->order);

  g_return_if_fail (KONTOR_IS_TABLE (self));

  take_base (self, key, (const char * const *) columns, order);
  remember (self);
}

void
kontor_table_set_footer (KontorTable *self, GtkWidget *footer)
{
  GtkAdjustment *scrolled;

  g_return_if_fail (KONTOR_IS_TABLE (self));
  g_return_if_fail (self->footer == NULL);

  self->footer = footer;
  gtk_widget_insert_after (footer, GTK_WIDGET (self), self->scroller);
  scrolled = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  g_signal_connect_object (scrolled, "value-changed", G_CALLBACK (gtk_widget_queue_allocate), footer, G_CONNECT_SWAPPED);
}

gboolean
kontor_table_get_column_place (KontorTable *self, const char *field, GtkWidget *relative_to, int *x, int *width)
{
  GListModel *columns;
  GtkWidget *title;

  g_return_val_if_fail (KONTOR_IS_TABLE (self), FALSE);

  columns = gtk_column_view_get_columns (self->view);
  title = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (self->view)));
  for (guint i = 0; i < g_list_model_get_n_items (columns) && title != NULL; i++, title = gtk_widget_get_next_sibling (title))
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      graphene_rect_t bounds;

      if (!g_str_equal (kontor_table_column_get_field (column)->name, field))
        continue;
      if (!gtk_widget_compute_bounds (title, relative_to, &bounds) || bounds.size.width < 1)
        return FALSE;
      *x = (int) bounds.origin.x;
      *width = (int) bounds.size.width;
      return TRUE;
    }
  return FALSE;
}

void
kontor_table_set_menu (KontorTable *self, GMenuModel *menu)
{
  g_return_if_fail (KONTOR_IS_TABLE (self));
  kontor_table_menu_set_more (self->menu, menu);
}

void
kontor_table_scroll_to (KontorTable *self, guint position, gboolean select)
{
  GtkWidget *list;

  g_return_if_fail (KONTOR_IS_TABLE (self));

  if (position >= g_list_model_get_n_items (self->rows))
    return;
  /* gtk_column_view_scroll_to() came with 4.12; the list inside has the action. */
  list = gtk_widget_get_last_child (GTK_WIDGET (self->view));
  gtk_widget_activate_action (list, "list.scroll-to-item", "u", position);
  if (select)
    gtk_widget_activate_action (list, "list.select-item", "(ubb)", position, FALSE, FALSE);
}
