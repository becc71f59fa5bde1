#include "config.h"

#include <glib/gi18n.h>

#include "route/map-check-private.h"

/* Few at first, on the map as it is drawn, so that the way is told as shortly as
 * can be; of a large one rather straight to where it looks wrong; then many. */
#define FEW_STATES    1500
#define GUIDED_STATES 4000
#define MANY_STATES   50000
/* Where folding leaves more lines the map is large: the first states tell nothing. */
#define LARGE         60

void
kontor_map_check_sound (const KontorMapNet *net, GPtrArray *problems)
{
  g_autoptr (KontorMapFold) folded = kontor_map_fold_new (net);
  g_autoptr (KontorMapFold) drawn = NULL;
  g_autoptr (GArray) suspicion = NULL;
  g_autoptr (KontorMapGuide) guide = NULL;
  KontorMapVerdict verdict = KONTOR_MAP_UNDECIDED;

  kontor_map_fold_reduce (folded);
  if (kontor_map_fold_is_trivial (folded) || kontor_map_fold_is_clean (folded, &suspicion))
    return;
  if (suspicion != NULL && kontor_map_fold_count_lines (folded) > LARGE)
    {
      guide = kontor_map_guide_new (folded, suspicion);
      verdict = kontor_map_check_walk (folded, guide, GUIDED_STATES, problems);
    }
  if (verdict == KONTOR_MAP_UNDECIDED)
    {
      drawn = kontor_map_fold_new (net);
      verdict = kontor_map_check_walk (drawn, NULL, FEW_STATES, problems);
    }
  if (verdict == KONTOR_MAP_UNDECIDED)
    verdict = kontor_map_check_walk (folded, NULL, MANY_STATES, problems);
  if (verdict == KONTOR_MAP_UNDECIDED)
    kontor_map_check_add (problems, KONTOR_MAP_PROBLEM_ERROR, "undecided", NULL, "%s",
      _("The map has too many parallel ways to be checked; put parts of it into maps of their own."));
}
