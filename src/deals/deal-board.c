#include "config.h"

#include "deals/deal-board.h"

#include <glib/gi18n.h>

#include "kit/range-selection.h"
#include "kit/replace-text.h"
#include "model/condition.h"

#define CARD_KEY "kontor-card"

struct _KontorDealBoard
{
  GtkWidget   parent_instance;
  KontorDesk *desk;
  GtkWidget  *scroller;
  GtkWidget  *box;
  char       *condition;
  /* Column */
  GPtrArray  *columns;
  /* The deal that was last carried by the keyboard, and the stage it was carried to. */
  char       *carried;
  char       *carried_to;
  guint       follow_idle;
};

G_DEFINE_FINAL_TYPE (KontorDealBoard, kontor_deal_board, GTK_TYPE_WIDGET)

typedef struct
{
  KontorDealBoard      *board;
  guint                 index;
  char                 *stage;
  char                 *name;
  KontorRecordList     *list;
  KontorRangeSelection *selection;
  GtkWidget            *count;
  GtkWidget            *view;
} Column;

static void
forget_carried (KontorDealBoard *self)
{
  g_clear_pointer (&self->carried, g_free);
  g_clear_pointer (&self->carried_to, g_free);
}

typedef struct
{
  KontorRecord *record;
  GtkWidget    *title;
  GtkWidget    *partner;
  GtkWidget    *amount;
  gulong        handler;
} Card;

static void
column_free (gpointer data)
{
  Column *column = data;

  g_signal_handlers_disconnect_by_data (column->list, column);
  g_object_unref (column->list);
  g_object_unref (column->selection);
  g_free (column->stage);
  g_free (column->name);
  g_free (column);
}

/* Moving --------------------------------------------------------------------------- */

typedef struct
{
  KontorDealBoard *board;
  KontorRecord    *record;
} Move;

static void
moved_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  Move *move = user_data;
  g_autoptr(GError) error = NULL;

  if (!kontor_store_save_finish (KONTOR_STORE (store), result, &error))
    {
      kontor_record_revert (move->record, "stage_id");
      kontor_desk_report_error (move->board->desk, error, _("The deal was not moved"));
    }
  for (guint i = 0; move->board->columns != NULL && i < move->board->columns->len; i++)
    kontor_record_list_reload (((Column *) g_ptr_array_index (move->board->columns, i))->list);
  g_object_unref (move->board);
  g_object_unref (move->record);
  g_free (move);
}

static void
move_to (Column *column, KontorRecord *record)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new ();
  g_autofree char *title = g_strdup_printf (_("Stage: %s"), column->name);
  Move *move;

  if (g_strcmp0 (kontor_record_get (record, "stage_id"), column->stage) == 0)
    return;
  move = g_new (Move, 1);
  move->board = g_object_ref (column->board);
  move->record = g_object_ref (record);
  kontor_record_set_link (record, "stage_id", column->stage, column->name);
  g_ptr_array_add (records, record);
  kontor_store_save_async (kontor_desk_get_store (column->board->desk), records, title, NULL, moved_cb, move);
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, Column *column)
{
  move_to (column, g_value_get_object (value));
  return TRUE;
}

static GdkContentProvider *
prepare_drag_cb (GtkDragSource *source, double x, double y, GtkWidget *widget)
{
  Card *card = g_object_get_data (G_OBJECT (widget), CARD_KEY);
  g_autoptr(GdkPaintable) picture = gtk_widget_paintable_new (widget);

  if (card == NULL || card->record == NULL)
    return NULL;
  gtk_drag_source_set_icon (source, picture, x, y);
  return gdk_content_provider_new_typed (KONTOR_TYPE_RECORD, card->record);
}

/* (transfer full) (nullable): the deal with the focus, else the selected one. */
static KontorRecord *
find_current (Column *column)
{
  GtkRoot *root = gtk_widget_get_root (column->view);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *child = focus != NULL && gtk_widget_is_ancestor (focus, column->view) ? gtk_widget_get_first_child (focus) : NULL;
  Card *card = child != NULL ? g_object_get_data (G_OBJECT (child), CARD_KEY) : NULL;
  guint first = kontor_range_selection_get_first (column->selection);

  if (card != NULL && card->record != NULL)
    return g_object_ref (card->record);
  return first != G_MAXUINT ? g_list_model_get_item (G_LIST_MODEL (column->list), first) : NULL;
}

