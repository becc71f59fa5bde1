#include "config.h"

#include "db/seed-words.h"

#include <glib/gi18n.h>

/* The names and texts of data/sql/code/95-seed.sql and 96-seed-maps.sql; a
 * test holds the two together. */
static const char * const originals[] = {
  NC_("shipped", "Bosnia and Herzegovina"),
  NC_("shipped", "Balkans"),
  NC_("shipped", "Moscow"),
  NC_("shipped", "Russia"),
  NC_("shipped", "Istanbul"),
  NC_("shipped", "Türkiye"),
  NC_("shipped", "European Union"),
  NC_("shipped", "Other countries"),
  NC_("shipped", "Class A"),
  NC_("shipped", "Class B"),
  NC_("shipped", "Class C"),
  NC_("shipped", "Wholesale"),
  NC_("shipped", "Retail"),
  NC_("shipped", "Public body"),
  NC_("shipped", "New"),
  NC_("shipped", "In conversation"),
  NC_("shipped", "Regular client"),
  NC_("shipped", "Sleeping"),
  NC_("shipped", "Lost"),
  NC_("shipped", "Price too high"),
  NC_("shipped", "Chose a competitor"),
  NC_("shipped", "Need went away"),
  NC_("shipped", "No budget"),
  NC_("shipped", "Delivery too late"),
  NC_("shipped", "No answer"),
  NC_("shipped", "Office"),
  NC_("shipped", "New Year"),
  NC_("shipped", "New request"),
  NC_("shipped", "Needs clarified"),
  NC_("shipped", "Offer sent"),
  NC_("shipped", "Negotiation"),
  NC_("shipped", "Order"),
  NC_("shipped", "Small sale"),
  NC_("shipped", "Sale by stages"),
  NC_("shipped", "Sale"),
  NC_("shipped", "From the request to the order, with an offer and the check of the client side by side."),
  NC_("shipped", "As shipped"),
  NC_("shipped", "My clients"),
  NC_("shipped", "My team's clients"),
  NC_("shipped", "All clients"),
  NC_("shipped", "No contact for 30 days"),
  NC_("shipped", "By region"),
  NC_("shipped", "Open deals"),
  NC_("shipped", "My open deals"),
  NC_("shipped", "Closing this month"),
  NC_("shipped", "Without a next step"),
  NC_("shipped", "Won this month"),
  NC_("shipped", "Lost this month"),
  NC_("shipped", "Today"),
  NC_("shipped", "Overdue"),
  NC_("shipped", "Plans"),
  NC_("shipped", "My clients' contacts"),
  NC_("shipped", "My team's contacts"),
  NC_("shipped", "My tasks"),
  NC_("shipped", "Due today"),
  NC_("shipped", "Given to others"),
  NC_("shipped", "Drafts"),
  NC_("shipped", "Awaiting an answer"),
  NC_("shipped", "Defect"),
  NC_("shipped", "Damaged on the way"),
  NC_("shipped", "Wrong goods"),
  NC_("shipped", "Something is missing"),
  NC_("shipped", "Delivered too late"),
  NC_("shipped", "Wrong invoice"),
  NC_("shipped", "Bad service"),
  NC_("shipped", "Open claims"),
  NC_("shipped", "My open claims"),
  NC_("shipped", "By reason"),
  NC_("shipped", "Not satisfied"),
  NC_("shipped", "Request"),
  NC_("shipped", "Clarify the needs"),
  NC_("shipped", "Call the client: what is needed, how much, by when, and who decides. Note it in the deal."),
  NC_("shipped", "Prepare the offer"),
  NC_("shipped", "Make the offer from this task, print it or save it as PDF and send it to the client."),
  NC_("shipped", "Check the client's standing"),
  NC_("shipped", "Open debts, earlier deals, who stands behind the firm."),
  NC_("shipped", "Talk the offer over"),
  NC_("shipped", "Ask the client whether the offer suits; the answer decides how it goes on."),
  NC_("shipped", "Does the client agree?"),
  NC_("shipped", "Yes"),
  NC_("shipped", "Wants changes"),
  NC_("shipped", "No"),
  NC_("shipped", "Take the order"),
  NC_("shipped", "Confirm quantities, prices and the date of delivery with the client."),
  NC_("shipped", "Won"),
  NC_("shipped", "Note the reason of refusal"),
  NC_("shipped", "Why did the client refuse? The reason goes into the report of lost deals."),
  NC_("shipped", "Why did the client refuse?"),
};

/* The literal of a PostgreSQL array of texts. */
static void
append_element (GString *literal, const char *text)
{
  g_string_append (literal, literal->len > 1 ? ",\"" : "\"");
  for (const char *letter = text; *letter != '\0'; letter++)
    {
      if (*letter == '"' || *letter == '\\')
        g_string_append_c (literal, '\\');
      g_string_append_c (literal, *letter);
    }
  g_string_append_c (literal, '"');
}

void
kontor_seed_words_get (char **all, char **words)
{
  GString *first = g_string_new ("{");
  GString *second = g_string_new ("{");

  g_return_if_fail (all != NULL && words != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (originals); i++)
    {
      append_element (first, originals[i]);
      append_element (second, g_dpgettext2 (GETTEXT_PACKAGE, "shipped", originals[i]));
    }
  g_string_append_c (first, '}');
  g_string_append_c (second, '}');
  *all = g_string_free (first, FALSE);
  *words = g_string_free (second, FALSE);
}
