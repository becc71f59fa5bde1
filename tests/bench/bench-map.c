/*
 * Route maps of 1,000 and 5,000 points: soundness, tidying up beside dot, lines,
 * reading and writing, undo, and on a window what panning, zooming, dragging and
 * making space take of the processor from the gesture to the painted frame.
 *
 * Usage: bench-map [POINTS ...]; without a display only what needs none.
 */
#include "config.h"

#include <stdlib.h>
#include <time.h>

#include <adwaita.h>

#include "fixture/large-map.h"
#include "measure.h"
#include "processes/map-view.h"
#include "route/map-arrange.h"
#include "route/map-check.h"
#include "route/map-tidy.h"

#define ROUNDS     60
#define DOT_POINTS 2000

/* Processor time of this process: other work on the machine does not count. */
static gint64
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
note (BenchTimes *times, gint64 began)
{
  double took = (double) (now () - began) / 1000.0;

  g_array_append_val (times, took);
}

static void
print_median (const char *figure, guint points, BenchTimes *times, double yardstick)
{
  g_autofree char *name = g_strdup_printf ("map-%u-%s", points, figure);

  bench_print (name, bench_times_percentile (times, 50), "ms", yardstick);
  g_array_unref (times);
}

static void
print_slow (const char *figure, guint points, BenchTimes *times)
{
  g_autofree char *name = g_strdup_printf ("map-%u-%s-p95", points, figure);

  bench_print (name, bench_times_percentile (times, 95), "ms", -1);
  g_array_unref (times);
}

/* What dot takes for the same graph; -1 where it is not there or gives up: it does on thousands, after a minute. */
static double
time_dot (KontorMap *map)
{
  g_autoptr (GString) graph = g_string_new ("digraph { rankdir=LR; node [shape=box];\n");
  g_autoptr (GSubprocess) dot = NULL;
  gint64 began = g_get_monotonic_time ();

  if (kontor_map_get_n_items (map, KONTOR_MAP_POINT) > DOT_POINTS)
    return -1;
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_FLOW); i++)
    {
      const KontorMapItem *flow = kontor_map_get_item (map, KONTOR_MAP_FLOW, i);

      g_string_append_printf (graph, "%s -> %s;\n", flow->from, flow->to);
    }
  g_string_append (graph, "}\n");
  dot = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                          NULL, "timeout", "60", "dot", "-Tplain", NULL);
  if (dot == NULL || !g_subprocess_communicate_utf8 (dot, graph->str, NULL, NULL, NULL, NULL) || !g_subprocess_get_successful (dot))
    return -1;
  return (double) (g_get_monotonic_time () - began) / 1000.0;
}

static void
bench_graph (guint points)
{
  g_autoptr (KontorMap) map = kontor_test_large_map (points, FALSE, 0, 11);
  g_autoptr (KontorMap) tangled = kontor_test_large_map (points, TRUE, points / 50, 12);
  g_autoptr (KontorMapEdit) edit = kontor_map_edit_new (map);
  g_autoptr (KontorMapEdit) other = kontor_map_edit_new (tangled);
  BenchTimes *sound = bench_times_new (), *unsound = bench_times_new (), *tidy = bench_times_new (), *mess = bench_times_new ();
  BenchTimes *lines = bench_times_new (), *undo = bench_times_new (), *written = bench_times_new (), *read = bench_times_new ();

  for (guint i = 0; i < 15; i++)
    {
      g_autoptr (KontorMapRoutes) routes = kontor_map_routes_new (map);
      g_autoptr (GPtrArray) problems = NULL, others = NULL;
      g_autofree char *json = NULL;
      gint64 began = now ();

      problems = kontor_map_check (map);
      note (sound, began);
      began = now ();
      others = kontor_map_check (tangled);
      note (unsound, began);
      began = now ();
      kontor_map_tidy (edit);
      note (tidy, began);
      began = now ();
      kontor_map_routes_get (routes, kontor_map_get_item (map, KONTOR_MAP_FLOW, 0));
      note (lines, began);
      began = now ();
      kontor_map_edit_undo (edit);
      note (undo, began);
      kontor_map_edit_redo (edit);
      began = now ();
      json = kontor_map_to_json (map);
      note (written, began);
      began = now ();
      g_object_unref (kontor_map_new_from_json (json, NULL));
      note (read, began);
      for (guint p = 0; p < kontor_map_get_n_items (map, KONTOR_MAP_POINT); p++)
        kontor_map_edit_place (edit, KONTOR_MAP_POINT, kontor_map_get_item (map, KONTOR_MAP_POINT, p)->key, 0, p, 140, 60);
      if (i < 5)
        {
          began = now ();
          kontor_map_tidy (other);
          note (mess, began);
        }
    }
  print_median ("soundness", points, sound, -1);
  print_median ("soundness-of-a-tangled-one", points, unsound, -1);
  print_median ("tidy", points, tidy, time_dot (map));
  print_median ("tidy-a-tangled-one", points, mess, -1);
  print_median ("all-lines", points, lines, -1);
  print_median ("undo-of-tidy", points, undo, -1);
  print_median ("write-json", points, written, -1);
  print_median ("read-json", points, read, -1);
}

static void
after_paint_cb (gboolean *painted)
{
  *painted = TRUE;
}

