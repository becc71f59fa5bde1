#include "config.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "route/map-arrange.h"
#include "route/map-check.h"
#include "route/map-dock.h"
#include "route/map-edit.h"
#include "route/map-piece.h"
#include "route/map-property.h"
#include "route/map-routes.h"
#include "route/map-tidy.h"
#include "route/map-walk.h"

static KontorMap *
map_from (const char *json)
{
  g_autoptr (GError) error = NULL;
  KontorMap *map = kontor_map_new_from_json (json, &error);

  g_assert_no_error (error);
  return map;
}

/* "start s; action a" and "s>a; a>e yes". */
static KontorMap *
make (const char *points, const char *flows)
{
  g_autoptr (GString) json = g_string_new ("{\"points\":[");
  g_auto (GStrv) first = g_strsplit (points, "; ", -1);
  g_auto (GStrv) second = g_strsplit (flows, "; ", -1);

  for (guint i = 0; first[i] != NULL; i++)
    {
      g_auto (GStrv) word = g_strsplit (first[i], " ", 2);

      g_string_append_printf (json, "%s{\"kind\":\"%s\",\"key\":\"%s\",\"name\":\"%s\",\"x\":%u,\"y\":%u,\"width\":100,\"height\":60%s}",
                              i > 0 ? "," : "", word[0], word[1], word[1], (i % 4) * 160, (i / 4) * 120,
                              g_str_equal (word[0], "condition")
                              ? ",\"answers\":[{\"key\":\"yes\",\"text\":\"Yes\"},{\"key\":\"no\",\"text\":\"No\"}]" : "");
    }
  g_string_append (json, "],\"flows\":[");
  for (guint i = 0; second[i] != NULL && *second[i] != '\0'; i++)
    {
      g_auto (GStrv) word = g_strsplit_set (second[i], "> ", 3);

      g_string_append_printf (json, "%s{\"key\":\"f%u\",\"from\":\"%s\",\"to\":\"%s\"", i > 0 ? "," : "", i, word[0], word[1]);
      if (word[2] != NULL)
        g_string_append_printf (json, ",\"answer\":\"%s\"", word[2]);
      g_string_append (json, "}");
    }
  g_string_append (json, "]}");
  return map_from (json->str);
}

static void
assert_problems (const char *points, const char *flows, const char *expected)
{
  g_autoptr (KontorMap) map = make (points, flows);
  g_autoptr (GPtrArray) problems = kontor_map_check (map);
  g_autoptr (GString) codes = g_string_new (NULL);

  g_ptr_array_set_free_func (problems, (GDestroyNotify) kontor_map_problem_free);
  for (guint i = 0; i < problems->len; i++)
    {
      KontorMapProblem *problem = g_ptr_array_index (problems, i);

      if (problem->severity == KONTOR_MAP_PROBLEM_ERROR && strstr (codes->str, problem->code) == NULL)
        g_string_append_printf (codes, "%s%s", codes->len > 0 ? " " : "", problem->code);
    }
  g_assert_cmpstr (codes->str, ==, expected);
}

/* The same maps as in tests/db/50-process-maps.sql: desk and server agree. */
static void
test_check (void)
{
  assert_problems ("start s; action a; end e", "s>a; a>e", "");
  assert_problems ("action a; end e", "a>e", "no-way-in start");
  assert_problems ("start s; action a", "s>a", "no-way-out end");
  assert_problems ("start s; start t; end e", "s>e; t>e", "start");
  assert_problems ("start s; action a; action b; end e", "s>a; a>b; a>e; b>e", "several-ways-out");
  assert_problems ("start s; condition c; action a; end e", "s>c; c>a yes; a>e; c>e", "answer-missing answer-unknown");
  assert_problems ("start s; condition c; action a; end e", "s>c; c>a yes; a>e; c>e no", "");
  assert_problems ("start s; condition c; action a; action b; end e", "s>c; c>a yes; a>e; c>b no; b>c", "");
  assert_problems ("start s; split x; action a; action b; merge m; end e", "s>x; x>a; x>b; a>m; b>m; m>e", "");
  assert_problems ("start s; split x; action a; action b; end e; end f", "s>x; x>a; x>b; a>e; b>f", "");
  assert_problems ("start s; split x; action a; action b; end e", "s>x; x>a; x>b; a>e; b>e", "left-over");
  assert_problems ("start s; condition c; action a; action b; merge m; end e", "s>c; c>a yes; c>b no; a>m; b>m; m>e", "");
  assert_problems ("start s; action a; action b; action c; end e", "s>a; a>e; b>c; c>b", "unreachable no-end");
}

