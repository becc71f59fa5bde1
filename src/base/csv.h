#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KontorCsvFormat:
 * @encoding: a name that iconv knows: "UTF-8", "WINDOWS-1251", ...
 * @separator: the character between two cells
 *
 * How a file of comma-separated values is written (RFC 4180 and its many
 * relatives).
 */
typedef struct
{
  char *encoding;
  char  separator;
} KontorCsvFormat;

void kontor_csv_format_clear (KontorCsvFormat *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KontorCsvFormat, kontor_csv_format_clear)

/**
 * kontor_csv_detect:
 * @path: a file
 * @format: (out): what it seems to be
 *
 * Reads the first 256 KiB.  Knows byte order marks, else asks libuchardet;
 * the separator is the one of comma, semicolon, tab and bar that gives the
 * first lines the same number of cells.  Blocks: for a worker thread.
 */
gboolean kontor_csv_detect (const char *path, KontorCsvFormat *format, GError **error);

/**
 * KontorCsvRow:
 * @line: where the row begins, from 1
 * @cells: (array length=n_cells): valid UTF-8; %NULL when @fault is set
 * @fault: (nullable): why the row cannot be read, translated: a quote that is
 *   never closed, a NUL byte, letters that are not of the encoding, a row that
 *   is too long
 * @position: how many bytes of the file have been read, for the progress
 */
typedef struct
{
  guint64             line;
  const char * const *cells;
  guint               n_cells;
  const char         *fault;
  guint64             position;
} KontorCsvRow;

/**
 * KontorCsvRowFunc:
 *
 * Returns: %FALSE to stop reading
 */
typedef gboolean (*KontorCsvRowFunc) (const KontorCsvRow *row, gpointer user_data);

/**
 * kontor_csv_read:
 * @func: called for each row, the heading included
 *
 * Reads a file of any size row by row.  A row that cannot be read is told with
 * its fault, and reading goes on with the next line: one stray quote costs one
 * row, not the rest of the file.  A row is at most 1 MiB and 100 lines long.
 * Blocks: for a worker thread.
 */
gboolean kontor_csv_read (const char *path, const KontorCsvFormat *format,
                          KontorCsvRowFunc func, gpointer user_data,
                          GCancellable *cancellable, GError **error);

/**
 * kontor_csv_append_cell:
 * @column: from 0; every cell but the first follows a separator
 * @text: (nullable): a value
 *
 * Appends a cell to a row that is being written.  Quotes where needed, and
 * puts an apostrophe before a value that a spreadsheet would take for a
 * formula (=, +, -, @ at its beginning, except in a plain number), a telephone
 * number with its + among them.
 */
void kontor_csv_append_cell (GString *row, guint column, const char *text, char separator);

/**
 * kontor_csv_unguard_cell:
 * @text: a cell that was read
 *
 * Takes off the apostrophe that kontor_csv_append_cell() put there, and no other:
 * what was written is read back as it was.
 *
 * Returns: a place in @text
 */
const char *kontor_csv_unguard_cell (const char *text);

G_END_DECLS
