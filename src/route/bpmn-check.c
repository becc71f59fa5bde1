#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "route/bpmn-private.h"

/* Larger maps are not published anyway, and undecided. */
#define MAX_POINTS 10000

static const char *
name_of (const KontorMapItem *point)
{
  const char *name = kontor_map_item_get_text (point, "name");

  return *name != '\0' ? name : kontor_map_kind_get_label (point->kind);
}

static void
set_string (KontorMapItem *item, const char *name, const char *text)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, text);
  kontor_map_item_set_node (item, name, node);
}

/* What can be reached along the lines of the map from where a process begins. */
static GHashTable *
reach (KontorMap *map)
{
  GHashTable *reached = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) lines = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_FLOW); i++)
    {
      const KontorMapItem *flow = kontor_map_get_item (map, KONTOR_MAP_FLOW, i);
      GPtrArray *list = g_hash_table_lookup (lines, flow->from);

      if (list == NULL)
        g_hash_table_insert (lines, flow->from, list = g_ptr_array_new ());
      g_ptr_array_add (list, flow->to);
    }
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_POINT); i++)
    {
      const KontorMapItem *point = kontor_map_get_item (map, KONTOR_MAP_POINT, i);

      if (point->kind == KONTOR_MAP_KIND_START && g_hash_table_add (reached, point->key))
        g_ptr_array_add (open, point->key);
    }
  while (open->len > 0)
    {
      GPtrArray *list = g_hash_table_lookup (lines, g_ptr_array_steal_index_fast (open, open->len - 1));

      for (guint i = 0; list != NULL && i < list->len; i++)
        if (g_hash_table_add (reached, g_ptr_array_index (list, i)))
          g_ptr_array_add (open, g_ptr_array_index (list, i));
    }
  return reached;
}

/* The points that only boundary events and event subprocesses lead to. */
static GHashTable *
find_unrun (KontorBpmn *self)
{
  GHashTable *unrun = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) reached = reach (self->base);
  g_autoptr (GHashTable) keys = g_hash_table_new (NULL, NULL);
  gboolean again;

  for (guint i = 0; i < kontor_map_get_n_items (self->base, KONTOR_MAP_POINT); i++)
    {
      const KontorMapItem *point = kontor_map_get_item (self->base, KONTOR_MAP_POINT, i);

      g_hash_table_insert (keys, g_hash_table_lookup (self->nodes[KONTOR_MAP_POINT], point->key), point->key);
    }
  for (xmlNode *flow = self->process->children; flow != NULL; flow = flow->next)
    {
      xmlNode *from, *to;
      const char *key;

      if (kontor_bpmn_role (flow) != KONTOR_BPMN_ROLE_FLOW)
        continue;
      from = kontor_bpmn_resolve_attribute (self, flow, "sourceRef");
      if (from == NULL || kontor_bpmn_role (from) != KONTOR_BPMN_ROLE_FOREIGN)
        continue;
      to = kontor_bpmn_resolve_attribute (self, flow, "targetRef");
      /* Through gateways that are no points. */
      for (guint n = 0; to != NULL && g_hash_table_contains (self->junctions, to) && n <= g_hash_table_size (self->junctions); n++)
        {
          g_autofree char *id = kontor_bpmn_xml_get (to, "id");
          xmlNode *next = NULL;

          for (xmlNode *other = self->process->children; other != NULL && next == NULL && id != NULL; other = other->next)
            if (kontor_bpmn_role (other) == KONTOR_BPMN_ROLE_FLOW && kontor_bpmn_xml_says (other, "sourceRef", id))
              next = other;
          to = next != NULL ? kontor_bpmn_resolve_attribute (self, next, "targetRef") : NULL;
        }
      key = to != NULL ? g_hash_table_lookup (keys, to) : NULL;
      if (key != NULL && !g_hash_table_contains (reached, key))
        g_hash_table_add (unrun, (gpointer) key);
    }
  do
    {
      again = FALSE;
      for (guint i = 0; i < kontor_map_get_n_items (self->base, KONTOR_MAP_FLOW) && g_hash_table_size (unrun) > 0; i++)
        {
          const KontorMapItem *flow = kontor_map_get_item (self->base, KONTOR_MAP_FLOW, i);

          if (g_hash_table_contains (unrun, flow->from) && !g_hash_table_contains (reached, flow->to))
            again = g_hash_table_add (unrun, flow->to) || again;
        }
    }
  while (again);
  return unrun;
}

