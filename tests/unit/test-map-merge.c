#include "config.h"

#include "route/map-difference.h"
#include "route/map-merge.h"

static const char sale[] =
  "{\"points\":["
  "{\"key\":\"s\",\"kind\":\"start\",\"name\":\"Start\",\"x\":0,\"y\":80,\"width\":40,\"height\":40},"
  "{\"key\":\"a\",\"kind\":\"action\",\"name\":\"Check\",\"text\":\"Look\",\"x\":100,\"y\":70,\"width\":140,\"height\":60},"
  "{\"key\":\"b\",\"kind\":\"action\",\"name\":\"Order\",\"x\":300,\"y\":170,\"width\":140,\"height\":60},"
  "{\"key\":\"e\",\"kind\":\"end\",\"name\":\"End\",\"x\":500,\"y\":80,\"width\":40,\"height\":40}],"
  "\"flows\":[{\"key\":\"f1\",\"from\":\"s\",\"to\":\"a\"},{\"key\":\"f2\",\"from\":\"a\",\"to\":\"b\"},"
  "{\"key\":\"f3\",\"from\":\"b\",\"to\":\"e\"}]}";

static KontorMap *
make (KontorMapEdit **edit)
{
  KontorMap *map = kontor_map_new_from_json (sale, NULL);

  g_assert_nonnull (map);
  *edit = kontor_map_edit_new (map);
  g_object_unref (map);
  return map;
}

static GPtrArray *
new_conflicts (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_map_conflict_free);
}

static const char *
text (KontorMap *map, const char *key, const char *property)
{
  const KontorMapItem *point = kontor_map_find (map, KONTOR_MAP_POINT, key);

  g_assert_nonnull (point);
  return kontor_map_item_get_text (point, property);
}

/* D7 what was added, taken away, changed and moved between two versions, with the properties */
static void
test_difference (void)
{
  g_autoptr (KontorMapEdit) before = NULL, after = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (KontorMap) both = NULL;
  const char *keys[] = { "s", NULL };
  guint seen[4] = { 0, 0, 0, 0 };

  make (&before);
  make (&after);
  kontor_map_edit_set_text (after, KONTOR_MAP_POINT, "a", "name", "Check twice");
  kontor_map_edit_set_text (after, KONTOR_MAP_POINT, "a", "text", "");
  kontor_map_edit_move (after, keys, 0, 20);
  kontor_map_edit_remove (after, KONTOR_MAP_POINT, "b");
  g_free (kontor_map_edit_add_point (after, KONTOR_MAP_KIND_TIMER, 400, 300, "Wait"));
  found = kontor_map_compare (kontor_map_edit_get_map (before), kontor_map_edit_get_map (after));
  for (guint i = 0; i < found->len; i++)
    {
      KontorMapDifference *difference = g_ptr_array_index (found, i);
      const KontorMapItem *item = kontor_map_difference_get_item (difference);

      seen[difference->change]++;
      if (g_strcmp0 (item->key, "a") == 0)
        {
          g_assert_cmpint (difference->change, ==, KONTOR_MAP_CHANGE_CHANGED);
          g_assert_true (g_strv_contains ((const char * const *) difference->properties, "name"));
          g_assert_true (g_strv_contains ((const char * const *) difference->properties, "text"));
          g_assert_cmpuint (g_strv_length (difference->properties), ==, 2);
        }
      if (g_strcmp0 (item->key, "s") == 0)
        g_assert_cmpint (difference->change, ==, KONTOR_MAP_CHANGE_MOVED);
    }
  g_assert_cmpuint (seen[KONTOR_MAP_CHANGE_ADDED], ==, 1);
  /* The point and the two lines that hung on it. */
  g_assert_cmpuint (seen[KONTOR_MAP_CHANGE_REMOVED], ==, 3);
  g_assert_cmpuint (seen[KONTOR_MAP_CHANGE_CHANGED], ==, 1);
  g_assert_cmpuint (seen[KONTOR_MAP_CHANGE_MOVED], ==, 1);
  both = kontor_map_compare_union (kontor_map_edit_get_map (before), kontor_map_edit_get_map (after));
  g_assert_cmpuint (kontor_map_get_n_items (both, KONTOR_MAP_POINT), ==, 5);
  g_assert_cmpuint (kontor_map_get_n_items (both, KONTOR_MAP_FLOW), ==, 3);
}