/* To the next stage in that direction that has deals. */
static void
go_beside (Column *column, int by)
{
  GPtrArray *columns = column->board->columns;

  for (int i = (int) column->index + by; i >= 0 && i < (int) columns->len; i += by)
    {
      Column *beside = g_ptr_array_index (columns, i);

      if (g_list_model_get_n_items (G_LIST_MODEL (beside->list)) > 0)
        {
          gtk_widget_grab_focus (beside->view);
          return;
        }
    }
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, Column *column)
{
  const GdkModifierType carrying = GDK_CONTROL_MASK | GDK_SHIFT_MASK;
  GdkModifierType held = state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK | GDK_SUPER_MASK);
  int by = key == GDK_KEY_Right ? 1 : key == GDK_KEY_Left ? -1 : 0;
  int target;
  g_autoptr(KontorRecord) record = NULL;

  if (gtk_widget_get_direction (column->view) == GTK_TEXT_DIR_RTL)
    by = -by;
  target = (int) column->index + by;
  if (held == 0 && !gdk_key_event_is_modifier (gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller))))
    forget_carried (column->board);
  if (by != 0 && held == 0)
    {
      go_beside (column, by);
      return GDK_EVENT_STOP;
    }
  if (by == 0 || held != carrying || target < 0 || target >= (int) column->board->columns->len)
    return GDK_EVENT_PROPAGATE;
  record = find_current (column);
  if (record != NULL)
    {
      kontor_replace_text (&column->board->carried, kontor_record_get_id (record));
      kontor_replace_text (&column->board->carried_to, ((Column *) g_ptr_array_index (column->board->columns, target))->stage);
      move_to (g_ptr_array_index (column->board->columns, target), record);
    }
  return GDK_EVENT_STOP;
}

static void
activate_cb (GtkListView *view, guint position, Column *column)
{
  g_autoptr(KontorRecord) record = g_list_model_get_item (G_LIST_MODEL (column->list), position);

  if (record != NULL)
    kontor_desk_open_record (column->board->desk, "deal", kontor_record_get_id (record));
}

/* Cards ------------------------------------------------------------------------------ */

static void
show_card (Card *card)
{
  g_autofree char *amount = NULL;

  if (!kontor_record_is_loaded (card->record))
    return;
  amount = kontor_record_format (card->record, "amount");
  gtk_label_set_text (GTK_LABEL (card->title), kontor_record_get_title (card->record));
  gtk_label_set_text (GTK_LABEL (card->partner), kontor_record_get_label (card->record, "partner_id"));
  gtk_label_set_text (GTK_LABEL (card->amount), amount);
}

static void
record_changed_cb (KontorRecord *record, GParamSpec *pspec, Card *card)
{
  show_card (card);
}

static GtkWidget *
make_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkDragSource *source = gtk_drag_source_new ();
  Card *card = g_new0 (Card, 1);

  card->title = make_label (box, "feed-title");
  card->partner = make_label (box, "dim-label");
  card->amount = make_label (box, "numeric");
  gtk_widget_add_css_class (box, "board-card");
  g_object_set_data_full (G_OBJECT (box), CARD_KEY, card, g_free);
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_drag_cb), box);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (source));
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  Card *card = g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), CARD_KEY);

  card->record = g_object_ref (gtk_list_item_get_item (item));
  card->handler = g_signal_connect (card->record, "notify", G_CALLBACK (record_changed_cb), card);
  if (!kontor_record_is_loaded (card->record))
    kontor_record_list_want (column->list, gtk_list_item_get_position (item));
  show_card (card);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  Card *card = g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), CARD_KEY);

  g_clear_signal_handler (&card->handler, card->record);
  g_clear_object (&card->record);
}

/* The row of a deal in its column; (nullable). */
static GtkWidget *
find_row (Column *column, const char *id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (column->view); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *child = gtk_widget_get_first_child (row);
      Card *card = child != NULL ? g_object_get_data (G_OBJECT (child), CARD_KEY) : NULL;

      if (card != NULL && card->record != NULL && g_strcmp0 (kontor_record_get_id (card->record), id) == 0)
        return row;
    }
  return NULL;
}

/* The focus goes along with the deal, so that the next key carries it on. */
static gboolean
follow_cb (gpointer user_data)
{
  KontorDealBoard *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  self->follow_idle = 0;
  /* Whoever has gone elsewhere meanwhile is not fetched back. */
  if (focus != NULL && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    forget_carried (self);
  for (guint i = 0; self->carried != NULL && i < self->columns->len; i++)
    {
      Column *column = g_ptr_array_index (self->columns, i);
      guint found = g_strcmp0 (self->carried_to, column->stage) == 0 ? kontor_record_list_find (column->list, self->carried) : G_MAXUINT;
      GtkWidget *row;

      if (found == G_MAXUINT)
        {
          gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (column->selection));
          continue;
        }
      gtk_selection_model_select_item (GTK_SELECTION_MODEL (column->selection), found, TRUE);
      gtk_widget_activate_action (column->view, "list.scroll-to-item", "u", found);
      row = find_row (column, self->carried);
      gtk_widget_grab_focus (row != NULL ? row : column->view);
    }
  return G_SOURCE_REMOVE;
}

