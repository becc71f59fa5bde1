#include "config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fixture/large-map.h"
#include "route/map-dock.h"
#include "route/map-json.h"
#include "route/map-routes.h"
#include "route/map-tidy.h"

/* R76: what a tidied map looks like, measured as a person would look at it. */

typedef struct
{
  guint overlapping_points;
  guint through_points;
  guint on_one_another;
  guint crossings;
  guint corners;
  guint backwards;
} Look;

typedef struct
{
  KontorMapPlace a;
  KontorMapPlace b;
  guint          flow;
} Piece;

static gboolean
touches (const KontorMapItem *one, const KontorMapItem *other)
{
  return one->x < other->x + other->width && other->x < one->x + one->width
      && one->y < other->y + other->height && other->y < one->y + one->height;
}

static gboolean
is_level (const Piece *piece)
{
  return fabs (piece->a.y - piece->b.y) < 0.5;
}

static void
compare_pieces (const Piece *one, const Piece *other, Look *look)
{
  gboolean level = is_level (one);
  const Piece *across = level ? one : other, *down = level ? other : one;

  if (level == is_level (other))
    {
      double apart = level ? fabs (one->a.y - other->a.y) : fabs (one->a.x - other->a.x);
      double from = level ? MAX (MIN (one->a.x, one->b.x), MIN (other->a.x, other->b.x)) : MAX (MIN (one->a.y, one->b.y), MIN (other->a.y, other->b.y));
      double to = level ? MIN (MAX (one->a.x, one->b.x), MAX (other->a.x, other->b.x)) : MIN (MAX (one->a.y, one->b.y), MAX (other->a.y, other->b.y));

      look->on_one_another += apart < 1.5 && to - from > 1;
      return;
    }
  look->crossings += down->a.x > MIN (across->a.x, across->b.x) + 0.5 && down->a.x < MAX (across->a.x, across->b.x) - 0.5
                     && across->a.y > MIN (down->a.y, down->b.y) + 0.5 && across->a.y < MAX (down->a.y, down->b.y) - 0.5;
}

static Look
look_at (KontorMap *map)
{
  g_autoptr (KontorMapRoutes) routes = kontor_map_routes_new (map);
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  Look look = { 0 };

  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_POINT); i++)
    for (guint k = 0; k < i; k++)
      look.overlapping_points += touches (kontor_map_get_item (map, KONTOR_MAP_POINT, i), kontor_map_get_item (map, KONTOR_MAP_POINT, k));
  for (guint f = 0; f < kontor_map_get_n_items (map, KONTOR_MAP_FLOW); f++)
    {
      const KontorMapItem *flow = kontor_map_get_item (map, KONTOR_MAP_FLOW, f);
      const GArray *route = kontor_map_routes_get (routes, flow);

      look.corners += route->len - 2;
      look.backwards += g_array_index (route, KontorMapPlace, route->len - 1).x < g_array_index (route, KontorMapPlace, 0).x;
      for (guint i = 1; i < route->len; i++)
        {
          Piece piece = { g_array_index (route, KontorMapPlace, i - 1), g_array_index (route, KontorMapPlace, i), f };

          g_assert_true (is_level (&piece) || fabs (piece.a.x - piece.b.x) < 0.6);
          g_array_append_val (pieces, piece);
          for (guint p = 0; p < kontor_map_get_n_items (map, KONTOR_MAP_POINT); p++)
            {
              const KontorMapItem *point = kontor_map_get_item (map, KONTOR_MAP_POINT, p);
              gboolean own = (i == 1 && g_str_equal (point->key, flow->from)) || (i + 1 == route->len && g_str_equal (point->key, flow->to));

              look.through_points += !own && kontor_map_line_hits (point, piece.a, piece.b, -1);
            }
        }
    }
  for (guint i = 0; i < pieces->len; i++)
    for (guint k = 0; k < i; k++)
      if (g_array_index (pieces, Piece, i).flow != g_array_index (pieces, Piece, k).flow)
        compare_pieces (&g_array_index (pieces, Piece, i), &g_array_index (pieces, Piece, k), &look);
  return look;
}

