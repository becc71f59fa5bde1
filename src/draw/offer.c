#include "config.h"

#include "draw/offer.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/error.h"
#include "base/money.h"

KontorOffer *
kontor_offer_new (void)
{
  KontorOffer *self = g_new0 (KontorOffer, 1);

  self->lines = g_array_new (FALSE, TRUE, sizeof (KontorOfferLine));
  self->strings = g_string_chunk_new (1024);
  self->language = "en";
  self->revision = 1;
  return self;
}

void
kontor_offer_free (KontorOffer *self)
{
  g_array_unref (self->lines);
  g_string_chunk_free (self->strings);
  g_free (self);
}

const char *
kontor_offer_keep (KontorOffer *self,
                   const char  *text)
{
  g_return_val_if_fail (self != NULL, NULL);

  return text != NULL && *text != '\0' ? g_string_chunk_insert (self->strings, text) : NULL;
}

KontorOfferLine *
kontor_offer_add_line (KontorOffer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_array_set_size (self->lines, self->lines->len + 1);
  return &g_array_index (self->lines, KontorOfferLine, self->lines->len - 1);
}

KontorOfferLine *
kontor_offer_get_line (KontorOffer *self,
                       guint        position)
{
  g_return_val_if_fail (self != NULL && position < self->lines->len, NULL);

  return &g_array_index (self->lines, KontorOfferLine, position);
}

/* Reads a decimal in PostgreSQL's form exactly; empty is zero. */
static gboolean
read_decimal (const char  *text,
              int          scale,
              gint64      *value,
              GError     **error)
{
  gint64 number = 0;
  int digits = -1;
  gboolean negative;
  const char *at = text != NULL ? text : "";

  negative = *at == '-';
  if (negative)
    at++;
  for (; *at != '\0'; at++)
    {
      if (*at == '.' && digits < 0)
        digits = 0;
      else if (g_ascii_isdigit (*at) && digits < scale
               && !__builtin_mul_overflow (number, 10, &number)
               && !__builtin_add_overflow (number, *at - '0', &number))
        digits += digits >= 0;
      else if (*at != '0' || digits < scale)
        goto wrong;
    }
  for (digits = MAX (digits, 0); digits < scale; digits++)
    if (__builtin_mul_overflow (number, 10, &number))
      goto wrong;
  *value = negative ? -number : number;
  return TRUE;

wrong:
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, _("“%s” is not a number that can be reckoned with."), text);
  return FALSE;
}

/* @number / @divisor to the nearest whole, halves away from zero. */
static __int128
divide (__int128 number,
        __int128 divisor)
{
  return number >= 0 ? (number + divisor / 2) / divisor : -((-number + divisor / 2) / divisor);
}

static gint64
read_cents (const char *text)
{
  gint64 cents = 0;

  read_decimal (text, 2, &cents, NULL);
  return cents;
}

static const char *
keep_cents (KontorOffer *self,
            gint64       cents)
{
  g_autofree char *text = kontor_money_to_decimal (cents, 2);

  return kontor_offer_keep (self, text);
}

static gboolean
sum_line (KontorOffer      *self,
          KontorOfferLine  *line,
          GError          **error)
{
  gint64 quantity;
  gint64 price;
  gint64 discount;
  gint64 rate;
  __int128 exact;
  __int128 net;
  __int128 vat;

  if (!read_decimal (line->quantity, 3, &quantity, error) || !read_decimal (line->price, 2, &price, error)
      || !read_decimal (line->discount_percent, 2, &discount, error)
      || !read_decimal (line->vat_rate, 2, &rate, error))
    return FALSE;

  /* Thousandths of a cent, times the ten thousand parts that the discount leaves. */
  exact = (__int128) quantity * price * (10000 - discount);
  if (self->prices_include_vat)
    {
      __int128 total = divide (exact, (__int128) 1000 * 10000);

      vat = divide (total * rate, 10000 + rate);
      net = total - vat;
    }
  else
    {
      net = divide (exact, (__int128) 1000 * 10000);
      vat = divide (net * rate, 10000);
    }
  if (net > G_MAXINT64 / 1000 || net < G_MININT64 / 1000)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, _("The amount of “%s” is too large."),
                   line->name != NULL ? line->name : "");
      return FALSE;
    }
  line->net = keep_cents (self, net);
  line->vat = keep_cents (self, vat);
  line->total = keep_cents (self, net + vat);
  return TRUE;
}

typedef struct
{
  gint64 rate;
  gint64 net;
  gint64 vat;
} Rate;

