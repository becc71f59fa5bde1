#include "config.h"

#include "base/csv.h"

#include <csv.h>
#include <glib/gi18n.h>
#include <string.h>
#include <uchardet/uchardet.h>

#include "base/error.h"

#define SAMPLE_SIZE (256 * 1024)
#define LONGEST_ROW (1024 * 1024)
#define MOST_LINES 100

/*
 * libcsv reads cells well but cannot find its way after a quote that is never
 * closed.  So lines are gathered here until their quotes are in balance, and
 * each whole row is given to libcsv alone.
 */
typedef struct
{
  const KontorCsvFormat *format;
  KontorCsvRowFunc       func;
  gpointer               user_data;

  /* Converted text that is not yet a row; lines of it begin at "begin". */
  GString               *text;
  gsize                  begin;
  /* Within a line too long to keep: everything up to its end is thrown away. */
  gboolean               skipping;
  guint64                line;
  guint64                position;
  GPtrArray             *cells;
  struct csv_parser      parser;
} Reader;

typedef enum
{
  ROW_WHOLE,
  ROW_UNFINISHED,
  ROW_BROKEN,
} RowState;

void
kontor_csv_format_clear (KontorCsvFormat *self)
{
  g_clear_pointer (&self->encoding, g_free);
}

/* The order is the order of likelihood where two separators do equally well. */
static const char separators[] = { ';', '\t', ',', '|' };

static guint
count_outside_quotes (const char *line, gsize length, char separator)
{
  gboolean quoted = FALSE;
  guint count = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (line[i] == '"')
        quoted = !quoted;
      else if (line[i] == separator && !quoted)
        count++;
    }

  return count;
}

static char
detect_separator (const char *sample)
{
  char best = ',';
  guint best_score = 0;

  for (guint s = 0; s < G_N_ELEMENTS (separators); s++)
    {
      const char *line = sample;
      guint first = 0;
      guint score = 0;

      for (guint n = 0; n < 20 && *line != '\0'; n++)
        {
          const char *end = strchr (line, '\n');
          guint count;

          if (end == NULL)
            break;
          count = count_outside_quotes (line, end - line, separators[s]);
          if (n == 0)
            first = count;
          if (count > 0 && count == first)
            score += 1;
          line = end + 1;
        }

      if (first > 0 && score * 100 + first > best_score)
        {
          best_score = score * 100 + first;
          best = separators[s];
        }
    }

  return best;
}

static char *
detect_encoding (const guint8 *data, gsize length)
{
  uchardet_t detector;
  char *encoding;

  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    return g_strdup ("UTF-8");
  if (length >= 2 && memcmp (data, "\xff\xfe", 2) == 0)
    return g_strdup ("UTF-16LE");
  if (length >= 2 && memcmp (data, "\xfe\xff", 2) == 0)
    return g_strdup ("UTF-16BE");

  /* The sample may end within a letter. */
  for (gsize cut = 0; cut < 4 && cut < length; cut++)
    if (g_utf8_validate_len ((const char *) data, length - cut, NULL))
      return g_strdup ("UTF-8");

  detector = uchardet_new ();
  uchardet_handle_data (detector, (const char *) data, length);
  uchardet_data_end (detector);
  encoding = g_strdup (uchardet_get_charset (detector));
  uchardet_delete (detector);

  /* Plain bytes with a few strange ones: UTF-8 with faults is told row by row. */
  if (encoding[0] == '\0' || g_str_equal (encoding, "ASCII"))
    {
      g_free (encoding);
      encoding = g_strdup ("UTF-8");
    }

  return encoding;
}

gboolean
kontor_csv_detect (const char       *path,
                   KontorCsvFormat  *format,
                   GError          **error)
{
  g_autoptr(GFile) file = NULL;
  g_autoptr(GFileInputStream) stream = NULL;
  g_autofree guint8 *data = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (format != NULL, FALSE);

  file = g_file_new_for_path (path);
  stream = g_file_read (file, NULL, error);
  if (stream == NULL)
    return FALSE;

  data = g_malloc (SAMPLE_SIZE);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), data, SAMPLE_SIZE, &length, NULL, error))
    return FALSE;

  format->encoding = detect_encoding (data, length);
  text = g_convert_with_fallback ((const char *) data, length, "UTF-8", format->encoding, "?", NULL, NULL, NULL);
  if (text == NULL)
    text = g_strndup ((const char *) data, length);
  format->separator = detect_separator (text);

  return TRUE;
}