/* Until a frame with what changed is painted. */
static void
paint (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gboolean painted = FALSE;
  gulong handler;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  handler = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (after_paint_cb), &painted);
  gtk_widget_queue_draw (widget);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

/* The same, where the gesture itself asks for the frame. */
static void
paint_changed (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gboolean painted = FALSE;
  gulong handler = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (after_paint_cb), &painted);

  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

static void
bench_canvas (guint points)
{
  g_autoptr (KontorMap) map = kontor_test_large_map (points, FALSE, 0, 11);
  g_autoptr (KontorMapEdit) edit = kontor_map_edit_new (map);
  GtkWidget *window = adw_window_new (), *view = kontor_map_view_new ("Map");
  KontorCanvas *canvas = kontor_map_view_get_canvas (KONTOR_MAP_VIEW (view));
  BenchTimes *open = bench_times_new (), *pan = bench_times_new (), *zoom = bench_times_new (), *drag = bench_times_new ();
  BenchTimes *space = bench_times_new (), *drop = bench_times_new (), *far = bench_times_new ();
  g_autofree char *json = NULL;
  g_auto (GStrv) beyond = NULL;
  const KontorMapItem *point;
  gint64 began;

  kontor_map_tidy (edit);
  json = kontor_map_to_json (map);
  adw_window_set_content (ADW_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), 1300, 720);
  gtk_window_present (GTK_WINDOW (window));
  paint (view);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (KontorMap) again = NULL;

      began = now ();
      again = kontor_map_new_from_json (json, NULL);
      kontor_map_view_set_map (KONTOR_MAP_VIEW (view), again);
      paint (view);
      note (open, began);
    }
  kontor_map_view_set_map (KONTOR_MAP_VIEW (view), map);
  paint (view);

  /* The whole of it in sight, then nearer and farther, then at natural size. */
  for (guint i = 0; i < ROUNDS; i++)
    {
      began = now ();
      kontor_canvas_pan (canvas, i % 2 == 0 ? 7 : -7, 3);
      paint_changed (view);
      note (far, began);
    }
  for (guint i = 0; i < 2 * ROUNDS; i++)
    {
      began = now ();
      kontor_canvas_zoom (canvas, i % 40 < 20 ? 1.15 : 1 / 1.15, 600, 300);
      paint_changed (view);
      note (zoom, began);
    }
  kontor_canvas_set_scale (canvas, 1);
  point = kontor_map_get_item (map, KONTOR_MAP_POINT, kontor_map_get_n_items (map, KONTOR_MAP_POINT) / 2);
  kontor_canvas_reveal (canvas, &GRAPHENE_RECT_INIT (point->x - 400, point->y - 300, 800, 600));
  paint (view);
  for (guint i = 0; i < 2 * ROUNDS; i++)
    {
      began = now ();
      kontor_canvas_pan (canvas, i % 60 < 30 ? 23 : -23, i % 20 < 10 ? 5 : -5);
      paint_changed (view);
      note (pan, began);
    }
  for (guint round = 0; round < 4; round++)
    {
      kontor_map_edit_begin (edit, "Move");
      for (guint i = 0; i < ROUNDS / 2; i++)
        {
          began = now ();
          kontor_map_edit_move (edit, (const char *[]) { point->key, NULL }, i % 20 < 10 ? 9 : -9, 4);
          paint_changed (view);
          note (drag, began);
        }
      kontor_map_edit_end (edit);
      began = now ();
      kontor_map_routes_clear (kontor_map_view_get_routes (KONTOR_MAP_VIEW (view)));
      kontor_map_view_redraw (KONTOR_MAP_VIEW (view));
      paint_changed (view);
      note (drop, began);
    }
  /* Four fifths of the map go aside. */
  {
    g_autoptr (GArray) lefts = g_array_new (FALSE, FALSE, sizeof (double));

    for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_POINT); i++)
      {
        double place = kontor_map_get_item (map, KONTOR_MAP_POINT, i)->x;

        g_array_append_val (lefts, place);
      }
    beyond = kontor_map_find_beyond (map, bench_times_percentile (lefts, 20), 0, 10, 0);
  }
  kontor_map_edit_begin (edit, "Make space");
  for (guint i = 0; i < ROUNDS / 2; i++)
    {
      began = now ();
      kontor_map_edit_move (edit, (const char * const *) beyond, i % 2 == 0 ? 10 : -10, 0);
      paint_changed (view);
      note (space, began);
    }
  kontor_map_edit_end (edit);

  print_median ("open", points, open, -1);
  print_slow ("pan", points, pan);
  print_slow ("pan-whole-map-in-sight", points, far);
  print_slow ("zoom", points, zoom);
  print_slow ("drag", points, drag);
  print_median ("drop", points, drop, -1);
  print_median ("space-tool-four-fifths", points, space, -1);
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int argc, char **argv)
{
  static const char *usual[] = { "1000", "5000", NULL };
  const char **sizes = argc > 1 ? (const char **) argv + 1 : usual;
  gboolean display = gtk_init_check ();

  if (display)
    adw_init ();
  for (guint i = 0; sizes[i] != NULL; i++)
    {
      bench_graph ((guint) atoi (sizes[i]));
      if (display)
        bench_canvas ((guint) atoi (sizes[i]));
    }
  return 0;
}
