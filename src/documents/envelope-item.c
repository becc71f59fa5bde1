#include "config.h"

#include "documents/envelope-item.h"

#include <glib/gi18n.h>

#include "draw/offer-source.h"

struct _KontorEnvelopeItem
{
  GObject              parent_instance;

  /* Holds the strings of the address. */
  KontorResult        *result;
  guint                row;
  KontorPostalAddress  address;
  char                *faults;
  char                *refusal;
};

G_DEFINE_FINAL_TYPE (KontorEnvelopeItem, kontor_envelope_item, G_TYPE_OBJECT)

static const char *
get (KontorEnvelopeItem *self,
     const char         *column)
{
  return kontor_result_get_by_name (self->result, self->row, column);
}

static char *
describe_faults (KontorEnvelopeItem *self)
{
  g_auto(GStrv) faults = NULL;
  g_autofree char *list = NULL;

  if (get (self, "address_id") == NULL)
    return g_strdup (_("No address"));
  faults = kontor_postal_address_list_faults (&self->address);
  if (faults[0] == NULL)
    return NULL;
  list = g_strjoinv (", ", faults);
  return g_strdup_printf (_("Lacks: %s"), list);
}

static void
kontor_envelope_item_finalize (GObject *object)
{
  KontorEnvelopeItem *self = KONTOR_ENVELOPE_ITEM (object);

  g_clear_object (&self->result);
  g_free (self->faults);
  g_free (self->refusal);

  G_OBJECT_CLASS (kontor_envelope_item_parent_class)->finalize (object);
}

static void
kontor_envelope_item_class_init (KontorEnvelopeItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_envelope_item_finalize;
}

static void
kontor_envelope_item_init (KontorEnvelopeItem *self)
{
}

KontorEnvelopeItem *
kontor_envelope_item_new (KontorResult *result,
                          guint         row)
{
  KontorEnvelopeItem *self = g_object_new (KONTOR_TYPE_ENVELOPE_ITEM, NULL);

  kontor_envelope_item_take (self, result, row);
  return self;
}

void
kontor_envelope_item_take (KontorEnvelopeItem *self,
                           KontorResult       *result,
                           guint               row)
{
  g_return_if_fail (KONTOR_IS_ENVELOPE_ITEM (self));

  g_set_object (&self->result, result);
  self->row = row;
  kontor_postal_address_read (&self->address, result, row);
  g_clear_pointer (&self->refusal, g_free);
  g_free (self->faults);
  self->faults = describe_faults (self);
}

const char *
kontor_envelope_item_get_record (KontorEnvelopeItem *self)
{
  return get (self, "record");
}

const char *
kontor_envelope_item_get_title (KontorEnvelopeItem *self)
{
  return get (self, "title");
}

const char *
kontor_envelope_item_get_partner (KontorEnvelopeItem *self)
{
  return get (self, "partner_id");
}

const char *
kontor_envelope_item_get_country (KontorEnvelopeItem *self)
{
  return get (self, "partner_country");
}

const char *
kontor_envelope_item_get_address_id (KontorEnvelopeItem *self)
{
  return get (self, "address_id");
}

const KontorPostalAddress *
kontor_envelope_item_get_address (KontorEnvelopeItem *self)
{
  return &self->address;
}

const char *
kontor_envelope_item_get_faults (KontorEnvelopeItem *self)
{
  return self->faults;
}

const char *
kontor_envelope_item_get_refusal (KontorEnvelopeItem *self)
{
  return self->refusal;
}

void
kontor_envelope_item_set_refusal (KontorEnvelopeItem *self,
                                  const char         *refusal)
{
  g_return_if_fail (KONTOR_IS_ENVELOPE_ITEM (self));

  g_free (self->refusal);
  self->refusal = g_strdup (refusal);
}