static void
cell_cb (void   *data,
         size_t  length,
         void   *user_data)
{
  Reader *self = user_data;

  g_ptr_array_add (self->cells, g_strndup (data, length));
}

/* Follows the quotes of a row as libcsv does: a quote opens only at the
 * beginning of a cell, and a doubled one inside stands for itself. */
static RowState
find_row_end (Reader   *self,
              gboolean  at_end,
              gsize    *row_end,
              guint    *n_lines)
{
  const char *text = self->text->str;
  gboolean quoted = FALSE;
  gboolean cell_begins = TRUE;
  gsize i;

  *n_lines = 0;
  for (i = self->begin; i < self->text->len; i++)
    {
      char letter = text[i];

      if (i - self->begin > LONGEST_ROW)
        return ROW_BROKEN;

      if (quoted)
        {
          if (letter == '"')
            {
              if (i + 1 < self->text->len && text[i + 1] == '"')
                i++;
              else
                quoted = FALSE;
            }
          else if (letter == '\n' && ++*n_lines > MOST_LINES)
            return ROW_BROKEN;
          continue;
        }

      if (letter == '\n')
        {
          *row_end = i + 1;
          *n_lines += 1;
          return ROW_WHOLE;
        }
      if (letter == '"' && cell_begins)
        quoted = TRUE;
      else if (letter == self->format->separator)
        cell_begins = TRUE;
      else if (letter != ' ')
        cell_begins = FALSE;
    }

  if (!at_end)
    return ROW_UNFINISHED;
  if (quoted)
    return ROW_BROKEN;

  *row_end = self->text->len;
  *n_lines += 1;
  return ROW_WHOLE;
}

static gboolean
tell_fault (Reader     *self,
            const char *fault)
{
  KontorCsvRow row = { .line = self->line, .fault = fault, .position = self->position };

  return self->func (&row, self->user_data);
}

static gboolean
tell_row (Reader *self,
          gsize   end)
{
  const char *begin = self->text->str + self->begin;
  gsize length = end - self->begin;
  KontorCsvRow row = { .line = self->line, .position = self->position };

  while (length > 0 && (begin[length - 1] == '\n' || begin[length - 1] == '\r'))
    length--;
  if (length == 0)
    return TRUE;

  if (memchr (begin, '\0', length) != NULL)
    return tell_fault (self, _("The row holds a NUL byte."));
  if (!g_utf8_validate_len (begin, length, NULL))
    return tell_fault (self, _("The row holds letters that are not of the file's encoding."));

  g_ptr_array_set_size (self->cells, 0);
  if (csv_parse (&self->parser, begin, length, cell_cb, NULL, self) != length ||
      csv_fini (&self->parser, cell_cb, NULL, self) != 0)
    return tell_fault (self, _("The row cannot be divided into cells."));

  row.cells = (const char * const *) self->cells->pdata;
  row.n_cells = self->cells->len;
  return self->func (&row, self->user_data);
}

/* Tells all whole rows of the text that has been read so far. */
static gboolean
tell_rows (Reader   *self,
           gboolean  at_end)
{
  while (self->begin < self->text->len)
    {
      gsize end = 0;
      guint n_lines = 0;

      if (self->skipping)
        {
          const char *newline = memchr (self->text->str + self->begin, '\n', self->text->len - self->begin);

          if (newline == NULL)
            break;
          self->begin = newline - self->text->str + 1;
          self->line += 1;
          self->skipping = FALSE;
          continue;
        }

      switch (find_row_end (self, at_end, &end, &n_lines))
        {
        case ROW_WHOLE:
          if (!tell_row (self, end))
            return FALSE;
          self->begin = end;
          self->line += n_lines;
          break;

        case ROW_BROKEN:
          {
            const char *newline = memchr (self->text->str + self->begin, '\n',
                                          MIN (self->text->len - self->begin, LONGEST_ROW));

            if (!tell_fault (self, newline == NULL && self->text->len - self->begin > LONGEST_ROW
                                   ? _("The row is longer than 1 MiB.")
                                   : _("A quote is opened here and never closed.")))
              return FALSE;
            if (newline != NULL)
              {
                self->begin = newline - self->text->str + 1;
                self->line += 1;
              }
            else
              {
                self->skipping = TRUE;
              }
            break;
          }

        case ROW_UNFINISHED:
        default:
          g_string_erase (self->text, 0, self->begin);
          self->begin = 0;
          return TRUE;
        }
    }

  g_string_truncate (self->text, 0);
  self->begin = 0;
  return TRUE;
}

