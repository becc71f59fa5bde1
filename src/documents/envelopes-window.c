#include "config.h"

#include "documents/envelopes-window.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "documents/envelope-run.h"
#include "draw/offer-source.h"
#include "kit/create-dialog.h"
#include "kit/print-view.h"
#include "kit/row-choice.h"

struct _KontorEnvelopesWindow
{
  AdwWindow            parent_instance;

  KontorDesk          *desk;
  const KontorEntity  *entity;
  KontorEnvelopeRun   *run;
  KontorResult        *sender_rows;
  KontorPostalAddress  sender;
  GListStore          *faulty;
  /* One for reading, one for laying out: a new choice stops what is under way. */
  GCancellable        *reading;
  GCancellable        *laying;
  guint                start_source;
  gboolean             closed;

  GtkWidget           *rows;
  GtkWidget           *format;
  GtkWidget           *with_sender;
  GtkWidget           *sender_label;
  GtkWidget           *zones;
  GtkWidget           *first;
  GtkWidget           *first_label;
  GtkWidget           *incomplete;
  GtkWidget           *progress_box;
  GtkWidget           *progress;
  GtkWidget           *progress_label;
  GtkWidget           *stop_button;
  GtkWidget           *summary_icon;
  GtkWidget           *summary;
  GtkWidget           *faulty_box;
  GtkWidget           *faulty_title;
  GtkWidget           *faulty_list;
  GtkWidget           *print_button;
  GtkWidget           *print_view;
};

G_DEFINE_FINAL_TYPE (KontorEnvelopesWindow, kontor_envelopes_window, ADW_TYPE_WINDOW)

static void start (KontorEnvelopesWindow *self);
static void lay_out (KontorEnvelopesWindow *self);

static void
renew (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
  *cancellable = g_cancellable_new ();
}

/* What is chosen -------------------------------------------------------------------- */

static guint
count_envelopes (void)
{
  guint n = 0;

  while (kontor_envelope_list_formats ()[n].name != NULL)
    n++;
  return n;
}

static const KontorEnvelopeFormat *
get_envelope (KontorEnvelopesWindow *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->format));

  return selected < count_envelopes () ? &kontor_envelope_list_formats ()[selected] : NULL;
}

static const KontorLabelFormat *
get_label (KontorEnvelopesWindow *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->format));

  if (selected == GTK_INVALID_LIST_POSITION || selected < count_envelopes ())
    return NULL;
  return &kontor_label_list_formats ()[selected - count_envelopes ()];
}

static void
zones_cb (cairo_t  *cr,
          gpointer  user_data)
{
  if (get_label (user_data) != NULL)
    kontor_label_draw_zones (get_label (user_data), cr);
  else if (get_envelope (user_data) != NULL)
    kontor_envelope_draw_zones (get_envelope (user_data), cr);
}

/* What is shown of it ----------------------------------------------------------------- */

static gboolean
is_read (KontorEnvelopesWindow *self)
{
  return self->run != NULL && kontor_envelope_run_get_n_read (self->run) >= kontor_envelope_run_get_length (self->run);
}

static void
show_progress (KontorEnvelopesWindow *self)
{
  guint n_read = kontor_envelope_run_get_n_read (self->run);
  guint length = kontor_envelope_run_get_length (self->run);
  gboolean stopped = g_cancellable_is_cancelled (self->reading);
  g_autofree char *text = g_strdup_printf (stopped ? _("Stopped after %'u of %'u addresses")
                                                   : _("Reading addresses: %'u of %'u"), n_read, length);

  gtk_label_set_text (GTK_LABEL (self->progress_label), text);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), length > 0 ? (double) n_read / length : 1);
  gtk_button_set_label (GTK_BUTTON (self->stop_button), stopped ? _("_Go on") : _("_Stop"));
  gtk_widget_set_visible (self->progress_box, !is_read (self));
}

static gboolean
is_faulty (KontorEnvelopeItem *item)
{
  return kontor_envelope_item_get_faults (item) != NULL || kontor_envelope_item_get_refusal (item) != NULL;
}

