#include "config.h"

#include "documents/offer-line-row.h"

#include <glib/gi18n.h>

#include "kit/shown-text.h"
#include "kit/suggestions.h"
#include "model/search.h"

#define N_CELLS 6
#define SEARCH_MILLISECONDS 120

struct _KontorOfferLineRow
{
  GtkWidget          parent_instance;

  KontorStore       *store;
  KontorRecord      *record;
  gboolean           showing;
  gboolean           keeps_rate;
  /* What stands in the cell was typed and not yet taken over. */
  gboolean           typed[N_CELLS];

  GtkWidget         *box;
  GtkWidget         *number;
  GtkWidget         *name_box;
  GtkWidget         *cells[N_CELLS];
  GtkWidget         *description;
  GtkWidget         *amount;
  GtkWidget         *remove;
  GtkEventControllerFocus *focus;

  KontorSuggestions *suggestions;
  GPtrArray         *found;
  GCancellable      *searching;
  guint              search_source;
};

enum
{
  CHANGED,
  NEXT,
  MOVE,
  REMOVED,
  N_SIGNALS,
};

/* Quantity, unit, price, discount, VAT. */
const int kontor_offer_line_widths[5] = { 62, 48, 88, 58, 52 };

static const char * const fields[N_CELLS] = { "name", "quantity", "unit", "price", "discount_percent", "vat_rate" };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KontorOfferLineRow, kontor_offer_line_row, GTK_TYPE_WIDGET)

static const KontorField *
get_field (KontorOfferLineRow *self,
           guint               cell)
{
  return kontor_entity_find_field (kontor_record_get_entity (self->record), fields[cell]);
}

static void
show_cell (KontorOfferLineRow *self,
           guint               cell)
{
  g_autofree char *text = kontor_record_format (self->record, fields[cell]);
  gboolean before = self->showing;

  self->showing = TRUE;
  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (self->cells[cell]))) != 0)
    kontor_show_text (GTK_EDITABLE (self->cells[cell]), text);
  gtk_widget_remove_css_class (self->cells[cell], "error");
  gtk_widget_set_tooltip_text (self->cells[cell], NULL);
  self->typed[cell] = FALSE;
  self->showing = before;
}

static void
show_description (KontorOfferLineRow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->description));
  const char *text = kontor_record_get (self->record, "description");
  gboolean before = self->showing;

  self->showing = TRUE;
  if (!gtk_widget_has_focus (self->description))
    gtk_text_buffer_set_text (buffer, text != NULL ? text : "", -1);
  self->showing = before;
  gtk_widget_set_visible (self->description, text != NULL || gtk_event_controller_focus_contains_focus (self->focus));
}

static void
show_all (KontorOfferLineRow *self)
{
  for (guint i = 0; i < N_CELLS; i++)
    if (!self->typed[i] && !(gtk_widget_get_state_flags (self->cells[i]) & GTK_STATE_FLAG_FOCUS_WITHIN))
      show_cell (self, i);
  show_description (self);
}

static gboolean
commit_cell (KontorOfferLineRow *self,
             guint               cell)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->cells[cell]));
  g_autofree char *shown = kontor_record_format (self->record, fields[cell]);
  g_autofree char *value = NULL;
  g_autoptr(GError) error = NULL;

  if (g_strcmp0 (text, shown) == 0)
    {
      show_cell (self, cell);
      return TRUE;
    }
  if (!kontor_field_parse (get_field (self, cell), text, &value, &error))
    {
      gtk_widget_add_css_class (self->cells[cell], "error");
      gtk_widget_set_tooltip_text (self->cells[cell], error->message);
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->cells[cell]), GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
      return FALSE;
    }
  gtk_accessible_reset_state (GTK_ACCESSIBLE (self->cells[cell]), GTK_ACCESSIBLE_STATE_INVALID);
  /* Nothing typed is what a new line begins with; a line without a name is none yet. */
  if (value == NULL && cell != 0 && cell != 2)
    value = g_strdup (get_field (self, cell)->initial);
  kontor_record_set (self->record, fields[cell], value);
  show_cell (self, cell);
  g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}

static void
commit_description (KontorOfferLineRow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->description));
  const char *before = kontor_record_get (self->record, "description");
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  g_strchomp (text);
  if (g_strcmp0 (text, before != NULL ? before : "") == 0)
    return;
  kontor_record_set (self->record, "description", text);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
cell_left_cb (KontorOfferLineRow      *self,
              GtkEventControllerFocus *controller)
{
  GtkWidget *cell = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  for (guint i = 0; i < N_CELLS; i++)
    if (self->cells[i] == cell)
      commit_cell (self, i);
  /* A name is known by how it begins. */
  gtk_editable_set_position (GTK_EDITABLE (cell), 0);
}

