#include "config.h"

#include "model/import-batch.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "model/address-line.h"

typedef enum
{
  PART_FIELDS,
  PART_ADDRESS,
  PART_PERSON,
  PART_LEGAL_ENTITY,
  N_PARTS,
} Part;

static const char * const part_names[N_PARTS] = { "fields", "address", "person", "legal_entity" };

/* Where a column of the file goes. */
typedef struct
{
  guint              place;
  /* NULL: a whole address in one line. */
  const KontorField *field;
} Column;

struct _KontorImportBatch
{
  GArray  *columns[N_PARTS];
  int      title;
  GString *text;
  guint    length;
  guint64  first_line;
};

static Part
find_part (const char *target)
{
  for (Part part = PART_ADDRESS; part < N_PARTS; part++)
    {
      if (g_str_has_prefix (target, part_names[part]) && target[strlen (part_names[part])] == '.')
        return part;
    }

  return PART_FIELDS;
}

KontorImportBatch *
kontor_import_batch_new (const KontorEntity *entity, GPtrArray *mapping)
{
  KontorImportBatch *self = g_new0 (KontorImportBatch, 1);

  self->title = -1;
  for (Part part = 0; part < N_PARTS; part++)
    self->columns[part] = g_array_new (FALSE, FALSE, sizeof (Column));

  for (guint i = 0; i < mapping->len; i++)
    {
      const char *target = g_ptr_array_index (mapping, i);
      Column column = { .place = i };
      Part part;

      if (target == NULL)
        continue;
      part = find_part (target);
      if (part == PART_FIELDS)
        column.field = kontor_entity_find_field (entity, target);
      else
        column.field = kontor_entity_find_field (kontor_entity_lookup (part_names[part]), target + strlen (part_names[part]) + 1);
      if (column.field != NULL || g_str_equal (target, "address.line"))
        g_array_append_val (self->columns[part], column);
      if (g_str_equal (target, entity->title))
        self->title = (int) i;
    }

  self->text = g_string_new ("[");
  return self;
}

void
kontor_import_batch_free (KontorImportBatch *self)
{
  for (Part part = 0; part < N_PARTS; part++)
    g_array_unref (self->columns[part]);
  g_string_free (self->text, TRUE);
  g_free (self);
}

static void
append_string (GString *text, const char *value)
{
  const char *plain = value;

  g_string_append_c (text, '"');
  for (const char *letter = value;; letter++)
    {
      if ((guchar) *letter >= ' ' && *letter != '"' && *letter != '\\')
        continue;
      g_string_append_len (text, plain, letter - plain);
      plain = letter + 1;
      if (*letter == '\0')
        break;
      if (*letter == '"' || *letter == '\\')
        {
          g_string_append_c (text, '\\');
          g_string_append_c (text, *letter);
        }
      else
        g_string_append_printf (text, "\\u%04x", (guchar) *letter);
    }
  g_string_append_c (text, '"');
}

static void
append_member (GString *text, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;

  if (text->str[text->len - 1] != '{')
    g_string_append_c (text, ',');
  append_string (text, name);
  g_string_append_c (text, ':');
  append_string (text, value);
}

static void
append_address_line (GString *text, const char *cell)
{
  g_auto (KontorAddressLine) line = { 0 };

  kontor_address_line_parse (cell, &line);
  append_member (text, "street", line.street);
  append_member (text, "city", line.city);
  append_member (text, "subdivision", line.subdivision);
  append_member (text, "postcode", line.postcode);
  append_member (text, "country", line.country);
}

static gboolean
append_cell (GString *text, const KontorField *field, const char *cell, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (cell));
  g_autofree char *value = NULL;

  if (*trimmed == '\0')
    return TRUE;
  if (!kontor_field_parse (field, trimmed, &value, error))
    return FALSE;

  append_member (text, field->name, value);
  return TRUE;
}

static gboolean
append_part (KontorImportBatch *self, Part part, const KontorCsvRow *row, const char **fault, GError **error)
{
  GArray *columns = self->columns[part];

  for (guint i = 0; i < columns->len; i++)
    {
      const Column *column = &g_array_index (columns, Column, i);
      const char *cell;

      if (column->place >= row->n_cells)
        continue;
      cell = kontor_csv_unguard_cell (row->cells[column->place]);
      if (column->field == NULL)
        append_address_line (self->text, cell);
      else if (!append_cell (self->text, column->field, cell, error))
        {
          *fault = _(column->field->label);
          return FALSE;
        }
    }

  return TRUE;
}

gboolean
kontor_import_batch_add (KontorImportBatch *self, const KontorCsvRow *row, gboolean again,
                         const char **fault, GError **error)
{
  const gsize begin = self->text->len;

  g_string_append_printf (self->text, "%s{\"line\":%" PRIu64 ",\"again\":%s", self->length > 0 ? "," : "",
                          row->line, again ? "true" : "false");
  for (Part part = 0; part < N_PARTS; part++)
    {
      if (part != PART_FIELDS && self->columns[part]->len == 0)
        continue;
      g_string_append_printf (self->text, ",\"%s\":{", part_names[part]);
      if (!append_part (self, part, row, fault, error))
        {
          g_string_truncate (self->text, begin);
          return FALSE;
        }
      g_string_append_c (self->text, '}');
    }
  g_string_append_c (self->text, '}');

  if (self->length++ == 0)
    self->first_line = row->line;
  return TRUE;
}

const char *
kontor_import_batch_find_title (KontorImportBatch *self, const KontorCsvRow *row)
{
  if (self->title < 0 || (guint) self->title >= row->n_cells)
    return NULL;

  return kontor_csv_unguard_cell (row->cells[self->title]);
}

guint
kontor_import_batch_get_length (KontorImportBatch *self)
{
  return self->length;
}

guint64
kontor_import_batch_get_first_line (KontorImportBatch *self)
{
  return self->first_line;
}

const char *
kontor_import_batch_end (KontorImportBatch *self)
{
  g_string_append_c (self->text, ']');
  return self->text->str;
}

void
kontor_import_batch_clear (KontorImportBatch *self)
{
  g_string_assign (self->text, "[");
  self->length = 0;
}
