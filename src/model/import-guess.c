#include "config.h"

#include "model/import-guess.h"

#include "base/text.h"
#include "model/import.h"

/* Headings as other programs write them, folded; the first that is equal or is
 * contained wins, so the longer ones stand first. */
static const struct
{
  const char *heading;
  const char *target;
} known[] = {
  { "organization address", "address.line" },
  { "organisation address", "address.line" },
  { "organization name", "name" },
  { "organisation name", "name" },
  { "company name", "name" },
  { "postal address", "address.line" },
  { "contact person", "person.name" },
  { "kontakt osoba", "person.name" },
  { "контактное лицо", "person.name" },
  { "yetkili kisi", "person.name" },
  { "e-mail", "email" },
  { "email", "email" },
  { "e-posta", "email" },
  { "электронная почта", "email" },
  { "telephone", "phone" },
  { "telefon", "phone" },
  { "phone", "phone" },
  { "телефон", "phone" },
  { "website", "website" },
  { "web", "website" },
  { "сайт", "website" },
  { "tax number", "legal_entity.tax_number" },
  { "vat id", "legal_entity.tax_number" },
  { "инн", "legal_entity.tax_number" },
  { "jib", "legal_entity.tax_number" },
  { "vergi no", "legal_entity.tax_number" },
  { "postcode", "address.postcode" },
  { "postal code", "address.postcode" },
  { "zip", "address.postcode" },
  { "postanski broj", "address.postcode" },
  { "posta kodu", "address.postcode" },
  { "индекс", "address.postcode" },
  { "street", "address.street" },
  { "ulica", "address.street" },
  { "улица", "address.street" },
  { "sokak", "address.street" },
  { "country", "address.country" },
  { "drzava", "address.country" },
  { "страна", "address.country" },
  { "ulke", "address.country" },
  { "city", "address.city" },
  { "town", "address.city" },
  { "grad", "address.city" },
  { "город", "address.city" },
  { "sehir", "address.city" },
  { "address", "address.line" },
  { "adresa", "address.line" },
  { "адрес", "address.line" },
  { "adres", "address.line" },
  { "code", "code" },
  { "sifra", "code" },
  { "код", "code" },
  { "note", "note" },
  { "napomena", "note" },
  { "примечание", "note" },
  { "company", "name" },
  { "firma", "name" },
  { "название", "name" },
  { "наименование", "name" },
  { "naziv", "name" },
  { "unvan", "name" },
  { "name", "name" },
};

static const KontorImportTarget *
find_target (GPtrArray  *targets,
             const char *name)
{
  for (guint i = 0; i < targets->len; i++)
    {
      const KontorImportTarget *target = g_ptr_array_index (targets, i);

      if (g_str_equal (target->name, name))
        return target;
    }

  return NULL;
}

char *
kontor_import_guess (GPtrArray  *targets,
                     const char *heading)
{
  g_autofree char *folded = kontor_text_fold (heading);

  g_return_val_if_fail (targets != NULL, NULL);

  /* The program's own words, as its export writes them. */
  for (guint i = 0; i < targets->len; i++)
    {
      const KontorImportTarget *target = g_ptr_array_index (targets, i);
      g_autofree char *label = kontor_text_fold (target->label);

      if (g_str_equal (label, folded) || g_str_equal (target->name, folded))
        return g_strdup (target->name);
    }

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].heading, folded) && find_target (targets, known[i].target) != NULL)
      return g_strdup (known[i].target);

  return NULL;
}
