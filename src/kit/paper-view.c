#include "config.h"

#include "kit/paper-view.h"

#include <glib/gi18n.h>
#include <math.h>

#define DOTS_PER_POINT (96.0 / 72.0)

struct _KontorPaperView
{
  GtkWidget           parent_instance;

  KontorDocument     *document;
  guint               page;
  double              zoom;
  gboolean            is_near;
  KontorPaperOverlay  overlay;
  gpointer            overlay_data;
};

G_DEFINE_FINAL_TYPE (KontorPaperView, kontor_paper_view, GTK_TYPE_WIDGET)

static void
kontor_paper_view_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  KontorPaperView *self = KONTOR_PAPER_VIEW (widget);
  const KontorPaper *paper = kontor_document_get_paper (self->document);
  double size = orientation == GTK_ORIENTATION_HORIZONTAL ? paper->width : paper->height;

  *minimum = *natural = (int) ceil (size * KONTOR_POINTS_PER_MILLIMETRE * DOTS_PER_POINT * self->zoom);
}

static void
kontor_paper_view_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  KontorPaperView *self = KONTOR_PAPER_VIEW (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (width <= 0 || height <= 0)
    return;
  if (!self->is_near)
    {
      gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 1, 1, 1, 1 }, &GRAPHENE_RECT_INIT (0, 0, width, height));
      return;
    }
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, DOTS_PER_POINT * self->zoom, DOTS_PER_POINT * self->zoom);
  kontor_document_draw_page (self->document, cr, self->page);
  if (self->overlay != NULL)
    self->overlay (cr, self->overlay_data);
  cairo_destroy (cr);
}

static void
kontor_paper_view_dispose (GObject *object)
{
  g_clear_object (&KONTOR_PAPER_VIEW (object)->document);

  G_OBJECT_CLASS (kontor_paper_view_parent_class)->dispose (object);
}

static void
kontor_paper_view_class_init (KontorPaperViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_paper_view_dispose;
  widget_class->measure = kontor_paper_view_measure;
  widget_class->snapshot = kontor_paper_view_snapshot;
  gtk_widget_class_set_css_name (widget_class, "paper");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kontor_paper_view_init (KontorPaperView *self)
{
  self->zoom = 1;
}

GtkWidget *
kontor_paper_view_new (KontorDocument *document,
                       guint           page)
{
  KontorPaperView *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (KONTOR_IS_DOCUMENT (document), NULL);

  self = g_object_new (KONTOR_TYPE_PAPER_VIEW, NULL);
  self->document = g_object_ref (document);
  self->page = page;
  title = g_strdup_printf (_("Page %u of %u"), page + 1, kontor_document_get_n_pages (document));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return GTK_WIDGET (self);
}

void
kontor_paper_view_set_zoom (KontorPaperView *self,
                            double           zoom)
{
  g_return_if_fail (KONTOR_IS_PAPER_VIEW (self));

  if (self->zoom == zoom)
    return;
  self->zoom = zoom;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
kontor_paper_view_set_near (KontorPaperView *self,
                            gboolean         is_near)
{
  g_autofree char *text = NULL;

  g_return_if_fail (KONTOR_IS_PAPER_VIEW (self));

  if (self->is_near == is_near)
    return;
  self->is_near = is_near;
  if (is_near)
    text = kontor_drawing_to_text (kontor_document_get_page (self->document, self->page));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "", -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kontor_paper_view_set_overlay (KontorPaperView    *self,
                               KontorPaperOverlay  overlay,
                               gpointer            user_data)
{
  g_return_if_fail (KONTOR_IS_PAPER_VIEW (self));

  self->overlay = overlay;
  self->overlay_data = user_data;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
