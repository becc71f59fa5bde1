#include "config.h"

#include "model/entities/bookkeeping.h"

char *
kontor_offers_of_partner (KontorRecord *record, const char *field)
{
  const KontorField *link = kontor_entity_find_field (kontor_record_get_entity (record), field);
  const KontorEntity *target = link != NULL && link->target != NULL ? kontor_entity_lookup (link->target) : NULL;
  const char *partner = kontor_record_get (record, "partner_id");
  const KontorField *theirs;

  if (partner == NULL || target == NULL || g_str_equal (field, "partner_id"))
    return NULL;
  theirs = kontor_entity_find_field (target, "partner_id");
  if (theirs == NULL)
    return NULL;
  if ((theirs->flags & KONTOR_FIELD_FLAG_REQUIRED) != 0)
    return g_strdup_printf ("{\"field\":\"partner_id\",\"is\":\"%s\"}", partner);
  /* What is nobody's may be anybody's. */
  return g_strdup_printf ("{\"any\":[{\"field\":\"partner_id\",\"is\":\"%s\"},{\"field\":\"partner_id\",\"empty\":true}]}", partner);
}
