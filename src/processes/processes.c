#include "config.h"

#include "processes/process-page.h"
#include "processes/processes.h"

void
kontor_processes_register (void)
{
  kontor_desk_register_card ("process", kontor_process_page_new);
}
