#include "config.h"

#include "kit/table.h"

#include <glib/gi18n.h>

/* More rows are exported, not copied. */
#define MAXIMUM_COPIED_ROWS 20000

char *
kontor_table_copy_text (KontorTable *self)
{
  g_autoptr(GtkBitset) selected = NULL;
  g_auto(GStrv) fields = NULL;
  GListModel *rows;
  const KontorEntity *entity;
  GString *text;
  GtkBitsetIter iter;
  guint position, copied = 0;

  g_return_val_if_fail (KONTOR_IS_TABLE (self), NULL);

  rows = kontor_table_get_rows (self);
  entity = kontor_table_get_entity (self);
  text = g_string_new (NULL);
  fields = kontor_table_get_columns (self);
  for (guint i = 0; fields[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\t" : "", _(kontor_entity_find_field (entity, fields[i])->label));
  g_string_append_c (text, '\n');

  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (kontor_table_get_selection (self)));
  if (gtk_bitset_iter_init_first (&iter, selected, &position))
    do
      {
        g_autoptr(KontorRecord) record = g_list_model_get_item (rows, position);

        if (!kontor_record_is_loaded (record))
          continue;
        for (guint i = 0; fields[i] != NULL; i++)
          {
            g_autofree char *value = kontor_record_format (record, fields[i]);

            g_strdelimit (value, "\t\n", ' ');
            g_string_append_printf (text, "%s%s", i > 0 ? "\t" : "", value);
          }
        g_string_append_c (text, '\n');
      }
    while (gtk_bitset_iter_next (&iter, &position) && ++copied < MAXIMUM_COPIED_ROWS);
  return g_string_free (text, FALSE);
}
