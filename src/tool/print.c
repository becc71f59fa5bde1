#include "config.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/identifier.h"
#include "db/queries.h"
#include "draw/envelope.h"
#include "draw/offer-document.h"
#include "draw/offer-source.h"
#include "tool/command.h"

static char *partner;
static char *address;
static char *format_name;
static char *number;
static char *language;
static char *output;
static gboolean no_sender;

static const GOptionEntry entries[] = {
  { "partner", 0, 0, G_OPTION_ARG_STRING, &partner, N_("Whose best postal address to print"), "ID" },
  { "address", 0, 0, G_OPTION_ARG_STRING, &address, N_("The address to print"), "ID" },
  { "format", 0, 0, G_OPTION_ARG_STRING, &format_name, N_("DL (if none is named), C6/5, C6, C5, C4, #10"), "FORMAT" },
  { "no-sender", 0, 0, G_OPTION_ARG_NONE, &no_sender, N_("Leave the sender out"), NULL },
  { "offer", 0, 0, G_OPTION_ARG_STRING, &number, N_("The offer to print"), "ID|NUMBER" },
  { "language", 0, 0, G_OPTION_ARG_STRING, &language, N_("en, ru, bs or tr; the client's if none is named"), "CODE" },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("The PDF to write"), "FILE" },
  { NULL }
};

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
print_envelope (KontorConnection  *connection,
                GError           **error)
{
  const char *id = address != NULL ? address : partner;
  const char *params[] = { address != NULL ? "address" : "partner", id };
  const KontorEnvelopeFormat *format = kontor_envelope_lookup (format_name != NULL ? format_name : "dl");
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
                                     no_sender || sender.recipient == NULL ? NULL : &sender,
                                     sender.country, error);
  return document != NULL && kontor_document_save_pdf (document, output, error);
}

static gboolean
print_offer (KontorConnection  *connection,
             GError           **error)
{
  const char *params[] = { number };
  g_autoptr(KontorResult) head = NULL;
  g_autoptr(KontorResult) lines = NULL;
  g_autoptr(KontorOffer) offer = NULL;
  g_autoptr(KontorDocument) document = NULL;

  if (number == NULL)
    return refuse (error, _("Name the offer: --offer ID or --offer NUMBER."));
  if (language != NULL && !g_strv_contains (kontor_offer_languages (), language))
    return refuse (error, _("Offers are printed in the languages en, ru, bs and tr."));

  head = kontor_connection_query (connection, kontor_queries_get ("print-offer"), params, 1, NULL, error);
  if (head == NULL)
    return FALSE;
  if (kontor_result_get_n_rows (head) == 0)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND, _("There is no offer “%s”."), number);
      return FALSE;
    }
  params[0] = kontor_result_get_by_name (head, 0, "id");
  lines = kontor_connection_query (connection, kontor_queries_get ("print-offer-lines"), params, 1, NULL, error);
  if (lines == NULL)
    return FALSE;
  offer = kontor_offer_read (head, lines, language);
  document = kontor_offer_layout (offer);
  return kontor_document_save_pdf (document, output, error);
}

static int
run (int    argc,
     char **argv)
{
  g_autoptr(KontorConnection) connection = NULL;
  GError *error = NULL;
  gboolean done;

  if (!kontor_command_parse (&kontor_command_print, &argc, &argv, "envelope|offer [OPTION...]", entries, 1, 1))
    return KONTOR_COMMAND_MISUSED;
  if (!g_str_equal (argv[1], "envelope") && !g_str_equal (argv[1], "offer"))
    {
      refuse (&error, _("Say what to print: “envelope” or “offer”."));
      kontor_command_fail (error);
      return KONTOR_COMMAND_MISUSED;
    }
  if (output == NULL)
    {
      refuse (&error, _("Name the file to write: --output FILE.pdf."));
      kontor_command_fail (error);
      return KONTOR_COMMAND_MISUSED;
    }
  connection = kontor_command_connect ();
  if (connection == NULL)
    return KONTOR_COMMAND_FAILED;
  done = g_str_equal (argv[1], "envelope") ? print_envelope (connection, &error) : print_offer (connection, &error);
  return done ? KONTOR_COMMAND_DONE : kontor_command_fail (error);
}

const KontorCommand kontor_command_print = {
  .name = "print",
  .summary = N_("Prints an envelope or an offer to a PDF"),
  .run = run,
};
