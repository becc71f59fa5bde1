#include "config.h"

#include "shell/sections.h"

#include <glib/gi18n.h>

static const KontorSection sections[] = {
  { "day", N_("My day"), "kontor-day-symbolic", "win.open-page(('dashboard', ''))", "page:dashboard" },
  { "partners", N_("Partners"), "kontor-partners-symbolic", "win.open-list(('partner', '', ''))", "list:partner" },
  { "deals", N_("Deals"), "kontor-deals-symbolic", "win.open-list(('deal', '', ''))", "list:deal" },
  { "tasks", N_("Tasks"), "kontor-tasks-symbolic", "win.open-page(('tasks', ''))", "page:tasks" },
  { "documents", N_("Documents"), "kontor-documents-symbolic", "win.open-list(('offer', '', ''))", "list:offer" },
  { "processes", N_("Processes"), "kontor-processes-symbolic", "win.open-list(('process', '', ''))", "list:process" },
  { "maps", N_("Route maps"), "kontor-maps-symbolic", "win.open-page(('route-maps', ''))", "page:route-maps" },
  { "claims", N_("Claims"), "kontor-claims-symbolic", "win.open-list(('claim', '', ''))", "list:claim" },
  { "products", N_("Products"), "kontor-products-symbolic", "win.open-list(('product', '', ''))", "list:product" },
  { "projects", N_("Projects"), "kontor-projects-symbolic", "win.open-list(('project', '', ''))", "list:project" },
  { "directories", N_("Directories"), "kontor-directories-symbolic", "win.open-page(('directories', ''))", "page:directories" },
  { "administration", N_("Administration"), "emblem-system-symbolic", "win.open-page(('administration', ''))",
    "page:administration", TRUE },
  { NULL }
};

const KontorSection *
kontor_sections_get (void)
{
  return sections;
}

gboolean
kontor_section_is_visible (const KontorSection *self, const char *role)
{
  return !self->administrator || g_strcmp0 (role, "administrator") == 0;
}

const KontorSection *
kontor_sections_find (guint number, const char *role)
{
  for (const KontorSection *section = sections; section->name != NULL; section++)
    if (kontor_section_is_visible (section, role) && --number == 0)
      return section;
  return NULL;
}