/* R74 two people change different things, also of one point: both stay, nothing is asked */
static void
test_both_stay (void)
{
  g_autoptr (KontorMapEdit) base = NULL, mine = NULL, theirs = NULL;
  g_autoptr (GPtrArray) conflicts = new_conflicts (), keys = NULL;
  g_autoptr (KontorMap) merged = NULL;
  const char *moved[] = { "a", NULL };

  make (&base);
  make (&mine);
  make (&theirs);
  kontor_map_edit_set_text (mine, KONTOR_MAP_POINT, "a", "name", "Mine");
  kontor_map_edit_set_text (theirs, KONTOR_MAP_POINT, "a", "text", "Theirs");
  kontor_map_edit_move (theirs, moved, 30, 0);
  kontor_map_edit_remove (theirs, KONTOR_MAP_POINT, "b");
  merged = kontor_map_merge (kontor_map_edit_get_map (base), kontor_map_edit_get_map (mine), kontor_map_edit_get_map (theirs), conflicts);
  g_assert_cmpuint (conflicts->len, ==, 0);
  g_assert_cmpstr (text (merged, "a", "name"), ==, "Mine");
  g_assert_cmpstr (text (merged, "a", "text"), ==, "Theirs");
  g_assert_cmpfloat (kontor_map_find (merged, KONTOR_MAP_POINT, "a")->x, ==, 130);
  g_assert_null (kontor_map_find (merged, KONTOR_MAP_POINT, "b"));

  /* Undoing mine leaves theirs. */
  keys = kontor_map_merge_into (mine, merged);
  g_assert_true (kontor_map_equal (kontor_map_edit_get_map (mine), merged));
  g_assert_true (kontor_map_edit_undo (mine));
  g_assert_false (kontor_map_edit_undo (mine));
  g_assert_true (kontor_map_equal (kontor_map_edit_get_map (mine), kontor_map_edit_get_map (theirs)));
}

/* R74 two people change the same thing: mine stays, a person is asked, and can take the other one's */
static void
test_conflict (void)
{
  g_autoptr (KontorMapEdit) base = NULL, mine = NULL, theirs = NULL;
  g_autoptr (GPtrArray) conflicts = new_conflicts (), keys = NULL;
  g_autoptr (KontorMap) merged = NULL;

  make (&base);
  make (&mine);
  make (&theirs);
  kontor_map_edit_set_text (mine, KONTOR_MAP_POINT, "a", "name", "Mine");
  kontor_map_edit_set_text (theirs, KONTOR_MAP_POINT, "a", "name", "Theirs");
  merged = kontor_map_merge (kontor_map_edit_get_map (base), kontor_map_edit_get_map (mine), kontor_map_edit_get_map (theirs), conflicts);
  g_assert_cmpuint (conflicts->len, ==, 1);
  g_assert_cmpstr (((KontorMapConflict *) g_ptr_array_index (conflicts, 0))->property, ==, "name");
  g_assert_cmpstr (text (merged, "a", "name"), ==, "Mine");
  keys = kontor_map_merge_into (mine, merged);
  kontor_map_conflict_take_theirs (g_ptr_array_index (conflicts, 0), mine);
  g_assert_cmpstr (text (kontor_map_edit_get_map (mine), "a", "name"), ==, "Theirs");
  kontor_map_edit_undo (mine);
  g_assert_cmpstr (text (kontor_map_edit_get_map (mine), "a", "name"), ==, "Mine");
}

/* R74 one takes a point away on which the other one hangs a line: the point stays, and it is asked */
static void
test_nothing_hangs_in_the_air (void)
{
  g_autoptr (KontorMapEdit) base = NULL, mine = NULL, theirs = NULL;
  g_autoptr (GPtrArray) conflicts = new_conflicts ();
  g_autoptr (KontorMap) merged = NULL;
  g_autofree char *flow = NULL;
  g_autofree char *json = NULL;

  make (&base);
  make (&mine);
  make (&theirs);
  flow = kontor_map_edit_connect (mine, "s", "b");
  kontor_map_edit_remove (theirs, KONTOR_MAP_POINT, "b");
  merged = kontor_map_merge (kontor_map_edit_get_map (base), kontor_map_edit_get_map (mine), kontor_map_edit_get_map (theirs), conflicts);
  g_assert_nonnull (kontor_map_find (merged, KONTOR_MAP_POINT, "b"));
  g_assert_nonnull (kontor_map_find (merged, KONTOR_MAP_FLOW, flow));
  g_assert_cmpuint (conflicts->len, ==, 1);
  json = kontor_map_to_json (merged);
  g_object_unref (g_steal_pointer (&merged));
  merged = kontor_map_new_from_json (json, NULL);
  g_assert_nonnull (merged);
}

/* R74 two people who add at the same time never use one key, once each has letters of one's own */
static void
test_keys (void)
{
  g_autoptr (KontorMapEdit) mine = NULL, theirs = NULL;
  g_autofree char *one = NULL, *other = NULL;

  kontor_map_set_key_suffix (make (&mine), "aa");
  kontor_map_set_key_suffix (make (&theirs), "bb");
  one = kontor_map_edit_add_point (mine, KONTOR_MAP_KIND_ACTION, 0, 0, "One");
  other = kontor_map_edit_add_point (theirs, KONTOR_MAP_KIND_ACTION, 0, 0, "Other");
  g_assert_cmpstr (one, !=, other);
}

