#include "config.h"

#include "model/import.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/error.h"
#include "model/import-guess.h"
#include "model/import-private.h"

#define N_SAMPLES 20
#define MOST_COLUMNS 500

G_DEFINE_FINAL_TYPE (KontorImport, kontor_import, G_TYPE_OBJECT)

static void
target_free (gpointer data)
{
  KontorImportTarget *target = data;

  g_free (target->name);
  g_free (target->label);
  g_free (target);
}

static void
add_targets (KontorImport       *self,
             const KontorEntity *entity,
             const char         *prefix)
{
  for (const KontorField *field = entity->fields; field->name != NULL; field++)
    {
      KontorImportTarget *target;

      if (field->flags & KONTOR_FIELD_FLAG_READ_ONLY)
        continue;
      /* A file names things by words; ids of other records it cannot know. */
      if (field->kind == KONTOR_FIELD_LINK || field->kind == KONTOR_FIELD_JSON)
        continue;

      target = g_new0 (KontorImportTarget, 1);
      if (prefix == NULL)
        {
          target->name = g_strdup (field->name);
          target->label = g_strdup (_(field->label));
        }
      else
        {
          target->name = g_strdup_printf ("%s.%s", prefix, field->name);
          /* Translators: a field of a part of what is imported, "Address: City" */
          target->label = g_strdup_printf (_("%s: %s"), _(entity->label), _(field->label));
        }
      g_ptr_array_add (self->targets, target);
    }
}

static void
fill_targets (KontorImport *self)
{
  static const char * const parts[] = { "address", "person", "legal_entity" };

  add_targets (self, self->entity, NULL);
  if (!g_str_equal (self->entity->name, "partner"))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const KontorEntity *part = kontor_entity_lookup (parts[i]);

      if (part != NULL)
        add_targets (self, part, parts[i]);
    }

  {
    KontorImportTarget *target = g_new0 (KontorImportTarget, 1);

    target->name = g_strdup ("address.line");
    target->label = g_strdup (_("Address: whole, in one line"));
    g_ptr_array_add (self->targets, target);
  }
}

static void
kontor_import_finalize (GObject *object)
{
  KontorImport *self = KONTOR_IMPORT (object);

  g_free (self->path);
  g_free (self->wanted_encoding);
  g_free (self->operation);
  kontor_csv_format_clear (&self->format);
  g_clear_pointer (&self->headings, g_strfreev);
  g_clear_pointer (&self->samples, g_ptr_array_unref);
  g_clear_pointer (&self->mapping, g_ptr_array_unref);
  g_clear_pointer (&self->targets, g_ptr_array_unref);
  g_clear_pointer (&self->outcome.rejects, g_ptr_array_unref);

  G_OBJECT_CLASS (kontor_import_parent_class)->finalize (object);
}

static void
kontor_import_class_init (KontorImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_import_finalize;

  /* After each batch of an asynchronous run. */
  g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kontor_import_init (KontorImport *self)
{
  self->targets = g_ptr_array_new_with_free_func (target_free);
  self->samples = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->mapping = g_ptr_array_new_with_free_func (g_free);
  self->outcome.rejects = kontor_import_new_rejects ();
}

KontorImport *
kontor_import_new (const KontorEntity *entity,
                   const char         *path)
{
  KontorImport *self;

  g_return_val_if_fail (entity != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_IMPORT, NULL);
  self->entity = entity;
  self->path = g_strdup (path);
  fill_targets (self);

  return self;
}

static gboolean
sample_cb (const KontorCsvRow *row,
           gpointer            user_data)
{
  KontorImport *self = user_data;
  GStrvBuilder *cells;

  if (row->fault != NULL)
    return self->samples->len < N_SAMPLES;

  cells = g_strv_builder_new ();
  for (guint i = 0; i < row->n_cells; i++)
    g_strv_builder_add (cells, kontor_csv_unguard_cell (row->cells[i]));

  if (self->headings == NULL)
    {
      self->n_columns = MIN (row->n_cells, MOST_COLUMNS);
      self->headings = g_strv_builder_end (cells);
    }
  else
    {
      g_ptr_array_add (self->samples, g_strv_builder_end (cells));
    }
  g_strv_builder_unref (cells);

  return self->samples->len < N_SAMPLES;
}

gboolean
kontor_import_inspect (KontorImport  *self,
                       GError       **error)
{
  g_autoptr(GFile) file = NULL;
  g_autoptr(GFileInfo) information = NULL;

  g_return_val_if_fail (KONTOR_IS_IMPORT (self), FALSE);

  file = g_file_new_for_path (self->path);
  information = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, error);
  if (information == NULL)
    return FALSE;
  self->file_size = g_file_info_get_size (information);

  kontor_csv_format_clear (&self->format);
  if (!kontor_csv_detect (self->path, &self->format, error))
    return FALSE;
  if (self->wanted_encoding != NULL)
    {
      g_free (self->format.encoding);
      self->format.encoding = g_strdup (self->wanted_encoding);
    }
  if (self->wanted_separator != 0)
    self->format.separator = self->wanted_separator;

  g_clear_pointer (&self->headings, g_strfreev);
  self->n_columns = 0;
  g_ptr_array_set_size (self->samples, 0);
  g_ptr_array_set_size (self->mapping, 0);
  if (!kontor_csv_read (self->path, &self->format, sample_cb, self, NULL, error))
    return FALSE;

  if (self->n_columns == 0)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, _("The file has no rows."));
      return FALSE;
    }

  for (guint i = 0; i < self->n_columns; i++)
    {
      char *target = kontor_import_guess (self->targets, self->headings[i]);

      /* Two columns of one meaning: the first one is it. */
      for (guint j = 0; target != NULL && j < i; j++)
        if (g_strcmp0 (g_ptr_array_index (self->mapping, j), target) == 0)
          g_clear_pointer (&target, g_free);
      g_ptr_array_add (self->mapping, target);
    }

  return TRUE;
}