/* Rebuilt only where it differs: a list that jumps under the pointer is a trap. */
static void
show_faulty (KontorEnvelopesWindow *self)
{
  GPtrArray *items = kontor_envelope_run_get_items (self->run);
  g_autoptr(GPtrArray) faulty = g_ptr_array_new ();
  gboolean differs;
  guint n_known = g_list_model_get_n_items (G_LIST_MODEL (self->faulty));
  g_autofree char *title = NULL;
  g_autofree char *summary = NULL;
  guint n_good;

  for (guint i = 0; i < items->len; i++)
    if (is_faulty (g_ptr_array_index (items, i)))
      g_ptr_array_add (faulty, g_ptr_array_index (items, i));
  differs = n_known != faulty->len;
  for (guint i = 0; !differs && i < faulty->len; i++)
    {
      g_autoptr(KontorEnvelopeItem) known = g_list_model_get_item (G_LIST_MODEL (self->faulty), i);

      differs = known != g_ptr_array_index (faulty, i);
    }
  if (differs)
    g_list_store_splice (self->faulty, 0, n_known, faulty->pdata, faulty->len);

  n_good = items->len - faulty->len;
  summary = faulty->len == 0 ? g_strdup_printf (ngettext ("%'u address, complete", "All %'u addresses are complete", n_good), n_good)
                             : g_strdup_printf (_("%'u of %'u addresses are complete"), n_good, items->len);
  gtk_label_set_text (GTK_LABEL (self->summary), summary);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->summary_icon),
                                faulty->len == 0 ? "object-select-symbolic" : "dialog-warning-symbolic");
  title = g_strdup_printf (_("To put right (%'u)"), faulty->len);
  gtk_label_set_text (GTK_LABEL (self->faulty_title), title);
  gtk_widget_set_visible (self->faulty_box, faulty->len > 0);
}

static void
show_print_button (KontorEnvelopesWindow *self,
                   KontorDocument        *document)
{
  guint n_pages = document != NULL ? kontor_document_get_n_pages (document) : 0;
  g_autofree char *text = NULL;

  if (n_pages == 0)
    text = g_strdup (_("_Print"));
  else if (get_label (self) != NULL)
    text = g_strdup_printf (ngettext ("_Print %'u Sheet", "_Print %'u Sheets", n_pages), n_pages);
  else
    text = g_strdup_printf (ngettext ("_Print %'u Envelope", "_Print %'u Envelopes", n_pages), n_pages);
  gtk_button_set_label (GTK_BUTTON (self->print_button), text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "envelopes.print", n_pages > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "envelopes.save-pdf", n_pages > 0);
}

static void
laid_out_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(KontorEnvelopesWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorDocument) document = kontor_envelope_run_layout_finish (KONTOR_ENVELOPE_RUN (source), result, &error);
  KontorPrintView *view;

  if (self->closed || document == NULL || KONTOR_ENVELOPE_RUN (source) != self->run)
    return;
  view = KONTOR_PRINT_VIEW (self->print_view);
  show_faulty (self);
  if (kontor_document_get_n_pages (document) == 0)
    {
      g_clear_object (&document);
      kontor_print_view_set_message (view, _("There is nothing to print: no address is complete."));
    }
  kontor_print_view_set_overlay (view, gtk_switch_get_active (GTK_SWITCH (self->zones)) ? zones_cb : NULL, self);
  kontor_print_view_set_document (view, document);
  show_print_button (self, document);
}

/* Everything that changes what is on the paper comes here. */
static void
lay_out (KontorEnvelopesWindow *self)
{
  gboolean sends = gtk_switch_get_active (GTK_SWITCH (self->with_sender)) && self->sender.recipient != NULL;
  KontorEnvelopePlan plan = { 0 };

  if (!is_read (self))
    return;
  plan.envelope = get_envelope (self);
  plan.label = get_label (self);
  plan.sender = sends && plan.envelope != NULL ? &self->sender : NULL;
  plan.origin = self->sender.country;
  plan.incomplete = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->incomplete));
  plan.first = (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->first)) - 1;
  renew (&self->laying);
  kontor_envelope_run_layout_async (self->run, &plan, self->laying, laid_out_cb, g_object_ref (self));
}

