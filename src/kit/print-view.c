#include "config.h"

#include "kit/print-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/error.h"
#include "kit/desk.h"
#include "kit/print-job.h"

#define LEAST_ZOOM 0.2
#define MOST_ZOOM 4.0
#define MARGIN 12
/* At the smallest zoom so many stand above and below the middle. */
#define NEAR_PAGES 8

struct _KontorPrintView
{
  AdwBin              parent_instance;

  KontorDocument     *document;
  KontorPaperOverlay  overlay;
  gpointer            overlay_data;
  double              zoom;
  gboolean            fits;
  int                 fitted_width;
  int                 fitted_height;
  guint               label_source;

  GtkWidget          *page_label;
  GtkWidget          *zoom_button;
  GtkWidget          *stack;
  GtkWidget          *scroller;
  GtkWidget          *pages;
  GtkWidget          *message;
};

enum
{
  PRINTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KontorPrintView, kontor_print_view, ADW_TYPE_BIN)

static void
set_zoom (KontorPrintView *self,
          double           zoom)
{
  g_autofree char *text = NULL;

  self->zoom = CLAMP (zoom, LEAST_ZOOM, MOST_ZOOM);
  for (GtkWidget *page = gtk_widget_get_first_child (self->pages); page != NULL; page = gtk_widget_get_next_sibling (page))
    kontor_paper_view_set_zoom (KONTOR_PAPER_VIEW (page), self->zoom);
  text = g_strdup_printf (_("%d%%"), (int) round (self->zoom * 100));
  gtk_button_set_label (GTK_BUTTON (self->zoom_button), text);
}

static void
fit_width (KontorPrintView *self)
{
  const KontorPaper *paper;
  double zoom;
  int height = gtk_widget_get_height (self->stack);
  /* Our own width: the pages have none until they are shown. */
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  /* What cannot be fitted yet is when it gets its size. */
  self->fitted_width = 0;
  if (self->document == NULL || width <= 2 * MARGIN)
    return;
  self->fitted_width = width;
  self->fitted_height = gtk_widget_get_height (GTK_WIDGET (self));
  paper = kontor_document_get_paper (self->document);
  /* No larger than life: a small envelope need not fill a large window. */
  zoom = MIN ((width - 2 * MARGIN) / (paper->width * KONTOR_POINTS_PER_MILLIMETRE * 96 / 72), 1.25);
  /* What is wider than high is seen whole. */
  if (paper->width > paper->height && height > 4 * MARGIN)
    zoom = MIN (zoom, (height - 3 * MARGIN) / (paper->height * KONTOR_POINTS_PER_MILLIMETRE * 96 / 72));
  set_zoom (self, zoom);
}

static gboolean
refit_cb (gpointer user_data)
{
  KontorPrintView *self = user_data;

  if (self->fits)
    fit_width (self);
  return G_SOURCE_REMOVE;
}

/* The window on the pages has another size: the bin has a layout manager, which
 * is asked for sizes in our place. */
static void
resized_cb (KontorPrintView *self)
{
  if (!self->fits || (gtk_widget_get_width (GTK_WIDGET (self)) == self->fitted_width
                      && gtk_widget_get_height (GTK_WIDGET (self)) == self->fitted_height))
    return;
  /* A page's size must not change while sizes are given out. */
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, refit_cb, g_object_ref (self), g_object_unref);
}

/* The page in the middle of the view. */
static guint
find_current (KontorPrintView *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double middle = gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) / 2;
  guint page = 0;

  for (GtkWidget *sheet = gtk_widget_get_first_child (self->pages); sheet != NULL; sheet = gtk_widget_get_next_sibling (sheet))
    {
      graphene_rect_t bounds;

      /* A page without a height has no place yet. */
      if (!gtk_widget_compute_bounds (sheet, self->pages, &bounds) || bounds.size.height < 1 || bounds.origin.y > middle)
        break;
      page++;
    }
  return page > 0 ? page - 1 : 0;
}

/* Of a thousand pages only those in sight are drawn. */
static void
mark_near (KontorPrintView *self,
           guint            current)
{
  guint i = 0;

  for (GtkWidget *sheet = gtk_widget_get_first_child (self->pages); sheet != NULL; sheet = gtk_widget_get_next_sibling (sheet), i++)
    kontor_paper_view_set_near (KONTOR_PAPER_VIEW (sheet), i + NEAR_PAGES >= current && i <= current + NEAR_PAGES);
}

static void
update_page_label (KontorPrintView *self)
{
  g_autofree char *text = NULL;
  guint n_pages = self->document != NULL ? kontor_document_get_n_pages (self->document) : 0;
  guint current = n_pages > 0 ? find_current (self) : 0;

  if (n_pages > 0)
    text = g_strdup_printf (_("%u of %u"), MIN (current, n_pages - 1) + 1, n_pages);
  mark_near (self, current);
  gtk_label_set_text (GTK_LABEL (self->page_label), text != NULL ? text : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "print-view.previous-page", current > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "print-view.next-page", current + 1 < n_pages);
}

