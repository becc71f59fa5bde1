#include "config.h"

#include "claims/claim-create.h"

#include <glib/gi18n.h>

#include "kit/create-dialog.h"

static void
take_link (KontorRecord *claim, KontorRecord *about, const char *field)
{
  if (kontor_entity_find_field (kontor_record_get_entity (about), field) != NULL && kontor_record_get (about, field) != NULL)
    kontor_record_set_link (claim, field, kontor_record_get (about, field), kontor_record_get_label (about, field));
}

static void
take_subject (KontorRecord *claim, KontorRecord *about)
{
  static const struct { const char *entity, *field; } own[] = {
    { "partner", "partner_id" }, { "person", "person_id" }, { "deal", "deal_id" }, { "offer", "offer_id" }, { "project", "project_id" },
  };
  const char *entity = kontor_record_get_entity (about)->name;
  const char *kind = g_str_equal (entity, "interaction") ? kontor_record_get (about, "kind") : NULL;

  take_link (claim, about, "partner_id");
  take_link (claim, about, "person_id");
  take_link (claim, about, "deal_id");
  take_link (claim, about, "project_id");
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    if (g_str_equal (own[i].entity, entity))
      kontor_record_set_link (claim, own[i].field, kontor_record_get_id (about), kontor_record_get_title (about));
  if (g_strcmp0 (kind, "email") == 0)
    kontor_record_set (claim, "channel", "email");
  else if (g_strcmp0 (kind, "meeting") == 0)
    kontor_record_set (claim, "channel", "visit");
}

static void
created_cb (KontorRecord *claim, gpointer user_data)
{
  kontor_desk_open_record (user_data, "claim", kontor_record_get_id (claim));
}

void
kontor_claim_create_present (KontorDesk *desk, KontorRecord *about)
{
  static const char * const fields[] = { "partner_id", "essence", "reason_id", "due_on", "channel", "person_id", "description", NULL };
  g_autoptr (KontorRecord) claim = NULL;
  gboolean has_partner;

  g_return_if_fail (KONTOR_IS_DESK (desk));
  g_return_if_fail (about == NULL || KONTOR_IS_RECORD (about));

  claim = kontor_record_new (kontor_entity_lookup ("claim"), NULL);
  if (about != NULL)
    take_subject (claim, about);
  /* What is known already is not asked again. */
  has_partner = kontor_record_get (claim, "partner_id") != NULL;
  kontor_create_dialog_present (desk, NULL, claim, has_partner ? fields + 1 : fields, _("New claim"),
                                created_cb, g_object_ref (desk), g_object_unref);
}
