#include "config.h"

#include "model/snapshot.h"

static KontorSnapshot *
make (const char *letters)
{
  KontorSnapshot *snapshot = kontor_snapshot_new ();

  for (; *letters != '\0'; letters++)
    {
      g_autofree char *id = g_strdup_printf ("00000000-0000-7000-8000-0000000000%02x", *letters);

      kontor_snapshot_append (snapshot, id);
    }
  return snapshot;
}

static void
assert_change (const char *before, const char *after, guint position, guint removed, guint added)
{
  g_autoptr (KontorSnapshot) one = make (before);
  g_autoptr (KontorSnapshot) two = make (after);
  guint p, r, a;

  g_assert_cmpint (kontor_snapshot_compare (one, two, &p, &r, &a), ==, removed + added > 0);
  g_assert_cmpuint (r, ==, removed);
  g_assert_cmpuint (a, ==, added);
  if (removed + added > 0)
    g_assert_cmpuint (p, ==, position);
}

static void
test_compare (void)
{
  assert_change ("", "", 0, 0, 0);
  assert_change ("abc", "abc", 0, 0, 0);
  assert_change ("", "abc", 0, 0, 3);
  assert_change ("abc", "", 0, 3, 0);
  assert_change ("abc", "abcd", 3, 0, 1);
  assert_change ("abc", "ac", 1, 1, 0);
  assert_change ("abcd", "acbd", 1, 2, 2);
  assert_change ("aaa", "aa", 2, 1, 0);
}

static void
test_find (void)
{
  g_autoptr (KontorSnapshot) snapshot = make ("abc");
  char id[KONTOR_IDENTIFIER_TEXT];

  kontor_snapshot_get (snapshot, 1, id);
  g_assert_cmpstr (id, ==, "00000000-0000-7000-8000-000000000062");
  g_assert_cmpuint (kontor_snapshot_find (snapshot, id), ==, 1);
  g_assert_cmpuint (kontor_snapshot_find (snapshot, "00000000-0000-7000-8000-000000000000"), ==, G_MAXUINT);
  g_assert_cmpuint (kontor_snapshot_find (snapshot, "nonsense"), ==, G_MAXUINT);
  kontor_snapshot_remove (snapshot, 0);
  g_assert_cmpuint (kontor_snapshot_find (snapshot, id), ==, 0);
  g_assert_cmpuint (kontor_snapshot_get_length (snapshot), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/snapshot/compare", test_compare);
  g_test_add_func ("/snapshot/find", test_find);
  return g_test_run ();
}
