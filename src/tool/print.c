#include "config.h"

#include "tool/print.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/identifier.h"
#include "db/queries.h"
#include "draw/envelope.h"
#include "draw/offer-document.h"
#include "draw/offer-source.h"

typedef struct
{
  char     *partner;
  char     *address;
  char     *format;
  char     *offer;
  char     *language;
  char     *output;
  gboolean  no_sender;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->partner);
  g_free (options->address);
  g_free (options->format);
  g_free (options->offer);
  g_free (options->language);
  g_free (options->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
print_envelope (KontorConnection  *connection,
                const Options     *options,
                GError           **error)
{
  const char *id = options->address != NULL ? options->address : options->partner;
  const char *params[] = { options->address != NULL ? "address" : "partner", id };
  const KontorEnvelopeFormat *format = kontor_envelope_lookup (options->format != NULL ? options->format : "dl");
  g_autoptr(KontorResult) to = NULL;
  g_autoptr(KontorResult) from = NULL;
  g_autoptr(KontorDocument) document = NULL;
  g_auto(GStrv) faults = NULL;
  KontorPostalAddress recipient;
  KontorPostalAddress sender = { NULL };

  if (format == NULL)
    return refuse (error, _("There is no such envelope. Formats: DL, C6/5, C6, C5, C4, #10."));
  if (!kontor_identifier_is_valid (id))
    return refuse (error, _("Name the partner or the address by its identifier: --partner ID or --address ID."));

  to = kontor_connection_query (connection, kontor_queries_get ("print-address"), params, 2, NULL, error);
  if (to == NULL)
    return FALSE;
  if (kontor_result_get_n_rows (to) == 0)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND, _("There is no such address."));
      return FALSE;
    }
  from = kontor_connection_query (connection, kontor_queries_get ("print-sender"), NULL, 0, NULL, error);
  if (from == NULL)
    return FALSE;

  kontor_postal_address_read (&recipient, to, 0);
  if (kontor_result_get_n_rows (from) > 0)
    kontor_postal_address_read (&sender, from, 0);
  faults = kontor_postal_address_list_faults (&recipient);
  if (faults[0] != NULL)
    {
      g_autofree char *list = g_strjoinv (", ", faults);

      g_printerr (_("The address lacks: %s.\n"), list);
    }
  document = kontor_envelope_layout (format, &recipient,
                                     options->no_sender || sender.recipient == NULL ? NULL : &sender,
                                     sender.country, error);
  return document != NULL && kontor_document_save_pdf (document, options->output, error);
}

static gboolean
print_offer (KontorConnection  *connection,
             const Options     *options,
             GError           **error)
{
  const char *params[] = { options->offer };
  g_autoptr(KontorResult) head = NULL;
  g_autoptr(KontorResult) lines = NULL;
  g_autoptr(KontorOffer) offer = NULL;
  g_autoptr(KontorDocument) document = NULL;

  if (options->offer == NULL)
    return refuse (error, _("Name the offer: --offer ID or --offer NUMBER."));
  if (options->language != NULL && !g_strv_contains (kontor_offer_languages (), options->language))
    return refuse (error, _("Offers are printed in the languages en, ru, bs and tr."));

  head = kontor_connection_query (connection, kontor_queries_get ("print-offer"), params, 1, NULL, error);
  if (head == NULL)
    return FALSE;
  if (kontor_result_get_n_rows (head) == 0)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND, _("There is no offer “%s”."), options->offer);
      return FALSE;
    }
  params[0] = kontor_result_get_by_name (head, 0, "id");
  lines = kontor_connection_query (connection, kontor_queries_get ("print-offer-lines"), params, 1, NULL, error);
  if (lines == NULL)
    return FALSE;
  offer = kontor_offer_read (head, lines, options->language);
  document = kontor_offer_layout (offer);
  return kontor_document_save_pdf (document, options->output, error);
}

gboolean
kontor_tool_print (KontorConnection  *connection,
                   char             **arguments,
                   GError           **error)
{
  g_auto(Options) options = { NULL };
  g_auto(GStrv) rest = NULL;
  const GOptionEntry entries[] = {
    { "partner", 0, 0, G_OPTION_ARG_STRING, &options.partner, N_("whose best postal address to print"), "ID" },
    { "address", 0, 0, G_OPTION_ARG_STRING, &options.address, N_("the address to print"), "ID" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &options.format, N_("DL (if none is named), C6/5, C6, C5, C4, #10"), "FORMAT" },
    { "no-sender", 0, 0, G_OPTION_ARG_NONE, &options.no_sender, N_("leave the sender out"), NULL },
    { "offer", 0, 0, G_OPTION_ARG_STRING, &options.offer, N_("the offer to print"), "ID|NUMBER" },
    { "language", 0, 0, G_OPTION_ARG_STRING, &options.language, N_("en, ru, bs or tr; the client's if none is named"), "CODE" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_("the PDF to write"), "FILE" },
    { NULL }
  };
  g_autoptr(GOptionContext) context = g_option_context_new (_("envelope|offer"));
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (KONTOR_IS_CONNECTION (connection), FALSE);
  g_return_val_if_fail (arguments != NULL, FALSE);

  /* The parser expects a program's name first. */
  g_ptr_array_add (all, g_strdup ("kontor-admin print"));
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (all, g_strdup (arguments[i]));
  g_ptr_array_add (all, NULL);
  rest = (char **) g_ptr_array_free (g_steal_pointer (&all), FALSE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse_strv (context, &rest, error))
    return FALSE;

  if (options.output == NULL)
    return refuse (error, _("Name the file to write: --output FILE.pdf."));
  if (g_strcmp0 (rest[1], "envelope") == 0)
    return print_envelope (connection, &options, error);
  if (g_strcmp0 (rest[1], "offer") == 0)
    return print_offer (connection, &options, error);
  return refuse (error, _("Say what to print: “envelope” or “offer”."));
}
