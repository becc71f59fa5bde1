#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/csv.h"

typedef struct
{
  GString *seen;
  guint    n_rows;
  guint    n_faults;
} Seen;

static gboolean
row_cb (const KontorCsvRow *row,
        gpointer            user_data)
{
  Seen *seen = user_data;

  if (row->fault != NULL)
    {
      g_string_append_printf (seen->seen, "%" G_GUINT64_FORMAT "!\n", row->line);
      seen->n_faults++;
      return TRUE;
    }

  g_string_append_printf (seen->seen, "%" G_GUINT64_FORMAT ":", row->line);
  for (guint i = 0; i < row->n_cells; i++)
    g_string_append_printf (seen->seen, "[%s]", row->cells[i]);
  g_string_append_c (seen->seen, '\n');
  seen->n_rows++;
  return TRUE;
}

static char *
write_file (const char *content,
            gssize      length)
{
  g_autoptr(GError) error = NULL;
  char *path = NULL;
  int handle = g_file_open_tmp ("kontor-csv-XXXXXX", &path, &error);

  g_assert_no_error (error);
  close (handle);
  g_file_set_contents (path, content, length, &error);
  g_assert_no_error (error);
  return path;
}

static void
assert_read (const char *content,
             gssize      length,
             const char *encoding,
             char        separator,
             const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = write_file (content, length);
  g_auto(KontorCsvFormat) format = { 0 };
  Seen seen = { .seen = g_string_new (NULL) };

  kontor_csv_detect (path, &format, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (format.encoding, ==, encoding);
  g_assert_cmpint (format.separator, ==, separator);
  kontor_csv_read (path, &format, row_cb, &seen, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (seen.seen->str, ==, expected);
  g_string_free (seen.seen, TRUE);
  g_unlink (path);
}

static void
test_plain (void)
{
  assert_read ("a,b\n1,\"x, y\"\r\n2,\"say \"\"no\"\"\"\n", -1, "UTF-8", ',',
               "1:[a][b]\n2:[1][x, y]\n3:[2][say \"no\"]\n");
  assert_read ("a;b\n1;2,5\n", -1, "UTF-8", ';', "1:[a][b]\n2:[1][2,5]\n");
  assert_read ("\xef\xbb\xbf" "a\tb\n", -1, "UTF-8", '\t', "1:[a][b]\n");
  assert_read ("a,b\n\"two\nlines\",2\n3,4", -1, "UTF-8", ',', "1:[a][b]\n2:[two\nlines][2]\n4:[3][4]\n");
}

static void
test_encodings (void)
{
  /* "название;город" and a few firms, as a Russian spreadsheet writes them */
  g_autofree char *text = g_convert ("название;город\nОбщество Ромашка;Москва\nЗавод имени Кирова;Санкт-Петербург\n",
                                     -1, "WINDOWS-1251", "UTF-8", NULL, NULL, NULL);

  assert_read (text, -1, "WINDOWS-1251", ';',
               "1:[название][город]\n2:[Общество Ромашка][Москва]\n3:[Завод имени Кирова][Санкт-Петербург]\n");
  assert_read ("\xff\xfe" "a\0;\0b\0\n\0", 10, "UTF-16LE", ';', "1:[a][b]\n");
}

static void
test_wrong_letters (void)
{
  g_auto(KontorCsvFormat) format = { g_strdup ("UTF-8"), ',' };
  g_autofree char *path = write_file ("a,b\nc,d\n\xd0\xd0,x\ne,f\n", -1);
  Seen seen = { .seen = g_string_new (NULL) };

  kontor_csv_read (path, &format, row_cb, &seen, NULL, NULL);
  g_assert_cmpstr (seen.seen->str, ==, "1:[a][b]\n2:[c][d]\n3!\n4:[e][f]\n");
  g_string_free (seen.seen, TRUE);
  g_unlink (path);
}

static void
test_broken_quotes (void)
{
  g_autoptr(GString) text = g_string_new ("a,b\n1,\"never closed\n");
  g_autofree char *path = NULL;
  g_auto(KontorCsvFormat) format = { g_strdup ("UTF-8"), ',' };
  Seen seen = { .seen = g_string_new (NULL) };

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "%u,row\n", i);
  path = write_file (text->str, text->len);
  kontor_csv_read (path, &format, row_cb, &seen, NULL, NULL);
  g_assert_cmpuint (seen.n_faults, ==, 1);
  g_assert_cmpuint (seen.n_rows, ==, 1001);
  g_string_free (seen.seen, TRUE);
  g_unlink (path);

  /* An inch mark within a cell opens nothing. */
  assert_read ("a,b\n5\" disk,2\n3,4\n", -1, "UTF-8", ',', "1:[a][b]\n2:[5\" disk][2]\n3:[3][4]\n");
}

static void
test_nul_bytes_and_long_rows (void)
{
  g_autoptr(GString) text = g_string_new ("a,b\n");
  g_autofree char *path = NULL;
  g_auto(KontorCsvFormat) format = { g_strdup ("UTF-8"), ',' };
  Seen seen = { .seen = g_string_new (NULL) };

  g_string_append_len (text, "x\0y,1\n", 6);
  for (guint i = 0; i < 2 * 1024 * 1024; i++)
    g_string_append_c (text, 'n');
  g_string_append (text, ",2\nlast,3\n");
  path = write_file (text->str, text->len);
  kontor_csv_read (path, &format, row_cb, &seen, NULL, NULL);
  g_assert_true (g_str_equal (seen.seen->str, "1:[a][b]\n2!\n3!\n4:[last][3]\n"));
  g_string_free (seen.seen, TRUE);
  g_unlink (path);
}

static void
test_writing (void)
{
  g_autoptr(GString) row = g_string_new (NULL);

  kontor_csv_append_cell (row, 0, NULL, ',');
  kontor_csv_append_cell (row, 1, "=1+2", ',');
  kontor_csv_append_cell (row, 2, "-12.50", ',');
  kontor_csv_append_cell (row, 3, "@home", ',');
  kontor_csv_append_cell (row, 4, "a \"b\", c", ',');
  g_assert_cmpstr (row->str, ==, ",\"'=1+2\",-12.50,\"'@home\",\"a \"\"b\"\", c\"");
}

/* R279, R308: what is written is read back as it was, whoever typed the apostrophe. */
static void
test_guard (void)
{
  static const char * const values[] = {
    "+49 30 1234567", "=1+2", "@home", "-", "-12.50", "+387", "'=1+2", "''+49 30", "'quoted'", "O'Neill", "'", "''", "'-5", "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr(GString) row = g_string_new (NULL);
      g_autofree char *cell = NULL;

      kontor_csv_append_cell (row, 0, values[i], ',');
      /* None of them holds what has to be doubled within quotes. */
      cell = row->str[0] == '"' ? g_strndup (row->str + 1, row->len - 2) : g_strdup (row->str);
      g_assert_cmpstr (kontor_csv_unguard_cell (cell), ==, values[i]);
    }

  g_assert_cmpstr (kontor_csv_unguard_cell ("'+49 30 1234567"), ==, "+49 30 1234567");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/R308 rows and cells", test_plain);
  g_test_add_func ("/csv/R308 encodings are recognised", test_encodings);
  g_test_add_func ("/csv/R308 wrong letters cost their row only", test_wrong_letters);
  g_test_add_func ("/csv/R308 a stray quote costs one row", test_broken_quotes);
  g_test_add_func ("/csv/R308 NUL bytes and rows without end", test_nul_bytes_and_long_rows);
  g_test_add_func ("/csv/R279 formulas are neutralised", test_writing);
  g_test_add_func ("/csv/R308 the guard before a formula is taken off again", test_guard);
  return g_test_run ();
}