static void
test_twice (void)
{
  g_autoptr (KontorMap) map = make ("start s; split x; action a; action b; action c; end e", "s>x; x>a; x>b; a>c; b>c; c>e");
  g_autoptr (GPtrArray) problems = kontor_map_check (map);
  gboolean found = FALSE;

  for (guint i = 0; i < problems->len; i++)
    {
      KontorMapProblem *problem = g_ptr_array_index (problems, i);

      if (g_str_equal (problem->code, "twice"))
        {
          found = TRUE;
          g_assert_cmpstr (problem->points[0], ==, "c");
        }
    }
  g_assert_true (found);
  g_ptr_array_set_free_func (problems, (GDestroyNotify) kontor_map_problem_free);
}

static void
test_bad_files (void)
{
  static const char *bad[] = {
    "", "[]", "{", "{\"points\":{}}", "{\"points\":[],\"flows\":[1]}", "{\"points\":[{\"key\":\"a\"}],\"flows\":[]}",
    "{\"points\":[{\"key\":\"a\",\"kind\":\"action\"},{\"key\":\"a\",\"kind\":\"end\"}],\"flows\":[]}",
    "{\"points\":[{\"key\":\"a\",\"kind\":\"action\"}],\"flows\":[{\"key\":\"f\",\"from\":\"a\",\"to\":\"b\"}]}",
    "{\"points\":[{\"key\":\"a\",\"kind\":\"action\",\"x\":1e300}],\"flows\":[]}",
    "{\"points\":[{\"key\":\"a\",\"kind\":\"action\",\"x\":\"far\"}],\"flows\":[]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kontor_map_new_from_json (bad[i], &error));
      g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
    }
}

static void
test_keeps_unknown (void)
{
  g_autoptr (KontorMap) map = map_from ("{\"points\":[{\"key\":\"a\",\"kind\":\"action\",\"x\":1.5,\"colour\":{\"r\":1}}],"
                                        "\"flows\":[],\"decorations\":[],\"extra\":[1,2]}");
  g_autofree char *json = kontor_map_to_json (map);
  g_autoptr (KontorMap) again = map_from (json);

  g_assert_nonnull (strstr (json, "\"colour\":{\"r\":1}"));
  g_assert_nonnull (strstr (json, "\"extra\":[1,2]"));
  g_assert_true (kontor_map_equal (map, again));
}

static char *
random_key (KontorMap *map, KontorMapItemType type)
{
  guint n = kontor_map_get_n_items (map, type);

  return n == 0 ? NULL : g_strdup (kontor_map_get_item (map, type, g_test_rand_int_range (0, n))->key);
}