/* A byte that does not belong to the encoding must cost its row only, so the
 * converter puts a byte that is never valid UTF-8 in its place. */
static void
append_converted (Reader *self,
                  GIConv   converter,
                  GString *raw)
{
  char *in = raw->str;
  gsize in_left = raw->len;
  char buffer[16384];

  while (in_left > 0)
    {
      char *out = buffer;
      gsize out_left = sizeof buffer;
      gsize result = g_iconv (converter, &in, &in_left, &out, &out_left);
      int code = errno;

      g_string_append_len (self->text, buffer, sizeof buffer - out_left);
      if (result != (gsize) -1)
        break;
      if (code == EINVAL)
        break;
      if (code == EILSEQ)
        {
          g_string_append_c (self->text, '\xff');
          in++;
          in_left--;
        }
    }

  g_string_erase (raw, 0, raw->len - in_left);
}

gboolean
kontor_csv_read (const char             *path,
                 const KontorCsvFormat  *format,
                 KontorCsvRowFunc        func,
                 gpointer                user_data,
                 GCancellable           *cancellable,
                 GError                **error)
{
  g_autoptr(GFile) file = NULL;
  g_autoptr(GFileInputStream) stream = NULL;
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GString) raw = g_string_new (NULL);
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *chunk = g_malloc (65536);
  Reader self = { .format = format, .func = func, .user_data = user_data, .text = text, .line = 1, .cells = cells };
  GIConv converter;
  gboolean first = TRUE;
  gboolean success = FALSE;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (format != NULL && format->encoding != NULL, FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  file = g_file_new_for_path (path);
  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return FALSE;

  converter = g_iconv_open ("UTF-8", format->encoding);
  if (converter == (GIConv) -1)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, _("The encoding “%s” is not known."), format->encoding);
      return FALSE;
    }

  if (csv_init (&self.parser, 0) != 0)
    g_error ("libcsv cannot be set up");
  csv_set_delim (&self.parser, format->separator);

  for (;;)
    {
      gssize got = g_input_stream_read (G_INPUT_STREAM (stream), chunk, 65536, cancellable, error);

      if (got < 0)
        break;

      self.position += got;
      g_string_append_len (raw, chunk, got);
      append_converted (&self, converter, raw);
      if (got == 0 && raw->len > 0)
        g_string_append_c (text, '\xff');
      if (first && text->len >= 3 && memcmp (text->str, "\xef\xbb\xbf", 3) == 0)
        g_string_erase (text, 0, 3);
      first = first && text->len == 0;

      if (!tell_rows (&self, got == 0) || got == 0)
        {
          success = TRUE;
          break;
        }
    }

  csv_free (&self.parser);
  g_iconv_close (converter);

  return success;
}

/* Whether a spreadsheet would calculate with the text; also behind apostrophes, so
 * that one that somebody typed is not taken for ours. */
static gboolean
is_formula (const char *text)
{
  char *end = NULL;

  text += strspn (text, "'");
  if (*text == '\0' || strchr ("=+-@\t\r", *text) == NULL)
    return FALSE;

  g_ascii_strtod (text, &end);
  return *text == '@' || end == text || *end != '\0';
}

const char *
kontor_csv_unguard_cell (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return *text == '\'' && is_formula (text + 1) ? text + 1 : text;
}

void
kontor_csv_append_cell (GString    *row,
                        guint       column,
                        const char *text,
                        char        separator)
{
  gboolean formula;

  g_return_if_fail (row != NULL);

  if (column > 0)
    g_string_append_c (row, separator);
  if (text == NULL)
    return;

  formula = is_formula (text);
  if (formula || strchr (text, separator) != NULL || strpbrk (text, "\"\n\r") != NULL)
    {
      g_string_append_c (row, '"');
      if (formula)
        g_string_append_c (row, '\'');
      for (const char *letter = text; *letter != '\0'; letter++)
        {
          if (*letter == '"')
            g_string_append_c (row, '"');
          g_string_append_c (row, *letter);
        }
      g_string_append_c (row, '"');
    }
  else
    {
      g_string_append (row, text);
    }
}
