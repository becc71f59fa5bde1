#include "config.h"

#include "documents/offer-create.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "kit/create-dialog.h"

typedef struct
{
  KontorDesk   *desk;
  KontorRecord *offer;
  /* From nothing: the client is asked for. */
  gboolean      asks;
} Making;

static void
free_making (Making *making)
{
  g_clear_object (&making->desk);
  g_clear_object (&making->offer);
  g_free (making);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Making, free_making)

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Making) making = user_data;
  g_autoptr(GError) error = NULL;

  if (kontor_store_save_finish (KONTOR_STORE (source), result, &error))
    kontor_desk_open_record (making->desk, "offer", kontor_record_get_id (making->offer));
  else
    kontor_desk_report_error (making->desk, error, _("The offer was not made"));
}

static void
created_cb (KontorRecord *offer,
            gpointer      user_data)
{
  kontor_desk_open_record (user_data, "offer", kontor_record_get_id (offer));
}

static void
source_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Making) making = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);
  g_autoptr(GPtrArray) records = NULL;
  static const char * const links[][3] = {
    { "partner_id", "partner_id", "partner" }, { "legal_entity_id", "legal_entity_id", "legal_entity" },
    { "person_id", "person_id", "person" }, { "deal_id", "deal_id", "deal" }, { "task_id", "task_id", "task" },
    { "own_company_id", "own_company_id", "own_company" },
  };

  if (answer == NULL)
    {
      kontor_desk_report_error (making->desk, error, _("The offer was not made"));
      return;
    }
  if (kontor_result_get_n_rows (answer) == 0)
    {
      kontor_desk_toast (making->desk, _("There is no client here to make an offer to"), NULL);
      return;
    }
  making->offer = kontor_record_new (kontor_entity_lookup ("offer"), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      const char *id = kontor_result_get_by_name (answer, 0, links[i][1]);

      if (id != NULL)
        kontor_record_set_link (making->offer, links[i][0], id, kontor_result_get_by_name (answer, 0, links[i][2]));
    }
  kontor_record_set (making->offer, "currency", kontor_result_get_by_name (answer, 0, "currency"));
  kontor_record_set (making->offer, "valid_until", kontor_result_get_by_name (answer, 0, "valid_until"));
  if (making->asks)
    {
      static const char * const fields[] = {
        "partner_id", "legal_entity_id", "person_id", "deal_id", "valid_until", "discount_percent", NULL
      };

      kontor_create_dialog_present (making->desk, NULL, making->offer, fields, _("New offer"),
                                    created_cb, g_object_ref (making->desk), g_object_unref);
      return;
    }

  records = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (records, g_object_ref (making->offer));
  {
    KontorStore *store = kontor_desk_get_store (making->desk);

    kontor_store_save_async (store, records, _("Offer made"), NULL, saved_cb, g_steal_pointer (&making));
  }
}

void
kontor_offer_create (KontorDesk *desk,
                     const char *entity,
                     const char *id)
{
  KontorDatabase *database;
  Making *making;
  const char *params[] = { entity, id };

  g_return_if_fail (KONTOR_IS_DESK (desk));
  g_return_if_fail ((entity != NULL) == (id != NULL));

  database = kontor_desk_get_database (desk);
  if (database == NULL)
    return;
  making = g_new0 (Making, 1);
  making->desk = g_object_ref (desk);
  making->asks = entity == NULL;
  kontor_database_query_async (database, KONTOR_LANE_FRONT, "new-offer-source", params, 2, NULL, source_cb, making);
}

static void
copy_field (KontorRecord *from,
            KontorRecord *to,
            const char   *field)
{
  const char *label = kontor_record_get_label (from, field);

  if (label != NULL)
    kontor_record_set_link (to, field, kontor_record_get (from, field), label);
  else
    kontor_record_set (to, field, kontor_record_get (from, field));
}

void
kontor_offer_revise (KontorDesk   *desk,
                     KontorRecord *offer,
                     GPtrArray    *lines)
{
  static const char * const kept[] = {
    "partner_id", "legal_entity_id", "person_id", "deal_id", "task_id", "own_company_id", "currency",
    "discount_percent", "prices_include_vat", "intro", "terms", "valid_until",
  };
  static const char * const kept_of_line[] = {
    "position", "product_id", "name", "description", "quantity", "unit", "price", "discount_percent", "vat_rate",
  };
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  const char *revision = kontor_record_get (offer, "revision");
  g_autofree char *next = g_strdup_printf ("%d", (revision != NULL ? atoi (revision) : 1) + 1);
  Making *making;

  g_return_if_fail (KONTOR_IS_DESK (desk));

  making = g_new0 (Making, 1);
  making->desk = g_object_ref (desk);
  making->offer = kontor_record_new (kontor_entity_lookup ("offer"), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    copy_field (offer, making->offer, kept[i]);
  kontor_record_set (making->offer, "revision", next);
  kontor_record_set_link (making->offer, "supersedes_id", kontor_record_get_id (offer), kontor_record_get_title (offer));
  g_ptr_array_add (records, g_object_ref (making->offer));
  for (guint i = 0; i < lines->len; i++)
    {
      KontorRecord *line = kontor_record_new (kontor_entity_lookup ("offer_line"), NULL);

      for (guint n = 0; n < G_N_ELEMENTS (kept_of_line); n++)
        copy_field (g_ptr_array_index (lines, i), line, kept_of_line[n]);
      kontor_record_set_link (line, "offer_id", kontor_record_get_id (making->offer), "");
      g_ptr_array_add (records, line);
    }
  kontor_record_set (offer, "status", "superseded");
  g_ptr_array_add (records, g_object_ref (offer));
  kontor_store_save_async (kontor_desk_get_store (desk), records, _("New revision made"), NULL, saved_cb, making);
}