static void
random_edit (KontorMapEdit *edit)
{
  KontorMap *map = kontor_map_edit_get_map (edit);
  g_autofree char *point = random_key (map, KONTOR_MAP_POINT);
  g_autofree char *other = random_key (map, KONTOR_MAP_POINT);
  g_autofree char *flow = random_key (map, KONTOR_MAP_FLOW);

  switch (g_test_rand_int_range (0, 16))
    {
    case 0:
    case 1:
      g_free (kontor_map_edit_add_point (edit, g_test_rand_int_range (0, KONTOR_MAP_KIND_FLOW),
                                         g_test_rand_int_range (0, 900), g_test_rand_int_range (0, 500), "Point"));
      break;
    case 2:
    case 3:
      g_free (kontor_map_edit_connect (edit, point, other));
      break;
    case 4:
      if (point != NULL)
        kontor_map_edit_remove (edit, KONTOR_MAP_POINT, point);
      break;
    case 5:
      if (flow != NULL)
        kontor_map_edit_remove (edit, KONTOR_MAP_FLOW, flow);
      break;
    case 6:
      kontor_map_edit_begin (edit, "Drag");
      for (guint i = 0; i < 5; i++)
        kontor_map_edit_move (edit, (const char *[]) { point, other, NULL }, g_test_rand_int_range (-9, 9), 3);
      kontor_map_edit_end (edit);
      break;
    case 7:
      if (point != NULL)
        kontor_map_edit_set_text (edit, KONTOR_MAP_POINT, point, "name", g_test_rand_bit () ? "Other" : "");
      break;
    case 8:
      if (flow != NULL && point != NULL)
        kontor_map_edit_insert (edit, flow, point);
      break;
    case 9:
      if (g_test_rand_int_range (0, 8) == 0)
        kontor_map_tidy (edit);
      break;
    case 10:
      if (flow != NULL)
        {
          g_autoptr (GArray) bends = g_array_new (FALSE, FALSE, sizeof (KontorMapPlace));

          for (int i = g_test_rand_int_range (0, 3); i > 0; i--)
            g_array_append_val (bends, ((KontorMapPlace) { g_test_rand_int_range (0, 900), g_test_rand_int_range (0, 500) }));
          kontor_map_edit_set_bends (edit, flow, bends);
        }
      break;
    case 11:
      if (point != NULL)
        kontor_map_edit_set_kind (edit, point, g_test_rand_int_range (0, KONTOR_MAP_KIND_NOTE));
      break;
    case 12:
      if (flow != NULL)
        kontor_map_edit_reconnect (edit, flow, point, other);
      break;
    case 13:
      if (point != NULL)
        {
          g_autofree char *piece = kontor_map_piece_copy (map, (const char *[]) { point, other, NULL });

          g_strfreev (kontor_map_piece_paste (edit, piece, 40, 40, NULL));
        }
      break;
    case 14:
      /* Escape in the middle of something. */
      kontor_map_edit_begin (edit, "Drag");
      if (point != NULL)
        kontor_map_edit_move (edit, (const char *[]) { point, NULL }, 11, 7);
      if (flow != NULL)
        kontor_map_edit_remove (edit, KONTOR_MAP_FLOW, flow);
      if (point != NULL)
        kontor_map_edit_remove (edit, KONTOR_MAP_POINT, point);
      kontor_map_edit_abandon (edit);
      break;
    case 15:
    default:
      /* All of it in one gesture: made, moved, joined, thrown away. */
      if (point != NULL)
        {
          g_autofree char *made = NULL;

          kontor_map_edit_begin (edit, "Everything");
          made = kontor_map_edit_add_point (edit, KONTOR_MAP_KIND_ACTION, 5, 5, "New");
          kontor_map_edit_move (edit, (const char *[]) { made, point, NULL }, 3, 3);
          g_free (kontor_map_edit_connect (edit, point, made));
          kontor_map_edit_set_text (edit, KONTOR_MAP_POINT, point, "name", "Touched");
          kontor_map_arrange (edit, (const char *[]) { point, made, NULL }, KONTOR_MAP_ALIGN_TOP);
          if (g_test_rand_bit ())
            kontor_map_edit_remove (edit, KONTOR_MAP_POINT, made);
          kontor_map_edit_end (edit);
        }
      break;
    }
}

/* R74: whatever is done to a map, going back to the beginning gives the map it was, and forth again what it became. */
static void
test_random_undo (void)
{
  g_autoptr (KontorMap) map = make ("start s; split x; action a; action b; merge m; end e", "s>x; x>a; x>b; a>m; b>m; m>e");
  g_autofree char *first = kontor_map_to_json (map);

  for (guint run = 0; run < 10000; run++)
    {
      g_autoptr (KontorMapEdit) edit = kontor_map_edit_new (map);
      g_autoptr (GPtrArray) between = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *back = NULL;
      guint n = g_test_rand_int_range (1, 30), at;

      for (guint i = 0; i < n; i++)
        random_edit (edit);
      /* Every fiftieth time each state on the way is looked at as well. */
      for (at = 0; run % 50 == 0 ? TRUE : at == 0; at++)
        {
          g_ptr_array_add (between, kontor_map_to_json (map));
          if (!kontor_map_edit_undo (edit))
            break;
        }
      while (kontor_map_edit_undo (edit))
        ;
      back = kontor_map_to_json (map);
      g_assert_cmpstr (back, ==, first);
      if (run % 50 == 0)
        for (guint i = between->len - 1; i-- > 0; )
          {
            g_autofree char *forth = NULL;

            g_assert_true (kontor_map_edit_redo (edit));
            forth = kontor_map_to_json (map);
            g_assert_cmpstr (forth, ==, g_ptr_array_index (between, i));
          }
      else
        {
          g_autofree char *forth = NULL;

          while (kontor_map_edit_redo (edit))
            ;
          forth = kontor_map_to_json (map);
          g_assert_cmpstr (forth, ==, g_ptr_array_index (between, 0));
        }
      while (kontor_map_edit_undo (edit))
        ;
    }
}