/* The lines of dot's drawing: "edge tail head n x y ..." */
static guint
count_dot_crossings (KontorMap *map)
{
  g_autoptr (GString) graph = g_string_new ("digraph { rankdir=LR; node [shape=box,fixedsize=true,label=\"\"];\n");
  g_autoptr (GSubprocess) dot = NULL;
  g_autofree char *drawing = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_autoptr (GPtrArray) ends = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  guint crossings = 0;

  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_POINT); i++)
    {
      const KontorMapItem *point = kontor_map_get_item (map, KONTOR_MAP_POINT, i);

      g_string_append_printf (graph, "%s [width=%.2f,height=%.2f];\n", point->key, point->width / 72, point->height / 72);
    }
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_FLOW); i++)
    {
      const KontorMapItem *flow = kontor_map_get_item (map, KONTOR_MAP_FLOW, i);

      g_string_append_printf (graph, "%s -> %s;\n", flow->from, flow->to);
    }
  g_string_append (graph, "}\n");
  dot = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, "dot", "-Tplain", NULL);
  if (dot == NULL || !g_subprocess_communicate_utf8 (dot, graph->str, NULL, &drawing, NULL, NULL) || drawing == NULL)
    return G_MAXUINT;
  lines = g_strsplit (drawing, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
      KontorMapPlace last = { 0, 0 };
      int n;

      if (g_strcmp0 (words[0], "edge") != 0)
        continue;
      n = atoi (words[3]);
      for (int k = 0; k < n; k++)
        {
          KontorMapPlace place = { g_ascii_strtod (words[4 + 2 * k], NULL), g_ascii_strtod (words[5 + 2 * k], NULL) };

          if (k > 0)
            g_array_append_val (pieces, ((Piece) { last, place, ends->len }));
          last = place;
        }
      g_ptr_array_add (ends, g_strdupv ((char *[]) { words[1], words[2], NULL }));
    }
  for (guint i = 0; i < pieces->len; i++)
    for (guint k = 0; k < i; k++)
      {
        const Piece *one = &g_array_index (pieces, Piece, i), *other = &g_array_index (pieces, Piece, k);
        char **first = g_ptr_array_index (ends, one->flow), **second = g_ptr_array_index (ends, other->flow);
        double x = one->b.x - one->a.x, y = one->b.y - one->a.y, u = other->b.x - other->a.x, v = other->b.y - other->a.y;
        double scale = x * v - y * u, s, t;

        /* Lines of one point touch there. */
        if (g_strv_contains ((const char * const *) first, second[0]) || g_strv_contains ((const char * const *) first, second[1])
            || fabs (scale) < 1e-9)
          continue;
        s = ((other->a.x - one->a.x) * v - (other->a.y - one->a.y) * u) / scale;
        t = ((other->a.x - one->a.x) * y - (other->a.y - one->a.y) * x) / scale;
        crossings += s > 0 && s < 1 && t > 0 && t < 1;
      }
  return crossings;
}

/* Maps of blocks, and maps in which some lines lead elsewhere: no more lines cross than dot has. */
static void
test_tidy (void)
{
  guint ours = 0, theirs = 0;
  Look all = { 0 };

  for (guint run = 0; run < 60; run++)
    {
      g_autoptr (KontorMap) map = kontor_test_large_map (12 + run * 2, TRUE, run % 3 == 2 ? 1 + run / 20 : 0, run);
      g_autoptr (KontorMapEdit) edit = kontor_map_edit_new (map);
      guint dot;
      Look look;

      kontor_map_tidy (edit);
      look = look_at (map);
      dot = count_dot_crossings (map);
      if (g_test_verbose ())
        g_test_message ("%u: points over one another %u, lines through points %u, on one another %u, crossings %u, dot %u",
                        run, look.overlapping_points, look.through_points, look.on_one_another, look.crossings, dot);
      all.overlapping_points += look.overlapping_points;
      all.through_points += look.through_points;
      all.on_one_another += look.on_one_another;
      all.crossings += look.crossings;
      ours += look.crossings;
      if (dot == G_MAXUINT)
        {
          g_test_skip ("graphviz is not installed");
          return;
        }
      theirs += dot;
    }
  g_test_message ("crossings: %u, dot's %u; lines on one another: %u", ours, theirs, all.on_one_another);
  g_assert_cmpuint (all.overlapping_points, ==, 0);
  g_assert_cmpuint (all.through_points, ==, 0);
  g_assert_cmpuint (all.on_one_another, ==, 0);
  g_assert_cmpuint (ours, <=, theirs);
}

