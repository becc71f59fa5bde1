#pragma once

#include "draw/document.h"

G_BEGIN_DECLS

/**
 * PaperWord:
 *
 * A word as a reader of the PDF finds it, in millimetres from its page's top left corner.
 */
typedef struct
{
  char            *text;
  guint            page;
  KontorRectangle  box;
} PaperWord;

/**
 * Paper:
 * @words: (element-type PaperWord): in the order of the file
 *
 * What poppler finds in a PDF: not what we meant to draw, what is there.
 */
typedef struct
{
  char      *path;
  double     width;
  double     height;
  guint      n_pages;
  GPtrArray *words;
  char      *fonts;
} Paper;

/* Saves @document to a temporary file and reads that with poppler's tools. */
Paper     *paper_read          (KontorDocument *document);
/* The same of a file that is there, which is removed with what was read. */
Paper     *paper_read_file     (const char *path);
void       paper_free          (Paper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Paper, paper_free)

/* The first word that is @text, from @page on; NULL where there is none. */
PaperWord *paper_find          (Paper *self, const char *text, guint page);
/* How many words are @text. */
guint      paper_count         (Paper *self, const char *text);
/* The whole text of a page, words parted by single blanks; (transfer full). */
char      *paper_get_text      (Paper *self, guint page);
/* Asserts that every word lies within @zone, to 0.2 mm, or has no part in it. */
gboolean   paper_word_is_inside (const PaperWord *word, const KontorRectangle *zone);

G_END_DECLS