static void
count_placed_cb (guint *told, GPtrArray *items)
{
  *told += items->len;
}

/* R74 a drag moves the same points again and again: told once a step, undone as a whole, also
 * where one of them is changed between */
static void
test_drag (void)
{
  g_autoptr (KontorMap) map = make ("start s; action a; action b; end e", "s>a; a>b; b>e");
  g_autoptr (KontorMapEdit) edit = kontor_map_edit_new (map);
  const char * const moving[] = { "a", "b", NULL };
  g_autofree char *before = NULL, *after = NULL, *undone = NULL, *redone = NULL;
  double x = kontor_map_find (map, KONTOR_MAP_POINT, moving[0])->x;
  guint told = 0;

  before = kontor_map_to_json (map);
  g_signal_connect_swapped (map, "placed", G_CALLBACK (count_placed_cb), &told);
  kontor_map_edit_begin (edit, "Move");
  for (guint i = 0; i < 4; i++)
    kontor_map_edit_move (edit, moving, 10, 0);
  kontor_map_edit_set_text (edit, KONTOR_MAP_POINT, moving[0], "name", "Other");
  for (guint i = 0; i < 3; i++)
    kontor_map_edit_move (edit, moving, 10, 5);
  kontor_map_edit_move (edit, (const char *[]) { moving[0], moving[0], NULL }, 1, 0);
  kontor_map_edit_end (edit);
  g_assert_cmpfloat (kontor_map_find (map, KONTOR_MAP_POINT, moving[0])->x, ==, x + 71);
  g_assert_cmpuint (told, ==, 15);
  after = kontor_map_to_json (map);
  g_assert_true (kontor_map_edit_undo (edit));
  undone = kontor_map_to_json (map);
  g_assert_cmpstr (undone, ==, before);
  g_assert_true (kontor_map_edit_redo (edit));
  redone = kontor_map_to_json (map);
  g_assert_cmpstr (redone, ==, after);
}

static void
test_one_gesture (void)
{
  g_autoptr (KontorMap) map = make ("start s; action a; end e", "s>a; a>e");
  g_autoptr (KontorMapEdit) edit = kontor_map_edit_new (map);

  kontor_map_edit_begin (edit, "Drag");
  for (guint i = 0; i < 100; i++)
    kontor_map_edit_move (edit, (const char *[]) { "a", NULL }, 1, 0);
  kontor_map_edit_end (edit);
  g_assert_cmpfloat (kontor_map_find (map, KONTOR_MAP_POINT, "a")->x, ==, 260);
  g_assert_true (kontor_map_edit_undo (edit));
  g_assert_cmpfloat (kontor_map_find (map, KONTOR_MAP_POINT, "a")->x, ==, 160);
  g_assert_false (kontor_map_edit_undo (edit));
}

static gboolean
touches_outline (const KontorMapItem *point, KontorMapPlace place)
{
  double x = (place.x - point->x - point->width / 2) / (point->width / 2), y = (place.y - point->y - point->height / 2) / (point->height / 2);

  if (point->kind == KONTOR_MAP_KIND_CONDITION)
    return ABS (ABS (x) + ABS (y) - 1) < 0.05;
  if (point->kind == KONTOR_MAP_KIND_START || point->kind == KONTOR_MAP_KIND_END || point->kind == KONTOR_MAP_KIND_TIMER
      || point->kind == KONTOR_MAP_KIND_EVENT)
    return ABS (hypot (place.x - point->x - point->width / 2, place.y - point->y - point->height / 2)
                - MIN (point->width, point->height) / 2) < 1;
  return MAX (ABS (x), ABS (y)) > 0.7 && MAX (ABS (x), ABS (y)) < 1.01;
}