static gboolean
scrolled_idle_cb (gpointer user_data)
{
  KontorPrintView *self = user_data;

  self->label_source = 0;
  update_page_label (self);
  return G_SOURCE_REMOVE;
}

/* Comes while sizes are given out, when no label may change. */
static void
scrolled_cb (KontorPrintView *self)
{
  if (self->label_source == 0)
    self->label_source = g_idle_add (scrolled_idle_cb, self);
}

/* New pages have no places yet: which one is in sight is found when they have. */
static gboolean
placed_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  KontorPrintView *self = KONTOR_PRINT_VIEW (widget);
  GtkWidget *page = gtk_widget_get_first_child (self->pages);

  if (page != NULL && gtk_widget_get_mapped (page) && gtk_widget_get_height (page) == 0)
    return G_SOURCE_CONTINUE;
  update_page_label (self);
  return G_SOURCE_REMOVE;
}

static void
scroll_to_page (KontorPrintView *self,
                int              page)
{
  GtkWidget *sheet = gtk_widget_get_first_child (self->pages);
  graphene_rect_t bounds;

  while (page-- > 0 && sheet != NULL)
    sheet = gtk_widget_get_next_sibling (sheet);
  if (sheet != NULL && gtk_widget_compute_bounds (sheet, self->pages, &bounds))
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)),
                              bounds.origin.y - MARGIN / 2);
}

static void
step_page_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  KontorPrintView *self = KONTOR_PRINT_VIEW (widget);
  int step = g_str_equal (name, "print-view.next-page") ? 1 : -1;

  scroll_to_page (self, MAX ((int) find_current (self) + step, 0));
}

static void
zoom_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  KontorPrintView *self = KONTOR_PRINT_VIEW (widget);

  self->fits = g_str_equal (name, "print-view.zoom-fit");
  if (self->fits)
    fit_width (self);
  else
    set_zoom (self, self->zoom * (g_str_equal (name, "print-view.zoom-in") ? 1.2 : 1 / 1.2));
}

static gboolean
scroll_cb (KontorPrintView          *self,
           double                    dx,
           double                    dy,
           GtkEventControllerScroll *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if (!(state & GDK_CONTROL_MASK))
    return GDK_EVENT_PROPAGATE;
  self->fits = FALSE;
  set_zoom (self, self->zoom * (dy < 0 ? 1.1 : 1 / 1.1));
  return GDK_EVENT_STOP;
}

static void
report (KontorPrintView *self,
        const GError    *error,
        const char      *what)
{
  KontorDesk *desk = kontor_desk_from_widget (GTK_WIDGET (self));

  if (error == NULL)
    {
      g_signal_emit (self, signals[PRINTED], 0);
      if (desk != NULL)
        kontor_desk_toast (desk, what, NULL);
    }
  else if (desk != NULL)
    kontor_desk_report_error (desk, error, what);
  else
    g_warning ("%s: %s", what, error->message);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  kontor_print_view_print (KONTOR_PRINT_VIEW (widget));
}

static void
save_pdf_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  kontor_print_view_save_pdf (KONTOR_PRINT_VIEW (widget));
}

static void
save_response_cb (KontorPrintView      *self,
                  int                   response,
                  GtkFileChooserNative *dialog)
{
  if (response == GTK_RESPONSE_ACCEPT && self->document != NULL)
    {
      g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *name = g_file_get_basename (file);
      g_autofree char *saved = g_strdup_printf (_("Saved as %s"), name);

      bytes = kontor_document_to_pdf (self->document, &error);
      if (bytes != NULL)
        g_file_replace_contents (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, FALSE,
                                 G_FILE_CREATE_NONE, NULL, NULL, &error);
      report (self, error, error != NULL ? _("The PDF was not saved") : saved);
    }
  g_object_unref (dialog);
}

static void
kontor_print_view_dispose (GObject *object)
{
  KontorPrintView *self = KONTOR_PRINT_VIEW (object);

  g_clear_handle_id (&self->label_source, g_source_remove);
  g_clear_object (&self->document);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_PRINT_VIEW);

  G_OBJECT_CLASS (kontor_print_view_parent_class)->dispose (object);
}