/* A map as the seed writes it: points, and lines as [from, to, answer, label]. */
static KontorMap *
read_shipped (const char *text)
{
  g_autoptr (JsonNode) root = kontor_map_parse_json (text);
  JsonArray *points, *lines;
  KontorMap *map = kontor_map_new ();

  g_assert_nonnull (root);
  points = json_object_get_array_member (json_node_get_object (root), "points");
  lines = json_object_get_array_member (json_node_get_object (root), "lines");
  for (guint i = 0; i < json_array_get_length (points); i++)
    {
      JsonObject *from = json_array_get_object_element (points, i);
      KontorMapItem *point;
      KontorMapKind kind;

      g_assert_true (kontor_map_kind_from_text (json_object_get_string_member (from, "kind"), &kind));
      point = kontor_map_item_new (KONTOR_MAP_POINT, kind, json_object_get_string_member (from, "key"));
      if (json_object_has_member (from, "name"))
        json_object_set_string_member (point->properties, "name", json_object_get_string_member (from, "name"));
      kontor_map_put (map, KONTOR_MAP_POINT, point->key, point, G_MAXUINT);
    }
  for (guint i = 0; i < json_array_get_length (lines); i++)
    {
      JsonArray *from = json_array_get_array_element (lines, i);
      g_autofree char *key = g_strdup_printf ("f%u", i + 1);
      KontorMapItem *flow = kontor_map_item_new (KONTOR_MAP_FLOW, KONTOR_MAP_KIND_FLOW, key);

      flow->from = g_strdup (json_array_get_string_element (from, 0));
      flow->to = g_strdup (json_array_get_string_element (from, 1));
      if (json_array_get_length (from) > 3 && !json_array_get_null_element (from, 3))
        json_object_set_string_member (flow->properties, "label", json_array_get_string_element (from, 3));
      kontor_map_put (map, KONTOR_MAP_FLOW, key, flow, G_MAXUINT);
    }
  return map;
}

/* No crossing where dot has none, in what offices begin with. */
static void
test_shipped (void)
{
  static const char *files[] = { "96-seed-maps-clients.sql", "96-seed-maps-office.sql", "96-seed-maps-sales.sql" };
  guint n_maps = 0;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (KONTOR_SEED_MAPS, files[i], NULL), *text = NULL;
      g_auto (GStrv) pieces = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      pieces = g_strsplit (text, "$map$", -1);
      /* Every second piece is a map. */
      for (guint k = 1; pieces[k - 1] != NULL && pieces[k] != NULL; k += 2)
        {
          g_autoptr (KontorMap) map = read_shipped (pieces[k]);
          g_autoptr (KontorMapEdit) edit = kontor_map_edit_new (map);
          guint dot;
          Look look;

          kontor_map_tidy (edit);
          look = look_at (map);
          dot = count_dot_crossings (map);
          n_maps++;
          g_test_message ("%s, map %u: crossings %u, dot %u", files[i], k / 2 + 1, look.crossings, dot);
          g_assert_cmpuint (look.overlapping_points, ==, 0);
          g_assert_cmpuint (look.through_points, ==, 0);
          g_assert_cmpuint (look.on_one_another, ==, 0);
          if (dot == G_MAXUINT)
            {
              g_test_skip ("graphviz is not installed");
              return;
            }
          g_assert_cmpuint (look.crossings, <=, dot);
        }
    }
  g_assert_cmpuint (n_maps, ==, 10);
}

/* Tidied again it stays as it is, whatever it looked like before. */
static void
test_tidy_twice (void)
{
  g_autoptr (KontorMap) map = kontor_test_large_map (80, TRUE, 0, 7);
  g_autoptr (KontorMapEdit) edit = kontor_map_edit_new (map);
  g_autofree char *once = NULL, *twice = NULL;

  kontor_map_tidy (edit);
  once = kontor_map_to_json (map);
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_POINT); i++)
    kontor_map_edit_move (edit, (const char *[]) { kontor_map_get_item (map, KONTOR_MAP_POINT, i)->key, NULL },
                          g_test_rand_int_range (-300, 300), g_test_rand_int_range (-300, 300));
  kontor_map_tidy (edit);
  twice = kontor_map_to_json (map);
  g_assert_cmpstr (once, ==, twice);
}