static void
assert_clear (KontorMap *map)
{
  g_autoptr (KontorMapRoutes) routes = kontor_map_routes_new (map);

  for (guint f = 0; f < kontor_map_get_n_items (map, KONTOR_MAP_FLOW); f++)
    {
      const KontorMapItem *flow = kontor_map_get_item (map, KONTOR_MAP_FLOW, f);
      const GArray *route = kontor_map_routes_get (routes, flow);

      g_assert_cmpuint (route->len, >=, 2);
      for (guint i = 1; i < route->len; i++)
        {
          KontorMapPlace a = g_array_index (route, KontorMapPlace, i - 1), b = g_array_index (route, KontorMapPlace, i);

          g_assert_true (ABS (a.x - b.x) < 0.6 || ABS (a.y - b.y) < 0.6);
          for (guint p = 0; p < kontor_map_get_n_items (map, KONTOR_MAP_POINT); p++)
            {
              const KontorMapItem *point = kontor_map_get_item (map, KONTOR_MAP_POINT, p);

              /* Its own ends it touches on their outline, which is within the rectangle where they are round. */
              if (i == 1 && g_str_equal (point->key, flow->from))
                g_assert_true (touches_outline (point, a));
              else if (i + 1 == route->len && g_str_equal (point->key, flow->to))
                g_assert_true (touches_outline (point, b));
              else
                g_assert_false (kontor_map_line_hits (point, a, b, -1));
            }
        }
    }
}

static void
test_routes (void)
{
  for (guint run = 0; run < 60; run++)
    {
      g_autoptr (KontorMap) map = kontor_map_new ();
      g_autoptr (KontorMapEdit) edit = kontor_map_edit_new (map);

      for (guint i = 0; i < 16; i++)
        g_free (kontor_map_edit_add_point (edit, g_test_rand_int_range (KONTOR_MAP_KIND_ACTION, KONTOR_MAP_KIND_NOTE),
                                           (i % 4) * 220 + g_test_rand_int_range (0, 20), (i / 4) * 200 + g_test_rand_int_range (0, 20), "P"));
      for (guint i = 0; i < 20; i++)
        {
          g_autofree char *from = random_key (map, KONTOR_MAP_POINT);
          g_autofree char *to = random_key (map, KONTOR_MAP_POINT);

          g_free (kontor_map_edit_connect (edit, from, to));
        }
      assert_clear (map);
    }
}

static void
test_tidy (void)
{
  g_autoptr (KontorMap) map = make ("start s; action a; split x; action b; action c; merge m; condition q; action o; end e; action r; end l",
                                    "s>a; a>x; x>b; x>c; b>m; c>m; m>q; q>o yes; o>e; q>r no; r>l");
  g_autoptr (KontorMapEdit) edit = kontor_map_edit_new (map);

  kontor_map_tidy (edit);
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_POINT); i++)
    for (guint j = 0; j < i; j++)
      {
        const KontorMapItem *a = kontor_map_get_item (map, KONTOR_MAP_POINT, i), *b = kontor_map_get_item (map, KONTOR_MAP_POINT, j);

        g_assert_false (a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height);
      }
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_FLOW); i++)
    {
      const KontorMapItem *flow = kontor_map_get_item (map, KONTOR_MAP_FLOW, i);

      g_assert_cmpfloat (kontor_map_find (map, KONTOR_MAP_POINT, flow->from)->x, <,
                         kontor_map_find (map, KONTOR_MAP_POINT, flow->to)->x);
    }
  assert_clear (map);
  g_assert_true (kontor_map_edit_undo (edit));
  g_assert_cmpfloat (kontor_map_find (map, KONTOR_MAP_POINT, "s")->x, ==, 0);
}

/* R85: a map is tried out on the desk, with the same walk as the engine's. */
static void
test_walk (void)
{
  g_autoptr (KontorMap) map = make ("start s; split x; action a; action b; merge m; action n; condition c; end e",
                                    "s>x; x>a; x>b; a>m; b>m; m>n; n>c; c>a no; c>e yes");
  g_autoptr (KontorMapWalk) walk = kontor_map_walk_new (map);
  g_autoptr (GPtrArray) waiting = kontor_map_walk_get_waiting (walk);
  g_autoptr (GPtrArray) ways = NULL;

  g_assert_cmpuint (waiting->len, ==, 2);
  g_assert_false (kontor_map_walk_complete (walk, "n", NULL));
  g_assert_true (kontor_map_walk_complete (walk, "a", NULL));
  g_assert_false (kontor_map_walk_complete (walk, "a", NULL));
  g_assert_true (kontor_map_walk_complete (walk, "b", NULL));
  ways = kontor_map_walk_get_ways (walk, "n");
  g_assert_cmpuint (ways->len, ==, 2);
  g_assert_false (kontor_map_walk_complete (walk, "n", NULL));
  g_assert_true (kontor_map_walk_complete (walk, "n", "f7"));
  g_assert_true (kontor_map_walk_complete (walk, "a", NULL));
  g_assert_null (kontor_map_walk_get_end (walk));
  g_assert_true (kontor_map_walk_complete (walk, "n", "f8"));
  g_assert_cmpstr (kontor_map_walk_get_end (walk), ==, "e");
}