static void
show_zones (KontorEnvelopesWindow *self)
{
  kontor_print_view_set_overlay (KONTOR_PRINT_VIEW (self->print_view),
                                 gtk_switch_get_active (GTK_SWITCH (self->zones)) ? zones_cb : NULL, self);
}

static void
show_format (KontorEnvelopesWindow *self)
{
  const KontorLabelFormat *label = get_label (self);
  GtkAdjustment *adjustment = gtk_spin_button_get_adjustment (GTK_SPIN_BUTTON (self->first));

  gtk_widget_set_visible (self->with_sender, label == NULL);
  gtk_widget_set_visible (self->sender_label, label == NULL);
  gtk_label_set_label (GTK_LABEL (self->first_label), label != NULL ? _("_Begin with label") : _("_Begin with envelope"));
  gtk_adjustment_set_upper (adjustment, label != NULL ? label->columns * label->rows : KONTOR_ENVELOPE_RUN_MOST);
}

static void
format_chosen_cb (KontorEnvelopesWindow *self)
{
  const char *name = get_label (self) != NULL ? get_label (self)->name : get_envelope (self)->name;
  g_autofree char *json = g_strdup_printf ("\"%s\"", name);

  kontor_desk_remember (self->desk, "envelopes/format", json);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->first), 1);
  show_format (self);
  lay_out (self);
}

/* Putting right ------------------------------------------------------------------------ */

typedef struct
{
  KontorEnvelopesWindow *window;
  KontorEnvelopeItem    *item;
} Repair;

static Repair *
repair_new (KontorEnvelopesWindow *window,
            KontorEnvelopeItem    *item)
{
  Repair *repair = g_new (Repair, 1);

  repair->window = g_object_ref (window);
  repair->item = g_object_ref (item);
  return repair;
}

static void
repair_free (gpointer data)
{
  Repair *repair = data;

  g_object_unref (repair->window);
  g_object_unref (repair->item);
  g_free (repair);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Repair, repair_free)

static void
reread_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(KontorEnvelopesWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  if (self->closed)
    return;
  if (!kontor_envelope_run_reread_finish (KONTOR_ENVELOPE_RUN (source), result, &error))
    kontor_desk_report_error (self->desk, error, _("The address was not read again"));
  /* A row that stays in the list says other words now. */
  g_list_store_remove_all (self->faulty);
  show_faulty (self);
  lay_out (self);
}

static void
repaired_cb (KontorRecord *record,
             gpointer      user_data)
{
  Repair *repair = user_data;

  if (!repair->window->closed)
    kontor_envelope_run_reread_async (repair->window->run, repair->item, NULL, reread_cb, g_object_ref (repair->window));
}

static void
show_repair (Repair       *repair,
             KontorRecord *record)
{
  static const char * const fields[] = { "recipient", "street", "postcode", "city", "subdivision", "country", NULL };
  KontorEnvelopesWindow *self = repair->window;
  g_autofree char *title = g_strdup_printf (_("Address of %s"), kontor_envelope_item_get_title (repair->item));

  kontor_create_dialog_present (self->desk, GTK_WIDGET (self), record, fields, title, repaired_cb,
                                repair_new (self, repair->item), repair_free);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Repair) repair = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorRecord) record = kontor_store_load_finish (KONTOR_STORE (source), result, &error);

  if (repair->window->closed)
    return;
  if (record == NULL)
    kontor_desk_report_error (repair->window->desk, error, _("The address cannot be opened"));
  else
    show_repair (repair, record);
}

static void
put_right (KontorEnvelopesWindow *self,
           KontorEnvelopeItem    *item)
{
  const KontorEntity *address = kontor_entity_lookup ("address");
  g_autoptr(Repair) repair = repair_new (self, item);
  g_autoptr(KontorRecord) record = NULL;

  if (kontor_envelope_item_get_address_id (item) != NULL)
    {
      kontor_store_load_async (kontor_desk_get_store (self->desk), address, kontor_envelope_item_get_address_id (item),
                               NULL, loaded_cb, g_steal_pointer (&repair));
      return;
    }
  record = kontor_record_new (address, NULL);
  kontor_record_set (record, "partner_id", kontor_envelope_item_get_partner (item));
  kontor_record_set (record, "country", kontor_envelope_item_get_country (item));
  if (g_str_equal (self->entity->name, "person"))
    kontor_record_set (record, "person_id", kontor_envelope_item_get_record (item));
  else if (g_str_equal (self->entity->name, "legal_entity"))
    kontor_record_set (record, "legal_entity_id", kontor_envelope_item_get_record (item));
  show_repair (repair, record);
}