static int
compare_rates (gconstpointer a,
               gconstpointer b)
{
  const Rate *first = a;
  const Rate *second = b;

  return (first->rate < second->rate) - (first->rate > second->rate);
}

/* The document's discount and the tax are reckoned once for each rate, so that
 * the sums printed for the rates add up to the totals. */
static gboolean
reckon_rates (KontorOffer  *self,
              GArray       *rates,
              GError      **error)
{
  gint64 discount;

  if (!read_decimal (self->discount_percent, 2, &discount, error))
    return FALSE;
  for (guint i = 0; i < self->lines->len; i++)
    {
      KontorOfferLine *line = kontor_offer_get_line (self, i);
      Rate rate = { 0, read_cents (self->prices_include_vat ? line->total : line->net), 0 };
      guint at;

      if (!read_decimal (line->vat_rate, 2, &rate.rate, error))
        return FALSE;
      for (at = 0; at < rates->len && g_array_index (rates, Rate, at).rate != rate.rate; at++)
        ;
      if (at == rates->len)
        g_array_append_val (rates, rate);
      else if (__builtin_add_overflow (g_array_index (rates, Rate, at).net, rate.net, &g_array_index (rates, Rate, at).net))
        {
          g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, _("The total is too large."));
          return FALSE;
        }
    }
  g_array_sort (rates, compare_rates);
  for (guint i = 0; i < rates->len; i++)
    {
      Rate *rate = &g_array_index (rates, Rate, i);
      __int128 amount = divide ((__int128) rate->net * (10000 - discount), 10000);

      if (self->prices_include_vat)
        {
          rate->vat = (gint64) divide (amount * rate->rate, 10000 + rate->rate);
          rate->net = (gint64) amount - rate->vat;
        }
      else
        {
          rate->vat = (gint64) divide (amount * rate->rate, 10000);
          rate->net = (gint64) amount;
        }
    }
  return TRUE;
}

gboolean
kontor_offer_sum (KontorOffer  *self,
                  GError      **error)
{
  g_autoptr(GArray) rates = g_array_new (FALSE, TRUE, sizeof (Rate));
  gint64 net = 0;
  gint64 vat = 0;

  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->lines->len; i++)
    if (!sum_line (self, kontor_offer_get_line (self, i), error))
      return FALSE;
  if (!reckon_rates (self, rates, error))
    return FALSE;
  for (guint i = 0; i < rates->len; i++)
    {
      net += g_array_index (rates, Rate, i).net;
      vat += g_array_index (rates, Rate, i).vat;
    }
  self->net_total = keep_cents (self, net);
  self->vat_total = keep_cents (self, vat);
  self->total = keep_cents (self, net + vat);
  return TRUE;
}

static gint64
sum_before_discount (KontorOffer *self)
{
  gint64 total = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      KontorOfferLine *line = kontor_offer_get_line (self, i);

      total += read_cents (self->prices_include_vat ? line->total : line->net);
    }
  return total;
}

char *
kontor_offer_get_total_before_discount (KontorOffer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return kontor_money_to_decimal (sum_before_discount (self), 2);
}

char *
kontor_offer_get_discount (KontorOffer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return kontor_money_to_decimal (read_cents (self->prices_include_vat ? self->total : self->net_total)
                                  - sum_before_discount (self), 2);
}

static void
free_vat_sum (gpointer data)
{
  KontorVatSum *sum = data;

  g_free (sum->rate);
  g_free (sum->net);
  g_free (sum->vat);
  g_free (sum);
}

/* "17.50" without the zeros that say nothing. */
static char *
format_rate (gint64 rate)
{
  char *text = kontor_money_to_decimal (rate, 2);
  gsize length = strlen (text);

  while (text[length - 1] == '0')
    text[--length] = '\0';
  if (text[length - 1] == '.')
    text[--length] = '\0';
  return text;
}

GPtrArray *
kontor_offer_list_vat (KontorOffer *self)
{
  g_autoptr(GArray) rates = g_array_new (FALSE, TRUE, sizeof (Rate));
  GPtrArray *sums = g_ptr_array_new_with_free_func (free_vat_sum);

  g_return_val_if_fail (self != NULL, NULL);

  if (!reckon_rates (self, rates, NULL))
    return sums;
  for (guint i = 0; i < rates->len; i++)
    {
      const Rate *rate = &g_array_index (rates, Rate, i);
      KontorVatSum *sum = g_new0 (KontorVatSum, 1);

      sum->rate = format_rate (rate->rate);
      sum->net = kontor_money_to_decimal (rate->net, 2);
      sum->vat = kontor_money_to_decimal (rate->vat, 2);
      g_ptr_array_add (sums, sum);
    }
  return sums;
}
