#include "config.h"

#include "kit/performer-options.h"

#include <glib/gi18n.h>
#include <string.h>

#include "draw/route-map-picture.h"

KontorMapOptions *
kontor_map_options_new (void)
{
  KontorMapOptions *self = g_new0 (KontorMapOptions, 1);

  self->values = g_ptr_array_new_with_free_func (g_free);
  self->labels = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
kontor_map_options_free (KontorMapOptions *self)
{
  g_ptr_array_unref (self->values);
  g_ptr_array_unref (self->labels);
  g_free (self);
}

void
kontor_map_options_add (KontorMapOptions *self, const char *value, const char *label)
{
  g_ptr_array_add (self->values, g_strdup (value));
  g_ptr_array_add (self->labels, g_strdup (label));
}

void
kontor_map_options_end (KontorMapOptions *self)
{
  g_ptr_array_add (self->values, NULL);
  g_ptr_array_add (self->labels, NULL);
}

static void
add_known (KontorMapOptions *options, GPtrArray *known, const char *kind, const char *prefix)
{
  for (guint i = 0; i + 2 < known->len; i += 3)
    if (g_strcmp0 (g_ptr_array_index (known, i), kind) == 0)
      {
        g_autofree char *value = g_strconcat (prefix, g_ptr_array_index (known, i + 1), NULL);

        kontor_map_options_add (options, value, g_ptr_array_index (known, i + 2));
      }
}

/* Whoever a link of the record leads to, one more link away at most. */
static void
add_paths (KontorMapOptions *options, const KontorEntity *entity, const char *path, const char *words, guint depth)
{
  for (const KontorField *field = entity->fields; field->name != NULL; field++)
    {
      g_autofree char *further = path != NULL ? g_strconcat (path, ".", field->name, NULL) : g_strdup (field->name);
      g_autofree char *label = words != NULL ? g_strconcat (words, " › ", _(field->label), NULL) : g_strdup (_(field->label));

      if (field->kind != KONTOR_FIELD_LINK)
        continue;
      if (g_strcmp0 (field->target, "employee") == 0)
        {
          g_autofree char *value = g_strconcat ("field:", further, NULL);

          kontor_map_options_add (options, value, label);
        }
      else if (depth > 0 && kontor_entity_lookup (field->target) != NULL)
        {
          add_paths (options, kontor_entity_lookup (field->target), further, label, depth - 1);
        }
    }
}

KontorMapOptions *
kontor_performer_options_new (const KontorEntity *subject, GPtrArray *known, gboolean of_process, const char *none)
{
  static const char *kinds[] = { "deal_manager", "head", "author", "starter", "owner", "role:seller", "role:head", "role:administrator" };
  KontorMapOptions *options = kontor_map_options_new ();

  if (none != NULL)
    kontor_map_options_add (options, "", none);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_auto (GStrv) parts = g_strsplit (kinds[i], ":", 2);

      if (!of_process && (g_str_equal (kinds[i], "starter") || g_str_equal (kinds[i], "owner")))
        continue;
      kontor_map_options_add (options, kinds[i], kontor_map_performer_get_label (subject->name, parts[0], parts[1]));
    }
  for (guint r = 0; r < 2; r++)
    for (guint i = 0; i + 2 < known->len; i += 3)
      if (g_strcmp0 (g_ptr_array_index (known, i), "team") == 0)
        {
          const char *role = r == 0 ? "seller" : "head";
          g_autofree char *value = g_strdup_printf ("role:%s@%s", role, (char *) g_ptr_array_index (known, i + 1));
          g_autofree char *label = g_strdup_printf ("%s, %s", kontor_map_performer_get_label (subject->name, "role", role),
                                                    (char *) g_ptr_array_index (known, i + 2));

          kontor_map_options_add (options, value, label);
        }
  add_paths (options, subject, NULL, NULL, 1);
  add_known (options, known, "employee", "employee:");
  kontor_map_options_end (options);
  return options;
}

char *
kontor_map_performer_to_value (JsonNode *node)
{
  JsonObject *performer = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *kind = performer != NULL ? json_object_get_string_member_with_default (performer, "kind", "") : "";

  if (strcmp (kind, "employee") == 0)
    return g_strconcat ("employee:", json_object_get_string_member_with_default (performer, "id", ""), NULL);
  if (strcmp (kind, "field") == 0)
    return g_strconcat ("field:", json_object_get_string_member_with_default (performer, "path", ""), NULL);
  if (strcmp (kind, "role") == 0)
    {
      const char *team = json_object_get_string_member_with_default (performer, "team", "");

      return g_strconcat ("role:", json_object_get_string_member_with_default (performer, "role", ""),
                          *team != '\0' ? "@" : "", team, NULL);
    }
  return g_strdup (kind);
}

JsonNode *
kontor_map_performer_from_value (const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, ":", 2);
  JsonObject *performer;
  JsonNode *node;

  if (*value == '\0')
    return NULL;
  performer = json_object_new ();
  node = json_node_new (JSON_NODE_OBJECT);
  json_object_set_string_member (performer, "kind", parts[0]);
  if (strcmp (parts[0], "role") == 0 && parts[1] != NULL)
    {
      g_auto (GStrv) role = g_strsplit (parts[1], "@", 2);

      json_object_set_string_member (performer, "role", role[0]);
      if (role[1] != NULL)
        json_object_set_string_member (performer, "team", role[1]);
    }
  else if (parts[1] != NULL)
    {
      json_object_set_string_member (performer, strcmp (parts[0], "field") == 0 ? "path" : "id", parts[1]);
    }
  json_node_take_object (node, performer);
  return node;
}