static void
kontor_print_view_class_init (KontorPrintViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_print_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/kit/print-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorPrintView, page_label);
  gtk_widget_class_bind_template_child (widget_class, KontorPrintView, zoom_button);
  gtk_widget_class_bind_template_child (widget_class, KontorPrintView, stack);
  gtk_widget_class_bind_template_child (widget_class, KontorPrintView, scroller);
  gtk_widget_class_bind_template_child (widget_class, KontorPrintView, pages);
  gtk_widget_class_bind_template_child (widget_class, KontorPrintView, message);

  gtk_widget_class_install_action (widget_class, "print-view.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "print-view.save-pdf", NULL, save_pdf_action);
  gtk_widget_class_install_action (widget_class, "print-view.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "print-view.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "print-view.zoom-fit", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "print-view.next-page", NULL, step_page_action);
  gtk_widget_class_install_action (widget_class, "print-view.previous-page", NULL, step_page_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, GDK_CONTROL_MASK, "print-view.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_equal, GDK_CONTROL_MASK, "print-view.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, GDK_CONTROL_MASK, "print-view.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, GDK_CONTROL_MASK, "print-view.zoom-fit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_CONTROL_MASK, "print-view.next-page", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_CONTROL_MASK, "print-view.previous-page", NULL);

  signals[PRINTED] =
    g_signal_new ("printed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kontor_print_view_init (KontorPrintView *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkAdjustment *adjustment;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->zoom = 1;
  self->fits = TRUE;

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scroll_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->scroller, scroll);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "notify::page-size", G_CALLBACK (resized_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller)), "notify::page-size",
                           G_CALLBACK (resized_cb), self, G_CONNECT_SWAPPED);
  kontor_print_view_set_document (self, NULL);
  set_zoom (self, 1);
}

GtkWidget *
kontor_print_view_new (void)
{
  return g_object_new (KONTOR_TYPE_PRINT_VIEW, NULL);
}

KontorDocument *
kontor_print_view_get_document (KontorPrintView *self)
{
  g_return_val_if_fail (KONTOR_IS_PRINT_VIEW (self), NULL);

  return self->document;
}

void
kontor_print_view_set_message (KontorPrintView *self,
                               const char      *message)
{
  g_return_if_fail (KONTOR_IS_PRINT_VIEW (self));

  gtk_label_set_text (GTK_LABEL (self->message), message != NULL ? message : "");
}

void
kontor_print_view_set_document (KontorPrintView *self,
                                KontorDocument  *document)
{
  GtkWidget *child;

  g_return_if_fail (KONTOR_IS_PRINT_VIEW (self));

  g_set_object (&self->document, document);
  while ((child = gtk_widget_get_first_child (self->pages)) != NULL)
    gtk_box_remove (GTK_BOX (self->pages), child);
  for (guint i = 0; document != NULL && i < kontor_document_get_n_pages (document); i++)
    {
      GtkWidget *page = kontor_paper_view_new (document, i);

      kontor_paper_view_set_zoom (KONTOR_PAPER_VIEW (page), self->zoom);
      kontor_paper_view_set_overlay (KONTOR_PAPER_VIEW (page), self->overlay, self->overlay_data);
      gtk_box_append (GTK_BOX (self->pages), page);
    }
  gtk_stack_set_visible_child (GTK_STACK (self->stack), document != NULL ? self->scroller : self->message);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "print-view.print", document != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "print-view.save-pdf", document != NULL);
  update_page_label (self);
  if (document != NULL)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), placed_cb, NULL, NULL);
  if (self->fits)
    fit_width (self);
}

void
kontor_print_view_set_overlay (KontorPrintView    *self,
                               KontorPaperOverlay  overlay,
                               gpointer            user_data)
{
  g_return_if_fail (KONTOR_IS_PRINT_VIEW (self));

  self->overlay = overlay;
  self->overlay_data = user_data;
  for (GtkWidget *page = gtk_widget_get_first_child (self->pages); page != NULL; page = gtk_widget_get_next_sibling (page))
    kontor_paper_view_set_overlay (KONTOR_PAPER_VIEW (page), overlay, user_data);
}

/* "Preview" of the print dialog: the pages in a window of their own, at a size to be read. */
static void
show_pages_cb (KontorPrintView *self)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view = kontor_print_view_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  gtk_window_set_title (GTK_WINDOW (window), kontor_document_get_title (self->document));
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 760, 680);
  kontor_print_view_set_document (KONTOR_PRINT_VIEW (view), self->document);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
}

void
kontor_print_view_print (KontorPrintView *self)
{
  g_autoptr(GtkPrintOperation) operation = NULL;
  g_autoptr(GError) error = NULL;
  GtkPrintOperationResult result;

  g_return_if_fail (KONTOR_IS_PRINT_VIEW (self));

  if (self->document == NULL)
    return;
  operation = kontor_print_job_new (self->document);
  g_signal_connect_object (operation, "ready", G_CALLBACK (show_pages_cb), self, G_CONNECT_SWAPPED);
  result = gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                                    GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), &error);
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    report (self, error, _("It was not printed"));
  else if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    report (self, NULL, _("Sent to the printer"));
}

void
kontor_print_view_save_pdf (KontorPrintView *self)
{
  GtkFileChooserNative *dialog;
  g_autofree char *name = NULL;

  g_return_if_fail (KONTOR_IS_PRINT_VIEW (self));

  if (self->document == NULL)
    return;
  dialog = gtk_file_chooser_native_new (_("Save as PDF"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                        GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), NULL);
  name = g_strconcat (kontor_document_get_title (self->document), ".pdf", NULL);
  g_strdelimit (name, "/\\:", '-');
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (save_response_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
