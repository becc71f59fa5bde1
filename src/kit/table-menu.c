#include "config.h"

#include "kit/table-menu.h"

#include <glib/gi18n.h>

#include "kit/table-column.h"

/* Where the menu opens that was asked for by a key: within the row, pixels. */
#define MENU_INDENT 24

struct _KontorTableMenu
{
  GObject        parent_instance;

  /* Owns this one, and so is there as long as it is. */
  KontorTable   *table;
  GtkColumnView *view;
  GMenuModel    *more;
  GtkWidget     *popover;
};

G_DEFINE_FINAL_TYPE (KontorTableMenu, kontor_table_menu, G_TYPE_OBJECT)

/* What a click on a heading does, for the keyboard. */
static GMenuModel *
make_sort_menu (KontorTableMenu *self)
{
  GMenu *menu = g_menu_new ();
  GListModel *columns = gtk_column_view_get_columns (self->view);
  const char *order = kontor_table_get_order (self->table);
  gboolean descending = order != NULL && order[0] == '-';

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const KontorField *field = kontor_table_column_get_field (column);
      gboolean leads = order != NULL && g_str_equal (order + descending, field->name);
      g_autofree char *label = g_strdup_printf ("%s%s", _(field->label), !leads ? "" : descending ? "  ↓" : "  ↑");
      g_autofree char *target = g_strconcat (leads && !descending ? "-" : "", field->name, NULL);
      g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

      if (!kontor_table_column_is_sortable (field))
        continue;
      g_menu_item_set_action_and_target (item, "table.sort", "s", target);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static void
popup (KontorTableMenu *self, double x, double y)
{
  g_autoptr(GMenuModel) sort = make_sort_menu (self);
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) own = g_menu_new ();

  g_menu_append (own, _("_Open"), "table.open");
  g_menu_append (own, _("_Copy"), "table.copy");
  g_menu_append (own, _("Select _all"), "table.select-all");
  g_menu_append_submenu (own, _("_Sort by"), sort);
  g_menu_append (own, _("C_olumns…"), "table.choose-columns");
  if (self->more != NULL)
    g_menu_append_section (menu, NULL, self->more);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (own));

  if (self->popover == NULL)
    {
      /* The table lets its popovers go. */
      g_set_weak_pointer (&self->popover, gtk_popover_menu_new_from_model (NULL));
      gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
      gtk_widget_set_parent (self->popover, GTK_WIDGET (self->table));
    }
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->popover), G_MENU_MODEL (menu));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, KontorTableMenu *self)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (kontor_table_get_selection (self->table));
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->table), x, y, GTK_PICK_DEFAULT);
  guint position = picked != NULL ? kontor_table_column_find_position (picked) : G_MAXUINT;

  /* The heading has a menu of its own. */
  if (position == G_MAXUINT)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (!gtk_selection_model_is_selected (selection, position))
    gtk_selection_model_select_item (selection, position, TRUE);
  popup (self, x, y);
}

/* The part of the table in which rows are seen. */
static gboolean
get_rows_area (KontorTableMenu *self, graphene_rect_t *area)
{
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (self->view));
  graphene_rect_t rows;

  return gtk_widget_compute_bounds (list, GTK_WIDGET (self->table), &rows) &&
         gtk_widget_compute_bounds (gtk_widget_get_parent (GTK_WIDGET (self->view)), GTK_WIDGET (self->table), area) &&
         graphene_rect_intersection (&rows, area, area);
}

static void
kontor_table_menu_dispose (GObject *object)
{
  KontorTableMenu *self = KONTOR_TABLE_MENU (object);

  g_clear_weak_pointer (&self->popover);
  g_clear_object (&self->more);

  G_OBJECT_CLASS (kontor_table_menu_parent_class)->dispose (object);
}

static void
kontor_table_menu_class_init (KontorTableMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_table_menu_dispose;
}

static void
kontor_table_menu_init (KontorTableMenu *self)
{
}

KontorTableMenu *
kontor_table_menu_new (KontorTable *table, GtkColumnView *view)
{
  KontorTableMenu *self;
  GtkGesture *click = gtk_gesture_click_new ();

  g_return_val_if_fail (KONTOR_IS_TABLE (table), NULL);
  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), NULL);

  self = g_object_new (KONTOR_TYPE_TABLE_MENU, NULL);
  self->table = table;
  self->view = view;
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (table), GTK_EVENT_CONTROLLER (click));
  return self;
}

void
kontor_table_menu_set_more (KontorTableMenu *self, GMenuModel *more)
{
  g_return_if_fail (KONTOR_IS_TABLE_MENU (self));
  g_set_object (&self->more, more);
}

void
kontor_table_menu_popup_at_focus (KontorTableMenu *self)
{
  GtkWidget *table = GTK_WIDGET (self->table);
  GtkRoot *root = gtk_widget_get_root (table);
  GtkWidget *row = root != NULL ? gtk_root_get_focus (root) : NULL;
  graphene_rect_t area, bounds;
  double y;

  g_return_if_fail (KONTOR_IS_TABLE_MENU (self));

  if (!get_rows_area (self, &area))
    {
      popup (self, MENU_INDENT, 0);
      return;
    }
  while (row != NULL && row != table && g_strcmp0 (gtk_widget_get_css_name (row), "row") != 0)
    row = gtk_widget_get_parent (row);
  y = area.origin.y + MENU_INDENT;
  if (row != NULL && row != table && gtk_widget_is_ancestor (row, table) && gtk_widget_compute_bounds (row, table, &bounds) &&
      bounds.origin.y + bounds.size.height > area.origin.y && bounds.origin.y < area.origin.y + area.size.height)
    y = bounds.origin.y + bounds.size.height;
  popup (self, MENU_INDENT, MIN (y, area.origin.y + area.size.height));
}