/* A moved point takes its lines along and those that it comes to stand on; all others stay. */
static void
test_incremental (void)
{
  for (guint run = 0; run < 30; run++)
    {
      g_autoptr (KontorMap) map = kontor_test_large_map (60, TRUE, run % 2, run);
      g_autoptr (KontorMapEdit) edit = kontor_map_edit_new (map);
      g_autoptr (KontorMapRoutes) routes = NULL;
      g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
      const KontorMapItem *point;

      kontor_map_tidy (edit);
      routes = kontor_map_routes_new (map);
      for (guint f = 0; f < kontor_map_get_n_items (map, KONTOR_MAP_FLOW); f++)
        g_ptr_array_add (before, g_array_copy ((GArray *) kontor_map_routes_get (routes, kontor_map_get_item (map, KONTOR_MAP_FLOW, f))));
      point = kontor_map_get_item (map, KONTOR_MAP_POINT, g_test_rand_int_range (0, kontor_map_get_n_items (map, KONTOR_MAP_POINT)));
      kontor_map_edit_move (edit, (const char *[]) { point->key, NULL }, g_test_rand_int_range (-90, 90), g_test_rand_int_range (-90, 90));
      for (guint f = 0; f < before->len; f++)
        {
          const KontorMapItem *flow = kontor_map_get_item (map, KONTOR_MAP_FLOW, f);
          const GArray *was = g_ptr_array_index (before, f), *now = kontor_map_routes_get (routes, flow);
          gboolean in_the_way = FALSE;

          for (guint i = 1; i < was->len; i++)
            in_the_way = in_the_way || kontor_map_line_hits (point, g_array_index (was, KontorMapPlace, i - 1), g_array_index (was, KontorMapPlace, i), 4);
          if (g_str_equal (flow->from, point->key) || g_str_equal (flow->to, point->key) || in_the_way)
            continue;
          g_assert_cmpuint (was->len, ==, now->len);
          g_assert_cmpint (memcmp (was->data, now->data, was->len * sizeof (KontorMapPlace)), ==, 0);
        }
    }
}

/* Corners set by hand stay where they were set. */
static void
test_bends_stay (void)
{
  g_autoptr (KontorMap) map = kontor_test_large_map (40, TRUE, 0, 3);
  g_autoptr (KontorMapEdit) edit = kontor_map_edit_new (map);
  g_autoptr (KontorMapRoutes) routes = NULL;
  g_autoptr (GArray) bends = g_array_new (FALSE, FALSE, sizeof (KontorMapPlace));
  const KontorMapItem *flow, *from, *to;
  const GArray *route;
  guint found = 0;

  kontor_map_tidy (edit);
  routes = kontor_map_routes_new (map);
  flow = kontor_map_get_item (map, KONTOR_MAP_FLOW, 5);
  from = kontor_map_find (map, KONTOR_MAP_POINT, flow->from);
  to = kontor_map_find (map, KONTOR_MAP_POINT, flow->to);
  g_array_append_val (bends, ((KontorMapPlace) { from->x + from->width / 2, from->y - 333 }));
  g_array_append_val (bends, ((KontorMapPlace) { to->x + to->width / 2, from->y - 333 }));
  kontor_map_edit_set_bends (edit, flow->key, bends);
  route = kontor_map_routes_get (routes, flow);
  for (guint i = 0; i < route->len; i++)
    for (guint k = 0; k < bends->len; k++)
      found += memcmp (&g_array_index (route, KontorMapPlace, i), &g_array_index (bends, KontorMapPlace, k), sizeof (KontorMapPlace)) == 0;
  g_assert_cmpuint (found, ==, 2);
}

/* Points wherever a person put them, on the grid of the editor and clear of one another,
 * and lines between any of them. */
