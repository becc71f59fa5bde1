#include "config.h"

#include "documents/documents.h"

#include "documents/envelope-window.h"
#include "documents/offer-create.h"
#include "documents/offer-page.h"

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

void
kontor_documents_register (void)
{
  kontor_desk_register_card ("offer", kontor_offer_page_new);
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