/* When the rows that were read have become widgets. */
static void
items_changed_cb (GListModel *list, guint position, guint removed, guint added, Column *column)
{
  KontorDealBoard *board = column->board;

  if (board->carried != NULL && added > 0 && board->follow_idle == 0 && g_strcmp0 (board->carried_to, column->stage) == 0)
    board->follow_idle = g_idle_add_full (G_PRIORITY_LOW, follow_cb, board, NULL);
}

/* Columns ------------------------------------------------------------------------------ */

static void
total_cb (KontorRecordList *list, GParamSpec *pspec, Column *column)
{
  gint64 total = kontor_record_list_get_total (list);
  g_autofree char *text = total >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, total) : g_strdup ("");

  gtk_label_set_text (GTK_LABEL (column->count), text);
}

static void
apply_condition (Column *column)
{
  g_autofree char *own = g_strdup_printf ("{\"all\":[{\"field\":\"status\",\"is\":\"open\"},{\"field\":\"stage_id\",\"is\":\"%s\"}]}",
                                          column->stage);
  g_autofree char *condition = kontor_condition_and (column->board->condition, own);

  kontor_record_list_set_condition (column->list, condition);
}

static GtkWidget *
make_column (Column *column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (column->name);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkDropTarget *target = gtk_drop_target_new (KONTOR_TYPE_RECORD, GDK_ACTION_MOVE);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *view;

  gtk_widget_add_css_class (name, "heading");
  column->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (column->count, "dim-label");
  gtk_box_append (GTK_BOX (head), name);
  gtk_box_append (GTK_BOX (head), column->count);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), column);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), column);
  view = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (column->selection)), factory);
  column->view = view;
  gtk_widget_add_css_class (view, "board-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, column->name, -1);
  g_signal_connect (view, "activate", G_CALLBACK (activate_cb), column);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), column);
  gtk_widget_add_controller (view, keys);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_set_vexpand (scroller, TRUE);
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), column);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (target));
  gtk_widget_add_css_class (box, "board-column");
  gtk_widget_set_size_request (box, 190, -1);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), scroller);
  return box;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorDealBoard) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorResult) stages = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  if (stages == NULL || self->box == NULL)
    return;
  for (guint i = 0; i < kontor_result_get_n_rows (stages); i++)
    {
      Column *column = g_new0 (Column, 1);

      column->board = self;
      column->index = i;
      column->stage = g_strdup (kontor_result_get (stages, i, 0));
      column->name = g_strdup (kontor_result_get (stages, i, 1));
      column->list = kontor_record_list_new (kontor_desk_get_store (self->desk), kontor_entity_lookup ("deal"));
      column->selection = kontor_range_selection_new (G_LIST_MODEL (column->list));
      kontor_record_list_set_order (column->list, "-amount");
      g_ptr_array_add (self->columns, column);
      gtk_box_append (GTK_BOX (self->box), make_column (column));
      g_signal_connect (column->list, "notify::total", G_CALLBACK (total_cb), column);
      /* After the view has seen it. */
      g_signal_connect_after (column->list, "items-changed", G_CALLBACK (items_changed_cb), column);
      apply_condition (column);
    }
}

static void
kontor_deal_board_map (GtkWidget *widget)
{
  KontorDealBoard *self = KONTOR_DEAL_BOARD (widget);

  GTK_WIDGET_CLASS (kontor_deal_board_parent_class)->map (widget);
  /* Nothing is read for a board that nobody looks at. */
  if (self->columns->len == 0 && kontor_desk_get_store (self->desk) != NULL)
    kontor_database_query_async (kontor_desk_get_database (self->desk), KONTOR_LANE_FRONT, "stages", NULL, 0, NULL,
                                 loaded_cb, g_object_ref (self));
}

static void
kontor_deal_board_dispose (GObject *object)
{
  KontorDealBoard *self = KONTOR_DEAL_BOARD (object);

  self->box = NULL;
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->condition, g_free);
  g_clear_handle_id (&self->follow_idle, g_source_remove);
  forget_carried (self);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (kontor_deal_board_parent_class)->dispose (object);
}

static void
kontor_deal_board_class_init (KontorDealBoardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_deal_board_dispose;
  widget_class->map = kontor_deal_board_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "dealboard");
}

static void
kontor_deal_board_init (KontorDealBoard *self)
{
  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_set_homogeneous (GTK_BOX (self->box), TRUE);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->box);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
kontor_deal_board_new (KontorDesk *desk)
{
  KontorDealBoard *self = g_object_new (KONTOR_TYPE_DEAL_BOARD, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

void
kontor_deal_board_set_condition (KontorDealBoard *self, const char *condition)
{
  g_return_if_fail (KONTOR_IS_DEAL_BOARD (self));

  if (!kontor_replace_text (&self->condition, condition))
    return;
  for (guint i = 0; i < self->columns->len; i++)
    apply_condition (g_ptr_array_index (self->columns, i));
}
