#include "config.h"

#include "projects/projects.h"

#include <glib/gi18n.h>

#include "kit/create-dialog.h"
#include "kit/record-command.h"
#include "projects/project-card.h"

static void
created_cb (KontorRecord *project, gpointer user_data)
{
  kontor_desk_open_record (user_data, "project", kontor_record_get_id (project));
}

static void
present_new (KontorDesk *desk, KontorRecord *partner)
{
  static const char * const fields[] = { "partner_id", "name", "begins_on", "ends_on", "manager_id", "description", NULL };
  g_autoptr (KontorRecord) project = kontor_record_new (kontor_entity_lookup ("project"), NULL);

  if (partner != NULL)
    kontor_record_set_link (project, "partner_id", kontor_record_get_id (partner), kontor_record_get_title (partner));
  kontor_create_dialog_present (desk, NULL, project, partner != NULL ? fields + 1 : fields, _("New project"),
                                created_cb, g_object_ref (desk), g_object_unref);
}

static KontorPage *
create_card (KontorDesk *desk, const char *id)
{
  /* A new project is not a tab but a small dialog. */
  if (id == NULL || *id == '\0')
    {
      present_new (desk, NULL);
      return NULL;
    }
  return kontor_project_card_new (desk, id);
}

void
kontor_projects_register (void)
{
  kontor_record_command_register ("partner", "new-project", N_("New pro_ject…"), NULL, present_new);
  kontor_desk_register_card ("project", create_card);
}