static void
description_left_cb (KontorOfferLineRow *self)
{
  commit_description (self);
}

static void
focus_changed_cb (KontorOfferLineRow *self)
{
  show_description (self);
}

static gboolean
select_all_cb (gpointer user_data)
{
  if (gtk_widget_get_state_flags (user_data) & GTK_STATE_FLAG_FOCUS_WITHIN)
    gtk_editable_select_region (user_data, 0, -1);
  return G_SOURCE_REMOVE;
}

/* A figure that is clicked into is typed anew, as after Tab; a second click sets the cursor. */
static void
cell_pressed_cb (GtkGesture *gesture)
{
  GtkWidget *cell = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  if (!(gtk_widget_get_state_flags (cell) & GTK_STATE_FLAG_FOCUS_WITHIN))
    g_idle_add_full (G_PRIORITY_HIGH_IDLE, select_all_cb, g_object_ref (cell), g_object_unref);
}

/* The product that was chosen has been read: it fills the line. */
static void
product_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(KontorOfferLineRow) self = user_data;
  g_autoptr(KontorRecord) product = kontor_store_load_finish (KONTOR_STORE (source), result, NULL);
  static const char * const taken[] = { "name", "description", "unit", "price" };

  if (product == NULL || self->record == NULL)
    return;
  kontor_record_set_link (self->record, "product_id", kontor_record_get_id (product), kontor_record_get_title (product));
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    kontor_record_set (self->record, taken[i], kontor_record_get (product, taken[i]));
  if (!self->keeps_rate)
    kontor_record_set (self->record, "vat_rate", kontor_record_get (product, "vat_rate"));
  show_all (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
suggestion_chosen_cb (KontorOfferLineRow *self,
                      guint               index)
{
  KontorFound *found;

  if (self->found == NULL || index >= self->found->len)
    return;
  found = g_ptr_array_index (self->found, index);
  /* How many is typed at once, however long the product's price is on its way. */
  gtk_editable_set_text (GTK_EDITABLE (self->cells[0]), found->title);
  g_clear_handle_id (&self->search_source, g_source_remove);
  gtk_widget_grab_focus (self->cells[1]);
  kontor_store_load_async (self->store, kontor_entity_lookup ("product"), found->id, NULL,
                           product_loaded_cb, g_object_ref (self));
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(KontorOfferLineRow) self = user_data;
  g_autoptr(GPtrArray) found = kontor_search_finish (self->store, result, NULL);

  if (found == NULL || self->record == NULL)
    return;
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = g_ptr_array_ref (found);
  kontor_suggestions_clear (self->suggestions);
  for (guint i = 0; i < found->len; i++)
    {
      KontorFound *one = g_ptr_array_index (found, i);

      kontor_suggestions_add (self->suggestions, one->title, one->subtitle, NULL);
    }
  if (found->len > 0 && (gtk_widget_get_state_flags (self->cells[0]) & GTK_STATE_FLAG_FOCUS_WITHIN))
    kontor_suggestions_show (self->suggestions);
  else
    kontor_suggestions_hide (self->suggestions);
}

static gboolean
search_cb (gpointer user_data)
{
  KontorOfferLineRow *self = user_data;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->cells[0]));

  self->search_source = 0;
  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  self->searching = g_cancellable_new ();
  kontor_search_async (self->store, "product", text, NULL, 8, self->searching, found_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
name_changed_cb (KontorOfferLineRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->cells[0]));

  if (self->showing || self->store == NULL)
    return;
  g_clear_handle_id (&self->search_source, g_source_remove);
  if (*text != '\0')
    self->search_source = g_timeout_add (SEARCH_MILLISECONDS, search_cb, self);
  else
    kontor_suggestions_hide (self->suggestions);
}

static void
cell_typed_cb (KontorOfferLineRow *self,
               GtkWidget          *entry)
{
  if (self->showing)
    return;
  for (guint i = 0; i < N_CELLS; i++)
    if (self->cells[i] == entry)
      self->typed[i] = TRUE;
}