static void
put_right_cb (GtkButton   *button,
              GtkListItem *list_item)
{
  put_right (KONTOR_ENVELOPES_WINDOW (gtk_widget_get_root (GTK_WIDGET (button))), gtk_list_item_get_item (list_item));
}

static void
open_cb (GtkButton   *button,
         GtkListItem *list_item)
{
  KontorEnvelopesWindow *self = KONTOR_ENVELOPES_WINDOW (gtk_widget_get_root (GTK_WIDGET (button)));

  kontor_desk_open_record (self->desk, self->entity->name, kontor_envelope_item_get_record (gtk_list_item_get_item (list_item)));
  gtk_window_present (kontor_desk_get_window (self->desk));
}

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
setup_cb (KontorEnvelopesWindow    *self,
          GtkListItem              *list_item,
          GtkSignalListItemFactory *factory)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *open = gtk_button_new_from_icon_name ("document-open-symbolic");
  GtkWidget *fix = gtk_button_new_with_label (_("Put right…"));

  gtk_box_append (GTK_BOX (texts), make_label (NULL));
  gtk_box_append (GTK_BOX (texts), make_label ("faults"));
  gtk_label_set_wrap (GTK_LABEL (gtk_widget_get_last_child (texts)), TRUE);
  gtk_label_set_lines (GTK_LABEL (gtk_widget_get_last_child (texts)), 2);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_add_css_class (open, "flat");
  gtk_widget_set_valign (open, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (fix, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (open, _("Open the card"));
  g_signal_connect (fix, "clicked", G_CALLBACK (put_right_cb), list_item);
  g_signal_connect (open, "clicked", G_CALLBACK (open_cb), list_item);
  gtk_box_append (GTK_BOX (row), texts);
  gtk_box_append (GTK_BOX (row), open);
  gtk_box_append (GTK_BOX (row), fix);
  gtk_list_item_set_child (list_item, row);
  gtk_list_item_set_activatable (list_item, FALSE);
}

static void
name_button (GtkWidget  *button,
             const char *format,
             const char *title)
{
  g_autofree char *name = g_strdup_printf (format, title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
bind_cb (KontorEnvelopesWindow    *self,
         GtkListItem              *list_item,
         GtkSignalListItemFactory *factory)
{
  KontorEnvelopeItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *texts = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *faults = gtk_widget_get_last_child (texts);
  GtkWidget *open = gtk_widget_get_next_sibling (texts);
  const char *title = kontor_envelope_item_get_title (item);
  const char *words = kontor_envelope_item_get_faults (item);

  if (words == NULL)
    words = kontor_envelope_item_get_refusal (item);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (texts)), title != NULL ? title : "");
  gtk_label_set_text (GTK_LABEL (faults), words != NULL ? words : "");
  gtk_widget_set_tooltip_text (faults, words);
  name_button (open, _("Open the card of %s"), title);
  name_button (gtk_widget_get_next_sibling (open), _("Put the address of %s right"), title);
}

/* Reading ---------------------------------------------------------------------------------- */

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(KontorEnvelopesWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean done = kontor_envelope_run_read_finish (KONTOR_ENVELOPE_RUN (source), result, &error);

  if (self->closed || KONTOR_ENVELOPE_RUN (source) != self->run)
    return;
  if (!done && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      !g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED))
    {
      g_autofree char *words = kontor_error_describe (error);

      kontor_print_view_set_message (KONTOR_PRINT_VIEW (self->print_view), words);
    }
  show_progress (self);
  show_faulty (self);
  lay_out (self);
}