/* What the person who publishes it has to say yet; a map drawn elsewhere cannot know. */
static void
tell_missing (const KontorMapItem *point, GPtrArray *problems)
{
  const char *lacks = NULL;

  switch (point->kind)
    {
    case KONTOR_MAP_KIND_PROCESSING:
      if (kontor_map_item_get_node (point, "processing") == NULL)
        lacks = _("“%s”: say what it does before the map is published.");
      break;
    case KONTOR_MAP_KIND_NESTED:
      if (kontor_map_item_get_node (point, "nested") == NULL)
        lacks = _("“%s”: name the map it starts before the map is published.");
      break;
    case KONTOR_MAP_KIND_EVENT:
      if (kontor_map_item_get_node (point, "condition") == NULL)
        lacks = _("“%s”: say what it waits for before the map is published.");
      break;
    case KONTOR_MAP_KIND_ACTION:
      if (*kontor_map_item_get_text (point, "name") == '\0')
        lacks = _("“%s”: give it a name before the map is published.");
      break;
    case KONTOR_MAP_KIND_START:
    case KONTOR_MAP_KIND_END:
    case KONTOR_MAP_KIND_CONDITION:
    case KONTOR_MAP_KIND_CHOICE:
    case KONTOR_MAP_KIND_SPLIT:
    case KONTOR_MAP_KIND_MERGE:
    case KONTOR_MAP_KIND_TIMER:
    case KONTOR_MAP_KIND_NOTE:
    case KONTOR_MAP_KIND_GROUP:
    case KONTOR_MAP_KIND_PICTURE:
    case KONTOR_MAP_KIND_LINK:
    case KONTOR_MAP_KIND_FLOW:
    default:
      break;
    }
  if (lacks != NULL)
    {
      const char *place = strstr (lacks, "%s");

      if (place != NULL)
        kontor_bpmn_tell (problems, KONTOR_MAP_PROBLEM_WARNING, "unsaid", (const char *[]) { point->key, NULL },
                              "%.*s%s%s", (int) (place - lacks), lacks, name_of (point), place + 2);
    }
}

/* The same tokens, without what only a person can say: whether a process can get stuck. */
static KontorMap *
make_plain_map (KontorBpmn *self, GHashTable *unrun)
{
  KontorMap *plain = kontor_map_new ();

  for (guint i = 0; i < kontor_map_get_n_items (self->base, KONTOR_MAP_POINT); i++)
    {
      KontorMapItem *item = kontor_map_item_copy (kontor_map_get_item (self->base, KONTOR_MAP_POINT, i));
      gboolean step = item->kind == KONTOR_MAP_KIND_PROCESSING || item->kind == KONTOR_MAP_KIND_NESTED
                   || item->kind == KONTOR_MAP_KIND_EVENT || item->kind == KONTOR_MAP_KIND_TIMER || item->kind == KONTOR_MAP_KIND_ACTION;

      if (g_hash_table_contains (unrun, item->key))
        {
          kontor_map_item_free (item);
          continue;
        }
      if (step)
        {
          set_string (item, "name", name_of (item));
          item->kind = KONTOR_MAP_KIND_ACTION;
        }
      kontor_map_put (plain, KONTOR_MAP_POINT, item->key, item, G_MAXUINT);
    }
  for (guint i = 0; i < kontor_map_get_n_items (self->base, KONTOR_MAP_FLOW); i++)
    {
      const KontorMapItem *flow = kontor_map_get_item (self->base, KONTOR_MAP_FLOW, i);

      if (!g_hash_table_contains (unrun, flow->from) && !g_hash_table_contains (unrun, flow->to))
        kontor_map_put (plain, KONTOR_MAP_FLOW, flow->key, kontor_map_item_copy (flow), G_MAXUINT);
    }
  return plain;
}

