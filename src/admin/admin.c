#include "config.h"

#include "admin/admin.h"

#include "admin/administration-page.h"
#include "admin/directories-page.h"
#include "admin/history-page.h"
#include "admin/import-page.h"

void
kontor_admin_register (void)
{
  kontor_desk_register_page ("administration", kontor_administration_page_new);
  kontor_desk_register_page ("directories", kontor_directories_page_new);
  kontor_desk_register_page ("history", kontor_history_page_new);
  kontor_desk_register_page ("import", kontor_import_page_new);
}
