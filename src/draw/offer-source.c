#include "config.h"

#include "draw/offer-source.h"

#include <stdlib.h>

static const char * const languages[] = { "en", "ru", "bs", "tr", NULL };

const char * const *
kontor_offer_languages (void)
{
  return languages;
}

const char *
kontor_offer_language_for (const char *country)
{
  static const char * const bosnian[] = { "BA", "HR", "ME", "RS", NULL };
  static const char * const russian[] = { "BY", "KG", "KZ", "RU", NULL };

  if (country == NULL)
    return "en";
  if (g_strv_contains (bosnian, country))
    return "bs";
  if (g_strv_contains (russian, country))
    return "ru";
  return g_str_equal (country, "TR") ? "tr" : "en";
}

void
kontor_postal_address_read (KontorPostalAddress *address,
                            KontorResult        *result,
                            guint                row)
{
  g_return_if_fail (address != NULL && KONTOR_IS_RESULT (result));

  address->recipient = kontor_result_get_by_name (result, row, "recipient");
  address->attention = kontor_result_get_by_name (result, row, "attention");
  address->street = kontor_result_get_by_name (result, row, "street");
  address->postcode = kontor_result_get_by_name (result, row, "postcode");
  address->city = kontor_result_get_by_name (result, row, "city");
  address->subdivision = kontor_result_get_by_name (result, row, "subdivision");
  address->country = kontor_result_get_by_name (result, row, "country");
}

static void
read_lines (KontorOffer  *self,
            KontorResult *lines)
{
  for (guint i = 0; i < kontor_result_get_n_rows (lines); i++)
    {
      KontorOfferLine *line = kontor_offer_add_line (self);
      const struct
      {
        const char **target;
        const char  *column;
      } fields[] = {
        { &line->name, "name" }, { &line->description, "description" }, { &line->quantity, "quantity" },
        { &line->unit, "unit" }, { &line->price, "price" }, { &line->discount_percent, "discount_percent" },
        { &line->vat_rate, "vat_rate" }, { &line->net, "net" }, { &line->vat, "vat" }, { &line->total, "total" },
      };

      for (guint n = 0; n < G_N_ELEMENTS (fields); n++)
        *fields[n].target = kontor_offer_keep (self, kontor_result_get_by_name (lines, i, fields[n].column));
    }
}

KontorOffer *
kontor_offer_read (KontorResult *head,
                   KontorResult *lines,
                   const char   *language)
{
  KontorOffer *self;
  const char *revision;
  const char *included;

  g_return_val_if_fail (KONTOR_IS_RESULT (head), NULL);

  if (kontor_result_get_n_rows (head) == 0)
    return NULL;
  self = kontor_offer_new ();
  {
    const struct
    {
      const char **target;
      const char  *column;
    } fields[] = {
      { &self->number, "number" }, { &self->issued_on, "issued_on" }, { &self->valid_until, "valid_until" },
      { &self->currency, "currency" }, { &self->status, "status" },
      { &self->discount_percent, "discount_percent" }, { &self->net_total, "net_total" },
      { &self->vat_total, "vat_total" }, { &self->total, "total" },
      { &self->intro, "intro" }, { &self->terms, "terms" },
      { &self->sender.recipient, "sender_name" }, { &self->sender.street, "sender_street" },
      { &self->sender.postcode, "sender_postcode" }, { &self->sender.city, "sender_city" },
      { &self->sender.country, "sender_country" }, { &self->sender_phone, "sender_phone" },
      { &self->sender_email, "sender_email" }, { &self->sender_website, "sender_website" },
      { &self->sender_tax_number, "sender_tax_number" }, { &self->sender_bank, "sender_bank" },
      { &self->sender_account, "sender_account" }, { &self->sender_bic, "sender_bic" },
      { &self->recipient.recipient, "recipient_name" }, { &self->recipient.attention, "recipient_attention" },
      { &self->recipient.street, "recipient_street" }, { &self->recipient.postcode, "recipient_postcode" },
      { &self->recipient.city, "recipient_city" }, { &self->recipient.subdivision, "recipient_subdivision" },
      { &self->recipient.country, "recipient_country" },
      { &self->recipient_tax_number, "recipient_tax_number" },
      { &self->author, "author" }, { &self->author_position, "author_position" },
      { &self->author_phone, "author_phone" }, { &self->author_email, "author_email" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
      *fields[i].target = kontor_offer_keep (self, kontor_result_get_by_name (head, 0, fields[i].column));
  }
  revision = kontor_result_get_by_name (head, 0, "revision");
  self->revision = revision != NULL ? atoi (revision) : 1;
  included = kontor_result_get_by_name (head, 0, "prices_include_vat");
  self->prices_include_vat = included != NULL && *included == 't';
  self->language = kontor_offer_keep (self, language != NULL ? language
                                                             : kontor_offer_language_for (self->recipient.country));
  if (lines != NULL)
    read_lines (self, lines);
  return self;
}
