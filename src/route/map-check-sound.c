#include "config.h"

#include <glib/gi18n.h>

#include "route/map-check-private.h"

/* Few at first, on the map as it is drawn, so that the way is told point by
 * point; then many, on what folding leaves of it. */
#define FEW_STATES  1500
#define MANY_STATES 50000

void
kontor_map_check_sound (const KontorMapNet *net, GPtrArray *problems)
{
  g_autoptr (KontorMapFold) folded = kontor_map_fold_new (net);
  g_autoptr (KontorMapFold) drawn = NULL;
  KontorMapVerdict verdict;

  kontor_map_fold_reduce (folded);
  if (kontor_map_fold_is_trivial (folded) || kontor_map_fold_is_clean (folded))
    return;
  drawn = kontor_map_fold_new (net);
  verdict = kontor_map_check_walk (drawn, FEW_STATES, problems);
  if (verdict == KONTOR_MAP_UNDECIDED)
    verdict = kontor_map_check_walk (folded, MANY_STATES, problems);
  if (verdict == KONTOR_MAP_UNDECIDED)
    kontor_map_check_add (problems, KONTOR_MAP_PROBLEM_ERROR, "undecided", NULL, "%s",
      _("The map has too many parallel ways to be checked; put parts of it into maps of their own."));
}