/* Two merges on one circle: neither waits for the other. */
static void
test_walk_two_merges (void)
{
  g_autoptr (KontorMap) map = make ("start s; split x; split y; action a; action b; action d; merge m; merge n; action z; condition c; end e",
                                    "s>x; x>y; x>a; y>b; y>d; b>m; d>m; m>n; a>n; n>z; z>c; c>x no; c>e yes");
  g_autoptr (KontorMapWalk) walk = kontor_map_walk_new (map);
  g_autoptr (GPtrArray) waiting = NULL;

  g_assert_true (kontor_map_walk_complete (walk, "a", NULL));
  g_assert_true (kontor_map_walk_complete (walk, "b", NULL));
  g_assert_true (kontor_map_walk_complete (walk, "d", NULL));
  waiting = kontor_map_walk_get_waiting (walk);
  g_assert_cmpuint (waiting->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (waiting, 0), ==, "z");
}

/* A piece goes from one map into another with its lines and gets keys of its own. */
static void
test_paste (void)
{
  g_autoptr (KontorMap) from = make ("start s; action a; condition c; end e", "s>a; a>c; c>e yes; c>a no");
  g_autoptr (KontorMap) into = make ("start s; action a; end e", "s>a; a>e");
  g_autoptr (KontorMapEdit) edit = kontor_map_edit_new (into);
  g_autofree char *before = kontor_map_to_json (into);
  g_autofree char *piece = kontor_map_piece_copy (from, (const char *[]) { "s", "a", "c", NULL });
  g_auto (GStrv) keys = kontor_map_piece_paste (edit, piece, 500, 0, NULL);
  g_autofree char *after = NULL;
  const KontorMapItem *pasted;

  /* The map has a start already. */
  g_assert_cmpuint (g_strv_length (keys), ==, 2);
  g_assert_cmpuint (kontor_map_get_n_items (into, KONTOR_MAP_POINT), ==, 5);
  /* a > c and c > a, not the lines whose other end stayed behind. */
  g_assert_cmpuint (kontor_map_get_n_items (into, KONTOR_MAP_FLOW), ==, 4);
  pasted = kontor_map_find (into, KONTOR_MAP_POINT, keys[0]);
  g_assert_nonnull (pasted);
  g_assert_cmpfloat (pasted->x, ==, kontor_map_find (from, KONTOR_MAP_POINT, "a")->x + 500);
  g_assert_true (kontor_map_edit_undo (edit));
  g_assert_false (kontor_map_edit_undo (edit));
  after = kontor_map_to_json (into);
  g_assert_cmpstr (before, ==, after);
  g_assert_null (kontor_map_piece_paste (edit, "a shopping list", 0, 0, NULL));
}

static void
test_arrange (void)
{
  g_autoptr (KontorMap) map = make ("start s; action a; action b; action c; end e", "s>a; a>b; b>c; c>e");
  g_autoptr (KontorMapEdit) edit = kontor_map_edit_new (map);
  const char *keys[] = { "s", "a", "b", NULL };
  g_auto (GStrv) beyond = NULL;

  kontor_map_edit_move (edit, (const char *[]) { "a", NULL }, 30, 77);
  kontor_map_arrange (edit, keys, KONTOR_MAP_ALIGN_TOP);
  g_assert_cmpfloat (kontor_map_find (map, KONTOR_MAP_POINT, "a")->y, ==, 0);
  kontor_map_arrange (edit, keys, KONTOR_MAP_SPREAD_ACROSS);
  g_assert_cmpfloat (kontor_map_find (map, KONTOR_MAP_POINT, "a")->x, ==, 160);
  g_assert_true (kontor_map_edit_undo (edit));
  g_assert_cmpfloat (kontor_map_find (map, KONTOR_MAP_POINT, "a")->x, ==, 190);
  /* What lies right of a cut through b: b itself and c. */
  beyond = kontor_map_find_beyond (map, kontor_map_find (map, KONTOR_MAP_POINT, "b")->x + 10, 0, 50, 0);
  g_assert_cmpuint (g_strv_length (beyond), ==, 2);
  g_assert_true (g_strv_contains ((const char * const *) beyond, "b"));
  g_assert_true (g_strv_contains ((const char * const *) beyond, "c"));
}