static void
go_on (KontorEnvelopesWindow *self)
{
  renew (&self->reading);
  kontor_envelope_run_read_async (self->run, self->reading, read_cb, g_object_ref (self));
  show_progress (self);
}

static void
stop_cb (KontorEnvelopesWindow *self)
{
  if (g_cancellable_is_cancelled (self->reading))
    {
      go_on (self);
      return;
    }
  g_cancellable_cancel (self->reading);
  show_progress (self);
}

static void
progress_cb (KontorEnvelopesWindow *self)
{
  show_progress (self);
  show_faulty (self);
}

static gboolean
start_cb (gpointer user_data)
{
  KontorEnvelopesWindow *self = user_data;

  self->start_source = 0;
  start (self);
  return G_SOURCE_REMOVE;
}

/* The list is still being read and tells often; begun once it is quiet. */
static void
rows_changed_cb (KontorEnvelopesWindow *self)
{
  if (self->start_source == 0)
    self->start_source = g_timeout_add (100, start_cb, self);
}

static void
start (KontorEnvelopesWindow *self)
{
  KontorRowChoice *rows = KONTOR_ROW_CHOICE (self->rows);
  KontorPrintView *view = KONTOR_PRINT_VIEW (self->print_view);
  guint length = kontor_row_choice_get_length (rows);

  g_cancellable_cancel (self->laying);
  g_cancellable_cancel (self->reading);
  kontor_print_view_set_message (view, NULL);
  kontor_print_view_set_document (view, NULL);
  show_print_button (self, NULL);
  if (!kontor_row_choice_is_complete (rows))
    return;
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->run);
  self->run = kontor_envelope_run_new (kontor_desk_get_database (self->desk), self->entity->name,
                                       length > KONTOR_ENVELOPE_RUN_MOST ? kontor_snapshot_new ()
                                                                         : kontor_row_choice_copy_identifiers (rows));
  if (length > KONTOR_ENVELOPE_RUN_MOST)
    {
      g_autofree char *words = g_strdup_printf (_("At most %'u are printed at a time. Choose fewer with a filter, or select some."),
                                                KONTOR_ENVELOPE_RUN_MOST);

      kontor_print_view_set_message (view, words);
      return;
    }
  g_signal_connect_object (self->run, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  go_on (self);
}

static void
sender_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(KontorEnvelopesWindow) self = user_data;
  g_autoptr(KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, NULL);

  if (self->closed || answer == NULL || kontor_result_get_n_rows (answer) == 0)
    return;
  self->sender_rows = g_steal_pointer (&answer);
  kontor_postal_address_read (&self->sender, self->sender_rows, 0);
  lay_out (self);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  KontorEnvelopesWindow *self = KONTOR_ENVELOPES_WINDOW (widget);

  if (g_str_equal (name, "envelopes.print"))
    kontor_print_view_print (KONTOR_PRINT_VIEW (self->print_view));
  else
    kontor_print_view_save_pdf (KONTOR_PRINT_VIEW (self->print_view));
}

static void
kontor_envelopes_window_dispose (GObject *object)
{
  KontorEnvelopesWindow *self = KONTOR_ENVELOPES_WINDOW (object);

  self->closed = TRUE;
  g_clear_handle_id (&self->start_source, g_source_remove);
  g_cancellable_cancel (self->reading);
  g_cancellable_cancel (self->laying);
  g_clear_object (&self->reading);
  g_clear_object (&self->laying);
  g_clear_object (&self->run);
  g_clear_object (&self->sender_rows);
  g_clear_object (&self->faulty);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (kontor_envelopes_window_parent_class)->dispose (object);
}

