#include "config.h"

#include <glib.h>
#include <string.h>

#include "base/identifier.h"

static void
test_form (void)
{
  g_autofree char *id = kontor_identifier_new ();
  guint64 millisecond;
  g_autofree char *stamp = g_strdup_printf ("%.8s%.4s", id, id + 9);

  g_assert_true (kontor_identifier_is_valid (id));
  g_assert_cmpint (id[14], ==, '7');
  g_assert_nonnull (strchr ("89ab", id[19]));
  millisecond = g_ascii_strtoull (stamp, NULL, 16);
  g_assert_cmpuint (ABS ((gint64) millisecond - g_get_real_time () / 1000), <, 10000);
}

static void
test_order (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *previous = kontor_identifier_new ();

  for (guint i = 0; i < 50000; i++)
    {
      char *id = kontor_identifier_new ();

      g_assert_cmpstr (previous, <, id);
      g_free (previous);
      previous = g_strdup (id);
      g_assert_true (g_hash_table_add (seen, id));
    }
}

static gpointer
make_many (gpointer data)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 5000; i++)
    g_ptr_array_add (ids, kontor_identifier_new ());
  return ids;
}

static void
test_threads (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GThread *threads[4];
  GPtrArray *made[4];

  for (guint i = 0; i < 4; i++)
    threads[i] = g_thread_new ("maker", make_many, NULL);
  for (guint i = 0; i < 4; i++)
    {
      made[i] = g_thread_join (threads[i]);
      for (guint k = 0; k < made[i]->len; k++)
        g_assert_true (g_hash_table_add (seen, g_ptr_array_index (made[i], k)));
    }
  for (guint i = 0; i < 4; i++)
    g_ptr_array_unref (made[i]);
}

static void
test_validity (void)
{
  g_assert_true (kontor_identifier_is_valid ("00000000-0000-7000-8000-000000000011"));
  g_assert_false (kontor_identifier_is_valid (NULL));
  g_assert_false (kontor_identifier_is_valid (""));
  g_assert_false (kontor_identifier_is_valid ("00000000-0000-7000-8000-00000000001"));
  g_assert_false (kontor_identifier_is_valid ("00000000-0000-7000-8000-0000000000111"));
  g_assert_false (kontor_identifier_is_valid ("00000000-0000-7000-8000-00000000001g"));
  g_assert_false (kontor_identifier_is_valid ("00000000000000-7000-8000-000000000011"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/identifier/form", test_form);
  g_test_add_func ("/identifier/order", test_order);
  g_test_add_func ("/identifier/threads", test_threads);
  g_test_add_func ("/identifier/validity", test_validity);

  return g_test_run ();
}
