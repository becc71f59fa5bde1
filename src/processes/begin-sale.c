#include "config.h"

#include "processes/begin-sale.h"

#include <glib/gi18n.h>

#include "base/identifier.h"

typedef struct
{
  KontorDesk *desk;
  char       *operation;
} Sale;

static void
sale_free (Sale *sale)
{
  g_object_unref (sale->desk);
  g_free (sale->operation);
  g_free (sale);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sale, sale_free)

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sale) sale = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  if (answer == NULL)
    {
      kontor_desk_report_error (sale->desk, error, _("The sale was not begun"));
      return;
    }
  kontor_desk_toast (sale->desk, _("The sale has begun"), sale->operation);
  kontor_desk_open_record (sale->desk, "deal", kontor_result_get_by_name (answer, 0, "deal"));
}

void
kontor_begin_sale (KontorDesk *desk, KontorRecord *interaction)
{
  const char *params[2];
  Sale *sale;

  g_return_if_fail (KONTOR_IS_DESK (desk));
  g_return_if_fail (KONTOR_IS_RECORD (interaction));

  sale = g_new (Sale, 1);
  sale->desk = g_object_ref (desk);
  sale->operation = kontor_identifier_new ();
  params[0] = kontor_record_get_id (interaction);
  params[1] = sale->operation;
  kontor_database_query_async (kontor_desk_get_database (desk), KONTOR_LANE_FRONT, "begin-sale", params, G_N_ELEMENTS (params), NULL,
                               begun_cb, sale);
}
