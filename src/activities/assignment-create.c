#include "config.h"

#include "activities/assignment-create.h"

#include <glib/gi18n.h>

#include "kit/create-dialog.h"

static void
take_links (KontorRecord *assignment, KontorRecord *about)
{
  static const struct { const char *field, *entity; } links[] = { { "partner_id", "partner" }, { "deal_id", "deal" } };
  const KontorEntity *entity = kontor_record_get_entity (about);

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    if (g_str_equal (entity->name, links[i].entity))
      kontor_record_set_link (assignment, links[i].field, kontor_record_get_id (about), kontor_record_get_title (about));
    else if (kontor_entity_find_field (entity, links[i].field) != NULL && kontor_record_get (about, links[i].field) != NULL)
      kontor_record_set_link (assignment, links[i].field, kontor_record_get (about, links[i].field),
                              kontor_record_get_label (about, links[i].field));
}

void
kontor_assignment_create_present (KontorDesk *desk, KontorRecord *about)
{
  static const char * const fields[] = { "manager_id", "name", "due_at", "importance", "description", "partner_id", "deal_id", NULL };
  g_autoptr (KontorRecord) assignment = NULL;

  g_return_if_fail (KONTOR_IS_DESK (desk));
  g_return_if_fail (about == NULL || KONTOR_IS_RECORD (about));

  assignment = kontor_record_new (kontor_entity_lookup ("assignment"), NULL);
  if (about != NULL)
    take_links (assignment, about);
  kontor_create_dialog_present (desk, NULL, assignment, fields, _("New assignment"), NULL, NULL, NULL);
}
