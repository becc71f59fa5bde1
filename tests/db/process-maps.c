/*
 * Prints random maps over deals, one a line, for process-crash.sh: work of several
 * people, questions, moments, processing, parallel ways.  Sound ones and others:
 * the database publishes the sound ones only.
 * usage: process-maps COUNT [--seed=SEED]
 */
#include "config.h"

#include <json-glib/json-glib.h>
#include <stdlib.h>

#include "../unit/random-map.h"

/* Of tests/db/people.sql: two sellers, a head; NULL: whoever has the deal. */
static const char *const performers[] = {
  "00000000-0000-7000-8000-000000000011", "00000000-0000-7000-8000-000000000012", "00000000-0000-7000-8000-000000000021", NULL,
};

static JsonObject *
object_of (const char *first_key, const char *first, const char *second_key, const char *second)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, first_key, first);
  if (second_key != NULL)
    json_object_set_string_member (object, second_key, second);
  return object;
}

static JsonObject *
describe_point (const RandomMap *map, guint p)
{
  g_autofree char *key = g_strdup_printf ("p%u", p);
  JsonObject *point = object_of ("key", key, "kind", kontor_map_kind_to_text (map->kinds[p]));
  const char *performer = performers[g_test_rand_int_range (0, G_N_ELEMENTS (performers))];

  json_object_set_string_member (point, "name", key);
  if (map->kinds[p] == KONTOR_MAP_KIND_ACTION)
    json_object_set_object_member (point, "performer", performer != NULL ? object_of ("kind", "employee", "id", performer)
                                                                         : object_of ("kind", "deal_manager", NULL, NULL));
  else if (map->kinds[p] == KONTOR_MAP_KIND_TIMER)
    json_object_set_double_member (point, "wait_hours", 0.0001);
  else if (map->kinds[p] == KONTOR_MAP_KIND_PROCESSING)
    {
      JsonObject *work = object_of ("kind", "set_field", "field", "amount");

      json_object_set_string_member (work, "value", "500");
      json_object_set_object_member (point, "processing", work);
    }
  else if (map->kinds[p] == KONTOR_MAP_KIND_CONDITION || map->kinds[p] == KONTOR_MAP_KIND_CHOICE)
    {
      JsonArray *answers = json_array_new ();

      for (guint f = 0; f < map->n_flows; f++)
        if (map->tails[f] == p)
          {
            g_autofree char *answer = g_strdup_printf ("f%u", f);

            json_array_add_object_element (answers, object_of ("key", answer, "text", answer));
          }
      json_object_set_string_member (point, "question", "Which way?");
      json_object_set_array_member (point, "answers", answers);
    }
  return point;
}

static JsonNode *
describe (const RandomMap *map)
{
  JsonObject *graph = json_object_new ();
  JsonArray *points = json_array_new (), *flows = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  for (guint p = 0; p < map->n_points; p++)
    json_array_add_object_element (points, describe_point (map, p));
  for (guint f = 0; f < map->n_flows; f++)
    {
      g_autofree char *key = g_strdup_printf ("f%u", f);
      g_autofree char *from = g_strdup_printf ("p%u", map->tails[f]);
      g_autofree char *to = g_strdup_printf ("p%u", map->heads[f]);
      KontorMapKind kind = map->kinds[map->tails[f]];
      JsonObject *flow = object_of ("from", from, "to", to);

      json_object_set_string_member (flow, "key", key);
      if (kind == KONTOR_MAP_KIND_CONDITION || kind == KONTOR_MAP_KIND_CHOICE)
        json_object_set_string_member (flow, "answer", key);
      json_array_add_object_element (flows, flow);
    }
  json_object_set_array_member (graph, "points", points);
  json_object_set_array_member (graph, "flows", flows);
  json_node_take_object (node, graph);
  return node;
}

int
main (int argc, char **argv)
{
  int count;

  g_test_init (&argc, &argv, NULL);
  count = argc > 1 ? atoi (argv[1]) : 100;
  while (count > 0)
    {
      RandomMap map;

      /* What is drawn in blocks is big and sound; what is wired at random is odd. */
      if (!(count % 4 == 0 ? random_map_wire (&map, 9) : random_map_grow (&map, 14)) || map.n_points < 5)
        continue;
      g_autoptr (JsonNode) node = describe (&map);
      g_autofree char *line = json_to_string (node, FALSE);

      g_print ("%s\n", line);
      count--;
    }
  return 0;
}
