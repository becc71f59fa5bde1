#include "config.h"

#include <stdlib.h>

#include "route/map-check.h"
#include "unit/random-map.h"

/*
 * Usage: random-maps COUNT
 * Prints maps at random, one a line, each behind what the program thinks of it:
 * "sound" or "unsound".  For map-agreement.sh.
 */
int
main (int argc, char **argv)
{
  int count = argc > 1 ? atoi (argv[1]) : 0, done = 0;

  g_test_init (&argc, &argv, NULL);
  while (done < count)
    {
      RandomMap random;
      g_autoptr (KontorMap) map = NULL;
      g_autoptr (GPtrArray) problems = NULL;
      g_autoptr (JsonNode) node = NULL;
      g_autofree char *json = NULL, *line = NULL;
      gboolean sound = TRUE;

      /* Most are small: there all that can be wrong is wrong; the others are as large as an office's. */
      if (!(done % 3 == 0 ? random_map_wire (&random, 12) : random_map_grow (&random, done % 3 == 1 ? 12 : 40)))
        continue;
      map = random_map_to_map (&random);
      problems = kontor_map_check (map);
      for (guint i = 0; i < problems->len; i++)
        sound = sound && ((KontorMapProblem *) g_ptr_array_index (problems, i))->severity != KONTOR_MAP_PROBLEM_ERROR;
      json = kontor_map_to_json (map);
      node = json_from_string (json, NULL);
      line = json_to_string (node, FALSE);
      g_print ("%s\t%s\n", sound ? "sound" : "unsound", line);
      done++;
    }
  return 0;
}
