#include "config.h"

#include "draw/document.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>

#include "base/error.h"

struct _KontorDocument
{
  GObject            parent_instance;

  const KontorPaper *paper;
  char              *title;
  char              *author;
  GPtrArray         *pages;
};

G_DEFINE_FINAL_TYPE (KontorDocument, kontor_document, G_TYPE_OBJECT)

static cairo_status_t
collect_cb (void                *closure,
            const unsigned char *data,
            unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
kontor_document_finalize (GObject *object)
{
  KontorDocument *self = KONTOR_DOCUMENT (object);

  g_free (self->title);
  g_free (self->author);
  g_ptr_array_unref (self->pages);

  G_OBJECT_CLASS (kontor_document_parent_class)->finalize (object);
}

static void
kontor_document_class_init (KontorDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_document_finalize;
}

static void
kontor_document_init (KontorDocument *self)
{
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_drawing_free);
}

KontorDocument *
kontor_document_new (const KontorPaper *paper,
                     const char        *title,
                     const char        *author)
{
  KontorDocument *self;

  g_return_val_if_fail (paper != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_DOCUMENT, NULL);
  self->paper = paper;
  self->title = g_strdup (title);
  self->author = g_strdup (author);
  return self;
}

KontorDrawing *
kontor_document_add_page (KontorDocument *self)
{
  KontorDrawing *page = kontor_drawing_new ();

  g_return_val_if_fail (KONTOR_IS_DOCUMENT (self), NULL);

  g_ptr_array_add (self->pages, page);
  return page;
}

KontorDrawing *
kontor_document_edit_page (KontorDocument *self,
                           guint           page)
{
  g_return_val_if_fail (KONTOR_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (page < self->pages->len, NULL);

  return g_ptr_array_index (self->pages, page);
}

guint
kontor_document_get_n_pages (KontorDocument *self)
{
  g_return_val_if_fail (KONTOR_IS_DOCUMENT (self), 0);

  return self->pages->len;
}

const KontorPaper *
kontor_document_get_paper (KontorDocument *self)
{
  g_return_val_if_fail (KONTOR_IS_DOCUMENT (self), NULL);

  return self->paper;
}

const char *
kontor_document_get_title (KontorDocument *self)
{
  g_return_val_if_fail (KONTOR_IS_DOCUMENT (self), NULL);

  return self->title;
}

const KontorDrawing *
kontor_document_get_page (KontorDocument *self,
                          guint           page)
{
  g_return_val_if_fail (KONTOR_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (page < self->pages->len, NULL);

  return g_ptr_array_index (self->pages, page);
}

void
kontor_document_draw_page (KontorDocument *self,
                           cairo_t        *cr,
                           guint           page)
{
  g_return_if_fail (KONTOR_IS_DOCUMENT (self));
  g_return_if_fail (page < self->pages->len);

  cairo_save (cr);
  kontor_drawing_draw (g_ptr_array_index (self->pages, page), cr);
  cairo_restore (cr);
}

GBytes *
kontor_document_to_pdf (KontorDocument  *self,
                        GError         **error)
{
  g_autoptr(GByteArray) data = NULL;
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  g_return_val_if_fail (KONTOR_IS_DOCUMENT (self), NULL);

  data = g_byte_array_new ();
  surface = cairo_pdf_surface_create_for_stream (collect_cb, data,
                                                 self->paper->width * KONTOR_POINTS_PER_MILLIMETRE,
                                                 self->paper->height * KONTOR_POINTS_PER_MILLIMETRE);
  if (self->title != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  if (self->author != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, self->author);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Kontor " KONTOR_VERSION);
  cr = cairo_create (surface);
  for (guint i = 0; i < self->pages->len; i++)
    {
      kontor_document_draw_page (self, cr, i);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_FAILED,
                   _("The PDF could not be made: %s."), cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&data));
}

gboolean
kontor_document_save_pdf (KontorDocument  *self,
                          const char      *path,
                          GError         **error)
{
  g_autoptr(GBytes) bytes = kontor_document_to_pdf (self, error);
  gsize length;
  const char *data;

  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &length);
  return g_file_set_contents_full (path, data, length, G_FILE_SET_CONTENTS_CONSISTENT, 0666, error);
}