static void
random_step (GRand *rand, KontorMapEdit *edit)
{
  KontorMap *map = kontor_map_edit_get_map (edit);
  guint n = kontor_map_get_n_items (map, KONTOR_MAP_POINT);
  const KontorMapItem *point = n > 0 ? kontor_map_get_item (map, KONTOR_MAP_POINT, g_rand_int_range (rand, 0, n)) : NULL;
  const KontorMapItem *other = n > 0 ? kontor_map_get_item (map, KONTOR_MAP_POINT, g_rand_int_range (rand, 0, n)) : NULL;
  g_autofree char *key = point != NULL ? g_strdup (point->key) : NULL;
  g_autofree char *name = g_strdup_printf ("n%d", g_rand_int_range (rand, 0, 5));
  const char *keys[] = { key, NULL };

  switch (g_rand_int_range (rand, 0, 7))
    {
    case 0:
      g_free (kontor_map_edit_add_point (edit, KONTOR_MAP_KIND_ACTION, g_rand_int_range (rand, 0, 500), 0, name));
      break;
    case 1:
      if (key != NULL)
        kontor_map_edit_remove (edit, KONTOR_MAP_POINT, key);
      break;
    case 2:
      if (key != NULL)
        kontor_map_edit_move (edit, keys, 10, 20);
      break;
    case 3:
      if (key != NULL)
        g_free (kontor_map_edit_connect (edit, key, other->key));
      break;
    case 4:
      kontor_map_edit_undo (edit);
      break;
    case 5:
      kontor_map_edit_redo (edit);
      break;
    default:
      if (key != NULL)
        kontor_map_edit_set_text (edit, KONTOR_MAP_POINT, key, "name", name);
      break;
    }
}

static void
assert_whole (KontorMap *map)
{
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_FLOW); i++)
    {
      const KontorMapItem *flow = kontor_map_get_item (map, KONTOR_MAP_FLOW, i);

      g_assert_nonnull (kontor_map_find (map, KONTOR_MAP_POINT, flow->from));
      g_assert_nonnull (kontor_map_find (map, KONTOR_MAP_POINT, flow->to));
    }
}

/* Everything is there and says the same, in whatever order it came. */
static void
assert_same (KontorMap *map, KontorMap *other)
{
  for (guint type = 0; type < 3; type++)
    {
      g_assert_cmpuint (kontor_map_get_n_items (map, type), ==, kontor_map_get_n_items (other, type));
      for (guint i = 0; i < kontor_map_get_n_items (map, type); i++)
        {
          const KontorMapItem *item = kontor_map_get_item (map, type, i);
          const KontorMapItem *counterpart = kontor_map_find (other, type, item->key);

          g_assert_nonnull (counterpart);
          g_assert_true (kontor_map_item_equal (item, counterpart));
        }
    }
}

/* R74 two people draw at random on one draft, one state after another is put together; undo never leaves a line in the air, and both end with the same map */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (74);

  for (guint run = 0; run < 300; run++)
    {
      g_autoptr (KontorMapEdit) one = NULL, two = NULL;
      g_autoptr (KontorMap) base = NULL;

      kontor_map_set_key_suffix (make (&one), "a");
      kontor_map_set_key_suffix (make (&two), "b");
      base = kontor_map_new_from_json (sale, NULL);
      for (guint round = 0; round < 6; round++)
        {
          g_autoptr (KontorMap) merged = NULL;
          g_autoptr (GPtrArray) keys = NULL, others = NULL;
          g_autofree char *json = NULL;

          for (guint i = 0; i < 4; i++)
            {
              random_step (rand, one);
              random_step (rand, two);
            }
          /* The first one has saved; the second puts his own upon it and saves; the first one reads. */
          merged = kontor_map_merge (base, kontor_map_edit_get_map (two), kontor_map_edit_get_map (one), NULL);
          assert_whole (merged);
          keys = kontor_map_merge_into (two, merged);
          others = kontor_map_merge_into (one, merged);
          assert_same (kontor_map_edit_get_map (one), merged);
          assert_same (kontor_map_edit_get_map (two), merged);
          json = kontor_map_to_json (merged);
          g_set_object (&base, NULL);
          base = kontor_map_new_from_json (json, NULL);
          g_assert_nonnull (base);
          assert_whole (kontor_map_edit_get_map (one));
          assert_whole (kontor_map_edit_get_map (two));
        }
      while (kontor_map_edit_undo (one))
        assert_whole (kontor_map_edit_get_map (one));
      while (kontor_map_edit_redo (one))
        assert_whole (kontor_map_edit_get_map (one));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/D7-difference", test_difference);
  g_test_add_func ("/map/R74-both-stay", test_both_stay);
  g_test_add_func ("/map/R74-conflict", test_conflict);
  g_test_add_func ("/map/R74-nothing-hangs-in-the-air", test_nothing_hangs_in_the_air);
  g_test_add_func ("/map/R74-keys", test_keys);
  g_test_add_func ("/map/R74-random", test_random);
  return g_test_run ();
}