/* A choice that nobody has explained yet gets an answer for each of its ways. */
static void
answer_all (KontorMap *map)
{
  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_POINT); i++)
    {
      const KontorMapItem *point = kontor_map_get_item (map, KONTOR_MAP_POINT, i);
      g_autoptr (GPtrArray) outgoing = NULL;
      KontorMapItem *copy;
      JsonArray *answers;
      JsonNode *node;

      if ((point->kind != KONTOR_MAP_KIND_CONDITION && point->kind != KONTOR_MAP_KIND_CHOICE)
          || kontor_map_item_get_node (point, "answers") != NULL || kontor_map_item_get_node (point, "condition") != NULL)
        continue;
      outgoing = kontor_map_get_outgoing (map, point->key);
      answers = json_array_new ();
      for (guint f = 0; f < outgoing->len; f++)
        {
          const KontorMapItem *flow = g_ptr_array_index (outgoing, f);
          KontorMapItem *changed = kontor_map_item_copy (flow);
          JsonObject *answer = json_object_new ();

          json_object_set_string_member (answer, "key", flow->key);
          json_object_set_string_member (answer, "text", flow->key);
          json_array_add_object_element (answers, answer);
          set_string (changed, "answer", flow->key);
          kontor_map_put (map, KONTOR_MAP_FLOW, changed->key, changed, G_MAXUINT);
        }
      copy = kontor_map_item_copy (point);
      node = json_node_new (JSON_NODE_ARRAY);
      json_node_take_array (node, answers);
      kontor_map_item_set_node (copy, "answers", node);
      kontor_map_put (map, KONTOR_MAP_POINT, copy->key, copy, G_MAXUINT);
    }
}

static gboolean
has_error (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    if (((KontorMapProblem *) g_ptr_array_index (problems, i))->severity == KONTOR_MAP_PROBLEM_ERROR)
      return TRUE;
  return FALSE;
}

/* What Kontor would bring to an end may hang by the rules of BPMN. */
static void
check_tokens (KontorBpmn *self, KontorMap *plain, GPtrArray *problems)
{
  g_autofree gboolean *patient = g_new0 (gboolean, kontor_map_get_n_items (plain, KONTOR_MAP_POINT) + 1);

  if (has_error (problems) || kontor_bpmn_xml_says (self->root, "exporter", "Kontor"))
    return;
  for (guint i = 0; i < kontor_map_get_n_items (plain, KONTOR_MAP_POINT); i++)
    {
      const KontorMapItem *point = kontor_map_get_item (plain, KONTOR_MAP_POINT, i);

      patient[i] = point->kind == KONTOR_MAP_KIND_MERGE
                && !kontor_bpmn_xml_is (g_hash_table_lookup (self->nodes[KONTOR_MAP_POINT], point->key), KONTOR_BPMN_MODEL, "parallelGateway");
    }
  kontor_bpmn_check_tokens (plain, patient, problems);
}

GPtrArray *
kontor_bpmn_check (KontorBpmn *self)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_map_problem_free);
  g_autoptr (GHashTable) unrun = NULL;
  g_autoptr (KontorMap) plain = NULL;
  g_autoptr (GPtrArray) found = NULL;
  guint n_points;

  g_return_val_if_fail (KONTOR_IS_BPMN (self), NULL);

  n_points = kontor_map_get_n_items (self->base, KONTOR_MAP_POINT);
  if (self->process != NULL && (n_points > MAX_POINTS || kontor_map_get_n_items (self->base, KONTOR_MAP_FLOW) > 2 * MAX_POINTS))
    kontor_bpmn_tell (problems, KONTOR_MAP_PROBLEM_ERROR, "too-large", NULL,
                          _("The map has %u points; at most %u can be checked and published."), n_points, MAX_POINTS);
  else if (self->process != NULL)
    {
      unrun = find_unrun (self);
      plain = make_plain_map (self, unrun);
      answer_all (plain);
      found = kontor_map_check (plain);
      g_ptr_array_extend_and_steal (problems, g_steal_pointer (&found));
      check_tokens (self, plain, problems);
      for (guint i = 0; i < n_points; i++)
        {
          const KontorMapItem *point = kontor_map_get_item (self->base, KONTOR_MAP_POINT, i);

          if (g_hash_table_contains (unrun, point->key))
            kontor_bpmn_tell (problems, KONTOR_MAP_PROBLEM_WARNING, "not-run", (const char *[]) { point->key, NULL },
                                  _("“%s” is reached only from what the engine does not run."), name_of (point));
          else
            tell_missing (point, problems);
        }
    }
  for (guint i = 0; i < self->findings->len; i++)
    {
      const KontorMapProblem *finding = g_ptr_array_index (self->findings, i);

      kontor_bpmn_tell (problems, finding->severity, finding->code, (const char * const *) finding->points, "%s", finding->message);
    }
  return problems;
}
