#include "config.h"

#include "model/view.h"

#include <json-glib/json-glib.h>

static JsonObject *
read_definition (KontorRecord *view)
{
  const char *text = kontor_record_get (view, "definition");
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return json_object_new ();
  return json_object_ref (json_node_get_object (node));
}

static JsonNode *
get_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_has_member (object, name) ? json_object_get_member (object, name) : NULL;

  return node == NULL || JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

KontorRecord *
kontor_view_new (const KontorEntity *entity, const char *name)
{
  KontorRecord *view = kontor_record_new (kontor_entity_lookup ("view"), NULL);

  kontor_record_set (view, "entity", entity->name);
  kontor_record_set (view, "name", name);
  kontor_record_set (view, "definition", "{}");
  return view;
}

char *
kontor_view_get_condition (KontorRecord *view)
{
  g_autoptr (JsonObject) definition = read_definition (view);
  JsonNode *node = get_member (definition, "condition");

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_to_string (node, FALSE) : NULL;
}

char *
kontor_view_get_order (KontorRecord *view)
{
  g_autoptr (JsonObject) definition = read_definition (view);
  JsonNode *order = get_member (definition, "order");
  JsonNode *descending = get_member (definition, "descending");

  if (order == NULL || !JSON_NODE_HOLDS_VALUE (order))
    return NULL;
  if (descending != NULL && JSON_NODE_HOLDS_VALUE (descending) && json_node_get_boolean (descending))
    return g_strconcat ("-", json_node_get_string (order), NULL);
  return json_node_dup_string (order);
}

char **
kontor_view_get_columns (KontorRecord *view)
{
  g_autoptr (JsonObject) definition = read_definition (view);
  JsonNode *node = get_member (definition, "columns");
  g_autoptr (GStrvBuilder) columns = NULL;
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;

  columns = g_strv_builder_new ();
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *column = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (column))
        g_strv_builder_add (columns, json_node_get_string (column));
      else if (JSON_NODE_HOLDS_OBJECT (column) && json_object_has_member (json_node_get_object (column), "field"))
        g_strv_builder_add (columns, json_object_get_string_member (json_node_get_object (column), "field"));
    }
  return g_strv_builder_end (columns);
}

void
kontor_view_set_definition (KontorRecord *view, const char *condition, const char *order, const char * const *columns)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  JsonNode *node = condition != NULL && *condition != '\0' ? json_from_string (condition, NULL) : NULL;

  json_builder_begin_object (builder);
  if (node != NULL)
    {
      json_builder_set_member_name (builder, "condition");
      json_builder_add_value (builder, node);
    }
  if (order != NULL)
    {
      json_builder_set_member_name (builder, "order");
      json_builder_add_string_value (builder, order);
    }
  if (columns != NULL)
    {
      json_builder_set_member_name (builder, "columns");
      json_builder_begin_array (builder);
      for (guint i = 0; columns[i] != NULL; i++)
        {
          json_builder_begin_object (builder);
          json_builder_set_member_name (builder, "field");
          json_builder_add_string_value (builder, columns[i]);
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  kontor_record_set (view, "definition", text);
}

void
kontor_view_load_async (KontorStore *store, const KontorEntity *entity, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  kontor_store_load_children_async (store, kontor_entity_lookup ("view"), entity != NULL ? "entity" : NULL,
                                    entity != NULL ? entity->name : NULL, cancellable, callback, user_data);
}

GPtrArray *
kontor_view_load_finish (KontorStore *store, GAsyncResult *result, GError **error)
{
  return kontor_store_load_children_finish (store, result, error);
}