static void
kontor_envelopes_window_class_init (KontorEnvelopesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_envelopes_window_dispose;
  g_type_ensure (KONTOR_TYPE_PRINT_VIEW);
  g_type_ensure (KONTOR_TYPE_ROW_CHOICE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/documents/envelopes-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorEnvelopesWindow, rows);
  gtk_widget_class_bind_template_child (widget_class, KontorEnvelopesWindow, format);
  gtk_widget_class_bind_template_child (widget_class, KontorEnvelopesWindow, with_sender);
  gtk_widget_class_bind_template_child (widget_class, KontorEnvelopesWindow, sender_label);
  gtk_widget_class_bind_template_child (widget_class, KontorEnvelopesWindow, zones);
  gtk_widget_class_bind_template_child (widget_class, KontorEnvelopesWindow, first);
  gtk_widget_class_bind_template_child (widget_class, KontorEnvelopesWindow, first_label);
  gtk_widget_class_bind_template_child (widget_class, KontorEnvelopesWindow, incomplete);
  gtk_widget_class_bind_template_child (widget_class, KontorEnvelopesWindow, progress_box);
  gtk_widget_class_bind_template_child (widget_class, KontorEnvelopesWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, KontorEnvelopesWindow, progress_label);
  gtk_widget_class_bind_template_child (widget_class, KontorEnvelopesWindow, stop_button);
  gtk_widget_class_bind_template_child (widget_class, KontorEnvelopesWindow, summary_icon);
  gtk_widget_class_bind_template_child (widget_class, KontorEnvelopesWindow, summary);
  gtk_widget_class_bind_template_child (widget_class, KontorEnvelopesWindow, faulty_box);
  gtk_widget_class_bind_template_child (widget_class, KontorEnvelopesWindow, faulty_title);
  gtk_widget_class_bind_template_child (widget_class, KontorEnvelopesWindow, faulty_list);
  gtk_widget_class_bind_template_child (widget_class, KontorEnvelopesWindow, print_button);
  gtk_widget_class_bind_template_child (widget_class, KontorEnvelopesWindow, print_view);
  gtk_widget_class_bind_template_callback (widget_class, rows_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, lay_out);
  gtk_widget_class_bind_template_callback (widget_class, show_zones);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_install_action (widget_class, "envelopes.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "envelopes.save-pdf", NULL, print_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "envelopes.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
kontor_envelopes_window_init (KontorEnvelopesWindow *self)
{
  g_autoptr(GtkNoSelection) selection = NULL;

  self->faulty = g_list_store_new (KONTOR_TYPE_ENVELOPE_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->faulty)));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->faulty_list), GTK_SELECTION_MODEL (selection));
}

static void
fill_formats (KontorEnvelopesWindow *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  const char *remembered = kontor_desk_recall (self->desk, "envelopes/format");
  guint selected = 0;

  for (const KontorEnvelopeFormat *format = kontor_envelope_list_formats (); format->name != NULL; format++)
    {
      const KontorPaper *paper = kontor_paper_lookup (format->name);
      g_autofree char *name = g_strdup_printf (_("Envelope %s  (%.0f × %.0f mm)"), paper->label, paper->width, paper->height);

      if (remembered != NULL && strstr (remembered, format->name) != NULL)
        selected = g_list_model_get_n_items (G_LIST_MODEL (names));
      gtk_string_list_append (names, name);
    }
  for (const KontorLabelFormat *format = kontor_label_list_formats (); format->name != NULL; format++)
    {
      g_autofree char *name = g_strdup_printf (_("Labels %s, %u on A4"), format->size, format->columns * format->rows);

      if (remembered != NULL && strstr (remembered, format->name) != NULL)
        selected = g_list_model_get_n_items (G_LIST_MODEL (names));
      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->format), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->format), selected);
  show_format (self);
  g_signal_connect_object (self->format, "notify::selected", G_CALLBACK (format_chosen_cb), self, G_CONNECT_SWAPPED);
}

KontorEnvelopesWindow *
kontor_envelopes_window_open (KontorDesk  *desk,
                              KontorTable *table)
{
  KontorEnvelopesWindow *self;

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (kontor_desk_get_database (desk) != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_ENVELOPES_WINDOW, "transient-for", kontor_desk_get_window (desk), NULL);
  self->desk = g_object_ref (desk);
  self->entity = kontor_table_get_entity (table);
  fill_formats (self);
  kontor_row_choice_set_table (KONTOR_ROW_CHOICE (self->rows), table);
  kontor_database_query_async (kontor_desk_get_database (desk), KONTOR_LANE_FRONT, "print-sender", NULL, 0, NULL,
                               sender_cb, g_object_ref (self));
  start (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
