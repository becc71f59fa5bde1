#include "config.h"

#include <glib/gi18n.h>

#include "kit/list-page.h"
#include "kit/record-command.h"
#include "processes/begin-sale.h"
#include "processes/map-trail.h"
#include "processes/map-versions-page.h"
#include "processes/process-page.h"
#include "processes/processes.h"
#include "processes/route-maps-page.h"
#include "processes/start-process.h"

/* R106: with the report on how they are kept to. */
static KontorPage *
create_list (KontorDesk *desk, const char *condition, const char *title)
{
  KontorPage *page = kontor_list_page_new (desk, "process", condition, title);

  kontor_list_page_add_link (KONTOR_LIST_PAGE (page), _("_Report"), _("Which steps were done late or passed over, and by whom"),
                             "win.open-page", g_variant_new ("(ss)", "step-report", ""));
  return page;
}

void
kontor_processes_register (void)
{
  for (const char * const *subject = kontor_start_process_subjects; *subject != NULL; subject++)
    kontor_record_command_register (*subject, "start-process", N_("Start _process…"), "<Alt>p", kontor_start_process_present);
  kontor_record_command_register ("interaction", "begin-sale", N_("Begin a _sale"), "<Alt>s", kontor_begin_sale);
  kontor_desk_register_list ("process", create_list);
  kontor_desk_register_card ("process", kontor_process_page_new);
  kontor_desk_register_card ("route_map", kontor_map_trail_new);
  kontor_desk_register_page ("map-editor", kontor_map_trail_new);
  kontor_desk_register_page ("map-versions", kontor_map_versions_page_new);
  kontor_desk_register_page ("route-maps", kontor_route_maps_page_new);
}
