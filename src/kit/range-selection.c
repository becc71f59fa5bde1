#include "config.h"

#include "kit/range-selection.h"

struct _KontorRangeSelection
{
  GObject     parent_instance;
  GListModel *model;
  /* Compressed runs: a million selected rows are a few bytes. */
  GtkBitset  *selected;
};

static GType
get_item_type (GListModel *list)
{
  return g_list_model_get_item_type (KONTOR_RANGE_SELECTION (list)->model);
}

static guint
get_n_items (GListModel *list)
{
  return g_list_model_get_n_items (KONTOR_RANGE_SELECTION (list)->model);
}

static gpointer
get_item (GListModel *list, guint position)
{
  return g_list_model_get_item (KONTOR_RANGE_SELECTION (list)->model, position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* Replaces the selection and tells the smallest range that differs. */
static void
take_selection (KontorRangeSelection *self, GtkBitset *selected)
{
  g_autoptr(GtkBitset) changed = gtk_bitset_copy (self->selected);
  guint first, last;

  gtk_bitset_difference (changed, selected);
  gtk_bitset_unref (self->selected);
  self->selected = selected;
  if (gtk_bitset_is_empty (changed))
    return;

  first = gtk_bitset_get_minimum (changed);
  last = gtk_bitset_get_maximum (changed);
  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first, last - first + 1);
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_bitset_contains (KONTOR_RANGE_SELECTION (model)->selected, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_bitset_ref (KONTOR_RANGE_SELECTION (model)->selected);
}

static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  KontorRangeSelection *self = KONTOR_RANGE_SELECTION (model);
  GtkBitset *result = gtk_bitset_copy (self->selected);
  g_autoptr(GtkBitset) wanted = gtk_bitset_copy (selected);
  guint n_items = get_n_items (G_LIST_MODEL (model));

  gtk_bitset_intersect (wanted, mask);
  gtk_bitset_subtract (result, mask);
  gtk_bitset_union (result, wanted);
  if (n_items < G_MAXUINT)
    gtk_bitset_remove_range_closed (result, n_items, G_MAXUINT - 1);
  take_selection (self, result);
  return TRUE;
}

static gboolean
select_range (GtkSelectionModel *model, guint position, guint n_items, gboolean unselect_rest)
{
  KontorRangeSelection *self = KONTOR_RANGE_SELECTION (model);
  GtkBitset *result = unselect_rest ? gtk_bitset_new_empty () : gtk_bitset_copy (self->selected);

  gtk_bitset_add_range (result, position, n_items);
  take_selection (self, result);
  return TRUE;
}

static gboolean
unselect_range (GtkSelectionModel *model, guint position, guint n_items)
{
  KontorRangeSelection *self = KONTOR_RANGE_SELECTION (model);
  GtkBitset *result = gtk_bitset_copy (self->selected);

  gtk_bitset_remove_range (result, position, n_items);
  take_selection (self, result);
  return TRUE;
}

static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  return select_range (model, position, 1, unselect_rest);
}

static gboolean
unselect_item (GtkSelectionModel *model, guint position)
{
  return unselect_range (model, position, 1);
}

static gboolean
select_all (GtkSelectionModel *model)
{
  return select_range (model, 0, get_n_items (G_LIST_MODEL (model)), TRUE);
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  take_selection (KONTOR_RANGE_SELECTION (model), gtk_bitset_new_empty ());
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->unselect_range = unselect_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
  iface->set_selection = set_selection;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (KontorRangeSelection, kontor_range_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, KontorRangeSelection *self)
{
  gtk_bitset_splice (self->selected, position, removed, added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
kontor_range_selection_finalize (GObject *object)
{
  KontorRangeSelection *self = KONTOR_RANGE_SELECTION (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  g_clear_pointer (&self->selected, gtk_bitset_unref);

  G_OBJECT_CLASS (kontor_range_selection_parent_class)->finalize (object);
}

static void
kontor_range_selection_class_init (KontorRangeSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_range_selection_finalize;
}

static void
kontor_range_selection_init (KontorRangeSelection *self)
{
  self->selected = gtk_bitset_new_empty ();
}

KontorRangeSelection *
kontor_range_selection_new (GListModel *model)
{
  KontorRangeSelection *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (model), NULL);

  self = g_object_new (KONTOR_TYPE_RANGE_SELECTION, NULL);
  self->model = g_object_ref (model);
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), self);
  return self;
}

GListModel *
kontor_range_selection_get_model (KontorRangeSelection *self)
{
  g_return_val_if_fail (KONTOR_IS_RANGE_SELECTION (self), NULL);
  return self->model;
}

guint64
kontor_range_selection_get_n_selected (KontorRangeSelection *self)
{
  g_return_val_if_fail (KONTOR_IS_RANGE_SELECTION (self), 0);
  return gtk_bitset_get_size (self->selected);
}

guint
kontor_range_selection_get_first (KontorRangeSelection *self)
{
  g_return_val_if_fail (KONTOR_IS_RANGE_SELECTION (self), G_MAXUINT);
  return gtk_bitset_is_empty (self->selected) ? G_MAXUINT : gtk_bitset_get_minimum (self->selected);
}
