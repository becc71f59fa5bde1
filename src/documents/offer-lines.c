#include "config.h"

#include "documents/offer-lines.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/money.h"
#include "documents/offer-line-row.h"

/* A person who types on is not interrupted by a save after each figure. */
#define SAVE_MILLISECONDS 500

struct _KontorOfferLines
{
  GtkWidget     parent_instance;

  KontorDesk   *desk;
  KontorRecord *offer;
  GCancellable *cancellable;
  guint         save_source;
  gboolean      saving;
  gboolean      editable;

  GtkWidget    *box;
  GtkWidget    *rows;
  GtkWidget    *add;
};

enum
{
  CHANGED,
  SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KontorOfferLines, kontor_offer_lines, GTK_TYPE_WIDGET)

static void schedule_save (KontorOfferLines *self);

static KontorOfferLineRow *
next_row (GtkWidget *row)
{
  GtkWidget *next = gtk_widget_get_next_sibling (row);

  return next != NULL ? KONTOR_OFFER_LINE_ROW (next) : NULL;
}

/* A line that has been begun but has no name yet stays on the desk. */
static gboolean
is_worth_saving (KontorRecord *line)
{
  return kontor_record_get (line, "name") != NULL
         && (kontor_record_is_dirty (line) || kontor_record_get_version (line) == 0);
}

static void
number_rows (KontorOfferLines *self)
{
  guint number = 1;

  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      KontorRecord *line = kontor_offer_line_row_get_record (KONTOR_OFFER_LINE_ROW (row));
      g_autofree char *position = g_strdup_printf ("%u", number);

      kontor_offer_line_row_set_number (KONTOR_OFFER_LINE_ROW (row), number);
      if (g_strcmp0 (kontor_record_get (line, "position"), position) != 0)
        kontor_record_set (line, "position", position);
      number++;
    }
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(KontorOfferLines) self = user_data;
  KontorStore *store = KONTOR_STORE (source);
  g_autoptr(GError) error = NULL;
  gboolean saved = kontor_store_save_finish (store, result, &error);

  self->saving = FALSE;
  if (self->desk == NULL)
    return;
  if (g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT))
    {
      static const char * const none[] = { NULL };

      /* A line is small: theirs is shown, and what was lost can be typed again. */
      for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
        {
          KontorRecord *line = kontor_offer_line_row_get_record (KONTOR_OFFER_LINE_ROW (row));

          if (kontor_store_get_conflicts (store, line) != NULL)
            kontor_store_resolve (store, line, none);
        }
      kontor_desk_toast (self->desk, _("Someone else changed the same line; theirs is shown"), NULL);
    }
  else if (error != NULL)
    kontor_desk_report_error (self->desk, error, _("The lines were not saved"));
  if (saved)
    {
      g_signal_emit (self, signals[SAVED], 0);
      if (kontor_offer_lines_is_dirty (self))
        schedule_save (self);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
save_now (KontorOfferLines *self)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  g_clear_handle_id (&self->save_source, g_source_remove);
  if (self->saving || !self->editable || kontor_desk_get_store (self->desk) == NULL)
    return;
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      KontorRecord *line = kontor_offer_line_row_get_record (KONTOR_OFFER_LINE_ROW (row));

      if (is_worth_saving (line))
        g_ptr_array_add (records, g_object_ref (line));
    }
  if (records->len == 0)
    return;
  self->saving = TRUE;
  kontor_store_save_async (kontor_desk_get_store (self->desk), records, NULL, NULL, saved_cb, g_object_ref (self));
}

static gboolean
save_cb (gpointer user_data)
{
  KontorOfferLines *self = user_data;

  self->save_source = 0;
  save_now (self);
  return G_SOURCE_REMOVE;
}

static void
schedule_save (KontorOfferLines *self)
{
  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add (SAVE_MILLISECONDS, save_cb, self);
}

static void
row_changed_cb (KontorOfferLines *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
  schedule_save (self);
}