static KontorMap *
map_by_hand (guint n_points, guint n_flows, double gap, guint32 seed)
{
  static const KontorMapKind kinds[] = {
    KONTOR_MAP_KIND_ACTION, KONTOR_MAP_KIND_ACTION, KONTOR_MAP_KIND_CONDITION, KONTOR_MAP_KIND_CHOICE, KONTOR_MAP_KIND_PROCESSING,
    KONTOR_MAP_KIND_SPLIT, KONTOR_MAP_KIND_MERGE, KONTOR_MAP_KIND_TIMER, KONTOR_MAP_KIND_START, KONTOR_MAP_KIND_END,
  };
  g_autoptr (GRand) chance = g_rand_new_with_seed (seed);
  KontorMap *map = kontor_map_new ();
  double side = sqrt (n_points) * (110 + 2 * gap);

  for (guint i = 0; i < n_points; i++)
    {
      g_autofree char *key = g_strdup_printf ("p%u", i);
      KontorMapKind kind = kinds[g_rand_int_range (chance, 0, G_N_ELEMENTS (kinds))];
      KontorMapItem *point = kontor_map_item_new (KONTOR_MAP_POINT, kind, key);
      gboolean stands;

      kontor_map_kind_get_size (kind, &point->width, &point->height);
      json_object_set_string_member (point->properties, "name", key);
      do
        {
          KontorMapItem room;

          point->x = 10 * floor (g_rand_double (chance) * side * 1.3 / 10);
          point->y = 10 * floor (g_rand_double (chance) * side * 0.8 / 10);
          room = (KontorMapItem) { .x = point->x - gap, .y = point->y - gap, .width = point->width + 2 * gap, .height = point->height + 2 * gap };
          stands = TRUE;
          for (guint k = 0; k < i && stands; k++)
            stands = !touches (&room, kontor_map_get_item (map, KONTOR_MAP_POINT, k));
          side += 1;
        }
      while (!stands);
      kontor_map_put (map, KONTOR_MAP_POINT, key, point, G_MAXUINT);
    }
  for (guint i = 0; i < n_flows; i++)
    {
      g_autofree char *key = g_strdup_printf ("f%u", i);
      KontorMapItem *flow = kontor_map_item_new (KONTOR_MAP_FLOW, KONTOR_MAP_KIND_FLOW, key);
      int from = g_rand_int_range (chance, 0, n_points), to = (from + g_rand_int_range (chance, 1, n_points)) % n_points;

      flow->from = g_strdup_printf ("p%d", from);
      flow->to = g_strdup_printf ("p%d", to);
      kontor_map_put (map, KONTOR_MAP_FLOW, key, flow, G_MAXUINT);
    }
  return map;
}

/* R74: maps that nobody tidied. */
static void
test_by_hand (void)
{
  guint lines = 0, maps = 0, points_hit = 0, on_one_another = 0, crossings = 0, corners = 0;

  for (guint run = 0; run < 60; run++)
    {
      guint n_points = 6 + run % 20, n_flows = n_points + run % 7 * n_points / 10;
      g_autoptr (KontorMap) map = map_by_hand (n_points, n_flows, 20 + run % 3 * 15, 1000 + run);
      Look look = look_at (map);

      if (look.through_points + look.on_one_another > 0)
        g_test_message ("%u: points %u, lines %u, through points %u, on one another %u", run, n_points, n_flows,
                        look.through_points, look.on_one_another);
      g_assert_cmpuint (look.overlapping_points, ==, 0);
      lines += n_flows;
      maps += look.through_points + look.on_one_another > 0;
      points_hit += look.through_points;
      on_one_another += look.on_one_another;
      crossings += look.crossings;
      corners += look.corners;
    }
  g_test_message ("lines %u, maps with trouble %u, through points %u, on one another %u, crossings %u, corners %u",
                  lines, maps, points_hit, on_one_another, crossings, corners);
  g_assert_cmpuint (points_hit, ==, 0);
  g_assert_cmpuint (on_one_another, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-drawing/R74-tidy-nothing-on-one-another", test_tidy);
  g_test_add_func ("/map-drawing/R74-shipped-maps-cross-no-more-than-dot", test_shipped);
  g_test_add_func ("/map-drawing/R74-placed-by-hand-nothing-on-one-another", test_by_hand);
  g_test_add_func ("/map-drawing/tidy-does-not-depend-on-what-was", test_tidy_twice);
  g_test_add_func ("/map-drawing/lines-not-touched-stay", test_incremental);
  g_test_add_func ("/map-drawing/corners-set-by-hand-stay", test_bends_stay);
  return g_test_run ();
}
