#include "config.h"

#include "processes/map-editor.h"
#include "processes/map-versions-page.h"
#include "processes/process-page.h"
#include "processes/processes.h"
#include "processes/route-maps-page.h"

void
kontor_processes_register (void)
{
  kontor_desk_register_card ("process", kontor_process_page_new);
  kontor_desk_register_card ("route_map", kontor_map_editor_new);
  kontor_desk_register_page ("map-editor", kontor_map_editor_new);
  kontor_desk_register_page ("map-versions", kontor_map_versions_page_new);
  kontor_desk_register_page ("route-maps", kontor_route_maps_page_new);
}
