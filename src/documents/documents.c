#include "config.h"

#include "documents/documents.h"

#include <glib/gi18n.h>

#include "documents/envelope-window.h"
#include "documents/envelopes-window.h"
#include "documents/offer-create.h"
#include "documents/offer-page.h"
#include "kit/list-command.h"

static void
new_offer_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  const char *entity;
  const char *id;

  g_variant_get (parameter, "(&s&s)", &entity, &id);
  kontor_offer_create (user_data, entity, id);
}

static KontorPage *
create_card (KontorDesk *desk,
             const char *id)
{
  /* A new offer is asked for its client first. */
  if (id == NULL || *id == '\0')
    {
      kontor_offer_create (desk, NULL, NULL);
      return NULL;
    }
  return kontor_offer_page_new (desk, id);
}

static void
envelope_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  const char *entity;
  const char *id;

  g_variant_get (parameter, "(&s&s)", &entity, &id);
  kontor_envelope_window_open (user_data, entity, id);
}

static void
envelopes (KontorDesk  *desk,
           KontorTable *table)
{
  kontor_envelopes_window_open (desk, table);
}

void
kontor_documents_register (void)
{
  static const char * const addressed[] = { "partner", "person", "legal_entity", "deal", "address" };

  kontor_desk_register_card ("offer", create_card);
  for (guint i = 0; i < G_N_ELEMENTS (addressed); i++)
    kontor_list_command_register (addressed[i], "envelopes", N_("Print _envelopes or labels…"), NULL, envelopes);
}

void
kontor_documents_add_actions (GActionMap *window,
                              KontorDesk *desk)
{
  static const GActionEntry entries[] = {
    { "new-offer", new_offer_cb, "(ss)" },
    { "envelope", envelope_cb, "(ss)" },
  };

  g_return_if_fail (G_IS_ACTION_MAP (window));
  g_return_if_fail (KONTOR_IS_DESK (desk));

  g_action_map_add_action_entries (window, entries, G_N_ELEMENTS (entries), desk);
}