/* An end of a line hung on another point keeps what the line answers. */
static void
test_reconnect (void)
{
  g_autoptr (KontorMap) map = make ("start s; condition c; action a; end e", "s>c; c>a yes; c>e no; a>e");
  g_autoptr (KontorMapEdit) edit = kontor_map_edit_new (map);
  const KontorMapItem *flow;

  g_assert_false (kontor_map_edit_reconnect (edit, "f1", "c", "s"));
  g_assert_false (kontor_map_edit_reconnect (edit, "f1", "c", "e"));
  kontor_map_edit_remove (edit, KONTOR_MAP_FLOW, "f2");
  g_assert_true (kontor_map_edit_reconnect (edit, "f1", "c", "e"));
  flow = kontor_map_find (map, KONTOR_MAP_FLOW, "f1");
  g_assert_cmpstr (flow->to, ==, "e");
  g_assert_cmpstr (kontor_map_item_get_text (flow, "answer"), ==, "yes");
}

static void
test_tidy_part (void)
{
  g_autoptr (KontorMap) map = make ("start s; action a; action b; action c; end e", "s>a; a>b; b>c; c>e");
  g_autoptr (KontorMapEdit) edit = kontor_map_edit_new (map);
  double start_x = kontor_map_find (map, KONTOR_MAP_POINT, "s")->x;

  kontor_map_edit_move (edit, (const char *[]) { "b", NULL }, -300, 400);
  kontor_map_tidy_part (edit, (const char *[]) { "a", "b", "c", NULL });
  g_assert_cmpfloat (kontor_map_find (map, KONTOR_MAP_POINT, "s")->x, ==, start_x);
  g_assert_cmpfloat (kontor_map_find (map, KONTOR_MAP_POINT, "a")->x, <, kontor_map_find (map, KONTOR_MAP_POINT, "b")->x);
  g_assert_cmpfloat (kontor_map_find (map, KONTOR_MAP_POINT, "a")->y, ==, kontor_map_find (map, KONTOR_MAP_POINT, "b")->y);
  g_assert_cmpfloat (kontor_map_find (map, KONTOR_MAP_POINT, "b")->x, <, kontor_map_find (map, KONTOR_MAP_POINT, "c")->x);
}

static char
mnemonic_of (const char *label)
{
  const char *mark = strchr (label, '_');

  return mark != NULL ? g_ascii_tolower (mark[1]) : '\0';
}

/* R74 no two fields of a point have the same key */
static void
test_keys_of_fields (void)
{
  for (guint kind = 0; kind < KONTOR_MAP_KIND_FLOW; kind++)
    {
      g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);

      for (const KontorMapProperty *property = kontor_map_property_list (); property->name != NULL; property++)
        {
          char key = mnemonic_of (property->label);

          if (!kontor_map_property_fits (property, kind))
            continue;
          g_assert_cmpint (key, !=, '\0');
          if (!g_hash_table_add (taken, GINT_TO_POINTER (key)))
            g_error ("%s: the key of “%s” is taken", kontor_map_kind_to_text (kind), property->label);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/R76-check-as-the-server", test_check);
  g_test_add_func ("/map/R76-parallel-ways-without-merge", test_twice);
  g_test_add_func ("/map/bad-files", test_bad_files);
  g_test_add_func ("/map/keeps-what-it-does-not-know", test_keeps_unknown);
  g_test_add_func ("/map/R74-random-edits-undone", test_random_undo);
  g_test_add_func ("/map/one-step-of-undo-a-gesture", test_one_gesture);
  g_test_add_func ("/map/R74-drag", test_drag);
  g_test_add_func ("/map/lines-run-around-points", test_routes);
  g_test_add_func ("/map/tidy", test_tidy);
  g_test_add_func ("/map/R85-try-out", test_walk);
  g_test_add_func ("/map/R85-two-merges-on-one-circle", test_walk_two_merges);
  g_test_add_func ("/map/pieces-are-pasted-whole", test_paste);
  g_test_add_func ("/map/aligned-and-spread", test_arrange);
  g_test_add_func ("/map/lines-hung-elsewhere", test_reconnect);
  g_test_add_func ("/map/tidy-some-points", test_tidy_part);
  g_test_add_func ("/map/R74-keys-of-fields", test_keys_of_fields);
  return g_test_run ();
}
