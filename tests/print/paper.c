#include "paper.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define TOLERANCE 0.2

static char *
run (const char * const *arguments)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  char *output = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  return output;
}

static double
millimetres (const char **names,
             const char **values,
             const char  *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return g_ascii_strtod (values[i], NULL) / KONTOR_POINTS_PER_MILLIMETRE;
  return -1;
}

typedef struct
{
  Paper   *paper;
  GString *word;
} Reading;

static void
start_cb (GMarkupParseContext *context, const char *element, const char **names, const char **values,
          gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  if (g_str_equal (element, "page"))
    {
      reading->paper->n_pages++;
      reading->paper->width = millimetres (names, values, "width");
      reading->paper->height = millimetres (names, values, "height");
    }
  else if (g_str_equal (element, "word"))
    {
      PaperWord *word = g_new0 (PaperWord, 1);

      word->page = reading->paper->n_pages - 1;
      word->box.x = millimetres (names, values, "xMin");
      word->box.y = millimetres (names, values, "yMin");
      word->box.width = millimetres (names, values, "xMax") - word->box.x;
      word->box.height = millimetres (names, values, "yMax") - word->box.y;
      g_ptr_array_add (reading->paper->words, word);
      reading->word = g_string_new (NULL);
    }
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  if (reading->word != NULL)
    g_string_append_len (reading->word, text, length);
}

static void
end_cb (GMarkupParseContext *context, const char *element, gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  if (reading->word != NULL && g_str_equal (element, "word"))
    {
      PaperWord *word = g_ptr_array_index (reading->paper->words, reading->paper->words->len - 1);

      word->text = g_string_free (g_steal_pointer (&reading->word), FALSE);
    }
}

static void
free_word (gpointer data)
{
  PaperWord *word = data;

  g_free (word->text);
  g_free (word);
}

Paper *
paper_read (KontorDocument *document)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  int file = g_file_open_tmp ("kontor-print-XXXXXX.pdf", &path, &error);

  g_assert_no_error (error);
  g_close (file, NULL);
  kontor_document_save_pdf (document, path, &error);
  g_assert_no_error (error);
  return paper_read_file (path);
}

Paper *
paper_read_file (const char *path)
{
  static const GMarkupParser parser = { start_cb, end_cb, text_cb };
  g_autoptr(GMarkupParseContext) context = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *boxes = NULL;
  Paper *self = g_new0 (Paper, 1);
  Reading reading = { self };
  const char *begin;
  const char *end;

  self->path = g_strdup (path);
  self->words = g_ptr_array_new_with_free_func (free_word);
  boxes = run ((const char *[]) { "pdftotext", "-bbox", self->path, "-", NULL });
  begin = strstr (boxes, "<doc>");
  end = strstr (boxes, "</doc>");
  g_assert_true (begin != NULL && end != NULL);
  context = g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, &reading, NULL);
  g_markup_parse_context_parse (context, begin, end + strlen ("</doc>") - begin, &error);
  g_assert_no_error (error);
  self->fonts = run ((const char *[]) { "pdffonts", self->path, NULL });
  return self;
}

void
paper_free (Paper *self)
{
  g_unlink (self->path);
  g_free (self->path);
  g_free (self->fonts);
  g_ptr_array_unref (self->words);
  g_free (self);
}

PaperWord *
paper_find (Paper      *self,
            const char *text,
            guint       page)
{
  for (guint i = 0; i < self->words->len; i++)
    {
      PaperWord *word = g_ptr_array_index (self->words, i);

      if (word->page >= page && g_str_equal (word->text, text))
        return word;
    }
  return NULL;
}

guint
paper_count (Paper      *self,
             const char *text)
{
  guint count = 0;

  for (guint i = 0; i < self->words->len; i++)
    count += g_str_equal (((PaperWord *) g_ptr_array_index (self->words, i))->text, text);
  return count;
}

char *
paper_get_text (Paper *self,
                guint  page)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->words->len; i++)
    {
      PaperWord *word = g_ptr_array_index (self->words, i);

      if (word->page == page)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", word->text);
    }
  return g_string_free (text, FALSE);
}

gboolean
paper_word_is_inside (const PaperWord       *word,
                      const KontorRectangle *zone)
{
  return word->box.x >= zone->x - TOLERANCE && word->box.y >= zone->y - TOLERANCE
         && word->box.x + word->box.width <= zone->x + zone->width + TOLERANCE
         && word->box.y + word->box.height <= zone->y + zone->height + TOLERANCE;
}
