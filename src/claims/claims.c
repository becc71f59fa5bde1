#include "config.h"

#include "claims/claims.h"

#include <glib/gi18n.h>

#include "claims/claim-card.h"
#include "claims/claim-create.h"
#include "claims/claim-list.h"
#include "claims/claim-report.h"
#include "kit/record-command.h"

static KontorPage *
create_card (KontorDesk *desk, const char *id)
{
  /* A new claim is not a tab but a small dialog. */
  if (id == NULL || *id == '\0')
    {
      kontor_claim_create_present (desk, NULL);
      return NULL;
    }
  return kontor_claim_card_new (desk, id);
}

void
kontor_claims_register (void)
{
  static const char * const subjects[] = { "partner", "person", "deal", "offer", "interaction", "project" };

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    kontor_record_command_register (subjects[i], "new-claim", N_("New c_laim…"), "<Alt>l", kontor_claim_create_present);
  kontor_desk_register_card ("claim", create_card);
  kontor_desk_register_list ("claim", kontor_claim_list_new);
  kontor_desk_register_page ("claims-report", kontor_claim_report_new);
}