static void
remove_cb (KontorOfferLineRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static gboolean
key_cb (KontorOfferLineRow *self,
        guint               key,
        guint               code,
        GdkModifierType     state)
{
  GdkModifierType pressed = state & gtk_accelerator_get_default_mod_mask ();

  if (pressed == GDK_ALT_MASK && (key == GDK_KEY_Up || key == GDK_KEY_Down))
    {
      g_signal_emit (self, signals[MOVE], 0, key == GDK_KEY_Up ? -1 : 1);
      return GDK_EVENT_STOP;
    }
  if (pressed == GDK_ALT_MASK && (key == GDK_KEY_Delete || key == GDK_KEY_KP_Delete))
    {
      g_signal_emit (self, signals[REMOVED], 0);
      return GDK_EVENT_STOP;
    }
  if (pressed == 0 && (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
      && !kontor_suggestions_is_shown (self->suggestions) && !gtk_widget_has_focus (self->description)
      && !gtk_widget_has_focus (self->remove))
    {
      if (kontor_offer_line_row_commit (self))
        g_signal_emit (self, signals[NEXT], 0);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static GtkWidget *
create_cell (KontorOfferLineRow *self,
             guint               cell)
{
  static const char * const labels[N_CELLS] = {
    N_("Name"), N_("Quantity"), N_("Unit"), N_("Price"), N_("Discount"), N_("VAT rate"),
  };
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_add_css_class (entry, "cell");
  gtk_entry_set_has_frame (GTK_ENTRY (entry), FALSE);
  gtk_widget_set_valign (entry, GTK_ALIGN_START);
  if (cell > 0)
    {
      gtk_editable_set_width_chars (GTK_EDITABLE (entry), 3);
      gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 3);
      gtk_widget_set_size_request (entry, kontor_offer_line_widths[cell - 1], -1);
      if (cell != 2)
        {
          gtk_entry_set_alignment (GTK_ENTRY (entry), 1);
          gtk_widget_add_css_class (entry, "numeric");
        }
    }
  else
    {
      gtk_widget_set_hexpand (entry, TRUE);
      gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Product or service"));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _(labels[cell]), -1);
  if (cell > 0)
    {
      GtkGesture *click = gtk_gesture_click_new ();

      gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
      g_signal_connect (click, "pressed", G_CALLBACK (cell_pressed_cb), NULL);
      gtk_widget_add_controller (entry, GTK_EVENT_CONTROLLER (click));
    }
  g_signal_connect_object (entry, "changed", G_CALLBACK (cell_typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (cell_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, focus);
  return entry;
}

/* From figure to figure and then to the words below the name, which are higher than a
 * line and would come last if the places of the cells decided. */
static gboolean
kontor_offer_line_row_focus_next (GtkWidget        *widget,
                                  GtkDirectionType  direction)
{
  KontorOfferLineRow *self = KONTOR_OFFER_LINE_ROW (widget);
  GtkWidget *order[N_CELLS + 2];
  int step = direction == GTK_DIR_TAB_BACKWARD ? -1 : 1;
  int at = step > 0 ? 0 : N_CELLS + 1;

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (kontor_offer_line_row_parent_class)->focus (widget, direction);
  for (guint i = 0; i < N_CELLS; i++)
    order[i] = self->cells[i];
  order[N_CELLS] = self->description;
  order[N_CELLS + 1] = self->remove;
  for (int i = 0; i < N_CELLS + 2; i++)
    if (gtk_widget_get_state_flags (order[i]) & (GTK_STATE_FLAG_FOCUS_WITHIN | GTK_STATE_FLAG_FOCUSED))
      at = i + step;
  for (; at >= 0 && at < N_CELLS + 2; at += step)
    if (gtk_widget_get_visible (order[at]) && gtk_widget_child_focus (order[at], direction))
      return TRUE;
  return FALSE;
}

static void
kontor_offer_line_row_dispose (GObject *object)
{
  KontorOfferLineRow *self = KONTOR_OFFER_LINE_ROW (object);

  g_clear_handle_id (&self->search_source, g_source_remove);
  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_clear_object (&self->suggestions);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->record);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (kontor_offer_line_row_parent_class)->dispose (object);
}

static void
kontor_offer_line_row_class_init (KontorOfferLineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_offer_line_row_dispose;
  widget_class->focus = kontor_offer_line_row_focus_next;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "offerline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ROW);

  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[NEXT] = g_signal_new ("next", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVE] = g_signal_new ("move", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[REMOVED] = g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kontor_offer_line_row_init (KontorOfferLineRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  self->number = gtk_label_new (NULL);
  gtk_widget_set_size_request (self->number, 30, -1);
  gtk_widget_set_valign (self->number, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->number, "dim-label");
  gtk_widget_add_css_class (self->number, "numeric");
  gtk_widget_add_css_class (self->number, "line-number");
  gtk_box_append (GTK_BOX (self->box), self->number);

  self->name_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  for (guint i = 0; i < N_CELLS; i++)
    self->cells[i] = create_cell (self, i);
  gtk_box_append (GTK_BOX (self->name_box), self->cells[0]);
  self->description = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->description), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->description), FALSE);
  gtk_widget_add_css_class (self->description, "line-description");
  gtk_widget_set_tooltip_text (self->description, _("Description, printed below the name"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->description), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Description"), -1);
  gtk_box_append (GTK_BOX (texts), self->name_box);
  gtk_box_append (GTK_BOX (texts), self->description);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (self->box), texts);
  for (guint i = 1; i < N_CELLS; i++)
    gtk_box_append (GTK_BOX (self->box), self->cells[i]);

  self->amount = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->amount), 1);
  gtk_widget_set_size_request (self->amount, KONTOR_OFFER_LINE_AMOUNT, -1);
  gtk_widget_set_valign (self->amount, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->amount, "numeric");
  gtk_widget_add_css_class (self->amount, "line-number");
  gtk_box_append (GTK_BOX (self->box), self->amount);
  self->remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_add_css_class (self->remove, "flat");
  gtk_widget_add_css_class (self->remove, "line-remove");
  gtk_widget_set_valign (self->remove, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (self->remove, _("Remove the line (Alt+Delete)"));
  g_signal_connect_swapped (self->remove, "clicked", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->remove);

  self->suggestions = kontor_suggestions_new (self->name_box, GTK_EDITABLE (self->cells[0]));
  g_signal_connect_object (self->suggestions, "chosen", G_CALLBACK (suggestion_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cells[0], "changed", G_CALLBACK (name_changed_cb), self, G_CONNECT_SWAPPED);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  self->focus = GTK_EVENT_CONTROLLER_FOCUS (gtk_event_controller_focus_new ());
  g_signal_connect_swapped (self->focus, "notify::contains-focus", G_CALLBACK (focus_changed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->focus));
  {
    GtkEventController *left = gtk_event_controller_focus_new ();

    g_signal_connect_object (left, "leave", G_CALLBACK (description_left_cb), self, G_CONNECT_SWAPPED);
    gtk_widget_add_controller (self->description, left);
  }
}

GtkWidget *
kontor_offer_line_row_new (KontorStore  *store,
                           KontorRecord *line)
{
  KontorOfferLineRow *self = g_object_new (KONTOR_TYPE_OFFER_LINE_ROW, NULL);

  self->store = store != NULL ? g_object_ref (store) : NULL;
  self->record = g_object_ref (line);
  for (guint i = 0; i < N_CELLS; i++)
    show_cell (self, i);
  show_description (self);
  g_signal_connect_object (line, "changed", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

KontorRecord *
kontor_offer_line_row_get_record (KontorOfferLineRow *self)
{
  g_return_val_if_fail (KONTOR_IS_OFFER_LINE_ROW (self), NULL);

  return self->record;
}

void
kontor_offer_line_row_set_number (KontorOfferLineRow *self,
                                  guint               number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  g_autofree char *words = g_strdup_printf (_("Line %u"), number);

  g_return_if_fail (KONTOR_IS_OFFER_LINE_ROW (self));

  gtk_label_set_text (GTK_LABEL (self->number), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

void
kontor_offer_line_row_set_amount (KontorOfferLineRow *self,
                                  const char         *amount)
{
  g_return_if_fail (KONTOR_IS_OFFER_LINE_ROW (self));

  gtk_label_set_text (GTK_LABEL (self->amount), amount);
}

void
kontor_offer_line_row_set_editable (KontorOfferLineRow *self,
                                    gboolean            editable)
{
  g_return_if_fail (KONTOR_IS_OFFER_LINE_ROW (self));

  for (guint i = 0; i < N_CELLS; i++)
    gtk_editable_set_editable (GTK_EDITABLE (self->cells[i]), editable);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->description), editable);
  /* Its room stays: the columns stand under their headings. */
  gtk_widget_set_sensitive (self->remove, editable);
  gtk_widget_set_opacity (self->remove, editable ? 1 : 0);
}

void
kontor_offer_line_row_keep_rate (KontorOfferLineRow *self,
                                 gboolean            keep)
{
  g_return_if_fail (KONTOR_IS_OFFER_LINE_ROW (self));

  self->keeps_rate = keep;
}

void
kontor_offer_line_row_focus (KontorOfferLineRow *self)
{
  g_return_if_fail (KONTOR_IS_OFFER_LINE_ROW (self));

  gtk_widget_grab_focus (self->cells[0]);
}

gboolean
kontor_offer_line_row_commit (KontorOfferLineRow *self)
{
  gboolean good = TRUE;

  g_return_val_if_fail (KONTOR_IS_OFFER_LINE_ROW (self), FALSE);

  for (guint i = 0; i < N_CELLS; i++)
    good &= commit_cell (self, i);
  commit_description (self);
  return good;
}