static void
row_next_cb (KontorOfferLines *self,
             GtkWidget        *row)
{
  KontorOfferLineRow *next = next_row (row);
  KontorRecord *line = kontor_offer_line_row_get_record (KONTOR_OFFER_LINE_ROW (row));

  if (next != NULL)
    kontor_offer_line_row_focus (next);
  else if (kontor_record_get (line, "name") != NULL)
    kontor_offer_lines_add (self);
}

static void
row_move_cb (KontorOfferLines *self,
             int               step,
             GtkWidget        *row)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *after;

  if (!self->editable)
    return;
  if (step < 0)
    {
      GtkWidget *before = gtk_widget_get_prev_sibling (row);

      if (before == NULL)
        return;
      after = gtk_widget_get_prev_sibling (before);
    }
  else
    {
      after = gtk_widget_get_next_sibling (row);
      if (after == NULL)
        return;
    }
  gtk_box_reorder_child_after (GTK_BOX (self->rows), row, after);
  number_rows (self);
  if (focus != NULL)
    gtk_widget_grab_focus (focus);
  row_changed_cb (self);
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(KontorOfferLines) self = user_data;
  g_autoptr(GError) error = NULL;

  if (self->desk == NULL)
    return;
  if (!kontor_store_remove_finish (KONTOR_STORE (source), result, &error))
    {
      kontor_desk_report_error (self->desk, error, _("The line was not removed"));
      kontor_offer_lines_reload (self);
    }
  g_signal_emit (self, signals[SAVED], 0);
}

static void
row_removed_cb (KontorOfferLines *self,
                GtkWidget        *row)
{
  g_autoptr(KontorRecord) line = g_object_ref (kontor_offer_line_row_get_record (KONTOR_OFFER_LINE_ROW (row)));
  GtkWidget *focus = gtk_widget_get_next_sibling (row);

  if (!self->editable)
    return;
  if (focus == NULL)
    focus = gtk_widget_get_prev_sibling (row);
  gtk_box_remove (GTK_BOX (self->rows), row);
  if (focus != NULL)
    kontor_offer_line_row_focus (KONTOR_OFFER_LINE_ROW (focus));
  else
    gtk_widget_grab_focus (self->add);
  if (kontor_record_get_version (line) > 0)
    kontor_store_remove_async (kontor_desk_get_store (self->desk), line, NULL, removed_cb, g_object_ref (self));
  number_rows (self);
  row_changed_cb (self);
}

