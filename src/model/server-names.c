#include "config.h"

#include "model/server-names.h"

#include <glib/gi18n.h>

#include "db/server-message.h"
#include "model/entity.h"

/* A sentence of the server seldom says of which entity a column is.  Most of
 * those that have one of this name call it the same; the label most of them have
 * is taken, of equals the first. */
static const char *
find_common_label (const char *column)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  const char *label = NULL;
  guint most = 0;

  for (const KontorEntity * const *entity = kontor_entity_list (); *entity != NULL; entity++)
    {
      const KontorField *field = kontor_entity_find_field (*entity, column);
      guint count;

      if (field == NULL)
        continue;
      count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, field->label)) + 1;
      g_hash_table_insert (counts, (gpointer) field->label, GUINT_TO_POINTER (count));
      if (count > most)
        {
          most = count;
          label = field->label;
        }
    }
  return label;
}

static const char *
find_name (KontorServerWord kind, const char *entity_name, const char *word)
{
  const KontorEntity *entity = kontor_entity_lookup (kind == KONTOR_SERVER_WORD_ENTITY ? word : entity_name);
  const KontorField *field;
  const char *label = NULL;

  switch (kind)
    {
    case KONTOR_SERVER_WORD_ENTITY:
      label = entity != NULL ? entity->label : NULL;
      break;
    case KONTOR_SERVER_WORD_FIELD:
      field = entity != NULL ? kontor_entity_find_field (entity, word) : NULL;
      label = field != NULL ? field->label : entity_name == NULL ? find_common_label (word) : NULL;
      break;
    case KONTOR_SERVER_WORD_ROLE:
      field = kontor_entity_find_field (kontor_entity_lookup ("employee"), "role");
      for (const KontorChoice *choice = field->choices; choice->value != NULL; choice++)
        if (g_str_equal (choice->value, word))
          label = choice->label;
      break;
    default:
      break;
    }
  return label != NULL ? _(label) : NULL;
}

void
kontor_server_names_begin (void)
{
  kontor_server_message_set_names (find_name);
}