const KontorCsvFormat *
kontor_import_get_format (KontorImport *self)
{
  g_return_val_if_fail (KONTOR_IS_IMPORT (self), NULL);

  return &self->format;
}

void
kontor_import_set_format (KontorImport *self,
                          const char   *encoding,
                          char          separator)
{
  g_return_if_fail (KONTOR_IS_IMPORT (self));

  g_free (self->wanted_encoding);
  self->wanted_encoding = g_strdup (encoding);
  self->wanted_separator = separator;
}

guint
kontor_import_get_n_columns (KontorImport *self)
{
  g_return_val_if_fail (KONTOR_IS_IMPORT (self), 0);

  return self->n_columns;
}

const char *
kontor_import_get_heading (KontorImport *self,
                           guint         column)
{
  g_return_val_if_fail (KONTOR_IS_IMPORT (self), NULL);
  g_return_val_if_fail (column < self->n_columns, NULL);

  return self->headings[column];
}

guint
kontor_import_get_n_samples (KontorImport *self)
{
  g_return_val_if_fail (KONTOR_IS_IMPORT (self), 0);

  return self->samples->len;
}

const char *
kontor_import_get_sample (KontorImport *self,
                          guint         row,
                          guint         column)
{
  char **cells;

  g_return_val_if_fail (KONTOR_IS_IMPORT (self), NULL);

  if (row >= self->samples->len)
    return NULL;
  cells = g_ptr_array_index (self->samples, row);

  return column < g_strv_length (cells) ? cells[column] : "";
}

GPtrArray *
kontor_import_get_targets (KontorImport *self)
{
  g_return_val_if_fail (KONTOR_IS_IMPORT (self), NULL);

  return self->targets;
}

const char *
kontor_import_get_target (KontorImport *self,
                          guint         column)
{
  g_return_val_if_fail (KONTOR_IS_IMPORT (self), NULL);
  g_return_val_if_fail (column < self->mapping->len, NULL);

  return g_ptr_array_index (self->mapping, column);
}

gboolean
kontor_import_set_target (KontorImport  *self,
                          guint          column,
                          const char    *target,
                          GError       **error)
{
  gboolean known = target == NULL;

  g_return_val_if_fail (KONTOR_IS_IMPORT (self), FALSE);
  g_return_val_if_fail (column < self->mapping->len, FALSE);

  for (guint i = 0; i < self->targets->len && !known; i++)
    known = g_str_equal (((KontorImportTarget *) g_ptr_array_index (self->targets, i))->name, target);
  if (!known)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                   _("“%s” is not a field that can be imported."), target);
      return FALSE;
    }

  g_free (g_ptr_array_index (self->mapping, column));
  g_ptr_array_index (self->mapping, column) = g_strdup (target);

  return TRUE;
}

gboolean
kontor_import_check_mapping (KontorImport  *self,
                             GError       **error)
{
  gboolean has_title = FALSE;

  g_return_val_if_fail (KONTOR_IS_IMPORT (self), FALSE);

  for (guint i = 0; i < self->mapping->len; i++)
    {
      const char *target = g_ptr_array_index (self->mapping, i);

      if (g_strcmp0 (target, self->entity->title) == 0)
        has_title = TRUE;
      for (guint j = 0; target != NULL && j < i; j++)
        if (g_strcmp0 (g_ptr_array_index (self->mapping, j), target) == 0)
          {
            g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                         _("The columns “%s” and “%s” go to the same field."),
                         self->headings[j], self->headings[i]);
            return FALSE;
          }
    }

  if (!has_title)
    {
      const KontorField *title = kontor_entity_find_field (self->entity, self->entity->title);

      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                   _("Say which column is the field “%s”: without it no row can be imported."),
                   title != NULL ? _(title->label) : self->entity->title);
      return FALSE;
    }

  return TRUE;
}

const KontorImportOutcome *
kontor_import_get_outcome (KontorImport *self)
{
  g_return_val_if_fail (KONTOR_IS_IMPORT (self), NULL);

  return &self->outcome;
}

char *
kontor_import_rejects_to_csv (KontorImport *self)
{
  GString *text = g_string_new ("line,field,reason\r\n");

  g_return_val_if_fail (KONTOR_IS_IMPORT (self), NULL);

  for (guint i = 0; self->outcome.rejects != NULL && i < self->outcome.rejects->len; i++)
    {
      const KontorImportReject *reject = g_ptr_array_index (self->outcome.rejects, i);
      g_auto(GStrv) parts = g_strsplit (reject->reason, "\"", -1);
      g_autofree char *reason = g_strjoinv ("\"\"", parts);

      g_string_append_printf (text, "%" G_GUINT64_FORMAT ",%s,\"%s\"\r\n", reject->line,
                              reject->field != NULL ? reject->field : "", reason);
    }
  return g_string_free (text, FALSE);
}

const char *
kontor_import_get_operation (KontorImport *self)
{
  g_return_val_if_fail (KONTOR_IS_IMPORT (self), NULL);

  return self->operation;
}