static KontorOfferLineRow *
append_row (KontorOfferLines *self,
            KontorRecord     *line)
{
  GtkWidget *row = kontor_offer_line_row_new (kontor_desk_get_store (self->desk), line);

  kontor_offer_line_row_set_editable (KONTOR_OFFER_LINE_ROW (row), self->editable);
  g_signal_connect_object (row, "changed", G_CALLBACK (row_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "next", G_CALLBACK (row_next_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "move", G_CALLBACK (row_move_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (row_removed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->rows), row);
  return KONTOR_OFFER_LINE_ROW (row);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(KontorOfferLines) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) lines = kontor_store_load_children_finish (KONTOR_STORE (source), result, &error);
  GtkWidget *row;

  if (self->desk == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED))
    return;
  if (lines == NULL)
    {
      kontor_desk_report_error (self->desk, error, _("The lines were not read"));
      return;
    }
  /* What is being typed is never swept away; the next news comes again. */
  if (kontor_offer_lines_is_dirty (self))
    return;

  {
    guint same = 0;
    gboolean differ = FALSE;

    for (row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
      {
        KontorRecord *line = kontor_offer_line_row_get_record (KONTOR_OFFER_LINE_ROW (row));

        if (kontor_record_get_version (line) == 0)
          continue;
        if (same >= lines->len || g_ptr_array_index (lines, same) != line)
          differ = TRUE;
        same++;
      }
    if (!differ && same == lines->len)
      {
        g_signal_emit (self, signals[CHANGED], 0);
        return;
      }
  }
  while ((row = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), row);
  for (guint i = 0; i < lines->len; i++)
    append_row (self, g_ptr_array_index (lines, i));
  {
    guint number = 1;

    for (row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
      kontor_offer_line_row_set_number (KONTOR_OFFER_LINE_ROW (row), number++);
  }
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
create_heading (void)
{
  static const char * const labels[] = { N_("Quantity"), N_("Unit"), N_("Price"), N_("Discount"), N_("VAT") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *label = gtk_label_new (_("Description"));

  gtk_widget_add_css_class (box, "line-heading");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      label = gtk_label_new (_(labels[i]));
      gtk_label_set_xalign (GTK_LABEL (label), i == 1 ? 0 : 1);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_set_size_request (label, kontor_offer_line_widths[i], -1);
      gtk_box_append (GTK_BOX (box), label);
    }
  label = gtk_label_new (_("Amount"));
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_set_size_request (label, KONTOR_OFFER_LINE_AMOUNT, -1);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
kontor_offer_lines_dispose (GObject *object)
{
  KontorOfferLines *self = KONTOR_OFFER_LINES (object);

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->offer);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (kontor_offer_lines_parent_class)->dispose (object);
}

static void
kontor_offer_lines_class_init (KontorOfferLinesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_offer_lines_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "offerlines");

  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SAVED] = g_signal_new ("saved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kontor_offer_lines_init (KontorOfferLines *self)
{
  self->editable = TRUE;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->add = gtk_button_new_with_mnemonic (_("_Add a line"));
  gtk_widget_add_css_class (self->add, "flat");
  gtk_widget_add_css_class (self->add, "line-add");
  gtk_widget_set_halign (self->add, GTK_ALIGN_START);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (kontor_offer_lines_add), self);
  gtk_box_append (GTK_BOX (self->box), create_heading ());
  gtk_box_append (GTK_BOX (self->box), self->rows);
  gtk_box_append (GTK_BOX (self->box), self->add);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
kontor_offer_lines_new (KontorDesk *desk)
{
  KontorOfferLines *self = g_object_new (KONTOR_TYPE_OFFER_LINES, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

void
kontor_offer_lines_set_offer (KontorOfferLines *self,
                              KontorRecord     *offer)
{
  g_return_if_fail (KONTOR_IS_OFFER_LINES (self));

  g_set_object (&self->offer, offer);
  kontor_offer_lines_reload (self);
}

void
kontor_offer_lines_reload (KontorOfferLines *self)
{
  KontorStore *store;

  g_return_if_fail (KONTOR_IS_OFFER_LINES (self));

  store = kontor_desk_get_store (self->desk);
  if (self->offer == NULL || store == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  kontor_store_load_children_async (store, kontor_entity_lookup ("offer_line"), "offer_id",
                                    kontor_record_get_id (self->offer), self->cancellable,
                                    loaded_cb, g_object_ref (self));
}

void
kontor_offer_lines_set_editable (KontorOfferLines *self,
                                 gboolean          editable)
{
  g_return_if_fail (KONTOR_IS_OFFER_LINES (self));

  self->editable = editable;
  gtk_widget_set_visible (self->add, editable);
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    kontor_offer_line_row_set_editable (KONTOR_OFFER_LINE_ROW (row), editable);
}

void
kontor_offer_lines_fill (KontorOfferLines *self,
                         KontorOffer      *offer)
{
  g_return_if_fail (KONTOR_IS_OFFER_LINES (self));

  g_array_set_size (offer->lines, 0);
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      KontorRecord *record = kontor_offer_line_row_get_record (KONTOR_OFFER_LINE_ROW (row));
      KontorOfferLine *line;

      /* What has no name yet is not printed. */
      if (kontor_record_get (record, "name") == NULL)
        continue;
      line = kontor_offer_add_line (offer);
      line->name = kontor_offer_keep (offer, kontor_record_get (record, "name"));
      line->description = kontor_offer_keep (offer, kontor_record_get (record, "description"));
      line->quantity = kontor_offer_keep (offer, kontor_record_get (record, "quantity"));
      line->unit = kontor_offer_keep (offer, kontor_record_get (record, "unit"));
      line->price = kontor_offer_keep (offer, kontor_record_get (record, "price"));
      line->discount_percent = kontor_offer_keep (offer, kontor_record_get (record, "discount_percent"));
      line->vat_rate = kontor_offer_keep (offer, kontor_record_get (record, "vat_rate"));
    }
}

void
kontor_offer_lines_show_sums (KontorOfferLines *self,
                              KontorOffer      *offer)
{
  guint position = 0;

  g_return_if_fail (KONTOR_IS_OFFER_LINES (self));

  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL && position < offer->lines->len;
       row = gtk_widget_get_next_sibling (row))
    {
      KontorOfferLine *line;
      g_autofree char *amount = NULL;

      if (kontor_record_get (kontor_offer_line_row_get_record (KONTOR_OFFER_LINE_ROW (row)), "name") == NULL)
        continue;
      line = kontor_offer_get_line (offer, position++);
      amount = kontor_money_format (offer->prices_include_vat ? line->total : line->net, NULL);
      kontor_offer_line_row_set_amount (KONTOR_OFFER_LINE_ROW (row), amount);
    }
}

/* A new line has no place yet when it gets the focus, and the view looks for it at the top. */
static gboolean
reveal_cb (GtkWidget     *row,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (row, GTK_TYPE_VIEWPORT);
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;
  double value;

  if (viewport == NULL)
    return G_SOURCE_REMOVE;
  if (gtk_widget_get_height (row) == 0 || !gtk_widget_compute_bounds (row, viewport, &bounds))
    return G_SOURCE_CONTINUE;
  /* Set without a movement: that ends the one to the top, on which the view is on its way. */
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  value = gtk_adjustment_get_value (adjustment);
  gtk_adjustment_set_value (adjustment, MAX (value, value + bounds.origin.y + 2 * bounds.size.height
                                             - gtk_adjustment_get_page_size (adjustment)));
  return G_SOURCE_REMOVE;
}

void
kontor_offer_lines_add (KontorOfferLines *self)
{
  g_autoptr(KontorRecord) line = NULL;
  KontorOfferLineRow *row;
  GtkWidget *last;

  g_return_if_fail (KONTOR_IS_OFFER_LINES (self));

  if (self->offer == NULL)
    return;
  line = kontor_record_new (kontor_entity_lookup ("offer_line"), NULL);
  kontor_record_set_link (line, "offer_id", kontor_record_get_id (self->offer), kontor_record_get_title (self->offer));
  last = gtk_widget_get_last_child (self->rows);
  /* The rate of the line before is the likeliest. */
  if (last != NULL)
    kontor_record_set (line, "vat_rate",
                       kontor_record_get (kontor_offer_line_row_get_record (KONTOR_OFFER_LINE_ROW (last)), "vat_rate"));
  row = append_row (self, line);
  kontor_offer_line_row_keep_rate (row, last != NULL);
  number_rows (self);
  g_signal_emit (self, signals[CHANGED], 0);
  kontor_offer_line_row_focus (row);
  gtk_widget_add_tick_callback (GTK_WIDGET (row), reveal_cb, NULL, NULL);
}

void
kontor_offer_lines_save (KontorOfferLines *self)
{
  g_return_if_fail (KONTOR_IS_OFFER_LINES (self));

  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    kontor_offer_line_row_commit (KONTOR_OFFER_LINE_ROW (row));
  save_now (self);
}

gboolean
kontor_offer_lines_is_dirty (KontorOfferLines *self)
{
  g_return_val_if_fail (KONTOR_IS_OFFER_LINES (self), FALSE);

  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (is_worth_saving (kontor_offer_line_row_get_record (KONTOR_OFFER_LINE_ROW (row))))
      return TRUE;
  return FALSE;
}

guint
kontor_offer_lines_get_n (KontorOfferLines *self)
{
  guint n = 0;

  g_return_val_if_fail (KONTOR_IS_OFFER_LINES (self), 0);

  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    n++;
  return n;
}
