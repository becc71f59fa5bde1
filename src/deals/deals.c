#include "config.h"

#include "deals/deals.h"

#include <glib/gi18n.h>

#include "deals/deal-card.h"
#include "deals/deal-list.h"
#include "kit/create-dialog.h"

static void
created_cb (KontorRecord *record, gpointer user_data)
{
  kontor_desk_open_record (user_data, "deal", kontor_record_get_id (record));
}

static void
present_new (KontorDesk *desk, KontorRecord *partner)
{
  static const char * const fields[] = { "partner_id", "name", "kind_id", "amount", "currency", "person_id",
                                         "expected_close", "next_step", "next_step_on", NULL };
  g_autoptr(KontorRecord) deal = kontor_record_new (kontor_entity_lookup ("deal"), NULL);

  if (partner != NULL)
    kontor_record_set_link (deal, "partner_id", kontor_record_get_id (partner), kontor_record_get_title (partner));
  kontor_create_dialog_present (desk, NULL, deal, partner != NULL ? fields + 1 : fields, _("New deal"),
                                created_cb, g_object_ref (desk), g_object_unref);
}

static void
partner_loaded_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorDesk) desk = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorRecord) partner = kontor_store_load_finish (KONTOR_STORE (store), result, &error);

  if (partner != NULL)
    present_new (desk, partner);
  else
    kontor_desk_report_error (desk, error, _("The client cannot be read"));
}

static void
new_deal_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KontorDesk *desk = user_data;
  const char *partner = g_variant_get_string (parameter, NULL);

  if (*partner == '\0')
    present_new (desk, NULL);
  else
    kontor_store_load_async (kontor_desk_get_store (desk), kontor_entity_lookup ("partner"), partner, NULL,
                             partner_loaded_cb, g_object_ref (desk));
}

static KontorPage *
create_card (KontorDesk *desk, const char *id)
{
  /* A new deal is not a tab but a small dialog. */
  if (id == NULL || *id == '\0')
    {
      present_new (desk, NULL);
      return NULL;
    }
  return kontor_deal_card_new (desk, id);
}

void
kontor_deals_register (void)
{
  kontor_desk_register_card ("deal", create_card);
  kontor_desk_register_list ("deal", kontor_deal_list_new);
}

void
kontor_deals_add_actions (GActionMap *window, KontorDesk *desk)
{
  GSimpleAction *action = g_simple_action_new ("new-deal", G_VARIANT_TYPE_STRING);

  g_signal_connect_object (action, "activate", G_CALLBACK (new_deal_cb), desk, 0);
  g_action_map_add_action (window, G_ACTION (action));
  g_object_unref (action);
}
